//! Answers that are lost together with the look that comes after them: nobody is told that nothing was signed when something may
//! have been, and what was signed before is told.

use daylight::client::people;
use daylight_domain::State;
use serde_json::{Value, json};

use super::several::closes_them;
use super::{Portal, id};
use crate::hands::{Hand, found_nothing};
use crate::harness::{Sent, TestApp};

const MAY_BE: &str = "It may have been signed.";
const NOTHING: &str = "Nothing was signed";

/// What is signed on this concern is taken, its answer is lost, and nothing of the concern can be fetched from then on.
fn loses(portal: &mut Portal, sent: &Sent) {
    let at = format!("/desk/concerns/{}", id(sent));
    let lost = json!({ "in": format!("{at}/acts"), "then": at });
    portal.does("guardian", "lose", &lost);
}

fn found(portal: &mut Portal, who: &str) {
    portal.does(who, "find", &json!({}));
}

fn count(app: &TestApp, kind: &str) -> i64 {
    app.count(&format!("SELECT count(*) FROM entry WHERE kind = '{kind}'"))
}

#[test]
fn an_act_of_which_nothing_more_is_heard_may_have_been_signed_and_is_not_signed_twice() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let sent = app.submit();
    app.tick();
    portal.signs_in_and_opens(&app, "guardian", &sent);
    portal.acts("guardian", "acknowledge", &json!({}));
    loses(&mut portal, &sent);
    let says = portal.fails(
        "guardian",
        "message",
        &json!({ "message-text": "What did you see?" }),
    );
    assert!(says.contains(MAY_BE) && !says.contains(NOTHING), "{says}");
    assert_eq!(portal.reads("guardian", "#message-text"), ["What did you see?"]);
    found(&mut portal, "guardian");
    let says = portal.fails("guardian", "message", &json!({}));
    assert!(says.contains("since you last looked"), "{says}");
    portal
        .does("guardian", "look", &json!({}))
        .says("guardian wrote.");
    assert_eq!(count(&app, "message"), 1);
}

#[test]
fn an_act_whose_receipt_came_is_signed_although_the_concern_cannot_be_fetched_any_more() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let sent = app.submit();
    app.tick();
    portal.signs_in_and_opens(&app, "guardian", &sent);
    let at = json!({ "in": format!("/desk/concerns/{}", id(&sent)) });
    portal.does("guardian", "lose", &at);
    portal.acts("guardian", "acknowledge", &json!({}));
    assert_eq!(count(&app, "acknowledged"), 1);
}

#[test]
fn an_opening_whose_answer_is_lost_is_seen_to_have_been_signed() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let sent = app.submit();
    app.tick();
    portal.signs_in(&app, "guardian");
    portal.does("guardian", "lose", &json!({ "in": "/acts" }));
    let seen = portal.does("guardian", "open", &json!({ "concern": id(&sent) }));
    assert_eq!(seen.problem(), "");
    assert_eq!(count(&app, "opened"), 1);
}

#[test]
fn of_several_closings_those_that_were_signed_are_told_when_one_gets_no_answer() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let all = [found_nothing(&app), found_nothing(&app), found_nothing(&app)];
    portal.signs_in(&app, "guardian");
    for sent in &all {
        portal.fills("guardian", &json!({ format!("several-{}", id(sent)): true }));
    }
    loses(&mut portal, &all[1]);
    let told = closes_them(&mut portal);
    assert!(told[0].contains("Signed"), "{told:?}");
    assert!(told[1].contains(MAY_BE), "{told:?}");
    assert!(told[2].contains(NOTHING), "it was not tried: {told:?}");
    let states = all.each_ref().map(|sent| app.track(sent).outlook.state);
    assert_eq!(
        states,
        [
            State::ClosingProposed,
            State::ClosingProposed,
            State::FindingsSent
        ]
    );
}

#[test]
fn whoever_leaves_sees_which_concerns_are_handed_over_when_one_gets_no_answer() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let all = [app.submit(), app.submit()];
    app.tick();
    for sent in &all {
        Hand::at(&app, "guardian", sent).acknowledge();
    }
    portal.signs_in(&app, "guardian");
    portal.goes("guardian", "people");
    portal.presses_until("guardian", "#leaving-begin", "#leaving");
    let deputy = app.person("deputy").to_string();
    portal.fills("guardian", &json!({ "leaving-0": deputy, "leaving-1": deputy }));
    let rows = portal.reads("guardian", "#leaving-list > li");
    let last = all.iter().find(|sent| rows[1].contains(&id(sent)[..8])).unwrap();
    loses(&mut portal, last);
    let go_on = "#leaving button[type=submit]";
    let seen = portal.presses_until("guardian", go_on, "#people-done");
    let says = seen.problem().to_owned();
    assert!(says.contains(MAY_BE) && says.contains(&id(last)[..8]), "{says}");
    let rows = portal.reads("guardian", "#leaving-list > li");
    assert!(
        rows[0].contains("Signed") && !rows[1].contains("Signed"),
        "{rows:?}"
    );
    found(&mut portal, "guardian");
    let seen = portal.presses_until("guardian", go_on, "#people-done");
    assert_eq!(seen.problem(), "");
    seen.says("Handed over.");
    assert_eq!(count(&app, "handed_over"), 2, "nothing is signed twice");
}

/// Loses the answers to what is sent there, and to nothing else.
fn to(part: &str) -> Value {
    json!({ "in": part, "method": "POST" })
}

#[test]
fn a_channel_that_may_have_been_closed_is_not_said_to_be_open() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    portal.signs_in(&app, "operator");
    portal.goes("operator", "people");
    let close = json!({ "act": "close-channel", "fields": { "channel-sure": true } });
    portal.does("operator", "lose", &to("/admin/people"));
    let seen = portal.does("operator", "people", &close);
    let says = seen.problem();
    assert!(says.contains(MAY_BE) && !says.contains(NOTHING), "{says}");
    found(&mut portal, "operator");
    let seen = portal.does("operator", "people", &close);
    assert_ne!(seen.problem(), "", "it is signed already");
    assert_eq!(count(&app, "channel_closed"), 1);
}

#[test]
fn a_change_of_people_whose_answer_was_lost_is_found_in_their_list() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    people::retire(&app.sign_in("operator"), app.person("guardian")).unwrap();
    app.tick();
    portal.signs_in(&app, "chair");
    portal.goes("chair", "people");
    portal.waits("chair", "#people-waiting summary");
    portal.presses("chair", "#people-waiting summary");
    portal.does("chair", "lose", &to("/desk/people"));
    let seen = portal.presses_until("chair", "#people-waiting button", "#people-done");
    assert_eq!(seen.problem(), "");
    seen.says("No answer came back");
}

#[test]
fn an_invitation_whose_address_was_lost_is_shown_to_be_taken_back() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    portal.signs_in(&app, "operator");
    let fields = json!({ "invite-name": "Newcomer Invented", "invite-address": "newcomer@example.org", "invite-role": "auditor" });
    portal.does("operator", "lose", &to("/admin/invitations"));
    let seen = portal.does(
        "operator",
        "people",
        &json!({ "act": "invite", "fields": fields }),
    );
    assert!(
        seen.problem().contains("its address is lost"),
        "{}",
        seen.problem()
    );
    portal.waits("operator", "#invitations > li:has-text('Newcomer Invented')");
    let seen = portal.presses_until("operator", "#invitations button", "#operator-done");
    assert_eq!(seen.problem(), "");
    assert_eq!(app.count("SELECT count(*) FROM invitation"), 0);
}

#[test]
fn a_note_names_what_was_signed_and_goes_when_the_next_signing_begins() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let sent = app.submit();
    app.tick();
    portal.signs_in_and_opens(&app, "guardian", &sent);
    let seen = portal.acts("guardian", "acknowledge", &json!({}));
    assert!(
        seen.done()
            .starts_with("Signed: Acknowledge. The receipt is checked."),
        "{}",
        seen.done()
    );
    portal.unfolds("guardian", "form[data-act=message]");
    portal.fills("guardian", &json!({ "message-text": " " }));
    let button = "form[data-act=message] button[type=submit]";
    let seen = portal.presses_until("guardian", button, ".govuk-error-summary");
    assert!(seen.problem().contains("Write something here first"));
    seen.does_not_say("Signed: Acknowledge");
}
