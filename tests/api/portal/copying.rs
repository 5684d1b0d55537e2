//! Whoever copies a reporter's words out is told what they can give away, however they went about it.

use serde_json::json;

use super::Portal;
use crate::harness::TestApp;

const WARNING: &str = "These words may show who wrote them. Write a summary.";

/// Chooses all there is where the focus is, and copies it.
fn copies_all(portal: &mut Portal) {
    for key in ["Control+a", "Control+c"] {
        portal.does("guardian", "key", &json!({ "key": key }));
    }
}

/// A concern that the guardian has opened, with no warning on it yet.
fn opened(app: &TestApp) -> Portal {
    let mut portal = Portal::at(app);
    let sent = app.submit();
    app.tick();
    portal
        .signs_in_and_opens(app, "guardian", &sent)
        .does_not_say(WARNING);
    portal
}

#[test]
fn copying_the_reporters_words_says_what_they_can_give_away() {
    let app = TestApp::start();
    let mut portal = opened(&app);
    portal.does("guardian", "copy", &json!({ "at": "#account" }));
    portal.does("guardian", "look", &json!({})).says(WARNING);
}

#[test]
fn so_does_copying_the_whole_page_and_copying_ones_own_words_does_not() {
    let app = TestApp::start();
    let mut portal = opened(&app);
    portal.unfolds("guardian", "form[data-act=message]");
    portal.types("guardian", "#message-text", "A question of my own.");
    portal.presses("guardian", "#message-text");
    copies_all(&mut portal);
    portal.does("guardian", "copy", &json!({ "at": "#concern-name" }));
    portal.does("guardian", "look", &json!({})).does_not_say(WARNING);
    portal.presses("guardian", "#concern-name");
    copies_all(&mut portal);
    portal.does("guardian", "look", &json!({})).says(WARNING);
}

#[test]
fn so_does_copying_them_out_of_the_box_for_a_redacted_copy() {
    let app = TestApp::start();
    let mut portal = opened(&app);
    portal.acts("guardian", "acknowledge", &json!({}));
    portal.unfolds("guardian", "form[data-act=redact]");
    portal.fills("guardian", &json!({ "redact-part": "account" }));
    portal.presses_until("guardian", "#redact-load", "#redact-text:focus");
    copies_all(&mut portal);
    portal.does("guardian", "look", &json!({})).says(WARNING);
}

#[test]
fn so_does_copying_what_was_found() {
    let app = TestApp::start();
    let mut portal = opened(&app);
    portal.goes("guardian", "desk");
    for _ in 0..2 {
        portal.fills("guardian", &json!({ "search-words": "account" }));
        portal.presses_until("guardian", "#search button", "#searching p");
        portal.waits("guardian", "#found li");
        portal.does("guardian", "copy", &json!({ "at": "#found" }));
        portal.does("guardian", "look", &json!({})).says(WARNING);
    }
}
