//! Rows of REQUIREMENTS about what ends a concern and what does not, each by its number.

use daylight_domain::*;

use crate::world::*;

/// Findings sent by the guardian on 3 March; the reporter's time ends with the 17th.
#[cfg(test)]
fn found() -> World {
    let mut world = World::new("2026-03-02");
    world.finds(GUARDIAN, "2026-03-03");
    world
}

#[test]
fn r12_no_closing_reason_sets_a_concern_aside_as_hearsay() {
    for reason in [
        "hearsay",
        "rumour",
        "second_hand",
        "insufficient_evidence",
        "not_good_enough",
    ] {
        assert!(serde_json::from_value::<ClosingReason>(reason.into()).is_err());
        let toml = EXAMPLE.replace("\"no_concern_stated\"", &format!("\"{reason}\""));
        assert!(Policy::parse(&toml).is_err());
    }
}

#[test]
fn r14_a_referred_concern_stays_open_escalates_and_cannot_be_closed_on_anothers_word() {
    let mut world = found();
    world.does(
        GUARDIAN,
        "2026-03-04",
        Act::Referred {
            receiver: Some(ITEM),
            review: day("2026-03-30"),
            item: ITEM,
        },
    );
    assert!(world.on("2026-03-20").referred);
    let refused = world.person(GUARDIAN, "2026-03-20", closing(ClosingReason::NotEstablished));
    assert_eq!(refused, Err(Refusal::ReferralOpen));
    world.settle(day("2026-03-31"));
    assert_eq!(world.moves(), [(2, "2026-03-31".into(), Cause::Lapse)]);
    assert!(serde_json::from_value::<ClosingReason>("police_took_no_action".into()).is_err());
}

#[test]
fn r15_closing_before_the_reporter_has_had_14_days_is_refused() {
    let mut world = found();
    let until = day("2026-03-17");
    let close = closing(ClosingReason::NotEstablished);
    assert_eq!(
        world.person(GUARDIAN, "2026-03-04", close.clone()),
        Err(Refusal::ReporterHasTime { until })
    );
    assert_eq!(
        world.person(GUARDIAN, "2026-03-17", close.clone()),
        Err(Refusal::ReporterHasTime { until })
    );
    world.does(GUARDIAN, "2026-03-18", close);
}

#[test]
fn r15_closing_before_findings_is_refused() {
    let mut world = World::new("2026-03-02");
    world.opens(GUARDIAN, "2026-03-03");
    let close = closing(ClosingReason::NoConcernStated);
    assert_eq!(
        world.person(GUARDIAN, "2026-03-03", close.clone()),
        Err(Refusal::NoFindings)
    );
    world.does(GUARDIAN, "2026-03-03", acknowledged());
    world.does(GUARDIAN, "2026-03-03", scope_of_one());
    assert_eq!(
        world.person(GUARDIAN, "2026-03-25", close),
        Err(Refusal::NoFindings)
    );
}

#[test]
fn r18_no_closing_for_wrong_procedure_and_no_transfer_without_a_receiver() {
    for reason in ["wrong_procedure", "unsuitable", "not_for_us", "wrong_channel"] {
        assert!(serde_json::from_value::<ClosingReason>(reason.into()).is_err());
    }
    let mut world = found();
    let nameless = closing(ClosingReason::Transferred);
    assert_eq!(
        world.person(GUARDIAN, "2026-03-20", nameless),
        Err(Refusal::NoReceiver)
    );
    let named = Act::ClosingProposed {
        reason: ClosingReason::Transferred,
        receiver: Some(ITEM),
        item: ITEM,
    };
    world.does(GUARDIAN, "2026-03-20", named);
    let mut world = found();
    let nameless = Act::Referred {
        receiver: None,
        review: day("2026-03-10"),
        item: ITEM,
    };
    assert_eq!(
        world.person(GUARDIAN, "2026-03-05", nameless),
        Err(Refusal::NoReceiver)
    );
}

#[test]
fn r29_no_closing_reason_for_left_or_settled_and_the_clocks_run_on() {
    for reason in [
        "left",
        "person_left",
        "settled",
        "severance",
        "withdrawn_by_reporter",
    ] {
        assert!(serde_json::from_value::<ClosingReason>(reason.into()).is_err());
    }
    // A note that the person complained of has left stops nothing.
    let mut world = found();
    let before = world.on("2026-03-10").deadlines;
    world.does(
        GUARDIAN,
        "2026-03-10",
        Act::Note {
            item: ITEM,
            offices: Vec::new(),
        },
    );
    assert_eq!(world.on("2026-03-10").deadlines, before);
    assert_ne!(world.on("2026-12-01").stage, StageNo(1));
}
