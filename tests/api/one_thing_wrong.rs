//! Of a record with nothing wrong `doctor` says so, and of one with one thing wrong that one thing.

use std::fs;

use daylight::actions::examine::{Health, examine};
use serde_json::{Value, json};

use crate::hands::Hand;
use crate::harness::TestApp;
use crate::program::{daylight, json as told_by};
use crate::witness::{Mode, ask, witness};

/// What is said of every demonstration, whatever its state.
const ONE_HOLDER: &str = "the last stage has one holder: nobody else there can answer a dispute about them";

fn doctor(app: &TestApp) -> Health {
    app.runtime.block_on(examine(app.service())).unwrap()
}

fn told(health: &Health, weight: &str) -> Vec<String> {
    let findings = health.findings.iter().filter(|finding| finding.weight == weight);
    findings.map(|finding| finding.what.clone()).collect()
}

/// A day with a concern that was answered.
fn a_day(app: &TestApp) {
    let sent = app.submit();
    app.tick();
    Hand::at(app, "guardian", &sent).acknowledge_and_write();
    app.tick();
    app.live_through(1);
}

/// One fault that begins so, and nothing else that a healthy instance would not say.
#[track_caller]
fn is_the_one_fault(app: &TestApp, wanted: &str) {
    let health = doctor(app);
    let faults = told(&health, "fault");
    assert!(
        faults.len() == 1 && faults[0].starts_with(wanted),
        "{wanted:?}: {faults:?}"
    );
    // Who stops at what is damaged does not come to the rest.
    let warnings = told(&health, "warning");
    assert!(
        warnings.is_empty() || warnings == [ONE_HOLDER],
        "{wanted:?}: {warnings:?}"
    );
    let [first, ..] = &health.findings[..] else {
        unreachable!()
    };
    assert!(first.weight == "fault" && !first.todo.is_empty(), "{first:?}");
}

#[test]
fn a_healthy_demonstration_has_no_fault_one_warning_and_says_the_same_each_time() {
    let app = TestApp::start();
    a_day(&app);
    let health = doctor(&app);
    assert!(health.is_healthy());
    assert_eq!(told(&health, "fault"), [""; 0]);
    assert_eq!(told(&health, "warning"), [ONE_HOLDER]);
    let entries = app.count("SELECT max(size) FROM batch");
    assert_eq!(
        told(&health, "fact"),
        [
            &*format!("the record is complete and unchanged up to entry {entries}"),
            "mail goes to memory",
            "no outside witness co-signs: the record is consistent with itself only",
        ]
    );
    assert_eq!(doctor(&app), health);
    // The operator's page has the same.
    let page: Value = app.sign_in("operator").get("admin/health").unwrap();
    assert_eq!(page, json!(health));
}

#[test]
fn one_thing_gone_or_damaged_in_the_database_is_one_fault() {
    for (damage, wanted) in [
        ("DELETE FROM part", "the sealed part "),
        (
            "DELETE FROM sealed",
            "the record names concerns of which nothing is kept here: ",
        ),
        (
            "DELETE FROM concern",
            "the record names concerns of which nothing is kept here: ",
        ),
        (
            "DELETE FROM batch WHERE number = 1",
            "the record does not hold: batch 1 is not kept here",
        ),
        (
            "DELETE FROM entry WHERE kind = 'acknowledged'",
            "the record does not hold: batch 2: ",
        ),
        (
            "UPDATE entry SET bytes = substr(bytes, 2) WHERE kind = 'received'",
            "the record does not hold: ",
        ),
        (
            "DELETE FROM document WHERE body NOT LIKE 'age1pq1%'",
            "the record does not hold: ",
        ),
    ] {
        let mut app = TestApp::start();
        a_day(&app);
        app.damage(damage);
        is_the_one_fault(&app, wanted);
    }
}

#[test]
fn one_file_gone_beside_the_database_is_one_fault() {
    let app = TestApp::start();
    let (code, sealed) = app.seal_long(200_000);
    app.send(code, &sealed);
    app.live_through(1);
    assert_eq!(told(&doctor(&app), "fault"), [""; 0]);
    let account = sealed.manifest.account.to_string();
    let blobs = app.files().into_iter();
    let mut blobs = blobs.filter(|(path, _)| path.ends_with(&account[2..]));
    let (blob, bytes) = blobs.next().expect("a long account lies among the blobs");
    fs::remove_file(&blob).unwrap();
    is_the_one_fault(&app, &format!("the sealed part {account} of concern "));
    fs::write(&blob, bytes).unwrap();

    let mark = app.dir.path().join("high-water");
    let kept = fs::read(&mark).unwrap();
    fs::remove_file(&mark).unwrap();
    is_the_one_fault(&app, "the high-water file is missing");
    fs::write(&mark, kept).unwrap();
    assert_eq!(told(&doctor(&app), "fault"), [""; 0]);
}

#[test]
fn a_day_without_its_batch_is_no_fault_and_is_said_once() {
    let app = TestApp::start();
    a_day(&app);
    app.clock.advance_days(2);
    let health = doctor(&app);
    assert!(health.is_healthy(), "{health:?}");
    assert_eq!(
        told(&health, "warning"),
        ["the last batch is of 2026-12-19", ONE_HOLDER]
    );
    app.tick();
    assert_eq!(told(&doctor(&app), "warning"), [ONE_HOLDER]);
}

#[test]
fn a_witness_that_falls_silent_is_no_fault_and_comes_back() {
    let stranger = witness("witness.invalid/w1");
    let app = TestApp::start_under(&stranger.table());
    assert!(ask(&app));
    let unrecorded =
        "the witness witness.invalid/w1 does not stand in the record: nobody but the operator has named it";
    assert_eq!(told(&doctor(&app), "warning"), [ONE_HOLDER, unrecorded]);
    stranger.mode(Mode::Away);
    app.live_through(1);
    assert!(!ask(&app));
    let health = doctor(&app);
    assert!(health.is_healthy(), "{health:?}");
    let [one_holder, silent, nobody, waits] = &told(&health, "warning")[..] else {
        panic!("{health:?}")
    };
    assert_eq!([one_holder, nobody], [ONE_HOLDER, unrecorded]);
    assert!(
        silent.contains("it has cosigned up to the batch of 2026-12-18"),
        "{silent}"
    );
    assert!(
        waits.contains("what came since waits for the witnesses"),
        "{waits}"
    );
    stranger.mode(Mode::Right);
    assert!(ask(&app));
    assert_eq!(told(&doctor(&app), "warning"), [ONE_HOLDER, unrecorded]);
}

#[test]
fn doctor_tells_programs_its_findings_worst_first_and_ends_with_1_on_a_fault_alone() {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("instance");
    daylight::server::set_up_demo(&dir).unwrap();
    let place = dir.to_str().unwrap();
    let doctor = || daylight(&["doctor", "--json", "--dir", place], "", &[]);
    let healthy = doctor();
    assert_eq!(healthy.status.code(), Some(0), "warnings are none");
    let findings = |output| told_by(output)["findings"].as_array().unwrap().clone();
    assert_eq!(told_by(&healthy).as_object().unwrap().len(), 1);
    for finding in findings(&healthy) {
        let fields: Vec<&str> = finding.as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(fields, ["todo", "weight", "what"]);
        assert!(["warning", "fact"].contains(&finding["weight"].as_str().unwrap()));
    }
    fs::remove_file(dir.join("high-water")).unwrap();
    let ill = doctor();
    assert_eq!(ill.status.code(), Some(1));
    let weights: Vec<Value> = findings(&ill)
        .iter()
        .map(|finding| finding["weight"].clone())
        .collect();
    assert_eq!(
        (&weights[0], weights.len()),
        (&json!("fault"), findings(&healthy).len() + 1)
    );
    let mut in_order = weights.clone();
    in_order.sort_by_key(|weight| {
        ["fault", "warning", "fact"]
            .iter()
            .position(|each| weight == each)
    });
    assert_eq!(weights, in_order);
    // To people: a line each, and the fault first.
    let words = daylight(&["doctor", "--dir", place], "", &[]);
    assert_eq!(words.status.code(), Some(1));
    let lines = String::from_utf8(words.stdout).unwrap();
    assert!(
        lines.starts_with("fault    the high-water file is missing"),
        "{lines}"
    );
}
