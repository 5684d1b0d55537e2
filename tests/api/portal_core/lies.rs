//! What a service could alter in what it says to a holder is found out, and nothing that it chose is signed.

use daylight::client::people;
use serde_json::json;

use super::{Portal, id, person, unlock};
use crate::entitled::found;
use crate::hands::closed;
use crate::harness::TestApp;
use crate::portal_core::joining;

#[test]
fn a_service_that_alters_anything_of_what_it_says_to_a_holder_is_found_out() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let (sent, other) = (app.submit(), app.submit());
    app.tick();
    portal.signs_in(&app, "guardian");
    for concern in [&sent, &other] {
        portal.opens("guardian", concern);
        portal.acts("guardian", concern, &json!({ "act": "acknowledge", "text": "" }));
        portal.acts(
            "guardian",
            concern,
            &json!({ "act": "message", "text": "an invented line" }),
        );
    }
    let note = json!({ "act": "note", "text": "an invented note", "offices": ["guardian"] });
    portal.acts("guardian", &sent, &note);
    let newcomer = joining::proposed(&app, &mut portal);
    let mut scene = unlock(app.key("guardian"));
    scene["concern"] = json!(id(&sent));
    scene["other"] = json!(id(&other));
    scene["newcomer"] = newcomer["person"].clone();
    scene["words"] = json!(joining::words(&newcomer));
    for helper in ["chair", "operator"] {
        scene[helper] = unlock(app.key(helper))["file"].clone();
    }
    let lies = portal.does("liar", "lies", &scene);
    let verdicts = lies.as_array().unwrap();
    assert!(verdicts.len() > 30, "{lies}");
    for verdict in verdicts {
        let (lie, said) = (verdict[0].as_str().unwrap(), verdict[1].as_str().unwrap());
        let expected = match lie.split(':').next().unwrap() {
            "sign-in" => "service",
            "capsule" => "no-concern",
            "search" => "missed",
            "concern" if lie.contains("words") => "marked",
            _ => "untrusted",
        };
        assert_eq!(said, expected, "{lie}");
    }
}

#[test]
fn whoever_signs_for_people_and_rules_or_checks_the_record_sees_what_it_has_whatever_the_service_says() {
    let app = TestApp::start_as_ever("");
    let mut portal = Portal::at(&app);
    let newcomer = joining::proposed(&app, &mut portal);
    let propose = |longer: &str| {
        let toml = format!("{}{longer}", daylight::server::POLICY);
        people::propose_policy(&app.sign_in("operator"), &toml).unwrap();
        daylight_tlog::sha256(toml.as_bytes()).to_string()
    };
    let policy = propose("\n");
    app.tick();
    let waiting = propose("\n\n");
    let other = TestApp::start_at_another_log();
    assert_ne!(app.trust().log, other.trust().log);
    assert_eq!(person(&app, "chair"), person(&other, "chair"));
    let scene = json!({
        "chair": unlock(app.key("chair")), "outside": unlock(app.key("outside")),
        "auditor": unlock(app.key("auditor")), "newcomer": newcomer["person"],
        "policy": policy, "waiting": waiting, "other": format!("http://{}", other.replicas[0].address),
    });
    let lies = portal.does("liar", "people-lies", &scene);
    let verdicts = lies.as_array().unwrap();
    assert!(verdicts.len() > 12, "{lies}");
    for verdict in verdicts {
        let (lie, said) = (verdict[0].as_str().unwrap(), verdict[1].as_str().unwrap());
        let expected = match lie.split(':').next().unwrap() {
            "person" | "standing" => "as recorded",
            _ => "untrusted",
        };
        assert_eq!(said, expected, "{lie}");
    }
}

#[test]
fn a_concern_that_does_not_hold_together_is_said_to_after_opening_and_moves_up() {
    let mut app = TestApp::start();
    let mut portal = Portal::at(&app);
    let sent = app.submit_unsound();
    portal.signs_in(&app, "guardian");
    let seen = &portal.does("guardian", "open", &json!(id(&sent)))["concern"];
    assert_eq!((&seen["unsound"], &seen["about"]), (&json!(true), &json!("")));
    let act = json!({ "concern": id(&sent), "act": { "act": "mismatch" } });
    let signed = portal.does("guardian", "act", &act);
    assert_eq!(signed["followedBy"], json!(["escalated"]));
}

#[test]
fn what_a_colleague_alone_opened_and_closed_is_not_said_to_be_missed() {
    let app = TestApp::start_as(found);
    let mut portal = Portal::at(&app);
    closed(&app);
    app.tick();
    for (who, seen) in [("guardian", 1), ("reader", 0)] {
        portal.signs_in(&app, who);
        let sought = portal.does(who, "search", &json!("account"));
        assert_eq!(sought["found"].as_array().unwrap().len(), seen, "{who}: {sought}");
        assert_eq!(sought["missed"], 0, "{who}");
    }
}
