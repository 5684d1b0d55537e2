//! What was begun and not signed: thrown away where nothing will come of it.

use serde_json::{Value, json};

use super::{Portal, id, unlock};
use crate::harness::TestApp;

#[test]
fn what_was_begun_is_thrown_away_with_a_second_press_after_its_words_were_shown() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let [thrown, kept] = [app.submit(), app.submit()];
    app.tick();
    portal.signs_in_and_opens(&app, "guardian", &thrown);
    portal.fills(
        "guardian",
        &json!({ "acknowledge-text": "Nothing will come of it." }),
    );
    portal.goes("guardian", "desk");
    portal.opens("guardian", &kept);
    portal.fills("guardian", &json!({ "acknowledge-text": "Of this it will." }));
    portal.goes("guardian", "desk");
    let row = format!("#begun-list li:has-text('{}')", &id(&thrown)[..8]);
    let button = format!("{row} button");
    let seen = portal.presses_until("guardian", &button, "#begun-list .daylight-words");
    seen.says("Nothing will come of it.")
        .does_not_say("Of this it will.");
    portal.presses("guardian", &button);
    let one = "#begun-list:not(:has(li + li))";
    portal.waits("guardian", one);
    for (sent, words) in [(&kept, "Of this it will."), (&thrown, "")] {
        portal.does("guardian", "visit", &json!({ "concern": id(sent) }));
        let begun = portal.reads("guardian", "#acknowledge-text").concat();
        assert!(
            begun.contains(words) && !begun.contains("Nothing will"),
            "{begun}"
        );
    }

    // What is on the screen behind the desk can be thrown away too, and the browser asks for nothing then.
    portal.does("guardian", "visit", &json!({ "concern": id(&kept) }));
    portal.goes("guardian", "desk");
    portal.waits("guardian", one);
    portal.presses("guardian", "#begun-list button");
    portal.waits("guardian", "#begun-list .daylight-words");
    portal.presses("guardian", "#begun-list button");
    portal.waits("guardian", "#begun[hidden] li, body:has(#begun[hidden])");
    portal.does("guardian", "visit", &json!({ "concern": id(&kept) }));
    let begun = portal.reads("guardian", "#acknowledge-text").concat();
    assert!(!begun.contains("Of this it will."), "{begun}");
}

/// A scope of two points that are looked into.
fn two_points(first: &str, second: &str) -> Value {
    json!({
        "scope-1-text": first, "scope-1-in": true,
        "scope-2-text": second, "scope-2-in": true,
    })
}

#[test]
fn findings_come_back_on_their_own_points_when_a_colleague_has_settled_others_meanwhile() {
    let [till, safe, door] = ["The till is short.", "The safe is open.", "The door is broken."];
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let [sent, other] = [app.submit(), app.submit()];
    app.tick();
    portal.signs_in_and_opens(&app, "guardian", &sent);
    portal.acts("guardian", "acknowledge", &json!({}));
    portal.unfolds("guardian", "form[data-act=scope]");
    portal.presses("guardian", "#scope-add");
    portal.acts("guardian", "scope", &two_points(till, safe));
    portal.unfolds("guardian", "form[data-act=findings]");
    let begun = json!({
        "finding-1-upheld": true, "finding-1-text": "The till rolls show it.",
        "finding-2-not_upheld": true, "finding-2-text": "It was locked.",
        "findings-text": "A letter.",
    });
    portal.fills("guardian", &begun);
    portal.goes("guardian", "desk");
    portal.does("guardian", "open", &json!({ "concern": id(&other) }));

    portal.signs_in_and_opens(&app, "deputy", &sent);
    portal.unfolds("deputy", "form[data-act=scope]");
    portal.presses("deputy", "#scope-add");
    portal.acts("deputy", "scope", &two_points(door, till));
    let boxes = "#finding-1-text, #finding-2-text, #findings-text";
    let letter = "A letter.\n\nThe safe is open.\nIt was locked.";
    let marked = "input[name^='finding-']:checked";
    portal.does("guardian", "visit", &json!({ "concern": id(&sent) }));
    assert_eq!(
        portal.reads("guardian", boxes),
        ["", "The till rolls show it.", letter]
    );
    assert_eq!(portal.reads("guardian", marked), ["upheld"]);

    portal.presses_until("guardian", "#lock", "#sign-in");
    portal.acts("deputy", "scope", &two_points(till, door));
    portal.does("guardian", "sign_in", &unlock(app.key("guardian")));
    portal.does("guardian", "visit", &json!({ "concern": id(&sent) }));
    assert_eq!(
        portal.reads("guardian", boxes),
        ["The till rolls show it.", "", letter]
    );
    assert_eq!(
        portal.reads("guardian", "#finding-1-upheld:checked").len(),
        1,
        "its result is with its point"
    );
}
