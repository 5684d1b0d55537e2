//! The form without scripts, in a Chromium that runs none.

use serde_json::{Value, json};

use super::{drive, lines, sent};
use crate::arrival::start;
use crate::harness::PLANTED;

fn walk(form: &str, path: &str, context: &Value) -> Value {
    let app = start();
    let seen = drive(
        &app,
        "arrival",
        &json!({
            "form": form, "path": path, "context": context, "barriers": true,
            "what": format!("The till is short. {PLANTED}"), "message": format!("Here I am. {PLANTED}"),
        }),
    );
    let barriers = lines(&seen["seen"]["barriers"]);
    assert!(barriers.is_empty(), "{form}: {barriers:#?}");
    let code = seen["code"].as_str().unwrap();
    sent(&app, &json!(code));
    for request in seen["seen"]["requests"].as_array().unwrap() {
        let url = request["url"].as_str().unwrap();
        assert!(
            !url.contains(['?', '#']) && !url.contains(&code.replace(' ', "-")),
            "{url}"
        );
    }
    assert_eq!(seen["kept"]["cookies"], json!([]));
    seen
}

#[test]
fn a_concern_is_raised_and_followed_in_a_browser_without_scripts() {
    let seen = walk("plain", "/", &json!({}));
    assert_eq!(lines(&seen["problems"]).len(), 2, "{}", seen["problems"]);
    assert_eq!(
        seen["same"], seen["code"],
        "the code that may be on paper already"
    );
    assert_eq!(seen["left"], true);
    assert!(seen["still"].as_str().unwrap().contains(PLANTED));
    assert_eq!(seen["focused"], "govuk-error-summary");
    let dates = lines(&seen["dates"]);
    assert!(dates[0].contains("Friday 25 December 2026"), "{dates:?}");
    let told = seen["told"].as_str().unwrap();
    assert!(
        told.contains("Your message has been sent.") && told.contains("Here I am."),
        "{told}"
    );
}

#[test]
fn nothing_bars_the_way_without_scripts_in_the_dark_and_from_right_to_left() {
    let small = json!({ "colorScheme": "dark", "viewport": { "width": 320, "height": 640 } });
    walk("plain-dark-320", "/", &small);
    walk(
        "plain-ur",
        "/ur",
        &json!({ "viewport": { "width": 390, "height": 800 } }),
    );
}
