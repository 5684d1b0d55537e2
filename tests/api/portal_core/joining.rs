//! Newcomers make their key in the browser, and are let in by those who heard its words.

use daylight::client::people;
use daylight::client::public_file::PublicFile;
use daylight::crypto::key_file::KeyFile;
use daylight_domain::Role;
use daylight_tlog::LogKey;
use serde_json::{Value, json};

use super::{FAST, PASSPHRASE, Portal, bytes_of, id, in_file, person, unlock, whole_desk};
use crate::harness::TestApp;
use crate::inspectors::reader;
use crate::office_keys::retire;

pub(super) const NAME: &str = "Newcomer Invented";

/// The words of a new key as they are read out.
pub(super) fn words(key: &Value) -> String {
    let words: Vec<&str> = key["words"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(Value::as_str)
        .collect();
    words.join(", ")
}

/// A newcomer to the guardian's office who was invited, has made a key, and is proposed; published.
pub(super) fn proposed(app: &TestApp, portal: &mut Portal) -> Value {
    let (key, invitation) = invited(app, portal, false);
    propose(app, portal, &invitation);
    key
}

/// Invited, and has made a key; whether the office has nobody else who holds it. With the invitation's id.
fn invited(app: &TestApp, portal: &mut Portal, is_first: bool) -> (Value, Value) {
    portal.signs_in(app, "operator");
    let invite = json!({
        "act": "invite", "name": NAME, "address": "", "role": "holder", "office": "guardian", "until": "",
    });
    let done = portal.does("operator", "change", &invite);
    let (_, token) = done["link"]
        .as_str()
        .unwrap()
        .split_once("/reviewer#join=")
        .unwrap();
    let (token, invitation) = (token.to_owned(), done["people"]["invitations"][0]["id"].clone());
    let seen = portal.does(NAME, "invitation", &json!(token));
    assert_eq!(
        (&seen["name"], &seen["officeName"], &seen["isFirst"]),
        (&json!(NAME), &json!("Independent guardian"), &json!(is_first))
    );
    let key = portal.does(
        NAME,
        "makeKey",
        &json!({ "token": token, "passphrase": PASSPHRASE }),
    );
    let answer =
        |file: &Value, passphrase: &str| json!({ "token": token, "file": file, "passphrase": passphrase });
    assert_eq!(
        portal.fails(NAME, "answerInvitation", &answer(&key["file"], "another")),
        "wrong-passphrase"
    );
    for (wrong, fault) in [
        (app.key("deputy"), "known-key"),
        (&reader(app, Role::Auditor), "other-key"),
    ] {
        let file = in_file(&wrong.write(PASSPHRASE, FAST).unwrap());
        let says = portal.fails(NAME, "answerInvitation", &answer(&file, PASSPHRASE));
        assert_eq!(says, fault);
    }
    portal.does(NAME, "answerInvitation", &answer(&key["file"], PASSPHRASE));
    assert_eq!(portal.fails(NAME, "invitation", &json!(token)), "no-invitation");
    (key, invitation)
}

fn propose(app: &TestApp, portal: &mut Portal, invitation: &Value) {
    let propose = json!({ "act": "propose-invited", "invitation": invitation });
    portal.does("operator", "change", &propose);
    app.tick();
}

/// How somebody is shown to a person.
pub(super) fn row(portal: &mut Portal, who: &str, name: &str) -> Value {
    let page = portal.does(who, "people", &Value::Null);
    let people = page["people"].as_array().unwrap();
    people.iter().find(|row| row["name"] == name).unwrap().clone()
}

/// What a person may do about the newcomer.
fn can(portal: &mut Portal, who: &str) -> Value {
    row(portal, who, NAME)["can"].clone()
}

#[test]
fn a_newcomer_makes_a_key_is_signed_and_let_in_and_opens_what_came_before() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let sent = app.submit();
    app.tick();
    let key = proposed(&app, &mut portal);
    // Our own program opens what the browser wrote, and knows the log from it.
    let read = KeyFile::read(&bytes_of(&key["file"]), PASSPHRASE).unwrap();
    assert_eq!(read.log, Some(app.trust().log));
    assert_eq!(
        PublicFile::of(&read, None).key_words().join(", "),
        words(&key),
        "what is read out is what others compare"
    );

    for who in ["guardian", "chair"] {
        portal.signs_in(&app, who);
    }
    assert_eq!(can(&mut portal, "chair"), json!(["sign"]));
    assert_eq!(can(&mut portal, "guardian"), json!(["admit"]));
    let duties = portal.does("guardian", "me", &Value::Null)["duties"].clone();
    assert!(
        duties
            .as_array()
            .unwrap()
            .contains(&json!({ "duty": "admit", "about": NAME })),
        "{duties}"
    );
    let proposal = row(&mut portal, "chair", NAME)["proposal"].clone();
    let act = |act: &str, words: &str| json!({ "act": act, "person": key["person"], "words": words, "proposal": proposal });
    let wrong = words(&key).replacen(' ', " abacus ", 1);
    for (who, what) in [("chair", "sign-person"), ("guardian", "admit")] {
        assert_eq!(portal.fails(who, "change", &act(what, &wrong)), "other-words");
        portal.does(who, "change", &act(what, &words(&key).to_uppercase()));
    }
    app.tick();
    app.live_through(1);
    let me = portal.does(
        NAME,
        "unlock",
        &json!({ "file": key["file"], "passphrase": PASSPHRASE }),
    );
    let own = &portal.does(NAME, "words", &json!(null))["own"];
    assert_eq!(
        (&me["name"], &me["logIsKnown"], own),
        (&json!(NAME), &json!(true), &key["words"])
    );
    assert_eq!(whole_desk(&mut portal, NAME)["unopened"][0]["concern"], id(&sent));
    let seen = portal.opens(NAME, &sent);
    assert!(seen["account"].as_str().unwrap().starts_with("account: "));
}

#[test]
fn the_first_holder_of_an_office_that_nobody_holds_makes_its_key_and_is_let_in_by_the_last_stage() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    retire(&app, "guardian", "chair");
    let (key, invitation) = invited(&app, &mut portal, true);
    propose(&app, &mut portal, &invitation);
    for who in ["chair", "outside"] {
        portal.signs_in(&app, who);
    }
    assert_eq!(can(&mut portal, "chair"), json!(["sign"]));
    assert_eq!(can(&mut portal, "outside"), json!(["sign", "admit"]));
    let proposal = row(&mut portal, "chair", NAME)["proposal"].clone();
    let person = |act: &str| json!({ "act": act, "person": key["person"], "words": words(&key), "proposal": proposal });
    let proposal = &portal.does("chair", "people", &Value::Null)["offices"][0]["proposal"];
    let office = |words: &str| json!({ "act": "sign-office", "office": "guardian", "words": words, "proposal": proposal });
    let spoken = key["officeWords"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(Value::as_str)
        .collect::<Vec<_>>()
        .join(" ");
    portal.does("chair", "change", &person("sign-person"));
    assert_eq!(
        portal.fails("chair", "change", &office(&words(&key))),
        "other-words"
    );
    portal.does("chair", "change", &office(&spoken));
    portal.does("outside", "change", &person("admit"));
    app.tick();
    app.live_through(1);
    let sent = app.submit();
    app.tick();
    let unlock = json!({ "file": key["file"], "passphrase": PASSPHRASE });
    assert_eq!(portal.does(NAME, "unlock", &unlock)["name"], NAME);
    assert_eq!(whole_desk(&mut portal, NAME)["unopened"][0]["concern"], id(&sent));
    let seen = portal.opens(NAME, &sent);
    assert!(seen["account"].as_str().unwrap().starts_with("account: "));
}

#[test]
fn whoever_is_not_known_or_at_another_log_does_not_get_in() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let key = proposed(&app, &mut portal);
    let newcomer = json!({ "file": key["file"], "passphrase": PASSPHRASE });
    assert_eq!(portal.fails(NAME, "unlock", &newcomer), "unknown-person");
    assert_eq!(portal.fails(NAME, "me", &Value::Null), "signed-out");
    let mut other = app.copy_of_key("guardian");
    let log = LogKey::new("other.daylight.invalid/log", &[3; 32]).unwrap();
    other.log = Some(log.verifier().clone());
    let fault = portal.ask("guardian", "unlock", &unlock(&other)).unwrap_err();
    assert_eq!(
        (&fault["fault"], &fault["what"]),
        (&json!("untrusted"), &json!("log_key_changed"))
    );
    let own = app.trust();
    assert!(daylight::client::SignedIn::new(app.client().clone(), own, other).is_err());
    other = app.copy_of_key("guardian");
    other.log = Some(app.trust().log);
    let me = portal.does("guardian", "unlock", &unlock(&other));
    assert_eq!(me["logIsKnown"], true);
}

#[test]
fn a_person_leaves_by_signatures_of_the_browser_and_is_away_by_their_own() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    portal.signs_in(&app, "operator");
    portal.signs_in(&app, "guardian");
    let away = json!({ "act": "away", "person": person(&app, "guardian"), "from": "2026-12-21", "until": "2026-12-24" });
    portal.does("guardian", "change", &away);
    let retire = json!({ "act": "retire", "person": person(&app, "deputy") });
    portal.does("operator", "change", &retire);
    app.tick();
    portal.signs_in(&app, "chair");
    let deputy = row(&mut portal, "chair", "deputy");
    assert_eq!(deputy["can"], json!(["sign", "away"]));
    assert_eq!(deputy["words"], 0, "nothing is read out");
    assert_eq!(
        row(&mut portal, "chair", "guardian")["away"],
        json!({ "from": "2026-12-21", "until": "2026-12-24" })
    );
    let proposal = &deputy["proposal"];
    let sign =
        json!({ "act": "sign-person", "person": person(&app, "deputy"), "words": "", "proposal": proposal });
    portal.does("chair", "change", &sign);
    app.tick();
    app.live_through(1);
    let deputy = unlock(app.key("deputy"));
    assert_eq!(portal.fails("deputy", "unlock", &deputy), "unknown-person");
    let listed = people::list(&app.sign_in("chair")).unwrap().people;
    let deputy = listed.iter().find(|view| view.name == "deputy").unwrap();
    assert_eq!(deputy.standing, "retired");
}

#[test]
fn r21_while_somebody_is_away_their_stage_is_told_who_stands_in_and_they_are_not() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    portal.signs_in(&app, "guardian");
    let away = json!({ "act": "away", "person": person(&app, "guardian"), "from": "2026-12-21", "until": "2026-12-24" });
    portal.does("guardian", "change", &away);
    app.tick();
    let stands_in = json!({ "duty": "deputy", "about": "Independent guardian" });
    let mut told = |who: &str| {
        portal.signs_in(&app, who);
        let me = portal.does(who, "me", &Value::Null);
        me["duties"].as_array().unwrap().contains(&stands_in)
    };
    assert!(!told("deputy"), "not yet");
    app.live_through(3);
    assert!(told("deputy"));
    assert!(!told("guardian") && !told("chair"));
    app.live_through(4);
    assert!(!told("deputy"), "they are back");
}
