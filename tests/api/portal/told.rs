//! What whoever decides, whoever approves and the reporter are told of a closing is true.

use serde_json::json;

use super::{Portal, id, one_finding, scoped};
use crate::browser::{code_of, drive};
use crate::hands::{Back, found_out, found_out_at_the_last_stage};
use crate::harness::{PLANTED, TestApp};

const DIFFERS: &str =
    "The findings say: established. The reason says: partly established. Look whether that is meant.";

#[test]
fn a_reason_that_contradicts_the_findings_is_named_to_both_and_the_reporter_learns_how_it_ended() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let sent = scoped(&app, &mut portal);
    portal.acts("guardian", "findings", &one_finding());
    app.live_through(15);
    portal.comes_back(&app, "guardian", &sent);
    assert_eq!(portal.reads("guardian", "#close-reason"), ["established"]);
    portal.unfolds("guardian", "form[data-act=close]");
    portal
        .fills("guardian", &json!({ "close-reason": "transferred" }))
        .does_not_say("The findings say");
    portal
        .fills("guardian", &json!({ "close-reason": "partly_established" }))
        .says(DIFFERS);
    portal
        .acts("guardian", "close", &json!({ "close-text": "It was mended." }))
        .says("It waits for a second person.");
    portal.signs_in_and_opens(&app, "chair", &sent);
    let heading = portal.reads("chair", "#judging-heading");
    assert_eq!(heading, ["The proposed closing"]);
    portal
        .unfolds_and_looks("chair", "form[data-act=approve]")
        .says("to close it: partly established. Read it first.")
        .says(DIFFERS);
    portal.bars_nobody("chair", "85-approve");
    portal.acts("chair", "approve", &json!({}));
    drop(portal);
    let told = drive(&app, "come_back", &code_of(&sent))["told"].to_string();
    for line in [
        "It was closed on Saturday 2 January 2027. Reason: partly established.",
        "Until Wednesday 2 January 2030 you can say below that you disagree.",
        "On Friday 2 April 2027 we ask you here",
        "The invented till is short.",
        "The till rolls show it.",
        "Read the till rolls.",
        "People they spoke to: 2. They decided by what is more likely than not.",
    ] {
        assert!(told.contains(line), "{line:?}: {told}");
    }
    for line in ["It is with", "There is no date to wait for"] {
        assert!(!told.contains(line), "{line:?}: {told}");
    }
}

#[test]
fn a_draft_that_comes_back_with_a_transfer_asks_for_its_receiver() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let sent = found_out(&app);
    portal.comes_back(&app, "guardian", &sent);
    portal.unfolds("guardian", "form[data-act=close]");
    portal.fills("guardian", &json!({ "close-reason": "transferred" }));
    portal.fills("guardian", &json!({ "close-receiver": "Invented Body" }));
    portal.goes("guardian", "desk");
    portal.does("guardian", "visit", &json!({ "concern": id(&sent) }));
    portal.unfolds("guardian", "form[data-act=close]");
    portal.waits("guardian", "#close-receiver");
    assert_eq!(portal.reads("guardian", "#close-receiver"), ["Invented Body"]);
}

#[test]
fn at_the_last_stage_the_page_says_who_approves_there_and_what_a_missed_date_brings() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let sent = found_out_at_the_last_stage(&app);
    Back::with(&app, &sent).message().unwrap();
    app.tick();
    portal
        .comes_back(&app, "outside", &sent)
        .says("After that the record shows everybody, every week, that it is late.")
        .says("Approved by another holder of the last stage, or by an auditor where there is none")
        .says("The reporter wrote.")
        .says(PLANTED);
}
