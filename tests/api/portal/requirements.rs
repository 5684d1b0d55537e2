//! Rows of REQUIREMENTS.md that reviewers meet on their pages, each by its number.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use daylight::client::people;
use daylight::client::shared::SharedFile;
use daylight::crypto::hybrid::HybridIdentity;
use daylight_domain::{Act, Disputed, StageNo, State, Urgency};
use serde_json::json;

use super::{Portal, found_out, id, one_finding, one_point, scoped};
use crate::hands::{Back, closed};
use crate::harness::{PLANTED, Sent, TestApp};

fn send(app: &TestApp, excluded: &[&str], urgency: Urgency) -> Sent {
    let (code, sealed) = app.seal(excluded, urgency);
    let sent = app.send(code, &sealed);
    app.tick();
    sent
}

/// The last act of a kind on the record.
fn last(app: &TestApp, sent: &Sent, kind: &str) -> Option<Act> {
    let steps = app.track(sent).outlook.timeline;
    steps
        .into_iter()
        .rev()
        .map(|step| step.act)
        .find(|act| act.kind() == kind)
}

#[test]
fn r05_not_established_needs_enquiries_people_and_the_standard() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let sent = scoped(&app, &mut portal);
    let mut nothing = one_finding();
    nothing["findings-enquiries"] = json!("");
    let says = portal.fails("guardian", "findings", &nothing);
    assert!(says.contains("List at least one enquiry."), "{says}");
    let mut nobody = one_finding();
    nobody["findings-spoken"] = json!("0");
    nobody["finding-1-not_upheld"] = json!(true);
    nobody.as_object_mut().unwrap().remove("finding-1-upheld");
    portal
        .acts("guardian", "findings", &nobody)
        .says("Standard: what is more likely than not.");
    app.live_through(15);
    portal.comes_back(&app, "guardian", &sent);
    let close = json!({ "close-reason": "not_established", "close-text": "Nothing was found." });
    let says = portal.fails("guardian", "close", &close);
    assert!(says.contains("people spoken to"), "{says}");
    let kept = portal.reads("guardian", "#close-text");
    assert_eq!(kept, ["Nothing was found."], "what was typed stays");
}

#[test]
fn r06_every_point_is_marked_and_an_objection_to_the_scope_goes_to_somebody_else() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let sent = app.submit();
    app.tick();
    portal.signs_in_and_opens(&app, "guardian", &sent);
    portal.acts("guardian", "acknowledge", &json!({}));
    let unmarked = json!({ "scope-1-text": "The invented till is short." });
    let says = portal.fails("guardian", "scope", &unmarked);
    assert!(says.contains("Say whether point 1 is in or out."), "{says}");
    let says = portal.fails("guardian", "scope", &json!({ "scope-1-out": true }));
    assert!(says.contains("Say why point 1 is out."), "{says}");
    portal
        .acts("guardian", "scope", &one_point())
        .says("This is looked into.");
    Back::with(&app, &sent).dispute(Disputed::Scope).unwrap();
    app.tick();
    let seen = portal.comes_back(&app, "guardian", &sent);
    assert!(!seen.offers("dispute-answer"), "not the person who decided");
    let seen = portal.signs_in_and_opens(&app, "chair", &sent);
    seen.says("Answer the objection");
    portal.acts(
        "chair",
        "dispute-answer",
        &json!({ "dispute-answer-text": "You are right." }),
    );
    assert!(app.track(&sent).outlook.disputed.is_empty());
}

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
fn r11_nobody_edits_the_original_and_a_redacted_copy_carries_its_digest() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let sent = app.submit();
    app.tick();
    let seen = portal.signs_in_and_opens(&app, "guardian", &sent);
    let account = format!("account: {PLANTED}");
    seen.says(&account);
    portal.does("guardian", "unfold", &json!({ "at": "form[data-act=redact]" }));
    portal.does(
        "guardian",
        "fill",
        &json!({ "fields": { "redact-part": "account" } }),
    );
    portal.does(
        "guardian",
        "press",
        &json!({ "at": "#redact-load", "wait": ["#redact-text"] }),
    );
    assert_eq!(
        portal.reads("guardian", "#redact-text"),
        *std::slice::from_ref(&account)
    );
    let changed = json!({ "redact-text": "account: [redacted] and a word of mine" });
    let says = portal.fails("guardian", "redact", &changed);
    assert!(says.contains("another word than the original"), "{says}");
    let copy = json!({ "redact-part": "account", "redact-text": "account: [redacted]" });
    portal.acts("guardian", "redact", &copy).says(&account);
    let original = app.track(&sent).manifest.unwrap().account;
    let Some(Act::Redacted {
        original: of,
        passages,
        ..
    }) = last(&app, &sent, "redacted")
    else {
        panic!("it stands in the record");
    };
    assert_eq!((of, passages), (original, 1));
}

#[test]
fn r13_three_concerns_with_one_tag_are_counted_in_the_browser_and_go_up() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let all = [app.submit(), app.submit(), app.submit()];
    app.tick();
    portal.signs_in(&app, "guardian");
    let tag = json!({ "tags-text": format!("Operator {PLANTED}") });
    for (at, sent) in all.iter().enumerate() {
        if at > 0 {
            portal.does("guardian", "go", &json!({ "to": "desk" }));
        }
        let seen = portal.opens("guardian", sent);
        assert!(!seen.offers("repeat"), "not before there are three");
        portal.acts("guardian", "tags", &tag);
    }
    portal.does("guardian", "wait", &json!({ "at": "#repeat-part:not([hidden])" }));
    portal.acts(
        "guardian",
        "repeat",
        &json!({ "repeat-text": "The same operator again." }),
    );
    assert_eq!(app.track(&all[2]).outlook.stage, StageNo(2));
    assert_eq!(app.track(&all[0]).outlook.stage, StageNo(1));
    portal.does("guardian", "go", &json!({ "to": "desk" }));
    portal.does("guardian", "press", &json!({ "at": "#repeats summary" }));
    portal.does("guardian", "wait", &json!({ "at": "#repeats-list li" }));
    let told = portal.reads("guardian", "#repeats-list li");
    assert!(told[0].contains("Concerns: 3."), "{told:?}");
    // That the tag lies nowhere on the service is asked of every test at its end: it holds the planted words.
}

#[test]
fn r14_a_referral_keeps_it_open_and_their_inaction_closes_nothing() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let sent = found_out(&app, &mut portal);
    let review = app.trust().today.checked_add(jiff::Span::new().days(10)).unwrap();
    let refer = json!({ "refer-receiver": "Invented Police", "refer-review": review.to_string(), "refer-text": "They may know more." });
    let seen = portal.acts("guardian", "refer", &refer);
    seen.says("Look at the referral again");
    app.live_through(5);
    let seen = portal.comes_back(&app, "guardian", &sent);
    assert!(!seen.offers("close"), "while the referral is open");
    let reasons = portal.reads("guardian", "#close-reason option");
    assert!(
        !reasons
            .iter()
            .any(|reason| reason.to_lowercase().contains("police")),
        "{reasons:?}"
    );
    assert_ne!(app.track(&sent).outlook.state, State::Closed);
}

#[test]
fn r15_it_cannot_close_before_the_reporter_had_time_and_a_dispute_brings_another_person() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let sent = found_out(&app, &mut portal);
    app.live_through(1);
    let seen = portal.comes_back(&app, "guardian", &sent);
    assert!(!seen.offers("close"), "on the second day");
    seen.says("The reporter's time to answer is over. Until");
    Back::with(&app, &sent).dispute(Disputed::Findings).unwrap();
    app.tick();
    let seen = portal.comes_back(&app, "guardian", &sent);
    assert!(!seen.offers("dispute-answer"));
    let seen = portal.signs_in_and_opens(&app, "chair", &sent);
    assert!(seen.offers("dispute-answer"), "somebody who did not decide");
}

#[test]
fn r18_r29_no_reason_is_about_form_and_a_transfer_names_its_receiver() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let sent = found_out(&app, &mut portal);
    app.live_through(15);
    portal.comes_back(&app, "guardian", &sent);
    let reasons = portal.reads("guardian", "#close-reason option");
    for word in ["procedure", "channel", "form", "left", "settled", "grievance"] {
        assert!(
            !reasons.iter().any(|reason| reason.contains(word)),
            "{word}: {reasons:?}"
        );
    }
    let nobody = json!({ "close-reason": "transferred", "close-text": "It goes to them." });
    let says = portal.fails("guardian", "close", &nobody);
    assert!(says.contains("Write something here first."), "{says}");
    let named = json!({ "close-receiver": "Invented Body" });
    portal
        .acts("guardian", "close", &named)
        .says("transferred to a named body");
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
    seen.says("The first date was");
    let back = Back::with(&app, &sent);
    assert_eq!(back.reads("extended"), Some("A witness is away.".to_owned()));
    portal
        .does("guardian", "go", &json!({ "to": "desk" }))
        .says("put off");
    let seen = portal.comes_back(&app, "guardian", &sent);
    assert!(!seen.offers("extend"), "a second one is not offered");
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
fn r21_whoever_leaves_hands_everything_over_in_one_step() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let sent = app.submit();
    app.tick();
    portal.signs_in_and_opens(&app, "deputy", &sent);
    portal.signs_in_and_opens(&app, "guardian", &sent);
    portal.acts("guardian", "acknowledge", &json!({}));
    portal.does("guardian", "go", &json!({ "to": "people" }));
    portal.does(
        "guardian",
        "press",
        &json!({ "at": "#leaving-begin", "wait": ["#leaving"] }),
    );
    assert_eq!(portal.reads("guardian", "#leaving-list > li").len(), 1);
    portal.does("guardian", "fill", &json!({ "fields": { "leaving-0": "" } }));
    let seen = portal.does(
        "guardian",
        "press",
        &json!({ "at": "#leaving button[type=submit]", "wait": ["#people-done"] }),
    );
    assert!(
        seen.problem().contains("Say why nobody is named"),
        "{}",
        seen.problem()
    );
    let deputy = daylight_tlog::person_id(&app.key("deputy").signing.public());
    portal.does(
        "guardian",
        "fill",
        &json!({ "fields": { "leaving-0": deputy.to_string() } }),
    );
    let seen = portal.does(
        "guardian",
        "press",
        &json!({ "at": "#leaving button[type=submit]", "wait": ["#people-done"] }),
    );
    assert_eq!(seen.problem(), "");
    seen.says("Now tell the operator that you leave");
    assert_eq!(app.track(&sent).outlook.handed_to, Some(deputy));
    portal.signs_in(&app, "operator");
    portal.does("operator", "go", &json!({ "to": "people" }));
    portal.does(
        "operator",
        "press",
        &json!({ "at": "#people-all li:has-text('guardian') button", "wait": ["#people-done"] }),
    );
    app.tick();
    people::sign(&app.sign_in("chair"), person(&app, "guardian")).unwrap();
    app.live_through(2);
    let outlook = app.track(&sent).outlook;
    assert_eq!(
        (outlook.stage, outlook.handed_to),
        (StageNo(1), Some(deputy)),
        "it has a working owner"
    );
}

fn person(app: &TestApp, name: &str) -> daylight_domain::PersonId {
    daylight_tlog::person_id(&app.key(name).signing.public())
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
    portal.signs_in_and_opens(&app, "deputy", &sent);
    portal.acts("deputy", "approve", &json!({}));
    assert_eq!(app.track(&sent).outlook.urgency, Urgency::Ordinary);
    let told = Back::with(&app, &sent).reads("urgency_changed");
    assert_eq!(told, Some("Nobody is near it any more.".to_owned()));
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
    let seen = portal.acts("guardian", "conflict", &json!({}));
    seen.says("You have passed this concern on.")
        .does_not_say(PLANTED);
    assert!(!seen.offers("no-conflict"));
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
fn r26_an_outcome_has_an_owner_and_a_date_and_shows_when_it_is_overdue() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let sent = found_out(&app, &mut portal);
    let due = app
        .trust()
        .today
        .checked_add(jiff::Span::new().days(3))
        .unwrap()
        .to_string();
    let nobody = json!({ "action-owner": "", "action-text": "Count the till twice.", "action-due": due });
    let says = portal.fails("guardian", "action", &nobody);
    assert!(says.contains("Write something here first."), "{says}");
    let owned = json!({ "action-owner": "Invented Manager" });
    portal
        .acts("guardian", "action", &owned)
        .says("Invented Manager: Count the till twice.");
    app.live_through(5);
    let seen = portal.comes_back(&app, "guardian", &sent);
    seen.says("Overdue")
        .says("Invented Manager: Count the till twice.");
    portal
        .acts(
            "guardian",
            "action-done",
            &json!({ "action-done-text": "Seen it." }),
        )
        .says("Done.");
    assert!(
        app.track(&sent)
            .outlook
            .actions
            .iter()
            .all(|action| action.done.is_some())
    );
}

#[test]
fn r28_how_the_reporter_was_treated_is_read_and_answered_by_another_stage_alone() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let sent = closed(&app);
    app.live_through(92);
    Back::with(&app, &sent).treated(true).unwrap();
    app.tick();
    let seen = portal.comes_back(&app, "chair", &sent);
    seen.says(&format!("above: {PLANTED}"))
        .says("Answer how the reporter was treated");
    let answer = json!({ "treatment-answer-text": "We put the shifts back." });
    portal.acts("chair", "treatment-answer", &answer);
    assert_eq!(
        Back::with(&app, &sent).reads("treatment_answered"),
        Some("We put the shifts back.".to_owned())
    );
    portal.signs_in(&app, "guardian").does_not_say(PLANTED);
}

#[test]
fn r33_a_body_gets_two_parts_of_three_with_purpose_and_nothing_in_clear() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let sent = app.submit();
    app.tick();
    Back::with(&app, &sent).message().unwrap();
    app.tick();
    portal.signs_in_and_opens(&app, "guardian", &sent);
    let body = HybridIdentity::generate(&app.entropy);
    let share = json!({
        "share-part-about": true,
        "share-part-message:1": true,
        "share-to": body.recipient().to_string(),
        "share-text": "For the invented inspectorate, section 9 of an invented act.",
    });
    portal.does("guardian", "unfold", &json!({ "at": "form[data-act=share]" }));
    portal.does("guardian", "fill", &json!({ "fields": share }));
    let saved = portal.does(
        "guardian",
        "save",
        &json!({ "at": "form[data-act=share] button[type=submit]" }),
    );
    let file = STANDARD
        .decode(saved.gave()["content"].as_str().unwrap())
        .unwrap();
    let parts = SharedFile::parse(&file).unwrap().open(&body).unwrap();
    let told: Vec<&str> = parts.iter().map(|part| part.text.as_str().unwrap()).collect();
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told[0].ends_with(&format!("about: {PLANTED}")), "{told:?}");
    assert!(told[1].ends_with(&format!("message: {PLANTED}")), "{told:?}");
    let purpose = Back::with(&app, &sent).reads("shared").unwrap();
    assert!(purpose.contains("section 9 of an invented act"), "{purpose}");
}
