//! What strangers send, and what happens while somebody is looking: nothing is executed, nothing is lost, nothing is signed twice.

use daylight::client::people;
use daylight::crypto::attachment::{self, Described};
use daylight_domain::{Act, State};
use serde_json::json;

use super::{Portal, one_point};
use crate::attachments::{begin, put};
use crate::hands::{Back, Hand};
use crate::harness::{Sent, TestApp};

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
    });
    let seen = portal.acts("guardian", "findings", &findings);
    seen.says("<img src=x onerror=")
        .says("<script>document.title='caught'</script>");
    let elements = portal.reads("guardian", "main img, main script");
    assert!(elements.is_empty(), "{elements:?}");
    portal.does("guardian", "go", &json!({ "to": "desk" }));
    portal.does(
        "guardian",
        "fill",
        &json!({ "fields": { "search-words": "onerror" } }),
    );
    portal.does(
        "guardian",
        "press",
        &json!({ "at": "#search button", "wait": ["#found li"] }),
    );
    let titles = portal.reads("guardian", "title");
    assert!(!titles.iter().any(|title| title.contains("caught")), "{titles:?}");
}

/// A reporter attaches a file under a name that no program of ours would give it.
fn attach(app: &TestApp, sent: &Sent, name: &str, media_type: &str, content: &[u8]) {
    let back = Back::with(app, sent);
    let described = Described {
        name: name.to_owned(),
        media_type: media_type.to_owned(),
        size: u64::try_from(content.len()).unwrap(),
    };
    let mut sealed = Vec::new();
    let case = back.reporter.master().case_identity().recipient();
    let item = attachment::seal(&case, &described, content, &mut sealed).unwrap();
    let begun = begin(app, sent, u64::try_from(sealed.len()).unwrap());
    let upload = begun["upload"].as_str().unwrap();
    put(app, upload, 0, &sealed);
    let finished = app.post(&format!("uploads/{upload}/finish"), None, &json!({}));
    assert_eq!(finished.status, 200, "{}", finished.message());
    let act = Act::Attached { item };
    let signed = back
        .reporter
        .sign(app.client(), &app.trust(), &back.see(), &act, None);
    assert!(signed.is_ok(), "{name}");
}

#[test]
fn hostile_attachments_are_named_plainly_shown_only_as_pictures_and_saved_after_a_warning() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let sent = app.submit();
    let page = b"<!doctype html><script>parent.document.title = 'caught'</script><img src=https://elsewhere.invalid/x>";
    let drawing = b"<svg xmlns='http://www.w3.org/2000/svg' onload='parent.document.title=1'><script>top.x=1</script></svg>";
    let paper = b"%PDF-1.7\n1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>>>endobj\ntrailer<</Root 1 0 R>>";
    let picture = std::fs::read(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/fixtures/clean/picture.png"
    ))
    .unwrap();
    attach(&app, &sent, "../../etc/invented.png", "image/png", &picture);
    attach(&app, &sent, "letter\u{202e}gnp.html", "image/png", page);
    attach(&app, &sent, "drawing.svg", "image/svg+xml", drawing);
    attach(&app, &sent, "C:\\paper.pdf", "application/pdf", paper);
    app.tick();
    portal.signs_in_and_opens(&app, "guardian", &sent);
    portal.does(
        "guardian",
        "wait",
        &json!({ "at": "#files > li:nth-child(4) button" }),
    );
    let names = portal.reads("guardian", "#files .daylight-file");
    assert_eq!(
        names,
        ["invented.png", "lettergnp.html", "drawing.svg", "paper.pdf"]
    );
    let buttons = portal.reads("guardian", "#files > li > button");
    let shown: Vec<bool> = buttons.iter().map(|button| button.starts_with("Show")).collect();
    assert_eq!(shown, [true, true, false, false], "{buttons:?}");
    portal.does(
        "guardian",
        "press",
        &json!({ "at": "#files > li:nth-child(1) > button", "wait": ["#files iframe"] }),
    );
    let seen = portal.does(
        "guardian",
        "press",
        &json!({
            "at": "#files > li:nth-child(2) > button", "wait": ["#files > li:nth-child(2) div button"],
        }),
    );
    seen.says("This is not the picture that it says it is.");
    assert_eq!(
        portal.reads("guardian", "#files iframe").len(),
        1,
        "only the real one"
    );
    let seen = portal.does(
        "guardian",
        "press",
        &json!({
            "at": "#files > li:nth-child(4) > button", "wait": ["#files > li:nth-child(4) div button"],
        }),
    );
    seen.says("A file can harm the device that opens it");
    let saved = portal.does(
        "guardian",
        "save",
        &json!({ "at": "#files > li:nth-child(4) div button" }),
    );
    assert_eq!(saved.gave()["name"], "file-4.pdf");
    let titles = portal.reads("guardian", "title");
    assert!(!titles.iter().any(|title| title.contains("caught")), "{titles:?}");
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
        seen.problem().contains("The service did not take it"),
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
fn a_key_that_left_in_mid_session_signs_nothing_more() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let sent = app.submit();
    app.tick();
    portal.signs_in_and_opens(&app, "guardian", &sent);
    let guardian = daylight_tlog::person_id(&app.key("guardian").signing.public());
    people::retire(&app.sign_in("operator"), guardian).unwrap();
    app.tick();
    people::sign(&app.sign_in("chair"), guardian).unwrap();
    app.live_through(2);
    let says = portal.fails(
        "guardian",
        "acknowledge",
        &json!({ "acknowledge-text": "Too late." }),
    );
    assert!(!says.is_empty());
    assert_eq!(app.track(&sent).outlook.state, State::Received);
}
