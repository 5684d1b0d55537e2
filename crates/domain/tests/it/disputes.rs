//! Disputes, reopening, exclusion, withdrawal, parts that do not open, the channel's end.

use daylight_domain::*;

use crate::world::*;

/// Closed on 19 March by the guardian with the chair's approval.
#[cfg(test)]
fn closed() -> World {
    let mut world = World::new("2026-03-02");
    world.finds(GUARDIAN, "2026-03-03");
    let of = world.does(GUARDIAN, "2026-03-18", closing(ClosingReason::NotEstablished));
    world.opens(CHAIR, "2026-03-19");
    world.does(CHAIR, "2026-03-19", Act::Approved { of });
    world
}

#[test]
fn a_dispute_reopens_a_closed_concern_and_goes_to_another_person() {
    let mut world = closed();
    let before = world.entries.len();
    world
        .reporter("2026-05-01", disputed(Disputed::Findings))
        .unwrap();
    let kinds: Vec<_> = world.entries[before..]
        .iter()
        .map(|each| each.entry.act.kind())
        .collect();
    assert_eq!(kinds, ["disputed", "reopened", "escalated"]);
    let outlook = world.on("2026-05-01");
    assert_eq!((outlook.state, outlook.stage), (State::FindingsSent, StageNo(2)));
    assert_eq!(outlook.disputed, [Disputed::Findings]);
    // The chair approved, so does not answer.
    assert_eq!(
        world.person(CHAIR, "2026-05-02", answered(false)),
        Err(Refusal::SamePerson)
    );
    assert_eq!(
        world.person(CHAIR, "2026-05-02", answered(true)),
        Err(Refusal::SamePerson)
    );
    world.settle(day("2026-05-16"));
    assert_eq!(world.on("2026-05-16").stage, StageNo(3));
    world.opens(OUTSIDE, "2026-05-16");
    assert_eq!(
        world.person(OUTSIDE, "2026-05-16", answered(true)),
        Err(Refusal::NotTheSamePerson)
    );
    world.does(OUTSIDE, "2026-05-16", answered(false));
    assert_eq!(world.on("2026-05-16").answered_by_same_person, 0);
}

#[test]
fn a_reopened_concern_goes_on_with_its_dates_or_gets_28_days_for_those_that_passed() {
    let mut world = closed();
    let mut later = world.clone();
    world
        .reporter("2026-05-01", disputed(Disputed::Findings))
        .unwrap();
    let outlook = world.on("2026-05-01");
    assert_eq!(due(&outlook, ClockName::Feedback).unwrap(), "2026-06-03");
    assert_eq!(due(&outlook, ClockName::Conclude).unwrap(), "2026-09-02");
    later
        .reporter("2027-01-04", disputed(Disputed::Findings))
        .unwrap();
    let outlook = later.on("2027-01-04");
    assert_eq!(due(&outlook, ClockName::Feedback).unwrap(), "2027-02-01");
    assert_eq!(due(&outlook, ClockName::Conclude).unwrap(), "2027-02-01");
}

#[test]
fn at_a_last_stage_of_one_the_same_person_answers_and_says_so() {
    let mut world = World::new("2026-12-18");
    world.settle(day("2027-01-03"));
    world.finds(OUTSIDE, "2027-01-04");
    world
        .reporter("2027-01-05", disputed(Disputed::Findings))
        .unwrap();
    assert_eq!(
        world.on("2027-01-05").stage,
        StageNo(3),
        "the last stage cannot be left"
    );
    assert_eq!(
        world.person(OUTSIDE, "2027-01-06", answered(false)),
        Err(Refusal::SamePersonUnsaid)
    );
    world.does(OUTSIDE, "2027-01-06", answered(true));
    assert_eq!(world.on("2027-01-06").answered_by_same_person, 1);
}

#[test]
fn with_a_second_holder_the_last_stage_does_not_answer_itself() {
    let mut people = People::founded();
    people.found(OUTSIDE_TWO, Role::Holder, Some("outside"));
    let mut world = World::with(policy(), people.roster(), "2026-12-18", Urgency::Ordinary, &[]);
    world.settle(day("2027-01-03"));
    world.finds(OUTSIDE, "2027-01-04");
    world
        .reporter("2027-01-05", disputed(Disputed::Findings))
        .unwrap();
    assert_eq!(
        world.person(OUTSIDE, "2027-01-06", answered(true)),
        Err(Refusal::NotTheSamePerson)
    );
    assert_eq!(
        world.person(OUTSIDE, "2027-01-06", answered(false)),
        Err(Refusal::SamePerson)
    );
    world.opens(OUTSIDE_TWO, "2027-01-06");
    world.does(OUTSIDE_TWO, "2027-01-06", answered(false));
}

#[test]
fn what_has_not_been_said_cannot_be_disputed_and_nothing_twice() {
    let mut world = World::new("2026-03-02");
    assert_eq!(
        world.reporter("2026-03-03", disputed(Disputed::Scope)),
        Err(Refusal::NotScoped)
    );
    assert_eq!(
        world.reporter("2026-03-03", disputed(Disputed::Findings)),
        Err(Refusal::NoFindings)
    );
    world.finds(GUARDIAN, "2026-03-03");
    world
        .reporter("2026-03-04", disputed(Disputed::Findings))
        .unwrap();
    assert_eq!(
        world.reporter("2026-03-04", disputed(Disputed::Findings)),
        Err(Refusal::AlreadyDisputed)
    );
    world.reporter("2026-03-04", disputed(Disputed::Scope)).unwrap();
    assert_eq!(world.on("2026-03-04").stage, StageNo(3));
    assert_eq!(
        due(&world.on("2026-03-04"), ClockName::Dispute).unwrap(),
        "2026-03-18"
    );
}

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

#[test]
fn first_dates_are_those_of_the_policy() {
    let mut world = World::new("2026-03-02");
    let Act::Received { dates, .. } = &mut world.entries[0].entry.act else {
        unreachable!()
    };
    dates[0].due = day("2026-12-31");
    let bad = replay(&world.policy, &world.roster, &world.entries, day("2026-03-02")).unwrap_err();
    assert_eq!(
        bad,
        Bad {
            index: 0,
            refusal: Refusal::WrongFirstDates
        }
    );
}

#[test]
fn a_mismatch_bars_the_person_and_moves_the_concern_up_at_once() {
    let mut world = World::new("2026-03-02");
    world.does(GUARDIAN, "2026-03-03", Act::Mismatch {});
    assert_eq!(world.moves(), [(2, "2026-03-03".into(), Cause::Mismatch)]);
    world.does(CHAIR, "2026-03-03", Act::CannotOpen {});
    assert_eq!(world.moves()[1], (3, "2026-03-03".into(), Cause::Mismatch));
    assert_eq!(world.on("2026-03-03").barred, [GUARDIAN, CHAIR]);
    // The last stage says so and stays.
    world.does(OUTSIDE, "2026-03-03", Act::Mismatch {});
    assert_eq!(world.on("2026-03-03").stage, StageNo(3));
    world.opens(OUTSIDE, "2026-03-04");
}

#[test]
fn repeat_moves_up_at_once() {
    let mut world = World::new("2026-03-02");
    world.opens(GUARDIAN, "2026-03-03");
    world.does(GUARDIAN, "2026-03-03", Act::Repeat { item: ITEM });
    assert_eq!(world.moves(), [(2, "2026-03-03".into(), Cause::Repeat)]);
}

#[test]
fn a_concern_is_handed_only_to_a_present_holder_of_the_stage() {
    let mut world = World::new("2026-03-02");
    world.opens(GUARDIAN, "2026-03-03");
    let before = world.on("2026-03-03").deadlines;
    let refused = world.person(GUARDIAN, "2026-03-03", Act::HandedOver { to: CHAIR });
    assert_eq!(refused, Err(Refusal::CannotBeHanded { person: CHAIR }));
    world.does(GUARDIAN, "2026-03-03", Act::HandedOver { to: DEPUTY });
    assert_eq!(world.on("2026-03-03").handed_to, Some(DEPUTY));
    assert_eq!(
        world.on("2026-03-03").deadlines,
        before,
        "stops and restarts nothing"
    );
}

#[test]
fn actions_are_remembered_until_they_are_done() {
    let mut world = World::new("2026-03-02");
    world.opens(GUARDIAN, "2026-03-03");
    let due = day("2026-06-01");
    let action = world.does(GUARDIAN, "2026-03-03", Act::ActionDue { item: ITEM, due });
    assert_eq!(
        world.on("2026-07-01").actions,
        [Action {
            record: action,
            due,
            done: None
        }]
    );
    world.does(GUARDIAN, "2026-03-08", Act::ActionDone { action, item: ITEM });
    let again = world.person(GUARDIAN, "2026-03-08", Act::ActionDone { action, item: ITEM });
    assert_eq!(again, Err(Refusal::NoSuchAction));
    assert_eq!(world.on("2026-03-08").actions[0].done, Some(day("2026-03-08")));
}

#[test]
fn a_closed_channel_moves_an_open_concern_up_once() {
    let mut people = People::founded();
    people.add(day("2026-03-04"), OPERATOR, Act::ChannelClosed {});
    let mut world = World::with(policy(), people.roster(), "2026-03-02", Urgency::Ordinary, &[]);
    let escalated = |on: &str, from: u8| Act::Escalated {
        from: StageNo(from),
        to: StageNo(from + 1),
        arrived: day(on),
        cause: Cause::ChannelClosed,
    };
    let mut early = world.clone();
    early.push(Author::Service, day("2026-03-03"), escalated("2026-03-03", 1));
    let bad = replay(&early.policy, &early.roster, &early.entries, day("2026-03-03")).unwrap_err();
    assert_eq!(bad.refusal, Refusal::NotOwed);
    world.push(Author::Service, day("2026-03-04"), escalated("2026-03-04", 1));
    assert_eq!(world.on("2026-03-04").stage, StageNo(2));
    world.push(Author::Service, day("2026-03-04"), escalated("2026-03-04", 2));
    let bad = replay(&world.policy, &world.roster, &world.entries, day("2026-03-04")).unwrap_err();
    assert_eq!(
        bad,
        Bad {
            index: 2,
            refusal: Refusal::NotOwed
        }
    );
}

#[test]
fn entries_out_of_order_or_of_another_concern_are_refused() {
    let mut world = World::new("2026-03-02");
    world.push(Author::Reporter, day("2026-03-05"), message());
    world.push(Author::Reporter, day("2026-03-04"), message());
    let verdict = |world: &World| {
        replay(&world.policy, &world.roster, &world.entries, day("2026-03-05"))
            .unwrap_err()
            .refusal
    };
    assert_eq!(
        verdict(&world),
        Refusal::DayBeforeLast {
            last: day("2026-03-05")
        }
    );
    world.entries[2].entry.day = day("2026-03-05");
    world.entries[2].entry.concern = Some(ConcernId([8; 16]));
    assert_eq!(verdict(&world), Refusal::OtherConcern);
    world.entries[2].entry.concern = None;
    assert_eq!(verdict(&world), Refusal::OtherConcern);
    world.entries[2] = world.entries[0].clone();
    world.entries[2].entry.day = day("2026-03-05");
    assert_eq!(verdict(&world), Refusal::NotTheBeginning);
    world.entries.clear();
    assert_eq!(verdict(&world), Refusal::NotTheBeginning);
}

#[test]
fn the_service_cannot_act_for_a_person_nor_a_person_for_the_service() {
    let mut world = World::new("2026-03-02");
    assert_eq!(
        world.attempt(Author::Service, day("2026-03-02"), acknowledged()),
        Err(Refusal::NotOwed)
    );
    world.opens(GUARDIAN, "2026-03-02");
    assert_eq!(
        world.person(GUARDIAN, "2026-03-02", Act::Closed {}),
        Err(Refusal::WrongAuthor)
    );
    assert_eq!(
        world.reporter("2026-03-02", acknowledged()),
        Err(Refusal::WrongAuthor)
    );
    let refused = world.person(OPERATOR, "2026-03-02", message());
    assert_eq!(refused, Err(Refusal::WrongRole { needed: Role::Holder }));
    assert_eq!(
        world.person(NEWCOMER, "2026-03-02", message()),
        Err(Refusal::NotPresent { person: NEWCOMER })
    );
}

#[test]
fn a_date_that_falls_on_the_day_of_reopening_stands() {
    let mut world = closed();
    world
        .reporter("2026-06-03", disputed(Disputed::Findings))
        .unwrap();
    let outlook = world.on("2026-06-03");
    assert_eq!(due(&outlook, ClockName::Feedback).unwrap(), "2026-06-03");
    assert_eq!(outlook.closed, None);
}

#[test]
fn who_settled_the_scope_does_not_answer_a_dispute_about_it() {
    let mut world = World::new("2026-12-18");
    world.settle(day("2027-01-03"));
    world.opens(OUTSIDE, "2027-01-04");
    world.does(OUTSIDE, "2027-01-04", acknowledged());
    world.does(OUTSIDE, "2027-01-04", scope_of_one());
    world.reporter("2027-01-05", disputed(Disputed::Scope)).unwrap();
    assert_eq!(
        world.person(OUTSIDE, "2027-01-06", answered(false)),
        Err(Refusal::SamePersonUnsaid)
    );
}

#[test]
fn a_mismatch_seen_by_an_earlier_stage_bars_the_person_and_moves_nothing() {
    let mut world = World::new("2026-03-02");
    world.settle(day("2026-03-10"));
    world.does(GUARDIAN, "2026-03-10", Act::Mismatch {});
    let outlook = world.on("2026-03-10");
    assert_eq!((outlook.stage, outlook.barred), (StageNo(2), vec![GUARDIAN]));
}

#[test]
fn a_person_opens_for_their_own_office_and_once() {
    let mut world = World::new("2026-03-02");
    let opened = |id| Act::Opened {
        office: office(id),
        countersign: Signature([0; 64]),
    };
    let other = Refusal::NotYourOffice {
        office: office("deputy"),
    };
    assert_eq!(world.person(GUARDIAN, "2026-03-02", opened("deputy")), Err(other));
    world.does(GUARDIAN, "2026-03-02", opened("guardian"));
    assert_eq!(
        world.person(GUARDIAN, "2026-03-02", opened("guardian")),
        Err(Refusal::AlreadyOpened)
    );
    world.does(GUARDIAN, "2026-03-02", Act::NoConflict {});
    assert_eq!(
        world.person(GUARDIAN, "2026-03-02", Act::NoConflict {}),
        Err(Refusal::AlreadyNoConflict)
    );
}

#[test]
fn raising_urgency_takes_a_waiting_lowering_off_the_table() {
    let mut world = World::urgent("2026-03-02", Urgency::DataLoss);
    world.opens(GUARDIAN, "2026-03-02");
    world.opens(DEPUTY, "2026-03-02");
    let lower = Act::UrgencyChanged {
        to: Urgency::Ordinary,
        item: Some(ITEM),
    };
    let of = world.does(GUARDIAN, "2026-03-02", lower);
    world
        .reporter(
            "2026-03-02",
            Act::UrgencyChanged {
                to: Urgency::Danger,
                item: None,
            },
        )
        .unwrap();
    assert_eq!(
        world.person(DEPUTY, "2026-03-02", Act::Approved { of }),
        Err(Refusal::NothingProposed)
    );
    assert_eq!(world.on("2026-03-02").urgency, Urgency::Danger);
}
