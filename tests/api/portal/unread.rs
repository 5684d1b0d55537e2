//! What opens for nobody of the last stage: said, closed and refused in the browser, by its steps alone.

use daylight::client::unread;
use daylight::crypto::seal::Plaintext;
use daylight_domain::{Act, ClosingReason, Disputed, State, Urgency};
use serde_json::json;

use super::{Portal, id, unlock};
use crate::browser::{code_of, drive};
use crate::entitled;
use crate::hands::Back;
use crate::harness::{PLANTED, Sent, TestApp};

/// The way from the desk to one that this person has not opened.
fn row_of(sent: &Sent) -> String {
    format!("#unopened [data-row=\"{}\"]", id(sent))
}

#[test]
fn a_concern_that_opens_for_nobody_is_closed_at_the_last_stage_by_two_who_have_read_nothing() {
    let mut app = TestApp::start_as(entitled::found);
    let mut portal = Portal::at(&app);
    let sent = app.submit_unsound();
    // Two stages let their dates pass.
    app.live_through(20);
    let row = row_of(&sent);
    for who in ["outside", "second"] {
        portal.signs_in(&app, who);
        let seen = if who == "outside" {
            portal.presses_until(who, &row, "#unsound")
        } else {
            portal.does(who, "visit", &json!({ "concern": id(&sent) }));
            portal.presses_until(who, "#open", "#unsound")
        };
        assert!(!seen.offers("close-unread"), "nothing was said yet");
        seen.says("where nobody of your stage can open it, it can be proposed for closing")
            .does_not_say("the next stage");
        portal.acts(who, "cannot-open", &json!({}));
    }
    app.live_through(15);
    portal.comes_back(&app, "outside", &sent);
    let nothing = portal.fails("outside", "close-unread", &json!({}));
    assert!(
        nothing.contains("Write something here first: What you write"),
        "{nothing}"
    );
    let words = json!({ "close-unread-text": "An invented key was lost." });
    portal.acts("outside", "close-unread", &words);
    app.tick();

    let seen = portal.comes_back(&app, "second", &sent);
    assert!(seen.offers("approve-unread") && !seen.offers("approve"));
    seen.says("proposed to close").does_not_say(PLANTED);
    portal
        .unfolds_and_looks("second", "#approve-unread-of")
        .says("what was written is kept until");
    portal.bars_nobody("second", "79-unread-closing");
    portal
        .unfolds_and_looks("second", "#refuse-unread-text")
        .says("The reporter reads it, and so do those who deal with it.");
    let why = json!({ "refuse-unread-text": "Try the other invented key." });
    portal.acts("second", "refuse-unread", &why);
    app.tick();
    portal.comes_back(&app, "outside", &sent);
    portal.acts("outside", "close-unread", &words);
    app.tick();
    portal.comes_back(&app, "second", &sent);
    portal.acts("second", "approve-unread", &json!({}));
    let kinds = ["closing_proposed", "refused", "approved", "closed"];
    let counted = kinds.map(|kind| app.count(&format!("SELECT count(*) FROM entry WHERE kind = '{kind}'")));
    assert_eq!(counted, [2, 1, 1, 1]);
}

#[test]
fn words_for_one_that_does_not_open_stay_with_it_and_outlive_a_lock() {
    let mut app = TestApp::start_as(entitled::found);
    let mut portal = Portal::at(&app);
    let both = [app.submit_unsound(), app.submit()];
    app.live_through(20);
    portal.signs_in(&app, "outside");
    portal.does("outside", "open", &json!({ "concern": id(&both[1]) }));
    portal.goes("outside", "desk");
    portal.presses_until("outside", &row_of(&both[0]), "#unsound");
    portal.acts("outside", "cannot-open", &json!({}));
    app.live_through(15);
    let box_ = "#close-unread-text";
    let visits = |portal: &mut Portal, sent| {
        portal.does("outside", "visit", &json!({ "concern": id(sent) }));
        portal.reads("outside", box_).concat()
    };
    portal.signs_in(&app, "outside");
    visits(&mut portal, &both[0]);
    portal.unfolds("outside", box_);
    portal.fills("outside", &json!({ "close-unread-text": "For the first alone." }));
    assert_eq!(visits(&mut portal, &both[1]), "", "they are not for the second");
    assert_eq!(visits(&mut portal, &both[0]), "For the first alone.");

    portal.presses_until("outside", "#lock", "#sign-in");
    portal.does("outside", "sign_in", &unlock(app.key("outside")));
    assert_eq!(visits(&mut portal, &both[1]), "");
    assert_eq!(visits(&mut portal, &both[0]), "For the first alone.");
}

#[test]
fn a_reporter_says_that_it_can_be_opened_and_whoever_opens_it_answers() {
    let app = TestApp::start_as(entitled::found);
    let sent = app.submit();
    app.live_through(20);
    unread::cannot_open(&app.sign_in("outside"), sent.received.concern).unwrap();
    app.tick();
    let mut objection = code_of(&sent);
    let seen = drive(&app, "come_back", &objection);
    let told = seen["told"].as_str().unwrap();
    assert!(
        told.contains("What they found\n\ncannot be opened\n\nI disagree"),
        "{told}"
    );
    objection["act"] = json!("findings-dispute");
    objection["text"] = json!(format!("It opened before: {PLANTED}."));
    let seen = drive(&app, "act", &objection);
    assert!(seen["done"].as_str().unwrap().contains("Somebody else"), "{seen}");
    assert!(!seen["told"].as_str().unwrap().contains("I disagree"), "{seen}");
    assert_eq!(app.track(&sent).outlook.disputed, [Disputed::Findings]);
    app.tick();

    let mut portal = Portal::at(&app);
    portal.signs_in(&app, "outside");
    portal
        .presses_until("outside", &row_of(&sent), "#conflict")
        .says(&format!("about: {PLANTED}"));
    portal
        .acts("outside", "no-conflict", &json!({}))
        .says("The reporter disagrees.")
        .says(&format!("account: {PLANTED}"));
    portal.comes_back(&app, "second", &sent);
    portal.presses_until("second", "#open", "#conflict");
    portal
        .acts("second", "no-conflict", &json!({}))
        .says(&format!("account: {PLANTED}"))
        .says(&format!("It opened before: {PLANTED}."));
    let words = json!({ "dispute-answer-text": "It opens here." });
    portal.acts("second", "dispute-answer", &words);
    let reporter = Back::with(&app, &sent);
    assert_eq!(
        reporter.reads("dispute_answered"),
        Some("It opens here.".to_owned())
    );
    assert!(reporter.see().outlook.disputed.is_empty());
}

#[test]
fn one_that_was_closed_because_nobody_could_open_it_is_opened_again_by_its_reporters_objection() {
    let app = TestApp::start_as(entitled::found);
    let sent = app.submit();
    app.live_through(20);
    let id = sent.received.concern;
    for who in ["outside", "second"] {
        unread::cannot_open(&app.sign_in(who), id).unwrap();
    }
    app.live_through(15);
    let (outside, second) = (app.sign_in("outside"), app.sign_in("second"));
    let concern = unread::look(&outside, id).unwrap();
    let words = unread::seal(&concern, &Plaintext::new("An invented key was lost.".to_owned())).unwrap();
    let propose = Act::ClosingProposed {
        reason: ClosingReason::CannotBeOpened,
        receiver: None,
        item: words.digest(),
    };
    unread::judge(&outside, &concern, &propose, &[words]).unwrap();
    app.tick();
    let concern = unread::look(&second, id).unwrap();
    let approve = Act::Approved {
        of: concern.outlook.to_approve[0],
    };
    unread::judge(&second, &concern, &approve, &[]).unwrap();
    app.tick();
    let mut objection = code_of(&sent);
    let told = drive(&app, "come_back", &objection)["told"].to_string();
    assert!(
        told.contains("Reason: cannot be opened.") && told.contains("you can say below that you disagree"),
        "{told}"
    );
    objection["act"] = json!("findings-dispute");
    objection["text"] = json!("Look for the key.");
    let seen = drive(&app, "act", &objection);
    assert!(seen["done"].as_str().unwrap().contains("Somebody else"), "{seen}");
    let outlook = app.track(&sent).outlook;
    assert_ne!(outlook.state, State::Closed);
    assert_eq!(outlook.disputed, [Disputed::Findings]);
}

#[test]
fn what_still_does_not_open_after_an_objection_is_said_once_more() {
    let mut app = TestApp::start_as(entitled::found);
    let (code, sealed) = app.seal(&[], Urgency::Ordinary);
    let sent = app.send(code, &sealed);
    app.live_through(20);
    let about = sealed.about.as_bytes();
    app.bend(about);
    let mut portal = Portal::at(&app);
    portal.signs_in(&app, "outside");
    portal.presses_until("outside", &row_of(&sent), "#unsound");
    portal.acts("outside", "cannot-open", &json!({}));
    // As it was, for the reporter: a browser that spoils what it is given does so to one alone.
    let (last, rest) = about.split_last().unwrap();
    app.bend(&[rest, &[last ^ 1]].concat());
    app.tick();
    Back::with(&app, &sent).dispute(Disputed::Findings).unwrap();
    app.tick();

    portal.goes("outside", "desk");
    let seen = portal.does("outside", "visit", &json!({ "concern": id(&sent) }));
    seen.says("The reporter disagrees.").does_not_say(PLANTED);
    assert!(seen.offers("cannot-open") && !seen.offers("close-unread"));
    let seen = portal.acts("outside", "cannot-open", &json!({}));
    assert!(!seen.offers("cannot-open"), "once is enough");
}
