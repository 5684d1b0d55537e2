//! Nobody is kept out: axe-core finds nothing on any screen, in any colours, at any size; everything works by keyboard.

use serde_json::{Value, json};

use super::{code_of, drive, lines};
use crate::hands::Hand;
use crate::harness::TestApp;

/// Every screen of raising a concern, the one with an error, and coming back.
fn walk(app: &TestApp, form: &str, path: &str, context: &Value) {
    let sent = app.submit();
    app.tick();
    Hand::at(app, "guardian", &sent).acknowledge();
    let with = |more: Value| {
        let mut input = json!({ "form": form, "path": path, "context": context, "barriers": true, "what": "The till is short." });
        input
            .as_object_mut()
            .unwrap()
            .extend(more.as_object().unwrap().clone());
        input
    };
    let mut code = code_of(&sent);
    code["picture"] = json!("30-concern");
    for (scenario, more) in [
        ("raise", json!({})),
        ("nothing_typed", json!({})),
        ("come_back", code),
    ] {
        let seen = drive(app, scenario, &with(more));
        let barriers = lines(&seen["seen"]["barriers"]);
        assert!(barriers.is_empty(), "{form}: {barriers:#?}");
    }
}

#[test]
fn nothing_bars_the_way_on_a_desktop() {
    walk(&TestApp::start(), "desktop", "/", &json!({}));
}

#[test]
fn nothing_bars_the_way_on_a_small_telephone_in_the_dark() {
    let context = json!({ "colorScheme": "dark", "viewport": { "width": 320, "height": 640 } });
    walk(&TestApp::start(), "dark-320", "/", &context);
}

#[test]
fn nothing_bars_the_way_from_right_to_left() {
    let context = json!({ "viewport": { "width": 390, "height": 800 } });
    walk(&TestApp::start(), "ur", "/ur", &context);
}
