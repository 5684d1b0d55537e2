//! The state of one concern between two entries. Knows what is remembered, not what may happen next: that is
//! `moving` (the calendar) and `apply` with its neighbours (the acts).

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::act::{ClockName, ClosingReason, Disputed, Enquiries};
use crate::clocks::Clock;
use crate::entry::Act;
use crate::policy::Policy;
use crate::roster::Roster;
use crate::values::{ConcernId, Date, Digest, OfficeId, PersonId, StageNo, Urgency};

/// How far a concern has come. Stage, urgency, referral and disputes are told separately.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Received; nobody has confirmed it.
    Received,
    /// A holder has confirmed it.
    Acknowledged,
    /// Every point is in scope or out with a reason.
    Scoped,
    /// The reporter has the findings.
    FindingsSent,
    /// The holding stage has proposed to close.
    ClosingProposed,
    /// Closed; a dispute reopens it.
    Closed,
}

/// What the rules look things up in.
#[derive(Clone, Copy)]
pub(crate) struct Rules<'a> {
    pub(crate) policy: &'a Policy,
    pub(crate) roster: &'a Roster,
}

/// A date that was not kept, against the first date of its clock at its stage (R20).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Late {
    /// The clock.
    pub clock: ClockName,
    /// The stage that was late.
    pub stage: StageNo,
    /// The date lateness is measured against.
    pub first_due: Date,
    /// When the act came, or the next stage took over; none while it is still missing at the stage.
    pub until: Option<Date>,
    /// Whether the date that decides lapsed (an act after an extension is late without a lapse).
    pub lapsed: bool,
}

/// An outcome with a date (R26).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Action {
    /// The record of its `action_due`.
    pub record: Digest,
    /// When it is due.
    pub due: Date,
    /// When it was done.
    pub done: Option<Date>,
}

/// A closing that waits for approval.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Proposal {
    pub(crate) record: Digest,
    pub(crate) by: PersonId,
    pub(crate) reason: ClosingReason,
    /// The state to go back to when it is voided.
    pub(crate) before: State,
}

/// A lower urgency that waits for a second person (R22).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Lowering {
    pub(crate) record: Digest,
    pub(crate) by: PersonId,
    pub(crate) to: Urgency,
}

/// The findings last sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) on: Date,
    pub(crate) enquiries: Enquiries,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Case {
    pub(crate) concern: Option<ConcernId>,
    pub(crate) received: Date,
    pub(crate) urgency: Urgency,
    pub(crate) left_out: Vec<StageNo>,
    /// Where it began: the first stage not left out.
    pub(crate) start: StageNo,
    pub(crate) state: State,
    pub(crate) stage: StageNo,
    pub(crate) arrived: Date,
    /// From when the stage must have a holder: arrival, or a reopening there.
    pub(crate) answerable_from: Date,
    /// The day up to which the calendar has been followed.
    pub(crate) now: Date,
    /// The day of the last entry.
    pub(crate) last_day: Date,
    /// Running clocks; those of a closed concern wait here too, and only later treatment goes on.
    pub(crate) clocks: BTreeMap<ClockName, Clock>,
    /// At the last stage: the next date of a stage without a holder, once one has lapsed.
    pub(crate) unheld_again: Option<Clock>,
    /// Service entries that follow from acts and calendar and are not yet in the record.
    pub(crate) owed: Vec<Act>,
    pub(crate) late: Vec<Late>,
    pub(crate) acknowledged: Option<Date>,
    /// Marks of the points: true is in scope. None until settled, and again while the scope is disputed.
    pub(crate) scope: Option<Vec<bool>>,
    pub(crate) found: Option<Found>,
    pub(crate) proposal: Option<Proposal>,
    pub(crate) lowering: Option<Lowering>,
    pub(crate) disputed: BTreeSet<Disputed>,
    pub(crate) closed: Option<Date>,
    /// The state before the last closing was proposed: what a reopening goes back to.
    pub(crate) closed_from: State,
    /// How many of the questions about treatment have been put since the last closing.
    pub(crate) asked: usize,
    /// The stage has had its one extension.
    pub(crate) extended: bool,
    /// Whether the regulator is told of lost data has been decided.
    pub(crate) regulator_settled: bool,
    /// Since when the last stage says that it cannot open the concern, while none of it has.
    pub(crate) cannot_open: Option<Date>,
    /// The channel's closing has had its effect on this concern, whatever it was.
    pub(crate) channel_followed: bool,
    pub(crate) erased: Option<Date>,
    /// The reporter's last words and all after them, until somebody who has opened the concern signs after one of them.
    pub(crate) unread: Vec<Digest>,
    /// Every entry so far.
    pub(crate) records: BTreeSet<Digest>,
    pub(crate) opened: BTreeMap<PersonId, OfficeId>,
    pub(crate) no_conflict: BTreeSet<PersonId>,
    pub(crate) barred: BTreeSet<PersonId>,
    /// Persons who decided (scope, findings, closing, a dispute) or approved: none of them answers a dispute.
    pub(crate) deciders: BTreeSet<PersonId>,
    pub(crate) withdrawn: BTreeSet<OfficeId>,
    /// The stage whose capsule a closing proposal released; once handed out it stays so.
    pub(crate) released: Option<StageNo>,
    pub(crate) handed_to: Option<PersonId>,
    pub(crate) actions: Vec<Action>,
    pub(crate) answered_by_same_person: u32,
}

impl Case {
    pub(crate) fn is_open(&self) -> bool {
        self.state != State::Closed
    }

    pub(crate) fn treatment_open(&self) -> bool {
        self.clocks.contains_key(&ClockName::LaterTreatment)
    }

    /// Whether a stage has something to do: of a closed concern only an answer about treatment.
    pub(crate) fn is_active(&self) -> bool {
        self.erased.is_none() && (self.is_open() || self.treatment_open())
    }

    pub(crate) fn is_last(&self, rules: Rules<'_>) -> bool {
        self.stage >= rules.policy.last_stage()
    }

    /// Clocks whose dates count now.
    pub(crate) fn running(&self) -> impl Iterator<Item = (ClockName, &Clock)> {
        let (open, erased) = (self.is_open(), self.erased.is_some());
        self.clocks
            .iter()
            .map(|(name, clock)| (*name, clock))
            .filter(move |(name, _)| !erased && (open || *name == ClockName::LaterTreatment))
    }

    /// The same with the clock of a stage that has no holder now. One that has lapsed runs until somebody is there, also
    /// when it is known who will come in time for the next date.
    pub(crate) fn running_now(&self, rules: Rules<'_>) -> impl Iterator<Item = (ClockName, Clock)> {
        let known = || self.unheld(rules).filter(|_| self.is_unheld(rules, self.now));
        let again = self.unheld_again.filter(|_| self.is_active());
        let unheld = again.or_else(known);
        let running = self.running().map(|(name, clock)| (name, *clock));
        running.chain(unheld.map(|clock| (ClockName::UnheldStage, clock)))
    }

    /// Starts a clock at the holding stage, unless it runs already: nothing restarts a running clock.
    pub(crate) fn start_clock(&mut self, name: ClockName, due: Date) {
        let stage = self.stage;
        self.clocks.entry(name).or_insert_with(|| Clock::new(stage, due));
    }

    /// Stops a clock by its act, and remembers if the act was late.
    pub(crate) fn stop_clock(&mut self, name: ClockName, on: Date) {
        if let Some(clock) = self.clocks.remove(&name) {
            self.note_late(name, &clock, Some(on));
        }
    }

    pub(crate) fn note_late(&mut self, name: ClockName, clock: &Clock, until: Option<Date>) {
        if name != ClockName::ReporterAnswer && until.is_some_and(|until| clock.measured() < until) {
            let lapsed = until.is_some_and(|until| clock.due < until) || clock.lapsed;
            let (stage, first_due) = (clock.stage, clock.measured());
            // Closed late, reopened and late again is told once, up to the last.
            let same = |late: &Late| (late.clock, late.stage, late.first_due) == (name, stage, first_due);
            self.late.retain(|late| !same(late));
            self.late.push(Late {
                clock: name,
                stage,
                first_due,
                until,
                lapsed,
            });
        }
    }

    /// Whether a stage has been handed the concern: reached, or asked to approve a closing.
    pub(crate) fn is_handed(&self, stage: StageNo) -> bool {
        let reached = (self.start..=self.stage).contains(&stage) && !self.left_out.contains(&stage);
        reached || self.released == Some(stage)
    }

    /// The next stage above that was not left out.
    pub(crate) fn stage_above(&self, rules: Rules<'_>) -> Option<StageNo> {
        rules
            .policy
            .stage_numbers()
            .find(|number| *number > self.stage && !self.left_out.contains(number))
    }

    /// Present holders on a stage who may act on the concern: not barred, their office not withdrawn.
    pub(crate) fn able<'a>(
        &'a self,
        rules: Rules<'a>,
        stage: StageNo,
        on: Date,
    ) -> impl Iterator<Item = PersonId> + 'a {
        rules
            .policy
            .offices(stage)
            .iter()
            .filter(|office| !self.withdrawn.contains(&office.id))
            .flat_map(move |office| rules.roster.holders(&office.id, on))
            .filter(|person| !self.barred.contains(person))
    }
}
