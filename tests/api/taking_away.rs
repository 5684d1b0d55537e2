//! The record taken away in one file, by somebody who is signed in: opened and checked elsewhere, with nobody's help.

use std::io::Read as _;

use daylight::actions::export::Shelf as _;
use daylight::crypto::seal::open_stream;
use daylight_domain::Role;
use daylight_tlog::verify::Asked;
use serde_json::json;

use crate::exporting::Files;
use crate::hands::Hand;
use crate::harness::{FRIDAY, PLANTED, TestApp};
use crate::inspectors::let_in;

fn take(app: &TestApp, name: &str, sealed: bool) -> Vec<u8> {
    let token = app.token(name);
    let answer = app.post("audit/export", Some(&token), &json!({ "sealed": sealed }));
    assert_eq!(answer.status, 200, "{}", answer.message());
    whole(&answer.body)
}

/// What came in chunks (RFC 9112 section 7.1).
fn whole(mut body: &[u8]) -> Vec<u8> {
    let mut whole = Vec::new();
    loop {
        let end = body.windows(2).position(|two| two == b"\r\n").unwrap();
        let length = usize::from_str_radix(std::str::from_utf8(&body[..end]).unwrap(), 16).unwrap();
        if length == 0 {
            return whole;
        }
        body = &body[end + 2..];
        whole.extend_from_slice(&body[..length]);
        body = &body[length + 2..];
    }
}

/// The files of a tar.
fn unpack(tar: &[u8]) -> Files {
    let mut files = Files::default();
    for file in tar::Archive::new(tar).entries().unwrap() {
        let mut file = file.unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        let header = file.header();
        assert_eq!(
            (header.mtime().unwrap(), header.uid().unwrap()),
            (0, 0),
            "no moment and no owner"
        );
        let name = file.path().unwrap().to_str().unwrap().to_owned();
        files.append(&name, &bytes).unwrap();
    }
    files
}

#[test]
fn r08_a03_an_inspector_takes_a_sealed_export_and_checks_it_with_nobodys_help() {
    let mut app = TestApp::start();
    let until = FRIDAY.saturating_add(jiff::Span::new().days(30));
    let_in(&mut app, Role::Inspector, Some(until));
    let sent = app.submit();
    app.tick();
    Hand::at(&app, "guardian", &sent).acknowledge_and_write();
    app.tick();
    app.damage("DELETE FROM part");
    let sealed = take(&app, "inspector", true);
    for name in ["auditor", "outside"] {
        assert!(
            open_stream(&app.key(name).identity, &sealed[..]).is_err(),
            "{name}"
        );
    }
    let mut tar = Vec::new();
    let identity = &app.key("inspector").identity;
    open_stream(identity, &sealed[..])
        .unwrap()
        .read_to_end(&mut tar)
        .unwrap();
    assert!(!String::from_utf8_lossy(&tar).contains(PLANTED));
    let report = unpack(&tar).verify(&app, &Asked::default());
    let missing = report.verdict.not_produced.iter().map(|item| item.concern);
    assert_eq!(missing.collect::<Vec<_>>(), [Some(sent.received.concern)]);
}

#[test]
fn an_export_in_the_open_is_a_tar_that_was_made_leaves_an_entry_and_nothing_on_the_disk() {
    let app = TestApp::start();
    app.submit();
    app.tick();
    let before: Vec<_> = app.files().into_iter().map(|(path, _)| path).collect();
    let tar = take(&app, "auditor", false);
    let after: Vec<_> = app.files().into_iter().map(|(path, _)| path).collect();
    assert_eq!(before, after, "nothing is left behind");
    unpack(&tar).verify(&app, &Asked::default());
    app.tick();
    let token = app.token("auditor");
    let entries = app.get("audit/entries?start=0&count=1000", Some(&token));
    assert!(String::from_utf8_lossy(&entries.body).contains("\\\"kind\\\":\\\"export\\\""));
}
