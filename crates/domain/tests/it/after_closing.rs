//! After closing: the questions about treatment, ill-treatment, and erasure.

use daylight_domain::*;

use crate::world::*;

#[test]
fn how_the_reporter_was_treated_is_asked_after_3_6_and_12_months() {
    let mut world = closed();
    assert_eq!(world.on("2026-03-19").next_date, Some(day("2026-06-19")));
    assert!(world.settle(day("2026-06-18")).is_empty());
    assert_eq!(
        world.settle(day("2026-06-19")),
        [Act::TreatmentAsked { month: 3 }]
    );
    assert_eq!(
        world.settle(day("2027-03-19")),
        [
            Act::TreatmentAsked { month: 6 },
            Act::TreatmentAsked { month: 12 }
        ]
    );
    assert_eq!(world.on("2027-03-19").next_date, None);
    assert_eq!(world.on("2027-03-19").treatment_asked, [3, 6, 12]);
}

#[test]
fn after_a_reopening_the_questions_are_counted_from_the_last_closing() {
    let mut world = closed();
    world
        .reporter("2026-07-01", disputed(Disputed::Findings))
        .unwrap();
    assert_eq!(world.on("2026-07-01").treatment_asked, [3]);
    world.settle(day("2026-07-16"));
    world.opens(OUTSIDE, "2026-07-16");
    world.does(OUTSIDE, "2026-07-16", acknowledged());
    world.does(OUTSIDE, "2026-07-16", answered(false));
    let of = world.does(OUTSIDE, "2026-07-16", closing(ClosingReason::Established));
    world.does(AUDITOR, "2026-07-16", Act::Approved { of });
    assert!(world.on("2026-07-16").treatment_asked.is_empty());
    assert_eq!(
        world.settle(day("2026-10-16")),
        [Act::TreatmentAsked { month: 3 }]
    );
}

#[test]
fn ill_treatment_after_closing_leaves_it_closed_and_is_answered_by_the_stage_above() {
    let mut world = closed();
    world
        .reporter(
            "2026-06-20",
            Act::TreatmentReported {
                ill: true,
                item: Some(ITEM),
            },
        )
        .unwrap();
    let outlook = world.on("2026-06-20");
    assert_eq!((outlook.state, outlook.stage), (State::Closed, StageNo(2)));
    assert_eq!(due(&outlook, ClockName::LaterTreatment).unwrap(), "2026-06-27");
    assert_eq!(outlook.erasable_from, None);
    let refused = world.person(GUARDIAN, "2026-06-21", Act::TreatmentAnswered { item: ITEM });
    assert_eq!(refused, Err(Refusal::NotTheHoldingStage { holding: StageNo(2) }));
    world.does(CHAIR, "2026-06-21", Act::TreatmentAnswered { item: ITEM });
    assert!(world.on("2026-06-28").deadlines.is_empty());
}

#[test]
fn a_second_report_of_ill_treatment_waits_for_the_same_answer() {
    let mut world = closed();
    let ill = Act::TreatmentReported {
        ill: true,
        item: Some(ITEM),
    };
    world.reporter("2026-06-20", ill.clone()).unwrap();
    world.reporter("2026-06-22", ill).unwrap();
    let outlook = world.on("2026-06-22");
    assert_eq!(outlook.stage, StageNo(2));
    assert_eq!(due(&outlook, ClockName::LaterTreatment).unwrap(), "2026-06-27");
}

#[test]
fn a_reopening_does_not_unsay_that_a_stage_asked_about_treatment_stood_empty() {
    let mut people = People::founded();
    let away = Act::Absent {
        person: OUTSIDE,
        from: day("2027-06-03"),
        until: day("2027-06-30"),
    };
    people.add(day("2027-02-20"), OUTSIDE, away);
    let mut world = outside(&people);
    let of = world.does(OUTSIDE, "2027-01-19", closing(ClosingReason::Established));
    world.does(AUDITOR, "2027-01-19", Act::Approved { of });
    let ill = Act::TreatmentReported {
        ill: true,
        item: Some(ITEM),
    };
    world.reporter("2027-06-01", ill).unwrap();
    world.settle(day("2027-06-08"));
    world
        .reporter("2027-06-08", disputed(Disputed::Findings))
        .unwrap();
    let outlook = world.on("2027-06-08");
    let mut late = outlook.late.iter();
    let unheld = late.find(|late| late.clock == ClockName::UnheldStage).unwrap();
    assert_eq!((unheld.first_due, unheld.until), (day("2027-06-03"), None));
}

#[test]
fn an_absence_while_nothing_was_asked_of_the_stage_does_not_lapse_afterwards() {
    let mut people = People::founded();
    let away = Act::Absent {
        person: OUTSIDE,
        from: day("2027-03-01"),
        until: day("2027-03-10"),
    };
    people.add(day("2027-02-20"), OUTSIDE, away);
    let mut world = outside(&people);
    let of = world.does(OUTSIDE, "2027-01-19", closing(ClosingReason::Established));
    world.does(AUDITOR, "2027-01-19", Act::Approved { of });
    let before = world.lapsed().len();
    world
        .reporter(
            "2027-06-01",
            Act::TreatmentReported {
                ill: true,
                item: Some(ITEM),
            },
        )
        .unwrap();
    assert_eq!(world.lapsed().len(), before);
    assert_eq!(
        due(&world.on("2027-06-01"), ClockName::LaterTreatment).unwrap(),
        "2027-06-08"
    );
}

/// As the rule of these stories says it: 36 months, and backups of ninety days.
fn erased(on: Date) -> Act {
    Act::Erased {
        months: 36,
        backups_end: calendar::add_days(on, 90),
    }
}

/// What is said of an erasure written on that day.
fn erasing(world: &World, on: Date, act: Act) -> Result<Outlook, Refusal> {
    let mut world = world.clone();
    world.push(Author::Service, on, act);
    let told = replay(&world.policy, &world.roster, &world.entries, on);
    told.map_err(|bad| bad.refusal)
}

#[test]
fn content_is_erased_after_the_last_closing_and_retention_only() {
    let mut world = closed();
    world.settle(day("2029-03-18"));
    let from = day("2029-03-19");
    assert_eq!(world.on("2029-03-18").erasable_from, Some(from));
    let early = day("2029-03-18");
    assert_eq!(
        erasing(&world, early, erased(early)).unwrap_err(),
        Refusal::ErasedTooEarly { from }
    );
    world.push(Author::Service, from, erased(from));
    assert_eq!(world.at(from).erased, Some(from));
    assert_eq!(world.reporter("2029-04-01", message()), Err(Refusal::Erased));
}

#[test]
fn an_erasure_names_its_rule_and_an_end_of_the_backups_within_a_year() {
    let mut world = closed();
    let on = day("2029-03-19");
    world.settle(on);
    let named = |months, backups_end: &str| Act::Erased {
        months,
        backups_end: day(backups_end),
    };
    assert_eq!(
        erasing(&world, on, named(35, "2029-04-01")).unwrap_err(),
        Refusal::WrongRetention { months: 36 }
    );
    for end in ["2029-03-18", "2030-03-21"] {
        assert_eq!(
            erasing(&world, on, named(36, end)).unwrap_err(),
            Refusal::BackupsTooLong
        );
    }
    for end in ["2029-03-19", "2030-03-20"] {
        assert!(erasing(&world, on, named(36, end)).is_ok());
    }
}

#[test]
fn what_nobody_has_read_is_not_erased() {
    let mut world = closed();
    let on = day("2029-03-19");
    world.settle(day("2029-03-01"));
    world.reporter("2029-03-01", message()).unwrap();
    assert!(world.at(on).unread);
    assert_eq!(world.at(on).erasable_from, None);
    assert_eq!(
        erasing(&world, on, erased(on)).unwrap_err(),
        Refusal::ErasedUnread
    );

    // Signed by somebody who had been shown what stood there before it, and not the message.
    let mut unseen = world.clone();
    unseen.push(Author::Person(GUARDIAN), day("2029-03-02"), message());
    let last = unseen.entries.len() - 1;
    unseen.entries[last].entry.after = Some(unseen.entries[last - 2].record);
    assert!(unseen.at(on).unread);
    // Of a note the reporter is shown nothing.
    let note = Act::Note {
        item: ITEM,
        offices: vec![office("guardian")],
    };
    world.does(GUARDIAN, "2029-03-02", note);
    assert!(world.at(on).unread);

    world.does(GUARDIAN, "2029-03-02", message());
    assert!(!world.at(on).unread);
    // The answer names the note as what came before it, and the reporter has all but the note.
    let mut shown = world.clone();
    shown
        .entries
        .retain(|each| !matches!(each.entry.act, Act::Note { .. }));
    assert_eq!(shown.entries.len() + 1, world.entries.len());
    assert!(!shown.at(on).unread);
    assert_eq!(
        world.at(on).erasable_from,
        Some(on),
        "counted from the closing still"
    );
    assert!(erasing(&world, on, erased(on)).is_ok());
}

#[test]
fn an_open_concern_is_never_erased() {
    let mut world = World::new("2026-03-02");
    world.settle(day("2040-01-01"));
    world.push(Author::Service, day("2040-01-01"), erased(day("2040-01-01")));
    let bad = replay(&world.policy, &world.roster, &world.entries, day("2040-01-01")).unwrap_err();
    assert_eq!(bad.refusal, Refusal::ErasedWhileOpen);
}
