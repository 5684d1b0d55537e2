//! Forms of a concern: what they say when something stands already, is missing, is final, or happened meanwhile.

use daylight::words::languages;
use daylight_domain::{Disputed, StageNo, State, Urgency};
use serde_json::json;

use super::{Portal, one_finding, one_point, scoped};
use crate::hands::{Back, Hand, at_the_last_stage, found_out};
use crate::harness::{Sent, TestApp};

fn in_danger(app: &TestApp) -> Sent {
    let (code, sealed) = app.seal(&[], Urgency::Danger);
    let sent = app.send(code, &sealed);
    app.tick();
    sent
}

/// The ready text of the acknowledgement, in each language.
fn ready(portal: &mut Portal, who: &str) -> Vec<String> {
    ready_for(portal, who, "acknowledge")
}

/// The same of another form, which is open.
fn ready_for(portal: &mut Portal, who: &str, form: &str) -> Vec<String> {
    let read = |words: &daylight::words::Words| {
        portal.fills(who, &json!({ format!("{form}-ready"): words.code() }));
        portal.presses(who, &format!("[data-ready-for={form}-text] button"));
        portal.reads(who, &format!("#{form}-text")).concat()
    };
    languages().iter().map(read).collect()
}

#[test]
fn the_ready_acknowledgement_of_danger_speaks_of_the_danger_and_promises_no_date() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let sent = in_danger(&app);
    portal.signs_in_and_opens(&app, "guardian", &sent);
    for (words, text) in languages().iter().zip(ready(&mut portal, "guardian")) {
        assert_eq!(text, words.say("ready-acknowledge-danger"));
        assert!(text.contains("999") && !text.contains("202"), "{text}");
    }
}

#[test]
fn the_ready_acknowledgement_of_a_later_stage_promises_nothing_that_was_settled_before() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let sent = found_out(&app);
    Back::with(&app, &sent).dispute(Disputed::Findings).unwrap();
    app.tick();
    let seen = portal.signs_in_and_opens(&app, "chair", &sent);
    assert!(seen.offers("acknowledge"));
    for text in ready(&mut portal, "chair") {
        assert!(text.contains("Audit committee"), "{text}");
        assert!(!text.contains("202") && !text.contains('{'), "{text}");
    }
}

#[test]
fn the_ready_texts_of_the_last_stage_promise_no_higher_one_and_nobody_who_may_not_be_there() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let sent = at_the_last_stage(&app);
    portal.signs_in_and_opens(&app, "outside", &sent);
    portal.acts("outside", "acknowledge", &json!({}));
    portal
        .unfolds_and_looks("outside", "form[data-act=extend]")
        .does_not_say("next stage");
    portal.unfolds("outside", "form[data-act=scope]");
    let said = ready_for(&mut portal, "outside", "scope").remove(0);
    assert!(
        said.contains("Where somebody else is left at this stage") && said.contains("By "),
        "{said}"
    );
    portal.acts("outside", "scope", &one_point());
    portal.unfolds("outside", "form[data-act=findings]");
    let said = ready_for(&mut portal, "outside", "findings");
    portal.acts("outside", "findings", &one_finding());
    app.live_through(15);
    portal.comes_back(&app, "outside", &sent);
    portal.unfolds("outside", "form[data-act=close]");
    let closing = ready_for(&mut portal, "outside", "close");
    for (words, (findings, closing)) in languages().iter().zip(said.into_iter().zip(closing)) {
        assert_eq!(findings, words.say("ready-findings-last"));
        assert_eq!(closing, words.say("ready-closing-last"));
    }
}

#[test]
fn a_scope_and_findings_that_stand_are_named_before_others_take_their_place_and_the_history_says_so() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    scoped(&app, &mut portal);
    let folded = portal.reads("guardian", "details:not([open]) form[data-act=scope]");
    assert_eq!(folded.len(), 1, "what was signed is folded");
    let seen = portal.unfolds("guardian", "form[data-act=scope]");
    seen.says("It was settled on Friday 18 December 2026 already what is looked into.");
    portal
        .acts("guardian", "scope", &one_point())
        .says("guardian settled what is looked into.")
        .says("guardian settled anew what is looked into.");
    portal.acts("guardian", "findings", &one_finding());
    let seen = portal.unfolds("guardian", "form[data-act=findings]");
    seen.says("Findings were sent on Friday 18 December 2026 already.");
    portal
        .acts("guardian", "findings", &one_finding())
        .says("guardian sent findings anew.");
}

#[test]
fn what_happened_meanwhile_is_marked_and_one_press_away_and_nothing_typed_goes() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let sent = scoped(&app, &mut portal);
    let begun = json!({
        "urgency-danger": true, "urgency-text": "My own words.",
        "finding-1-upheld": true, "finding-1-text": "The till rolls show it.",
    });
    for form in ["urgency", "findings"] {
        portal.unfolds("guardian", &format!("form[data-act={form}]"));
    }
    portal.fills("guardian", &begun);
    // A colleague settles anew what is looked into, with the same point as the second of two.
    portal.signs_in_and_opens(&app, "deputy", &sent);
    portal.unfolds("deputy", "form[data-act=scope]");
    portal.presses("deputy", "#scope-add");
    let two = json!({
        "scope-1-text": "The invented safe is open.", "scope-1-in": true,
        "scope-2-text": "The invented till is short.", "scope-2-in": true,
    });
    portal.acts("deputy", "scope", &two);

    let says = portal.fails("guardian", "urgency", &json!({}));
    assert!(says.contains("It is shown below now."), "{says}");
    assert!(says.contains("What you typed is still here."), "{says}");
    let news = portal.reads("guardian", "#steps li:has-text('new since you looked')");
    assert_eq!(news.len(), 3, "opened, no conflict, scope: {news:?}");
    portal.presses("guardian", "#problems a");
    let at = portal.does("guardian", "focused", &json!({}));
    assert_eq!(at.gave(), "news");
    let marked = portal.reads("guardian", "input[name=urgency]:checked");
    assert_eq!(marked, ["danger"], "the choice has not flipped");
    let words = portal.reads("guardian", "#finding-1-text, #finding-2-text, #urgency-text");
    assert_eq!(words, ["", "The till rolls show it.", "My own words."]);
    let results = portal.reads("guardian", "#finding-2-upheld:checked");
    assert_eq!(results.len(), 1, "its result is with its point");
    portal.bars_nobody("guardian", "90-meanwhile");
    portal.acts("guardian", "urgency", &json!({}));
    assert_eq!(app.track(&sent).outlook.urgency, Urgency::Danger);
}

#[test]
fn what_was_signed_by_somebody_else_meanwhile_is_not_offered_to_be_signed_again() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let sent = app.submit();
    app.tick();
    portal.signs_in_and_opens(&app, "guardian", &sent);
    Hand::at(&app, "deputy", &sent).acknowledge();
    let says = portal.fails("guardian", "acknowledge", &json!({}));
    assert!(!says.contains("sign again"), "{says}");
}

#[test]
fn what_is_final_takes_a_second_press() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let sent = scoped(&app, &mut portal);
    portal.unfolds("guardian", "form[data-act=mismatch]");
    let folded = portal.reads("guardian", "#mismatch-sure:not([open]) button[type=submit]");
    assert_eq!(folded.len(), 1, "the button is behind the first press");
    portal.presses("guardian", "#mismatch-sure > summary");
    portal
        .waits("guardian", "#mismatch-sure button")
        .says("You see nothing more of it. Nobody can take that back.");
    assert_eq!(
        app.track(&sent).outlook.stage,
        StageNo(1),
        "nothing is signed yet"
    );
    portal.bars_nobody("guardian", "91-second-press");
    portal.presses_until("guardian", "#mismatch-sure button", "#barred, #done");
    assert_eq!(app.track(&sent).outlook.stage, StageNo(2));
}

#[test]
fn a_closing_is_approved_with_a_second_press() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let sent = found_out(&app);
    portal.comes_back(&app, "guardian", &sent);
    let close = json!({ "close-reason": "established", "close-text": "Done." });
    portal.acts("guardian", "close", &close);
    app.tick();
    portal.signs_in_and_opens(&app, "chair", &sent);
    portal.unfolds("chair", "form[data-act=approve]");
    assert_eq!(portal.reads("chair", "#approve-once[hidden]").len(), 1);
    portal.presses("chair", "#approve-sure > summary");
    let seen = portal.waits("chair", "#approve-sure button");
    seen.says("With your signature the concern is closed.");
    assert_eq!(app.track(&sent).outlook.state, State::ClosingProposed);
    portal.acts_by_keys("chair", "approve", &json!({}));
    assert_eq!(app.track(&sent).outlook.state, State::Closed);
}

#[test]
fn an_error_names_its_field_and_the_days_that_can_be_chosen() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    scoped(&app, &mut portal);
    let says = portal.fails("guardian", "action", &json!({}));
    for field in [
        "Write something here first: Who does it",
        "Write something here first: What has to be done",
        "Choose a day: By when. Today or later.",
    ] {
        assert!(says.contains(field), "{field}: {says}");
    }
    let far =
        json!({ "action-owner": "Invented Manager", "action-text": "Count it.", "action-due": "2126-12-20" });
    let says = portal.fails("guardian", "action", &far);
    assert!(says.contains("more than two years away"), "{says}");
    portal.acts("guardian", "action", &far);
    let says = portal.fails("guardian", "tags", &json!({ "tags-text": " \n" }));
    assert!(says.contains("Write something here first: Tags"), "{says}");
    portal.acts("guardian", "tags", &json!({ "tags-text": "Till" }));
    portal.acts("guardian", "tags", &json!({ "tags-text": "" }));
}

#[test]
fn a_date_leads_to_the_form_that_keeps_it() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let sent = in_danger(&app);
    portal.signs_in_and_opens(&app, "guardian", &sent);
    let dates = portal.reads("guardian", "#dates li:has-text('because of danger') a");
    assert_eq!(dates, ["Acknowledge"]);
    portal.presses(
        "guardian",
        "details:has(> div > form[data-act=acknowledge]) > summary",
    );
    portal.presses("guardian", "#dates li:has-text('because of danger') a");
    let open = portal.reads("guardian", "details[open] > summary:focus");
    assert_eq!(open, ["Acknowledge"]);
    let seen = portal.acts("guardian", "acknowledge", &json!({}));
    seen.does_not_say("because of danger");
    let left = portal.reads("guardian", "#later-dates a");
    assert_eq!(left, ["Tell them how far you are"], "weeks away");
}

#[test]
fn new_words_of_the_reporter_are_named_on_top_until_somebody_answers() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let sent = scoped(&app, &mut portal);
    app.live_through(1);
    Back::with(&app, &sent).message().unwrap();
    app.tick();
    portal
        .comes_back(&app, "guardian", &sent)
        .says("New words from the reporter, Saturday 19 December 2026")
        .says("The reporter wrote.");
    portal.bars_nobody("guardian", "92-new-words");
    portal.presses("guardian", "#new-words a");
    let at = portal.reads("guardian", "#steps li:focus .daylight-reporter");
    assert_eq!(at.len(), 1, "{at:?}");
    portal
        .acts("guardian", "note", &json!({ "note-text": "Read." }))
        .says("New words");
    portal
        .acts("guardian", "message", &json!({ "message-text": "Thank you." }))
        .does_not_say("New words from the reporter");
}
