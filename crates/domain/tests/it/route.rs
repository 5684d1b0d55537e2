//! The way up: lapses, arrivals, who may act where.

use daylight_domain::*;

use crate::world::*;

#[test]
fn nobody_acts_and_the_concern_stands_outside_on_3_january() {
    let mut world = World::new("2026-12-18");
    assert_eq!(world.on("2026-12-25").stage, StageNo(1));
    world.settle(day("2026-12-26"));
    assert_eq!(world.on("2026-12-26").stage, StageNo(2));
    assert_eq!(
        due(&world.on("2026-12-26"), ClockName::StageAnswer).unwrap(),
        "2027-01-02"
    );
    world.settle(day("2027-01-03"));
    assert_eq!(
        world.moves(),
        [
            (2, "2026-12-26".into(), Cause::Lapse),
            (3, "2027-01-03".into(), Cause::Lapse)
        ]
    );
    let outlook = world.on("2027-01-03");
    assert!(outlook.owed.is_empty());
    assert_eq!((outlook.stage, outlook.state), (StageNo(3), State::Received));
}

#[test]
fn an_acknowledgement_needs_opening_and_no_conflict_first() {
    let mut world = World::new("2026-12-18");
    assert_eq!(
        world.person(GUARDIAN, "2026-12-21", acknowledged()),
        Err(Refusal::NotOpened)
    );
    let office = office("guardian");
    world.does(
        GUARDIAN,
        "2026-12-21",
        Act::Opened {
            office,
            countersign: Signature([0; 64]),
        },
    );
    assert_eq!(
        world.person(GUARDIAN, "2026-12-21", acknowledged()),
        Err(Refusal::ConflictNotSettled)
    );
    world.does(GUARDIAN, "2026-12-21", Act::NoConflict {});
    world.does(GUARDIAN, "2026-12-21", acknowledged());
    world.does(GUARDIAN, "2026-12-21", message());
    let outlook = world.on("2026-12-22");
    assert_eq!(outlook.state, State::Acknowledged);
    assert_eq!(due(&outlook, ClockName::Acknowledge), None);
    assert_eq!(due(&outlook, ClockName::Feedback).unwrap(), "2027-03-21");
    assert_eq!(
        world.person(GUARDIAN, "2026-12-22", acknowledged()),
        Err(Refusal::NothingToAcknowledge)
    );
}

#[test]
fn a_conflict_bars_the_person_and_the_next_office_goes_on() {
    let mut world = World::new("2026-12-18");
    world.does(GUARDIAN, "2026-12-20", Act::Conflict {});
    assert_eq!(
        world.person(GUARDIAN, "2026-12-20", message()),
        Err(Refusal::Barred)
    );
    assert_eq!(world.on("2026-12-20").stage, StageNo(1));
    world.does(DEPUTY, "2026-12-20", Act::Conflict {});
    // Nobody is left who may act: passed over the same day.
    assert_eq!(world.moves(), [(2, "2026-12-20".into(), Cause::Nobody)]);
    world.opens(CHAIR, "2026-12-20");
    world.does(CHAIR, "2026-12-20", acknowledged());
}

#[test]
fn a_late_machine_gives_the_same_as_a_punctual_one() {
    let mut daily = World::new("2026-12-18");
    let mut once = daily.clone();
    let mut today = day("2026-12-18");
    while today < day("2027-08-01") {
        daily.settle(today);
        today = today.tomorrow().unwrap();
    }
    once.settle(today);
    let acts = |world: &World| {
        world
            .entries
            .iter()
            .map(|each| each.entry.act.clone())
            .collect::<Vec<_>>()
    };
    daily.settle(today);
    assert_eq!(acts(&daily), acts(&once));
}

#[test]
fn a_service_entry_that_is_not_owed_is_refused() {
    let mut world = World::new("2026-12-18");
    world.push(Author::Service, day("2026-12-20"), Act::Closed {});
    let bad = replay(&world.policy, &world.roster, &world.entries, day("2026-12-20")).unwrap_err();
    assert_eq!(
        bad,
        Bad {
            index: 1,
            refusal: Refusal::NotOwed
        }
    );
}

#[test]
fn allowed_lists_what_the_rules_allow() {
    let mut world = World::new("2026-12-18");
    let allowed = |world: &World, by| world.on("2026-12-21").allowed(&world.policy, &world.roster, by);
    let guardian = Author::Person(GUARDIAN);
    assert_eq!(
        allowed(&world, guardian),
        ["opened", "conflict", "cannot_open", "mismatch"]
    );
    world.opens(GUARDIAN, "2026-12-21");
    assert!(allowed(&world, guardian).contains(&"acknowledged"));
    assert!(!allowed(&world, guardian).contains(&"scope"));
    assert_eq!(allowed(&world, Author::Person(CHAIR)), Vec::<&str>::new());
    assert_eq!(
        allowed(&world, Author::Reporter),
        ["message", "urgency_changed", "withdrawn", "attached"]
    );
}

#[test]
fn the_last_stage_is_not_passed_over_when_nobody_there_may_act() {
    let mut world = World::new("2026-12-18");
    world.settle(day("2027-01-03"));
    world.does(OUTSIDE, "2027-01-04", Act::Conflict {});
    let outlook = world.on("2027-02-01");
    assert_eq!(outlook.stage, StageNo(3));
    assert!(outlook.next_date.is_some());
    world.settle(day("2027-02-01"));
    assert!(world.lapsed().len() > 8, "and its clocks go on lapsing");
}

#[test]
fn a_holder_in_effect_on_the_next_day_stops_the_clock_of_an_unheld_stage() {
    let away = |until: &str| {
        let mut people = People::founded();
        let away = Act::Absent {
            person: CHAIR,
            from: day("2026-03-08"),
            until: day(until),
        };
        people.add(day("2026-03-08"), CHAIR, away);
        World::with(policy(), people.roster(), "2026-03-02", Urgency::Ordinary, &[])
    };
    // Arrives on the 10th at a stage without a holder; on the 11th there is one.
    assert_eq!(away("2026-03-10").on("2026-03-12").stage, StageNo(2));
    assert_eq!(away("2026-03-11").on("2026-03-11").stage, StageNo(2));
    assert_eq!(away("2026-03-11").on("2026-03-12").stage, StageNo(3));
}
