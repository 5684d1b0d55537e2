//! A signature is for the proposal that the page has shown, and for no other.

use daylight::client::public_file::office_words;
use daylight::client::{offices, people};
use daylight::crypto::hybrid::HybridIdentity;
use daylight_domain::{OfficeId, PersonId};
use daylight_tlog::sha256;
use serde_json::{Value, json};

use super::Portal;
use super::joining::{self, row};
use crate::harness::TestApp;

#[test]
fn whoever_was_shown_a_coming_signs_no_leaving_that_was_proposed_since() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let key = joining::proposed(&app, &mut portal);
    portal.signs_in(&app, "chair");
    let shown = row(&mut portal, "chair", joining::NAME);
    let newcomer: PersonId = key["person"].as_str().unwrap().parse().unwrap();
    people::retire(&app.sign_in("operator"), newcomer).unwrap();
    app.tick();
    let sign = |proposal: &Value, words: &str| json!({ "act": "sign-person", "person": newcomer, "words": words, "proposal": proposal });
    let heard = joining::words(&key);
    for words in [heard.as_str(), ""] {
        let stale = portal.fails("chair", "change", &sign(&shown["proposal"], words));
        assert_eq!(stale, "no-such-proposal");
    }
    let now = row(&mut portal, "chair", joining::NAME);
    assert_eq!((&now["standing"], &now["words"]), (&json!("retiring"), &json!(0)));
    let said = portal.fails("chair", "change", &sign(&now["proposal"], &heard));
    assert_eq!(said, "other-words", "nothing is read out for a leaving");
    portal.does("chair", "change", &sign(&now["proposal"], ""));
    app.tick();
    assert_eq!(row(&mut portal, "chair", joining::NAME)["standing"], "retired");
}

#[test]
fn whoever_was_shown_a_key_of_an_office_signs_no_other_that_was_proposed_since() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let guardian: OfficeId = "guardian".parse().unwrap();
    let renewed = || {
        let identity = HybridIdentity::generate(&app.entropy);
        offices::renew(&app.sign_in("guardian"), &guardian, &identity, &[]).unwrap();
        app.tick();
        office_words(&sha256(identity.recipient().to_string().as_bytes())).join(" ")
    };
    renewed();
    portal.signs_in(&app, "chair");
    let shown = office(&mut portal, "chair", "guardian");
    let words = renewed();
    let sign = |proposal: &Value| json!({ "act": "sign-office", "office": "guardian", "words": words, "proposal": proposal });
    let stale = portal.fails("chair", "change", &sign(&shown["proposal"]));
    assert_eq!(stale, "no-such-proposal");
    let now = office(&mut portal, "chair", "guardian");
    portal.does("chair", "change", &sign(&now["proposal"]));
}

/// How an office is shown to a person.
fn office(portal: &mut Portal, who: &str, id: &str) -> Value {
    let page = portal.does(who, "people", &Value::Null);
    let rows = page["offices"].as_array().unwrap();
    rows.iter().find(|row| row["id"] == id).unwrap().clone()
}
