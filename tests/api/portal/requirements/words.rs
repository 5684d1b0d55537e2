//! On reviewers' pages: a reporter's words, which nobody alters and others get only in part.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use daylight::client::shared::{self, OpenedPart, SharedFile};
use daylight::crypto::hybrid::HybridIdentity;
use daylight::words::languages;
use daylight_domain::Act;
use daylight_tlog::sha256;
use serde_json::{Value, json};

use super::super::Portal;
use super::last;
use crate::attachments;
use crate::hands::Back;
use crate::harness::{PLANTED, TestApp};

#[test]
fn r11_nobody_edits_the_original_and_a_redacted_copy_carries_its_digest() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let sent = app.submit();
    app.tick();
    let seen = portal.signs_in_and_opens(&app, "guardian", &sent);
    let account = format!("account: {PLANTED}");
    seen.says(&account);
    portal.unfolds("guardian", "form[data-act=redact]");
    portal.fills("guardian", &json!({ "redact-part": "account" }));
    portal.presses_until("guardian", "#redact-load", "#redact-text");
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
fn r33_a_body_gets_two_parts_of_three_with_purpose_and_nothing_in_clear() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let sent = app.submit();
    app.tick();
    Back::with(&app, &sent).message().unwrap();
    let folder = tempfile::tempdir().unwrap();
    attachments::attach(&app, &sent, &attachments::file(&folder, 70_000)).unwrap();
    app.tick();
    portal.signs_in_and_opens(&app, "guardian", &sent);
    portal.acts("guardian", "note", &json!({ "note-text": "For our eyes." }));
    let offered = portal.reads("guardian", "#share-parts label, #redact-part option");
    let notes: Vec<_> = offered
        .iter()
        .filter(|label| label.contains("an internal note"))
        .collect();
    assert_eq!(notes.len(), 2, "{offered:?}");
    let body = HybridIdentity::generate(&app.entropy);
    let share = json!({
        "share-part-about": true,
        "share-part-message:1": true,
        "share-part-file:1": true,
        "share-to": body.recipient().to_string(),
        "share-text": "For the invented inspectorate, section 9 of an invented act.",
    });
    portal.unfolds("guardian", "form[data-act=share]");
    portal.fills("guardian", &share);
    portal.bars_nobody("guardian", "75-share");
    let button = "form[data-act=share] button[type=submit]";
    let saved = portal.does("guardian", "save", &json!({ "at": button, "beside": 1 }));
    let content = |saved: &Value| STANDARD.decode(saved["content"].as_str().unwrap()).unwrap();
    let file = content(saved.gave());
    let parts = SharedFile::parse(&file).unwrap().open(&body).unwrap();
    let told: Vec<&str> = parts.iter().filter_map(OpenedPart::words).collect();
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told[0].ends_with(&format!("about: {PLANTED}")), "{told:?}");
    assert!(told[1].ends_with(&format!("message: {PLANTED}")), "{told:?}");
    let evidence = &saved.gave()["beside"][0];
    assert_eq!(sha256(&content(evidence)), parts[2].digest);
    assert_eq!(evidence["name"], shared::beside(&parts[2].digest));
    let purpose = Back::with(&app, &sent).reads("shared").unwrap();
    let day = languages()[0].date(app.trust().today);
    let parts =
        format!("who and where it is about\n- what you wrote on {day}\n- the file that you sent on {day}");
    assert_eq!(
        purpose,
        format!(
            "We have shared with another body:\n- {parts}\n\nFor the invented inspectorate, section 9 of an invented act."
        )
    );
}
