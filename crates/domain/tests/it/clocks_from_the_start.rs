//! The rows of DESIGN section 4 whose clocks run from the day a concern is received: when due, what stops them,
//! where they go.

use daylight_domain::*;

use crate::world::*;

#[test]
fn danger_is_due_the_day_after_it_was_chosen_or_raised_and_needs_an_acknowledgement_after_that() {
    let mut world = World::new("2026-03-02");
    world.opens(GUARDIAN, "2026-03-03");
    world.does(GUARDIAN, "2026-03-03", acknowledged());
    world
        .reporter(
            "2026-03-05",
            Act::UrgencyChanged {
                to: Urgency::Danger,
                item: None,
            },
        )
        .unwrap();
    assert_eq!(
        due(&world.on("2026-03-05"), ClockName::Danger).unwrap(),
        "2026-03-06"
    );
    let mut ignored = world.clone();
    world.does(GUARDIAN, "2026-03-06", acknowledged());
    assert_eq!(due(&world.on("2026-03-07"), ClockName::Danger), None);
    ignored.settle(day("2026-03-07"));
    assert_eq!(ignored.moves(), [(2, "2026-03-07".into(), Cause::Lapse)]);
    // In danger the next stage has one day, and says so under every clock that asks who holds the concern.
    let outlook = ignored.on("2026-03-07");
    assert_eq!(due(&outlook, ClockName::StageAnswer).unwrap(), "2026-03-08");
    assert_eq!(due(&outlook, ClockName::Danger).unwrap(), "2026-03-08");
}

#[test]
fn danger_and_acknowledge_both_run_from_the_start() {
    let outlook = World::urgent("2026-03-02", Urgency::Danger).on("2026-03-02");
    assert_eq!(due(&outlook, ClockName::Danger).unwrap(), "2026-03-03");
    assert_eq!(due(&outlook, ClockName::Acknowledge).unwrap(), "2026-03-09");
    assert_eq!(outlook.next_date, Some(day("2026-03-04")));
}

#[test]
fn lost_data_is_stopped_by_telling_or_not_telling_the_regulator_with_a_reason() {
    let mut world = World::urgent("2026-03-02", Urgency::DataLoss);
    world.opens(GUARDIAN, "2026-03-03");
    world.does(GUARDIAN, "2026-03-03", acknowledged());
    let without = Act::Regulator {
        told: false,
        item: None,
    };
    assert_eq!(
        world.person(GUARDIAN, "2026-03-04", without),
        Err(Refusal::ReasonMissing)
    );
    world.does(
        GUARDIAN,
        "2026-03-04",
        Act::Regulator {
            told: false,
            item: Some(ITEM),
        },
    );
    assert_eq!(world.on("2026-03-05").stage, StageNo(1));
    assert_eq!(due(&world.on("2026-03-05"), ClockName::LostData), None);
}

#[test]
fn acknowledge_is_due_after_seven_days_and_goes_to_the_next_stage() {
    let world = World::new("2026-03-02");
    let outlook = world.on("2026-03-09");
    let deadline = outlook.deadlines[0];
    assert_eq!(
        (deadline.clock, deadline.due),
        (ClockName::Acknowledge, day("2026-03-09"))
    );
    assert_eq!(deadline.then, Some(StageNo(2)));
    assert_eq!(world.on("2026-03-10").stage, StageNo(2));
}

#[test]
fn first_decision_is_due_after_28_days_and_28_days_from_arrival_later() {
    let mut world = World::new("2026-03-02");
    assert_eq!(
        due(&world.on("2026-03-02"), ClockName::FirstDecision).unwrap(),
        "2026-03-30"
    );
    world.opens(GUARDIAN, "2026-03-03");
    world.does(GUARDIAN, "2026-03-03", acknowledged());
    world.settle(day("2026-03-31"));
    assert_eq!(world.lapsed(), [ClockName::FirstDecision]);
    assert_eq!(
        due(&world.on("2026-03-31"), ClockName::FirstDecision).unwrap(),
        "2026-04-28"
    );
    // A decision in time stops it for good.
    world.opens(CHAIR, "2026-04-01");
    world.does(CHAIR, "2026-04-01", acknowledged());
    world.does(CHAIR, "2026-04-20", scope_of_one());
    assert_eq!(due(&world.on("2026-04-20"), ClockName::FirstDecision), None);
}

#[test]
fn feedback_is_due_three_months_after_the_acknowledgement_and_then_every_three_months() {
    let mut world = World::new("2026-03-02");
    world.opens(GUARDIAN, "2026-03-04");
    world.does(GUARDIAN, "2026-03-04", acknowledged());
    assert_eq!(
        due(&world.on("2026-03-04"), ClockName::Feedback).unwrap(),
        "2026-06-04"
    );
    world.does(GUARDIAN, "2026-03-10", scope_of_one());
    world.does(GUARDIAN, "2026-05-01", feedback());
    assert_eq!(
        due(&world.on("2026-05-01"), ClockName::Feedback).unwrap(),
        "2026-08-01"
    );
    world.does(GUARDIAN, "2026-05-02", findings(&[1]));
    assert_eq!(
        due(&world.on("2026-05-02"), ClockName::Feedback).unwrap(),
        "2026-08-02"
    );
    world.settle(day("2026-08-03"));
    assert_eq!(world.moves(), [(2, "2026-08-03".into(), Cause::Lapse)]);
    // Lapsed: its own length, but at most 28 days, from arrival.
    assert_eq!(
        due(&world.on("2026-08-03"), ClockName::Feedback).unwrap(),
        "2026-08-31"
    );
}

#[test]
fn conclude_lapses_after_six_months_and_only_closing_stops_it() {
    let mut world = World::new("2026-03-02");
    world.finds(GUARDIAN, "2026-03-03");
    world.does(GUARDIAN, "2026-06-01", feedback());
    world.does(GUARDIAN, "2026-09-01", feedback());
    assert_eq!(
        due(&world.on("2026-09-01"), ClockName::Conclude).unwrap(),
        "2026-09-02"
    );
    world.settle(day("2026-09-03"));
    assert_eq!(world.lapsed(), [ClockName::Conclude]);
    assert_eq!(
        due(&world.on("2026-09-03"), ClockName::Conclude).unwrap(),
        "2026-10-01"
    );
}
