//! R27: named senior officers are sent a statement of received, late and escalated; the record shows who had it, and when it
//! was opened or that it was not.

use daylight::api::{StatementView, Statements};
use daylight::client::statements;
use daylight_domain::Role;
use daylight_domain::figures::{Cell, FigureId};
use serde_json::Value;

use super::{get, value, with_viewer};
use crate::harness::TestApp;
use crate::program::{AtDesk, json, message};

fn listed(app: &TestApp) -> Statements {
    serde_json::from_value(get(app, "auditor", "audit/statements")).unwrap()
}

#[test]
fn r27_a_statement_is_sent_and_the_record_shows_who_had_it_and_when_it_was_opened_or_that_it_was_not() {
    let app = TestApp::start_as(with_viewer);
    app.submit();
    app.submit();
    app.live_through(20);
    let [sent]: [StatementView; 1] = listed(&app).statements.try_into().unwrap();
    assert_eq!(
        (sent.name.as_str(), sent.sent.to_string()),
        ("viewer", "2027-01-01".to_owned())
    );
    assert_eq!((sent.to, sent.opened), (app.person("viewer"), None));
    // A mail like every other says that it is there, and nothing of what it says.
    let mails = app.mail.sent();
    let to_viewer = mails.iter().filter(|mail| mail.to == "viewer@example.org");
    assert_eq!(to_viewer.count(), 1);

    let viewer = app.sign_in("viewer");
    let own = statements::own(&viewer).unwrap();
    assert_eq!(own.statements.len(), 1);
    let statement = statements::open(&viewer, &own, sent.record).unwrap();
    assert_eq!(
        value(&statement.figures, FigureId::Received),
        Cell::Number { number: 2 }
    );
    assert_eq!(
        value(&statement.figures, FigureId::LateByStage),
        Cell::Of { part: 2, whole: 2 }
    );
    assert_eq!(
        value(&statement.figures, FigureId::Escalated),
        Cell::Of { part: 2, whole: 2 }
    );
    app.tick();
    let opened = listed(&app).statements[0].opened.unwrap();
    assert_eq!(opened, app.trust().today);
    // Once more another day, and the record keeps the first.
    app.live_through(3);
    let viewer = app.sign_in("viewer");
    let own = statements::own(&viewer).unwrap();
    assert_eq!(statements::open(&viewer, &own, sent.record).unwrap(), statement);
    app.tick();
    assert_eq!(listed(&app).statements[0].opened, Some(opened));
    // The next one lies unopened, and the record says so.
    app.live_through(185);
    let all = listed(&app).statements;
    assert_eq!(
        all.iter().map(|each| each.opened.is_some()).collect::<Vec<_>>(),
        [false, true]
    );
}

#[test]
fn a_statement_is_opened_by_whom_it_was_sent_to_and_by_nobody_else() {
    let app = TestApp::start_as(with_viewer);
    app.live_through(20);
    let record = listed(&app).statements[0].record;
    for name in ["auditor", "operator", "guardian", "outside"] {
        let other = app.sign_in(name);
        let own = statements::own(&other).unwrap();
        assert!(own.statements.is_empty(), "{name}");
        let refused = statements::open(&other, &own, record).unwrap_err();
        assert_eq!(refused.word(), "not_found", "{name}: {refused}");
    }
    let viewer = app.sign_in("viewer");
    assert_eq!(viewer.role, Role::Viewer);
    let own = statements::own(&viewer).unwrap();
    let of_nothing = statements::open(&viewer, &own, daylight_domain::Digest([7; 32])).unwrap_err();
    assert_eq!(of_nothing.word(), "not_found");
    let forged = viewer.post::<Value>("me/statements", &serde_json::json!({ "entry": "{}" }));
    assert!(forged.unwrap_err().has_status(400));
    app.tick();
    assert_eq!(listed(&app).statements[0].opened, None);
}

#[test]
fn figures_packs_and_statements_at_the_terminal() {
    let app = TestApp::start_as(with_viewer);
    app.submit();
    app.live_through(20);
    let folder = tempfile::tempdir().unwrap();
    let viewer = AtDesk::new(&app, "viewer", folder.path());
    let figures = json(&viewer.run(&["figures", "--period", "2026"]));
    assert_eq!(figures["figures"][0]["value"]["number"], 1);
    let packs = json(&viewer.run(&["pack", "list"]));
    let item = packs["packs"][0]["item"].as_str().unwrap();
    let out = folder.path().join("pack.pdf");
    let out = out.to_str().unwrap();
    json(&viewer.run(&["pack", "get", item, "--out", out]));
    assert!(std::fs::read(out).unwrap().starts_with(b"%PDF"));
    let again = viewer.run(&["pack", "get", item, "--out", out]);
    assert!(message(&again).contains("there already"));
    let own = json(&viewer.run(&["statement", "list"]));
    assert_eq!(own["statements"][0]["opened"], Value::Null);
    let opened = json(&viewer.run(&["statement", "open"]));
    assert_eq!(opened["period"], "2026-H2");
    let own = json(&viewer.run(&["statement", "list"]));
    assert!(own["statements"][0]["opened"].is_string());
}
