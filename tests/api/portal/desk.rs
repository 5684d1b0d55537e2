//! The desk and the way from a mail to an acknowledgement, for somebody who has never been here before.

use std::collections::BTreeSet;

use daylight::words::languages;
use daylight_domain::{ClosingReason, Date, State, Urgency};
use serde_json::json;

use super::several::closes_them;
use super::{PASSPHRASE, Portal, id, key_file, scoped, unlock};
use crate::desk_pages::put_off_with_danger;
use crate::hands::{Back, Hand, found_nothing, found_out};
use crate::harness::{PLANTED, Sent, TestApp};

/// The clicks from a mail to an acknowledgement that the guide counts, in bold.
fn counted_by_the_guide() -> usize {
    let guide = include_str!("../../../docs/REVIEWERS.md");
    let (_, section) = guide.split_once("\n## From mail to acknowledged\n").unwrap();
    let (section, _) = section.split_once("\n## ").unwrap();
    let numerals = ["one click", "two", "three", "four", "five", "six"];
    let is_there = |numeral: &&str| section.contains(&format!("**{numeral}**"));
    numerals.iter().take_while(|numeral| is_there(numeral)).count()
}

/// What people read in 100 seconds, at 238 words a minute (Brysbaert, 2019: the mean of adults who read English silently): of two
/// minutes this leaves twenty seconds for the key file and the passphrase.
const MOST_WORDS: usize = 396;

/// Words of texts, each of them read once: a line that stood on the screen before is known.
fn words_read(texts: &[String]) -> usize {
    let once: BTreeSet<&String> = texts.iter().collect();
    once.iter().map(|text| text.split_whitespace().count()).sum()
}

/// The pictures of `docs/REVIEWERS.md` are made here, by `make pictures`: `portal-1-sign-in` and those that follow.
#[test]
fn from_mail_to_acknowledged_takes_at_most_five_clicks_and_the_words_of_two_minutes() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let sent = app.submit_words(
        "The canteen of an invented school.",
        "The invented till is short every Friday.",
    );
    app.tick();
    let context = json!({ "viewport": { "width": 800, "height": 700 } });
    portal.opens_page_as(&app, "guardian", "/reviewer", &context);
    let mut read = Vec::new();
    let picture = |at: &str, name: &str| json!({ "at": at, "look": format!("portal-{name}"), "part": true });
    portal.does("guardian", "look", &picture("h1:visible", "1-sign-in"));
    read.extend(portal.reads_on_to("guardian", "#sign-in button"));
    // One: the key file. The passphrase is typed, and Enter signs in.
    portal.does("guardian", "sign_in", &unlock(app.key("guardian")));
    portal.does("guardian", "look", &picture("#unopened", "2-desk"));
    read.extend(portal.reads_on_to("guardian", "#unopened button"));
    // Two: Open. Three: no conflict. Four: the acknowledgement, which begins with the ready text.
    portal.does("guardian", "open", &json!({ "concern": id(&sent) }));
    portal.does("guardian", "look", &picture("#conflict", "3-opened"));
    read.extend(portal.reads_on_to("guardian", "form[data-act=no-conflict] button"));
    let seen = portal.acts("guardian", "no-conflict", &json!({}));
    assert!(seen.offers("acknowledge"));
    let open = portal.reads("guardian", "details[open] [data-act=acknowledge]");
    assert_eq!(open.len(), 1, "it is open already");
    portal.does(
        "guardian",
        "look",
        &picture("form[data-act=acknowledge]", "4-inside"),
    );
    read.extend(portal.reads_on_to("guardian", "form[data-act=acknowledge] button[type=submit]"));
    portal.acts("guardian", "acknowledge", &json!({}));
    portal.does("guardian", "look", &picture("#done", "5-acknowledged"));
    read.extend(portal.reads_on_to("guardian", "#dates li"));
    let words = words_read(&read);
    assert!(words <= MOST_WORDS, "{words} words: {read:#?}");
    let pressed = portal.does("guardian", "pressed", &json!({}));
    let pressed = pressed.gave().as_u64().unwrap();
    assert!(pressed <= 5, "{pressed} clicks");
    assert_eq!(pressed, u64::try_from(counted_by_the_guide()).unwrap());
    let told = Back::with(&app, &sent).reads("acknowledged").unwrap();
    assert!(told.starts_with("Thank you for telling us."), "{told}");
    assert!(
        told.contains("By Friday 15 January 2027"),
        "it names a date: {told}"
    );
}

#[test]
fn a_ready_text_names_its_date_as_people_write_it_in_each_language() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let sent = app.submit();
    app.tick();
    portal.signs_in_and_opens(&app, "guardian", &sent);
    let due = Date::constant(2027, 1, 15);
    for words in languages() {
        portal.fills("guardian", &json!({ "acknowledge-ready": words.code() }));
        portal.presses("guardian", "[data-ready-for=acknowledge-text] button");
        let text = portal.reads("guardian", "#acknowledge-text").remove(0);
        let date = words.date(due);
        assert!(
            text.contains(date.as_ref()),
            "{}: {date} is not in {text}",
            words.code()
        );
    }
    // One that is only to be completed.
    portal.unfolds("guardian", "form[data-act=message]");
    for words in languages() {
        portal.fills("guardian", &json!({ "message-ready": words.code() }));
        portal.presses("guardian", "[data-ready-for=message-text] button");
        let text = portal.reads("guardian", "#message-text");
        assert_eq!(text, [words.say("ready-message")]);
    }
}

#[test]
fn the_desk_tells_what_is_due_and_never_what_it_is_about() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let (code, sealed) = app.seal(&[], Urgency::Danger);
    let danger = app.send(code, &sealed);
    let ordinary = app.submit();
    app.tick();
    let seen = portal.signs_in(&app, "guardian");
    seen.says("danger")
        .says("1 day left")
        .says("7 days left")
        .does_not_say(PLANTED);
    let rows = portal.reads("guardian", "#unopened [data-row]");
    assert_eq!(rows.len(), 2, "dummies say nothing");
    let first = portal.reads("guardian", "#unopened > li:first-child");
    assert!(
        first[0].contains(&id(&danger)[..8]),
        "the most pressing first: {first:?}"
    );
    portal.opens("guardian", &ordinary);
    portal.goes("guardian", "desk").does_not_say(PLANTED);
    let opened = portal.reads("guardian", "#opened > li");
    assert!(opened[0].contains("Acknowledge"), "{opened:?}");
}

#[test]
fn danger_that_the_reporter_raised_later_stands_first_on_the_desk() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let (first, second) = (app.submit(), app.submit());
    app.tick();
    app.live_through(2);
    portal.signs_in(&app, "guardian");
    let before = portal.reads("guardian", "#unopened > li");
    assert!(before.iter().all(|row| !row.contains("danger")), "{before:?}");
    // Whichever stands last: it is first afterwards.
    let is_last = |sent: &&Sent| before[1].contains(&id(sent)[..8]);
    let sent = [&first, &second].into_iter().find(is_last).unwrap();
    Back::with(&app, sent).raise(Urgency::Danger).unwrap();
    portal.signs_in(&app, "guardian");
    let rows = portal.reads("guardian", "#unopened > li");
    for words in [&id(sent)[..8], "Answer because of danger", "1 day left"] {
        assert!(rows[0].contains(words), "{words}: {rows:?}");
    }
}

#[test]
fn an_approvers_desk_does_not_call_it_late_and_says_that_something_waits() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let sent = found_out(&app);
    app.live_through(15);
    Hand::at(&app, "guardian", &sent)
        .propose(ClosingReason::Established)
        .unwrap();
    portal.signs_in(&app, "chair");
    let rows = portal.reads("chair", "#unopened > li");
    assert!(
        rows[0].contains("waits for approval") && !rows[0].contains("late"),
        "{rows:?}"
    );
}

#[test]
fn danger_among_more_than_a_page_of_what_came_on_one_day_stands_first() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    for _ in 0..90 {
        app.submit();
    }
    let (code, sealed) = app.seal(&[], Urgency::Danger);
    let danger = app.send(code, &sealed);
    app.tick();
    portal.signs_in(&app, "guardian");
    let first = format!("#unopened > li:first-child [data-row='{}']", id(&danger));
    portal.waits("guardian", &first);
    portal.waits("guardian", "#unopened > li:nth-child(50)");
}

#[test]
fn a_row_whose_date_was_put_off_shows_the_danger_that_is_due_sooner() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let sent = put_off_with_danger(&app);
    portal.signs_in(&app, "guardian");
    let rows = portal.reads("guardian", "#opened > li");
    assert!(
        rows[0].contains(&id(&sent)[..8])
            && rows[0].contains("Say what will be looked into")
            && rows[0].contains("Answer because of danger")
            && rows[0].contains("(1 day left)"),
        "{rows:?}"
    );
}

#[test]
fn danger_that_came_last_stands_first_on_a_desk_with_more_than_a_page_of_capsules() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    for _ in 0..60 {
        app.submit();
    }
    app.live_through(3);
    let (code, sealed) = app.seal(&[], Urgency::Danger);
    let danger = app.send(code, &sealed);
    app.tick();
    portal.signs_in(&app, "guardian");
    portal.waits("guardian", "#unopened-more:visible");
    let rows = portal.reads("guardian", "#unopened > li");
    assert!(rows[0].contains(&id(&danger)[..8]), "{}", rows[0]);
    portal.presses_until("guardian", "#unopened-more", "#unopened > li:nth-child(61)");
    let rows = portal.reads("guardian", "#unopened > li");
    assert_eq!(rows.len(), 61, "each stands there once");
}

#[test]
fn what_two_reviewers_do_is_seen_by_both_and_what_moved_up_is_marked() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let sent = scoped(&app, &mut portal);
    let seen = portal.signs_in(&app, "deputy");
    seen.says(&id(&sent)[..8]);
    let seen = portal.opens("deputy", &sent);
    seen.says("guardian acknowledged it.")
        .says("The invented till is short.");
    app.live_through(95);
    portal.signs_in(&app, "guardian").says("moved on above you");
    portal.signs_in(&app, "chair").says("moved up to you");
}

#[test]
fn the_keyboard_alone_opens_the_next_row_and_searches() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let (one, other) = (app.submit(), app.submit());
    app.tick();
    portal.signs_in_and_opens(&app, "guardian", &one);
    portal.goes("guardian", "desk");
    portal.does("guardian", "key", &json!({ "key": "j" }));
    let at = portal.does("guardian", "focused", &json!({}));
    assert_eq!(at.gave(), &json!(id(&other)), "what is not opened comes first");
    portal.does("guardian", "key", &json!({ "key": "ArrowDown" }));
    let at = portal.does("guardian", "focused", &json!({}));
    assert_eq!(at.gave(), &json!(id(&one)));
    portal.fills("guardian", &json!({ "desk-keys": false }));
    for key in ["k", "/"] {
        portal.does("guardian", "key", &json!({ "key": key }));
        let at = portal.does("guardian", "focused", &json!({}));
        assert_eq!(at.gave(), "desk-keys", "they are switched off");
    }
    portal.fills("guardian", &json!({ "desk-keys": true }));
    portal.does("guardian", "key", &json!({ "key": "/" }));
    let at = portal.does("guardian", "focused", &json!({}));
    assert_eq!(at.gave(), "search-words");
    portal.fills("guardian", &json!({ "search-words": "PLANTED-phrase" }));
    portal.does("guardian", "key", &json!({ "key": "Enter" }));
    portal.waits("guardian", "#found li");
    let found = portal.reads("guardian", "#found li");
    assert!(
        found[0].contains(&id(&one)[..8]),
        "only what was opened: {found:?}"
    );
}

#[test]
fn the_keyboard_alone_leads_from_the_key_file_to_a_signed_acknowledgement() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let sent = app.submit();
    app.tick();
    portal.opens_page(&app, "guardian", "/reviewer");
    let key = |portal: &mut Portal, key: &str| portal.does("guardian", "key", &json!({ "key": key }));
    let tab_to = |portal: &mut Portal, at: &str| portal.does("guardian", "tab_to", &json!({ "at": at }));
    let keys = |portal: &mut Portal, text: &str| portal.does("guardian", "keys", &json!({ "text": text }));
    // The window for choosing a file is the system's.
    portal.chooses("guardian", "#key-file", &key_file(app.key("guardian")));
    tab_to(&mut portal, "#passphrase");
    keys(&mut portal, PASSPHRASE);
    key(&mut portal, "Enter");
    portal.waits("guardian", &format!("#unopened [data-row=\"{}\"]", id(&sent)));
    key(&mut portal, "j");
    key(&mut portal, "Enter");
    portal.waits("guardian", "form[data-act=no-conflict] button");
    tab_to(&mut portal, "form[data-act=no-conflict] button");
    key(&mut portal, "Enter");
    portal.waits("guardian", "#account");
    tab_to(&mut portal, "#acknowledge-text");
    keys(&mut portal, "Thank you. I have it.");
    tab_to(&mut portal, "form[data-act=acknowledge] button[type=submit]");
    key(&mut portal, "Enter");
    portal.waits("guardian", "#receipt-part:not([hidden])");
    let read = Back::with(&app, &sent).reads("acknowledged").unwrap();
    assert!(
        read.ends_with("Thank you. I have it."),
        "behind the ready text: {read}"
    );
}

#[test]
fn words_that_are_not_signed_wait_while_another_concern_is_looked_at() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let (one, other) = (app.submit(), app.submit());
    app.tick();
    portal.signs_in_and_opens(&app, "guardian", &one);
    let typed = json!({ "acknowledge-text": "Begun, not signed.", "message-text": "A question." });
    portal.unfolds("guardian", "form[data-act=message]");
    portal.fills("guardian", &typed);
    portal.goes("guardian", "desk");
    portal.opens("guardian", &other);
    let elsewhere = portal.reads("guardian", "#acknowledge-text, #message-text");
    assert!(!elsewhere.concat().contains("Begun"), "{elsewhere:?}");
    portal.goes("guardian", "desk").says("words you have not signed");
    portal.does("guardian", "visit", &json!({ "concern": id(&one) }));
    let kept = portal.reads("guardian", "#acknowledge-text, #message-text");
    assert_eq!(kept, ["Begun, not signed.", "A question."]);
}

#[test]
fn several_without_a_concern_are_closed_in_one_step_with_a_signature_each() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let all = [found_nothing(&app), found_nothing(&app)];
    portal.signs_in(&app, "guardian");
    for sent in &all {
        portal.fills("guardian", &json!({ format!("several-{}", id(sent)): true }));
    }
    // Another list, and back: what was chosen is still chosen, and named.
    portal.fills("guardian", &json!({ "filter": "danger" }));
    portal.waits("guardian", "#opened-none:not([hidden])");
    portal.fills("guardian", &json!({ "filter": "all" }));
    for sent in &all {
        portal.waits("guardian", &format!("[id=\"several-{}\"]:checked", id(sent)));
    }
    portal.unfolds("guardian", "#several-text");
    let named = portal.reads("guardian", "#several-chosen").concat();
    assert!(all.iter().all(|sent| named.contains(&id(sent)[..8])), "{named}");
    let told = closes_them(&mut portal);
    assert_eq!(told.len(), 2, "{told:?}");
    for sent in &all {
        assert_eq!(app.track(sent).outlook.state, State::ClosingProposed, "{told:?}");
    }
}

#[test]
fn a_closing_is_approved_by_a_higher_stage_on_its_own_screen() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let sent = found_out(&app);
    portal.comes_back(&app, "guardian", &sent);
    portal.acts(
        "guardian",
        "close",
        &json!({ "close-reason": "established", "close-text": "Done." }),
    );
    app.tick();
    portal.signs_in(&app, "guardian").says("waits for approval");
    portal
        .signs_in_and_opens(&app, "chair", &sent)
        .says("proposed on");
    portal.acts("chair", "approve", &json!({}));
    assert_eq!(app.track(&sent).outlook.state, State::Closed);
}
