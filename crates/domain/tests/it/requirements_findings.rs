//! Rows of REQUIREMENTS about scope, enquiries and findings, each by its number.

use daylight_domain::*;

use crate::world::*;

#[test]
fn r05_closing_as_not_established_without_enquiries_is_refused() {
    let mut world = World::new("2026-03-02");
    world.opens(GUARDIAN, "2026-03-03");
    world.does(GUARDIAN, "2026-03-03", acknowledged());
    world.does(GUARDIAN, "2026-03-03", scope_of_one());
    let points = vec![Finding {
        point: 1,
        result: FindingResult::NotEstablished,
    }];
    let with = |enquiries| Act::Findings {
        points: points.clone(),
        enquiries,
        item: ITEM,
    };
    let close = closing(ClosingReason::NotEstablished);
    world.does(
        GUARDIAN,
        "2026-03-04",
        with(Enquiries {
            made: 0,
            ..enquiries()
        }),
    );
    assert_eq!(
        world.person(GUARDIAN, "2026-03-19", close.clone()),
        Err(Refusal::NoEnquiries)
    );
    world.does(
        GUARDIAN,
        "2026-03-19",
        with(Enquiries {
            standard: None,
            ..enquiries()
        }),
    );
    assert_eq!(
        world.person(GUARDIAN, "2026-04-03", close.clone()),
        Err(Refusal::NoStandard)
    );
    world.does(GUARDIAN, "2026-04-03", with(enquiries()));
    world.does(GUARDIAN, "2026-04-18", close);
}

#[test]
fn r05_a_point_in_scope_without_a_finding_is_refused() {
    let mut world = World::new("2026-03-02");
    world.opens(GUARDIAN, "2026-03-03");
    world.does(GUARDIAN, "2026-03-03", acknowledged());
    let out = ScopePoint {
        mark: Some(Mark::Out),
        reason: Some(ITEM),
    };
    world.does(
        GUARDIAN,
        "2026-03-03",
        Act::Scope {
            points: vec![point_in(), out, point_in()],
            item: ITEM,
        },
    );
    let refused = |points: &[u16]| {
        world
            .clone()
            .person(GUARDIAN, "2026-03-04", findings(points))
            .unwrap_err()
    };
    assert_eq!(refused(&[1]), Refusal::PointWithoutFinding { point: 3 });
    assert_eq!(refused(&[1, 2, 3]), Refusal::FindingOutOfScope { point: 2 });
    assert_eq!(refused(&[1, 1, 3]), Refusal::FindingOutOfScope { point: 1 });
    assert_eq!(refused(&[1, 3, 4]), Refusal::FindingOutOfScope { point: 4 });
    assert_eq!(refused(&[1, 3, 0]), Refusal::FindingOutOfScope { point: 0 });
}

#[test]
fn r06_a_point_left_unmarked_stops_the_scope() {
    let mut world = World::new("2026-03-02");
    world.opens(GUARDIAN, "2026-03-03");
    world.does(GUARDIAN, "2026-03-03", acknowledged());
    let refused = |points: &[ScopePoint]| {
        let act = Act::Scope {
            points: points.to_vec(),
            item: ITEM,
        };
        world.clone().person(GUARDIAN, "2026-03-04", act).unwrap_err()
    };
    let unmarked = ScopePoint {
        mark: None,
        reason: None,
    };
    let out = ScopePoint {
        mark: Some(Mark::Out),
        reason: None,
    };
    assert_eq!(
        refused(&[point_in(), unmarked]),
        Refusal::PointUnmarked { point: 2 }
    );
    assert_eq!(
        refused(&[point_in(), out]),
        Refusal::PointWithoutReason { point: 2 }
    );
    assert_eq!(refused(&[]), Refusal::NoPoints);
}

#[test]
fn r06_a_disputed_scope_goes_to_a_different_person_within_the_clock() {
    let mut world = World::new("2026-03-02");
    world.opens(GUARDIAN, "2026-03-03");
    world.does(GUARDIAN, "2026-03-03", acknowledged());
    world.does(GUARDIAN, "2026-03-03", scope_of_one());
    world.reporter("2026-03-05", disputed(Disputed::Scope)).unwrap();
    assert_eq!(world.moves(), [(2, "2026-03-05".into(), Cause::Dispute)]);
    let refused = world.person(GUARDIAN, "2026-03-06", answered(false));
    assert_eq!(refused, Err(Refusal::NotTheHoldingStage { holding: StageNo(2) }));
    world.opens(CHAIR, "2026-03-06");
    assert_eq!(
        world.person(CHAIR, "2026-03-06", scope_of_one()),
        Err(Refusal::DisputeOpen)
    );
    world.does(CHAIR, "2026-03-06", answered(false));
    let outlook = world.on("2026-03-06");
    assert_eq!(outlook.state, State::Acknowledged);
    assert_eq!(
        world.person(CHAIR, "2026-03-06", findings(&[1])),
        Err(Refusal::NotScoped)
    );
    // The first decision is open again, and has its date.
    assert_eq!(due(&outlook, ClockName::FirstDecision).unwrap(), "2026-04-02");
}
