//! Which entries a concern's record may hold: in order, of this concern, by whom they say, and nothing that is not owed.

use daylight_domain::*;

use crate::world::*;

#[test]
fn first_dates_are_those_of_the_policy() {
    let mut world = World::new("2026-03-02");
    let Act::Received { dates, .. } = &mut world.entries[0].entry.act else {
        unreachable!()
    };
    dates[0].due = day("2026-12-31");
    let bad = replay(&world.policy, &world.roster, &world.entries, day("2026-03-02")).unwrap_err();
    assert_eq!(
        bad,
        Bad {
            index: 0,
            refusal: Refusal::WrongFirstDates
        }
    );
}

#[test]
fn entries_out_of_order_or_of_another_concern_are_refused() {
    let mut world = World::new("2026-03-02");
    world.push(Author::Reporter, day("2026-03-05"), message());
    world.push(Author::Reporter, day("2026-03-04"), message());
    let verdict = |world: &World| {
        replay(&world.policy, &world.roster, &world.entries, day("2026-03-05"))
            .unwrap_err()
            .refusal
    };
    assert_eq!(
        verdict(&world),
        Refusal::DayBeforeLast {
            last: day("2026-03-05")
        }
    );
    world.entries[2].entry.day = day("2026-03-05");
    world.entries[2].entry.concern = Some(ConcernId([8; 16]));
    assert_eq!(verdict(&world), Refusal::OtherConcern);
    world.entries[2].entry.concern = None;
    assert_eq!(verdict(&world), Refusal::OtherConcern);
    world.entries[2] = world.entries[0].clone();
    world.entries[2].entry.day = day("2026-03-05");
    assert_eq!(verdict(&world), Refusal::NotTheBeginning);
    world.entries.clear();
    assert_eq!(verdict(&world), Refusal::NotTheBeginning);
}

#[test]
fn the_service_cannot_act_for_a_person_nor_a_person_for_the_service() {
    let mut world = World::new("2026-03-02");
    assert_eq!(
        world.attempt(Author::Service, day("2026-03-02"), acknowledged()),
        Err(Refusal::NotOwed)
    );
    world.opens(GUARDIAN, "2026-03-02");
    assert_eq!(
        world.person(GUARDIAN, "2026-03-02", Act::Closed {}),
        Err(Refusal::WrongAuthor)
    );
    assert_eq!(
        world.reporter("2026-03-02", acknowledged()),
        Err(Refusal::WrongAuthor)
    );
    let refused = world.person(OPERATOR, "2026-03-02", message());
    assert_eq!(refused, Err(Refusal::WrongRole { needed: Role::Holder }));
    assert_eq!(
        world.person(NEWCOMER, "2026-03-02", message()),
        Err(Refusal::NotPresent { person: NEWCOMER })
    );
}
