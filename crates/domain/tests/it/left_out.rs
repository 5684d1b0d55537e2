//! Stages a reporter leaves out at the start, and offices withdrawn later.

use daylight_domain::*;

use crate::world::*;

#[test]
fn a_concern_begins_at_the_first_stage_not_left_out() {
    let roster = People::founded().roster();
    let inside = World::with(policy(), roster.clone(), "2026-03-02", Urgency::Ordinary, &[1, 2]);
    let outlook = inside.on("2026-03-02");
    assert_eq!(
        (outlook.stage, outlook.holding_offices),
        (StageNo(3), vec![office("outside")])
    );
    let second = World::with(policy(), roster, "2026-03-02", Urgency::Ordinary, &[2]);
    assert_eq!(second.on("2026-03-02").deadlines[0].then, Some(StageNo(3)));
    let mut moved = second.clone();
    moved.settle(day("2026-03-10"));
    assert_eq!(
        moved.moves(),
        [
            (2, "2026-03-10".into(), Cause::Lapse),
            (3, "2026-03-10".into(), Cause::Nobody)
        ]
    );
    assert!(!moved.on("2026-03-10").handed_offices.contains(&office("chair")));
}

#[test]
fn the_last_stage_is_never_left_out_or_withdrawn() {
    for left_out in [&[3][..], &[0], &[4], &[2, 1], &[1, 1]] {
        let mut world = World::new("2026-03-02");
        let Act::Received { left_out: stages, .. } = &mut world.entries[0].entry.act else {
            unreachable!()
        };
        *stages = left_out.iter().copied().map(StageNo).collect();
        let bad = replay(&world.policy, &world.roster, &world.entries, day("2026-03-02")).unwrap_err();
        assert!(matches!(bad.refusal, Refusal::CannotLeaveOut { .. }));
    }
    let mut world = World::new("2026-03-02");
    let withdrawn = |id| Act::Withdrawn { office: office(id) };
    assert_eq!(
        world.reporter("2026-03-02", withdrawn("outside")),
        Err(Refusal::LastStageWithdrawn)
    );
    let unknown = Refusal::UnknownOffice {
        office: office("nobody"),
    };
    assert_eq!(world.reporter("2026-03-02", withdrawn("nobody")), Err(unknown));
    world.reporter("2026-03-02", withdrawn("guardian")).unwrap();
    let refused = world.person(GUARDIAN, "2026-03-03", Act::Conflict {});
    assert_eq!(
        refused,
        Err(Refusal::OfficeWithdrawn {
            office: office("guardian")
        })
    );
    assert_eq!(world.on("2026-03-03").stage, StageNo(1));
    world.reporter("2026-03-03", withdrawn("deputy")).unwrap();
    assert_eq!(world.moves(), [(2, "2026-03-03".into(), Cause::Nobody)]);
}
