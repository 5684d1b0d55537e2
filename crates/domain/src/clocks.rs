//! The table of clocks of DESIGN section 4: when each is due, first and at a stage that takes over. Knows the
//! policy and dates, no state of a concern.

use crate::act::{ClockName, FirstDate};
use crate::calendar::{add_days, add_months};
use crate::ceilings::TAKEN_OVER_DAYS;
use crate::policy::Policy;
use crate::values::{Date, StageNo, Urgency};

/// A running clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Clock {
    /// The stage that has to stop it.
    pub(crate) stage: StageNo,
    /// The date it first had at that stage; never moves.
    pub(crate) first_due: Date,
    /// The date that decides the lapse.
    pub(crate) due: Date,
    /// The target inside the limit, where there is one.
    pub(crate) target: Option<Date>,
    /// Whether the date has passed and the clock waits for the stage that takes over.
    pub(crate) lapsed: bool,
}

impl Clock {
    pub(crate) fn new(stage: StageNo, due: Date) -> Self {
        Self {
            stage,
            first_due: due,
            due,
            target: None,
            lapsed: false,
        }
    }

    /// The date lateness is measured against (R20): an extension does not count, an earlier date does.
    pub(crate) fn measured(&self) -> Date {
        self.first_due.min(self.due)
    }
}

/// The first dates of a concern, in the order of the table; they stand in its `received` entry and receipt.
pub fn first_dates(policy: &Policy, received: Date, urgency: Urgency) -> Vec<FirstDate> {
    let clocks = &policy.clocks;
    let mut dates = Vec::new();
    let mut add = |clock, due| dates.push(FirstDate { clock, due });
    if urgency == Urgency::Danger {
        add(ClockName::Danger, add_days(received, clocks.danger_days));
    }
    if urgency == Urgency::DataLoss {
        add(ClockName::LostData, add_days(received, clocks.lost_data_days));
    }
    add(
        ClockName::Acknowledge,
        add_days(received, clocks.acknowledge_days),
    );
    add(
        ClockName::FirstDecision,
        add_days(received, clocks.first_decision_days),
    );
    add(ClockName::Feedback, feedback_due(policy, received, None));
    add(ClockName::Conclude, add_months(received, clocks.conclude_months));
    dates
}

/// When acknowledging is aimed at, in working days.
pub(crate) fn acknowledge_target(policy: &Policy, received: Date) -> Date {
    policy
        .holidays
        .add_working_days(received, policy.clocks.acknowledge_target_working_days)
        .date
}

/// First feedback: months from the acknowledgement or, without one in time, from the end of its days
/// (Directive 2019/1937 Art 9(1)(f)): silence does not lengthen it.
pub(crate) fn feedback_due(policy: &Policy, received: Date, acknowledged: Option<Date>) -> Date {
    let limit = add_days(received, policy.clocks.acknowledge_days);
    add_months(
        acknowledged.map_or(limit, |day| day.min(limit)),
        policy.clocks.feedback_months,
    )
}

/// The date of a clock that had lapsed, at the stage that takes over: its own length, at most 28 days.
pub(crate) fn taken_over_due(policy: &Policy, clock: ClockName, urgency: Urgency, arrival: Date) -> Date {
    let lengths = &policy.clocks;
    let days = match clock {
        // These three are one question at a new stage: "who holds this?"
        ClockName::Danger | ClockName::Acknowledge | ClockName::StageAnswer => {
            policy.stage_answer_days(urgency)
        }
        ClockName::LostData => lengths.lost_data_days,
        ClockName::FirstDecision => lengths.first_decision_days,
        ClockName::ReferralReview => lengths.referral_review_days,
        ClockName::Dispute => lengths.dispute_days,
        ClockName::UnheldStage => lengths.unheld_stage_days,
        ClockName::LaterTreatment => lengths.later_treatment_days,
        ClockName::ReporterAnswer => lengths.reporter_answer_days,
        ClockName::Feedback => return months_at_most(arrival, lengths.feedback_months),
        ClockName::Conclude => return months_at_most(arrival, lengths.conclude_months),
    };
    add_days(arrival, days.min(TAKEN_OVER_DAYS))
}

fn months_at_most(arrival: Date, months: u16) -> Date {
    add_months(arrival, months).min(add_days(arrival, TAKEN_OVER_DAYS))
}
