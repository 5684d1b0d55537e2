//! Closing: who proposes, who approves, on which reason.

use daylight_domain::*;

use crate::world::*;

/// Findings sent on 3 March, closing proposed on the 18th.
#[cfg(test)]
fn proposed() -> (World, Digest) {
    let mut world = World::new("2026-03-02");
    world.finds(GUARDIAN, "2026-03-03");
    let of = world.does(GUARDIAN, "2026-03-18", closing(ClosingReason::NotEstablished));
    (world, of)
}

#[test]
fn closing_needs_a_holder_of_a_higher_stage_who_has_opened_it() {
    let (mut world, of) = proposed();
    assert_eq!(world.on("2026-03-18").state, State::ClosingProposed);
    assert_eq!(
        world.on("2026-03-18").handed_offices.last(),
        Some(&office("chair")),
        "released, not arrived"
    );
    assert_eq!(world.on("2026-03-18").stage, StageNo(1));
    assert_eq!(
        world.person(GUARDIAN, "2026-03-18", Act::Approved { of }),
        Err(Refusal::SamePerson)
    );
    world.opens(DEPUTY, "2026-03-18");
    assert_eq!(
        world.person(DEPUTY, "2026-03-18", Act::Approved { of }),
        Err(Refusal::NotHigher)
    );
    assert_eq!(
        world.person(CHAIR, "2026-03-18", Act::Approved { of }),
        Err(Refusal::NotOpened)
    );
    let refused = world.person(OUTSIDE, "2026-03-18", Act::Approved { of });
    assert_eq!(
        refused,
        Err(Refusal::NotHanded {
            office: office("outside")
        })
    );
    let refused = world.person(AUDITOR, "2026-03-18", Act::Approved { of });
    assert_eq!(refused, Err(Refusal::WrongRole { needed: Role::Holder }));
    world.opens(CHAIR, "2026-03-19");
    world.does(CHAIR, "2026-03-19", Act::Approved { of });
    let outlook = world.on("2026-03-19");
    assert_eq!(
        (outlook.state, outlook.closed),
        (State::Closed, Some(day("2026-03-19")))
    );
    assert_eq!(
        world.entries.last().unwrap().entry.act,
        Act::Closed {},
        "in the same transaction"
    );
    assert!(outlook.deadlines.is_empty());
}

#[test]
fn a_closed_concern_cannot_be_acknowledged() {
    let mut world = closed();
    assert_eq!(
        world.person(GUARDIAN, "2026-03-20", acknowledged()),
        Err(Refusal::Closed)
    );
    assert_eq!(
        world.person(GUARDIAN, "2026-03-20", scope_of_one()),
        Err(Refusal::Closed)
    );
    world.does(GUARDIAN, "2026-03-20", message());
    world.reporter("2026-03-21", message()).unwrap();
}

#[test]
fn a_refused_closing_goes_back_to_findings() {
    let (mut world, of) = proposed();
    world.opens(CHAIR, "2026-03-19");
    world.does(CHAIR, "2026-03-19", Act::Refused { of, item: ITEM });
    assert_eq!(world.on("2026-03-19").state, State::FindingsSent);
    assert_eq!(
        world.person(CHAIR, "2026-03-19", Act::Approved { of }),
        Err(Refusal::NothingProposed)
    );
}

#[test]
fn a_change_of_stage_voids_a_proposed_closing() {
    let (mut world, of) = proposed();
    world.does(GUARDIAN, "2026-03-18", Act::Repeat { item: ITEM });
    let outlook = world.on("2026-03-18");
    assert_eq!((outlook.state, outlook.stage), (State::FindingsSent, StageNo(2)));
    world.opens(CHAIR, "2026-03-19");
    assert_eq!(
        world.person(CHAIR, "2026-03-19", Act::Approved { of }),
        Err(Refusal::NothingProposed)
    );
}

#[test]
fn what_a_barred_person_proposed_is_off_the_table() {
    let (mut world, of) = proposed();
    world.does(GUARDIAN, "2026-03-18", Act::Conflict {});
    assert_eq!(world.on("2026-03-18").state, State::FindingsSent);
    let (mut withdrawn, _) = proposed();
    let office = office("guardian");
    withdrawn
        .reporter("2026-03-18", Act::Withdrawn { office })
        .unwrap();
    assert_eq!(withdrawn.on("2026-03-18").state, State::FindingsSent);
    world.opens(CHAIR, "2026-03-19");
    assert_eq!(
        world.person(CHAIR, "2026-03-19", Act::Approved { of }),
        Err(Refusal::NothingProposed)
    );
}

#[test]
fn a_proposed_closing_arrests_no_clock() {
    let (mut world, _) = proposed();
    world.settle(day("2026-06-04"));
    assert_eq!(world.lapsed(), [ClockName::Feedback]);
    assert_eq!(world.on("2026-06-04").state, State::FindingsSent);
}

#[test]
fn at_the_last_stage_another_holder_approves() {
    let mut people = People::founded();
    people.found(OUTSIDE_TWO, Role::Holder, Some("outside"));
    let mut world = outside(&people);
    let of = world.does(OUTSIDE, "2027-01-19", closing(ClosingReason::Established));
    let by_form = world.person(AUDITOR, "2027-01-19", Act::Approved { of });
    assert_eq!(by_form, Err(Refusal::WrongRole { needed: Role::Holder }));
    assert_eq!(
        world.person(OUTSIDE_TWO, "2027-01-19", Act::Approved { of }),
        Err(Refusal::NotOpened)
    );
    world.opens(OUTSIDE_TWO, "2027-01-19");
    world.does(OUTSIDE_TWO, "2027-01-19", Act::Approved { of });
    assert_eq!(world.on("2027-01-19").state, State::Closed);
}

#[test]
fn at_a_last_stage_of_one_the_auditor_approves_on_form() {
    let mut world = outside(&People::founded());
    let of = world.does(OUTSIDE, "2027-01-19", closing(ClosingReason::Established));
    assert_eq!(
        world.person(OUTSIDE, "2027-01-19", Act::Approved { of }),
        Err(Refusal::SamePerson)
    );
    assert_eq!(
        world
            .on("2027-01-19")
            .allowed(&world.policy, &world.roster, Author::Person(AUDITOR)),
        ["approved", "refused"]
    );
    world.does(AUDITOR, "2027-01-19", Act::Approved { of });
    assert_eq!(world.on("2027-01-19").state, State::Closed);
}

#[test]
fn cannot_be_opened_is_for_the_last_stage_after_14_days() {
    let mut world = World::new("2026-12-18");
    world.settle(day("2027-01-03"));
    let close = closing(ClosingReason::CannotBeOpened);
    assert_eq!(
        world.person(OUTSIDE, "2027-01-04", close.clone()),
        Err(Refusal::NotUnopenable)
    );
    world.does(OUTSIDE, "2027-01-04", Act::CannotOpen {});
    let until = day("2027-01-18");
    assert_eq!(
        world.person(OUTSIDE, "2027-01-18", close.clone()),
        Err(Refusal::ReporterHasTime { until })
    );
    let of = world.does(OUTSIDE, "2027-01-19", close);
    world.does(AUDITOR, "2027-01-19", Act::Approved { of });
    assert_eq!(world.on("2027-01-19").state, State::Closed);
}

#[test]
fn what_the_last_stage_has_read_is_not_closed_as_unopenable() {
    let mut world = outside(&People::founded());
    world.does(OUTSIDE, "2027-01-04", Act::CannotOpen {});
    let close = closing(ClosingReason::CannotBeOpened);
    assert_eq!(
        world.person(OUTSIDE, "2027-01-20", close),
        Err(Refusal::NotUnopenable)
    );
}

#[test]
fn a_reason_the_policy_does_not_allow_is_refused() {
    let (mut world, _) = proposed();
    world.policy.closing_reasons.remove(&ClosingReason::Transferred);
    let act = Act::ClosingProposed {
        reason: ClosingReason::Transferred,
        receiver: Some(ITEM),
        item: ITEM,
    };
    world.entries.truncate(world.entries.len() - 1);
    let reason = ClosingReason::Transferred;
    assert_eq!(
        world.person(GUARDIAN, "2026-03-18", act),
        Err(Refusal::ReasonNotAllowed { reason })
    );
}
