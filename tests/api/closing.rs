//! Closing, who approves it, and how the reporter was treated afterwards (R15, R18, R26, R28, R29).

use daylight::client::told::texts_of;
use daylight::client::unread;
use daylight_domain::{Act, ClosingReason, Disputed, StageNo, State};

use crate::hands::{
    Back, ENQUIRED, Hand, auditor_approves, closed, found_out, found_out_at_the_last_stage, scoped,
};
use crate::harness::{PLANTED, TestApp};
use crate::program::{AtDesk, json};

#[test]
fn r15_no_closing_before_findings_and_before_the_reporters_time_is_over() {
    let app = TestApp::start();
    let sent = scoped(&app);
    let guardian = Hand::at(&app, "guardian", &sent);
    let refused = guardian.propose(ClosingReason::Established).unwrap_err();
    assert!(refused.contains("send findings first"), "{refused}");
    guardian.findings(&[1], ENQUIRED).unwrap();
    app.live_through(2);
    let refused = Hand::at(&app, "guardian", &sent)
        .propose(ClosingReason::Established)
        .unwrap_err();
    assert!(refused.contains("has until 2027-01-01 to answer"), "{refused}");
}

#[test]
fn a_second_person_of_a_higher_stage_closes_and_nobody_else() {
    let app = TestApp::start();
    let sent = found_out(&app);
    assert!(
        Hand::find(&app, "chair", &sent).is_none(),
        "not on the chair's desk before it is asked to approve"
    );
    let guardian = Hand::at(&app, "guardian", &sent);
    let of = guardian.propose(ClosingReason::Established).unwrap();
    let same = guardian.act(&Act::Approved { of }).unwrap_err();
    assert!(same.contains("another person"), "{same}");
    let beside = Hand::at(&app, "deputy", &sent)
        .act(&Act::Approved { of })
        .unwrap_err();
    assert!(beside.contains("higher stage"), "{beside}");
    let form = auditor_approves(&app, &sent).unwrap_err();
    assert!(form.contains("nothing waits") || form.contains("role"), "{form}");
    let chair = Hand::find(&app, "chair", &sent).expect("asking releases the capsule");
    chair.found.sign_opened(&chair.holder).unwrap();
    let unread = chair.act(&Act::Approved { of }).unwrap_err();
    assert!(unread.contains("no conflict"), "{unread}");
    let chair = Hand::at(&app, "chair", &sent);
    assert_eq!(
        chair.see().outlook.stage,
        StageNo(1),
        "to be asked is not to hold it"
    );
    chair.act(&Act::Approved { of }).unwrap();
    let seen = Back::with(&app, &sent).see().outlook;
    assert_eq!(seen.state, State::Closed);
    assert_eq!(
        seen.timeline.last().unwrap().act,
        Act::Closed {},
        "in the same transaction"
    );
    let late = guardian.say(|item| Act::Feedback { item }).unwrap_err();
    assert!(late.contains("closed"), "{late}");
}

#[test]
fn a_refused_closing_goes_on_as_before_and_the_words_reach_reporter_and_proposer() {
    let app = TestApp::start();
    let sent = found_out(&app);
    let guardian = Hand::at(&app, "guardian", &sent);
    let of = guardian.propose(ClosingReason::PartlyEstablished).unwrap();
    let twice = guardian.propose(ClosingReason::Established).unwrap_err();
    assert!(twice.contains("is proposed"), "{twice}");
    Hand::at(&app, "chair", &sent)
        .say(|item| Act::Refused { of, item })
        .unwrap();
    let reporter = Back::with(&app, &sent);
    assert_eq!(reporter.see().outlook.state, State::FindingsSent);
    assert!(reporter.reads("refused").is_some() && guardian.reads("refused").is_some());
    guardian.propose(ClosingReason::Established).unwrap();
}

#[test]
fn r15_a_dispute_voids_a_proposed_closing_and_approval_comes_too_late() {
    let app = TestApp::start();
    let sent = found_out(&app);
    let of = Hand::at(&app, "guardian", &sent)
        .propose(ClosingReason::Established)
        .unwrap();
    let chair = Hand::at(&app, "chair", &sent);
    Back::with(&app, &sent).dispute(Disputed::Findings).unwrap();
    let late = chair.act(&Act::Approved { of }).unwrap_err();
    assert!(late.contains("nothing is proposed"), "{late}");
    app.tick();
    assert_eq!(chair.see().outlook.state, State::FindingsSent);
}

#[test]
fn at_the_last_stage_the_auditor_approves_on_form_and_reads_nothing() {
    let app = TestApp::start();
    let sent = found_out_at_the_last_stage(&app);
    Hand::at(&app, "outside", &sent)
        .propose(ClosingReason::Established)
        .unwrap();
    let early = auditor_approves(&app, &sent).unwrap_err();
    assert!(
        early.contains("nothing waits"),
        "what is not published yet is not shown: {early}"
    );
    let waits = |app: &TestApp| {
        let listed = unread::waiting(&app.sign_in("auditor")).unwrap();
        listed.iter().map(|concern| concern.id).collect::<Vec<_>>()
    };
    assert_eq!(waits(&app), []);
    // One that a higher stage judges is none of the auditor's.
    let other = found_out(&app);
    Hand::at(&app, "guardian", &other)
        .propose(ClosingReason::Established)
        .unwrap();
    app.live_through(1);
    assert_eq!(waits(&app), [sent.received.concern]);
    let folder = tempfile::tempdir().unwrap();
    let inbox = AtDesk::new(&app, "auditor", folder.path()).run(&["inbox"]);
    let listed = json(&inbox)["concerns"].clone();
    assert_eq!(listed[0]["concern"], sent.received.concern.to_string());
    assert_eq!(listed[0]["state"], "closing_proposed");
    assert!(!String::from_utf8(inbox.stdout).unwrap().contains(PLANTED));
    let auditor = app.sign_in("auditor");
    let seen: serde_json::Value = auditor
        .get(&format!("audit/concerns/{}", sent.received.concern))
        .unwrap();
    assert!(
        seen["about"].is_null() && seen["account"].is_null() && seen["items"].as_array().unwrap().is_empty()
    );
    auditor_approves(&app, &sent).unwrap();
    assert_eq!(app.track(&sent).outlook.state, State::Closed);
    assert_eq!(waits(&app), []);
}

#[test]
fn r18_a_transfer_without_a_named_receiver_is_refused() {
    let app = TestApp::start();
    let sent = found_out(&app);
    let guardian = Hand::at(&app, "guardian", &sent);
    let refused = guardian.propose(ClosingReason::Transferred).unwrap_err();
    assert!(refused.contains("name the receiver"), "{refused}");
    let (receiver, item) = (guardian.seal("the receiver"), guardian.seal("why"));
    let act = Act::ClosingProposed {
        reason: ClosingReason::Transferred,
        receiver: Some(receiver.digest()),
        item: item.digest(),
    };
    guardian.act_with(&act, &[receiver, item]).unwrap();
    assert!(
        Back::with(&app, &sent).reads("closing_proposed").is_some(),
        "shown to the reporter"
    );
}

#[test]
fn r28_the_question_is_there_at_three_six_and_twelve_months_and_a_yes_is_read_by_the_other_stage_only() {
    let app = TestApp::start();
    let sent = closed(&app);
    let reporter = Back::with(&app, &sent);
    let on = reporter.see().outlook.closed.unwrap();
    for (months, asked) in [(3_i64, &[3][..]), (6, &[3, 6]), (12, &[3, 6, 12])] {
        let day = on.checked_add(jiff::Span::new().months(months)).unwrap();
        app.clock
            .advance_days(i64::from(daylight_domain::calendar::days_between(
                reporter.see().outlook.today,
                day,
            )));
        app.tick();
        assert_eq!(
            reporter.see().outlook.treatment_asked,
            asked,
            "{months} months after"
        );
    }
    reporter.treated(false).unwrap();
    assert_eq!(
        reporter.see().outlook.stage,
        StageNo(1),
        "nothing follows from: well"
    );
    reporter.treated(true).unwrap();
    app.tick();
    let seen = reporter.see().outlook;
    assert_eq!((seen.state, seen.stage), (State::Closed, StageNo(2)));
    let chair = Hand::at(&app, "chair", &sent);
    assert!(chair.reads("treatment_reported").is_some());
    chair.say(|item| Act::TreatmentAnswered { item }).unwrap();
    assert!(reporter.reads("treatment_answered").is_some());
    let guardian = Hand::at(&app, "guardian", &sent);
    assert!(guardian.reads("treatment_reported").is_none() && guardian.reads("treatment_answered").is_none());
}

#[test]
fn r28_a_further_report_goes_to_the_stage_that_answers_already() {
    let app = TestApp::start();
    let sent = closed(&app);
    let reporter = Back::with(&app, &sent);
    reporter.treated(true).unwrap();
    app.live_through(1);
    reporter.treated(true).unwrap();
    app.live_through(1);
    let chair = Hand::at(&app, "chair", &sent).see();
    assert_eq!(chair.outlook.stage, StageNo(2), "it moved up once");
    let reports = chair.outlook.timeline.iter();
    let reports = reports.filter(|step| matches!(step.act, Act::TreatmentReported { .. }));
    let readers = Hand::at(&app, "chair", &sent).found.readers();
    let read = reports.filter(|step| !texts_of(&chair, step, &readers).is_empty());
    assert_eq!(read.count(), 2, "both are read");
    assert!(
        Hand::at(&app, "guardian", &sent)
            .reads("treatment_reported")
            .is_none()
    );
}

#[test]
fn r28_an_unanswered_yes_has_its_own_clock() {
    let app = TestApp::start();
    let sent = closed(&app);
    Back::with(&app, &sent).treated(true).unwrap();
    app.tick();
    app.live_through(8);
    assert_eq!(app.track(&sent).outlook.stage, StageNo(3));
}

#[test]
fn r26_outcomes_have_a_date_and_are_carried_out_with_words_also_after_closing() {
    let app = TestApp::start();
    let sent = scoped(&app);
    let guardian = Hand::at(&app, "guardian", &sent);
    let today = guardian.see().outlook.today;
    let past = guardian
        .say(|item| Act::ActionDue {
            item,
            due: today.yesterday().unwrap(),
        })
        .unwrap_err();
    assert!(past.contains("past"), "{past}");
    let action = guardian
        .say(|item| Act::ActionDue {
            item,
            due: today.tomorrow().unwrap(),
        })
        .unwrap();
    guardian.say(|item| Act::ActionDone { action, item }).unwrap();
    let again = guardian.say(|item| Act::ActionDone { action, item }).unwrap_err();
    assert!(again.contains("no such open action"), "{again}");
    assert!(app.track(&sent).outlook.actions[0].done.is_some());
}

#[test]
fn r29_no_reason_is_called_left_or_settled() {
    for reason in [
        "left",
        "settled",
        "person_left",
        "withdrawn",
        "hearsay",
        "wrong_procedure",
    ] {
        let parsed: Result<ClosingReason, _> = serde_json::from_value(reason.into());
        assert!(parsed.is_err(), "{reason}");
    }
}
