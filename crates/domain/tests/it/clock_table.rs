//! The table of clocks of DESIGN section 4, row by row: when due, what stops it, where it goes.

use daylight_domain::*;

use crate::world::*;

#[test]
fn danger_is_due_the_day_after_it_was_chosen_or_raised_and_needs_an_acknowledgement_after_that() {
    let mut world = World::new("2026-03-02");
    world.opens(GUARDIAN, "2026-03-03");
    world.does(GUARDIAN, "2026-03-03", acknowledged());
    world
        .reporter(
            "2026-03-05",
            Act::UrgencyChanged {
                to: Urgency::Danger,
                item: None,
            },
        )
        .unwrap();
    assert_eq!(
        due(&world.on("2026-03-05"), ClockName::Danger).unwrap(),
        "2026-03-06"
    );
    let mut ignored = world.clone();
    world.does(GUARDIAN, "2026-03-06", acknowledged());
    assert_eq!(due(&world.on("2026-03-07"), ClockName::Danger), None);
    ignored.settle(day("2026-03-07"));
    assert_eq!(ignored.moves(), [(2, "2026-03-07".into(), Cause::Lapse)]);
    // In danger the next stage has one day, and says so under every clock that asks who holds the concern.
    let outlook = ignored.on("2026-03-07");
    assert_eq!(due(&outlook, ClockName::StageAnswer).unwrap(), "2026-03-08");
    assert_eq!(due(&outlook, ClockName::Danger).unwrap(), "2026-03-08");
}

#[test]
fn danger_and_acknowledge_both_run_from_the_start() {
    let outlook = World::urgent("2026-03-02", Urgency::Danger).on("2026-03-02");
    assert_eq!(due(&outlook, ClockName::Danger).unwrap(), "2026-03-03");
    assert_eq!(due(&outlook, ClockName::Acknowledge).unwrap(), "2026-03-09");
    assert_eq!(outlook.next_date, Some(day("2026-03-04")));
}

#[test]
fn lost_data_is_stopped_by_telling_or_not_telling_the_regulator_with_a_reason() {
    let mut world = World::urgent("2026-03-02", Urgency::DataLoss);
    world.opens(GUARDIAN, "2026-03-03");
    world.does(GUARDIAN, "2026-03-03", acknowledged());
    let without = Act::Regulator {
        told: false,
        item: None,
    };
    assert_eq!(
        world.person(GUARDIAN, "2026-03-04", without),
        Err(Refusal::ReasonMissing)
    );
    world.does(
        GUARDIAN,
        "2026-03-04",
        Act::Regulator {
            told: false,
            item: Some(ITEM),
        },
    );
    assert_eq!(world.on("2026-03-05").stage, StageNo(1));
    assert_eq!(due(&world.on("2026-03-05"), ClockName::LostData), None);
}

#[test]
fn acknowledge_is_due_after_seven_days_and_goes_to_the_next_stage() {
    let world = World::new("2026-03-02");
    let outlook = world.on("2026-03-09");
    let deadline = outlook.deadlines[0];
    assert_eq!(
        (deadline.clock, deadline.due),
        (ClockName::Acknowledge, day("2026-03-09"))
    );
    assert_eq!(deadline.then, Some(StageNo(2)));
    assert_eq!(world.on("2026-03-10").stage, StageNo(2));
}

#[test]
fn first_decision_is_due_after_28_days_and_28_days_from_arrival_later() {
    let mut world = World::new("2026-03-02");
    assert_eq!(
        due(&world.on("2026-03-02"), ClockName::FirstDecision).unwrap(),
        "2026-03-30"
    );
    world.opens(GUARDIAN, "2026-03-03");
    world.does(GUARDIAN, "2026-03-03", acknowledged());
    world.settle(day("2026-03-31"));
    assert_eq!(world.lapsed(), [ClockName::FirstDecision]);
    assert_eq!(
        due(&world.on("2026-03-31"), ClockName::FirstDecision).unwrap(),
        "2026-04-28"
    );
    // A decision in time stops it for good.
    world.opens(CHAIR, "2026-04-01");
    world.does(CHAIR, "2026-04-01", acknowledged());
    world.does(CHAIR, "2026-04-20", scope_of_one());
    assert_eq!(due(&world.on("2026-04-20"), ClockName::FirstDecision), None);
}

#[test]
fn feedback_is_due_three_months_after_the_acknowledgement_and_then_every_three_months() {
    let mut world = World::new("2026-03-02");
    world.opens(GUARDIAN, "2026-03-04");
    world.does(GUARDIAN, "2026-03-04", acknowledged());
    assert_eq!(
        due(&world.on("2026-03-04"), ClockName::Feedback).unwrap(),
        "2026-06-04"
    );
    world.does(GUARDIAN, "2026-03-10", scope_of_one());
    world.does(GUARDIAN, "2026-05-01", feedback());
    assert_eq!(
        due(&world.on("2026-05-01"), ClockName::Feedback).unwrap(),
        "2026-08-01"
    );
    world.does(GUARDIAN, "2026-05-02", findings(&[1]));
    assert_eq!(
        due(&world.on("2026-05-02"), ClockName::Feedback).unwrap(),
        "2026-08-02"
    );
    world.settle(day("2026-08-03"));
    assert_eq!(world.moves(), [(2, "2026-08-03".into(), Cause::Lapse)]);
    // Lapsed: its own length, but at most 28 days, from arrival.
    assert_eq!(
        due(&world.on("2026-08-03"), ClockName::Feedback).unwrap(),
        "2026-08-31"
    );
}

#[test]
fn a_clock_that_has_not_lapsed_keeps_its_date_when_the_concern_moves() {
    let mut world = World::new("2026-12-18");
    world.settle(day("2027-01-03"));
    let outlook = world.on("2027-01-03");
    assert_eq!(due(&outlook, ClockName::Feedback).unwrap(), "2027-03-25");
    assert_eq!(due(&outlook, ClockName::Conclude).unwrap(), "2027-06-18");
}

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
fn conclude_lapses_after_six_months_and_only_closing_stops_it() {
    let mut world = World::new("2026-03-02");
    world.finds(GUARDIAN, "2026-03-03");
    world.does(GUARDIAN, "2026-06-01", feedback());
    world.does(GUARDIAN, "2026-09-01", feedback());
    assert_eq!(
        due(&world.on("2026-09-01"), ClockName::Conclude).unwrap(),
        "2026-09-02"
    );
    world.settle(day("2026-09-03"));
    assert_eq!(world.lapsed(), [ClockName::Conclude]);
    assert_eq!(
        due(&world.on("2026-09-03"), ClockName::Conclude).unwrap(),
        "2026-10-01"
    );
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

#[test]
fn at_the_last_stage_a_clock_is_due_again_every_seven_days_until_the_act() {
    let mut world = World::new("2026-12-18");
    // Stage 3 arrives on 3 January; its answer is due on the 10th, then on the 17th and the 24th.
    world.settle(day("2027-01-20"));
    let at_last: Vec<_> = world
        .entries
        .iter()
        .filter_map(|each| match each.entry.act {
            Act::Lapsed {
                clock: ClockName::StageAnswer,
                stage: StageNo(3),
                first_due,
                due,
                arrival,
            } => Some((first_due, due, arrival)),
            _ => None,
        })
        .collect();
    let first = day("2027-01-10");
    assert_eq!(
        at_last,
        [
            (first, first, day("2027-01-17")),
            (first, day("2027-01-17"), day("2027-01-24"))
        ]
    );
    assert_eq!(world.on("2027-01-20").stage, StageNo(3));
    world.opens(OUTSIDE, "2027-01-20");
    world.does(OUTSIDE, "2027-01-20", acknowledged());
    let outlook = world.on("2027-01-20");
    let late = outlook
        .late
        .iter()
        .find(|late| late.clock == ClockName::StageAnswer && late.stage == StageNo(3));
    assert_eq!(late.unwrap().days(outlook.today), 10);
    assert_eq!(due(&outlook, ClockName::StageAnswer), None);
}

#[test]
fn lapses_of_one_day_move_the_concern_one_stage() {
    let mut policy = policy();
    policy.clocks.first_decision_days = 7;
    let roster = People::founded().roster();
    let mut world = World::with(policy, roster, "2026-03-02", Urgency::Ordinary, &[]);
    world.settle(day("2026-03-10"));
    assert_eq!(
        world.lapsed(),
        [ClockName::Acknowledge, ClockName::FirstDecision],
        "in the order of the table"
    );
    assert_eq!(world.moves(), [(2, "2026-03-10".into(), Cause::Lapse)]);
}

#[test]
fn an_unheld_last_stage_lapses_every_seven_days_until_it_has_a_holder() {
    let mut people = People::founded();
    people.retire(OUTSIDE, AUDITOR, "2027-01-05");
    let mut world = World::with(policy(), people.roster(), "2026-12-18", Urgency::Ordinary, &[]);
    world.settle(day("2027-01-13"));
    let unheld = |world: &World| {
        let entries = world.entries.iter();
        let dates = entries.filter_map(|each| match each.entry.act {
            Act::Lapsed {
                clock: ClockName::UnheldStage,
                first_due,
                due,
                ..
            } => Some((first_due, due)),
            _ => None,
        });
        dates.collect::<Vec<_>>()
    };
    let first = day("2027-01-05");
    assert_eq!(unheld(&world), [(first, first), (first, day("2027-01-12"))]);
    assert_eq!(
        due(&world.on("2027-01-13"), ClockName::UnheldStage).unwrap(),
        "2027-01-19"
    );
    let mut held = People::founded();
    for (from, until) in [("2027-01-05", "2027-01-14"), ("2027-02-01", "2027-02-01")] {
        let away = Act::Absent {
            person: OUTSIDE,
            from: day(from),
            until: day(until),
        };
        held.add(day("2026-12-01"), OUTSIDE, away);
    }
    let mut world = World::with(policy(), held.roster(), "2026-12-18", Urgency::Ordinary, &[]);
    world.settle(day("2027-02-03"));
    // Held again on the 15th; the next gap is a new one.
    let second = day("2027-02-01");
    assert_eq!(
        unheld(&world),
        [(first, first), (first, day("2027-01-12")), (second, second)]
    );
    let outlook = world.on("2027-02-03");
    let late: Vec<_> = outlook
        .late
        .iter()
        .filter(|late| late.clock == ClockName::UnheldStage)
        .collect();
    assert_eq!(
        (late[0].first_due, late[0].until),
        (first, Some(day("2027-01-15")))
    );
    assert_eq!(
        (late[1].first_due, late[1].until),
        (second, Some(day("2027-02-02")))
    );
}

#[test]
fn nothing_is_late_on_its_own_date() {
    let world = World::new("2026-03-02");
    assert!(world.on("2026-03-09").late.is_empty());
    let outlook = world.on("2026-03-10");
    assert_eq!(outlook.late.len(), 1);
    assert_eq!(
        (outlook.late[0].stage, outlook.late[0].days(outlook.today)),
        (StageNo(1), 1)
    );
    let mut extended = World::new("2026-03-02");
    extended.opens(GUARDIAN, "2026-03-03");
    extended.does(GUARDIAN, "2026-03-03", acknowledged());
    let item = Some(ITEM);
    let due = day("2026-04-20");
    extended.does(
        GUARDIAN,
        "2026-03-20",
        Act::Extended {
            clock: ClockName::FirstDecision,
            due,
            item,
        },
    );
    assert!(extended.on("2026-03-30").late.is_empty());
    assert_eq!(extended.on("2026-03-31").late.len(), 1);
}
