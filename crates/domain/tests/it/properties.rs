//! What holds for every policy within the ceilings, every sequence of acts, and every date.
//!
//! A walk is a list of steps: some days pass, somebody tries something. Most steps take a concern further (a holder of
//! the stage asked does one of the things it waits for), so that walks come far; some do anything that is allowed,
//! and some try anything at all, which is mostly refused.

use daylight_domain::calendar::{add_days, add_months};
use daylight_domain::*;
use proptest::prelude::*;

use crate::world::*;

/// One step of a walk.
#[derive(Clone, Debug)]
struct Step {
    days: u16,
    who: usize,
    how: How,
    pick: usize,
}

#[derive(Clone, Copy, Debug)]
enum How {
    Further,
    Allowed,
    Blindly,
}

#[cfg(test)]
fn steps(most: usize) -> impl Strategy<Value = Vec<Step>> {
    let days = prop_oneof![20 => Just(0), 8 => 1_u16..3, 3 => 3_u16..16, 1 => 16_u16..60];
    let how = prop_oneof![8 => Just(How::Further), 1 => Just(How::Allowed), 1 => Just(How::Blindly)];
    let step = (days, 0_usize..840, how, 0_usize..840);
    let step = step.prop_map(|(days, who, how, pick)| Step { days, who, how, pick });
    prop::collection::vec(step, 1..most)
}

/// Any policy within the ceilings, on two to four stages.
#[cfg(test)]
fn policies() -> impl Strategy<Value = Policy> {
    let days = (
        1_u16..=7,
        1_u16..=28,
        1_u16..=7,
        1_u16..=28,
        1_u16..=14,
        1_u16..=7,
        1_u16..=7,
    );
    let rest = (1_u16..=2, 1_u16..=3, 1_u16..=6, 1_u16..=28, 14_u16..=28);
    (days, rest).prop_map(|(days, rest)| {
        let (acknowledge, decision, answer, referral, dispute, treatment, again) = days;
        let (lost, feedback, conclude, extension, reporter) = rest;
        let mut policy = policy();
        policy.clocks = Clocks {
            lost_data_days: lost,
            acknowledge_days: acknowledge,
            first_decision_days: decision,
            feedback_months: feedback,
            stage_answer_days: answer,
            referral_review_days: referral,
            dispute_days: dispute,
            conclude_months: conclude,
            later_treatment_days: treatment,
            last_stage_again_days: again,
            extension_days: extension,
            reporter_answer_days: reporter,
            ..policy.clocks
        };
        policy
    })
}

/// People who come, go and are away at any time in the first months; sometimes a second holder outside.
#[cfg(test)]
fn rosters() -> impl Strategy<Value = Roster> {
    let away = prop::option::of((0_usize..4, 61_u16..200, 1_u16..60));
    let gone = prop::option::of((0_usize..4, 61_u16..260));
    (any::<bool>(), prop::option::of(61_u16..300), away, gone).prop_map(|(second, joins, away, gone)| {
        let first = day("2026-01-01");
        let holders = [GUARDIAN, DEPUTY, CHAIR, OUTSIDE];
        let mut people = People::founded();
        if second {
            people.found(OUTSIDE_TWO, Role::Holder, Some("outside"));
        }
        let mut later: Vec<(Date, u8, usize, u16)> = Vec::new();
        later.extend(joins.map(|on| (add_days(first, on), 0, 0, 0)));
        later.extend(away.map(|(who, on, long)| (add_days(first, on), 1, who, long)));
        later.extend(gone.map(|(who, on)| (add_days(first, on), 2, who, 0)));
        later.sort_unstable();
        for (from, what, who, long) in later {
            let before = people.clone();
            let date = from.to_string();
            match what {
                0 => people.join(NEWCOMER, "guardian", CHAIR, GUARDIAN, &date),
                1 => {
                    let away = Act::Absent {
                        person: holders[who],
                        from,
                        until: add_days(from, long),
                    };
                    people.add(from, holders[who], away);
                }
                _ => people.retire(holders[who], if who == 3 { AUDITOR } else { OUTSIDE }, &date),
            }
            // Somebody who had to sign may be gone by then: that change did not happen.
            if people.build().is_err() {
                people = before;
            }
        }
        people.roster()
    })
}

#[cfg(test)]
fn urgencies() -> impl Strategy<Value = Urgency> {
    prop_oneof![4 => Just(Urgency::Ordinary), 1 => Just(Urgency::DataLoss), 1 => Just(Urgency::Danger)]
}

#[cfg(test)]
fn left_out() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![6 => Just(vec![]), 1 => Just(vec![1]), 1 => Just(vec![2]), 1 => Just(vec![1, 2])]
}

#[cfg(test)]
prop_compose! {
    fn worlds()(
        policy in policies(), roster in rosters(), urgency in urgencies(), left_out in left_out()
    ) -> World {
        World::with(policy, roster, "2026-03-02", urgency, &left_out)
    }
}

/// Everybody who might try something.
const EVERYBODY: [Author; 8] = [
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
#[cfg(test)]
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
    for of in outlook.to_approve {
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
    acts.extend([Act::Attached { item: ITEM }, Act::Closed {}, Act::Reopened {}]);
    acts
}

/// What a concern waits for; the reporter's turns among them.
#[cfg(test)]
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
#[cfg(test)]
fn walk(world: &mut World, everybody: &[Author], on: Date, step: &Step) -> bool {
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

/// What must hold between two looks at a concern that is settled.
#[cfg(test)]
fn compare(world: &World, before: &Outlook, after: &Outlook) {
    let last = world.policy.last_stage();
    assert!(after.owed.is_empty(), "settled, and still owed: {:?}", after.owed);
    assert!(after.stage >= before.stage, "a concern never goes down");
    if after.state != State::Closed {
        let next = after.next_date.expect("an open concern has a next date");
        assert!(next > after.today, "and it lies ahead");
    }
    for old in &before.deadlines {
        let same = |new: &&Deadline| new.clock == old.clock && new.stage == old.stage;
        let Some(new) = after.deadlines.iter().find(same) else {
            continue;
        };
        // Stopped and begun anew: feedback by its act, a scope by a dispute; the holder's clock by presence.
        let acts = world.entries.iter().rev().map(|each| &each.entry.act);
        let act = acts
            .clone()
            .find(|act| !matches!(act, Act::Lapsed { .. } | Act::Escalated { .. }));
        let again = match old.clock {
            ClockName::Feedback | ClockName::ReporterAnswer => {
                matches!(
                    act,
                    Some(Act::Feedback { .. } | Act::Findings { .. } | Act::Disputed { .. })
                )
            }
            ClockName::UnheldStage => true,
            // Closed and reopened between the two looks.
            _ => matches!(act, Some(Act::Reopened {})),
        };
        if again {
            continue;
        }
        assert!(
            new.first_due <= old.first_due,
            "{}: the first date got longer",
            old.clock
        );
        let extended = matches!(act, Some(Act::Extended { clock, .. }) if *clock == old.clock);
        let lapsed_at_last = new.stage == last && old.due < after.today;
        let most = if extended {
            add_days(old.due, world.policy.clocks.extension_days)
        } else {
            old.due
        };
        assert!(
            new.due <= most || lapsed_at_last,
            "{}: due {} after {}",
            old.clock,
            new.due,
            old.due
        );
    }
}

/// Every closing was approved by somebody who may, and not by who proposed it.
#[cfg(test)]
fn closings_are_approved(world: &World) {
    for pair in world.entries.windows(2) {
        let [Recorded { entry: approval, .. }, Recorded { entry: closed, .. }] = pair else {
            unreachable!()
        };
        if closed.act != (Act::Closed {}) {
            continue;
        }
        let Act::Approved { of } = approval.act else {
            panic!("closed without approval")
        };
        let proposal = &world.entries.iter().find(|each| each.record == of).unwrap().entry;
        let (Author::Person(proposer), Author::Person(approver)) = (proposal.by, approval.by) else {
            panic!("closed by nobody")
        };
        assert_ne!(proposer, approver);
        let stage = |person, on| {
            let office = world.roster.office_of(person, on)?;
            world.policy.stage_of(office)
        };
        let proposed_at = stage(proposer, proposal.day).unwrap();
        let last = world.policy.last_stage();
        if let Some(approved_at) = stage(approver, approval.day) {
            assert!(approved_at > proposed_at || proposed_at == last);
        } else {
            assert_eq!(world.roster.role(approver, approval.day), Some(Role::Auditor));
            assert_eq!(proposed_at, last);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_open_concern_always_has_a_next_date_and_no_date_gets_longer(
        mut world in worlds(), steps in steps(70)
    ) {
        let mut on = day("2026-03-02");
        world.settle(on);
        let mut before = world.at(on);
        for step in steps {
            on = add_days(on, step.days);
            let due = world.at(on);
            let ahead = due.next_date.is_none_or(|next| next > on);
            prop_assert!(ahead, "what was due by now has been derived");
            for owed in world.settle(on) {
                // Nothing is found late that was settled before: what lapses now was not due then.
                let fresh = !matches!(owed, Act::Lapsed { due, .. } if due < before.today);
                prop_assert!(fresh, "{:?}", owed);
            }
            let settled = world.at(on);
            compare(&world, &before, &settled);
            walk(&mut world, &EVERYBODY, on, &step);
            before = world.at(on);
            compare(&world, &settled, &before);
        }
        closings_are_approved(&world);
    }

    #[test]
    fn replaying_twice_gives_the_same_and_a_punctual_machine_the_same_as_a_late_one(
        mut world in worlds(), steps in steps(40), rest in 1_u16..150
    ) {
        let mut on = day("2026-03-02");
        for step in &steps {
            on = add_days(on, step.days);
            walk(&mut world, &EVERYBODY, on, step);
        }
        prop_assert_eq!(world.at(on), world.at(on));
        let mut daily = world.clone();
        for ahead in 0..=rest {
            daily.settle(add_days(on, ahead));
        }
        world.settle(add_days(on, rest));
        let acts = |world: &World| world.entries.iter().map(|each| each.entry.act.clone()).collect::<Vec<_>>();
        prop_assert_eq!(acts(&daily), acts(&world));
        let (daily, once) = (daily.at(add_days(on, rest)), world.at(add_days(on, rest)));
        prop_assert_eq!(daily.deadlines, once.deadlines);
        prop_assert_eq!(daily.late, once.late);
    }

    /// Whatever the holders of stages below the last do, together with the reporter: unless somebody of a higher
    /// stage approves a closing, *conclude* brings the concern outside within its six months and, for each stage
    /// on the way, 28 days and the day of arrival.
    #[test]
    fn no_acts_of_lower_stages_keep_a_concern_from_the_last_one(
        policy in policies(), urgency in urgencies(), steps in steps(60), below in 1_usize..=2
    ) {
        let roster = People::founded().roster();
        let received = day("2026-03-02");
        let mut world = World::with(policy, roster, "2026-03-02", urgency, &[]);
        // Stage 1 alone, or stages 1 and 2; never an approval by the second of a closing by the first.
        let acting = if below == 1 { &EVERYBODY[..3] } else { &EVERYBODY[..4] };
        let latest = add_days(add_months(received, world.policy.clocks.conclude_months), 1);
        let latest = add_days(latest, 29);
        let mut on = received;
        for step in &steps {
            on = add_days(on, step.days).min(latest);
            world.settle(on);
            let mut next = world.clone();
            walk(&mut next, acting, on, step);
            if next.at(on).state != State::Closed {
                world = next;
            }
            prop_assert!(below == 2 || world.at(on).closed.is_none());
        }
        prop_assert_eq!(world.at(latest).stage, world.policy.last_stage());
    }

    /// The holders of one stage alone, whichever it is, close nothing below the last stage and hold nothing there.
    #[test]
    fn the_holders_of_one_stage_alone_never_close(
        policy in policies(), steps in steps(60), stage in 1_u8..=2
    ) {
        let roster = People::founded().roster();
        let mut world = World::with(policy, roster, "2026-03-02", Urgency::Ordinary, &[]);
        let acting = if stage == 1 { &EVERYBODY[1..3] } else { &EVERYBODY[3..4] };
        let mut on = day("2026-03-02");
        for step in &steps {
            on = add_days(on, step.days);
            walk(&mut world, acting, on, step);
            prop_assert_ne!(world.at(on).state, State::Closed);
        }
        let latest = add_days(add_months(day("2026-03-02"), 6), 30);
        prop_assert_eq!(world.at(on.max(latest)).stage, world.policy.last_stage());
    }

    #[test]
    fn nothing_that_is_refused_changes_anything(mut world in worlds(), steps in steps(40)) {
        let mut on = day("2026-03-02");
        for step in &steps {
            on = add_days(on, step.days);
            world.settle(on);
            let before = world.clone();
            if !walk(&mut world, &EVERYBODY, on, step) {
                prop_assert_eq!(&before.entries, &world.entries);
            }
        }
    }

    #[test]
    fn any_text_is_a_policy_or_a_list_of_faults(text in "\\PC{0,200}") {
        prop_assert!(Policy::parse(&text).is_err());
    }

    #[test]
    fn a_policy_with_any_numbers_is_within_the_ceilings_or_refused(
        acknowledge in any::<i64>(), conclude in -3_i64..20, retention in any::<i16>()
    ) {
        let toml = EXAMPLE
            .replace("acknowledge_days = 7", &format!("acknowledge_days = {acknowledge}"))
            .replace("conclude_months = 6", &format!("conclude_months = {conclude}"))
            .replace("months = 36", &format!("months = {retention}"));
        let fits = (1..=7).contains(&acknowledge) && (1..=6).contains(&conclude) && (15..=240).contains(&retention);
        prop_assert_eq!(Policy::parse(&toml).is_ok(), fits);
    }
}
