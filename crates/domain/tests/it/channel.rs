//! The channel is closed (R30): everything open moves up on that day, by the calendar alone, and nothing new comes in.

use daylight_domain::*;

use crate::world::*;

/// People among whom the channel is closed from 4 March on.
#[cfg(test)]
fn closing_down() -> People {
    let mut people = People::founded();
    people.add(day("2026-03-04"), OPERATOR, Act::ChannelClosed {});
    people
}

#[cfg(test)]
fn received(on: &str) -> World {
    World::with(policy(), closing_down().roster(), on, Urgency::Ordinary, &[])
}

#[test]
fn r30_closing_the_channel_moves_every_open_concern_up_on_its_day_and_once() {
    let mut world = received("2026-03-02");
    assert_eq!(world.on("2026-03-03").next_date, Some(day("2026-03-04")));
    assert!(world.settle(day("2026-03-03")).is_empty());
    world.settle(day("2026-03-04"));
    assert_eq!(world.moves(), [(2, "2026-03-04".into(), Cause::ChannelClosed)]);
    world.settle(day("2026-03-09"));
    assert_eq!(world.moves().len(), 1, "once");
    // A machine that was off writes the same, and the clocks run on.
    let mut late = received("2026-03-02");
    late.settle(day("2026-03-12"));
    world.settle(day("2026-03-12"));
    let next = (3, "2026-03-12".to_owned(), Cause::Lapse);
    assert_eq!(
        late.moves(),
        [(2, "2026-03-04".into(), Cause::ChannelClosed), next]
    );
    assert_eq!(late.moves(), world.moves());
}

#[test]
fn a_lapse_of_the_day_before_comes_first_and_the_closing_moves_it_once_more() {
    let mut world = World::with(
        policy(),
        closing_down().roster(),
        "2026-03-02",
        Urgency::Danger,
        &[],
    );
    world.settle(day("2026-03-04"));
    assert_eq!(
        world.moves(),
        [
            (2, "2026-03-04".into(), Cause::Lapse),
            (3, "2026-03-04".into(), Cause::ChannelClosed)
        ]
    );
}

#[test]
fn an_escalation_for_the_channel_is_written_as_owed_and_neither_before_nor_twice() {
    let escalated = |on: &str, from: u8| Act::Escalated {
        from: StageNo(from),
        to: StageNo(from + 1),
        arrived: day(on),
        cause: Cause::ChannelClosed,
    };
    let refused = |world: &World, on: &str| {
        let bad = replay(&world.policy, &world.roster, &world.entries, day(on)).unwrap_err();
        (bad.index, bad.refusal)
    };
    let mut early = received("2026-03-02");
    early.push(Author::Service, day("2026-03-03"), escalated("2026-03-03", 1));
    assert_eq!(refused(&early, "2026-03-03"), (1, Refusal::NotOwed));
    let mut twice = received("2026-03-02");
    twice.push(Author::Service, day("2026-03-04"), escalated("2026-03-04", 1));
    assert_eq!(twice.on("2026-03-04").stage, StageNo(2));
    twice.push(Author::Service, day("2026-03-04"), escalated("2026-03-04", 2));
    assert_eq!(refused(&twice, "2026-03-04"), (2, Refusal::NotOwed));
}

#[test]
fn what_stands_outside_already_stays_there_and_what_is_closed_is_left_in_peace() {
    let roster = closing_down().roster();
    let outside = World::with(policy(), roster, "2026-03-02", Urgency::Ordinary, &[1, 2]);
    assert!(outside.on("2026-03-05").owed.is_empty());
    assert_eq!(outside.on("2026-03-05").stage, StageNo(3));
    // Closed on 19 March; the channel in May; reopened in June: only the dispute moves it.
    let mut world = closed();
    let mut people = People::founded();
    people.add(day("2026-05-01"), OPERATOR, Act::ChannelClosed {});
    world.roster = people.roster();
    assert!(world.settle(day("2026-05-02")).is_empty());
    world
        .reporter("2026-06-01", disputed(Disputed::Findings))
        .unwrap();
    assert_eq!(world.moves(), [(2, "2026-06-01".into(), Cause::Dispute)]);
}

#[test]
fn a_closed_channel_takes_nothing_new() {
    let mut world = World::new("2026-03-04");
    world.roster = closing_down().roster();
    let bad = replay(&world.policy, &world.roster, &world.entries, day("2026-03-04")).unwrap_err();
    let from = day("2026-03-04");
    assert_eq!(bad.refusal, Refusal::ChannelClosed { from });
}

#[test]
fn the_channel_is_closed_by_the_operator_or_the_last_stage_and_by_nobody_else() {
    for (signer, fits) in [
        (GUARDIAN, false),
        (CHAIR, false),
        (AUDITOR, false),
        (OPERATOR, true),
        (OUTSIDE, true),
    ] {
        let mut people = People::founded();
        people.add(day("2026-03-04"), signer, Act::ChannelClosed {});
        assert_eq!(people.build().is_ok(), fits, "{signer}");
    }
    // The tick is told that next dates do not hold any more.
    let roster = closing_down().roster();
    assert!(roster.changed_between(day("2026-03-03"), day("2026-03-04")));
    assert!(!roster.changed_between(day("2026-03-04"), day("2026-03-09")));
}
