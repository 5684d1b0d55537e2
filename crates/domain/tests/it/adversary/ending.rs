//! Tries to end a concern: closing it early, unread, unanswered or by one's own hand, or making lateness disappear.

use daylight_domain::*;

use crate::world::*;

/// Stands outside since 3 January; the outside body says on the 4th that it cannot open it.
#[cfg(test)]
fn unopenable() -> World {
    let mut world = World::new("2026-12-18");
    world.settle(day("2027-01-03"));
    world.does(OUTSIDE, "2027-01-04", Act::CannotOpen {});
    world
}

#[cfg(test)]
fn close_unread(world: &mut World, on: &str) -> Result<Digest, Refusal> {
    world.person(OUTSIDE, on, closing(ClosingReason::CannotBeOpened))
}

#[test]
fn the_reporter_disputes_that_it_cannot_be_opened_before_and_after_it_is_closed_so() {
    let mut world = unopenable();
    let mut closed = world.clone();
    let of = close_unread(&mut closed, "2027-01-19").unwrap();
    closed.does(AUDITOR, "2027-01-19", Act::Approved { of });
    for (mut world, on) in [(closed, "2027-02-01"), (world.clone(), "2027-01-10")] {
        world.reporter(on, disputed(Disputed::Findings)).unwrap();
        let outlook = world.on(on);
        assert_eq!(outlook.state, State::Received, "as it was");
        assert_eq!(outlook.disputed, [Disputed::Findings]);
        assert!(due(&outlook, ClockName::Dispute).is_some());
        // The old words do not close it again.
        assert_eq!(
            close_unread(&mut world, "2027-03-01"),
            Err(Refusal::NotUnopenable)
        );
    }
    // Whoever truly cannot open it says so again, and the reporter has 14 days again.
    world
        .reporter("2027-01-10", disputed(Disputed::Findings))
        .unwrap();
    world.does(OUTSIDE, "2027-01-11", Act::CannotOpen {});
    let until = day("2027-01-25");
    assert_eq!(
        close_unread(&mut world, "2027-01-25"),
        Err(Refusal::ReporterHasTime { until })
    );
    let of = close_unread(&mut world, "2027-01-26").unwrap();
    world.does(AUDITOR, "2027-01-26", Act::Approved { of });
    assert_eq!(world.on("2027-01-26").state, State::Closed);
    world
        .reporter("2027-02-01", disputed(Disputed::Findings))
        .unwrap();
    assert!(world.on("2027-02-01").next_date.is_some());
}

#[test]
fn what_opens_after_all_is_not_closed_unread() {
    let mut people = People::founded();
    people.found(OUTSIDE_TWO, Role::Holder, Some("outside"));
    let mut world = unopenable();
    world.roster = people.roster();
    let of = close_unread(&mut world, "2027-01-19").unwrap();
    world.opens(OUTSIDE_TWO, "2027-01-19");
    assert_eq!(world.on("2027-01-19").state, State::Received);
    assert_eq!(
        world.person(OUTSIDE_TWO, "2027-01-19", Act::Approved { of }),
        Err(Refusal::NothingProposed)
    );
    // Said again after it was read, it counts for nothing.
    world.does(OUTSIDE, "2027-01-19", Act::CannotOpen {});
    assert_eq!(
        close_unread(&mut world, "2027-02-19"),
        Err(Refusal::NotUnopenable)
    );
}

#[test]
fn an_earlier_stage_cannot_call_it_unopenable() {
    let mut world = World::new("2026-03-02");
    world.opens(GUARDIAN, "2026-03-02");
    let close = closing(ClosingReason::CannotBeOpened);
    assert_eq!(
        world.person(GUARDIAN, "2026-03-02", close),
        Err(Refusal::NotUnopenable)
    );
    // And who says that it does not open loses it, at once.
    world.does(GUARDIAN, "2026-03-02", Act::CannotOpen {});
    assert_eq!(world.on("2026-03-02").stage, StageNo(2));
}

#[test]
fn all_holders_of_a_stage_together_close_nothing() {
    let mut people = People::founded();
    people.found(NEWCOMER, Role::Holder, Some("guardian"));
    let mut world = World::with(policy(), people.roster(), "2026-03-02", Urgency::Ordinary, &[]);
    world.finds(GUARDIAN, "2026-03-03");
    let of = world.does(GUARDIAN, "2026-03-18", closing(ClosingReason::NotEstablished));
    for person in [DEPUTY, NEWCOMER] {
        world.opens(person, "2026-03-18");
        for act in [Act::Approved { of }, Act::Refused { of, item: ITEM }] {
            assert_eq!(world.person(person, "2026-03-18", act), Err(Refusal::NotHigher));
        }
    }
    let again = world.person(DEPUTY, "2026-03-18", closing(ClosingReason::Established));
    assert_eq!(again, Err(Refusal::ClosingIsProposed));
    assert_eq!(
        world.person(DEPUTY, "2026-03-18", findings(&[1])),
        Err(Refusal::ClosingIsProposed)
    );
    let away = Act::Referred {
        receiver: Some(ITEM),
        review: day("2026-03-20"),
        item: ITEM,
    };
    assert_eq!(
        world.person(DEPUTY, "2026-03-18", away),
        Err(Refusal::ClosingIsProposed)
    );
}

#[test]
fn nobody_closes_over_an_open_answer_about_treatment_or_dispute() {
    let mut world = World::new("2026-03-02");
    world.finds(GUARDIAN, "2026-03-03");
    let close = closing(ClosingReason::NotEstablished);
    let mut ill = world.clone();
    let report = Act::TreatmentReported {
        ill: true,
        item: Some(ITEM),
    };
    ill.reporter("2026-03-15", report).unwrap();
    ill.opens(CHAIR, "2026-03-18");
    ill.does(CHAIR, "2026-03-18", acknowledged());
    assert_eq!(
        ill.person(CHAIR, "2026-03-18", close.clone()),
        Err(Refusal::TreatmentOpen)
    );
    ill.does(CHAIR, "2026-03-18", Act::TreatmentAnswered { item: ITEM });
    assert_eq!(
        ill.person(CHAIR, "2026-03-18", Act::TreatmentAnswered { item: ITEM }),
        Err(Refusal::NoTreatment)
    );
    world
        .reporter("2026-03-15", disputed(Disputed::Findings))
        .unwrap();
    world.opens(CHAIR, "2026-03-18");
    assert_eq!(
        world.person(CHAIR, "2026-03-18", close),
        Err(Refusal::DisputeOpen)
    );
}

#[test]
fn r05_not_established_without_having_spoken_to_anybody_is_refused() {
    let mut world = World::new("2026-03-02");
    world.opens(GUARDIAN, "2026-03-03");
    for act in [feedback(), scope_of_one(), findings(&[1])] {
        assert_eq!(
            world.person(GUARDIAN, "2026-03-03", act),
            Err(Refusal::NotAcknowledged)
        );
    }
    world.does(GUARDIAN, "2026-03-03", acknowledged());
    world.does(GUARDIAN, "2026-03-03", scope_of_one());
    let Act::Findings { points, item, .. } = findings(&[1]) else {
        unreachable!()
    };
    let enquiries = Enquiries {
        spoken_to: 0,
        ..enquiries()
    };
    let act = Act::Findings {
        points,
        enquiries,
        item,
    };
    world.does(GUARDIAN, "2026-03-03", act);
    assert_eq!(
        world.person(GUARDIAN, "2026-03-18", closing(ClosingReason::NotEstablished)),
        Err(Refusal::NobodySpokenTo)
    );
    // Papers may establish something without anybody being asked.
    world.does(GUARDIAN, "2026-03-18", closing(ClosingReason::Established));
}

#[test]
fn r20_closing_late_does_not_make_the_lateness_disappear_and_reopening_does_not_double_it() {
    let mut world = World::new("2026-12-18");
    world.settle(day("2027-01-03"));
    world.opens(OUTSIDE, "2027-01-04");
    // Never acknowledged there: due on 10 January, and again every week.
    world.does(GUARDIAN, "2027-01-04", Act::Mismatch {});
    let mut sent = world.clone();
    sent.does(OUTSIDE, "2027-01-05", acknowledged());
    sent.does(OUTSIDE, "2027-01-05", scope_of_one());
    sent.settle(day("2027-06-20"));
    sent.does(OUTSIDE, "2027-06-20", findings(&[1]));
    let close = closing(ClosingReason::NotEstablished);
    let of = sent.does(OUTSIDE, "2027-07-05", close.clone());
    sent.does(AUDITOR, "2027-07-05", Act::Approved { of });
    let conclude = |world: &World, on: &str| {
        let outlook = world.on(on);
        let late = outlook
            .late
            .iter()
            .filter(|late| late.clock == ClockName::Conclude);
        late.map(|late| (late.first_due, late.until)).collect::<Vec<_>>()
    };
    let first = day("2027-06-18");
    assert_eq!(conclude(&sent, "2027-07-06"), [(first, Some(day("2027-07-05")))]);
    // Unacknowledged to the end: said as well.
    let mut silent = unopenable();
    let of = close_unread(&mut silent, "2027-01-20").unwrap();
    silent.does(AUDITOR, "2027-01-20", Act::Approved { of });
    let outlook = silent.on("2027-01-21");
    let answer = outlook
        .late
        .iter()
        .find(|late| late.clock == ClockName::StageAnswer && late.stage == StageNo(3));
    assert_eq!(answer.unwrap().until, Some(day("2027-01-20")));
    // Reopened within the week and closed once more: late once, to the last day.
    sent.reporter("2027-07-06", disputed(Disputed::Findings)).unwrap();
    sent.does(OUTSIDE, "2027-07-07", answered(true));
    let of = sent.does(OUTSIDE, "2027-07-07", close);
    sent.does(AUDITOR, "2027-07-07", Act::Approved { of });
    assert_eq!(conclude(&sent, "2027-07-08"), [(first, Some(day("2027-07-07")))]);
}

#[test]
fn sharing_needs_parts_and_a_purpose_and_a_redacted_copy_changes_nothing() {
    let mut world = World::new("2026-03-02");
    world.opens(GUARDIAN, "2026-03-03");
    let share = |parts, item| Act::Shared {
        body: ITEM,
        parts,
        item,
    };
    assert_eq!(
        world.person(GUARDIAN, "2026-03-03", share(vec![], Some(ITEM))),
        Err(Refusal::NoParts)
    );
    assert_eq!(
        world.person(GUARDIAN, "2026-03-03", share(vec![ITEM], None)),
        Err(Refusal::ReasonMissing)
    );
    world.does(GUARDIAN, "2026-03-03", share(vec![ITEM], Some(ITEM)));
    let before = world.on("2026-03-03").deadlines;
    let redacted = Act::Redacted {
        original: ITEM,
        copy: Digest([8; 32]),
        passages: 2,
    };
    world.does(GUARDIAN, "2026-03-03", redacted);
    assert_eq!(world.on("2026-03-03").deadlines, before);
    let past = Act::ActionDue {
        item: ITEM,
        due: day("2026-03-02"),
    };
    assert_eq!(world.person(GUARDIAN, "2026-03-03", past), Err(Refusal::PastDate));
}
