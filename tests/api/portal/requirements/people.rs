//! On reviewers' pages: who may read and act, who leaves, and what comes up again.

use daylight::client::people;
use daylight::words::languages;
use daylight_domain::calendar::add_months;
use daylight_domain::{StageNo, Urgency};
use serde_json::json;

use super::super::{Portal, id};
use super::{opened_by_two, send};
use crate::hands::{Back, closed, found_out};
use crate::harness::{PLANTED, TestApp};

/// What the guardian's tag says; no other test writes it.
const TAG: &str = "Invented Night Haulage";

#[test]
fn r13_three_concerns_with_one_tag_are_counted_in_the_browser_and_the_next_stage_is_told() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let all = [app.submit(), app.submit(), app.submit()];
    app.tick();
    portal.signs_in(&app, "guardian");
    let spelt = [TAG, TAG, "invented night haulage"];
    for (at, (sent, tag)) in all.iter().zip(spelt).enumerate() {
        if at > 0 {
            portal.goes("guardian", "desk");
        }
        let seen = portal.opens("guardian", sent);
        assert!(!seen.offers("repeat"), "not before there are three");
        portal.acts("guardian", "acknowledge", &json!({}));
        portal.acts("guardian", "tags", &json!({ "tags-text": tag }));
    }
    portal.waits("guardian", "#repeat-part:not([hidden])");
    let reason = json!({ "repeat-text": "The same firm again." });
    let seen = portal.acts("guardian", "repeat", &reason);
    assert!(seen.done().contains("It moved on to Audit committee"));
    portal.goes("guardian", "desk");
    portal.presses("guardian", "#repeats summary");
    portal.waits("guardian", "#repeats-list li");
    let told = portal.reads("guardian", "#repeats-list li");
    assert!(told[0].contains("Concerns: 3."), "{told:?}");
    let seen = portal.does("guardian", "look", &json!({}));
    let asked = seen.0["seen"]["requests"].to_string().to_lowercase();
    assert!(asked.contains("/api/v1/desk"), "{asked}");
    assert!(!asked.contains(&TAG.to_lowercase()), "it left the browser");

    app.tick();
    portal
        .signs_in(&app, "chair")
        .says(&id(&all[2])[..8])
        .says("moved up to you")
        .does_not_say(&id(&all[0])[..8])
        .does_not_say(&id(&all[1])[..8]);
    portal
        .opens("chair", &all[2])
        .says("guardian said that this comes up again.")
        .says("The same firm again.")
        .does_not_say(TAG);
    app.holds_nowhere(TAG);
}

#[test]
fn r21_whoever_leaves_hands_everything_over_in_one_step() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let sent = opened_by_two(&app, &mut portal);
    portal.goes("guardian", "people");
    portal.presses_until("guardian", "#leaving-begin", "#leaving");
    assert_eq!(portal.reads("guardian", "#leaving-list > li").len(), 1);
    portal.fills("guardian", &json!({ "leaving-0": "" }));
    let seen = portal.presses_until("guardian", "#leaving button[type=submit]", "#people-done");
    assert!(
        seen.problem().contains("Say why nobody is named"),
        "{}",
        seen.problem()
    );
    let deputy = app.person("deputy");
    portal.fills("guardian", &json!({ "leaving-0": deputy.to_string() }));
    let seen = portal.presses_until("guardian", "#leaving button[type=submit]", "#people-done");
    assert_eq!(seen.problem(), "");
    seen.says("Now tell the operator that you leave");
    assert_eq!(app.track(&sent).outlook.handed_to, Some(deputy));
    for (who, told) in [
        ("guardian", "handed over to a colleague"),
        ("deputy", "handed over to you"),
    ] {
        portal.goes(who, "desk").says(told);
    }
    portal.signs_in(&app, "operator");
    portal.goes("operator", "people");
    // Nobody else holds the office: what follows is said, and the operator says that it is meant.
    let button = "#people-all li:has-text('guardian') form:has([name=people-retire-sure]) button";
    portal.unfolds("operator", button);
    let sure = format!("people-retire-sure-{}", app.person("guardian"));
    portal.fills("operator", &json!({ sure: true }));
    portal.presses_until("operator", button, "#people-done");
    app.tick();
    people::sign(&app.sign_in("chair"), app.person("guardian")).unwrap();
    app.live_through(2);
    let outlook = app.track(&sent).outlook;
    assert_eq!(
        (outlook.stage, outlook.handed_to),
        (StageNo(1), Some(deputy)),
        "it has a working owner"
    );
}

#[test]
fn r23_an_office_that_was_left_out_sees_that_nothing_is_there() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let sent = send(&app, &["deputy"], Urgency::Ordinary);
    portal
        .signs_in(&app, "deputy")
        .says("There is nothing new.")
        .does_not_say(&id(&sent)[..8]);
    portal.signs_in(&app, "guardian").says(&id(&sent)[..8]);
}

#[test]
fn r23_with_everybody_inside_left_out_it_is_on_the_desk_outside_at_once_and_opens_there() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let sent = send(&app, &["guardian", "deputy", "chair"], Urgency::Ordinary);
    for who in ["guardian", "deputy", "chair"] {
        let seen = portal.signs_in(&app, who);
        seen.says("There is nothing new.").does_not_say(&id(&sent)[..8]);
    }
    portal
        .signs_in_and_opens(&app, "outside", &sent)
        .says(&format!("account: {PLANTED}"));
}

#[test]
fn r24_nobody_reads_on_without_saying_that_they_have_no_conflict_and_a_conflict_moves_it() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let sent = app.submit();
    app.tick();
    portal.signs_in(&app, "guardian").does_not_say(PLANTED);
    let seen = portal.does("guardian", "open", &json!({ "concern": id(&sent) }));
    seen.says(&format!("about: {PLANTED}"))
        .does_not_say(&format!("account: {PLANTED}"));
    assert!(seen.offers("no-conflict") && seen.offers("conflict") && !seen.offers("acknowledge"));
    let open = portal.reads("guardian", "#conflict details[open]");
    assert!(open.is_empty(), "what is final takes a second press");
    let seen = portal.acts("guardian", "conflict", &json!({}));
    seen.says("You have passed this concern on.")
        .does_not_say(PLANTED);
    assert!(!seen.offers("no-conflict"));
    portal.bars_nobody("guardian", "76-passed-on");
    portal.signs_in(&app, "deputy");
    portal.does("deputy", "open", &json!({ "concern": id(&sent) }));
    portal.acts("deputy", "conflict", &json!({}));
    assert_eq!(app.track(&sent).outlook.stage, StageNo(2));
    // A key has one role, and that of an operator opens nothing.
    let seen = portal.signs_in(&app, "operator");
    seen.says("What cannot be done here")
        .does_not_say(PLANTED)
        .does_not_say(&id(&sent)[..8]);
}

#[test]
fn r28_how_the_reporter_was_treated_is_read_and_answered_by_another_stage_alone() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let sent = closed(&app);
    app.live_through(92);
    Back::with(&app, &sent).treated(true).unwrap();
    app.tick();
    // The stage that it is about sees that something was said, and not what.
    let seen = portal.comes_back(&app, "guardian", &sent);
    seen.says("The reporter said how they have been treated.")
        .says(&format!("account: {PLANTED}"))
        .does_not_say(&format!("treated: {PLANTED}"));
    assert!(!seen.offers("treatment-answer"));
    let seen = portal.comes_back(&app, "chair", &sent);
    seen.says(&format!("treated: {PLANTED}"))
        .says("Answer how the reporter was treated");
    portal.bars_nobody("chair", "77-treatment");
    let answer = json!({ "treatment-answer-text": "We put the shifts back." });
    portal.acts_by_keys("chair", "treatment-answer", &answer);
    assert_eq!(
        Back::with(&app, &sent).reads("treatment_answered"),
        Some("We put the shifts back.".to_owned())
    );
}

#[test]
fn r28_a_closed_concern_names_the_next_question_of_three_six_and_twelve_months_and_then_none() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let sent = found_out(&app);
    portal.comes_back(&app, "guardian", &sent);
    portal
        .unfolds("guardian", "#checklist-after")
        .says("asked 3, 6 and 12 months later how they are treated")
        .says("what was written is kept until");
    let close = json!({ "close-reason": "established", "close-text": "Done." });
    portal.acts_by_keys("guardian", "close", &close);
    app.tick();
    portal.signs_in_and_opens(&app, "chair", &sent);
    portal.acts("chair", "approve", &json!({}));
    app.tick();
    let on = app.track(&sent).outlook.closed.unwrap();
    let after = |months: u16| add_months(on, months);
    let words = &languages()[0];
    for (today, next) in [
        (on, Some(3)),
        (after(3).yesterday().unwrap(), Some(3)),
        (after(3), Some(6)),
        (after(6), Some(12)),
        (after(12), None),
    ] {
        app.skip_to(today);
        portal.signs_in(&app, "guardian");
        let seen = portal.finds("guardian", PLANTED);
        seen.does_not_say("3, 6 and 12 months");
        let told = portal.reads("guardian", "#dates li");
        let kept = format!("What was written is kept until {}", words.date(after(36)));
        assert!(told.last().unwrap().starts_with(&kept), "{today}: {told:?}");
        let asked = told.iter().filter(|line| line.contains("is asked on"));
        let asked: Vec<&String> = asked.collect();
        let expected = next.map(|months| {
            let day = words.date(after(months));
            format!("The reporter is asked on {day} how they are treated.")
        });
        assert_eq!(asked, expected.iter().collect::<Vec<_>>(), "{today}");
    }
}

#[test]
fn r30_the_operator_or_the_last_stage_closes_the_channel_on_their_page_and_everything_open_moves() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let sent = app.submit();
    app.tick();
    for (who, may) in [
        ("guardian", false),
        ("chair", false),
        ("outside", true),
        ("operator", true),
    ] {
        portal.signs_in(&app, who);
        let seen = portal.goes(who, "people");
        assert_eq!(seen.offers("close-channel"), may, "{who}");
    }
    let close = |portal: &mut Portal, sure: bool| {
        let fields = json!({ "channel-sure": sure });
        portal.does(
            "operator",
            "people",
            &json!({ "act": "close-channel", "fields": fields }),
        )
    };
    let seen = close(&mut portal, false);
    seen.says("Each open concern moves up one stage on that day (at the last stage it stays)");
    assert!(
        seen.problem().contains("Tick the box first."),
        "{}",
        seen.problem()
    );
    assert_eq!(app.track(&sent).outlook.stage, StageNo(1));
    let seen = close(&mut portal, true);
    assert_eq!(seen.problem(), "");
    seen.says("Signed:").says("The receipt is checked.");
    app.live_through(2);
    assert_eq!(app.track(&sent).outlook.stage, StageNo(2));
    portal.signs_in(&app, "chair").says(&id(&sent)[..8]);
    let seen = portal.goes("chair", "people");
    assert!(!seen.offers("close-channel"));
    portal.signs_in(&app, "outside");
    let seen = portal.goes("outside", "people");
    assert!(!seen.offers("close-channel"), "it is closed");
}
