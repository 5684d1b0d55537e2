//! Coming back with the code in the browser.

use daylight_domain::{Act, Audience, Date, OfficeId, StageNo, Urgency};
use daylight_tlog::sha256;
use jiff::Span;
use serde_json::json;

use super::{change_policy, code_of, drive, lines};
use crate::hands::{Back, Hand, closed, found_out, scoped};
use crate::harness::{PLANTED, TestApp};

#[test]
fn the_browser_opens_what_rust_sealed_and_shows_each_step_and_whose_word_it_is() {
    let app = TestApp::start();
    let sent = app.submit();
    app.tick();
    Hand::at(&app, "guardian", &sent).acknowledge_and_write();
    app.tick();
    let seen = drive(&app, "come_back", &code_of(&sent));
    let told = seen["told"].as_str().unwrap();
    assert!(told.contains(&format!("words: {PLANTED}")), "the message: {told}");
    assert!(
        told.contains(&format!("account: {PLANTED}")),
        "what was sent: {told}"
    );
    let steps = lines(&seen["steps"]);
    assert!(steps.iter().any(|step| step.contains("replied.")), "{steps:?}");
    assert!(steps[0].contains("Friday 18 December 2026"), "{steps:?}");
}

#[test]
fn a_date_that_passed_is_marked_late_and_the_page_says_who_has_it_now() {
    let app = TestApp::start();
    let sent = app.submit();
    app.live_through(8);
    let seen = drive(&app, "come_back", &code_of(&sent));
    let told = seen["told"].as_str().unwrap();
    assert!(told.contains("It is with Audit committee."), "{told}");
    assert!(told.contains("It moved on to Audit committee."), "{told}");
    assert!(told.contains("says the service"), "{told}");
}

#[test]
fn a_wrong_word_is_named_with_the_words_that_look_like_it() {
    let app = TestApp::start();
    let seen = drive(
        &app,
        "wrong_code",
        &json!({ "code": "abacus abacus abacus abacus abacus abacus abacuz" }),
    );
    let says = seen["says"].as_str().unwrap();
    assert!(says.contains("Word 7") && says.contains("abacus"), "{says}");
    let seen = drive(&app, "wrong_code", &json!({ "code": "abacus abdomen" }));
    assert!(seen["says"].as_str().unwrap().contains("You typed 2"), "{seen}");
}

#[test]
fn a_code_that_leads_nowhere_gets_the_same_words_as_a_wrong_one() {
    let app = TestApp::start();
    let (nowhere, _) = app.seal(&[], Urgency::Ordinary);
    let seen = drive(
        &app,
        "wrong_code",
        &json!({ "code": nowhere.words().to_uppercase().replace(' ', "-") }),
    );
    assert!(
        seen["says"]
            .as_str()
            .unwrap()
            .contains("We do not know this code"),
        "{seen}"
    );
}

#[test]
fn a_message_of_the_browser_is_read_by_the_office() {
    let app = TestApp::start();
    let sent = app.submit();
    app.tick();
    Hand::at(&app, "guardian", &sent).acknowledge();
    let mut input = code_of(&sent);
    input["act"] = json!("message");
    input["text"] = json!(format!("One more thing: {PLANTED}"));
    let seen = drive(&app, "act", &input);
    assert!(seen["done"].as_str().unwrap().contains("has been sent"), "{seen}");
    app.tick();
    let read = Hand::at(&app, "guardian", &sent).reads("message").unwrap();
    assert!(read.starts_with("One more thing"), "{read}");
}

#[test]
fn r17_danger_raised_in_the_browser_starts_its_clock() {
    let app = TestApp::start();
    let sent = app.submit();
    app.tick();
    let mut input = code_of(&sent);
    input["act"] = json!("danger");
    let seen = drive(&app, "act", &input);
    assert!(seen["done"].as_str().unwrap().contains("alerted"), "{seen}");
    assert_eq!(app.track(&sent).outlook.urgency, Urgency::Danger);
}

#[test]
fn r23_a_key_is_taken_away_in_the_browser_and_the_office_reads_nothing_more() {
    let app = TestApp::start();
    let sent = app.submit();
    app.tick();
    let mut input = code_of(&sent);
    input["act"] = json!("exclude");
    input["office"] = json!("deputy");
    let seen = drive(&app, "act", &input);
    assert!(seen["done"].as_str().unwrap().contains("nothing more"), "{seen}");
    app.tick();
    assert!(Hand::find(&app, "deputy", &sent).is_none());
    let deputy: OfficeId = "deputy".parse().unwrap();
    let gone = app.track(&sent).entries.into_iter().any(|each| {
        each.entry.act
            == Act::Withdrawn {
                office: deputy.clone(),
            }
    });
    assert!(gone);
}

#[test]
fn r06_this_misses_my_point_sends_the_scope_to_somebody_else() {
    let app = TestApp::start();
    let sent = scoped(&app);
    app.tick();
    let mut input = code_of(&sent);
    input["act"] = json!("scope-dispute");
    input["text"] = json!("You left out the second till.");
    let seen = drive(&app, "act", &input);
    assert!(seen["done"].as_str().unwrap().contains("Somebody else"), "{seen}");
    assert!(!app.track(&sent).outlook.disputed.is_empty());
}

#[test]
fn r15_i_disagree_with_the_findings_goes_to_a_second_person() {
    let app = TestApp::start();
    let sent = found_out(&app);
    app.tick();
    let mut input = code_of(&sent);
    input["act"] = json!("findings-dispute");
    input["text"] = json!("Nobody asked the night shift.");
    let seen = drive(&app, "act", &input);
    assert!(seen["done"].as_str().unwrap().contains("Somebody else"), "{seen}");
    assert!(!app.track(&sent).outlook.disputed.is_empty());
}

#[test]
fn r28_the_question_is_on_the_page_at_three_six_and_twelve_months_and_a_yes_is_read_by_the_other_stage_alone()
{
    let app = TestApp::start();
    let sent = closed(&app);
    app.tick();
    let reporter = Back::with(&app, &sent);
    let on = reporter.see().outlook.closed.unwrap();
    let asked = |day: Date| {
        app.skip_to(day);
        let seen = drive(&app, "come_back", &code_of(&sent));
        seen["asked"].as_str().unwrap().to_owned()
    };
    let before = asked(
        on.checked_add(Span::new().months(3))
            .unwrap()
            .yesterday()
            .unwrap(),
    );
    assert!(
        before.contains("How have you been treated since?") && !before.contains("months"),
        "{before}"
    );
    for months in [3, 6, 12] {
        let told = asked(on.checked_add(Span::new().months(months)).unwrap());
        let names = format!("{months} months have passed since your concern was closed");
        assert!(told.contains(&names) && told.contains("Tell them"), "{told}");
    }
    let mut input = code_of(&sent);
    input["act"] = json!("treatment-well");
    let seen = drive(&app, "act", &input);
    assert!(
        seen["done"]
            .as_str()
            .unwrap()
            .contains("nothing bad has happened"),
        "{seen}"
    );
    assert_eq!(
        app.track(&sent).outlook.stage,
        StageNo(1),
        "nothing follows from: well"
    );
    input["act"] = json!("treatment");
    input["text"] = json!(format!("My shifts were taken away: {PLANTED}"));
    let seen = drive(&app, "act", &input);
    assert!(seen["done"].as_str().unwrap().contains("within 7 days"), "{seen}");
    app.tick();
    let chair = Hand::at(&app, "chair", &sent)
        .reads("treatment_reported")
        .unwrap();
    assert!(chair.starts_with("My shifts"), "{chair}");
    assert_eq!(
        Hand::at(&app, "guardian", &sent).reads("treatment_reported"),
        None
    );
    assert_eq!(
        reporter.reads("treatment_reported"),
        None,
        "not sealed to the case"
    );
}

#[test]
fn a01_a_concern_shows_the_rules_it_was_sent_under_also_when_others_follow() {
    let app = TestApp::start();
    let old = app.submit();
    app.tick();
    let changed = change_policy(&app);
    app.live_through(7);
    let new = app.submit();
    let version = |toml: &str| sha256(toml.as_bytes()).to_string()[..16].to_owned();
    let (first, second) = (version(daylight::server::POLICY), version(&changed));
    for (sent, its, other, day, words) in [
        (
            &old,
            &first,
            &second,
            "Friday 18 December 2026",
            "acknowledge_days = 7 ",
        ),
        (
            &new,
            &second,
            &first,
            "Friday 25 December 2026",
            "acknowledge_days = 5 ",
        ),
    ] {
        let seen = drive(&app, "come_back", &code_of(sent));
        let told = seen["told"].as_str().unwrap();
        assert!(
            told.contains(its.as_str()) && !told.contains(other.as_str()),
            "{told}"
        );
        assert!(
            told.contains(&format!("In force since {day}.")) && told.contains(words),
            "{told}"
        );
        let in_force = seen["rules"].as_str().unwrap();
        assert!(
            in_force.contains(&second) && !in_force.contains(&first),
            "{in_force}"
        );
    }
}

#[test]
fn a_concern_with_fifty_entries_is_checked_with_two_requests() {
    let app = TestApp::start();
    let sent = app.submit();
    app.tick();
    let guardian = Hand::at(&app, "guardian", &sent);
    for _ in 0..50 {
        let said = guardian.say(|item| Act::Message {
            item,
            audience: Audience::Case,
        });
        said.unwrap();
    }
    app.tick();
    let seen = drive(&app, "come_back", &code_of(&sent));
    assert!(lines(&seen["steps"]).len() > 50, "{seen}");
    let requests = seen["seen"]["requests"].as_array().unwrap();
    let asked: Vec<&str> = requests
        .iter()
        .filter_map(|request| request["url"].as_str().unwrap().split_once("/api/v1/"))
        .map(|(_, path)| path)
        .collect();
    assert_eq!(asked, ["instance", "track"]);
}
