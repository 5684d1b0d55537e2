//! The rows of REQUIREMENTS that the domain can show, each by its number.

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
fn r03_a_missed_clock_sends_the_concern_up_and_no_human_acted() {
    let mut world = World::new("2026-03-02");
    world.settle(day("2026-03-10"));
    assert!(
        world.entries[1..]
            .iter()
            .all(|each| each.entry.by == Author::Service)
    );
    assert_eq!(world.on("2026-03-10").stage, StageNo(2));
    world.opens(CHAIR, "2026-03-10");
    assert_eq!(
        world.on("2026-03-10").handed_offices,
        ["guardian", "deputy", "chair"].map(office)
    );
}

#[test]
fn r04_nothing_but_the_date_is_needed_for_an_escalation() {
    // No entry about mail, reading or opening exists: the days alone decide.
    let world = World::new("2026-03-02");
    assert_eq!(world.on("2026-03-09").stage, StageNo(1));
    assert_eq!(world.on("2026-03-10").stage, StageNo(2));
}

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

#[test]
fn r09_lost_data_with_nothing_done_escalates_within_72_hours() {
    let mut world = World::urgent("2026-12-18", Urgency::DataLoss);
    world.settle(day("2026-12-21"));
    assert_eq!(world.lapsed(), [ClockName::LostData]);
    assert_eq!(world.moves(), [(2, "2026-12-21".into(), Cause::Lapse)]);
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
fn r17_danger_with_nothing_done_escalates_the_day_after_next() {
    let world = World::urgent("2026-03-02", Urgency::Danger);
    assert_eq!(world.on("2026-03-03").stage, StageNo(1));
    assert_eq!(world.on("2026-03-04").stage, StageNo(2));
    // Every further stage has one day.
    assert_eq!(world.on("2026-03-06").stage, StageNo(3));
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

#[cfg(test)]
fn extended(due: &str) -> Act {
    Act::Extended {
        clock: ClockName::FirstDecision,
        due: day(due),
        item: Some(ITEM),
    }
}

#[test]
fn r19_a_second_extension_is_refused_and_escalates() {
    let mut world = World::new("2026-03-02");
    world.opens(GUARDIAN, "2026-03-03");
    world.does(GUARDIAN, "2026-03-03", acknowledged());
    world.does(GUARDIAN, "2026-03-20", extended("2026-04-20"));
    assert_eq!(
        due(&world.on("2026-03-20"), ClockName::FirstDecision).unwrap(),
        "2026-04-20"
    );
    let before = world.on("2026-04-10");
    let guardian = Author::Person(GUARDIAN);
    let follows = before
        .check(
            &world.policy,
            &world.roster,
            guardian,
            day("2026-04-10"),
            &extended("2026-05-10"),
        )
        .unwrap();
    assert!(matches!(
        follows[..],
        [Act::Escalated {
            cause: Cause::SecondExtension,
            ..
        }]
    ));
    world.does(GUARDIAN, "2026-04-10", extended("2026-05-10"));
    assert_eq!(world.moves(), [(2, "2026-04-10".into(), Cause::SecondExtension)]);
    let outlook = world.on("2026-04-10");
    let uncounted: Vec<_> = outlook.timeline.iter().filter(|step| !step.counted).collect();
    assert_eq!(uncounted.len(), 1);
    assert_eq!(uncounted[0].act.kind(), "extended");
    assert_eq!(
        due(&outlook, ClockName::FirstDecision).unwrap(),
        "2026-05-08",
        "28 days at the next stage"
    );
    // The next stage has one of its own.
    world.opens(CHAIR, "2026-04-11");
    world.does(CHAIR, "2026-04-11", acknowledged());
    world.does(CHAIR, "2026-04-11", extended("2026-05-20"));
    assert_eq!(world.on("2026-04-11").stage, StageNo(2));
}

#[test]
fn r19_an_extension_is_bounded_and_has_a_reason() {
    let mut world = World::new("2026-03-02");
    world.opens(GUARDIAN, "2026-03-03");
    world.does(GUARDIAN, "2026-03-03", acknowledged());
    let refused = |act: Act| world.clone().person(GUARDIAN, "2026-03-10", act).unwrap_err();
    let latest = day("2026-04-27");
    assert_eq!(
        refused(extended("2026-04-28")),
        Refusal::ExtensionOutOfBounds { latest }
    );
    assert_eq!(
        refused(extended("2026-03-30")),
        Refusal::ExtensionOutOfBounds { latest }
    );
    let silent = Act::Extended {
        clock: ClockName::FirstDecision,
        due: latest,
        item: None,
    };
    assert_eq!(refused(silent), Refusal::ReasonMissing);
    for clock in [ClockName::Feedback, ClockName::Conclude, ClockName::Dispute] {
        let other = Act::Extended {
            clock,
            due: day("2026-12-01"),
            item: Some(ITEM),
        };
        assert_eq!(refused(other), Refusal::NotExtendable { clock });
    }
    let clock = ClockName::ReferralReview;
    let stopped = Act::Extended {
        clock,
        due: latest,
        item: Some(ITEM),
    };
    assert_eq!(refused(stopped), Refusal::ClockNotRunning { clock });
}

#[test]
fn r20_an_extended_date_that_is_met_is_still_late_against_the_first() {
    let mut world = World::new("2026-03-02");
    world.opens(GUARDIAN, "2026-03-03");
    world.does(GUARDIAN, "2026-03-03", acknowledged());
    world.does(GUARDIAN, "2026-03-20", extended("2026-04-20"));
    let deadline = world.on("2026-03-20").deadlines[0];
    assert_eq!(
        (deadline.first_due, deadline.due),
        (day("2026-03-30"), day("2026-04-20"))
    );
    // Already late while it runs, though nothing has lapsed.
    assert_eq!(world.on("2026-04-01").late[0].days(day("2026-04-01")), 2);
    world.does(GUARDIAN, "2026-04-18", scope_of_one());
    let outlook = world.on("2026-05-01");
    assert_eq!(outlook.late.len(), 1);
    let late = &outlook.late[0];
    assert_eq!(
        (late.clock, late.stage, late.lapsed),
        (ClockName::FirstDecision, StageNo(1), false)
    );
    assert_eq!(
        (late.first_due, late.until),
        (day("2026-03-30"), Some(day("2026-04-18")))
    );
    assert_eq!(late.days(outlook.today), 19);
}

#[test]
fn r21_a_holder_who_leaves_or_is_away_loses_the_concern() {
    // One of two leaves: the other goes on. Both gone: the next stage has it.
    let mut people = People::founded();
    people.retire(GUARDIAN, CHAIR, "2026-03-05");
    let roster = people.roster();
    let mut world = World::with(policy(), roster, "2026-03-02", Urgency::Ordinary, &[]);
    assert_eq!(world.on("2026-03-08").stage, StageNo(1));
    world.opens(DEPUTY, "2026-03-08");
    let away = Act::Absent {
        person: DEPUTY,
        from: day("2026-03-06"),
        until: day("2026-03-20"),
    };
    people.add(day("2026-03-06"), DEPUTY, away);
    let world = World::with(policy(), people.roster(), "2026-03-02", Urgency::Ordinary, &[]);
    assert_eq!(world.on("2026-03-06").stage, StageNo(1));
    assert_eq!(world.on("2026-03-07").stage, StageNo(2));
    assert_eq!(world.roster.office_of(DEPUTY, day("2026-03-20")), None);
    assert_eq!(
        world.roster.office_of(DEPUTY, day("2026-03-21")),
        Some(&office("deputy"))
    );
}

#[test]
fn r22_urgency_is_lowered_only_with_a_reason_and_a_second_person() {
    let mut world = World::urgent("2026-03-02", Urgency::Danger);
    world.opens(GUARDIAN, "2026-03-02");
    world.does(GUARDIAN, "2026-03-02", acknowledged());
    let lower = |item| Act::UrgencyChanged {
        to: Urgency::Ordinary,
        item,
    };
    assert_eq!(
        world.person(GUARDIAN, "2026-03-03", lower(None)),
        Err(Refusal::ReasonMissing)
    );
    let of = world.does(GUARDIAN, "2026-03-03", lower(Some(ITEM)));
    assert_eq!(
        world.on("2026-03-03").urgency,
        Urgency::Danger,
        "alone it changes nothing"
    );
    assert_eq!(world.on("2026-03-03").to_approve, [of]);
    assert_eq!(
        world.person(GUARDIAN, "2026-03-03", Act::Approved { of }),
        Err(Refusal::SamePerson)
    );
    assert_eq!(
        world.person(DEPUTY, "2026-03-03", Act::Approved { of }),
        Err(Refusal::NotOpened)
    );
    world.opens(DEPUTY, "2026-03-03");
    world.does(DEPUTY, "2026-03-03", Act::Approved { of });
    assert_eq!(world.on("2026-03-03").urgency, Urgency::Ordinary);
    assert_eq!(
        world
            .reporter(
                "2026-03-04",
                Act::UrgencyChanged {
                    to: Urgency::Danger,
                    item: None
                }
            )
            .map(drop),
        Ok(())
    );
    assert_eq!(
        world.reporter("2026-03-04", lower(None)),
        Err(Refusal::ReporterLowers)
    );
}

#[test]
fn r24_one_person_holds_one_role() {
    let mut people = People::founded();
    let second = new_person(AUDITOR, Role::Operator, None);
    people.add(
        day("2026-02-01"),
        OPERATOR,
        Act::Person(PersonChange::Proposed(second)),
    );
    assert_eq!(
        people.build().unwrap_err().refusal,
        Refusal::PersonKnown { person: AUDITOR }
    );
    let change = PersonChange::Proposed(new_person(GUARDIAN, Role::Holder, Some("chair")));
    let refused = may_change_people(
        &People::founded().roster(),
        Author::Person(OPERATOR),
        day("2026-02-01"),
        &change,
    );
    assert_eq!(refused, Err(Refusal::PersonKnown { person: GUARDIAN }));
}

#[test]
fn r24_a_conflict_moves_the_concern_past_the_person() {
    let mut people = People::founded();
    people.retire(DEPUTY, CHAIR, "2026-02-01");
    let mut world = World::with(policy(), people.roster(), "2026-03-02", Urgency::Ordinary, &[]);
    world.does(GUARDIAN, "2026-03-03", Act::Conflict {});
    assert_eq!(world.moves(), [(2, "2026-03-03".into(), Cause::Nobody)]);
    assert_eq!(world.on("2026-03-03").barred, [GUARDIAN]);
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
