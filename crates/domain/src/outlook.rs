//! What a concern looks like on a day: for pages, the desk, the tick and the verifier. Read only; the rules stand
//! in the files beside it.

use serde::Serialize;

use crate::act::{ClockName, Disputed};
use crate::calendar::{add_days, days_between};
use crate::case::{Action, Case, Late, Rules, State};
use crate::entry::{Act, Entry};
use crate::policy::Policy;
use crate::refusal::Refusal;
use crate::replay::Recorded;
use crate::roster::Roster;
use crate::samples;
use crate::values::{Author, ConcernId, Date, Digest, OfficeId, PersonId, StageNo, Urgency};

/// A running clock as it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Deadline {
    /// The clock.
    pub clock: ClockName,
    /// The stage that has to stop it.
    pub stage: StageNo,
    /// The date it first had at that stage; lateness counts from it (R20).
    pub first_due: Date,
    /// The last day on which the act is in time; the next stage holds the concern the day after.
    pub due: Date,
    /// An earlier date that is aimed at.
    pub target: Option<Date>,
    /// The stage it goes to when the date passes; none at the last stage and for the reporter's own time.
    pub then: Option<StageNo>,
}

/// An entry in the concern's own history.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Step {
    /// Its record digest.
    pub record: Digest,
    /// The day it bears.
    pub day: Date,
    /// Who wrote it.
    pub by: Author,
    /// The office the person held on that day.
    pub office: Option<OfficeId>,
    /// The stage that held the concern after it.
    pub stage: StageNo,
    /// What happened.
    pub act: Act,
    /// False for a second extension, which stands as evidence and changed no date (R19).
    pub counted: bool,
}

/// A concern on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each says one thing that a reader asks for"
)]
pub struct Outlook {
    /// The day it is told for.
    pub today: Date,
    /// The concern.
    pub concern: Option<ConcernId>,
    /// How far it has come.
    pub state: State,
    /// The stage that holds it.
    pub stage: StageNo,
    /// Since when.
    pub arrived: Date,
    /// The day it was received.
    pub received: Date,
    /// How soon somebody could come to harm.
    pub urgency: Urgency,
    /// A referral to another body is open (R14).
    pub referred: bool,
    /// What the reporter disputes and nobody has answered.
    pub disputed: Vec<Disputed>,
    /// Running clocks by date, then in the order of the table.
    pub deadlines: Vec<Deadline>,
    /// Every date not kept so far.
    pub late: Vec<Late>,
    /// Service entries still to be written, in this order.
    pub owed: Vec<Act>,
    /// The first day on which the calendar has something to do. Always there while the concern is open.
    pub next_date: Option<Date>,
    /// Persons who opened it, with the office they opened it for.
    pub opened: Vec<(PersonId, OfficeId)>,
    /// Those of them who said that they have no conflict.
    pub no_conflict: Vec<PersonId>,
    /// Persons who passed it on.
    pub barred: Vec<PersonId>,
    /// Offices of the holding stage that have not been withdrawn.
    pub holding_offices: Vec<OfficeId>,
    /// Every office that has been handed the concern, for hand-outs: stages reached, and the one asked to approve.
    pub handed_offices: Vec<OfficeId>,
    /// The person of the holding stage who goes on with it, if it was handed over and they still may act (R21).
    pub handed_to: Option<PersonId>,
    /// The history.
    pub timeline: Vec<Step>,
    /// The last day of the reporter's time to answer findings, once they were sent.
    pub reporter_time_until: Option<Date>,
    /// Whether that time is over.
    pub reporter_time_over: bool,
    /// Records waiting for a second person's approval: a closing, a lowered urgency.
    pub to_approve: Vec<Digest>,
    /// The holding stage has had its one extension.
    pub extended: bool,
    /// Months after closing at which the question about treatment has been put.
    pub treatment_asked: Vec<u8>,
    /// Outcomes with dates.
    pub actions: Vec<Action>,
    /// How often a last-stage holder had to answer a dispute about their own decision.
    pub answered_by_same_person: u32,
    /// The day of the last closing, while it is closed.
    pub closed: Option<Date>,
    /// The reporter wrote something that nobody who has opened the concern has been shown to have read.
    pub unread: bool,
    /// The first day on which its content may be erased.
    pub erasable_from: Option<Date>,
    /// The day its content was erased.
    pub erased: Option<Date>,
    case: Case,
}

impl Late {
    /// Days late: until the act, until the next stage took over, or so far.
    pub fn days(&self, today: Date) -> i32 {
        days_between(self.first_due, self.until.unwrap_or(today))
    }
}

impl Step {
    pub(crate) fn new(case: &Case, rules: Rules<'_>, recorded: &Recorded, counted: bool) -> Self {
        let Entry { day, by, ref act, .. } = recorded.entry;
        let office = match by {
            Author::Person(person) => rules.roster.office_of(person, day).cloned(),
            Author::Service | Author::Reporter => None,
        };
        Self {
            record: recorded.record,
            day,
            by,
            office,
            stage: case.stage,
            act: act.clone(),
            counted,
        }
    }
}

impl Outlook {
    pub(crate) fn new(case: Case, rules: Rules<'_>, timeline: Vec<Step>) -> Self {
        let Rules { policy, .. } = rules;
        let until = case
            .found
            .map(|found| add_days(found.on, policy.clocks.reporter_answer_days));
        let ids = |stage| policy.offices(stage).iter().map(|office| office.id.clone());
        let keeps = |office: &OfficeId| !case.withdrawn.contains(office);
        Self {
            today: case.now,
            concern: case.concern,
            state: case.state,
            stage: case.stage,
            arrived: case.arrived,
            received: case.received,
            urgency: case.urgency,
            referred: case.is_open() && case.clocks.contains_key(&ClockName::ReferralReview),
            disputed: case.disputed.iter().copied().collect(),
            deadlines: deadlines(&case, rules),
            late: late(&case, rules),
            owed: case.owed.clone(),
            next_date: case.next_date(rules),
            opened: case
                .opened
                .iter()
                .map(|(person, office)| (*person, office.clone()))
                .collect(),
            no_conflict: case.no_conflict.iter().copied().collect(),
            barred: case.barred.iter().copied().collect(),
            holding_offices: ids(case.stage).filter(keeps).collect(),
            handed_offices: policy
                .stage_numbers()
                .filter(|stage| case.is_handed(*stage))
                .flat_map(ids)
                .filter(keeps)
                .collect(),
            handed_to: case.handed_to.filter(|person| {
                let mut able = case.able(rules, case.stage, case.now);
                able.any(|each| each == *person)
            }),
            timeline,
            reporter_time_until: until,
            reporter_time_over: until.is_some_and(|until| until < case.now),
            to_approve: to_approve(&case),
            extended: case.extended,
            treatment_asked: crate::ceilings::TREATMENT_MONTHS
                .into_iter()
                .take(case.asked)
                .collect(),
            actions: case.actions.clone(),
            answered_by_same_person: case.answered_by_same_person,
            closed: case.closed,
            unread: !case.unread.is_empty(),
            erasable_from: case.erasable_from(rules),
            erased: case.erased,
            case,
        }
    }

    /// Whether this act may be added on that day, and which service entries follow from it in the same
    /// transaction. Settle [`Outlook::owed`] first. Fails with the rule the act would break.
    pub fn check(
        &self,
        policy: &Policy,
        roster: &Roster,
        by: Author,
        day: Date,
        act: &Act,
    ) -> Result<Vec<Act>, Refusal> {
        if day < self.case.now {
            return Err(Refusal::DayBeforeLast { last: self.case.now });
        }
        let rules = Rules { policy, roster };
        let mut case = self.case.clone();
        case.owed.clear();
        let entry = Entry {
            day,
            concern: case.concern,
            by,
            after: None,
            act: act.clone(),
        };
        // The act's own record is not known yet; nothing asks for it before the next act.
        let record = Digest([0; 32]);
        case.follow(rules, &Recorded { record, entry })?;
        // What lapsed on the way to that day is the calendar's, not the act's.
        let mut before = self.case.clone();
        before.owed.clear();
        before.advance(rules, day);
        Ok(case.owed.split_off(before.owed.len()))
    }

    /// The kinds of act that this author could add today with fitting content.
    pub fn allowed(&self, policy: &Policy, roster: &Roster, by: Author) -> Vec<&'static str> {
        let mut kinds = Vec::new();
        for act in samples::fitting(&self.case, policy) {
            if kinds.last() != Some(&act.kind()) && self.check(policy, roster, by, self.today, &act).is_ok() {
                kinds.push(act.kind());
            }
        }
        kinds
    }
}

fn deadlines(case: &Case, rules: Rules<'_>) -> Vec<Deadline> {
    let mut deadlines: Vec<Deadline> = case
        .running_now(rules)
        .map(|(clock, dates)| Deadline {
            clock,
            stage: dates.stage,
            first_due: dates.first_due,
            due: dates.due,
            target: dates.target,
            then: case
                .stage_above(rules)
                .filter(|_| clock != ClockName::ReporterAnswer),
        })
        .collect();
    deadlines.sort_by_key(|deadline| (deadline.due, deadline.clock));
    deadlines
}

fn late(case: &Case, rules: Rules<'_>) -> Vec<Late> {
    let still: Vec<Late> = case
        .running_now(rules)
        .filter(|(name, clock)| *name != ClockName::ReporterAnswer && clock.measured() < case.now)
        .map(|(clock, dates)| Late {
            clock,
            stage: dates.stage,
            first_due: dates.measured(),
            until: None,
            lapsed: dates.lapsed,
        })
        .collect();
    // Closed late and reopened: what runs on is told once, as it stands now.
    let key = |late: &Late| (late.clock, late.stage, late.first_due);
    let is_over = |late: &&Late| !still.iter().any(|each| key(each) == key(late));
    case.late.iter().filter(is_over).chain(&still).cloned().collect()
}

fn to_approve(case: &Case) -> Vec<Digest> {
    let closing = case.proposal.as_ref().map(|proposal| proposal.record);
    closing
        .into_iter()
        .chain(case.lowering.as_ref().map(|lowering| lowering.record))
        .collect()
}
