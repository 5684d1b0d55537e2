//! Of which concerns *no concern stated* can honestly be said.

use daylight_domain::*;

use crate::world::*;

/// The list of points, of which none is looked into.
fn nothing_in_scope() -> Act {
    Act::Scope {
        points: vec![ScopePoint {
            mark: Some(Mark::Out),
            reason: Some(ITEM),
        }],
        item: ITEM,
    }
}

fn urgency(to: Urgency) -> Act {
    Act::UrgencyChanged { to, item: Some(ITEM) }
}

/// Opened, acknowledged and settled that nothing is looked into.
fn empty() -> World {
    let mut world = World::new("2026-03-02");
    world.opens(GUARDIAN, "2026-03-02");
    world.does(GUARDIAN, "2026-03-02", acknowledged());
    world.does(GUARDIAN, "2026-03-02", nothing_in_scope());
    world
}

fn is_without(world: &World) -> bool {
    world.on("2026-03-20").is_without_concern()
}

#[test]
fn a_concern_with_nothing_in_scope_and_nothing_found_is_without_one() {
    let mut world = empty();
    assert!(is_without(&world));
    world.does(GUARDIAN, "2026-03-02", findings(&[]));
    world.does(GUARDIAN, "2026-03-02", urgency(Urgency::DataLoss));
    assert!(is_without(&world));
}

#[test]
fn the_scope_that_stands_decides_and_a_finding_stays_one() {
    let mut world = empty();
    world.does(GUARDIAN, "2026-03-02", scope_of_one());
    assert!(!is_without(&world), "a point is looked into");
    world.does(GUARDIAN, "2026-03-02", nothing_in_scope());
    assert!(is_without(&world));

    let mut world = World::new("2026-03-02");
    world.finds(GUARDIAN, "2026-03-02");
    world.reporter("2026-03-03", disputed(Disputed::Scope)).unwrap();
    world.opens(CHAIR, "2026-03-04");
    world.does(CHAIR, "2026-03-04", answered(false));
    world.does(CHAIR, "2026-03-04", nothing_in_scope());
    assert!(!is_without(&world), "something was found before");
}

#[test]
fn where_danger_was_told_of_once_there_is_a_concern() {
    let mut sent = World::urgent("2026-03-02", Urgency::Danger);
    sent.opens(GUARDIAN, "2026-03-02");
    assert!(!is_without(&sent));
    let mut raised = empty();
    raised.reporter("2026-03-02", urgency(Urgency::Danger)).unwrap();
    raised.opens(DEPUTY, "2026-03-02");
    let of = raised.does(GUARDIAN, "2026-03-02", urgency(Urgency::Ordinary));
    raised.does(DEPUTY, "2026-03-02", Act::Approved { of });
    assert_eq!(raised.on("2026-03-02").urgency, Urgency::Ordinary);
    assert!(!is_without(&raised), "made less urgent since");
}

#[test]
fn where_ill_treatment_was_reported_there_is_a_concern() {
    let treated = |ill| {
        let mut world = empty();
        world.does(GUARDIAN, "2026-03-02", findings(&[]));
        let of = world.does(GUARDIAN, "2026-03-20", closing(ClosingReason::NoConcernStated));
        world.opens(CHAIR, "2026-03-20");
        world.does(CHAIR, "2026-03-20", Act::Approved { of });
        let item = Some(ITEM);
        world
            .reporter("2026-06-20", Act::TreatmentReported { ill, item })
            .unwrap();
        world.on("2026-06-20").is_without_concern()
    };
    assert!(!treated(true));
    assert!(treated(false));
}
