//! A letter that goes with a scope or with findings is an act of its own: two are signed with one press. Receipts of each press.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use daylight_tlog::receipt::UncheckedReceipt;
use serde_json::{Value, json};

use super::{Portal, id, one_point};
use crate::hands::{Back, Hand};
use crate::harness::{Sent, TestApp};

const LETTER: &str = "Tell us if it misses your point.";

/// The guardian has acknowledged it.
fn acknowledged(app: &TestApp, portal: &mut Portal) -> Sent {
    let sent = app.submit();
    app.tick();
    portal.signs_in_and_opens(app, "guardian", &sent);
    portal.acts("guardian", "acknowledge", &json!({}));
    sent
}

/// A scope of one point, with a letter.
fn scope_and_letter() -> Value {
    let mut scope = one_point();
    scope["scope-text"] = json!(LETTER);
    scope
}

/// The kind of act that a saved receipt proves.
fn proves(saved: &Value) -> &'static str {
    let text = STANDARD.decode(saved["content"].as_str().unwrap()).unwrap();
    let receipt = UncheckedReceipt::parse(&text).unwrap();
    let receipt = receipt.verify_with_own_key().unwrap();
    receipt.entry.entry().act.kind()
}

#[test]
fn an_opening_has_a_receipt_too() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let sent = app.submit();
    app.tick();
    portal.signs_in(&app, "guardian");
    portal.does("guardian", "open", &json!({ "concern": id(&sent) }));
    portal.unfolds("guardian", "#receipt");
    let saved = portal.does("guardian", "save", &json!({ "at": "#receipt" }));
    assert_eq!(proves(saved.gave()), "opened");
}

#[test]
fn a_letter_goes_with_its_scope_and_the_receipts_of_both_are_saved() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let sent = acknowledged(&app, &mut portal);
    portal.acts("guardian", "scope", &scope_and_letter());
    assert!(Hand::at(&app, "deputy", &sent).reads("message").is_some());
    portal.unfolds("guardian", "#receipt");
    let saved = portal.does("guardian", "save", &json!({ "at": "#receipt", "beside": 1 }));
    let saved = saved.gave();
    assert_eq!([proves(saved), proves(&saved["beside"][0])], ["scope", "message"]);
}

#[test]
fn a_letter_that_does_not_arrive_is_told_from_the_scope_that_did() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let sent = acknowledged(&app, &mut portal);
    portal.does("guardian", "once", &json!({ "in": "/acts" }));
    let says = portal.fails("guardian", "scope", &scope_and_letter());
    assert!(
        says.contains("Of the letter that goes with it: There is no connection. Nothing was signed"),
        "{says}"
    );
    let seen = portal.does("guardian", "look", &json!({}));
    assert!(seen.done().starts_with("Signed:"), "{}", seen.done());
    assert_eq!(portal.reads("guardian", "#message-text"), [LETTER]);
    let back = Back::with(&app, &sent);
    assert!(back.reads("scope").is_some() && back.reads("message").is_none());
}
