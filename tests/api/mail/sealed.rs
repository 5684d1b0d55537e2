//! What stands in a mail, for its holder's key alone.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Output;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use daylight::actions::send_digests::decoy_alerts;
use daylight::crypto::seal::{Sealed, open_text};
use daylight_domain::Urgency;
use tempfile::TempDir;

use crate::browser::pages::get;
use crate::harness::TestApp;
use crate::program::{AtDesk, daylight};

/// The holders of the four offices, from the first stage to the last.
const HOLDERS: [&str; 4] = ["guardian", "deputy", "chair", "outside"];

/// The words of every mail that a holder was sent, in order.
fn words_to(app: &TestApp, name: &str) -> Vec<String> {
    let address = format!("{name}@demo.invalid");
    let sent = app.mail.sent().into_iter().filter(|mail| mail.to == address);
    sent.map(|mail| opened(app, name, &mail.message).unwrap())
        .collect()
}

/// The last that was sent to somebody: its attachment, as it is saved.
pub(crate) fn last_attachment(app: &TestApp, name: &str) -> Vec<u8> {
    let address = format!("{name}@demo.invalid");
    let sent = app.mail.sent();
    attachment(&sent.iter().rfind(|mail| mail.to == address).unwrap().message)
}

fn attachment(message: &str) -> Vec<u8> {
    let (_, part) = message.split_once("filename=\"daily.age\"").unwrap();
    let (_, body) = part.split_once("\r\n\r\n").unwrap();
    let (body, _) = body.split_once("\r\n--").unwrap();
    STANDARD
        .decode(body.split_whitespace().collect::<String>())
        .unwrap()
}

fn opened(app: &TestApp, name: &str, message: &str) -> Option<String> {
    let sealed = Sealed::check(attachment(message)).unwrap();
    let words = open_text(&app.key(name).identity, &sealed).ok()?;
    words.as_str().map(str::to_owned)
}

#[test]
fn a_mail_opens_with_its_holders_key_alone_and_says_the_same_with_and_without_work() {
    let app = TestApp::start();
    app.live_through(1);
    app.submit();
    app.live_through(1);
    let digests: BTreeSet<String> = HOLDERS.iter().flat_map(|name| words_to(&app, name)).collect();
    assert_eq!(digests.len(), 1, "{digests:?}");
    assert!(digests.first().unwrap().contains("daylight inbox"));
    for mail in app.mail.sent() {
        let opening = HOLDERS
            .iter()
            .filter(|name| opened(&app, name, &mail.message).is_some());
        assert_eq!(opening.count(), 1, "{}", mail.to);
    }
}

#[test]
fn the_program_reads_a_mail_to_its_holder_and_says_what_else_it_was_given() {
    let app = TestApp::start();
    app.live_through(1);
    let folder = TempDir::new().unwrap();
    let mail = folder.path().join("daily.age");
    std::fs::write(&mail, last_attachment(&app, "guardian")).unwrap();
    let reads = |name: &str, file: &Path| {
        let desk = AtDesk::new(&app, name, folder.path());
        let [file, key, passphrase] = [file, &desk.key, &desk.passphrase].map(|path| path.to_str().unwrap());
        daylight(
            &["mail", file, "--key", key, "--passphrase-file", passphrase],
            "",
            &[],
        )
    };
    let told = |output: &Output| String::from_utf8_lossy(&output.stderr).into_owned();
    let read = reads("guardian", &mail);
    let says = String::from_utf8(read.stdout).unwrap();
    assert!(says.contains("Today's capsules lie on your desk."), "{says}");
    let refused = told(&reads("chair", &mail));
    assert!(refused.contains("sealed to another key"), "{refused}");
    let letter = folder.path().join("letter");
    std::fs::write(&letter, "an invented letter").unwrap();
    let refused = told(&reads("guardian", &letter));
    assert!(refused.contains("save the attachment daily.age"), "{refused}");
}

#[test]
fn a_date_that_passes_at_the_last_stage_is_told_to_its_holders_and_to_everybody_every_week() {
    let app = TestApp::start();
    let page = || get(&app, "/record");
    for _ in 0..2 {
        app.submit();
    }
    app.tick();
    // Two stages let it pass: it has come to the last, whose own days run.
    app.live_through(20);
    assert!(!page().contains("id=\"last-stage\""));
    let told = || {
        let words = words_to(&app, "outside");
        words
            .iter()
            .filter(|words| words.contains("the last one, and nobody acted"))
            .count()
    };
    assert_eq!(told(), 0);
    let mut on = Vec::new();
    for day in 21..50 {
        let before = told();
        app.live_through(1);
        if told() > before {
            on.push(day);
        }
    }
    assert!(on.len() >= 3, "{on:?}");
    assert!(on.windows(2).all(|two| two[1] - two[0] <= 7), "{on:?}");
    let said = page();
    assert!(
        said.contains("at least one date passed at the last stage"),
        "no count below eight"
    );
    for name in HOLDERS.iter().filter(|name| **name != "outside") {
        assert!(
            words_to(&app, name)
                .iter()
                .all(|words| !words.contains("nobody acted")),
            "{name}"
        );
    }
    assert_eq!(
        app.mail
            .sent()
            .iter()
            .map(|mail| mail.message.len())
            .collect::<BTreeSet<_>>()
            .len(),
        1
    );
}

#[test]
fn dates_at_the_last_stage_are_counted_in_public_by_eights() {
    let app = TestApp::start();
    for _ in 0..9 {
        app.submit();
    }
    app.tick();
    app.live_through(35);
    let page = get(&app, "/record");
    let count = page.split_once("at least ").unwrap().1.split(' ').next().unwrap();
    let count: u64 = count.parse().unwrap();
    assert!(count >= 8 && count.is_multiple_of(8), "{count}");
}

#[test]
fn a_decoy_alert_comes_to_one_holder_and_says_what_a_true_one_says() {
    let app = TestApp::start();
    app.tick();
    let before = app.mail.sent().len();
    let mut minutes = 0;
    while app.mail.sent().len() == before {
        for _ in 0..200 {
            app.runtime.block_on(decoy_alerts(app.service())).unwrap();
        }
        app.tick();
        minutes += 200;
        assert!(minutes < 200_000, "each of four holders gets one a month");
    }
    let decoys: Vec<String> = HOLDERS
        .iter()
        .flat_map(|name| words_to(&app, name).into_iter().skip(1))
        .collect();
    let (code, sealed) = app.seal(&[], Urgency::Danger);
    app.send(code, &sealed);
    app.tick();
    let alert = words_to(&app, "guardian").pop().unwrap();
    assert!(decoys.iter().all(|decoy| *decoy == alert), "{decoys:?}, {alert}");
}
