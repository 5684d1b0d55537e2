//! The rows of DESIGN section 4 whose clocks something starts on the way: an arrival, a referral, a dispute, an empty
//! stage, ill-treatment, findings.

use daylight_domain::*;

use crate::world::*;

#[test]
fn stage_answer_is_seven_days_from_arrival_and_only_an_acknowledgement_by_that_stage_stops_it() {
    let mut world = World::new("2026-03-02");
    world.opens(GUARDIAN, "2026-03-09");
    world.settle(day("2026-03-10"));
    let refused = world.person(GUARDIAN, "2026-03-11", acknowledged());
    assert_eq!(refused, Err(Refusal::NotTheHoldingStage { holding: StageNo(2) }));
    for clock in [ClockName::StageAnswer, ClockName::Acknowledge] {
        assert_eq!(due(&world.on("2026-03-11"), clock).unwrap(), "2026-03-17");
    }
    world.opens(CHAIR, "2026-03-11");
    world.does(CHAIR, "2026-03-11", acknowledged());
    assert_eq!(due(&world.on("2026-03-11"), ClockName::StageAnswer), None);
    assert_eq!(due(&world.on("2026-03-11"), ClockName::Acknowledge), None);
    assert_eq!(world.on("2026-03-18").stage, StageNo(2));
}

#[test]
fn a_referral_is_reviewed_within_28_days_or_moves_up() {
    let mut world = World::new("2026-03-02");
    world.opens(GUARDIAN, "2026-03-02");
    world.does(GUARDIAN, "2026-03-02", acknowledged());
    let refer = |review: &str| Act::Referred {
        receiver: Some(ITEM),
        review: day(review),
        item: ITEM,
    };
    let latest = day("2026-03-30");
    assert_eq!(
        world.person(GUARDIAN, "2026-03-02", refer("2026-03-31")),
        Err(Refusal::ReviewTooFar { latest })
    );
    world.does(GUARDIAN, "2026-03-02", refer("2026-03-12"));
    let mut ignored = world.clone();
    ignored.settle(day("2026-03-13"));
    assert_eq!(ignored.lapsed(), [ClockName::ReferralReview]);
    assert_eq!(
        due(&ignored.on("2026-03-13"), ClockName::ReferralReview).unwrap(),
        "2026-04-10"
    );
    assert!(world.on("2026-03-03").referred);
    world.does(GUARDIAN, "2026-03-12", Act::ReferralResult { item: ITEM });
    assert!(!world.on("2026-03-13").referred);
}

#[test]
fn a_dispute_moves_up_at_once_and_is_answered_within_14_days() {
    let mut world = World::new("2026-03-02");
    world.finds(GUARDIAN, "2026-03-03");
    world
        .reporter("2026-03-10", disputed(Disputed::Findings))
        .unwrap();
    assert_eq!(world.moves(), [(2, "2026-03-10".into(), Cause::Dispute)]);
    assert_eq!(
        due(&world.on("2026-03-10"), ClockName::Dispute).unwrap(),
        "2026-03-24"
    );
    world.opens(CHAIR, "2026-03-11");
    world.does(CHAIR, "2026-03-11", acknowledged());
    let mut ignored = world.clone();
    ignored.settle(day("2026-03-25"));
    assert_eq!(ignored.moves()[1], (3, "2026-03-25".into(), Cause::Lapse));
    assert_eq!(
        due(&ignored.on("2026-03-25"), ClockName::Dispute).unwrap(),
        "2026-04-08"
    );
    world.does(CHAIR, "2026-03-24", answered(false));
    assert_eq!(due(&world.on("2026-03-25"), ClockName::Dispute), None);
    assert_eq!(world.on("2026-03-25").state, State::FindingsSent);
}

#[test]
fn an_unheld_stage_passes_the_concern_on_the_next_day() {
    let mut people = People::founded();
    people.retire(GUARDIAN, CHAIR, "2026-03-05");
    people.retire(DEPUTY, CHAIR, "2026-03-05");
    let mut world = World::with(policy(), people.roster(), "2026-03-02", Urgency::Ordinary, &[]);
    assert_eq!(
        world.on("2026-03-04").next_date,
        Some(day("2026-03-06")),
        "known beforehand"
    );
    assert_eq!(
        due(&world.on("2026-03-05"), ClockName::UnheldStage).unwrap(),
        "2026-03-05"
    );
    world.settle(day("2026-03-06"));
    assert_eq!(world.lapsed(), [ClockName::UnheldStage]);
    assert_eq!(world.moves(), [(2, "2026-03-06".into(), Cause::Lapse)]);
}

#[test]
fn ill_treatment_goes_to_the_stage_above_with_seven_days() {
    let mut world = World::new("2026-03-02");
    world.finds(GUARDIAN, "2026-03-03");
    world
        .reporter(
            "2026-04-01",
            Act::TreatmentReported {
                ill: true,
                item: Some(ITEM),
            },
        )
        .unwrap();
    assert_eq!(world.moves(), [(2, "2026-04-01".into(), Cause::Treatment)]);
    assert_eq!(
        due(&world.on("2026-04-01"), ClockName::LaterTreatment).unwrap(),
        "2026-04-08"
    );
    world.opens(CHAIR, "2026-04-02");
    world.does(CHAIR, "2026-04-02", acknowledged());
    let mut ignored = world.clone();
    ignored.settle(day("2026-04-09"));
    assert_eq!(ignored.lapsed(), [ClockName::LaterTreatment]);
    world.does(CHAIR, "2026-04-08", Act::TreatmentAnswered { item: ITEM });
    assert_eq!(due(&world.on("2026-04-09"), ClockName::LaterTreatment), None);
}

#[test]
fn the_reporters_14_days_pass_by_themselves() {
    let mut world = World::new("2026-03-02");
    world.finds(GUARDIAN, "2026-03-03");
    let outlook = world.on("2026-03-17");
    assert_eq!(due(&outlook, ClockName::ReporterAnswer).unwrap(), "2026-03-17");
    assert!(!outlook.reporter_time_over);
    let after = world.on("2026-03-18");
    assert!(after.reporter_time_over && after.owed.is_empty());
    assert_eq!(due(&after, ClockName::ReporterAnswer), None);
    assert_eq!(after.stage, StageNo(1));
}
