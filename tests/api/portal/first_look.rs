//! The first look at a concern: who could be known by it, in which language it came, and what came before about the same.

use daylight::words::languages;
use daylight_domain::Date;
use serde_json::json;

use super::{Portal, Screen, id};
use crate::hands::Hand;
use crate::harness::TestApp;

const FEW: &str = "few people could know this";

#[test]
fn a_small_group_is_warned_of_and_the_answer_begins_in_the_language_of_the_reporter() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let due = Date::constant(2027, 1, 15);
    portal.signs_in(&app, "guardian");
    for words in languages() {
        for answer in ["people-few", "people-many"] {
            let account = format!(
                "{}\nThe invented till.\n\n{}\n{}\n",
                words.say("what-heading"),
                words.say("people-heading"),
                words.say(answer)
            );
            let sent = app.submit_words("An invented canteen.", &account);
            app.tick();
            portal.goes("guardian", "desk");
            let seen = portal.opens("guardian", &sent);
            assert_eq!(
                seen.text().contains(FEW),
                answer == "people-few",
                "{}: {answer}",
                words.code()
            );
            let language = portal.reads("guardian", "#acknowledge-ready");
            assert_eq!(language, [words.code()]);
            let ready = portal.reads("guardian", "#acknowledge-text").concat();
            assert!(
                ready.contains(words.date(due).as_ref()),
                "{}: {ready}",
                words.code()
            );
        }
    }
}

#[test]
fn an_account_without_our_questions_is_answered_in_the_language_of_the_page() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let sent = app.submit_words("An invented canteen.", "The invented till is short.");
    app.tick();
    portal
        .signs_in_and_opens(&app, "guardian", &sent)
        .does_not_say(FEW);
    assert_eq!(portal.reads("guardian", "#acknowledge-ready"), ["en"]);
}

#[test]
fn a_note_says_of_each_office_that_has_not_opened_it_that_it_may_have_been_left_out() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let sent = app.submit();
    app.tick();
    portal.signs_in_and_opens(&app, "guardian", &sent);
    let marked = |portal: &mut Portal, office: &str| {
        let label = format!("label[for=note-office-{office}]");
        let read = portal.reads("guardian", &label).concat();
        read.contains("has not opened it; the reporter may have left it out")
    };
    assert!(!marked(&mut portal, "guardian"), "the own office has opened it");
    assert!(marked(&mut portal, "deputy"));
    Hand::at(&app, "deputy", &sent);
    portal.comes_back(&app, "guardian", &sent);
    assert!(!marked(&mut portal, "deputy"), "it has now");
}

/// How often the browser has fetched a concern.
fn fetched(seen: &Screen, concern: &str) -> usize {
    let requests = seen.0["seen"]["requests"].as_array().unwrap().iter();
    let at = format!("/desk/concerns/{concern}");
    requests
        .filter(|request| request["url"].as_str().unwrap().ends_with(&at))
        .count()
}

#[test]
fn what_came_before_is_read_once_a_session_and_not_with_every_signature() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let all = [app.submit(), app.submit()];
    app.tick();
    portal.signs_in(&app, "guardian");
    for sent in &all {
        portal.goes("guardian", "desk");
        portal.opens("guardian", sent);
        portal.acts("guardian", "tags", &json!({ "tags-text": "the till" }));
    }
    let [before, now] = all.each_ref().map(id);
    let named = format!("#first-repeats:has-text('{}')", &before[..8]);
    portal.waits("guardian", &named);
    let seen = portal.does("guardian", "look", &json!({}));
    let count = fetched(&seen, &before);
    assert!(count > 0, "it was opened");
    for text in ["One.", "Two."] {
        portal.acts("guardian", "message", &json!({ "message-text": text }));
    }
    portal.waits("guardian", &named);
    let after = portal.does("guardian", "look", &json!({}));
    assert_eq!(
        fetched(&after, &before),
        count,
        "nobody asked for the other again"
    );
    assert!(fetched(&after, &now) > fetched(&seen, &now), "the one at hand is");

    // What changes here counts at once.
    portal.acts("guardian", "tags", &json!({ "tags-text": "" }));
    portal.does("guardian", "go", &json!({ "to": "desk" }));
    portal.does("guardian", "visit", &json!({ "concern": before }));
    portal.waits("guardian", "#first-repeats:has-text('none before this one')");
}
