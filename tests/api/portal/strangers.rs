//! What strangers send, and what happens while somebody is looking: nothing is executed, nothing is lost, nothing is signed twice.

use daylight::client::people;
use daylight::crypto::seal::Plaintext;
use daylight_domain::State;
use serde_json::json;

use super::joining::{invite_called, join};
use super::{Portal, Screen, id, one_point, unlock};
use crate::hands::{Back, Hand};
use crate::harness::{PLANTED, TestApp};

/// Markup, a script, an address, marks that turn the direction.
const HOSTILE: &str = "<img src=x onerror=\"document.title='caught'\"><script>document.title='caught'</script>\
                       javascript:alert(1) \u{202e}txt.exe\u{202c} {{7*7}} ${7*7} \u{0000}'\"`";

#[test]
fn hostile_text_in_every_field_is_shown_as_text() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let sent = app.submit();
    app.tick();
    let hostile = HOSTILE.replace('\u{0000}', "");
    portal.signs_in_and_opens(&app, "guardian", &sent);
    portal.acts("guardian", "first-look", &json!({ "first-look-text": hostile }));
    portal.acts(
        "guardian",
        "acknowledge",
        &json!({ "acknowledge-text": hostile, "acknowledge-line": hostile }),
    );
    portal.acts("guardian", "tags", &json!({ "tags-text": hostile }));
    portal.acts("guardian", "note", &json!({ "note-text": hostile }));
    portal.acts("guardian", "message", &json!({ "message-text": hostile }));
    let scope = json!({ "scope-1-text": hostile, "scope-1-in": true, "scope-text": hostile });
    portal.acts("guardian", "scope", &scope);
    let due = app.trust().today.to_string();
    portal.acts(
        "guardian",
        "action",
        &json!({ "action-owner": hostile, "action-text": hostile, "action-due": due }),
    );
    let findings = json!({
        "finding-1-partly_upheld": true, "finding-1-text": hostile, "findings-enquiries": hostile, "findings-spoken": "1",
        "findings-risk-no": true,
    });
    let seen = portal.acts("guardian", "findings", &findings);
    seen.says("<img src=x onerror=")
        .says("<script>document.title='caught'</script>");
    let review = app
        .trust()
        .today
        .checked_add(jiff::Span::new().days(9))
        .unwrap()
        .to_string();
    for (act, fields) in [
        ("feedback", json!({ "feedback-text": hostile })),
        (
            "urgency",
            json!({ "urgency-data-loss": true, "urgency-text": hostile }),
        ),
        (
            "regulator",
            json!({ "regulator-told-no": true, "regulator-text": hostile }),
        ),
        (
            "refer",
            json!({ "refer-receiver": hostile, "refer-review": review, "refer-text": hostile }),
        ),
        ("refer-result", json!({ "refer-result-text": hostile })),
        ("action-done", json!({ "action-done-text": hostile })),
        (
            "redact",
            json!({ "redact-part": "account", "redact-text": "[redacted]" }),
        ),
    ] {
        portal.acts("guardian", act, &fields);
    }
    let to = json!({ "share-part-account": true, "share-to": hostile, "share-text": hostile });
    let refused = portal.fails("guardian", "share", &to);
    assert!(!refused.is_empty());
    nothing_ran(&mut portal, "guardian");
    portal.goes("guardian", "desk");
    portal.searches("guardian", "onerror");
    nothing_ran(&mut portal, "guardian");
}

#[test]
fn hostile_text_from_a_reporter_is_shown_as_text() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let sent = app.submit_words(HOSTILE, HOSTILE);
    app.tick();
    portal.signs_in_and_opens(&app, "guardian", &sent);
    let words = Plaintext::new(HOSTILE.to_owned());
    Back::with(&app, &sent).says(&words).unwrap();
    app.tick();
    portal.comes_back(&app, "guardian", &sent);
    for at in ["#about", "#account", "#steps .daylight-reporter"] {
        let shown = portal.reads("guardian", at);
        assert_eq!(shown.len(), 1, "{at}: {shown:?}");
        assert!(shown[0].contains("<img src=x onerror="), "{at}: {shown:?}");
    }
    nothing_ran(&mut portal, "guardian");
    portal.goes("guardian", "desk");
    portal.searches("guardian", "onerror");
    assert_eq!(portal.reads("guardian", "#found .daylight-around").len(), 3);
    nothing_ran(&mut portal, "guardian");
}

#[test]
fn a_hostile_name_is_shown_as_text_to_its_bearer_and_to_everybody_else() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let name = "<img src=x onerror=\"document.title='caught'\">";
    let link = invite_called(&app, &mut portal, name, "holder", "guardian");
    portal
        .presses_until("operator", "#bar [data-go=operator]", "#invitations li")
        .says(name);
    join(&app, &mut portal, &link);
    nothing_ran(&mut portal, "newcomer");
    portal.signs_in(&app, "operator");
    portal.presses_until("operator", "#invitations button", "#operator-done");
    app.tick();
    nothing_ran(&mut portal, "operator");
    portal.signs_in(&app, "chair").says(name);
    portal.goes("chair", "people").says(name);
    nothing_ran(&mut portal, "chair");
}

/// No markup became an element, and no script of it was run.
#[track_caller]
fn nothing_ran(portal: &mut Portal, who: &str) {
    let elements = portal.reads(who, "main img, main script");
    assert!(elements.is_empty(), "{elements:?}");
    let titles = portal.reads(who, "title");
    assert!(!titles.concat().contains("caught"), "{titles:?}");
}

#[test]
fn what_somebody_else_did_meanwhile_is_seen_before_it_is_signed() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let sent = app.submit();
    app.tick();
    portal.signs_in_and_opens(&app, "guardian", &sent);
    // The deputy acts at the same time: the guardian's page does not know it yet.
    Hand::at(&app, "deputy", &sent).acknowledge();
    let words = json!({ "acknowledge-text": "My own words." });
    let act = json!({ "act": "acknowledge", "fields": words });
    let seen = portal.does("guardian", "act", &act);
    assert!(
        seen.problem().contains("since you last looked"),
        "{}",
        seen.problem()
    );
    seen.says("deputy acknowledged it.");
    assert_eq!(
        portal.reads("guardian", "#acknowledge-text"),
        ["My own words."],
        "nothing is lost"
    );
    let said = portal.fails("guardian", "first-look", &json!({}));
    assert!(said.contains("Write something"), "{said}");
    portal.acts("guardian", "message", &json!({ "message-text": "My own words." }));
}

#[test]
fn what_is_not_what_was_sent_is_not_shown_and_is_said_to() {
    let mut app = TestApp::start();
    let mut portal = Portal::at(&app);
    let sent = app.submit_unsound();
    portal.signs_in(&app, "guardian");
    let row = format!("#unopened [data-row=\"{}\"]", id(&sent));
    let seen = portal.presses_until("guardian", &row, "#unsound");
    seen.says("is not what was sent").does_not_say(PLANTED);
    assert!(seen.offers("mismatch") && seen.offers("cannot-open"));
    for form in ["cannot-open", "unsound-mismatch"] {
        portal
            .presses("guardian", &format!("#{form}-sure > summary"))
            .says("You see nothing more of it. Nobody can take that back.");
    }
    portal.bars_nobody("guardian", "78-unsound");
    assert_eq!(app.count("SELECT stage FROM concern"), 1, "nothing is signed yet");
    let seen = portal.acts("guardian", "mismatch", &json!({}));
    assert_eq!(
        seen.done().split('.').next(),
        Some("Signed: Sign that it does not agree")
    );
    seen.says("It moved on to Audit committee").does_not_say(PLANTED);
    assert_eq!(app.count("SELECT stage FROM concern"), 2);
}

#[test]
fn a_lost_answer_is_not_signed_twice() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let sent = app.submit();
    app.tick();
    portal.signs_in_and_opens(&app, "guardian", &sent);
    portal.acts("guardian", "acknowledge", &json!({}));
    portal.does("guardian", "lose", &json!({ "in": "/acts" }));
    let seen = portal.acts("guardian", "scope", &one_point());
    assert!(seen.done().contains("No answer came back"), "{}", seen.done());
    seen.says("guardian settled what is looked into.");
    let scopes = app.track(&sent).outlook.timeline;
    assert_eq!(scopes.iter().filter(|step| step.act.kind() == "scope").count(), 1);
}

/// The bytes of the last act that the browser sent, and where it sent them.
fn last_act(seen: &Screen) -> (String, String) {
    let requests = seen.0["seen"]["requests"].as_array().unwrap().iter().rev();
    let mut acts = requests.filter(|request| request["url"].as_str().unwrap().ends_with("/acts"));
    let act = acts.next().expect("an act was sent");
    let (_, path) = act["url"].as_str().unwrap().split_once("/api/v1/").unwrap();
    (path.to_owned(), act["body"].as_str().unwrap().to_owned())
}

#[test]
fn the_exact_bytes_of_a_signed_act_are_refused_when_they_come_again_and_nothing_is_doubled() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let sent = app.submit();
    app.tick();
    portal.signs_in_and_opens(&app, "guardian", &sent);
    let no_conflict = last_act(&portal.does("guardian", "look", &json!({})));
    let seen = portal.acts(
        "guardian",
        "acknowledge",
        &json!({ "acknowledge-text": "Thank you." }),
    );
    let acknowledged = last_act(&seen);
    // By the same person in another session, by a colleague, by nobody; at once, and the next day.
    for (word, says) in [
        ("stale", "load the concern again"),
        ("day_changed", "sign for that day"),
    ] {
        for (path, body) in [&no_conflict, &acknowledged] {
            app.refuses(path, Some(&app.token("guardian")), body, (409, word, says));
            app.refuses(path, None, body, (401, "not_signed_in", ""));
            let colleague = app.post_text(path, Some(&app.token("deputy")), body);
            assert!(
                [403, 404, 409].contains(&colleague.status),
                "{}",
                colleague.message()
            );
        }
        app.live_through(1);
    }
    // The network brings the same bytes twice, and the page hears the second answer.
    portal.comes_back(&app, "guardian", &sent);
    portal.does("guardian", "twice", &json!({ "in": "/acts" }));
    portal
        .acts(
            "guardian",
            "message",
            &json!({ "message-text": "What did you see?" }),
        )
        .says("guardian wrote.");
    portal.does("guardian", "find", &json!({}));
    assert_eq!(
        portal.reads("guardian", "#message-text"),
        [""],
        "it is not there to be sent once more"
    );
    let timeline = app.track(&sent).outlook.timeline;
    for kind in ["no_conflict", "acknowledged", "message"] {
        let signed = timeline.iter().filter(|step| step.act.kind() == kind);
        assert_eq!(signed.count(), 1, "{kind}");
    }
}

#[test]
fn without_a_connection_nothing_is_signed_and_what_was_typed_stays() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let sent = app.submit();
    app.tick();
    portal.signs_in_and_opens(&app, "guardian", &sent);
    portal.does("guardian", "offline", &json!({ "is": true }));
    let words = json!({ "acknowledge-text": "My own words." });
    let says = portal.fails("guardian", "acknowledge", &words);
    assert!(says.contains("There is no connection."), "{says}");
    assert_eq!(portal.reads("guardian", "#acknowledge-text"), ["My own words."]);
    let left = portal.does("guardian", "tries_to_leave", &json!({}));
    assert_eq!(left.gave(), "beforeunload", "the browser asks first");
    portal.does("guardian", "offline", &json!({ "is": false }));
    portal.acts("guardian", "acknowledge", &json!({}));
    assert_eq!(
        Back::with(&app, &sent).reads("acknowledged"),
        Some("My own words.".to_owned())
    );
}

#[test]
fn a_key_that_left_in_mid_session_is_told_so_and_signs_nothing_more() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let sent = app.submit();
    app.tick();
    let guardian = app.person("guardian");
    people::retire(&app.sign_in("operator"), guardian).unwrap();
    app.tick();
    people::sign(&app.sign_in("chair"), guardian).unwrap();
    app.tick();
    // Five minutes before midnight the key counts, and the session goes on after it.
    app.clock.advance_ms((14 * 60 - 5) * 60 * 1000);
    for who in ["guardian", "deputy"] {
        portal.signs_in_and_opens(&app, who, &sent);
    }
    let before = app.count("SELECT count(*) FROM entry");
    app.clock.advance_ms(6 * 60 * 1000);
    let fields = json!({ "acknowledge-text": "Too late." });
    let says = portal.fails("guardian", "acknowledge", &fields);
    assert!(says.contains("Your session has ended"), "{says}");
    assert_eq!(portal.reads("guardian", "#acknowledge-text"), ["Too late."]);
    let seen = portal.does("guardian", "sign_in", &unlock(app.key("guardian")));
    assert!(
        seen.problem().contains("The record does not know this key."),
        "{}",
        seen.problem()
    );
    assert_eq!(app.count("SELECT count(*) FROM entry"), before);
    assert_eq!(app.track(&sent).outlook.state, State::Received);
    // It was the key, and not the hour.
    portal.acts("deputy", "acknowledge", &json!({}));
}
