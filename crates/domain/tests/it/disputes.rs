//! Disputes: what may be disputed, who answers, and what reopening does to the dates.

use daylight_domain::*;

use crate::world::*;

#[test]
fn a_dispute_reopens_a_closed_concern_and_goes_to_another_person() {
    let mut world = closed();
    let before = world.entries.len();
    world
        .reporter("2026-05-01", disputed(Disputed::Findings))
        .unwrap();
    let kinds: Vec<_> = world.entries[before..]
        .iter()
        .map(|each| each.entry.act.kind())
        .collect();
    assert_eq!(kinds, ["disputed", "reopened", "escalated"]);
    let outlook = world.on("2026-05-01");
    assert_eq!((outlook.state, outlook.stage), (State::FindingsSent, StageNo(2)));
    assert_eq!(outlook.disputed, [Disputed::Findings]);
    // The chair approved, so does not answer.
    assert_eq!(
        world.person(CHAIR, "2026-05-02", answered(false)),
        Err(Refusal::SamePerson)
    );
    assert_eq!(
        world.person(CHAIR, "2026-05-02", answered(true)),
        Err(Refusal::SamePerson)
    );
    world.settle(day("2026-05-16"));
    assert_eq!(world.on("2026-05-16").stage, StageNo(3));
    world.opens(OUTSIDE, "2026-05-16");
    assert_eq!(
        world.person(OUTSIDE, "2026-05-16", answered(true)),
        Err(Refusal::NotTheSamePerson)
    );
    world.does(OUTSIDE, "2026-05-16", answered(false));
    assert_eq!(world.on("2026-05-16").answered_by_same_person, 0);
}

#[test]
fn a_reopened_concern_goes_on_with_its_dates_or_gets_28_days_for_those_that_passed() {
    let mut world = closed();
    let mut later = world.clone();
    world
        .reporter("2026-05-01", disputed(Disputed::Findings))
        .unwrap();
    let outlook = world.on("2026-05-01");
    assert_eq!(due(&outlook, ClockName::Feedback).unwrap(), "2026-06-03");
    assert_eq!(due(&outlook, ClockName::Conclude).unwrap(), "2026-09-02");
    later
        .reporter("2027-01-04", disputed(Disputed::Findings))
        .unwrap();
    let outlook = later.on("2027-01-04");
    assert_eq!(due(&outlook, ClockName::Feedback).unwrap(), "2027-02-01");
    assert_eq!(due(&outlook, ClockName::Conclude).unwrap(), "2027-02-01");
}

#[test]
fn r20_a_date_that_was_late_at_closing_and_runs_on_after_reopening_is_late_once() {
    let mut people = People::founded();
    people.found(OUTSIDE_TWO, Role::Holder, Some("outside"));
    let mut world = World::with(policy(), people.roster(), "2026-12-18", Urgency::Ordinary, &[]);
    // Nobody acts for half a year: every date passes, and each gets another at the last stage.
    world.settle(day("2027-07-01"));
    world.finds(OUTSIDE, "2027-07-01");
    world.settle(day("2027-07-16"));
    let of = world.does(OUTSIDE, "2027-07-16", closing(ClosingReason::Established));
    world.opens(OUTSIDE_TWO, "2027-07-16");
    world.does(OUTSIDE_TWO, "2027-07-16", Act::Approved { of });
    let late = |world: &World| {
        let outlook = world.on("2027-07-16");
        outlook
            .late
            .iter()
            .filter(|late| late.clock == ClockName::Conclude && late.stage == StageNo(3))
            .count()
    };
    assert_eq!(late(&world), 1);
    world
        .reporter("2027-07-16", disputed(Disputed::Findings))
        .unwrap();
    assert_eq!(world.on("2027-07-16").closed, None);
    assert_eq!(late(&world), 1);
}

#[test]
fn a_date_that_falls_on_the_day_of_reopening_stands() {
    let mut world = closed();
    world
        .reporter("2026-06-03", disputed(Disputed::Findings))
        .unwrap();
    let outlook = world.on("2026-06-03");
    assert_eq!(due(&outlook, ClockName::Feedback).unwrap(), "2026-06-03");
    assert_eq!(outlook.closed, None);
}

#[test]
fn at_a_last_stage_of_one_the_same_person_answers_and_says_so() {
    let mut world = World::new("2026-12-18");
    world.settle(day("2027-01-03"));
    world.finds(OUTSIDE, "2027-01-04");
    world
        .reporter("2027-01-05", disputed(Disputed::Findings))
        .unwrap();
    assert_eq!(
        world.on("2027-01-05").stage,
        StageNo(3),
        "the last stage cannot be left"
    );
    assert_eq!(
        world.person(OUTSIDE, "2027-01-06", answered(false)),
        Err(Refusal::SamePersonUnsaid)
    );
    world.does(OUTSIDE, "2027-01-06", answered(true));
    assert_eq!(world.on("2027-01-06").answered_by_same_person, 1);
}

#[test]
fn with_a_second_holder_the_last_stage_does_not_answer_itself() {
    let mut people = People::founded();
    people.found(OUTSIDE_TWO, Role::Holder, Some("outside"));
    let mut world = World::with(policy(), people.roster(), "2026-12-18", Urgency::Ordinary, &[]);
    world.settle(day("2027-01-03"));
    world.finds(OUTSIDE, "2027-01-04");
    world
        .reporter("2027-01-05", disputed(Disputed::Findings))
        .unwrap();
    assert_eq!(
        world.person(OUTSIDE, "2027-01-06", answered(true)),
        Err(Refusal::NotTheSamePerson)
    );
    assert_eq!(
        world.person(OUTSIDE, "2027-01-06", answered(false)),
        Err(Refusal::SamePerson)
    );
    world.opens(OUTSIDE_TWO, "2027-01-06");
    world.does(OUTSIDE_TWO, "2027-01-06", answered(false));
}

#[test]
fn who_settled_the_scope_does_not_answer_a_dispute_about_it() {
    let mut world = World::new("2026-12-18");
    world.settle(day("2027-01-03"));
    world.opens(OUTSIDE, "2027-01-04");
    world.does(OUTSIDE, "2027-01-04", acknowledged());
    world.does(OUTSIDE, "2027-01-04", scope_of_one());
    world.reporter("2027-01-05", disputed(Disputed::Scope)).unwrap();
    assert_eq!(
        world.person(OUTSIDE, "2027-01-06", answered(false)),
        Err(Refusal::SamePersonUnsaid)
    );
}

#[test]
fn what_has_not_been_said_cannot_be_disputed_and_nothing_twice() {
    let mut world = World::new("2026-03-02");
    assert_eq!(
        world.reporter("2026-03-03", disputed(Disputed::Scope)),
        Err(Refusal::NotScoped)
    );
    assert_eq!(
        world.reporter("2026-03-03", disputed(Disputed::Findings)),
        Err(Refusal::NoFindings)
    );
    world.finds(GUARDIAN, "2026-03-03");
    world
        .reporter("2026-03-04", disputed(Disputed::Findings))
        .unwrap();
    assert_eq!(
        world.reporter("2026-03-04", disputed(Disputed::Findings)),
        Err(Refusal::AlreadyDisputed)
    );
    world.reporter("2026-03-04", disputed(Disputed::Scope)).unwrap();
    assert_eq!(world.on("2026-03-04").stage, StageNo(3));
    assert_eq!(
        due(&world.on("2026-03-04"), ClockName::Dispute).unwrap(),
        "2026-03-18"
    );
}
