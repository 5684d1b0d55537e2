//! Sealed bytes that nobody names: gone after some days, and never those that somebody is just naming.

use std::path::PathBuf;

use daylight::actions::run_calendar::run_calendar;
use daylight::actions::submit_concern::submit_concern;
use daylight::api::{Bytes, Submission};
use daylight::client::Reporter;
use daylight::crypto::attachment::{self, Described};
use daylight::store::{StoreError, blobs};
use daylight_domain::{Act, ConcernId, Digest};
use daylight_tlog::sha256;
use serde_json::Value;

use crate::attachments::{begin, put};
use crate::harness::{FRIDAY, PLANTED, Sent, TestApp};

/// Uploads a file and does not sign for it.
fn upload(app: &TestApp, sent: &Sent) -> Digest {
    let (id, digest) = send(app, sent);
    finish(app, &id, digest)
}

/// Sends all of a file, and does not say yet that it is all.
fn send(app: &TestApp, sent: &Sent) -> (String, Digest) {
    let reporter = Reporter::from_code(&sent.code, &app.trust()).unwrap();
    let to = reporter.master().case_identity().recipient();
    let described = Described {
        name: "invented.txt".to_owned(),
        media_type: "text/plain".to_owned(),
        size: u64::try_from(PLANTED.len()).unwrap(),
    };
    let mut sealed = Vec::new();
    let digest = attachment::seal(&to, &described, PLANTED.as_bytes(), &mut sealed).unwrap();
    let begun = begin(app, sent, u64::try_from(sealed.len()).unwrap());
    let id = begun["upload"].as_str().unwrap().to_owned();
    put(app, &id, 0, &sealed);
    (id, digest)
}

fn finish(app: &TestApp, id: &str, digest: Digest) -> Digest {
    let done: Value = app.post_text(&format!("uploads/{id}/finish"), None, "").json();
    assert_eq!(done["item"], digest.to_string());
    digest
}

fn sign(app: &TestApp, sent: &Sent, item: Digest) -> Result<(), String> {
    let trust = app.trust();
    let reporter = Reporter::from_code(&sent.code, &trust).unwrap();
    let concern = reporter.track(app.client(), &trust).unwrap();
    let signed = reporter.sign(app.client(), &trust, &concern, &Act::Attached { item }, None);
    signed.map(|_| ()).map_err(|fault| fault.to_string())
}

pub(crate) fn blob(app: &TestApp, digest: Digest) -> Option<PathBuf> {
    let name = digest.to_string();
    let mut files = app.files().into_iter().map(|(path, _)| path);
    files.find(|path| path.ends_with(&name[2..]))
}

fn rows(app: &TestApp) -> (i64, i64) {
    let of_files = "SELECT count(*) FROM part WHERE concern IS NOT NULL AND length(bytes) = 0";
    (app.count(of_files), app.count("SELECT count(*) FROM blob"))
}

#[test]
fn an_upload_that_nobody_signs_for_is_gone_after_three_days_and_one_that_was_signed_for_stays() {
    let app = TestApp::start();
    let sent = app.submit();
    let (left, named) = (upload(&app, &sent), upload(&app, &sent));
    app.live_through(3);
    sign(&app, &sent, named).unwrap();
    assert!(blob(&app, left).is_some(), "whoever was cut off has three days");
    app.live_through(1);
    assert_eq!((blob(&app, left), rows(&app)), (None, (1, 1)));
    let late = sign(&app, &sent, left).unwrap_err();
    assert!(late.contains("did not come"), "{late}");
    app.live_through(30);
    assert!(blob(&app, named).is_some());
}

#[test]
fn files_that_nobody_signed_for_count_and_no_more_than_twenty_are_signed_for() {
    let app = TestApp::start();
    let sent = app.submit();
    let (late, digest) = send(&app, &sent);
    let items: Vec<Digest> = (0..20).map(|_| upload(&app, &sent)).collect();
    assert_eq!(begin(&app, &sent, 100)["error"], "refused");
    for item in items {
        sign(&app, &sent, item).unwrap();
    }
    // Begun when there was room, and whole when there was none.
    let refused = sign(&app, &sent, finish(&app, &late, digest)).unwrap_err();
    assert!(refused.contains("no more are taken"), "{refused}");
}

#[test]
fn an_upload_that_is_signed_for_while_it_is_removed_is_kept_whole_or_refused() {
    let app = TestApp::start_two();
    let sent = app.submit();
    let items: Vec<Digest> = (0..6).map(|_| upload(&app, &sent)).collect();
    app.live_through(3);
    app.clock.advance_days(1);
    let service = app.replicas[1].service.clone();
    let signed: Vec<(Digest, Result<(), String>)> = std::thread::scope(|scope| {
        let tick = scope.spawn(|| {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            runtime.unwrap().block_on(run_calendar(&service)).unwrap()
        });
        let signed = items.iter().map(|item| (*item, sign(&app, &sent, *item)));
        let signed = signed.collect();
        tick.join().unwrap().unwrap();
        signed
    });
    for (item, signed) in signed {
        assert_eq!(blob(&app, item).is_some(), signed.is_ok(), "{signed:?}");
    }
}

#[test]
fn a_large_account_whose_submission_was_cut_off_or_refused_is_gone_after_three_days() {
    let app = TestApp::start();
    let first = app.submit();
    let (code, sealed) = app.seal_long(40_000);
    let reporter = Reporter::from_code(&code, &app.trust()).unwrap();
    let theirs = Reporter::from_code(&first.code, &app.trust()).unwrap();
    let bytes = |sealed: &daylight::crypto::seal::Sealed| Bytes(sealed.as_bytes().to_vec());
    let mut request = Submission {
        manifest: String::from_utf8(sealed.manifest_bytes.clone()).unwrap(),
        locator_hash: theirs.master().locator().hash(),
        about: bytes(&sealed.about),
        account: bytes(&sealed.account),
        capsules: sealed.capsules.iter().map(bytes).collect(),
    };
    let send = |request: &Submission| {
        let sent = submit_concern(app.service(), request.clone());
        app.runtime.block_on(sent).map(|_| ())
    };
    let refused = send(&request).unwrap_err().to_string();
    assert!(refused.contains("in use"), "{refused}");
    let account = sealed.manifest.account;
    assert!(blob(&app, account).is_some(), "written before the transaction");

    // Sent again in time, with its own locator, it is named and stays.
    let (_, other) = app.seal_long(40_000);
    let mut cut_off = request.clone();
    cut_off.manifest = String::from_utf8(other.manifest_bytes.clone()).unwrap();
    cut_off.about = bytes(&other.about);
    cut_off.account = bytes(&other.account);
    cut_off.capsules = other.capsules.iter().map(bytes).collect();
    send(&cut_off).unwrap_err();
    request.locator_hash = reporter.master().locator().hash();
    send(&request).unwrap();
    app.live_through(4);
    assert!(blob(&app, account).is_some());
    assert_eq!(blob(&app, other.manifest.account), None);
    assert_eq!(app.count("SELECT count(*) FROM blob"), 1);
}

#[test]
fn a_blob_has_one_owner_and_nobody_else_can_let_go_of_it() {
    let app = TestApp::start();
    let (mine, other) = (ConcernId([1; 16]), ConcernId([2; 16]));
    let digest = sha256(b"sealed");
    app.runtime.block_on(async {
        let tx = app.service().store.begin_write().await.unwrap();
        blobs::claim(&tx, mine, &[digest], FRIDAY).await.unwrap();
        blobs::name(&tx, mine, &[digest]).await.unwrap();
        blobs::claim(&tx, mine, &[digest], FRIDAY).await.unwrap();
        let taken = blobs::claim(&tx, other, &[digest], FRIDAY).await;
        assert!(matches!(taken, Err(StoreError::Duplicate)), "{taken:?}");
        let taken = blobs::name(&tx, other, &[digest]).await;
        assert!(matches!(taken, Err(StoreError::Conflict)), "{taken:?}");
        blobs::let_go(&tx, other, &[digest]).await.unwrap();
        let far = FRIDAY.saturating_add(jiff::Span::new().years(1));
        assert_eq!(blobs::loose_before(&tx, far, 9).await.unwrap(), []);
        blobs::let_go(&tx, mine, &[]).await.unwrap();
        assert_eq!(blobs::loose_before(&tx, FRIDAY, 9).await.unwrap(), [digest]);
    });
}

#[test]
fn an_upload_whose_row_is_gone_leaves_no_file() {
    let mut app = TestApp::start();
    let sent = app.submit();
    let begun = begin(&app, &sent, 100);
    let id = begun["upload"].as_str().unwrap();
    put(&app, id, 0, &[1; 60]);
    app.damage("DELETE FROM upload");
    app.ledger_is_damaged = false;
    app.live_through(1);
    assert!(app.files().iter().all(|(path, _)| !path.ends_with(id)));
}
