//! Raising a concern in the browser.

use daylight::client::desk;
use daylight_domain::{ClockName, StageNo, Urgency};
use serde_json::{Value, json};

use super::{account, drive, lines, sent};
use crate::hands::Hand;
use crate::harness::{PLANTED, TestApp};

fn what() -> Value {
    json!({ "what": format!("The till is short. {PLANTED}") })
}

/// Nothing that was typed, and no code, is in any request, address or store of the browser.
pub(super) fn says_nothing(seen: &Value) {
    let code = seen["code"].as_str().unwrap_or("no code");
    for request in seen["seen"]["requests"].as_array().unwrap() {
        let request = request.to_string();
        for secret in [PLANTED, code, &code.replace(' ', "-")] {
            assert!(!request.contains(secret), "{request}");
        }
    }
    let kept = &seen["kept"];
    for store in ["local", "session"] {
        assert_eq!(kept[store], "{}", "{kept}");
    }
    assert_eq!((&kept["cookie"], &kept["cookies"]), (&json!(""), &json!([])));
    assert!(!kept["address"].as_str().unwrap().contains(['#', '?']), "{kept}");
    assert!(kept["state"].as_str().unwrap().parse::<u32>().is_ok(), "{kept}");
}

#[test]
fn r01_r32_a_concern_is_raised_without_a_name_and_rust_opens_what_the_browser_sealed() {
    let app = TestApp::start();
    let seen = drive(&app, "raise", &what());
    says_nothing(&seen);
    assert_eq!(seen["left"], "", "nothing stays in a field once it is sent");
    let account = account(&app, &seen["code"]);
    assert!(account.contains("The till is short."), "{account}");
    assert!(
        account.contains("What happened?"),
        "under its question: {account}"
    );
    assert!(
        account.contains("I do not know"),
        "R05: that is an answer: {account}"
    );
    assert!(!account.contains("Do you want to tell us who you are?\nYes"));
    let requests = seen["seen"]["requests"].as_array().unwrap();
    assert!(requests.len() <= 8, "{} requests", requests.len());
    let dates = lines(&seen["dates"]);
    assert!(dates[0].contains("Friday 25 December 2026"), "{dates:?}");
    assert!(seen["back"].as_str().unwrap().contains("Friday 25 December 2026"));
}

#[test]
fn r05_nothing_has_to_be_answered_but_what_happened() {
    let app = TestApp::start();
    let seen = drive(
        &app,
        "raise",
        &json!({ "only": format!("I was told: {PLANTED}") }),
    );
    assert!(seen["answers"].as_str().unwrap().contains("Not given"), "{seen}");
    assert!(account(&app, &seen["code"]).contains("I was told"));
}

#[test]
fn a04_every_screen_lists_the_outside_routes_before_and_after_sending() {
    let app = TestApp::start();
    let seen = drive(&app, "raise", &what());
    let code = json!({ "code": seen["code"] });
    sent(&app, &seen["code"]);
    let back = drive(&app, "come_back", &code);
    let screens = [&seen, &back]
        .into_iter()
        .flat_map(|seen| seen["seen"]["help"].as_array().unwrap());
    let screens: Vec<&Value> = screens.collect();
    assert!(screens.len() >= 15, "{screens:?}");
    assert!(
        screens.iter().all(|screen| screen[1].as_u64().unwrap() >= 3),
        "{screens:?}"
    );
}

#[test]
fn r17_yes_to_danger_starts_the_clock_of_a_day_and_says_so_before_anything_is_sent() {
    let app = TestApp::start();
    let mut input = what();
    input["danger"] = json!("yes");
    let seen = drive(&app, "raise", &input);
    let sent = sent(&app, &seen["code"]);
    let outlook = app.track(&sent).outlook;
    assert_eq!(outlook.urgency, Urgency::Danger);
    assert!(outlook.deadlines.iter().any(|due| due.clock == ClockName::Danger));
    let dates = lines(&seen["dates"]);
    assert!(dates[0].contains("Saturday 19 December 2026"), "{dates:?}");
    app.live_through(2);
    assert_eq!(
        app.track(&sent).outlook.stage,
        StageNo(2),
        "and it moves up when nobody answers"
    );
}

#[test]
fn r23_whoever_is_ticked_gets_no_key_and_the_last_stage_cannot_be_ticked() {
    let app = TestApp::start();
    let mut input = what();
    input["exclude"] = json!(["guardian"]);
    let seen = drive(&app, "raise", &input);
    assert!(seen["answers"].as_str().unwrap().contains("Independent guardian"));
    let sent = sent(&app, &seen["code"]);
    app.tick();
    assert!(Hand::find(&app, "guardian", &sent).is_none());
    assert!(Hand::find(&app, "deputy", &sent).is_some());
    let (on_the_desk, broken) = desk::find(&app.sign_in("guardian")).unwrap();
    assert_eq!((on_the_desk.len(), broken), (0, 0));
}

#[test]
fn with_nothing_typed_the_page_says_what_is_missing_and_goes_to_it() {
    let app = TestApp::start();
    let seen = drive(&app, "nothing_typed", &json!({}));
    let says = seen["says"].as_str().unwrap();
    assert!(
        says.contains("There is a problem") && says.contains("Say what happened."),
        "{says}"
    );
    assert_eq!(seen["beside"], "Say what happened.");
    assert_eq!(seen["title"], "Error: Raise a concern");
    assert_eq!(seen["focused"], "problem");
}

#[test]
fn where_webassembly_is_off_a_concern_is_sealed_all_the_same() {
    let app = TestApp::start();
    let mut input = what();
    input["args"] = json!(["--js-flags=--jitless"]);
    let seen = drive(&app, "raise", &input);
    let requests = seen["seen"]["requests"].as_array().unwrap();
    let fetched = |name: &str| {
        let mut urls = requests.iter().map(|one| one["url"].as_str().unwrap());
        urls.any(|url| url.ends_with(name))
    };
    assert!(fetched("-argon2.js"), "the way without it was gone");
    assert!(account(&app, &seen["code"]).contains(PLANTED));
}

#[test]
fn without_a_connection_at_send_everything_stays_and_sending_again_is_safe() {
    let app = TestApp::start();
    let seen = drive(&app, "offline", &what());
    let says = seen["says"].as_str().unwrap();
    assert!(
        says.contains("has not been sent") && says.contains("no connection"),
        "{says}"
    );
    assert!(seen["still"].as_str().unwrap().contains(PLANTED));
    sent(&app, &seen["code"]);
}

#[test]
fn back_and_change_keep_what_was_typed_at_one_address() {
    let app = TestApp::start();
    let seen = drive(&app, "back", &what());
    let (before, changed) = (
        seen["before"].as_str().unwrap(),
        seen["changed"].as_str().unwrap(),
    );
    assert_eq!(changed, format!("{before} And more."));
    assert_eq!(seen["addresses"].as_array().unwrap().len(), 1);
}

#[test]
fn shift_three_times_leaves_at_once_and_nothing_is_there_on_coming_back() {
    let app = TestApp::start();
    let seen = drive(&app, "leave", &what());
    let headers = &seen["headers"];
    assert_eq!(headers["referrer-policy"], "no-referrer");
    assert!(headers["clear-site-data"].as_str().unwrap().contains("storage"));
    assert_eq!(seen["left"], json!(["https://www.bbc.co.uk/weather"]));
    assert_eq!(seen["typed"], "");
}

#[test]
fn a_browser_with_another_day_is_told_of_both() {
    let app = TestApp::start();
    let seen = drive(&app, "wrong_clock", &json!({ "device": "2026-12-21" }));
    let says = seen["says"].as_str().unwrap();
    assert!(
        says.contains("Monday 21 December 2026") && says.contains("Friday 18 December 2026"),
        "{says}"
    );
}
