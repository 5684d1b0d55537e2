//! The session: a warning after nine minutes, the end after ten, and nothing that stays of it; keys that do not fit.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use daylight::crypto::key_file::KeyFile;
use daylight::crypto::sign::SigningSecret;
use daylight_domain::{Act, Disputed, State, to_hex};
use serde_json::json;

use super::{PASSPHRASE, Portal, Screen, id, key_file, scoped, unlock};
use crate::hands::{Back, Hand};
use crate::harness::{PLANTED, Sent, TestApp};

#[test]
fn the_page_warns_after_nine_minutes_and_locks_after_ten_with_nothing_left_on_it() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let sent = app.submit();
    app.tick();
    portal.signs_in_and_opens(&app, "guardian", &sent).says(PLANTED);
    portal.fills(
        "guardian",
        &json!({ "acknowledge-text": "words that are not signed" }),
    );
    portal.does("guardian", "pass", &json!({ "minutes": 8 }));
    assert_eq!(portal.reads("guardian", "#idle[open] h2").len(), 0);
    portal.does("guardian", "pass", &json!({ "minutes": 1 }));
    assert_eq!(
        portal.reads("guardian", "#idle[open] h2"),
        ["Are you still there?"]
    );
    portal.presses("guardian", "#idle-stay");
    portal
        .does("guardian", "pass", &json!({ "minutes": 8 }))
        .says(PLANTED);
    assert_eq!(
        portal.reads("guardian", "#idle[open] h2").len(),
        0,
        "the count began anew"
    );
    let locked = json!({ "minutes": 3, "wait": "#was-locked:not([hidden])" });
    let seen = portal.does("guardian", "pass", &locked);
    seen.says("You were signed out, because nobody touched the page for 10 minutes.")
        .does_not_say(PLANTED);
    let left = portal.reads("guardian", "textarea, input[type=text], #account, #about, #steps");
    assert!(left.iter().all(String::is_empty), "{left:?}");
}

/// The guardian has begun two letters, and the page has locked itself: the words are on it for nobody to read.
fn begun_when_the_page_locked(app: &TestApp, portal: &mut Portal) -> [Sent; 2] {
    let sent = [app.submit(), app.submit()];
    app.tick();
    portal.signs_in_and_opens(app, "guardian", &sent[0]);
    portal.fills(
        "guardian",
        &json!({ "acknowledge-text": "The first letter, in words of my own." }),
    );
    portal.goes("guardian", "desk");
    portal.opens("guardian", &sent[1]);
    portal.fills(
        "guardian",
        &json!({ "acknowledge-text": "The second letter, in words of my own." }),
    );
    let locked = json!({ "minutes": 11, "wait": "#was-begun:not([hidden])" });
    let seen = portal.does("guardian", "pass", &locked);
    // Whoever reads it may be somebody else.
    seen.says("Words that somebody had begun to write are still on this page, sealed to their key.");
    let held = portal.does("guardian", "hold", &json!({})).gave().to_string();
    assert!(!held.contains("in words of my own"), "{held}");
    let kept = &seen.0["kept"];
    assert_eq!(kept["state"], "0", "and nothing of them in the history");
    sent
}

#[test]
fn words_begun_before_the_page_locked_itself_come_back_to_whoever_wrote_them() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let [first, second] = begun_when_the_page_locked(&app, &mut portal);
    let before = entries(&app);
    let seen = portal.does("guardian", "sign_in", &unlock(app.key("guardian")));
    seen.says("You have begun to write here, and not signed it:");
    let listed = portal.reads("guardian", "#begun-list a");
    assert_eq!(
        listed,
        [&first, &second].map(|sent| format!("Concern {}", &id(sent)[..8]))
    );
    for (sent, words) in [(&first, "The first letter"), (&second, "The second letter")] {
        portal.does("guardian", "visit", &json!({ "concern": id(sent) }));
        let kept = portal.reads("guardian", "#acknowledge-text");
        assert_eq!(kept, [format!("{words}, in words of my own.")]);
    }
    assert_eq!(entries(&app), before, "signing in signs nothing");
    portal.acts("guardian", "acknowledge", &json!({}));
    assert_eq!(app.track(&second).outlook.state, State::Acknowledged);
    portal.goes("guardian", "desk");
    assert_eq!(portal.reads("guardian", "#begun-list a"), listed[..1]);
}

#[test]
fn words_begun_outlive_a_lock_also_where_the_next_page_is_long_in_coming() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let sent = app.submit();
    app.tick();
    portal.signs_in_and_opens(&app, "guardian", &sent);
    portal.fills(
        "guardian",
        &json!({ "acknowledge-text": "A letter in words of my own." }),
    );
    let wait = json!({ "wait": "#was-begun:not([hidden])" });
    portal.does("guardian", "lock_slowly", &wait);
    portal.does("guardian", "sign_in", &unlock(app.key("guardian")));
    portal.does("guardian", "visit", &json!({ "concern": id(&sent) }));
    let kept = portal.reads("guardian", "#acknowledge-text");
    assert_eq!(kept, ["A letter in words of my own."]);
}

#[test]
fn rules_that_the_operator_had_begun_to_write_outlive_a_lock_too() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    portal.signs_in(&app, "operator");
    portal.goes("operator", "operator");
    portal.unfolds("operator", "#policy-toml");
    portal.fills("operator", &json!({ "policy-toml": "# invented rules" }));
    let locked = json!({ "minutes": 11, "wait": "#was-begun:not([hidden])" });
    portal.does("operator", "pass", &locked);
    portal.does("operator", "sign_in", &unlock(app.key("operator")));
    let kept = portal.reads("operator", "#policy-toml");
    assert_eq!(kept, ["# invented rules"]);
}

#[test]
fn words_begun_before_the_page_locked_itself_open_for_nobody_else_and_wait_meanwhile() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    begun_when_the_page_locked(&app, &mut portal);
    let seen = portal.does("guardian", "sign_in", &unlock(app.key("chair")));
    assert_eq!(seen.problem(), "");
    seen.does_not_say("You have begun to write here");
    portal.presses_until("guardian", "#lock", "#was-begun:not([hidden])");
    let seen = portal.does("guardian", "sign_in", &unlock(app.key("guardian")));
    seen.says("You have begun to write here");
}

/// What a session must keep to itself: the passphrase, the person's keys, the words of the reporter.
fn secrets(key: &KeyFile) -> Vec<String> {
    let office = &key.offices[0].1;
    vec![
        PASSPHRASE.to_owned(),
        key.identity.to_secret_text().as_str().to_owned(),
        office.to_secret_text().as_str().to_owned(),
        to_hex(key.signing.seed()),
        STANDARD.encode(key.signing.seed()),
        PLANTED.to_owned(),
    ]
}

/// None of it stands in what was sent so far, whatever was typed.
#[track_caller]
fn sent_no_secret(app: &TestApp, seen: &Screen) {
    let requests = seen.0["seen"]["requests"].to_string();
    assert!(requests.contains("/api/v1/sign-in"), "requests are watched");
    for secret in secrets(app.key("guardian")) {
        assert!(!requests.contains(&secret), "{secret:?} was sent");
    }
}

#[test]
fn a_whole_session_sends_no_secret_and_after_the_lock_none_is_left_in_the_browser() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let sent = app.submit();
    app.tick();
    portal.signs_in_and_opens(&app, "guardian", &sent).says(PLANTED);
    let words = format!("We look into {PLANTED}.");
    portal.acts("guardian", "acknowledge", &json!({ "acknowledge-text": words }));
    portal.goes("guardian", "desk");
    portal.searches("guardian", PLANTED);
    portal.does("guardian", "visit", &json!({ "concern": id(&sent) }));
    portal.unfolds("guardian", "form[data-act=message]");
    let begun = portal.fills("guardian", &json!({ "message-text": words }));
    sent_no_secret(&app, &begun);
    let held = portal.does("guardian", "hold", &json!({})).gave().clone();
    assert!(
        held.to_string().contains(PLANTED),
        "it is on the page while somebody reads it"
    );
    assert_eq!(held["workers"], 1, "which alone holds the key");

    let locked = portal.presses_until("guardian", "#lock", "#sign-in");
    locked.says("Sign in").does_not_say(PLANTED);
    // In storage of whatever kind nothing lay after any step: every step of these tests asks.
    sent_no_secret(&app, &locked);
    let held = portal.does("guardian", "hold", &json!({})).gave().clone();
    assert_eq!(held["workers"], 0);
    let (held, kept) = (held.to_string(), &locked.0["kept"]);
    for secret in secrets(app.key("guardian")) {
        assert!(!held.contains(&secret), "{secret:?} is left on the page");
        assert!(!kept.to_string().contains(&secret), "{secret:?} is left");
    }
    let address = kept["address"].as_str().unwrap();
    assert!(address.ends_with("/reviewer"), "{address}");
    assert_eq!(kept["state"], "0", "of the visit nothing stands in the history");
}

#[test]
fn a_wrong_passphrase_ten_times_says_so_each_time_and_the_right_one_still_opens() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    portal.opens_page(&app, "guardian", "/reviewer");
    let mut wrong = unlock(app.key("guardian"));
    wrong["passphrase"] = json!("four other words");
    for _ in 0..10 {
        let seen = portal.does("guardian", "sign_in", &wrong);
        assert!(
            seen.problem()
                .contains("This passphrase does not open the key file."),
            "{}",
            seen.problem()
        );
    }
    let seen = portal.does("guardian", "sign_in", &unlock(app.key("guardian")));
    assert_eq!(seen.problem(), "");
    seen.says("Desk");
}

#[test]
fn a_key_file_that_was_cut_off_or_is_none_is_told_from_a_wrong_passphrase() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let whole = STANDARD.decode(key_file(app.key("guardian"))).unwrap();
    for (damaged, says) in [
        (&whole[..whole.len() / 2], "This is not a whole key file."),
        (b"an invented letter".as_slice(), "This is not a key file."),
    ] {
        portal.opens_page(&app, "guardian", "/reviewer");
        let with = json!({ "key": STANDARD.encode(damaged), "passphrase": PASSPHRASE });
        let seen = portal.does("guardian", "sign_in", &with);
        assert!(seen.problem().contains(says), "{}", seen.problem());
    }
}

/// Entries that somebody signed or the service wrote.
fn entries(app: &TestApp) -> i64 {
    app.count("SELECT count(*) FROM entry")
}

/// The guardian has begun to write; then the service ends the session while the page was touched meanwhile.
fn begun_when_the_service_ended_the_session(app: &TestApp, portal: &mut Portal) -> Sent {
    let sent = app.submit();
    app.tick();
    portal.signs_in_and_opens(app, "guardian", &sent);
    // Eleven minutes of the service's own clock.
    app.clock.advance_ms(11 * 60 * 1000);
    let act =
        json!({ "act": "acknowledge", "fields": { "acknowledge-text": "Thank you, in words of my own." } });
    let seen = portal.does("guardian", "act", &act);
    assert_eq!(
        seen.problem().lines().last(),
        Some(
            "Your session has ended, and your key is forgotten. What you typed is still here. Sign in again to go on."
        )
    );
    seen.does_not_say(PLANTED);
    let held = portal.does("guardian", "hold", &json!({})).gave().to_string();
    assert!(!held.contains(PLANTED), "nor does the page hold it, unseen");
    sent
}

#[test]
fn a_session_that_the_service_ended_keeps_what_was_typed_for_the_same_person() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let sent = begun_when_the_service_ended_the_session(&app, &mut portal);
    let before = entries(&app);
    portal.does("guardian", "sign_in", &unlock(app.key("guardian")));
    portal.does("guardian", "visit", &json!({ "concern": id(&sent) }));
    let kept = portal.reads("guardian", "#acknowledge-text");
    assert_eq!(kept, ["Thank you, in words of my own."]);
    assert_eq!(entries(&app), before, "signing in signs nothing");
    portal.acts("guardian", "acknowledge", &json!({}));
    assert_eq!(app.track(&sent).outlook.state, State::Acknowledged);
}

#[test]
fn of_what_others_wrote_nothing_stays_in_the_forms_of_a_session_that_the_service_ended() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let sent = scoped(&app, &mut portal);
    Hand::at(&app, "guardian", &sent)
        .say(|item| Act::ActionDue {
            item,
            due: app.trust().today.tomorrow().unwrap(),
        })
        .unwrap();
    Back::with(&app, &sent).dispute(Disputed::Scope).unwrap();
    app.tick();
    portal.signs_in_and_opens(&app, "chair", &sent);
    portal.acts("chair", "tags", &json!({ "tags-text": PLANTED }));
    let shown = [
        ("#dispute-what", PLANTED),
        ("#findings-points legend", "The invented till is short."),
        ("#action-done-which option", PLANTED),
        ("#tags-text", PLANTED),
    ];
    for (at, words) in shown {
        let read = portal.reads("chair", at).concat();
        assert!(read.contains(words), "{at}: {read}");
    }
    app.clock.advance_ms(11 * 60 * 1000);
    let says = portal.fails("chair", "message", &json!({ "message-text": "Words of my own." }));
    assert!(says.contains("Your session has ended"), "{says}");
    for (at, words) in shown {
        let left = portal.reads("chair", at).concat();
        assert!(!left.contains(words), "{at}: {left}");
    }
    let held = portal.does("chair", "hold", &json!({})).gave().to_string();
    assert!(!held.contains(PLANTED));

    portal.does("chair", "sign_in", &unlock(app.key("chair")));
    portal.does("chair", "visit", &json!({ "concern": id(&sent) }));
    for (at, words) in shown {
        let read = portal.reads("chair", at).concat();
        assert!(read.contains(words), "{at} comes back: {read}");
    }
    assert_eq!(portal.reads("chair", "#message-text"), ["Words of my own."]);
}

#[test]
fn another_persons_key_file_gets_nothing_of_what_was_begun_and_signs_nothing() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let sent = begun_when_the_service_ended_the_session(&app, &mut portal);
    let before = entries(&app);
    let chair = unlock(app.key("chair"));
    portal.chooses("guardian", "#key-file", chair["key"].as_str().unwrap());
    portal.fills("guardian", &json!({ "passphrase": PASSPHRASE }));
    // The page begins anew: the concern that was open is not on it any more, and what was begun is sealed.
    let anew = "#was-begun:not([hidden])";
    let seen = portal.presses_until("guardian", "#sign-in button[type=submit]", anew);
    assert_eq!(seen.problem(), "");
    seen.says("Sign in").does_not_say(PLANTED);
    let held = portal.does("guardian", "hold", &json!({}));
    assert!(!held.gave().to_string().contains("in words of my own"));

    let seen = portal.does("guardian", "sign_in", &chair);
    assert_eq!(seen.problem(), "");
    seen.says("There is nothing new.").does_not_say(&id(&sent)[..8]);
    let who = portal.reads("guardian", "#bar-who");
    assert_eq!(who, ["chair, Audit committee chair"]);
    assert_eq!(entries(&app), before);
    assert_eq!(app.track(&sent).outlook.state, State::Received);
    portal.presses_until("guardian", "#lock", "#was-begun:not([hidden])");
    portal.does("guardian", "sign_in", &unlock(app.key("guardian")));
    portal.does("guardian", "visit", &json!({ "concern": id(&sent) }));
    let kept = portal.reads("guardian", "#acknowledge-text");
    assert_eq!(kept, ["Thank you, in words of my own."]);
}

#[test]
fn a_key_that_the_record_does_not_know_signs_in_nobody_whatever_name_its_file_bears() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let before = entries(&app);
    let mut stranger = app.copy_of_key("guardian");
    stranger.signing = SigningSecret::generate(&app.entropy);
    portal.opens_page(&app, "stranger", "/reviewer");
    let seen = portal.does("stranger", "sign_in", &unlock(&stranger));
    assert!(
        seen.problem().contains("The record does not know this key."),
        "{}",
        seen.problem()
    );
    assert!(portal.reads("stranger", "#bar-who").concat().is_empty());
    assert_eq!(entries(&app), before);
}
