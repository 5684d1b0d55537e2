//! What was begun and not signed: thrown away where nothing will come of it.

use serde_json::json;

use super::{Portal, id};
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
