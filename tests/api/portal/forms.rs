//! Forms of a concern: what they say when something stands already, is missing, is final, or happened meanwhile.

use daylight::words::languages;
use daylight_domain::{Disputed, Urgency};
use serde_json::json;

use super::Portal;
use crate::hands::{Back, found_out};
use crate::harness::{Sent, TestApp};

fn in_danger(app: &TestApp) -> Sent {
    let (code, sealed) = app.seal(&[], Urgency::Danger);
    let sent = app.send(code, &sealed);
    app.tick();
    sent
}

/// What the acknowledgement begins with, in each language.
fn ready(portal: &mut Portal, who: &str) -> Vec<String> {
    let read = |words: &daylight::words::Words| {
        portal.fills(who, &json!({ "acknowledge-ready": words.code() }));
        portal.presses(who, "[data-ready-for=acknowledge-text] button");
        portal.reads(who, "#acknowledge-text").concat()
    };
    languages().iter().map(read).collect()
}

#[test]
fn the_ready_acknowledgement_of_danger_speaks_of_the_danger_and_promises_no_date() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let sent = in_danger(&app);
    portal.signs_in_and_opens(&app, "guardian", &sent);
    for (words, text) in languages().iter().zip(ready(&mut portal, "guardian")) {
        assert_eq!(text, words.say("ready-acknowledge-danger"));
        assert!(text.contains("999") && !text.contains("202"), "{text}");
    }
}

#[test]
fn the_ready_acknowledgement_of_a_later_stage_promises_nothing_that_was_settled_before() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let sent = found_out(&app);
    Back::with(&app, &sent).dispute(Disputed::Findings).unwrap();
    app.tick();
    let seen = portal.signs_in_and_opens(&app, "chair", &sent);
    assert!(seen.offers("acknowledge"));
    for text in ready(&mut portal, "chair") {
        assert!(text.contains("Audit committee"), "{text}");
        assert!(!text.contains("202") && !text.contains('{'), "{text}");
    }
}
