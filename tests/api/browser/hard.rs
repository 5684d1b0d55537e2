//! Hard cases: long texts, rules that change meanwhile, a service that stops, codes typed in every way.

use daylight::client::people;
use serde_json::json;

use super::{account, change_policy, code_of, drive, drive_meanwhile, lines, sent};
use crate::hands::Hand;
use crate::harness::{PLANTED, TestApp};

/// So many bytes of text in many scripts, none of which a text field alters.
fn text(bytes: usize) -> String {
    let letters = "Żółć, ελληνικά, עברית, اردو, ไทย, 漢字, 🙈👩🏽\u{200d}🚒, e\u{301}\n";
    let start = format!("{PLANTED} ");
    let mut text = start + &letters.repeat(bytes.div_euclid(letters.len()));
    while text.len() >= bytes {
        text.pop();
    }
    // No space at the end, which the page takes off.
    let rest = bytes.saturating_sub(text.len());
    text + &"x".repeat(rest)
}

#[test]
fn a_text_of_256_kib_in_every_script_arrives_byte_for_byte() {
    let app = TestApp::start();
    let long = text(256 * 1024);
    let seen = drive(&app, "raise", &json!({ "only": long, "pictures": null }));
    assert!(account(&app, &seen["code"]).contains(&long));
}

#[test]
fn a_text_that_is_too_long_is_said_to_be_and_nothing_of_it_is_cut() {
    let app = TestApp::start();
    // Of a script that browsers lay out fast.
    let long = format!("{PLANTED} {}", "é ".repeat(91_000));
    let seen = drive(&app, "too_long", &json!({ "what": long }));
    let says = seen["says"].as_str().unwrap();
    assert!(
        says.contains("Make it shorter") && says.contains("characters too long"),
        "{says}"
    );
    assert_eq!(seen["isWhole"], true);
}

#[test]
fn a_concern_is_sealed_anew_when_the_rules_changed_while_the_page_stood_open() {
    let mut app = TestApp::start();
    change_policy(&app);
    app.live_through(7);
    let seen = drive_meanwhile(&mut app, "meanwhile", &json!({ "what": PLANTED }), |app| {
        app.live_through(1);
    });
    // Sent the day after, under the rules of that day: five days, not seven.
    let dates = lines(&seen["dates"]);
    assert!(dates[0].contains("Thursday 31 December 2026"), "{dates:?}");
    assert!(account(&app, &seen["code"]).contains(PLANTED));
}

#[test]
fn an_office_whose_holder_left_while_the_page_stood_open_is_sealed_to_as_the_record_then_has_it() {
    let mut app = TestApp::start();
    let seen = drive_meanwhile(&mut app, "meanwhile", &json!({ "what": PLANTED }), |app| {
        let deputy = app.sign_in("deputy").person;
        people::retire(&app.sign_in("operator"), deputy).unwrap();
        app.tick();
        people::sign(&app.sign_in("chair"), deputy).unwrap();
        app.live_through(2);
    });
    let code = sent(&app, &seen["code"]);
    app.tick();
    assert!(Hand::find(&app, "guardian", &code).is_some());
}

#[test]
fn a_service_that_stops_at_send_and_starts_again_gets_the_concern_once() {
    let mut app = TestApp::start();
    let mut stopped = None;
    let input = json!({ "what": PLANTED, "fails": true });
    let seen = drive_meanwhile(&mut app, "meanwhile", &input, |app| match stopped {
        None => stopped = Some(app.stop()),
        Some(address) => app.start_again(address),
    });
    let says = seen["says"].as_str().unwrap();
    assert!(says.contains("Send it again: it cannot arrive twice"), "{says}");
    assert!(account(&app, &seen["code"]).contains(PLANTED));
}

#[test]
fn a_code_is_taken_in_any_case_with_spaces_hyphens_and_line_breaks_and_a_swap_is_told() {
    let app = TestApp::start();
    let code = app.submit();
    app.tick();
    let seen = drive(&app, "codes", &code_of(&code));
    let led = lines(&seen["led"]);
    assert_eq!(led, ["You sent it on Friday 18 December 2026."; 5]);
    assert!(
        seen["swapped"].as_str().unwrap().contains("two are swapped"),
        "{seen}"
    );
}
