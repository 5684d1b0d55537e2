//! Sending again, starting again, going back.

use daylight::client::desk;
use serde_json::{Value, json};

use super::{account, drive, lines, sent};
use crate::harness::{PLANTED, TestApp};

fn what(more: &Value) -> Value {
    let mut input = json!({ "what": format!("The till is short. {PLANTED}") });
    let fields = more.as_object().unwrap().clone();
    input.as_object_mut().unwrap().extend(fields);
    input
}

/// How many concerns have come to the first office's desk.
fn arrived(app: &TestApp) -> usize {
    app.tick();
    let (found, broken) = desk::find(&app.sign_in("guardian")).unwrap();
    assert_eq!(broken, 0);
    found.len()
}

fn nothing_remains(seen: &Value) {
    assert_eq!(
        (&seen["typed"], &seen["ticked"]),
        (&json!(""), &json!(0)),
        "{seen}"
    );
    let shown = lines(&seen["shown"]);
    assert!(shown.iter().all(|text| text.trim().is_empty()), "{shown:?}");
}

#[test]
fn a_concern_whose_answer_was_lost_keeps_its_code_and_does_not_arrive_twice() {
    let app = TestApp::start();
    let seen = drive(&app, "lost_answer", &what(&json!({})));
    let says = seen["says"].as_str().unwrap();
    assert!(
        says.contains("we do not know whether your concern has arrived"),
        "{says}"
    );
    assert!(!says.contains("has not been sent"), "{says}");
    assert_eq!((&seen["again"], &seen["another"]), (&seen["code"], &json!(false)));
    assert_eq!(seen["changed"], "");
    sent(&app, &seen["code"]);
    assert_eq!(arrived(&app), 1);
}

#[test]
fn what_was_changed_after_a_lost_answer_is_said_not_to_be_in_what_arrived_and_stays_on_the_page() {
    let app = TestApp::start();
    let changed = format!("The other till is short too. {PLANTED}");
    let seen = drive(&app, "lost_answer", &what(&json!({ "changed": changed })));
    let told = seen["changed"].as_str().unwrap();
    assert!(told.contains("What you changed since is not in it"), "{told}");
    assert!(told.contains(&changed), "nothing is lost: {told}");
    let read = account(&app, &seen["code"]);
    assert!(
        read.contains("The till is short.") && !read.contains("The other till"),
        "{read}"
    );
    assert_eq!(arrived(&app), 1);
}

#[test]
fn two_tabs_send_two_concerns_and_know_nothing_of_each_other() {
    let app = TestApp::start();
    let other = format!("The stairs are wet. {PLANTED}");
    let seen = drive(&app, "two_tabs", &what(&json!({ "other": other })));
    let codes = seen["codes"].as_array().unwrap();
    assert_ne!(codes[0], codes[1]);
    assert!(
        seen["still"].as_str().unwrap().contains("The till is short."),
        "{seen}"
    );
    assert!(account(&app, &codes[0]).contains("The till is short."));
    assert!(account(&app, &codes[1]).contains("The stairs are wet."));
    assert_eq!(arrived(&app), 2);
}

#[test]
fn a_page_that_is_loaded_again_has_nothing_left_and_says_nothing_was_sent() {
    let app = TestApp::start();
    for (lost, kept) in [(false, 0), (true, 1)] {
        let seen = drive(
            &app,
            "reload",
            &what(&json!({ "lost": lost, "danger": "unsure" })),
        );
        for moment in ["after", "back"] {
            nothing_remains(&seen[moment]);
            assert_eq!(
                seen[moment]["screens"],
                json!(["start"]),
                "{moment}: no false \"sent\""
            );
        }
        assert_eq!(arrived(&app), kept);
    }
}

#[test]
fn back_after_sent_shows_that_it_was_sent_and_nothing_that_was_typed() {
    let app = TestApp::start();
    let seen = drive(&app, "back_after_sent", &what(&json!({})));
    for mut moment in seen["moments"].as_array().unwrap().clone() {
        assert_eq!(moment["screens"], json!(["sent"]));
        // The dates stay: they are no secret of the reporter's alone.
        moment["shown"].as_array_mut().unwrap().pop();
        nothing_remains(&moment);
    }
    assert_eq!(arrived(&app), 1);
}
