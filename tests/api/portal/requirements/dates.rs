//! On reviewers' pages: dates, urgency and what must be told in time.

use daylight_domain::{Act, StageNo, Urgency};
use serde_json::json;

use super::super::{Portal, id, one_point};
use super::{last, opened_by_two, send};
use crate::hands::Back;
use crate::harness::TestApp;

#[test]
fn r09_whether_the_regulator_was_told_is_a_decision_with_a_reason() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let sent = send(&app, &[], Urgency::DataLoss);
    let seen = portal.signs_in(&app, "guardian");
    seen.says("lost data").says("2 days left");
    portal
        .opens("guardian", &sent)
        .says("Decide whether the regulator is told");
    let says = portal.fails(
        "guardian",
        "regulator",
        &json!({ "regulator-text": "It was one list." }),
    );
    assert!(says.contains("Choose one of them."), "{says}");
    let unsaid = json!({ "regulator-told-no": true, "regulator-text": "" });
    assert!(
        portal
            .fails("guardian", "regulator", &unsaid)
            .contains("Write something")
    );
    let decided =
        json!({ "regulator-told-no": true, "regulator-text": "It was one list of invented names." });
    portal
        .acts("guardian", "regulator", &decided)
        .does_not_say("Decide whether the regulator is told");
    assert!(matches!(
        last(&app, &sent, "regulator"),
        Some(Act::Regulator { told: false, .. })
    ));
}

#[test]
fn r09_lost_data_with_nothing_done_stands_on_the_next_desk_after_72_hours() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let sent = send(&app, &[], Urgency::DataLoss);
    portal.signs_in_and_opens(&app, "guardian", &sent);
    portal.acts("guardian", "acknowledge", &json!({}));
    app.live_through(2);
    portal.signs_in(&app, "chair").says("There is nothing new.");
    let own = portal.signs_in(&app, "guardian");
    own.says("lost data").does_not_say("moved on above you");
    app.live_through(2);
    portal.signs_in(&app, "guardian").says("moved on above you");
    let above = portal.signs_in(&app, "chair");
    above.says("lost data").says("moved up to you");
    let seen = portal.opens("chair", &sent);
    seen.says("A date passed.").says("It moved on to Audit committee");
    assert!(seen.offers("regulator"), "the decision is theirs now");
}

#[test]
fn r19_r20_one_extension_with_a_reason_and_lateness_counts_from_the_first_date() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let sent = app.submit();
    app.tick();
    portal.signs_in_and_opens(&app, "guardian", &sent);
    portal.acts("guardian", "acknowledge", &json!({}));
    let first = app.track(&sent).outlook.deadlines[0].due;
    let later = first.checked_add(jiff::Span::new().days(20)).unwrap().to_string();
    let unsaid = json!({ "extend-clock": "first_decision", "extend-due": later, "extend-text": "" });
    assert!(
        portal
            .fails("guardian", "extend", &unsaid)
            .contains("Write something")
    );
    let extend =
        json!({ "extend-clock": "first_decision", "extend-due": later, "extend-text": "A witness is away." });
    let seen = portal.acts("guardian", "extend", &extend);
    seen.says("Here the first date was");
    let back = Back::with(&app, &sent);
    assert_eq!(back.reads("extended"), Some("A witness is away.".to_owned()));
    portal.goes("guardian", "desk").says("put off");
    let seen = portal.comes_back(&app, "guardian", &sent);
    assert!(seen.offers("extend"), "a second one is tried, and goes up");
    assert!(
        portal
            .reads("guardian", "#extend-sure:not([hidden])")
            .concat()
            .contains("at once"),
        "it says what follows"
    );
    let days = daylight_domain::calendar::days_between(app.trust().today, first);
    app.live_through(i64::from(days) + 3);
    portal.comes_back(&app, "guardian", &sent);
    portal.acts("guardian", "scope", &one_point());
    let late = app.track(&sent).outlook.late;
    assert!(
        late.iter().any(|late| late.first_due == first && !late.lapsed),
        "{late:?}"
    );
}

#[test]
fn r19_a_second_extension_is_said_to_go_up_and_goes_up_with_the_date_as_it_was() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let sent = app.submit();
    app.tick();
    portal.signs_in_and_opens(&app, "guardian", &sent);
    portal.acts("guardian", "acknowledge", &json!({}));
    let first = app.track(&sent).outlook.deadlines[0].due;
    let extend = |days: i32| {
        let due = first.checked_add(jiff::Span::new().days(days)).unwrap();
        json!({ "extend-clock": "first_decision", "extend-due": due.to_string(), "extend-text": "A witness is away." })
    };
    portal.acts("guardian", "extend", &extend(10));
    portal
        .unfolds_and_looks("guardian", "form[data-act=extend]")
        .says("A second try sends the concern to the next stage.");
    portal.presses("guardian", "[data-ready-for=extend-text] button");
    let ready = portal.reads("guardian", "#extend-text").concat();
    assert!(
        ready.contains("no date changes, and your concern goes to the next stage now"),
        "{ready}"
    );
    portal.fills("guardian", &extend(20));
    // Enter in a field signs nothing that is final.
    portal.does("guardian", "enter", &json!({ "at": "#extend-due" }));
    portal
        .waits("guardian", "#extend-sure[open]")
        .says("no date changes, and the concern goes to the next stage at once");
    assert_eq!(app.track(&sent).outlook.stage, StageNo(1));
    let seen = portal.presses_until("guardian", "#extend-sure button", "#done");
    assert!(
        seen.done().contains("It moved on to Audit committee"),
        "{}",
        seen.done()
    );
    assert_eq!(app.track(&sent).outlook.stage, StageNo(2));
}

#[test]
fn r19_two_who_put_the_same_date_off_at_once_put_it_off_once() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let sent = opened_by_two(&app, &mut portal);
    portal.does("deputy", "visit", &json!({ "concern": id(&sent) }));
    let first = app.track(&sent).outlook.deadlines[0].due;
    let extend = |days: i32| {
        let due = first.checked_add(jiff::Span::new().days(days)).unwrap();
        json!({ "extend-clock": "first_decision", "extend-due": due.to_string(), "extend-text": "A witness is away." })
    };
    portal.acts("guardian", "extend", &extend(10));
    let says = portal.fails("deputy", "extend", &extend(20));
    assert!(says.contains("since you last looked"), "{says}");
    let seen = portal.does("deputy", "look", &json!({}));
    seen.says("guardian put off a date.");
    assert_eq!(
        portal.reads("deputy", "#extend-sure:not([hidden])").len(),
        1,
        "the page has learnt of it: signing again is another thing now"
    );
    let due = app.track(&sent).outlook.deadlines[0].due;
    assert_eq!(due, first.checked_add(jiff::Span::new().days(10)).unwrap());
}

#[test]
fn r22_urgency_is_lowered_by_two_people_and_nothing_asks_about_reputation() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let sent = send(&app, &[], Urgency::Danger);
    let seen = portal.signs_in_and_opens(&app, "guardian", &sent);
    seen.says("Who could be harmed, and how soon?");
    let fields = portal
        .reads("guardian", "main label, main legend")
        .join("\n")
        .to_lowercase();
    assert!(
        !fields.contains("reputation") && !fields.contains("press"),
        "{fields}"
    );
    let lower = json!({ "urgency-ordinary": true, "urgency-text": "Nobody is near it any more." });
    portal
        .acts("guardian", "urgency", &lower)
        .says("to make it less urgent");
    assert_eq!(
        app.track(&sent).outlook.urgency,
        Urgency::Danger,
        "not by one person"
    );
    let seen = portal.comes_back(&app, "guardian", &sent);
    assert!(!seen.offers("approve"), "not by the same");
    seen.says("It waits for a second person.")
        .says("guardian said how urgent it is.");
    let heading = portal.reads("guardian", "#judging-heading");
    assert_eq!(heading, ["The proposed lower urgency"]);
    let refusal = portal.reads("guardian", "#refuse-what");
    assert_eq!(
        refusal,
        ["This takes your own proposal back. It goes on as before."]
    );
    let seen = portal.signs_in_and_opens(&app, "deputy", &sent);
    assert!(seen.offers("approve"));
    portal.bars_nobody("deputy", "74-less-urgent");
    portal.acts("deputy", "approve", &json!({}));
    assert_eq!(app.track(&sent).outlook.urgency, Urgency::Ordinary);
    let told = Back::with(&app, &sent).reads("urgency_changed");
    assert_eq!(told, Some("Nobody is near it any more.".to_owned()));
}
