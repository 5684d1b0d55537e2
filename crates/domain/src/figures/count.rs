//! Adds up, concern by concern, what `facts` says of each. The definitions in words: `docs/FIGURES.md`.

use std::collections::BTreeMap;

use super::facts::Facts;
use super::{Change, Figure, FigureId, Figures, Period, Tally, change};
use crate::act::{Cause, ClockName, ClosingReason, Disputed, FindingResult, Mark};
use crate::calendar::days_between;
use crate::case::{Late, State};
use crate::entry::Act;
use crate::policy::Policy;
use crate::replay::{Bad, Recorded};
use crate::roster::Roster;
use crate::values::{Date, Urgency};

/// A closing within so many days of receipt is an early one.
const EARLY_DAYS: i32 = 28;

/// Figures in the making.
pub struct Count<'a> {
    roster: &'a Roster,
    period: Period,
    until: Date,
    figures: BTreeMap<FigureId, Made>,
}

#[derive(Default)]
struct Made {
    value: [u32; 2],
    rows: BTreeMap<String, [u32; 2]>,
}

impl<'a> Count<'a> {
    /// Begins. Counted are the days of the period up to `today`'s eve; `policy` is the one in force at the end: its stages
    /// and offices have a row each, whether or not anything is counted for them.
    pub fn new(roster: &'a Roster, policy: &Policy, period: Period, today: Date) -> Self {
        let eve = today.yesterday().unwrap_or(today);
        let mut count = Self {
            roster,
            period,
            until: period.end().min(eve),
            figures: BTreeMap::new(),
        };
        count.name_rows(policy);
        count
    }

    /// The last day that is counted.
    pub fn until(&self) -> Date {
        self.until
    }

    /// Rows are there from the start, so that which ones there are says nothing.
    fn name_rows(&mut self, policy: &Policy) {
        let stages: Vec<String> = policy
            .stage_numbers()
            .map(|number| number.0.to_string())
            .collect();
        let offices: Vec<String> = policy
            .stage_numbers()
            .flat_map(|number| policy.offices(number))
            .map(|office| office.id.to_string())
            .collect();
        let fixed: [(FigureId, Vec<String>); 5] = [
            (
                FigureId::Received,
                URGENCIES.map(|each| each.to_string()).to_vec(),
            ),
            (FigureId::Closed, REASONS.map(word).to_vec()),
            (FigureId::LateDates, CLOCKS.map(word).to_vec()),
            (
                FigureId::Escalations,
                CAUSES.map(|cause| cause_word(cause).to_owned()).to_vec(),
            ),
            (
                FigureId::Disputes,
                ["scope", "findings"].map(str::to_owned).to_vec(),
            ),
        ];
        let of_offices = [FigureId::LateByOffice, FigureId::ActionsOverdue];
        let rows = fixed
            .into_iter()
            .chain([(FigureId::LateByStage, stages)])
            .chain(of_offices.map(|id| (id, offices.clone())));
        for (id, names) in rows {
            for name in names {
                self.row(id, name, [0, 0]);
            }
        }
    }

    /// Counts a concern by all its entries, in order. Fails where they break a rule.
    pub fn concern(&mut self, policy: &Policy, entries: &[Recorded]) -> Result<(), Bad> {
        let Some(facts) = Facts::of(policy, self.roster, entries, self.period, self.until)? else {
            return Ok(());
        };
        self.coming_and_going(&facts);
        self.dates(&facts, policy);
        self.reporters_words(&facts);
        self.what_came_of_it(&facts);
        Ok(())
    }

    /// Counts an entry that belongs to no concern.
    pub fn service(&mut self, recorded: &Recorded) {
        let counted = |change: &Change| change.day <= self.until && self.period.contains(change.day);
        if let Some(change) = change(recorded, self.roster).filter(counted) {
            self.add(FigureId::Changes, [1, 0]);
            self.row(FigureId::Changes, change.kind, [1, 0]);
        }
    }

    fn coming_and_going(&mut self, facts: &Facts<'_>) {
        let outlook = facts.outlook();
        let received = outlook.received;
        if outlook.state != State::Closed {
            self.add(FigureId::Open, [1, 0]);
        }
        let first = facts.steps_counted().map(|step| &step.act).next();
        if let Some(Act::Received { urgency, .. }) = first {
            self.add(FigureId::Received, [1, 0]);
            self.row(FigureId::Received, urgency.to_string(), [1, 0]);
        }
        let (mut reason, mut has_action) = (None, false);
        for step in facts.steps() {
            match &step.act {
                Act::ClosingProposed { reason: named, .. } => reason = Some(*named),
                Act::ActionDue { .. } => has_action = true,
                Act::Closed {} if facts.counts(step.day) => {
                    let days = days_between(received, step.day);
                    self.add(FigureId::Closed, [1, 0]);
                    if let Some(reason) = reason {
                        self.row(FigureId::Closed, word(reason), [1, 0]);
                    }
                    self.add(FigureId::DaysToClose, [in_days(days), 1]);
                    self.add(FigureId::ClosedEarly, [u32::from(days <= EARLY_DAYS), 1]);
                    self.add(FigureId::ClosedWithAction, [u32::from(has_action), 1]);
                }
                _ => {}
            }
        }
    }

    fn dates(&mut self, facts: &Facts<'_>, policy: &Policy) {
        self.acknowledgements(facts);
        for late in facts.late() {
            self.add(FigureId::LateDates, [1, 0]);
            self.row(FigureId::LateDates, word(late.clock), [1, 0]);
        }
        let held_by = facts.held_by();
        let moves: Vec<Cause> = facts.moves().collect();
        for cause in &moves {
            self.add(FigureId::Escalations, [1, 0]);
            self.row(FigureId::Escalations, cause_word(*cause).to_owned(), [1, 0]);
        }
        if held_by.is_empty() && moves.is_empty() {
            return;
        }
        self.add(FigureId::Escalated, [u32::from(!moves.is_empty()), 1]);
        let is_late = u32::from(facts.late().next().is_some());
        self.add(FigureId::LateByStage, [is_late, 1]);
        self.add(FigureId::LateByOffice, [is_late, 1]);
        for stage in held_by {
            let of_stage: Vec<&Late> = facts.late().filter(|late| late.stage == stage).collect();
            let part = u32::from(!of_stage.is_empty());
            self.row(FigureId::LateByStage, stage.0.to_string(), [part, 1]);
            for office in policy.offices(stage) {
                let theirs = |late: &&Late| facts.responsible(late).contains(&office.id);
                let part = u32::from(of_stage.iter().any(theirs));
                self.row(FigureId::LateByOffice, office.id.to_string(), [part, 1]);
            }
        }
        let extensions = facts.steps_counted();
        let extensions = extensions.filter(|step| step.counted && matches!(step.act, Act::Extended { .. }));
        self.add(FigureId::Extensions, [in_count(extensions.count()), 0]);
    }

    fn acknowledgements(&mut self, facts: &Facts<'_>) {
        let mut acknowledged = facts
            .steps()
            .filter(|step| matches!(step.act, Act::Acknowledged { .. }))
            .map(|step| step.day);
        let first = acknowledged.next();
        if let Some(day) = first.filter(|day| facts.counts(*day)) {
            let days = days_between(facts.outlook().received, day);
            self.add(FigureId::DaysToAcknowledge, [in_days(days), 1]);
        }
        let dates = facts.steps().find_map(|step| match &step.act {
            Act::Received { dates, .. } => Some(dates),
            _ => None,
        });
        let mut due = dates.into_iter().flatten();
        let due = due.find(|date| date.clock == ClockName::Acknowledge);
        if let Some(due) = due.filter(|date| facts.counts(date.due)) {
            let in_time = first.is_some_and(|day| day <= due.due);
            self.add(FigureId::AcknowledgedOnTime, [u32::from(in_time), 1]);
        }
    }

    fn reporters_words(&mut self, facts: &Facts<'_>) {
        for step in facts.steps_counted() {
            match &step.act {
                Act::Disputed { matter, .. } => {
                    let name = match matter {
                        Disputed::Scope => "scope",
                        Disputed::Findings => "findings",
                    };
                    self.add(FigureId::Disputes, [1, 0]);
                    self.row(FigureId::Disputes, name.to_owned(), [1, 0]);
                }
                Act::DisputeAnswered {
                    same_person: true, ..
                } => self.add(FigureId::SamePerson, [1, 0]),
                Act::TreatmentReported { ill, .. } => {
                    self.add(FigureId::IllTreatment, [u32::from(*ill), 1]);
                }
                _ => {}
            }
        }
    }

    fn what_came_of_it(&mut self, facts: &Facts<'_>) {
        for outcome in facts.outcomes() {
            let part = u32::from(!outcome.is_done);
            self.add(FigureId::ActionsOverdue, [part, 1]);
            for owner in outcome.owners {
                self.row(FigureId::ActionsOverdue, owner.to_string(), [part, 1]);
            }
        }
        for step in facts.steps_counted() {
            match &step.act {
                Act::Scope { points, .. } => {
                    let out = points.iter().filter(|point| point.mark == Some(Mark::Out));
                    self.add(
                        FigureId::OutOfScope,
                        [in_count(out.count()), in_count(points.len())],
                    );
                }
                Act::Findings { points, .. } => {
                    let upheld = points.iter();
                    let upheld = upheld.filter(|each| each.result != FindingResult::NotEstablished);
                    self.add(
                        FigureId::Sustained,
                        [in_count(upheld.count()), in_count(points.len())],
                    );
                }
                _ => {}
            }
        }
    }

    fn add(&mut self, id: FigureId, more: [u32; 2]) {
        plus(&mut self.figures.entry(id).or_default().value, more);
    }

    fn row(&mut self, id: FigureId, name: String, more: [u32; 2]) {
        let rows = &mut self.figures.entry(id).or_default().rows;
        plus(rows.entry(name).or_default(), more);
    }

    /// The figures.
    pub fn finish(mut self) -> Figures {
        let figures = FigureId::ALL.map(|id| {
            let made = self.figures.remove(&id).unwrap_or_default();
            let rows = made.rows.into_iter();
            Figure {
                id,
                value: tally(id, made.value),
                rows: rows.map(|(name, value)| (name, tally(id, value))).collect(),
            }
        });
        Figures {
            period: self.period,
            until: self.until,
            figures: figures.into(),
        }
    }
}

fn tally(id: FigureId, [one, other]: [u32; 2]) -> Tally {
    match id {
        FigureId::Received
        | FigureId::Open
        | FigureId::Closed
        | FigureId::LateDates
        | FigureId::Escalations
        | FigureId::Extensions
        | FigureId::Disputes
        | FigureId::SamePerson
        | FigureId::Changes => Tally::Count(one),
        FigureId::DaysToClose | FigureId::DaysToAcknowledge => Tally::Average {
            days: one,
            over: other,
        },
        FigureId::ClosedEarly
        | FigureId::ClosedWithAction
        | FigureId::AcknowledgedOnTime
        | FigureId::LateByStage
        | FigureId::LateByOffice
        | FigureId::Escalated
        | FigureId::IllTreatment
        | FigureId::ActionsOverdue
        | FigureId::OutOfScope
        | FigureId::Sustained => Tally::Share {
            part: one,
            whole: other,
        },
    }
}

fn plus(to: &mut [u32; 2], more: [u32; 2]) {
    for (sum, more) in to.iter_mut().zip(more) {
        *sum = sum.saturating_add(more);
    }
}

fn in_days(days: i32) -> u32 {
    u32::try_from(days).unwrap_or(0)
}

fn in_count(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

const URGENCIES: [Urgency; 3] = [Urgency::Ordinary, Urgency::DataLoss, Urgency::Danger];
const REASONS: [ClosingReason; 6] = [
    ClosingReason::Established,
    ClosingReason::PartlyEstablished,
    ClosingReason::NotEstablished,
    ClosingReason::Transferred,
    ClosingReason::NoConcernStated,
    ClosingReason::CannotBeOpened,
];
/// All but the reporter's own time, which is nobody's to keep.
const CLOCKS: [ClockName; 11] = [
    ClockName::Danger,
    ClockName::LostData,
    ClockName::Acknowledge,
    ClockName::FirstDecision,
    ClockName::Feedback,
    ClockName::StageAnswer,
    ClockName::ReferralReview,
    ClockName::Dispute,
    ClockName::UnheldStage,
    ClockName::Conclude,
    ClockName::LaterTreatment,
];
const CAUSES: [Cause; 8] = [
    Cause::Lapse,
    Cause::Nobody,
    Cause::Dispute,
    Cause::SecondExtension,
    Cause::Mismatch,
    Cause::Repeat,
    Cause::Treatment,
    Cause::ChannelClosed,
];

/// As the record writes it: with underscores.
fn word(value: impl ToString + Copy) -> String {
    value.to_string().replace(' ', "_")
}

const fn cause_word(cause: Cause) -> &'static str {
    match cause {
        Cause::Lapse => "lapse",
        Cause::Nobody => "nobody",
        Cause::Dispute => "dispute",
        Cause::SecondExtension => "second_extension",
        Cause::Mismatch => "mismatch",
        Cause::Repeat => "repeat",
        Cause::Treatment => "treatment",
        Cause::ChannelClosed => "channel_closed",
    }
}
