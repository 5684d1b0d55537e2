//! The portal for those who check the record: its figures, its entries with their proofs, an export, an opinion. No content,
//! whatever they do.

use std::io::Read as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use daylight::crypto::seal::open_stream;
use daylight_domain::{Act, ClockName, Role};
use serde_json::{Value, json};

use super::{Portal, Screen, id, unlock};
use crate::broken_line::line_that_waits;
use crate::figures::with_viewer;
use crate::hands::Hand;
use crate::harness::{FRIDAY, PLANTED, TestApp};
use crate::inspectors::let_in;

fn goes(portal: &mut Portal, who: &str, to: &str) -> Screen {
    portal.does(who, "go", &json!({ "to": to }))
}

/// The text of a row of the record, and of what is folded in it, once it was checked in the browser.
fn checks_entry(portal: &mut Portal, who: &str, row: usize) -> Screen {
    let at = format!("#record-rows > li:nth-child({row})");
    portal.does(who, "press", &json!({ "at": format!("{at} summary") }));
    portal.does(
        who,
        "press",
        &json!({ "at": format!("{at} button"), "wait": [format!("{at} [role=status]")] }),
    )
}

#[test]
fn the_figures_are_exact_to_an_auditor_and_drawn_beside_their_tables() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    app.submit();
    app.submit();
    app.live_through(9);
    portal.signs_in(&app, "auditor");
    let seen = portal.goes("auditor", "figures");
    seen.says("These numbers are exact.")
        .says("Concerns received")
        .says("You see no concern and no text here.");
    let tables = portal.reads("auditor", "#figures-tables table").join(" ");
    for wanted in ["Independent guardian", "2 of 2"] {
        assert!(tables.contains(wanted), "{wanted}: {tables}");
    }
    let drawn = portal.reads("auditor", "#figures-tables img");
    assert!(drawn.len() > 4, "{drawn:?}");
    let named = json!({ "at": "#figures-tables img[alt='']" });
    assert_eq!(portal.does("auditor", "read", &named).gave(), &json!([]));
}

#[test]
fn r19_an_extension_is_counted_and_lateness_counts_from_the_first_date() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let sent = app.submit();
    app.tick();
    let hand = Hand::at(&app, "guardian", &sent);
    hand.acknowledge();
    let due = FRIDAY.saturating_add(jiff::Span::new().days(50));
    let extended = hand.say(|reason| Act::Extended {
        clock: ClockName::FirstDecision,
        due,
        item: Some(reason),
    });
    extended.unwrap();
    app.live_through(32);
    portal.signs_in(&app, "auditor");
    portal.goes("auditor", "figures");
    let year = json!({ "figures-period": "2027" });
    portal.does("auditor", "fill", &json!({ "fields": year }));
    portal.does(
        "auditor",
        "press",
        &json!({ "at": "#figures-of button", "wait": ["#figures-tables section"] }),
    );
    let tables = portal.reads("auditor", "#figures-tables table").join(" ");
    assert!(
        tables.contains("1 of 1"),
        "late although it was put off: {tables}"
    );
    let wrong = json!({ "figures-period": "next year" });
    portal.does("auditor", "fill", &json!({ "fields": wrong }));
    let seen = portal.does(
        "auditor",
        "press",
        &json!({ "at": "#figures-of button", "wait": ["#problem"] }),
    );
    assert!(
        seen.problem().contains("There are no figures of this period."),
        "{}",
        seen.problem()
    );
}

#[test]
fn r07_each_entry_is_shown_with_its_bytes_and_its_proof_is_checked_in_the_browser() {
    let mut app = TestApp::start();
    let mut portal = Portal::at(&app);
    let sent = app.submit();
    app.tick();
    portal.signs_in(&app, "auditor");
    let seen = goes(&mut portal, "auditor", "record");
    seen.says("The reporter sent it.")
        .says(&id(&sent)[..8])
        .says("This says nothing.");
    let seen = checks_entry(&mut portal, "auditor", 1);
    assert_eq!(seen.problem(), "");
    seen.says("stands in the tree of").says("Its exact bytes:");
    let bytes = portal.reads("auditor", "#record-rows li:nth-child(1) pre");
    assert!(bytes[0].starts_with("{\"v\":1,\"kind\":"), "{bytes:?}");
    // Somebody with the machine swaps a salt: what is there is not what the log has signed.
    app.damage("UPDATE entry SET salt = record WHERE position = 0");
    let again = json!({ "at": "#record-rows > li:nth-child(1) button", "wait": ["#problem"] });
    let seen = portal.does("auditor", "press", &again);
    assert!(seen.problem().contains("Stop here."), "{}", seen.problem());
}

#[test]
fn an_opinion_is_signed_in_the_browser_and_shown_to_everybody() {
    let mut app = TestApp::start();
    let_in(&mut app, Role::Viewer, None);
    let mut portal = Portal::at(&app);
    portal.signs_in(&app, "auditor");
    goes(&mut portal, "auditor", "audit");
    let button = json!({ "at": "#opinion-form button", "wait": ["#problem"] });
    let seen = portal.does("auditor", "press", &button);
    assert!(
        seen.problem().contains("Choose one of them."),
        "{}",
        seen.problem()
    );
    let checkpoint = app.client().get_text("ledger/checkpoint").unwrap();
    let size = checkpoint.lines().nth(1).unwrap();
    seen.says(&format!("The published record has {size} entries now."));
    let filled_in = portal.reads("auditor", "#opinion-size").concat();
    assert_eq!(filled_in, "", "only the auditor knows what was checked");
    let fields = json!({ "opinion-sound": true, "opinion-size": size });
    portal.does("auditor", "fill", &json!({ "fields": fields }));
    let wait = json!({ "at": "#opinion-form button", "wait": ["#opinion-working"] });
    let seen = portal.does("auditor", "press", &wait);
    assert_eq!(seen.problem(), "");
    seen.says("Signed. The public page shows it from");
    app.tick();
    let seen = portal.opens_page(&app, "anybody", "/record");
    seen.says(&format!(
        "auditor on the record up to entry {size}: complete and unchanged."
    ));
    // A scrutiny viewer reads the same and signs nothing.
    portal.signs_in(&app, "viewer");
    let seen = goes(&mut portal, "viewer", "audit");
    seen.does_not_say("Sign your opinion").says("Draw a sample");
}

const EXPORT: &str = "#export-form button";
/// What stands where the bar was.
const SAVED: &str = "#export-working:not(:has(progress)):not(:empty)";

#[test]
fn r08_the_record_is_taken_away_sealed_to_whoever_takes_it() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    app.submit();
    app.tick();
    portal.signs_in(&app, "auditor");
    goes(&mut portal, "auditor", "audit");
    let saved = portal.does("auditor", "save", &json!({ "at": "#export-form button" }));
    assert_eq!(saved.gave()["name"], "daylight-export.tar.age");
    let sealed = STANDARD
        .decode(saved.gave()["content"].as_str().unwrap())
        .unwrap();
    let mut tar = Vec::new();
    let mut opened = open_stream(&app.key("auditor").identity, &sealed[..]).unwrap();
    opened.read_to_end(&mut tar).unwrap();
    assert!(String::from_utf8_lossy(&tar).contains("entries.jsonl"));
    portal
        .does("auditor", "look", &json!({}))
        .says("Saved as daylight-export.tar.age.");
}

#[test]
fn an_export_moves_its_bar_while_it_comes() {
    let app = TestApp::start();
    let (url, go_on) = line_that_waits(app.replicas[0].address);
    let mut portal = Portal::with(&app, &json!({ "url": url }));
    portal.signs_in(&app, "auditor");
    goes(&mut portal, "auditor", "audit");
    let bar = json!({ "at": "#export-working" });
    portal.does("auditor", "progress", &bar);
    for _ in [true, false] {
        portal.presses("auditor", EXPORT);
        portal.waits("auditor", "#export-working progress[value]");
        let moves = numbers(portal.does("auditor", "progress", &bar).gave());
        assert!(
            moves[0] == 0.0 && moves.is_sorted() && (0.01..0.99).contains(moves.last().unwrap()),
            "{moves:?}"
        );
        go_on.send(()).unwrap();
        portal.waits("auditor", SAVED);
        let moves = numbers(portal.does("auditor", "progress", &bar).gave());
        assert!(moves.is_sorted() && moves.last() == Some(&1.0), "{moves:?}");
        // Sealed first, then as it is.
        portal.presses("auditor", "#export-sealed");
    }
}

fn numbers(noted: &Value) -> Vec<f64> {
    let noted = noted.as_array().unwrap().iter();
    noted.map(|share| share.as_f64().unwrap()).collect()
}

#[test]
fn an_export_that_breaks_off_says_so_and_is_begun_again() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    portal.signs_in(&app, "auditor");
    goes(&mut portal, "auditor", "audit");
    for _ in [true, false] {
        portal.does("auditor", "cut", &json!({ "in": "/audit/export" }));
        let broken = portal.presses_until("auditor", EXPORT, "#problem");
        assert!(
            broken.problem().contains("There is no connection."),
            "{}",
            broken.problem()
        );
        broken.does_not_say("Saved as");
        portal.does("auditor", "find", &json!({}));
        let saved = portal.presses_until("auditor", EXPORT, SAVED);
        assert_eq!(saved.problem(), "");
        portal.presses("auditor", "#export-sealed");
    }
}

#[test]
fn r27_a_scrutiny_viewer_saves_a_pack_and_signs_that_they_opened_their_statement() {
    let app = TestApp::start_as(with_viewer);
    let mut portal = Portal::at(&app);
    app.submit();
    app.live_through(20);
    portal.signs_in(&app, "viewer");
    let seen = goes(&mut portal, "viewer", "packs");
    seen.says("Half-year 2026-H2").says("Not opened");
    let pack = portal.saves("viewer", "#packs-list li:has(p) button");
    let html = String::from_utf8(STANDARD.decode(pack).unwrap()).unwrap();
    assert!(
        html.contains("<!DOCTYPE html>") || html.contains("<!doctype html>"),
        "{html}"
    );
    let sent = |app: &TestApp| app.count("SELECT count(*) FROM entry WHERE kind = 'statement_opened'");
    assert_eq!(sent(&app), 0, "a list opens nothing");
    let seen = portal.presses_until("viewer", "#statements-list button", "#statement table");
    assert_eq!(seen.problem(), "");
    seen.says("Concerns received").says("Opened on");
    assert_eq!(sent(&app), 1);
    portal.presses_until("viewer", "#statements-list button", "#statement table");
    assert_eq!(sent(&app), 1, "opened once more, nothing is added");
    app.live_through(1);
    portal.signs_in(&app, "auditor");
    goes(&mut portal, "auditor", "packs")
        .says("to viewer")
        .says("Opened on");
}

#[test]
fn r34_a03_an_inspector_reads_until_their_day_and_gets_in_no_more_the_day_after() {
    let mut app = TestApp::start();
    let last = FRIDAY.saturating_add(jiff::Span::new().days(4));
    let_in(&mut app, Role::Inspector, Some(last));
    let mut portal = Portal::at(&app);
    let seen = portal.signs_in(&app, "inspector");
    seen.says("Small numbers are not told").says("You see no concern");
    goes(&mut portal, "inspector", "record").says("Entries ");
    goes(&mut portal, "inspector", "own").says("Your access ends by itself after Tuesday 22 December 2026.");
    goes(&mut portal, "inspector", "audit").does_not_say("Sign your opinion");
    while app.trust().today <= last {
        app.live_through(1);
    }
    // In the middle of a visit as well.
    portal.does("inspector", "press", &json!({ "at": "#bar [data-go=record]" }));
    let seen = portal.does(
        "inspector",
        "press",
        &json!({ "at": "#record-newest", "wait": ["#problem"] }),
    );
    assert!(
        seen.problem().contains("Your session has ended"),
        "{}",
        seen.problem()
    );
    portal.opens_page(&app, "inspector", "/reviewer");
    let seen = portal.does("inspector", "sign_in", &unlock(app.key("inspector")));
    assert!(
        seen.problem().contains("The record does not know this key."),
        "{}",
        seen.problem()
    );
}

#[test]
fn whoever_checks_the_record_is_handed_no_content_and_asks_for_none() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let sent = app.submit();
    app.tick();
    Hand::at(&app, "guardian", &sent).acknowledge_and_write();
    app.tick();
    portal.signs_in(&app, "auditor");
    for screen in ["figures", "record", "audit", "people", "own"] {
        goes(&mut portal, "auditor", screen).does_not_say(PLANTED);
    }
    let seen = goes(&mut portal, "auditor", "record");
    let asked: Vec<&str> = seen.0["seen"]["requests"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|request| request["url"].as_str())
        .filter_map(|url| url.split_once("/api/v1/").map(|(_, path)| path))
        .collect();
    let rooms = ["audit/", "sign-in", "instance", "ledger/"];
    let others: Vec<&&str> = asked
        .iter()
        .filter(|path| !rooms.iter().any(|room| path.starts_with(room)))
        .collect();
    assert!(others.is_empty(), "{others:?}");
    assert!(
        asked.iter().any(|path| path.starts_with("audit/entries")),
        "{asked:?}"
    );
    // Their key, wherever it knocks.
    let auditor = app.sign_in("auditor");
    for (path, status) in [
        ("desk".to_owned(), 403),
        ("desk/hand-outs".to_owned(), 403),
        (format!("desk/concerns/{}", sent.received.concern), 403),
        ("admin/people".to_owned(), 403),
    ] {
        let refused = auditor.get::<Value>(&path).unwrap_err();
        assert!(refused.has_status(status), "{path}: {refused}");
    }
    let view: Value = auditor
        .get(&format!("audit/concerns/{}", sent.received.concern))
        .unwrap();
    assert!(view["about"].is_null() && view["account"].is_null() && view["items"] == json!([]));
}
