//! Tries to shut somebody out: the reporter from answering, an honest colleague from acting, an office left out from
//! staying so.

use daylight_domain::*;

use crate::world::*;

#[test]
fn a_colleague_cannot_silence_another_by_calling_them_away() {
    let mut people = People::founded();
    people.found(NEWCOMER, Role::Holder, Some("guardian"));
    let away = Act::Absent {
        person: GUARDIAN,
        from: day("2026-03-02"),
        until: day("2099-12-31"),
    };
    people.add(day("2026-03-02"), NEWCOMER, away);
    assert_eq!(refusal(&people), Refusal::NeedsHigherStage { stage: StageNo(1) });
    // Nor at the last stage, where it would hand the answer to a dispute to whoever decided.
    let mut people = People::founded();
    people.found(OUTSIDE_TWO, Role::Holder, Some("outside"));
    let away = Act::Absent {
        person: OUTSIDE_TWO,
        from: day("2026-03-02"),
        until: day("2026-03-03"),
    };
    people.add(day("2026-03-02"), OUTSIDE, away);
    assert_eq!(refusal(&people), Refusal::NeedsHigherStage { stage: StageNo(3) });
    let mut people = People::founded();
    let nobody = Act::Absent {
        person: AUDITOR,
        from: day("2026-03-02"),
        until: day("2026-03-03"),
    };
    people.add(day("2026-03-02"), OUTSIDE, nobody);
    assert_eq!(refusal(&people), Refusal::PersonUnknown { person: AUDITOR });
}

#[test]
fn r23_a_note_reaches_no_office_that_the_reporter_kept_it_from_and_names_no_other() {
    let roster = People::founded().roster();
    let mut world = World::with(policy(), roster, "2026-03-02", Urgency::Ordinary, &[2]);
    world.opens(GUARDIAN, "2026-03-02");
    let withdrawn = Act::Withdrawn {
        office: office("deputy"),
    };
    world.reporter("2026-03-02", withdrawn).unwrap();
    let mut note = |id: &str| {
        let offices = vec![office("guardian"), office(id)];
        world
            .person(GUARDIAN, "2026-03-02", Act::Note { item: ITEM, offices })
            .map(drop)
    };
    assert_eq!(
        note("chair"),
        Err(Refusal::NotHanded {
            office: office("chair")
        })
    );
    assert_eq!(
        note("deputy"),
        Err(Refusal::OfficeWithdrawn {
            office: office("deputy")
        })
    );
    assert_eq!(
        note("j-bloggs-did-it"),
        Err(Refusal::UnknownOffice {
            office: office("j-bloggs-did-it")
        })
    );
    assert_eq!(note("outside"), Ok(()));
}

#[test]
fn closing_and_being_reopened_for_ever_climbs_and_ends_outside_with_dates() {
    let mut world = closed();
    for (on, stage) in [("2026-04-01", 2), ("2026-05-01", 3)] {
        world.reporter(on, disputed(Disputed::Findings)).unwrap();
        assert_eq!(world.on(on).stage, StageNo(stage));
        if stage == 2 {
            // The chair approved: the dispute lapses to the outside body, which answers and closes again.
            world.settle(day("2026-04-16"));
            assert_eq!(world.on("2026-04-16").stage, StageNo(3));
            world.opens(OUTSIDE, "2026-04-16");
            world.does(OUTSIDE, "2026-04-16", acknowledged());
            world.does(OUTSIDE, "2026-04-16", answered(false));
            let of = world.does(OUTSIDE, "2026-04-16", closing(ClosingReason::NotEstablished));
            world.does(AUDITOR, "2026-04-16", Act::Approved { of });
        }
    }
    let outlook = world.on("2026-05-01");
    assert_eq!(outlook.state, State::FindingsSent);
    // Its own six months go on, whatever was closed between.
    assert_eq!(due(&outlook, ClockName::Conclude).unwrap(), "2026-09-02");
    assert_eq!(due(&outlook, ClockName::Dispute).unwrap(), "2026-05-15");
}

#[test]
fn a_dispute_of_an_answer_is_not_for_whoever_answered() {
    let mut people = People::founded();
    people.found(OUTSIDE_TWO, Role::Holder, Some("outside"));
    let mut world = World::with(policy(), people.roster(), "2026-03-02", Urgency::Ordinary, &[]);
    world.finds(GUARDIAN, "2026-03-03");
    world
        .reporter("2026-03-04", disputed(Disputed::Findings))
        .unwrap();
    world.opens(CHAIR, "2026-03-05");
    world.does(CHAIR, "2026-03-05", answered(false));
    world
        .reporter("2026-03-06", disputed(Disputed::Findings))
        .unwrap();
    assert_eq!(world.on("2026-03-06").stage, StageNo(3));
    world.opens(OUTSIDE, "2026-03-07");
    world.does(OUTSIDE, "2026-03-07", answered(false));
    // At the last stage it stays, and the second holder answers; then nobody is left and the entry says so.
    world
        .reporter("2026-03-08", disputed(Disputed::Findings))
        .unwrap();
    for same_person in [false, true] {
        assert!(
            world
                .person(OUTSIDE, "2026-03-09", answered(same_person))
                .is_err()
        );
    }
    world.opens(OUTSIDE_TWO, "2026-03-09");
    world.does(OUTSIDE_TWO, "2026-03-09", answered(false));
    world
        .reporter("2026-03-10", disputed(Disputed::Findings))
        .unwrap();
    assert_eq!(
        world.person(OUTSIDE_TWO, "2026-03-11", answered(false)),
        Err(Refusal::SamePersonUnsaid)
    );
    world.does(OUTSIDE_TWO, "2026-03-11", answered(true));
    assert_eq!(world.on("2026-03-11").answered_by_same_person, 1);
    assert_eq!(
        world.person(OUTSIDE_TWO, "2026-03-11", answered(true)),
        Err(Refusal::NoDispute)
    );
}

#[test]
fn after_a_disputed_scope_the_old_findings_close_nothing() {
    let mut world = World::new("2026-03-02");
    world.finds(GUARDIAN, "2026-03-03");
    world.reporter("2026-03-04", disputed(Disputed::Scope)).unwrap();
    world.opens(CHAIR, "2026-03-05");
    world.does(CHAIR, "2026-03-05", acknowledged());
    world.does(CHAIR, "2026-03-05", answered(false));
    let two = Act::Scope {
        points: vec![point_in(), point_in()],
        item: ITEM,
    };
    world.does(CHAIR, "2026-03-05", two);
    // Also when the reporter disputes the old findings meanwhile and somebody answers that.
    world
        .reporter("2026-03-06", disputed(Disputed::Findings))
        .unwrap();
    world.opens(OUTSIDE, "2026-03-06");
    world.does(OUTSIDE, "2026-03-06", answered(false));
    assert_eq!(world.on("2026-03-06").state, State::Scoped);
    let close = closing(ClosingReason::NotEstablished);
    assert_eq!(
        world.person(OUTSIDE, "2026-03-25", close),
        Err(Refusal::NoFindings)
    );
    world.does(OUTSIDE, "2026-03-25", findings(&[1, 2]));
    assert_eq!(
        world.person(OUTSIDE, "2026-03-25", scope_of_one()),
        Err(Refusal::ScopeSettled)
    );
}

#[test]
fn only_the_holding_stage_speaks_to_the_reporter_and_only_to_the_case() {
    let mut world = World::new("2026-03-02");
    world.opens(GUARDIAN, "2026-03-03");
    let above = Act::Message {
        item: ITEM,
        audience: Audience::Above,
    };
    assert_eq!(
        world.person(GUARDIAN, "2026-03-03", above.clone()),
        Err(Refusal::WrongAudience)
    );
    world.reporter("2026-03-03", above).unwrap();
    world.settle(day("2026-03-10"));
    assert_eq!(
        world.person(GUARDIAN, "2026-03-10", message()),
        Err(Refusal::NotTheHoldingStage { holding: StageNo(2) })
    );
}
