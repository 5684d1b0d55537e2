//! Scope, feedback, findings, the one extension, urgency (R05, R06, R09, R19, R20, R22).

use daylight_domain::{
    Act, ClockName, ClosingReason, Date, Disputed, Enquiries, Mark, ScopePoint, StageNo, State, Urgency,
};

use crate::hands::{Back, ENQUIRED, Hand, closed, found_out, scoped};
use crate::harness::{FRIDAY, TestApp};

#[test]
fn r06_a_point_left_unmarked_or_out_without_a_reason_stops_the_scope() {
    let app = TestApp::start();
    let sent = app.submit();
    app.tick();
    let guardian = Hand::at(&app, "guardian", &sent);
    guardian.acknowledge();
    for (point, says) in [
        (
            ScopePoint {
                mark: None,
                reason: None,
            },
            "point 2 is neither in nor out",
        ),
        (
            ScopePoint {
                mark: Some(Mark::Out),
                reason: None,
            },
            "point 2 is out without a reason",
        ),
    ] {
        let first = ScopePoint {
            mark: Some(Mark::In),
            reason: None,
        };
        let refused = guardian
            .say(|item| Act::Scope {
                points: vec![first, point],
                item,
            })
            .unwrap_err();
        assert!(refused.contains(says), "{refused}");
    }
    let refused = guardian
        .say(|item| Act::Scope {
            points: Vec::new(),
            item,
        })
        .unwrap_err();
    assert!(refused.contains("no point"), "{refused}");
    guardian.scope(&[Mark::In, Mark::Out]).unwrap();
    let seen = Back::with(&app, &sent);
    assert_eq!(seen.see().outlook.state, State::Scoped);
    assert!(seen.reads("scope").is_some(), "the reporter reads it");
}

#[test]
fn r06_a_disputed_scope_goes_to_a_different_person_within_the_clock() {
    let app = TestApp::start();
    let sent = scoped(&app);
    let reporter = Back::with(&app, &sent);
    reporter.dispute(Disputed::Scope).unwrap();
    assert_eq!(reporter.see().outlook.stage, StageNo(2));
    assert!(
        Hand::find(&app, "chair", &sent).is_none(),
        "desks learn of it with the tick"
    );
    let guardian = Hand::find(&app, "guardian", &sent).unwrap();
    assert_eq!(
        guardian.see().outlook.stage,
        StageNo(1),
        "and so does whoever has it open"
    );
    assert!(!guardian.see().service_differs);

    app.tick();
    let chair = Hand::at(&app, "chair", &sent);
    assert!(chair.reads("disputed").is_some());
    let due = chair
        .see()
        .outlook
        .deadlines
        .iter()
        .find(|each| each.clock == ClockName::Dispute)
        .unwrap()
        .due;
    assert_eq!(due, Date::constant(2027, 1, 1));
    assert_eq!(guardian.see().outlook.stage, StageNo(2));
    assert!(
        guardian.reads("disputed").is_none(),
        "sealed for the stages above the one complained of"
    );
    let refused = guardian
        .say(|item| Act::DisputeAnswered {
            item,
            same_person: false,
        })
        .unwrap_err();
    assert!(refused.contains("stage 2"), "{refused}");
    chair
        .say(|item| Act::DisputeAnswered {
            item,
            same_person: false,
        })
        .unwrap();
    assert_eq!(
        reporter.see().outlook.state,
        State::Acknowledged,
        "the scope is to be settled again"
    );
    assert!(reporter.reads("dispute_answered").is_some());
    chair.scope(&[Mark::In, Mark::In]).unwrap();
    assert_eq!(reporter.see().outlook.state, State::Scoped);
}

#[test]
fn r05_closing_as_not_established_without_enquiries_or_standard_is_refused() {
    let app = TestApp::start();
    let sent = scoped(&app);
    let none = Enquiries {
        made: 0,
        spoken_to: 0,
        standard: None,
    };
    for (enquiries, says) in [
        (none, "enquiries made"),
        (Enquiries { made: 1, ..none }, "balance of probabilities"),
    ] {
        Hand::at(&app, "guardian", &sent)
            .findings(&[1], enquiries)
            .unwrap();
        app.live_through(15);
        let refused = Hand::at(&app, "guardian", &sent)
            .propose(ClosingReason::NotEstablished)
            .unwrap_err();
        assert!(refused.contains(says), "{refused}");
    }
}

#[test]
fn r05_every_point_in_scope_has_one_finding_and_no_other_point_has() {
    let app = TestApp::start();
    let sent = scoped(&app);
    let guardian = Hand::at(&app, "guardian", &sent);
    guardian.scope(&[Mark::In, Mark::Out, Mark::In]).unwrap();
    for (points, says) in [
        (&[1][..], "point 3 is in scope and has no finding"),
        (&[1, 2, 3], "point 2, which is not in scope"),
        (&[1, 3, 3], "stands twice"),
        (&[1, 3, 4], "point 4, which is not in scope"),
    ] {
        let refused = guardian.findings(points, ENQUIRED).unwrap_err();
        assert!(refused.contains(says), "{points:?}: {refused}");
    }
    guardian.findings(&[1, 3], ENQUIRED).unwrap();
    assert_eq!(Back::with(&app, &sent).see().outlook.state, State::FindingsSent);
}

#[test]
fn r15_whoever_approved_answers_no_dispute_and_where_nobody_else_is_left_it_moves_up() {
    let app = TestApp::start();
    let sent = closed(&app);
    let reporter = Back::with(&app, &sent);
    reporter.dispute(Disputed::Findings).unwrap();
    app.tick();
    let seen = reporter.see().outlook;
    assert_eq!((seen.state, seen.stage), (State::FindingsSent, StageNo(2)));
    let refused = Hand::at(&app, "chair", &sent)
        .say(|item| Act::DisputeAnswered {
            item,
            same_person: false,
        })
        .unwrap_err();
    assert!(refused.contains("another person"), "{refused}");
    app.live_through(15);
    assert_eq!(reporter.see().outlook.stage, StageNo(3));
    let outside = Hand::at(&app, "outside", &sent);
    assert!(outside.reads("disputed").is_some(), "sealed to it from the first");
    let refused = outside
        .say(|item| Act::DisputeAnswered {
            item,
            same_person: true,
        })
        .unwrap_err();
    assert!(refused.contains("somebody else is left"), "{refused}");
    outside
        .say(|item| Act::DisputeAnswered {
            item,
            same_person: false,
        })
        .unwrap();
    assert_eq!(reporter.see().outlook.disputed, Vec::new());
}

#[test]
fn r19_r20_a_date_is_put_off_once_counts_late_all_the_same_and_a_second_try_sends_it_up() {
    let app = TestApp::start();
    let sent = app.submit();
    app.tick();
    Hand::at(&app, "guardian", &sent).acknowledge();
    let extend = |until: Date| {
        Hand::at(&app, "guardian", &sent).say(|item| Act::Extended {
            clock: ClockName::FirstDecision,
            due: until,
            item: Some(item),
        })
    };
    let first = Date::constant(2027, 1, 15);
    let refused = extend(Date::constant(2027, 3, 1)).unwrap_err();
    assert!(refused.contains("2027-02-12 at most"), "{refused}");
    let guardian = Hand::at(&app, "guardian", &sent);
    let silent = Act::Extended {
        clock: ClockName::FirstDecision,
        due: first.tomorrow().unwrap(),
        item: None,
    };
    assert!(guardian.act(&silent).unwrap_err().contains("reason"));
    let feedback = |item| Act::Extended {
        clock: ClockName::Feedback,
        due: first,
        item: Some(item),
    };
    assert!(guardian.say(feedback).unwrap_err().contains("cannot be extended"));

    extend(Date::constant(2027, 1, 20)).unwrap();
    assert!(
        Back::with(&app, &sent).reads("extended").is_some(),
        "the reporter reads the reason"
    );
    app.live_through(31);
    Hand::at(&app, "guardian", &sent).scope(&[Mark::In]).unwrap();
    let late = Back::with(&app, &sent).see().outlook.late;
    assert_eq!(
        (late.len(), late[0].first_due, late[0].lapsed),
        (1, first, false),
        "late against the first date"
    );

    let other = app.submit();
    app.tick();
    Hand::at(&app, "guardian", &other).acknowledge();
    let extend = |days: u16| {
        let hand = Hand::at(&app, "guardian", &other);
        let clocks = hand.see().outlook.deadlines;
        let due = clocks
            .iter()
            .find(|each| each.clock == ClockName::FirstDecision)
            .unwrap()
            .due;
        let due = daylight_domain::calendar::add_days(due, days);
        hand.say(|item| Act::Extended {
            clock: ClockName::FirstDecision,
            due,
            item: Some(item),
        })
    };
    extend(7).unwrap();
    let before = app.track(&other).outlook;
    extend(7).unwrap();
    let seen = app.track(&other).outlook;
    assert_eq!((before.stage, seen.stage), (StageNo(1), StageNo(2)));
    assert!(
        !seen
            .timeline
            .iter()
            .rev()
            .find(|step| step.act.kind() == "extended")
            .unwrap()
            .counted
    );
}

#[test]
fn r22_urgency_is_raised_at_once_and_lowered_only_with_a_reason_and_a_second_person() {
    let app = TestApp::start();
    let sent = app.submit();
    app.tick();
    let (guardian, deputy) = (Hand::at(&app, "guardian", &sent), Hand::at(&app, "deputy", &sent));
    guardian
        .act(&Act::UrgencyChanged {
            to: Urgency::Danger,
            item: None,
        })
        .unwrap();
    assert_eq!(app.track(&sent).outlook.urgency, Urgency::Danger);
    let silent = guardian
        .act(&Act::UrgencyChanged {
            to: Urgency::Ordinary,
            item: None,
        })
        .unwrap_err();
    assert!(silent.contains("reason"), "{silent}");
    let of = guardian
        .say(|item| Act::UrgencyChanged {
            to: Urgency::Ordinary,
            item: Some(item),
        })
        .unwrap();
    let seen = app.track(&sent).outlook;
    assert_eq!(
        (seen.urgency, seen.to_approve),
        (Urgency::Danger, vec![of]),
        "not by one person alone"
    );
    let alone = guardian.act(&Act::Approved { of }).unwrap_err();
    assert!(alone.contains("another person"), "{alone}");
    deputy.act(&Act::Approved { of }).unwrap();
    assert_eq!(app.track(&sent).outlook.urgency, Urgency::Ordinary);
    assert!(
        Back::with(&app, &sent).reads("urgency_changed").is_some(),
        "the reporter is told why"
    );
    let lowers = Back::with(&app, &sent).raise(Urgency::Ordinary).unwrap_err();
    assert!(lowers.contains("already"), "{lowers}");
}

#[test]
fn r09_lost_data_moves_up_unless_the_regulator_was_told_or_not_told_with_a_reason() {
    let app = TestApp::start();
    let ignored = {
        let (code, sealed) = app.seal(&[], Urgency::DataLoss);
        app.send(code, &sealed)
    };
    let decided = {
        let (code, sealed) = app.seal(&[], Urgency::DataLoss);
        app.send(code, &sealed)
    };
    app.tick();
    let guardian = Hand::at(&app, "guardian", &decided);
    let silent = guardian
        .act(&Act::Regulator {
            told: false,
            item: None,
        })
        .unwrap_err();
    assert!(silent.contains("reason"), "{silent}");
    guardian
        .say(|item| Act::Regulator {
            told: false,
            item: Some(item),
        })
        .unwrap();
    app.live_through(2);
    assert_eq!(
        app.track(&ignored).outlook.stage,
        StageNo(1),
        "received on {FRIDAY}, due two days later"
    );
    app.live_through(1);
    assert_eq!(app.track(&ignored).outlook.stage, StageNo(2));
    assert_eq!(app.track(&decided).outlook.stage, StageNo(1));
}

#[test]
fn feedback_is_due_again_three_months_later_and_a_missed_one_moves_up() {
    let app = TestApp::start();
    let sent = scoped(&app);
    app.live_through(10);
    Hand::at(&app, "guardian", &sent)
        .say(|item| Act::Feedback { item })
        .unwrap();
    let next = |sent| {
        let deadlines = app.track(sent).outlook.deadlines;
        deadlines
            .iter()
            .find(|each| each.clock == ClockName::Feedback)
            .unwrap()
            .due
    };
    assert_eq!(next(&sent), Date::constant(2027, 3, 28));
    assert!(Back::with(&app, &sent).reads("feedback").is_some());
    app.clock.advance_days(91);
    app.tick();
    assert_eq!(app.track(&sent).outlook.stage, StageNo(2));
}

#[test]
fn a_scope_is_not_changed_behind_the_reporters_back_once_findings_were_sent() {
    let app = TestApp::start();
    let sent = found_out(&app);
    let refused = Hand::at(&app, "guardian", &sent).scope(&[Mark::Out]).unwrap_err();
    assert!(refused.contains("after a dispute"), "{refused}");
}
