//! On reviewers' pages: what is answered, decided and closed.

use daylight_domain::{Act, ClosingReason, Disputed, StageNo, State};
use serde_json::{Value, json};

use super::super::{Portal, one_finding, one_point, scoped};
use crate::browser::{code_of, drive};
use crate::hands::{Back, Hand, found_out};
use crate::harness::{PLANTED, Sent, TestApp};

#[test]
fn r05_not_established_needs_enquiries_people_and_the_standard() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let sent = scoped(&app, &mut portal);
    let mut nothing = one_finding();
    nothing["findings-enquiries"] = json!("");
    let says = portal.fails("guardian", "findings", &nothing);
    assert!(says.contains("List at least one enquiry."), "{says}");
    let mut unsaid = one_finding();
    unsaid["findings-enquiries"] = json!("Read the till rolls.");
    unsaid["findings-spoken"] = json!("");
    let says = portal.fails("guardian", "findings", &unsaid);
    assert!(
        says.contains("Give a number: 0 if you spoke to nobody."),
        "{says}"
    );
    portal
        .does("guardian", "look", &json!({}))
        .says("Nothing can be closed as not established before you have made at least one enquiry");
    let mut nobody = one_finding();
    nobody["findings-spoken"] = json!("0");
    nobody["finding-1-not_upheld"] = json!(true);
    nobody.as_object_mut().unwrap().remove("finding-1-upheld");
    portal
        .acts("guardian", "findings", &nobody)
        .says("Standard: what is more likely than not.");
    app.live_through(15);
    portal.comes_back(&app, "guardian", &sent);
    let close = json!({ "close-reason": "not_established", "close-text": "Nothing was found." });
    let says = portal.fails("guardian", "close", &close);
    assert!(says.contains("must have been spoken to"), "{says}");
    let kept = portal.reads("guardian", "#close-text");
    assert_eq!(kept, ["Nothing was found."], "what was typed stays");
}

#[test]
fn r06_every_point_is_marked_and_an_objection_to_the_scope_goes_to_somebody_else() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let sent = app.submit();
    app.tick();
    portal.signs_in_and_opens(&app, "guardian", &sent);
    portal.acts("guardian", "acknowledge", &json!({}));
    let unmarked = json!({ "scope-1-text": "The invented till is short." });
    let says = portal.fails("guardian", "scope", &unmarked);
    assert!(says.contains("Say whether point 1 is in or out."), "{says}");
    let says = portal.fails("guardian", "scope", &json!({ "scope-1-out": true }));
    assert!(says.contains("Say why point 1 is out."), "{says}");
    portal
        .acts("guardian", "scope", &one_point())
        .says("This is looked into.");
    Back::with(&app, &sent).dispute(Disputed::Scope).unwrap();
    app.tick();
    let seen = portal.comes_back(&app, "guardian", &sent);
    assert!(!seen.offers("dispute-answer"), "not the person who decided");
    let seen = portal.signs_in_and_opens(&app, "chair", &sent);
    seen.says("Answer the objection");
    portal.acts(
        "chair",
        "dispute-answer",
        &json!({ "dispute-answer-text": "You are right." }),
    );
    assert!(app.track(&sent).outlook.disputed.is_empty());
}

/// A referral to an invented body, to be looked at in ten days.
fn referral(app: &TestApp) -> Value {
    let review = app.trust().today.saturating_add(jiff::Span::new().days(10));
    json!({ "refer-receiver": "Invented Police", "refer-review": review.to_string(), "refer-text": "They may know more." })
}

/// A closing that is signed all the same is refused by the service with these words, whatever its reason.
#[track_caller]
fn no_closing_is_taken(app: &TestApp, sent: &Sent, says: &str) {
    let guardian = Hand::at(app, "guardian", sent);
    for reason in [
        ClosingReason::Established,
        ClosingReason::PartlyEstablished,
        ClosingReason::NotEstablished,
        ClosingReason::Transferred,
        ClosingReason::NoConcernStated,
    ] {
        let refused = guardian.propose(reason).unwrap_err();
        assert!(refused.contains(says), "{reason}: {refused}");
    }
}

#[test]
fn r14_a_referral_keeps_it_open_and_their_inaction_closes_nothing() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let sent = found_out(&app);
    portal.comes_back(&app, "guardian", &sent);
    let seen = portal.acts("guardian", "refer", &referral(&app));
    seen.says("Look at the referral again");
    assert!(seen.offers("refer-result"));
    portal.bars_nobody("guardian", "71-referred");
    app.live_through(5);
    let seen = portal.comes_back(&app, "guardian", &sent);
    assert!(!seen.offers("close"), "while the referral is open");
    seen.says("No referral is open\nmissing");
    no_closing_is_taken(&app, &sent, "a referral is open");
    app.live_through(7);
    assert_ne!(app.track(&sent).outlook.state, State::Closed);
    portal.signs_in(&app, "guardian").says("moved on above you");
    portal.signs_in_and_opens(&app, "chair", &sent);
    portal
        .unfolds_and_looks("chair", "#later-dates li")
        .says("Look at the referral again");
}

#[test]
fn r14_that_the_other_body_took_no_action_is_no_ground_to_close() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let sent = scoped(&app, &mut portal);
    portal.acts("guardian", "refer", &referral(&app));
    portal
        .unfolds_and_looks("guardian", "form[data-act=refer-result]")
        .says("Then decide for yourself. \"They took no action\" closes nothing.");
    let result = json!({ "refer-result-text": "The police took no action." });
    let seen = portal.acts("guardian", "refer-result", &result);
    assert!(!seen.offers("close"), "nothing was decided here");
    portal
        .unfolds_and_looks("guardian", "#checklist")
        .says("Findings sent, point by point\nmissing")
        .says("No referral is open\ndone");
    let reasons = portal.reads("guardian", "#close-reason option");
    assert_eq!(
        reasons,
        [
            "established",
            "partly established",
            "not established",
            "transferred to a named body",
            "no concern stated",
        ],
        "none is what another body did"
    );
    no_closing_is_taken(&app, &sent, "send findings first");
    // Nor does time help: the dates here run on, and it goes up.
    app.live_through(120);
    assert_ne!(app.track(&sent).outlook.state, State::Closed);
    assert!(app.track(&sent).outlook.stage > StageNo::FIRST);
}

#[test]
fn r14_a_closing_that_crosses_a_referral_is_not_taken_and_the_page_says_why() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let sent = found_out(&app);
    let deputy = Hand::at(&app, "deputy", &sent);
    assert!(portal.comes_back(&app, "guardian", &sent).offers("close"));
    let review = app.trust().today.saturating_add(jiff::Span::new().days(10));
    let refer = |item| Act::Referred {
        receiver: Some(item),
        review,
        item,
    };
    deputy.say(refer).unwrap();
    let words = json!({ "close-reason": "established", "close-text": "The police have it now." });
    let says = portal.fails("guardian", "close", &words);
    assert!(says.contains("since you last looked"), "{says}");
    let seen = portal.does("guardian", "look", &json!({}));
    assert!(!seen.offers("close"));
    seen.says("deputy referred it to another body.")
        .says("No referral is open\nmissing");
}

#[test]
fn r15_it_cannot_close_before_the_reporter_had_time_and_a_dispute_is_answered_by_a_second_person() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let sent = scoped(&app, &mut portal);
    portal.acts("guardian", "findings", &one_finding());
    app.live_through(1);
    let seen = portal.comes_back(&app, "guardian", &sent);
    assert!(!seen.offers("close"), "on the second day");
    seen.says("The reporter's time to answer is over. Until");
    let reporter = Back::with(&app, &sent);
    reporter.dispute(Disputed::Findings).unwrap();
    app.tick();
    let seen = portal.comes_back(&app, "guardian", &sent);
    assert!(!seen.offers("dispute-answer"), "not whoever decided");
    let answer = |item| Act::DisputeAnswered {
        item,
        same_person: false,
    };
    let refused = Hand::at(&app, "guardian", &sent).say(answer).unwrap_err();
    assert!(
        refused.contains("only stage 2 acts on this concern now"),
        "{refused}"
    );
    let seen = portal.signs_in_and_opens(&app, "chair", &sent);
    assert!(seen.offers("dispute-answer"), "somebody who did not decide");
    seen.says("Findings sent, point by point\nobjected to");
    let about = portal.reads("chair", "#dispute-what > p");
    let line = "On Saturday 19 December 2026 the reporter disagreed with the findings:";
    assert_eq!(about, [line]);
    let objection = portal.reads("chair", "#dispute-what .daylight-words");
    assert_eq!(objection, [format!("above: {PLANTED}")]);
    portal.bars_nobody("chair", "84-dispute");
    let words = json!({ "dispute-answer-text": "We have asked the night shift." });
    portal
        .acts_by_keys("chair", "dispute-answer", &words)
        .says("chair answered the objection.");
    assert_eq!(
        reporter.reads("dispute_answered"),
        Some("We have asked the night shift.".to_owned())
    );
    assert!(reporter.see().outlook.disputed.is_empty());
    app.tick();
    let seen = portal.comes_back(&app, "guardian", &sent);
    assert!(!seen.offers("dispute-answer") && !seen.offers("close"));
}

#[test]
fn r18_r29_no_reason_is_about_form_and_a_transfer_names_its_receiver() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let sent = found_out(&app);
    portal.comes_back(&app, "guardian", &sent);
    let reasons = portal.reads("guardian", "#close-reason option");
    for word in ["procedure", "channel", "form", "left", "settled", "grievance"] {
        assert!(
            !reasons.iter().any(|reason| reason.contains(word)),
            "{word}: {reasons:?}"
        );
    }
    let nobody = json!({ "close-reason": "transferred", "close-text": "It goes to them." });
    let says = portal.fails("guardian", "close", &nobody);
    let wanted = "Write something here first: Name of the body it goes to";
    assert!(says.contains(wanted), "{says}");
    portal.bars_nobody("guardian", "72-close");
    let named = json!({ "close-receiver": "Invented Body" });
    portal
        .acts("guardian", "close", &named)
        .says("transferred to a named body");
    portal.signs_in_and_opens(&app, "chair", &sent);
    portal.acts("chair", "approve", &json!({}));
    drop(portal);
    let told = drive(&app, "come_back", &code_of(&sent))["told"].to_string();
    assert!(
        told.contains("Reason: transferred to a named body.")
            && told.contains("It was passed on to: Invented Body."),
        "{told}"
    );
}

#[test]
fn r26_an_outcome_has_an_owner_and_a_date_and_shows_when_it_is_overdue() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let sent = found_out(&app);
    portal.comes_back(&app, "guardian", &sent);
    let due = app
        .trust()
        .today
        .checked_add(jiff::Span::new().days(3))
        .unwrap()
        .to_string();
    let nobody = json!({ "action-owner": "", "action-text": "Count the till twice.", "action-due": due });
    let says = portal.fails("guardian", "action", &nobody);
    assert!(says.contains("Write something here first: Who does it"), "{says}");
    let owned = json!({ "action-owner": "Invented Manager" });
    portal
        .acts("guardian", "action", &owned)
        .says("Invented Manager: Count the till twice.");
    app.live_through(5);
    let seen = portal.comes_back(&app, "guardian", &sent);
    seen.says("Overdue")
        .says("Invented Manager: Count the till twice.");
    assert!(seen.offers("action-done"));
    portal.bars_nobody("guardian", "73-action-done");
    portal
        .acts_by_keys(
            "guardian",
            "action-done",
            &json!({ "action-done-text": "Seen it." }),
        )
        .says("Done.");
    assert!(
        app.track(&sent)
            .outlook
            .actions
            .iter()
            .all(|action| action.done.is_some())
    );
}
