//! An auditor judges closings of the last stage in the browser, on their form, from the steps alone.

use daylight_domain::{ClosingReason, State};

use super::{Portal, id, unlock};
use crate::hands::{Back, Hand, found_out_at_the_last_stage};
use crate::harness::{PLANTED, Sent, TestApp};

const ROW: &str = "#judging-rows > li";
const RECEIPT: &str = "#judging-working button";

/// The outside body proposes to close it.
fn propose(app: &TestApp, sent: &Sent) {
    Hand::at(app, "outside", sent)
        .propose(ClosingReason::Established)
        .unwrap();
    app.live_through(1);
}

/// What stands of a concern on the auditor's screen.
fn row(sent: &Sent) -> String {
    format!("{ROW}:has-text('{}')", &id(sent)[..8])
}

/// The auditor takes the second press of an approval.
fn approves(portal: &mut Portal, row: &str) {
    let part = format!("{row} details:has-text('Sign the approval')");
    portal.presses("auditor", &format!("{part} > summary"));
    portal
        .presses_until("auditor", &format!("{part} button"), RECEIPT)
        .says("Signed: Sign the approval: Concern ")
        .says("The receipt is checked.");
}

#[test]
fn an_auditor_refuses_and_approves_closings_of_the_last_stage_and_sees_nothing_of_them() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let sent = found_out_at_the_last_stage(&app);
    propose(&app, &sent);
    portal
        .signs_in(&app, "auditor")
        .says("Closings that wait for you");
    portal
        .waits("auditor", ROW)
        .says("proposed on Saturday 2 January 2027 to close it: established.")
        .says("If it is approved today, what was written is kept until Thursday 3 January 2030")
        .says("The steps")
        .does_not_say(PLANTED)
        .does_not_say(&id(&sent));
    portal
        .presses("auditor", &format!("{ROW} > details:last-of-type summary"))
        .says("The reporter reads it, and so do those who deal with it.");
    let sign = format!("{ROW} form button");
    portal
        .presses_until("auditor", &sign, ".govuk-error-summary")
        .says("Write something here first: ");
    portal.types(
        "auditor",
        &format!("{ROW} textarea"),
        "The outcome has no invented date.",
    );
    portal
        .presses_until("auditor", &sign, "#judging-none")
        .says("The receipt is checked.");
    assert_eq!(app.track(&sent).outlook.state, State::FindingsSent);
    let told = Back::with(&app, &sent).reads("refused").unwrap();
    assert_eq!(told, "The outcome has no invented date.");

    propose(&app, &sent);
    portal.signs_in(&app, "auditor");
    portal.waits("auditor", ROW);
    portal.presses("auditor", &format!("{ROW} details:nth-of-type(2) > summary"));
    portal
        .waits("auditor", &format!("{ROW} details[open] button"))
        .says("With your signature the concern is closed.");
    assert_eq!(
        app.track(&sent).outlook.state,
        State::ClosingProposed,
        "nothing is signed by the first press"
    );
    portal.presses("auditor", &format!("{ROW} details:nth-of-type(2) > summary"));
    portal.bars_nobody("auditor", "70-judging");
    // Everything is unfolded there.
    portal.presses("auditor", &format!("{ROW} details:nth-of-type(2) > summary"));
    approves(&mut portal, ROW);
    portal.waits("auditor", "#judging-none");
    assert_eq!(app.track(&sent).outlook.state, State::Closed);
    let saved = portal.saves("auditor", RECEIPT);
    assert!(!saved.is_empty());
}

#[test]
fn a_refusal_that_an_auditor_has_begun_outlives_a_lock_although_its_form_is_made_anew() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let sent = found_out_at_the_last_stage(&app);
    propose(&app, &sent);
    let words = "#judging-rows textarea";
    portal.signs_in(&app, "auditor");
    portal.waits("auditor", ROW);
    portal.unfolds("auditor", words);
    portal.types("auditor", words, "Half a reason.");
    portal.presses_until("auditor", "#lock", "#sign-in");
    portal.does("auditor", "sign_in", &unlock(app.key("auditor")));
    portal.waits("auditor", ROW);
    assert_eq!(portal.reads("auditor", words), ["Half a reason."]);
}

#[test]
fn a_judgement_leaves_the_refusal_that_was_begun_of_another_closing_as_it_is() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let all = [(); 3].map(|()| found_out_at_the_last_stage(&app));
    for sent in &all {
        propose(&app, sent);
    }
    let [approved, refused, begun] = all.each_ref().map(row);
    portal.signs_in(&app, "auditor");
    portal.waits("auditor", &begun);
    for (row, words) in [(&approved, "Not this."), (&begun, "Half a reason.")] {
        let words_at = format!("{row} textarea");
        portal.unfolds("auditor", &words_at);
        portal.types("auditor", &words_at, words);
    }
    approves(&mut portal, &approved);
    let open = format!("{begun} details[open] textarea");
    assert_eq!(portal.reads("auditor", &open), ["Half a reason."], "and unfolded");

    let words_at = format!("{refused} textarea");
    portal.unfolds("auditor", &words_at);
    portal.types("auditor", &words_at, "The outcome has no invented date.");
    portal
        .presses_until("auditor", &format!("{refused} form button"), RECEIPT)
        .says("The receipt is checked.");
    let left = portal.reads("auditor", "#judging-rows textarea");
    assert_eq!(left, ["Half a reason."], "of what was judged nothing is left");
    let states = all.each_ref().map(|sent| app.track(sent).outlook.state);
    assert_eq!(
        states,
        [State::Closed, State::FindingsSent, State::ClosingProposed]
    );
}
