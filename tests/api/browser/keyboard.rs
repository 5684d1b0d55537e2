//! Every flow with the keyboard alone.

use serde_json::{Value, json};

use super::{code_of, drive, lines, sent};
use crate::hands::{closed, found_out, scoped};
use crate::harness::{PLANTED, Sent, TestApp};

fn focus_was_always_seen(seen: &Value) {
    let faults = lines(&seen["faults"]);
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn a_concern_is_raised_with_the_keyboard_alone() {
    let app = TestApp::start();
    let seen = drive(
        &app,
        "keyboard_raise",
        &json!({ "what": format!("The till is short. {PLANTED}") }),
    );
    focus_was_always_seen(&seen);
    assert_eq!(seen["led"], "what", "the error leads to its field");
    let answers = seen["answers"].as_str().unwrap();
    assert!(
        answers.contains("Deputy guardian") && answers.contains("A few people"),
        "{answers}"
    );
    assert_eq!(seen["saved"], "receipt.txt");
    sent(&app, &seen["code"]);
}

/// Comes back to a concern and does these things.
fn acts(app: &TestApp, sent: &Sent, acts: &[&str]) {
    let mut input = code_of(sent);
    input["acts"] = json!(acts);
    let seen = drive(app, "keyboard_back", &input);
    focus_was_always_seen(&seen);
    for done in seen["done"].as_array().unwrap() {
        assert!(!done[1].as_str().unwrap().is_empty(), "{done}");
    }
}

#[test]
fn every_act_of_a_reporter_is_done_with_the_keyboard_alone() {
    let app = TestApp::start();
    let scoped = scoped(&app);
    app.tick();
    acts(&app, &scoped, &["message", "exclude", "scope-dispute", "danger"]);
}

#[test]
fn findings_are_objected_to_and_treatment_told_with_the_keyboard_alone() {
    let app = TestApp::start();
    let found = found_out(&app);
    app.tick();
    acts(&app, &found, &["findings-dispute"]);
    let app = TestApp::start();
    let closed = closed(&app);
    app.tick();
    acts(&app, &closed, &["treatment-well", "treatment"]);
}

#[test]
fn the_button_that_leaves_is_reached_with_the_keyboard_alone() {
    let app = TestApp::start();
    let seen = drive(&app, "keyboard_leave", &json!({}));
    focus_was_always_seen(&seen);
    assert_eq!(seen["away"], "https://www.bbc.co.uk/weather");
}
