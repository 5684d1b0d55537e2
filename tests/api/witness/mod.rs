//! Publication with outside witnesses: what the public is shown, what waits for a cosignature, and what does not.

#![expect(clippy::arithmetic_side_effects, reason = "a test that overflows has failed")]

mod faults;
mod merkle;
mod recorded;
mod session;
mod stranger;

use daylight::actions::ask_witnesses::ask_witnesses;
use daylight::actions::examine::{Health, examine};
use daylight::client::receipts::prove;
use daylight_tlog::note::LogKey;
use daylight_tlog::verify::Outside;
use daylight_tlog::{TlogProof, UncheckedReceipt, UnverifiedCheckpoint, WitnessPolicy};

use crate::exporting::export_of;
use crate::harness::{Sent, TestApp};
use stranger::Stranger;

pub(crate) use stranger::Mode;

/// A witness that knows the log of the tests.
pub(crate) fn witness(name: &'static str) -> Stranger {
    let log = LogKey::new("test.daylight.invalid/log", &[7; 32]).unwrap();
    Stranger::of(&log.verifier().vkey(), name)
}

/// An instance with one witness, which has cosigned the founding.
fn witnessed() -> (TestApp, Stranger) {
    let stranger = witness("witness.invalid/w1");
    let app = TestApp::start_under(&stranger.table());
    assert!(ask(&app));
    (app, stranger)
}

pub(crate) fn ask(app: &TestApp) -> bool {
    app.runtime.block_on(ask_witnesses(app.service())).unwrap()
}

/// The checkpoint that the public is shown, if any.
fn published(app: &TestApp) -> Option<String> {
    app.client().get_text("ledger/checkpoint").ok()
}

/// The newest one that the log signed, as clients work under it.
fn signed(app: &TestApp) -> String {
    app.client()
        .get::<daylight::api::Instance>("instance", daylight::client::http::Caller::Anyone)
        .unwrap()
        .checkpoint
}

fn size(checkpoint: &str) -> u64 {
    UnverifiedCheckpoint::parse(checkpoint.as_bytes())
        .unwrap()
        .claimed()
        .size
}

fn doctor(app: &TestApp) -> Health {
    app.runtime.block_on(examine(app.service())).unwrap()
}

/// What `doctor` says with this weight.
fn told(app: &TestApp, weight: &str) -> Vec<String> {
    let findings = doctor(app).findings.into_iter();
    findings
        .filter(|finding| finding.weight == weight)
        .map(|finding| finding.what)
        .collect()
}

/// The proof of a reporter's receipt, once it can be had.
fn proof(app: &TestApp, sent: &Sent) -> Option<String> {
    let receipt = UncheckedReceipt::parse(sent.received.receipt.as_bytes()).unwrap();
    prove(app.client(), &receipt.verify_with_own_key().unwrap()).unwrap()
}

#[test]
fn a_checkpoint_is_published_with_its_cosignature_and_not_before() {
    let stranger = witness("witness.invalid/w1");
    let app = TestApp::start_under(&stranger.table());
    assert_eq!(published(&app), None, "the founding waits for the witness");
    assert!(ask(&app));
    let founding = published(&app).unwrap();
    assert_eq!(stranger.signed(&founding), Some(stranger.state().now));

    let sent = app.submit();
    app.tick();
    assert_eq!(published(&app).as_ref(), Some(&founding), "the day's batch waits");
    assert!(
        size(&signed(&app)) > size(&founding),
        "reporters and holders do not"
    );
    assert!(proof(&app, &sent).is_none());
    assert!(ask(&app));
    let next = published(&app).unwrap();
    assert_eq!(
        (size(&next), stranger.signed(&next).is_some()),
        (size(&signed(&app)), true)
    );
    let exchanges = stranger.session();
    let heads: Vec<&str> = exchanges
        .iter()
        .map(|each| each.request.lines().next().unwrap())
        .collect();
    assert_eq!(heads, ["old 0", &format!("old {}", size(&founding))]);
    assert!(exchanges.iter().all(|each| each.status == 200));
    assert!(
        ask(&app) && stranger.session().is_empty(),
        "nothing is asked for twice"
    );
}

#[test]
fn receipts_exports_and_the_policy_carry_the_witness() {
    let (app, stranger) = witnessed();
    let sent = app.submit();
    app.tick();
    assert!(ask(&app));
    let (files, _) = export_of(&app);
    let policy = String::from_utf8(files.0["policy.txt"].clone()).unwrap();
    assert!(
        policy.contains(&format!("witness w1 {} http://127.0.0.1", stranger.vkey())),
        "{policy}"
    );
    assert!(
        policy.ends_with("group outsiders 1 w1\nquorum outsiders\n"),
        "{policy}"
    );
    assert_eq!(
        files.lines("vkeys"),
        [app.service().log.verifier().vkey(), stranger.vkey()]
    );
    let report = files.verify(&app, &daylight_tlog::verify::Asked::default());
    let until = report.last_day;
    // The record does not know it: the operator alone has named it.
    assert_eq!(report.outside, Outside::Named { by: 1, until });

    let proof = proof(&app, &sent).unwrap();
    let (_, note) = proof.split_once("\n\n").unwrap();
    assert!(stranger.signed(note).is_some(), "{proof}");
    let proven = TlogProof::parse(proof.as_bytes())
        .unwrap()
        .verify_policy(&WitnessPolicy::parse(&policy).unwrap())
        .unwrap();
    assert_eq!(proven.cosignatures.len(), 1);
}

#[test]
fn without_a_witness_a_checkpoint_is_published_by_being_signed() {
    let app = TestApp::start();
    app.submit();
    app.tick();
    assert_eq!(published(&app), Some(signed(&app)));
    assert!(ask(&app));
    assert!(
        told(&app, "fact")
            .iter()
            .any(|what| what.contains("no outside witness"))
    );
}

#[test]
fn of_two_witnesses_as_many_must_sign_as_the_configuration_asks_for() {
    let (one, two) = (witness("witness.invalid/w1"), witness("witness.invalid/w2"));
    let tables = [one.table(), two.table()].concat();
    let mut app = TestApp::start_under(&tables);
    two.mode(Mode::Away);
    assert!(
        !ask(&app) && published(&app).is_none(),
        "all of them, if nothing is said"
    );
    app.lines = format!("witness_quorum = 1\n{tables}");
    app.restart();
    app.tick();
    let founding = published(&app).unwrap();
    assert!(one.signed(&founding).is_some() && two.signed(&founding).is_none());
    app.submit();
    app.tick();
    two.mode(Mode::Right);
    assert!(ask(&app));
    let both = published(&app).unwrap();
    assert!(one.signed(&both).is_some() && two.signed(&both).is_some());
    let sent: Vec<String> = two.session().into_iter().map(|each| each.request).collect();
    assert!(
        sent.iter().all(|request| !request.contains("witness.invalid/w1")),
        "the log's signature alone"
    );
    let (files, _) = export_of(&app);
    files.verify(&app, &daylight_tlog::verify::Asked::default());
}

#[test]
fn one_that_refuses_stops_publication_also_where_enough_others_sign_and_intake_goes_on() {
    let (one, two) = (witness("witness.invalid/w1"), witness("witness.invalid/w2"));
    let lines = format!("witness_quorum = 1\n{}{}", one.table(), two.table());
    let app = TestApp::start_under(&lines);
    assert!(ask(&app));
    let before = published(&app).unwrap();
    two.mode(Mode::Says(422, ""));
    let sent = app.submit();
    app.live_through(1);
    assert!(!ask(&app));
    assert_eq!(
        published(&app).unwrap(),
        before,
        "the other one's word is not enough"
    );
    app.submit();
    app.track(&sent);
    two.mode(Mode::Right);
    assert!(ask(&app));
    assert_ne!(published(&app).unwrap(), before);
}

#[test]
fn a_witness_that_comes_later_begins_with_the_newest_checkpoint() {
    let mut app = TestApp::start();
    app.live_through(3);
    let before = published(&app).unwrap();
    let stranger = witness("witness.invalid/w1");
    app.lines = stranger.table();
    app.restart();
    assert_eq!(
        published(&app),
        Some(before.clone()),
        "what was published stays so"
    );
    assert!(ask(&app));
    let now = published(&app).unwrap();
    assert!(now.starts_with(&before) && stranger.signed(&now).is_some());
    assert_eq!(stranger.session().len(), 1);
}

#[test]
fn two_replicas_at_once_ask_once() {
    let stranger = witness("witness.invalid/w1");
    let mut app = TestApp::start_two();
    app.lines = stranger.table();
    app.restart();
    let (one, two) = (app.replicas[0].service.clone(), app.replicas[1].service.clone());
    for _ in 0..5 {
        app.live_through(1);
        app.runtime.block_on(async {
            let (a, b) = tokio::join!(ask_witnesses(&one), ask_witnesses(&two));
            assert!(a.unwrap() && b.unwrap());
        });
        assert!(ask(&app));
    }
    let session = stranger.session();
    assert!(
        session.iter().all(|each| each.status == 200),
        "no conflict of our own making"
    );
    assert_eq!(published(&app), Some(signed(&app)));
}
