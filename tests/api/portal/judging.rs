//! An auditor judges closings of the last stage in the browser, on their form, from the steps alone.

use daylight_domain::{ClosingReason, State};

use super::{Portal, id, unlock};
use crate::hands::{Back, Hand, found_out_at_the_last_stage};
use crate::harness::{PLANTED, TestApp};

#[test]
fn an_auditor_refuses_and_approves_closings_of_the_last_stage_and_sees_nothing_of_them() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let sent = found_out_at_the_last_stage(&app);
    let propose = || {
        Hand::at(&app, "outside", &sent)
            .propose(ClosingReason::Established)
            .unwrap();
        app.live_through(1);
    };
    let row = "#judging-rows > li";
    propose();
    portal.signs_in(&app, "auditor");
    portal.goes("auditor", "audit");
    portal
        .waits("auditor", row)
        .says("proposed on Saturday 2 January 2027 to close it: established.")
        .says("The steps")
        .does_not_say(PLANTED)
        .does_not_say(&id(&sent));
    portal.presses("auditor", &format!("{row} > details:last-of-type summary"));
    let sign = format!("{row} form button");
    portal
        .presses_until("auditor", &sign, ".govuk-error-summary")
        .says("Write something here first: ");
    portal.types(
        "auditor",
        &format!("{row} textarea"),
        "The outcome has no invented date.",
    );
    portal
        .presses_until("auditor", &sign, "#judging-none")
        .says("The receipt is checked.");
    assert_eq!(app.track(&sent).outlook.state, State::FindingsSent);
    let told = Back::with(&app, &sent).reads("refused").unwrap();
    assert_eq!(told, "The outcome has no invented date.");

    propose();
    portal.signs_in(&app, "auditor");
    portal.goes("auditor", "audit");
    portal.waits("auditor", row);
    portal.bars_nobody("auditor", "70-judging");
    portal
        .presses_until("auditor", &format!("{row} > button"), "#judging-none")
        .says("The receipt is checked.");
    assert_eq!(app.track(&sent).outlook.state, State::Closed);
    let saved = portal.saves("auditor", "#judging-working button");
    assert!(!saved.is_empty());
}

#[test]
fn a_refusal_that_an_auditor_has_begun_outlives_a_lock_although_its_form_is_made_anew() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let sent = found_out_at_the_last_stage(&app);
    Hand::at(&app, "outside", &sent)
        .propose(ClosingReason::Established)
        .unwrap();
    app.live_through(1);
    let words = "#judging-rows textarea";
    portal.signs_in(&app, "auditor");
    portal.goes("auditor", "audit");
    portal.waits("auditor", "#judging-rows > li");
    portal.unfolds("auditor", words);
    portal.types("auditor", words, "Half a reason.");
    portal.presses_until("auditor", "#lock", "#sign-in");
    portal.does("auditor", "sign_in", &unlock(app.key("auditor")));
    portal.goes("auditor", "audit");
    portal.waits("auditor", "#judging-rows > li");
    assert_eq!(portal.reads("auditor", words), ["Half a reason."]);
}
