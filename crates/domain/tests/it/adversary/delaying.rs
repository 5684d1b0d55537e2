//! Tries to keep a concern where it is: every delay the rules allow, in turn and together.

use daylight_domain::*;

use crate::world::*;

#[cfg(test)]
fn extended(clock: ClockName, due: &str) -> Act {
    Act::Extended {
        clock,
        due: day(due),
        item: Some(ITEM),
    }
}

#[cfg(test)]
fn referred(review: &str) -> Act {
    Act::Referred {
        receiver: Some(ITEM),
        review: day(review),
        item: ITEM,
    }
}

/// Opened by both holders of stage 1 and acknowledged on the last day.
#[cfg(test)]
fn taken() -> World {
    let mut world = World::new("2026-03-02");
    world.opens(GUARDIAN, "2026-03-09");
    world.opens(DEPUTY, "2026-03-09");
    world.does(GUARDIAN, "2026-03-09", acknowledged());
    world
}

#[test]
fn with_every_delay_there_is_the_first_stage_still_loses_it_after_six_months() {
    let mut world = taken();
    // To other bodies and back, each review on its last day, each hand-over to the other.
    world.does(DEPUTY, "2026-03-09", referred("2026-04-06"));
    world.does(
        DEPUTY,
        "2026-03-30",
        extended(ClockName::FirstDecision, "2026-04-27"),
    );
    world.does(GUARDIAN, "2026-04-06", Act::ReferralResult { item: ITEM });
    world.does(GUARDIAN, "2026-04-06", Act::HandedOver { to: DEPUTY });
    world.does(DEPUTY, "2026-04-06", referred("2026-05-04"));
    world.does(DEPUTY, "2026-04-27", scope_of_one());
    world.does(DEPUTY, "2026-05-04", Act::ReferralResult { item: ITEM });
    world.does(DEPUTY, "2026-05-04", Act::HandedOver { to: GUARDIAN });
    // Findings sent again whenever the reporter's days are over; feedback on its last day.
    for on in [
        "2026-05-05",
        "2026-05-20",
        "2026-06-04",
        "2026-08-20",
        "2026-09-02",
    ] {
        world.does(GUARDIAN, on, findings(&[1]));
    }
    assert_eq!(world.on("2026-09-02").stage, StageNo(1));
    world.settle(day("2026-09-03"));
    assert_eq!(world.lapsed(), [ClockName::Conclude]);
    assert_eq!(world.moves(), [(2, "2026-09-03".into(), Cause::Lapse)]);
}

#[test]
fn an_extension_by_another_person_or_of_another_clock_is_the_second_all_the_same() {
    let mut world = taken();
    world.does(GUARDIAN, "2026-03-09", referred("2026-04-06"));
    world.does(
        GUARDIAN,
        "2026-03-20",
        extended(ClockName::FirstDecision, "2026-04-27"),
    );
    let other = extended(ClockName::ReferralReview, "2026-05-04");
    world.does(DEPUTY, "2026-03-20", other);
    assert_eq!(world.moves(), [(2, "2026-03-20".into(), Cause::SecondExtension)]);
    assert_eq!(
        due(&world.on("2026-03-20"), ClockName::ReferralReview).unwrap(),
        "2026-04-06",
        "and changed nothing"
    );
}

#[test]
fn at_the_last_stage_a_second_extension_and_one_of_a_date_that_passed_are_refused() {
    let mut world = World::new("2026-12-18");
    world.settle(day("2027-01-03"));
    world.opens(OUTSIDE, "2027-01-04");
    world.does(OUTSIDE, "2027-01-04", acknowledged());
    let clock = ClockName::FirstDecision;
    let mut extends = world.clone();
    extends.does(OUTSIDE, "2027-01-05", extended(clock, "2027-02-10"));
    let again = extends.person(OUTSIDE, "2027-01-06", extended(clock, "2027-02-20"));
    assert_eq!(again, Err(Refusal::AlreadyExtended));
    // Not a way to quieten the weekly line.
    world.settle(day("2027-02-02"));
    assert_eq!(world.lapsed().last(), Some(&clock));
    let late = world.person(OUTSIDE, "2027-02-02", extended(clock, "2027-02-28"));
    let due = day("2027-01-31");
    assert_eq!(late, Err(Refusal::DatePassed { due }));
}

#[test]
fn a_referral_while_one_is_open_is_refused_and_none_stops_another_clock() {
    let mut world = taken();
    let before = world.on("2026-03-09").deadlines;
    world.does(GUARDIAN, "2026-03-09", referred("2026-04-06"));
    assert_eq!(
        world.person(DEPUTY, "2026-03-10", referred("2026-04-07")),
        Err(Refusal::ReferralOpen)
    );
    world.does(DEPUTY, "2026-03-10", Act::ReferralResult { item: ITEM });
    assert_eq!(world.on("2026-03-10").deadlines, before);
    assert_eq!(
        world.person(DEPUTY, "2026-03-10", Act::ReferralResult { item: ITEM }),
        Err(Refusal::NoReferral)
    );
    assert_eq!(
        world.person(DEPUTY, "2026-03-10", referred("2026-03-10")),
        Err(Refusal::ReviewTooFar {
            latest: day("2026-04-07")
        })
    );
}

#[test]
fn handing_to_and_fro_moves_no_date_and_whoever_left_is_not_named_any_more() {
    let mut world = taken();
    let before = world.on("2026-03-09").deadlines;
    for (from, to) in [(GUARDIAN, DEPUTY), (DEPUTY, GUARDIAN), (GUARDIAN, DEPUTY)] {
        world.does(from, "2026-03-09", Act::HandedOver { to });
    }
    assert_eq!(world.on("2026-03-09").deadlines, before);
    assert_eq!(world.on("2026-03-09").handed_to, Some(DEPUTY));
    world.does(DEPUTY, "2026-03-10", Act::Conflict {});
    assert_eq!(world.on("2026-03-10").handed_to, None);
    let barred = Refusal::CannotBeHanded { person: DEPUTY };
    assert_eq!(
        world.person(GUARDIAN, "2026-03-10", Act::HandedOver { to: DEPUTY }),
        Err(barred)
    );
}

#[test]
fn feedback_every_day_moves_no_other_date() {
    let mut world = taken();
    let without_feedback = |world: &World| {
        let mut deadlines = world.on("2026-03-12").deadlines;
        deadlines.retain(|each| each.clock != ClockName::Feedback);
        deadlines
    };
    let before = without_feedback(&world);
    for on in ["2026-03-10", "2026-03-11", "2026-03-12"] {
        world.does(GUARDIAN, on, feedback());
    }
    assert_eq!(without_feedback(&world), before);
}

#[test]
fn a_lowered_urgency_stops_no_clock_and_danger_lowered_to_lost_data_begins_its_clock() {
    let mut world = World::urgent("2026-03-02", Urgency::Danger);
    world.opens(GUARDIAN, "2026-03-02");
    world.opens(DEPUTY, "2026-03-02");
    let lower = |to| Act::UrgencyChanged { to, item: Some(ITEM) };
    let mut ordinary = world.clone();
    let of = ordinary.does(GUARDIAN, "2026-03-02", lower(Urgency::Ordinary));
    ordinary.does(DEPUTY, "2026-03-02", Act::Approved { of });
    assert_eq!(
        due(&ordinary.on("2026-03-02"), ClockName::Danger).unwrap(),
        "2026-03-03"
    );
    ordinary.settle(day("2026-03-04"));
    assert_eq!(ordinary.moves(), [(2, "2026-03-04".into(), Cause::Lapse)]);
    let of = world.does(GUARDIAN, "2026-03-03", lower(Urgency::DataLoss));
    world.does(DEPUTY, "2026-03-03", Act::Approved { of });
    assert_eq!(
        due(&world.on("2026-03-03"), ClockName::LostData).unwrap(),
        "2026-03-05"
    );
    assert_eq!(
        world.person(DEPUTY, "2026-03-03", lower(Urgency::DataLoss)),
        Err(Refusal::SameUrgency {
            urgency: Urgency::DataLoss
        })
    );
}

#[test]
fn a_waiting_lowering_does_not_outlive_the_stage_that_asked_for_it() {
    let mut world = World::urgent("2026-03-02", Urgency::Danger);
    world.opens(GUARDIAN, "2026-03-03");
    world.opens(DEPUTY, "2026-03-03");
    let lower = Act::UrgencyChanged {
        to: Urgency::Ordinary,
        item: Some(ITEM),
    };
    let of = world.does(GUARDIAN, "2026-03-03", lower.clone());
    world.settle(day("2026-03-04"));
    assert_eq!(
        world.person(DEPUTY, "2026-03-04", Act::Approved { of }),
        Err(Refusal::NothingProposed)
    );
    // An earlier stage does not lower what it has lost.
    assert_eq!(
        world.person(GUARDIAN, "2026-03-04", lower),
        Err(Refusal::NotTheHoldingStage { holding: StageNo(2) })
    );
}

/// A list is part of the policy (ADR 25): were a concern judged by another one, only what is aimed at would differ.
#[test]
fn a_list_of_holidays_moves_no_date() {
    let short = World::new("2026-12-18");
    let mut long = short.clone();
    long.policy.holidays.days = (0..400)
        .map(|each| calendar::add_days(day("2026-12-18"), each))
        .collect();
    let dates = |world: &World| -> Vec<(ClockName, Date, Date)> {
        let deadlines = world.on("2026-12-20").deadlines;
        deadlines
            .iter()
            .map(|each| (each.clock, each.first_due, each.due))
            .collect()
    };
    assert_eq!(dates(&long), dates(&short));
}
