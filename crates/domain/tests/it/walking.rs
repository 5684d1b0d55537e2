//! One step of a walk tried on a concern: who might act, what they might do, and what comes of it.

use daylight_domain::calendar::add_days;
use daylight_domain::*;

use crate::walks::{How, Step};
use crate::world::*;

/// Everybody who might try something.
pub(crate) const EVERYBODY: [Author; 8] = [
    Author::Reporter,
    Author::Person(GUARDIAN),
    Author::Person(DEPUTY),
    Author::Person(CHAIR),
    Author::Person(OUTSIDE),
    Author::Person(OUTSIDE_TWO),
    Author::Person(AUDITOR),
    Author::Person(NEWCOMER),
];

/// Acts of every kind, fitting and unfitting, for the concern as it stands.
fn tries(world: &World, on: Date) -> Vec<Act> {
    let outlook = world.at(on);
    let item = Some(ITEM);
    let soon = add_days(on, 1);
    let mut acts: Vec<Act> = ["guardian", "deputy", "chair", "outside", "nobody"]
        .into_iter()
        .flat_map(|id| {
            let office = office(id);
            [
                Act::Opened {
                    office: office.clone(),
                    countersign: Signature([0; 64]),
                },
                Act::Withdrawn { office },
            ]
        })
        .collect();
    acts.extend([
        Act::NoConflict {},
        Act::Conflict {},
        Act::CannotOpen {},
        Act::Mismatch {},
    ]);
    acts.extend([
        acknowledged(),
        scope_of_one(),
        message(),
        feedback(),
        findings(&[1]),
        findings(&[2]),
    ]);
    acts.push(Act::Note {
        item: ITEM,
        offices: Vec::new(),
    });
    for clock in [
        ClockName::FirstDecision,
        ClockName::ReferralReview,
        ClockName::Conclude,
    ] {
        let due = outlook
            .deadlines
            .iter()
            .find(|each| each.clock == clock)
            .map_or(on, |each| each.due);
        acts.push(Act::Extended {
            clock,
            due: add_days(due, 1),
            item,
        });
        acts.push(Act::Extended {
            clock,
            due: add_days(due, 28),
            item,
        });
    }
    acts.extend([
        Act::Referred {
            receiver: item,
            review: soon,
            item: ITEM,
        },
        Act::ReferralResult { item: ITEM },
    ]);
    acts.extend([
        Act::HandedOver { to: DEPUTY },
        Act::Regulator { told: true, item },
        Act::Repeat { item: ITEM },
    ]);
    for to in [Urgency::Ordinary, Urgency::DataLoss, Urgency::Danger] {
        acts.push(Act::UrgencyChanged { to, item });
    }
    for reason in [ClosingReason::Established, ClosingReason::CannotBeOpened] {
        acts.extend([closing(reason), closing(reason)]);
    }
    for of in outlook.to_approve.iter().copied() {
        acts.extend([
            Act::Approved { of },
            Act::Approved { of },
            Act::Refused { of, item: ITEM },
        ]);
    }
    acts.extend([
        disputed(Disputed::Scope),
        disputed(Disputed::Findings),
        answered(false),
        answered(true),
    ]);
    acts.extend([true, false].map(|ill| Act::TreatmentReported { ill, item }));
    acts.extend([
        Act::TreatmentAnswered { item: ITEM },
        Act::ActionDue {
            item: ITEM,
            due: soon,
        },
    ]);
    acts.extend(beside(&outlook));
    acts
}

/// What stops no clock, and what is not for persons at all.
fn beside(outlook: &Outlook) -> Vec<Act> {
    let mut acts = vec![
        Act::Attached { item: ITEM },
        Act::Closed {},
        Act::Reopened {},
        Act::Shared {
            body: ITEM,
            parts: vec![ITEM],
            item: Some(ITEM),
        },
        Act::Redacted {
            original: ITEM,
            copy: ITEM,
            passages: 1,
        },
        Act::Erased {
            months: 36,
            backups_end: outlook.today,
        },
        Act::Padding {},
    ];
    acts.extend(outlook.actions.iter().map(|open| Act::ActionDone {
        action: open.record,
        item: ITEM,
    }));
    acts
}

/// What a concern waits for; the reporter's turns among them.
fn takes_it_further(act: &Act, state: State) -> bool {
    let again = matches!(act, Act::Findings { .. } | Act::Scope { .. }) && state == State::FindingsSent;
    !again
        && matches!(
            act,
            Act::Opened { .. }
                | Act::NoConflict {}
                | Act::Acknowledged { .. }
                | Act::Scope { .. }
                | Act::Findings { .. }
                | Act::ClosingProposed { .. }
                | Act::Approved { .. }
                | Act::Disputed { .. }
                | Act::DisputeAnswered { .. }
                | Act::TreatmentReported { .. }
                | Act::TreatmentAnswered { .. }
        )
}

/// Tries one step; true if something was added.
pub(crate) fn walk(world: &mut World, everybody: &[Author], on: Date, step: &Step) -> bool {
    world.settle(on);
    let outlook = world.at(on);
    let mut acts = tries(world, on);
    let mut people = everybody.to_vec();
    if matches!(step.how, How::Further) {
        acts.retain(|act| takes_it_further(act, outlook.state));
        // Those asked now: the holding stage and, for an approval, the one above; now and then the reporter.
        people.retain(|by| match by {
            Author::Person(person) => world
                .roster
                .office_of(*person, on)
                .and_then(|office| world.policy.stage_of(office))
                .is_some_and(|stage| {
                    stage == outlook.stage || (!outlook.to_approve.is_empty() && stage > outlook.stage)
                }),
            _ => step.who.is_multiple_of(5),
        });
    }
    if people.is_empty() {
        return false;
    }
    let by = *people.iter().cycle().nth(step.who).unwrap();
    if !matches!(step.how, How::Blindly) {
        acts.retain(|act| outlook.check(&world.policy, &world.roster, by, on, act).is_ok());
    }
    if acts.is_empty() {
        return false;
    }
    let act = acts.iter().cycle().nth(step.pick).unwrap().clone();
    world.attempt(by, on, act).is_ok()
}
