//! An office's new key and a new policy, made and signed in the browser.

use daylight::client::{offices, people};
use daylight::crypto::key_file::KeyFile;
use serde_json::{Value, json};

use super::{FAST, PASSPHRASE, Portal, bytes_of, id, in_file};
use crate::harness::TestApp;

#[test]
fn a_new_key_of_an_office_is_saved_first_then_proposed_signed_and_used() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    for who in ["guardian", "chair"] {
        portal.signs_in(&app, who);
    }
    let make = json!({ "act": "make-office-key", "passphrase": PASSPHRASE });
    let saved = portal.does("guardian", "change", &make)["file"].clone();
    let renew = |file: &Value, passphrase: &str| json!({ "act": "renew-office", "file": file, "passphrase": passphrase });
    for (file, passphrase, fault) in [
        (&saved, "another", "wrong-passphrase"),
        (
            &in_file(&app.key("guardian").write(PASSPHRASE, FAST).unwrap()),
            PASSPHRASE,
            "other-key",
        ),
        (
            &in_file(&app.key("deputy").write(PASSPHRASE, FAST).unwrap()),
            PASSPHRASE,
            "other-key",
        ),
    ] {
        assert_eq!(
            portal.fails("guardian", "change", &renew(file, passphrase)),
            fault
        );
    }
    let renewed = portal.does("guardian", "change", &renew(&saved, PASSPHRASE));
    app.tick();
    let page = portal.does("chair", "people", &Value::Null);
    let rows = page["offices"].as_array().unwrap();
    let row = rows.iter().find(|row| row["id"] == "guardian").unwrap();
    assert_eq!(
        (&row["can"], &row["stay"]),
        (&json!(["sign"]), &json!(["guardian"]))
    );
    let key = KeyFile::read(&bytes_of(&saved), PASSPHRASE).unwrap();
    let recipient = key.offices.last().unwrap().1.recipient().to_string();
    let words =
        daylight::client::public_file::office_words(&daylight_tlog::sha256(recipient.as_bytes())).join(" ");
    let told: Vec<&str> = words.split(' ').collect();
    assert_eq!(renewed["officeWords"], json!(told));
    let sign = |words: &str| json!({ "act": "sign-office", "office": "guardian", "words": words, "proposal": row["proposal"] });
    assert_eq!(
        portal.fails(
            "chair",
            "change",
            &sign("abacus abacus abacus abacus abacus abacus")
        ),
        "other-words"
    );
    portal.does("chair", "change", &sign(&words));
    app.tick();
    app.live_through(1);
    let sent = app.submit();
    app.tick();
    // The old key file does: the service keeps the new key sealed to the person.
    portal.signs_in(&app, "guardian");
    portal.opens("guardian", &sent);
    let standing = offices::standings(&app.trust());
    let recipient = daylight_tlog::sha256(recipient.as_bytes());
    assert!(standing.iter().any(|one| one.recipient == Some(recipient)));
    assert!(!id(&sent).is_empty());
}

#[test]
fn a_policy_is_proposed_by_the_operator_and_signed_by_the_last_stage() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    for who in ["operator", "guardian", "outside"] {
        portal.signs_in(&app, who);
    }
    let before = portal.does("operator", "people", &Value::Null);
    let toml = before["policies"][0]["toml"].as_str().unwrap();
    let new = toml.replacen("Independent guardian", "Independent reviewer", 1);
    let propose = |toml: &str| json!({ "act": "propose-policy", "toml": toml });
    assert_eq!(
        portal.fails("operator", "change", &propose("organisation = \"\"")),
        "bad-policy"
    );
    portal.does("operator", "change", &propose(&new));
    app.tick();
    let row = |page: &Value| {
        let rows = page["policies"].as_array().unwrap();
        rows.iter().find(|row| row["toml"] == *new).unwrap().clone()
    };
    let page = portal.does("guardian", "people", &Value::Null);
    assert_eq!(row(&page)["canSign"], false);
    let page = portal.does("outside", "people", &Value::Null);
    assert_eq!(
        (&row(&page)["canSign"], &row(&page)["since"]),
        (&json!(true), &json!("2026-12-18"))
    );
    let sign = json!({ "act": "sign-policy", "policy": row(&page)["policy"] });
    portal.does("outside", "change", &sign);
    app.tick();
    let policies = people::policies(&app.sign_in("operator")).unwrap().policies;
    assert!(
        policies
            .iter()
            .any(|view| view.toml == new && view.standing == "signed")
    );
}
