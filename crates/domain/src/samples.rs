//! One fitting act of each kind a concern knows, so that "what may I do" is answered by the rules themselves.
//! The digests name nothing.

use crate::act::{
    Audience, ClockName, ClosingReason, Disputed, Enquiries, Finding, FindingResult, Mark, ScopePoint,
    Standard,
};
use crate::calendar::add_days;
use crate::case::Case;
use crate::entry::Act;
use crate::policy::Policy;
use crate::values::{Digest, OfficeId, Signature, Urgency};

const ITEM: Digest = Digest([1; 32]);

/// Acts with content that fits the concern as it stands; several of one kind stand together.
pub(crate) fn fitting(case: &Case, policy: &Policy) -> Vec<Act> {
    let mut acts = Vec::new();
    let offices = policy
        .stage_numbers()
        .flat_map(|stage| policy.offices(stage))
        .map(|office| office.id.clone());
    let offices: Vec<OfficeId> = offices.collect();
    acts.extend(offices.iter().map(|office| Act::Opened {
        office: office.clone(),
        countersign: Signature([0; 64]),
    }));
    acts.extend([
        Act::NoConflict {},
        Act::Conflict {},
        Act::CannotOpen {},
        Act::Mismatch {},
    ]);
    acts.push(Act::Acknowledged { item: None });
    acts.push(scope());
    acts.push(Act::Message {
        item: ITEM,
        audience: Audience::Case,
    });
    acts.push(Act::Note {
        item: ITEM,
        offices: Vec::new(),
    });
    acts.push(Act::Feedback { item: ITEM });
    acts.push(findings(case));
    for clock in [ClockName::FirstDecision, ClockName::ReferralReview] {
        let due = case
            .clocks
            .get(&clock)
            .map_or(case.now, |running| add_days(running.due, 1));
        acts.push(Act::Extended {
            clock,
            due,
            item: Some(ITEM),
        });
    }
    acts.push(Act::Referred {
        receiver: Some(ITEM),
        review: add_days(case.now, 1),
        item: ITEM,
    });
    acts.push(Act::ReferralResult { item: ITEM });
    let opened = case.opened.keys().map(|person| Act::HandedOver { to: *person });
    acts.extend(opened);
    acts.push(Act::Regulator {
        told: true,
        item: Some(ITEM),
    });
    for to in [Urgency::Ordinary, Urgency::DataLoss, Urgency::Danger] {
        acts.push(Act::UrgencyChanged { to, item: Some(ITEM) });
    }
    acts.push(Act::Shared {
        body: ITEM,
        parts: vec![ITEM],
        item: Some(ITEM),
    });
    acts.push(Act::Redacted {
        original: ITEM,
        copy: ITEM,
        passages: 1,
    });
    acts.push(Act::ActionDue {
        item: ITEM,
        due: case.now,
    });
    let open = case.actions.iter().filter(|action| action.done.is_none());
    acts.extend(open.map(|action| Act::ActionDone {
        action: action.record,
        item: ITEM,
    }));
    for reason in &policy.closing_reasons {
        acts.push(closing(*reason));
    }
    let proposed = case.proposal.iter().map(|proposal| proposal.record);
    let waiting: Vec<Digest> = proposed
        .chain(case.lowering.iter().map(|lowering| lowering.record))
        .collect();
    acts.extend(waiting.iter().map(|of| Act::Approved { of: *of }));
    acts.extend(waiting.iter().map(|of| Act::Refused { of: *of, item: ITEM }));
    for matter in [Disputed::Scope, Disputed::Findings] {
        acts.push(Act::Disputed { matter, item: ITEM });
    }
    for same_person in [false, true] {
        acts.push(Act::DisputeAnswered {
            item: ITEM,
            same_person,
        });
    }
    acts.push(Act::TreatmentReported {
        ill: false,
        item: None,
    });
    acts.push(Act::TreatmentAnswered { item: ITEM });
    acts.push(Act::Repeat { item: ITEM });
    acts.extend(offices.into_iter().map(|office| Act::Withdrawn { office }));
    acts.push(Act::Attached { item: ITEM });
    acts
}

fn scope() -> Act {
    Act::Scope {
        points: vec![ScopePoint {
            mark: Some(Mark::In),
            reason: None,
        }],
        item: ITEM,
    }
}

fn findings(case: &Case) -> Act {
    let points = case.scope.iter().flatten();
    let points = (1..).zip(points).filter(|(_, in_scope)| **in_scope);
    Act::Findings {
        points: points
            .map(|(point, _)| Finding {
                point,
                result: FindingResult::Established,
            })
            .collect(),
        enquiries: Enquiries {
            made: 1,
            spoken_to: 1,
            standard: Some(Standard::BalanceOfProbabilities),
        },
        item: ITEM,
    }
}

fn closing(reason: ClosingReason) -> Act {
    Act::ClosingProposed {
        reason,
        receiver: Some(ITEM),
        item: ITEM,
    }
}

/// One of every kind that belongs to a concern, the service's included.
#[cfg(test)]
pub(crate) fn of_a_concern() -> Vec<Act> {
    use crate::act::Cause;
    use crate::values::{Date, StageNo};
    let (stage, day) = (StageNo::FIRST, Date::constant(2026, 12, 18));
    vec![
        scope(),
        closing(ClosingReason::Established),
        Act::NoConflict {},
        Act::Closed {},
        Act::TreatmentAsked { month: 3 },
        Act::Lapsed {
            clock: ClockName::Danger,
            stage,
            first_due: day,
            due: day,
            arrival: day,
        },
        Act::Escalated {
            from: stage,
            to: stage.above(),
            arrived: day,
            cause: Cause::Lapse,
        },
    ]
}
