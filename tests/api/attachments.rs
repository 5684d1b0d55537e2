//! Files of a concern: attached by its reporter alone, sealed, resumable, and read by those who may read the account.

use std::io::Read as _;
use std::path::{Path, PathBuf};

use daylight::actions::examine::examine;
use daylight::client::http::Caller;
use daylight::client::{CallFailed, Concern, Reporter, attachments, desk};
use daylight::crypto::attachment::Described;
use daylight_domain::{Act, Digest};
use daylight_tlog::entry::upload_message;
use daylight_tlog::sha256;
use serde_json::{Value, json};
use tempfile::{TempDir, tempdir};

use crate::hands::Hand;
use crate::harness::{PLANTED, Sent, TestApp};

/// Longer than one request, and than the parts that are written at once.
const LONG: usize = 5_000_000;

pub(crate) fn file(folder: &TempDir, length: usize) -> PathBuf {
    let path = folder.path().join("invented ledger.ods");
    let mut content = PLANTED.as_bytes().to_vec();
    content.resize(length, 7);
    std::fs::write(&path, content).unwrap();
    path
}

pub(crate) fn attach(app: &TestApp, sent: &Sent, path: &Path) -> Result<(), String> {
    let trust = app.trust();
    let reporter = Reporter::from_code(&sent.code, &trust).unwrap();
    let answer = reporter.attach(app.client(), &trust, &app.track(sent), path, &|_, _| ());
    answer.map(|_| ()).map_err(|fault| fault.to_string())
}

/// What the office opens, file by file.
pub(crate) fn opened(app: &TestApp, sent: &Sent) -> Vec<(Described, Vec<u8>)> {
    app.tick();
    let hand = Hand::at(app, "guardian", sent);
    let source = |item: &Digest, offset| hand.found.attachment(&hand.holder, item, offset);
    let folder = tempdir().unwrap();
    let with = &hand.found.capsule.case_identity;
    let items = attachments::attached(&hand.see());
    let save = |item| attachments::save(&source, item, with, folder.path(), &|_, _| ()).unwrap();
    let saved = items.iter().map(save);
    saved
        .map(|(described, path)| (described, std::fs::read(path).unwrap()))
        .collect()
}

fn read_by_reporter(app: &TestApp, sent: &Sent, concern: &Concern, folder: &Path) -> Vec<u8> {
    let reporter = Reporter::from_code(&sent.code, &app.trust()).unwrap();
    let source = |item: &Digest, offset| reporter.attachment(app.client(), *item, offset);
    let item = attachments::attached(concern)[0];
    let identity = reporter.master().case_identity();
    let (described, path) = attachments::save(&source, &item, &identity, folder, &|_, _| ()).unwrap();
    assert_eq!(described.name, "invented ledger.ods");
    std::fs::read(path).unwrap()
}

/// Begins an upload as the reporter's program would; the size is signed.
pub(crate) fn begin(app: &TestApp, sent: &Sent, size: u64) -> Value {
    let reporter = Reporter::from_code(&sent.code, &app.trust()).unwrap();
    let message = upload_message("test.daylight.invalid/log", &sent.received.concern, size);
    let request = json!({
        "locator": reporter.master().locator().to_secret_text().to_string(),
        "size": size,
        "signature": reporter.master().reporter_key().key().sign(&message),
    });
    app.post("track/uploads", None, &request).json()
}

pub(crate) fn put(app: &TestApp, upload: &str, offset: u64, bytes: &[u8]) -> Value {
    app.call(
        "PUT",
        &format!("/api/v1/uploads/{upload}"),
        &[
            ("Upload-Offset", &offset.to_string()),
            ("Content-Type", "application/octet-stream"),
        ],
        bytes,
    )
    .json()
}

#[test]
fn a_file_reaches_those_who_may_read_the_account_and_nobody_else() {
    let app = TestApp::start();
    let mine = tempdir().unwrap();
    let sent = app.submit();
    let path = file(&mine, LONG);
    attach(&app, &sent, &path).unwrap();
    let whole = std::fs::read(&path).unwrap();

    let concern = app.track(&sent);
    let folder = mine.path().join("back");
    assert!(read_by_reporter(&app, &sent, &concern, &folder) == whole);
    let item = attachments::attached(&concern)[0];

    // Before the tick nobody else has it; after it whoever has signed that they have no conflict.
    let guardian = app.sign_in("guardian");
    let asked = |token: &str| {
        app.get(
            &format!("desk/concerns/{}/attachments/{item}", concern.id),
            Some(token),
        )
    };
    app.tick();
    let token = app.token("guardian");
    assert_eq!(asked(&token).status, 404, "before opening");
    let found = desk::find(&guardian).unwrap().0.remove(0);
    found.sign_opened(&guardian).unwrap();
    asked(&token).is_refusal(403, "forbidden", "no conflict");
    let opened = found.concern(&guardian).unwrap().unwrap();
    found
        .act_on(&guardian, &opened, &Act::NoConflict {}, &[])
        .unwrap();
    let mut sealed = Vec::new();
    found
        .attachment(&guardian, &item, 0)
        .unwrap()
        .read_to_end(&mut sealed)
        .unwrap();
    assert_eq!(sha256(&sealed), item);
    let mut rest = Vec::new();
    found
        .attachment(&guardian, &item, 4_000_000)
        .unwrap()
        .read_to_end(&mut rest)
        .unwrap();
    assert!(rest == sealed[4_000_000..]);
    for other in ["deputy", "chair", "outside"] {
        assert_eq!(asked(&app.token(other)).status, 404, "{other}");
    }
    let source = |item: &Digest, offset| found.attachment(&guardian, item, offset);
    let told = attachments::look(&source, &item, &found.capsule.case_identity).unwrap();
    assert_eq!(told.size, u64::try_from(LONG).unwrap());

    let another = app.submit();
    let theirs = Reporter::from_code(&another.code, &app.trust()).unwrap();
    let refused = theirs.attachment(app.client(), item, 0).map(|_| ());
    assert!(
        matches!(refused, Err(CallFailed::Refused { status: 404, .. })),
        "{refused:?}"
    );
}

#[test]
fn an_upload_goes_on_after_a_break_and_a_restart_and_takes_nothing_that_does_not_fit() {
    let mut app = TestApp::start();
    let sent = app.submit();
    let begun = begin(&app, &sent, 100);
    let upload = begun["upload"].as_str().unwrap().to_owned();
    assert_eq!((&begun["come"], &begun["size"]), (&json!(0), &json!(100)));
    assert_eq!(put(&app, &upload, 0, &[1; 60])["come"], 60);
    app.restart();
    for offset in [0, 61] {
        assert_eq!(put(&app, &upload, offset, &[2; 10])["come"], 60, "at {offset}");
    }
    assert_eq!(app.get(&format!("uploads/{upload}"), None).json()["come"], 60);
    assert_eq!(put(&app, &upload, 60, &[2; 41])["error"], "malformed");
    let finish = |upload: &str| app.post_text(&format!("uploads/{upload}/finish"), None, "");
    finish(&upload).is_refusal(409, "refused", "60 of 100");
    assert_eq!(put(&app, &upload, 60, &[2; 40])["come"], 100);
    finish(&upload).is_refusal(400, "malformed", "not sealed");
    assert_eq!(put(&app, &"0".repeat(32), 0, b"x")["error"], "not_found");

    // Days later the remains are gone.
    assert_eq!(app.count("SELECT count(*) FROM upload"), 1);
    app.live_through(4);
    assert_eq!(app.count("SELECT count(*) FROM upload"), 0);
    let incoming = app
        .files()
        .into_iter()
        .filter(|(path, _)| path.ends_with(&upload));
    assert_eq!(incoming.count(), 0);
}

#[test]
fn an_upload_must_be_signed_by_the_reporter_and_within_the_limits() {
    let app = TestApp::start();
    let mine = tempdir().unwrap();
    let sent = app.submit();
    let reporter = Reporter::from_code(&sent.code, &app.trust()).unwrap();
    let request = |size: u64, signed: u64| {
        let message = upload_message("test.daylight.invalid/log", &sent.received.concern, signed);
        json!({
            "locator": reporter.master().locator().to_secret_text().to_string(),
            "size": size,
            "signature": reporter.master().reporter_key().key().sign(&message),
        })
    };
    app.post("track/uploads", None, &request(10, 11))
        .is_refusal(403, "forbidden", "not signed");
    app.post("track/uploads", None, &request(1 << 40, 1 << 40))
        .is_refusal(413, "too_large", "500 MiB");

    // Of five at once, the one of which the least has come is given up.
    let names: Vec<String> = (0..4)
        .map(|_| begin(&app, &sent, 100)["upload"].as_str().unwrap().to_owned())
        .collect();
    for (name, come) in names.iter().zip([30, 10, 20, 40]) {
        put(&app, name, 0, &vec![1; come]);
    }
    begin(&app, &sent, 100);
    let left: Vec<bool> = names
        .iter()
        .map(|name| app.get(&format!("uploads/{name}"), None).status == 200)
        .collect();
    assert_eq!(left, [true, false, true, true]);

    let small = file(&mine, 100);
    for _ in 0..20 {
        attach(&app, &sent, &small).unwrap();
    }
    let refused = attach(&app, &sent, &small).unwrap_err();
    assert!(refused.contains("no more are taken"), "{refused}");
}

#[test]
fn an_entry_can_only_name_a_file_that_has_come_and_doctor_names_one_that_is_gone() {
    let mut app = TestApp::start();
    let mine = tempdir().unwrap();
    let sent = app.submit();
    let trust = app.trust();
    let reporter = Reporter::from_code(&sent.code, &trust).unwrap();
    let item = sha256(b"never came");
    let refused = reporter.sign(
        app.client(),
        &trust,
        &app.track(&sent),
        &Act::Attached { item },
        None,
    );
    assert!(refused.unwrap_err().to_string().contains("did not come"));

    attach(&app, &sent, &file(&mine, 100_000)).unwrap();
    let item = attachments::attached(&app.track(&sent))[0].to_string();
    let (blob, _) = app
        .files()
        .into_iter()
        .find(|(path, _)| path.ends_with(&item[2..]))
        .unwrap();
    std::fs::remove_file(blob).unwrap();
    app.ledger_is_damaged = false;
    let health = app.runtime.block_on(examine(app.service())).unwrap();
    assert!(health.findings[0].what.contains(&item), "{:?}", health.findings);
    let source = |item: &Digest, offset| reporter.attachment(app.client(), *item, offset);
    let wanted: Digest = item.parse().unwrap();
    let refused = attachments::look(&source, &wanted, &reporter.master().case_identity()).unwrap_err();
    assert_eq!(refused.word(), "gone");
    assert!(
        refused.to_string().contains("bring it back from a backup"),
        "{refused}"
    );
    let visit: Result<Value, _> = app.client().get("instance", Caller::Anyone);
    assert!(visit.is_ok(), "all else goes on");
}
