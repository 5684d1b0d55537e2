//! What the service does not take is said in the language of the page.

use daylight::words::{Words, languages};
use jiff::ToSpan as _;
use serde_json::{Value, json};

use super::{Portal, id, unlock};
use crate::hands::Hand;
use crate::harness::TestApp;

fn welsh() -> &'static Words {
    languages().iter().find(|words| words.code() == "cy").unwrap()
}

#[test]
fn a_refusal_is_said_in_welsh_where_somebody_works_in_welsh() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let sent = app.submit();
    app.tick();
    portal.opens_page(&app, "guardian", "/cy/reviewer");
    portal.does("guardian", "sign_in", &unlock(app.key("guardian")));
    portal.does("guardian", "open", &json!({ "concern": id(&sent) }));
    let act = |portal: &mut Portal, act: &str, fields: Value| {
        let seen = portal.does("guardian", "act", &json!({ "act": act, "fields": fields }));
        seen.problem().to_owned()
    };
    assert_eq!(act(&mut portal, "no-conflict", json!({})), "");
    assert_eq!(act(&mut portal, "acknowledge", json!({})), "");

    // A rule of the record, with the day that it sets.
    let due = app.track(&sent).outlook.deadlines[0].due;
    let latest = due.checked_add(28.days()).unwrap();
    let extend = json!({
        "extend-clock": "first_decision",
        "extend-due": latest.checked_add(1.day()).unwrap().to_string(),
        "extend-text": "A witness is away.",
    });
    let date = welsh().date(latest);
    let expected = welsh().say_with("say-rule-extension_out_of_bounds", &[("date", &date)]);
    let says = act(&mut portal, "extend", extend);
    assert!(says.contains(expected.as_ref()), "{says}");

    // A fixed word of the service: somebody else was first.
    Hand::at(&app, "deputy", &sent).write();
    let says = act(&mut portal, "message", json!({ "message-text": "My own words." }));
    for key in ["say-stale-shown", "say-stale-again"] {
        assert!(says.contains(welsh().say(key).as_ref()), "{says}");
    }
    assert!(portal.reads("guardian", "#problems [lang=en]").is_empty());
}
