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

/// What the page says is in the way, which is this sentence in Welsh and nothing quoted.
#[track_caller]
fn is_said(portal: &mut Portal, who: &str, says: &str, key: &str) {
    assert!(says.contains(welsh().say(key).as_ref()), "{who} {key}: {says}");
    let quoted = portal.reads(who, "#problems [lang=en]");
    assert!(quoted.is_empty(), "{who} {key}: {quoted:?}");
}

#[test]
fn what_is_refused_and_is_no_rule_of_the_record_is_said_in_welsh_too() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    for who in ["auditor", "operator"] {
        portal.opens_page(&app, who, "/cy/reviewer");
        portal.does(who, "sign_in", &unlock(app.key(who)));
    }
    portal.goes("auditor", "figures");
    // One that the page knows to be no period, and one of which only the service knows.
    for period in ["next year", "2020"] {
        portal.fills("auditor", &json!({ "figures-period": period }));
        let seen = portal.presses_until("auditor", "#figures-of button", "#problem");
        is_said(&mut portal, "auditor", seen.problem(), "say-rule-no_figures");
    }
    portal.goes("auditor", "audit");
    let opinion = json!({ "opinion-sound": true, "opinion-size": "4161" });
    portal.fills("auditor", &opinion);
    let seen = portal.presses_until("auditor", "#opinion-form button", "#problem");
    is_said(&mut portal, "auditor", seen.problem(), "say-rule-no_such_size");

    let invite = |portal: &mut Portal, address: &str| {
        let fields = json!({ "invite-name": "Newcomer Invented", "invite-address": address, "invite-role": "auditor" });
        let seen = portal.does(
            "operator",
            "people",
            &json!({ "act": "invite", "fields": fields }),
        );
        seen.problem().to_owned()
    };
    let says = invite(&mut portal, "Newcomer <newcomer@example.org>");
    is_said(&mut portal, "operator", &says, "say-rule-no_mail_address");
    let token = app.token("operator");
    let one = json!({ "name": "Somebody Invented", "address": "", "role": "auditor" });
    while app.post("admin/invitations", Some(&token), &one).status == 200 {}
    let says = invite(&mut portal, "newcomer@example.org");
    is_said(&mut portal, "operator", &says, "say-rule-many_invitations");
}

#[test]
fn what_the_page_has_no_words_for_is_quoted_as_english() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    portal.opens_page(&app, "operator", "/cy/reviewer");
    portal.does("operator", "sign_in", &unlock(app.key("operator")));
    let unknown = format!("{}\n[nonsense]\n", daylight::server::POLICY);
    let fields = json!({ "policy-toml": unknown });
    let seen = portal.does(
        "operator",
        "people",
        &json!({ "act": "propose-policy", "fields": fields }),
    );
    assert_ne!(seen.problem(), "");
    let quoted = portal.reads("operator", "#problems [lang=en]");
    assert_eq!(quoted.len(), 1, "{}", seen.problem());
}
