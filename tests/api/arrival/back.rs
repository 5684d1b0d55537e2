//! Coming back without a script.

use daylight::client::unread;
use daylight_domain::{Act, Disputed, OfficeId, State, Urgency};

use super::{Form, Page, start};
use crate::hands::{Back, Hand, closed, found_out, scoped};
use crate::harness::{PLANTED, Sent, TestApp};

/// A POST with the code: nothing about it stands in an address.
fn visit(app: &TestApp, sent: &Sent, fields: &[(&str, &str)]) -> Page {
    let code = sent.code.words();
    app.plant(&code.replace(' ', "+"));
    let mut form = Form::of(&[("code", &code)]);
    for (name, value) in fields {
        form = form.with(name, value);
    }
    form.send(app)
}

fn enter(app: &TestApp, sent: &Sent) -> Page {
    let page = visit(app, sent, &[("do", "enter")]);
    page.is(200);
    page
}

#[test]
fn the_page_shows_dates_steps_and_words_both_ways_and_says_whose_word_it_is() {
    let app = start();
    let sent = app.submit();
    app.tick();
    Hand::at(&app, "guardian", &sent).acknowledge_and_write();
    app.tick();
    enter(&app, &sent)
        .says("Everything on this page is the server&#39;s word.")
        .says("It is with Independent reviewers.")
        .says("You sent it on Friday 18 December 2026.")
        .says("guardian replied.")
        .says(&format!("words: {PLANTED}"))
        .says(&format!("account: {PLANTED}"));
    let message = [("do", "message"), ("message", &*format!("Here I am. {PLANTED}"))];
    visit(&app, &sent, &message)
        .is(200)
        .says("Your message has been sent.")
        .says("Here I am.");
    // Loading the answer again sends the form again.
    visit(&app, &sent, &message)
        .is(200)
        .says("Your message has been sent.");
    app.tick();
    let concern = Hand::at(&app, "guardian", &sent).see();
    let written = concern
        .entries
        .iter()
        .filter(|each| each.entry.by == daylight_domain::Author::Reporter)
        .filter(|each| matches!(each.entry.act, Act::Message { .. }));
    assert_eq!(written.count(), 1);
}

#[test]
fn an_empty_message_is_not_sent_and_a_long_one_comes_back_whole() {
    let app = start();
    let sent = app.submit();
    visit(&app, &sent, &[("do", "message"), ("message", " ")])
        .is(422)
        .says("<a href=\"#message\">Write something first.</a>");
    let long = "x".repeat(70_000);
    visit(&app, &sent, &[("do", "message"), ("message", &long)])
        .is(422)
        .says("This is too long to be sent at once.")
        .says(&long);
}

#[test]
fn wrong_and_unknown_codes_get_the_same_answer_and_a_slip_is_named() {
    let app = start();
    app.submit();
    let other = |code: &str| {
        let page = Form::of(&[("do", "enter"), ("code", code)]).send(&app);
        page.is(422);
        page
    };
    let unknown = daylight::crypto::code::TrackingCode::generate(&app.entropy);
    other(&unknown.words().to_uppercase())
        .says("We do not know this code.")
        .says("href=\"#enter\"");
    other("abacus abacus abacus abacus abacus abacus abacuz")
        .says("Word 7")
        .says("Did you mean");
    other("abacus abdomen").says("You typed 2");
    other("abacus abacus abacus abacus abacus abacus abacus").says("or two are swapped");
    other("").says("You typed 0");
}

#[test]
fn a_date_that_passed_is_marked_late_and_the_page_says_who_has_it_now() {
    let app = start();
    let sent = app.submit();
    app.live_through(8);
    enter(&app, &sent)
        .says("It is with Audit committee.")
        .says("It moved on to Audit committee.");
}

#[test]
fn a_scope_that_misses_the_point_is_disputed() {
    let app = start();
    let sent = scoped(&app);
    enter(&app, &sent)
        .says("They look into this")
        .says("This misses my point");
    let words = format!("Not the point. {PLANTED}");
    visit(&app, &sent, &[("do", "scope-dispute"), ("scope-dispute", &words)])
        .is(200)
        .says("Somebody else must answer this now");
    // A second time the rules refuse it, and the words stay on the page.
    visit(&app, &sent, &[("do", "scope-dispute"), ("scope-dispute", &words)])
        .is(422)
        .says("You have already said that you disagree with this")
        .says("Not the point.");
    assert_eq!(app.track(&sent).outlook.disputed, [Disputed::Scope]);
}

#[test]
fn findings_are_shown_and_disputed_and_how_one_was_treated_is_told() {
    let app = start();
    let sent = found_out(&app);
    enter(&app, &sent)
        .says("What they found")
        .says("People they spoke to: 1.")
        .says("They decided by what is more likely than not.")
        .says("I disagree");
    let words = format!("Wrong. {PLANTED}");
    visit(
        &app,
        &sent,
        &[("do", "findings-dispute"), ("findings-dispute", &words)],
    )
    .is(200)
    .says("Somebody else must answer this now");

    let app = start();
    let sent = closed(&app);
    assert_eq!(app.track(&sent).outlook.state, State::Closed);
    enter(&app, &sent)
        .says("It was closed on Saturday 2 January 2027. Reason: established.")
        .says("Until Wednesday 2 January 2030 you can say below that you disagree.")
        .says("On Friday 2 April 2027 we ask you here")
        .says("How have you been treated since?");
    let words = format!("Badly. {PLANTED}");
    visit(&app, &sent, &[("do", "treatment"), ("treatment", &words)])
        .is(200)
        .says("The stage above must answer within 7 days.");
}

#[test]
fn that_it_cannot_be_opened_is_shown_and_disputed_once() {
    let app = start();
    let sent = app.submit();
    app.live_through(20);
    unread::cannot_open(&app.sign_in("outside"), sent.received.concern).unwrap();
    app.tick();
    enter(&app, &sent)
        .says("What they found")
        .says("cannot be opened")
        .says("I disagree");
    let words = format!("It opened before. {PLANTED}");
    let objection = [("do", "findings-dispute"), ("findings-dispute", &*words)];
    let page = visit(&app, &sent, &objection);
    page.is(200).says("Somebody else must answer this now");
    assert!(!page.html.contains("I disagree"), "once");
    assert_eq!(app.track(&sent).outlook.disputed, [Disputed::Findings]);
}

#[test]
fn r17_r23_danger_is_raised_and_an_office_loses_its_key() {
    let app = start();
    let sent = app.submit();
    app.tick();
    visit(&app, &sent, &[("do", "danger")])
        .is(200)
        .says("Those who hold your concern are alerted.");
    assert_eq!(app.track(&sent).outlook.urgency, Urgency::Danger);
    visit(&app, &sent, &[("do", "exclude")])
        .is(422)
        .says("href=\"#exclude\"");
    visit(&app, &sent, &[("do", "exclude"), ("office", "deputy")])
        .is(200)
        .says("They get nothing more from now on.");
    assert!(Hand::find(&app, "deputy", &sent).is_none());
    let deputy: OfficeId = "deputy".parse().unwrap();
    assert!(app.track(&sent).is_withdrawn(&deputy));
    let page = enter(&app, &sent);
    assert!(!page.html.contains("value=\"deputy\""), "nothing to take twice");
    page.says("You took a key away.");
    visit(&app, &sent, &[("do", "exclude"), ("office", "outside")])
        .is(422)
        .says("last stage");
}

#[test]
fn an_act_from_another_device_in_between_loses_nothing() {
    let app = start();
    let sent = app.submit();
    enter(&app, &sent);
    Back::with(&app, &sent).message().unwrap();
    let text = format!("From here. {PLANTED}");
    visit(&app, &sent, &[("do", "message"), ("message", &text)])
        .is(200)
        .says("From here.");
}

#[test]
fn more_visits_than_are_worked_on_at_once_wait_in_line_and_all_are_answered() {
    let app = start();
    let sent = app.submit();
    let code = sent.code.words();
    let visits: Vec<_> = (0..12)
        .map(|_| {
            let client = app.replicas[0].address;
            let body = format!("do=enter&code={}", code.replace(' ', "+"));
            std::thread::spawn(move || super::raise::press(client, &body))
        })
        .collect();
    app.plant(&code.replace(' ', "+"));
    for visit in visits {
        assert!(
            visit
                .join()
                .unwrap()
                .contains("It is with Independent reviewers.")
        );
    }
}

#[test]
fn whoever_agrees_to_a_lower_urgency_or_does_not_is_not_said_to_speak_of_closing() {
    let app = start();
    let (code, sealed) = app.seal(&[], Urgency::Danger);
    let sent = app.send(code, &sealed);
    app.tick();
    let (guardian, deputy) = (Hand::at(&app, "guardian", &sent), Hand::at(&app, "deputy", &sent));
    let lower = || {
        let proposed = guardian.say(|item| Act::UrgencyChanged {
            to: Urgency::Ordinary,
            item: Some(item),
        });
        proposed.unwrap()
    };
    let of = lower();
    deputy.say(|item| Act::Refused { of, item }).unwrap();
    deputy.act(&Act::Approved { of: lower() }).unwrap();
    app.tick();
    enter(&app, &sent)
        .says("deputy did not agree to what was proposed.")
        .says("deputy agreed to what was proposed.");
}
