//! What holders do with a concern beside answering it: open it, find that it does not open, hand it on, remember
//! actions, change its urgency.

use daylight_domain::*;

use crate::world::*;

#[test]
fn a_person_opens_for_their_own_office_and_once() {
    let mut world = World::new("2026-03-02");
    let opened = |id| Act::Opened {
        office: office(id),
        countersign: Signature([0; 64]),
    };
    let other = Refusal::NotYourOffice {
        office: office("deputy"),
    };
    assert_eq!(world.person(GUARDIAN, "2026-03-02", opened("deputy")), Err(other));
    world.does(GUARDIAN, "2026-03-02", opened("guardian"));
    assert_eq!(
        world.person(GUARDIAN, "2026-03-02", opened("guardian")),
        Err(Refusal::AlreadyOpened)
    );
    world.does(GUARDIAN, "2026-03-02", Act::NoConflict {});
    assert_eq!(
        world.person(GUARDIAN, "2026-03-02", Act::NoConflict {}),
        Err(Refusal::AlreadyNoConflict)
    );
}

#[test]
fn a_mismatch_bars_the_person_and_moves_the_concern_up_at_once() {
    let mut world = World::new("2026-03-02");
    world.does(GUARDIAN, "2026-03-03", Act::Mismatch {});
    assert_eq!(world.moves(), [(2, "2026-03-03".into(), Cause::Mismatch)]);
    world.does(CHAIR, "2026-03-03", Act::CannotOpen {});
    assert_eq!(world.moves()[1], (3, "2026-03-03".into(), Cause::Mismatch));
    assert_eq!(world.on("2026-03-03").barred, [GUARDIAN, CHAIR]);
    // The last stage says so and stays.
    world.does(OUTSIDE, "2026-03-03", Act::Mismatch {});
    assert_eq!(world.on("2026-03-03").stage, StageNo(3));
    world.opens(OUTSIDE, "2026-03-04");
}

#[test]
fn a_mismatch_seen_by_an_earlier_stage_bars_the_person_and_moves_nothing() {
    let mut world = World::new("2026-03-02");
    world.settle(day("2026-03-10"));
    world.does(GUARDIAN, "2026-03-10", Act::Mismatch {});
    let outlook = world.on("2026-03-10");
    assert_eq!((outlook.stage, outlook.barred), (StageNo(2), vec![GUARDIAN]));
}

#[test]
fn repeat_moves_up_at_once() {
    let mut world = World::new("2026-03-02");
    world.opens(GUARDIAN, "2026-03-03");
    world.does(GUARDIAN, "2026-03-03", Act::Repeat { item: ITEM });
    assert_eq!(world.moves(), [(2, "2026-03-03".into(), Cause::Repeat)]);
}

#[test]
fn a_concern_is_handed_only_to_a_present_holder_of_the_stage() {
    let mut world = World::new("2026-03-02");
    world.opens(GUARDIAN, "2026-03-03");
    let before = world.on("2026-03-03").deadlines;
    let refused = world.person(GUARDIAN, "2026-03-03", Act::HandedOver { to: CHAIR });
    assert_eq!(refused, Err(Refusal::CannotBeHanded { person: CHAIR }));
    world.does(GUARDIAN, "2026-03-03", Act::HandedOver { to: DEPUTY });
    assert_eq!(world.on("2026-03-03").handed_to, Some(DEPUTY));
    assert_eq!(
        world.on("2026-03-03").deadlines,
        before,
        "stops and restarts nothing"
    );
}

#[test]
fn handing_a_concern_over_does_not_count_as_reading_what_the_reporter_wrote() {
    let mut world = World::new("2026-03-02");
    world.opens(GUARDIAN, "2026-03-03");
    world.reporter("2026-03-04", message()).unwrap();
    world.does(GUARDIAN, "2026-03-05", Act::HandedOver { to: DEPUTY });
    assert!(world.on("2026-03-05").unread, "the colleague finds it marked");
    world.does(GUARDIAN, "2026-03-05", message());
    assert!(!world.on("2026-03-05").unread);
}

#[test]
fn actions_are_remembered_until_they_are_done() {
    let mut world = World::new("2026-03-02");
    world.opens(GUARDIAN, "2026-03-03");
    let due = day("2026-06-01");
    let action = world.does(GUARDIAN, "2026-03-03", Act::ActionDue { item: ITEM, due });
    assert_eq!(
        world.on("2026-07-01").actions,
        [Action {
            record: action,
            due,
            done: None
        }]
    );
    world.does(GUARDIAN, "2026-03-08", Act::ActionDone { action, item: ITEM });
    let again = world.person(GUARDIAN, "2026-03-08", Act::ActionDone { action, item: ITEM });
    assert_eq!(again, Err(Refusal::NoSuchAction));
    assert_eq!(world.on("2026-03-08").actions[0].done, Some(day("2026-03-08")));
}

#[test]
fn raising_urgency_takes_a_waiting_lowering_off_the_table() {
    let mut world = World::urgent("2026-03-02", Urgency::DataLoss);
    world.opens(GUARDIAN, "2026-03-02");
    world.opens(DEPUTY, "2026-03-02");
    let lower = Act::UrgencyChanged {
        to: Urgency::Ordinary,
        item: Some(ITEM),
    };
    let of = world.does(GUARDIAN, "2026-03-02", lower);
    world
        .reporter(
            "2026-03-02",
            Act::UrgencyChanged {
                to: Urgency::Danger,
                item: None,
            },
        )
        .unwrap();
    assert_eq!(
        world.person(DEPUTY, "2026-03-02", Act::Approved { of }),
        Err(Refusal::NothingProposed)
    );
    assert_eq!(world.on("2026-03-02").urgency, Urgency::Danger);
}
