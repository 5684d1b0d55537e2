//! What holds for every policy within the ceilings, every sequence of acts, and every date.

use std::collections::BTreeSet;

use daylight_domain::calendar::{add_days, add_months};
use daylight_domain::*;
use proptest::prelude::*;

use crate::walking::{EVERYBODY, walk};
use crate::walks::{policies, steps, urgencies, worlds};
use crate::world::*;

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
    let told = |outlook: &Outlook| -> Vec<(ClockName, StageNo, Date)> {
        let late = outlook.late.iter();
        late.map(|late| (late.clock, late.stage, late.first_due))
            .collect()
    };
    let now = told(after);
    let once: BTreeSet<_> = now.iter().collect();
    assert_eq!(once.len(), now.len(), "a date is told late twice: {now:?}");
    for date in told(before) {
        assert!(now.contains(&date), "{date:?} was late, and is not any more");
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

/// The day on which an open concern stands outside at the latest, whatever anybody did.
#[cfg(test)]
fn outside_by(policy: &Policy, received: Date) -> Date {
    let first = add_days(add_months(received, policy.clocks.conclude_months), 1);
    (2..policy.last_stage().0).fold(first, |on, _| add_days(on, 29))
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

    /// Whatever the holders of the first stages do, together with the reporter: unless a closing is approved, *conclude*
    /// brings the concern outside within its six months and, for each stage on the way, 28 days and the day of arrival.
    #[test]
    fn no_acts_of_lower_stages_keep_a_concern_from_the_last_one(
        policy in policies(), urgency in urgencies(), steps in steps(60), below in 1_usize..=2
    ) {
        let roster = People::founded().roster();
        let received = day("2026-03-02");
        let mut world = World::with(policy, roster, "2026-03-02", urgency, &[]);
        // Stage 1 alone, or with the chair; never an approval by the second of a closing by the first.
        let acting = if below == 1 { &EVERYBODY[..3] } else { &EVERYBODY[..4] };
        let latest = outside_by(&world.policy, received);
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
        let latest = outside_by(&world.policy, day("2026-03-02"));
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
