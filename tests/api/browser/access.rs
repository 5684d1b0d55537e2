//! Nobody is kept out: axe-core finds nothing on any screen, in any colours, at any size; everything works by keyboard.

use serde_json::{Value, json};

use super::pages::get;
use super::{code_of, drive, lines};
use crate::hands::{Hand, closed};
use crate::harness::{Replica, TestApp};

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
    let mut act = code_of(&sent);
    act["act"] = json!("message");
    act["text"] = json!("One more thing.");
    for (scenario, more) in [
        ("raise", json!({})),
        ("nothing_typed", json!({})),
        // On its way it comes through all screens again.
        (
            "lost_answer",
            json!({ "changed": "The other till too.", "barriers": ["21-no-receipt", "22-code-fixed"] }),
        ),
        (
            "wrong_code",
            json!({ "code": "abacus abacus abacus abacus abacus abacus abacuz" }),
        ),
        ("come_back", code),
        ("act", act),
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

/// Raising a concern and coming back to it, in these surroundings.
fn there_and_back(app: &TestApp, form: &str, path: &str, context: &Value) {
    let sent = app.submit();
    app.tick();
    let mut back = code_of(&sent);
    back["picture"] = json!("30-concern");
    for (scenario, mut input) in [
        ("raise", json!({ "what": "The till is short." })),
        ("come_back", back),
    ] {
        for (name, value) in [
            ("form", json!(form)),
            ("path", json!(path)),
            ("context", context.clone()),
            ("barriers", json!(true)),
        ] {
            input[name] = value;
        }
        let seen = drive(app, scenario, &input);
        let barriers = lines(&seen["seen"]["barriers"]);
        assert!(barriers.is_empty(), "{form}: {barriers:#?}");
    }
}

#[test]
fn nothing_bars_the_way_from_right_to_left_in_the_dark() {
    let context = json!({ "colorScheme": "dark", "viewport": { "width": 390, "height": 800 } });
    there_and_back(&TestApp::start(), "ur-dark", "/ur", &context);
}

#[test]
fn nothing_bars_the_way_in_a_colour_of_the_organisations_own() {
    let mut app = TestApp::start();
    app.stop();
    let service = app.open_with(&app.database.url(), &app.clock, "[look]\ncolour = \"#8a1f7a\"\n");
    app.replicas.push(Replica::start(service));
    assert!(get(&app, "/").contains("-look.css"));
    for scheme in ["light", "dark"] {
        let context = json!({ "colorScheme": scheme, "viewport": { "width": 800, "height": 900 } });
        there_and_back(&app, &format!("colour-{scheme}"), "/", &context);
    }
}

#[test]
fn nothing_bars_the_way_at_a_concern_with_everything_on_it() {
    let app = TestApp::start();
    let sent = closed(&app);
    app.live_through(100);
    for context in [
        json!({}),
        json!({ "colorScheme": "dark", "viewport": { "width": 320, "height": 640 } }),
    ] {
        let mut input = code_of(&sent);
        input["barriers"] = json!(true);
        input["picture"] = json!("33-closed");
        input["context"] = context;
        let seen = drive(&app, "come_back", &input);
        let barriers = lines(&seen["seen"]["barriers"]);
        assert!(barriers.is_empty(), "{barriers:#?}");
    }
}

/// What changes without a change of screen is announced (WCAG 4.1.3), and each screen says what it is (2.4.2, 2.4.6).
#[test]
fn what_happens_is_announced_and_each_screen_has_one_heading() {
    let app = TestApp::start();
    let page = get(&app, "/");
    for announced in [
        "<div id=\"sending\" role=\"status\">",
        "<div id=\"entering\" role=\"status\">",
        "id=\"concern-done\" role=\"status\"",
        "id=\"code-copied\" role=\"status\"",
        "<div role=\"alert\">",
    ] {
        assert!(page.contains(announced), "{announced}");
    }
    for screen in page.split(" data-screen=\"").skip(1) {
        let name = screen.split('"').next().unwrap();
        assert_eq!(screen.matches("<h1").count(), 1, "{name}");
    }
}
