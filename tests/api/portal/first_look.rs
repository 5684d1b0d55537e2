//! The first look at a concern: who could be known by it, and in which language it came.

use daylight::words::languages;
use daylight_domain::Date;

use super::Portal;
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
