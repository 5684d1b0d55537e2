//! What a reporter may save: a receipt and the dates, under names that say nothing.

use serde_json::{Value, json};
use tempfile::tempdir;

use super::{drive, sent};
use crate::harness::{PLANTED, TestApp};
use crate::program::{daylight, said};

/// Checks a saved receipt as anybody can, with no service at hand; gives what the program says.
fn verified(app: &TestApp, receipt: &Value) -> String {
    assert_eq!(receipt["name"], "receipt.txt");
    let folder = tempdir().unwrap();
    let (file, key) = (folder.path().join("receipt.txt"), folder.path().join("key"));
    std::fs::write(&file, receipt["text"].as_str().unwrap()).unwrap();
    std::fs::write(&key, app.trust().log.vkey()).unwrap();
    let (file, key) = (file.to_str().unwrap(), key.to_str().unwrap());
    let checked = daylight(&["receipt", "verify", file, "--log-key", key], "", &[]);
    assert!(checked.status.success(), "{}", said(&checked));
    String::from_utf8_lossy(&checked.stdout).into_owned()
}

fn says_nothing(kept: &Value, code: &str) {
    for file in ["receipt", "dates"] {
        let text = kept[file]["text"].as_str().unwrap().to_lowercase();
        let secrets = [PLANTED, "till", "concern\"", "code", "guardian", "council"];
        // The receipt is an entry of the record, which names that a concern was received.
        for secret in secrets.into_iter().chain(code.split(' ')) {
            let is_own_name = file == "receipt" && secret == "concern\"";
            assert!(is_own_name || !text.contains(secret), "{file}: {secret}: {text}");
        }
    }
}

#[test]
fn a10_a_receipt_saved_from_the_page_verifies_offline_and_shows_no_content() {
    let app = TestApp::start_in_earnest();
    let kept = drive(
        &app,
        "keep_sent",
        &json!({ "what": format!("The till is short. {PLANTED}") }),
    );
    let code = kept["code"].as_str().unwrap();
    sent(&app, &kept["code"]);
    says_nothing(&kept, code);
    let told = verified(&app, &kept["receipt"]);
    assert!(told.contains("Friday 18 December 2026"), "{told}");
    app.live_through(1);
    let later = drive(&app, "keep_later", &json!({ "code": code }));
    says_nothing(&later, code);
    let told = verified(&app, &later["receipt"]);
    assert!(told.contains("Proven"), "the promise was kept: {told}");
}

#[test]
fn the_calendar_is_read_by_another_program_and_says_no_more_than_dates() {
    let app = TestApp::start();
    let kept = drive(&app, "keep_sent", &json!({ "what": PLANTED }));
    sent(&app, &kept["code"]);
    assert_eq!(kept["dates"]["name"], "dates.ics");
    let events = kept["events"].as_array().unwrap();
    assert_eq!(events[0]["day"], "2026-12-25");
    assert!(events.len() >= 3, "{events:?}");
    for event in events {
        assert_eq!(
            (&event["summary"], &event["isWholeDay"]),
            (&json!("Date"), &json!(true))
        );
        assert_eq!(
            event["names"],
            json!(["uid", "dtstamp", "dtstart", "summary", "transp"])
        );
    }
}
