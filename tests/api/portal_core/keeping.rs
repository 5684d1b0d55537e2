//! What the worker keeps and for how long: sessions, passkeys, words it looks through, files, answers that are lost.

use daylight::client::{Reporter, attachments};
use daylight_domain::{Act, State};
use serde_json::{Value, json};

use super::{Portal, bytes_of, id, in_file, opened_by_two, unlock, whole_desk};
use crate::hands::{Back, Hand};
use crate::harness::{PLANTED, TestApp};
use crate::program::{AtDesk, done};

#[test]
fn a_session_that_is_over_or_locked_leaves_no_key_behind() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let sent = app.submit();
    app.tick();
    let me = portal.signs_in(&app, "guardian");
    assert_eq!(me["idleSeconds"], 600);
    portal.opens("guardian", &sent);
    app.clock.advance_ms(601_000);
    let look = json!(id(&sent));
    assert_eq!(portal.fails("guardian", "concern", &look), "signed-out");
    // Nothing is left that could even be asked for.
    let part = json!({ "concern": id(&sent), "part": "account" });
    assert_eq!(portal.fails("guardian", "part", &part), "signed-out");
    assert_eq!(portal.fails("guardian", "secrets", &Value::Null), "signed-out");
    portal.signs_in(&app, "guardian");
    assert_eq!(portal.does("guardian", "concern", &look)["settled"], true);
    portal.does("guardian", "lock", &Value::Null);
    assert_eq!(portal.fails("guardian", "me", &Value::Null), "signed-out");
}

#[test]
fn ten_wrong_passphrases_a_damaged_file_and_another_file_are_told_apart() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let mut with = unlock(app.key("guardian"));
    with["passphrase"] = json!("another");
    for _ in 0..10 {
        assert_eq!(portal.fails("guardian", "unlock", &with), "wrong-passphrase");
    }
    let whole = bytes_of(&with["file"]);
    with["passphrase"] = json!(super::PASSPHRASE);
    for damaged in [&whole[..whole.len() / 2], &whole[..40], b"", b"the till is short"] {
        with["file"] = in_file(damaged);
        assert_eq!(portal.fails("guardian", "unlock", &with), "damaged-key");
    }
    portal.signs_in(&app, "guardian");
}

#[test]
fn a_key_that_a_passkey_opened_signs_in_and_what_is_sealed_to_it_lies_at_the_service() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    portal.signs_in(&app, "guardian");
    let person = json!(super::person(&app, "guardian"));
    assert_eq!(portal.fails("page", "passkeyFile", &person), "no-passkey");
    let secrets = portal.does("guardian", "secrets", &Value::Null);
    let sealed = in_file(b"age-encryption.org/v1\n-> sealed to an invented passkey");
    portal.does("guardian", "keepPasskey", &sealed);
    assert_eq!(portal.does("page", "passkeyFile", &person), sealed);
    let me = portal.does("page", "unlocked", &secrets);
    assert_eq!(me["person"], person);
    portal.does("guardian", "dropPasskey", &Value::Null);
    assert_eq!(portal.fails("page", "passkeyFile", &person), "no-passkey");
}

#[test]
fn r13_names_that_come_up_again_are_counted_in_the_browser_and_found_by_their_words() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let sent = [app.submit(), app.submit(), app.submit()];
    app.tick();
    portal.signs_in(&app, "guardian");
    for (each, tags) in sent.iter().zip([
        json!(["A. Invented ", "the  till"]),
        json!(["The Till", "the till"]),
        json!([]),
    ]) {
        portal.opens("guardian", each);
        let seen = portal.acts("guardian", each, &json!({ "act": "tags", "tags": tags }));
        let step = seen["steps"].as_array().unwrap().last().unwrap().clone();
        assert_eq!(
            (&step["kind"], &step["words"]),
            (&json!("note"), &json!([])),
            "not shown as words"
        );
    }
    let act = json!({ "act": "tags", "tags": ["the till"] });
    assert_eq!(
        portal.acts("guardian", &sent[0], &act)["tags"],
        json!(["the till"]),
        "the newest counts"
    );
    let repeats = portal.does("guardian", "repeats", &json!({ "anew": true }))["tags"].take();
    assert_eq!(repeats.as_array().unwrap().len(), 1, "{repeats}");
    assert_eq!(repeats[0]["tag"], "the till");
    let concerns: Vec<&str> = repeats[0]["concerns"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|each| each["concern"].as_str())
        .collect();
    assert_eq!(concerns.len(), 2);
    assert!(concerns.contains(&&*id(&sent[0])) && concerns.contains(&&*id(&sent[1])));

    let message = json!({ "act": "message", "text": format!("Ask in the CANTEEN, {PLANTED}.") });
    portal.acts("guardian", &sent[2], &message);
    let hits = portal.does("guardian", "search", &json!("in  the canteen"))["found"].take();
    assert_eq!(hits.as_array().unwrap().len(), 1, "{hits}");
    assert_eq!(hits[0]["concern"], id(&sent[2]));
    assert!(
        hits[0]["places"][0]["around"]
            .as_str()
            .unwrap()
            .contains("CANTEEN")
    );
    assert_eq!(
        portal.does("guardian", "search", &json!("the till"))["found"]
            .as_array()
            .unwrap()
            .len(),
        0
    );

    let folder = tempfile::tempdir().unwrap();
    let terminal = AtDesk::new(&app, "guardian", folder.path());
    let told = done(&terminal.run(&["inbox", "--repeats"]));
    assert_eq!(
        told["tags"][0]["concerns"].as_array().unwrap().len(),
        2,
        "the browser's"
    );
    done(&terminal.run(&["act", "tag", &id(&sent[2]), "The  Till"]));
    let repeats = portal.does("guardian", "repeats", &json!({ "anew": true }))["tags"].take();
    assert_eq!(
        repeats[0]["concerns"].as_array().unwrap().len(),
        3,
        "the terminal's"
    );
}

#[test]
fn several_without_a_concern_are_signed_in_one_step_and_what_is_refused_is_named() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let sent = [app.submit(), app.submit()];
    app.tick();
    portal.signs_in(&app, "guardian");
    for each in &sent {
        portal.opens("guardian", each);
    }
    let decided = &sent[0];
    for act in [
        json!({ "act": "acknowledge", "text": "" }),
        json!({ "act": "scope", "points": [{ "text": "Nothing.", "isIn": false, "reason": "no concern is stated" }] }),
        json!({ "act": "findings", "points": [], "enquiries": ["Read it."], "spokenTo": 0, "atRisk": "no" }),
    ] {
        portal.acts("guardian", decided, &act);
    }
    app.live_through(15);
    portal.signs_in(&app, "guardian");
    let all: Vec<String> = sent.iter().map(id).collect();
    let tried = portal.does(
        "guardian",
        "closeSeveral",
        &json!({ "concerns": all, "text": "Nothing is stated." }),
    );
    let which: Vec<&str> = (0..2).map(|at| tried[at]["concern"].as_str().unwrap()).collect();
    assert_eq!(which, all);
    let receipt = tried[0]["receipt"].as_str().unwrap();
    assert!(
        receipt.contains("closing_proposed") && tried[0]["why"].is_null(),
        "{tried}"
    );
    let why = &tried[1]["why"];
    assert_eq!(tried[1]["receipt"], "");
    assert_eq!(why["rule"]["name"], "not_the_holding_stage", "{why}");
    assert!(why["says"].as_str().unwrap().contains(' '), "a sentence: {why}");
    let seen = portal.does("guardian", "concern", &json!(id(decided)));
    assert_eq!(seen["proposals"][0]["to"], "no_concern_stated");
}

#[test]
fn a_file_of_the_reporter_is_described_and_fetched() {
    let app = TestApp::start();
    let (mut portal, folder) = (Portal::at(&app), tempfile::tempdir().unwrap());
    let sent = app.submit();
    let (path, trust) = (folder.path().join("invented list.txt"), app.trust());
    std::fs::write(&path, format!("{PLANTED}\n").repeat(5000)).unwrap();
    let reporter = Reporter::from_code(&sent.code, &trust).unwrap();
    reporter
        .attach(app.client(), &trust, &app.track(&sent), &path, &|_, _| ())
        .unwrap();
    app.tick();
    portal.signs_in(&app, "guardian");
    let seen = portal.opens("guardian", &sent);
    let item = seen["files"][0]["item"].clone();
    assert_eq!(item, json!(attachments::attached(&app.track(&sent))[0]));
    let which = json!({ "concern": id(&sent), "item": item });
    let described = portal.does("guardian", "describe", &which);
    assert_eq!(described["name"], "invented list.txt");
    let fetched = portal.does("guardian", "fetch", &which);
    assert!(bytes_of(&fetched) == std::fs::read(&path).unwrap());
}

#[test]
fn an_act_whose_answer_was_lost_is_not_signed_twice() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let sent = app.submit();
    app.tick();
    portal.signs_in(&app, "guardian");
    portal.opens("guardian", &sent);
    let act =
        json!({ "concern": id(&sent), "act": { "act": "message", "text": format!("once: {PLANTED}") } });
    let signed = portal.ask_and_lose("guardian", "act", &act, "/acts").unwrap();
    assert_eq!(signed["receipt"], "", "its receipt was in the answer");
    let guardian = Hand::at(&app, "guardian", &sent);
    let messages = guardian.see().outlook.timeline.into_iter();
    assert_eq!(
        messages
            .filter(|step| matches!(step.act, Act::Message { .. }))
            .count(),
        1
    );
}

#[test]
fn nothing_is_signed_after_what_came_to_the_worker_and_not_to_the_page() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let sent = app.submit();
    app.tick();
    portal.signs_in(&app, "guardian");
    let shown = portal.opens("guardian", &sent)["last"].clone();
    Back::with(&app, &sent).message().unwrap();
    app.tick();
    // The worker looked again, as it does after a lost answer, while this was still on the page.
    let seen = portal.does("guardian", "concern", &json!(id(&sent)));
    let act = json!({ "act": "acknowledge", "text": "" });
    let after = |last: &Value| json!({ "concern": id(&sent), "act": act, "after": last });
    let fault = portal.ask("guardian", "act", &after(&shown)).unwrap_err();
    assert_eq!(fault, json!({ "fault": "refused", "says": "", "word": "stale" }));
    assert_eq!(app.track(&sent).outlook.state, State::Received);
    portal.does("guardian", "act", &after(&seen["last"]));
    assert_eq!(app.track(&sent).outlook.state, State::Acknowledged);
}

#[test]
fn words_have_one_number_for_whoever_reads_more_or_less_of_the_others() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let sent = opened_by_two(&app, &mut portal);
    let guardian = Hand::at(&app, "guardian", &sent);
    guardian.note(&["guardian"]).unwrap();
    guardian.write();
    app.tick();
    let folder = tempfile::tempdir().unwrap();
    for who in ["guardian", "deputy"] {
        let seen = portal.does(who, "concern", &json!(id(&sent)));
        let last = seen["steps"].as_array().unwrap().last().unwrap();
        assert_eq!(
            (&last["kind"], &last["words"][0]["number"]),
            (&json!("message"), &json!(2))
        );
        let told = done(&AtDesk::new(&app, who, folder.path()).run(&["open", &id(&sent)]));
        let last = told["messages"].as_array().unwrap().last().unwrap();
        assert_eq!(last["number"], 2, "a note that {who} may not read has its number");
    }
}

#[test]
fn of_two_reviewers_at_once_the_second_reads_what_the_first_signed_and_then_signs() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let sent = opened_by_two(&app, &mut portal);
    let look = json!(id(&sent));
    for who in ["guardian", "deputy"] {
        portal.does(who, "concern", &look);
    }
    portal.acts(
        "guardian",
        &sent,
        &json!({ "act": "message", "text": "from the guardian" }),
    );
    let second = json!({ "act": "message", "text": "from the deputy" });
    let refused = portal.fails("deputy", "act", &json!({ "concern": look, "act": second }));
    assert!(refused.contains("something has happened"), "{refused}");
    let seen = portal.does("deputy", "concern", &look);
    let last = seen["steps"].as_array().unwrap().last().unwrap();
    assert_eq!(last["words"][0]["text"], "from the guardian");
    portal.acts("deputy", &sent, &second);
    let desk = whole_desk(&mut portal, "guardian");
    assert_eq!(desk["unopened"], json!([]));
    let row = &desk["opened"][0];
    assert_eq!(
        (&row["concern"], &row["colleague"], &row["waits"], &row["state"]),
        (&json!(id(&sent)), &json!(false), &json!(""), &json!("received"))
    );
}
