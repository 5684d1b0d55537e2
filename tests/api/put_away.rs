//! What lies on a desk: what there is something to do about. Closed concerns are put away, and found again by their id.

use std::collections::BTreeSet;

use daylight::api::HandOuts;
use daylight::client::desk;
use daylight::store::Db as _;
use daylight_domain::{Act, ConcernId, Disputed};
use daylight_migrations::{Migrator, MigratorTrait as _};

use crate::hands::{Back, Hand, closed, found_out};
use crate::harness::{Sent, TestApp};

/// Whose concerns open on a person's desk.
fn on_desk(app: &TestApp, name: &str) -> BTreeSet<ConcernId> {
    let (found, broken) = desk::find(&app.sign_in(name)).unwrap();
    assert_eq!(broken, 0);
    found.iter().map(|found| found.id).collect()
}

fn capsules(app: &TestApp, name: &str) -> Vec<Vec<u8>> {
    let HandOuts { hand_outs, .. } = app.sign_in(name).get("desk/hand-outs").unwrap();
    hand_outs.into_iter().map(|each| each.capsule.0).collect()
}

fn put_away(app: &TestApp, name: &str) -> Vec<ConcernId> {
    desk::closed(&app.sign_in(name)).unwrap()
}

#[test]
fn a_closed_concern_leaves_every_desk_and_whoever_opened_it_finds_it_by_its_id() {
    let app = TestApp::start();
    let sent = closed(&app);
    let open = app.submit();
    app.tick();
    let id = sent.received.concern;
    for name in ["guardian", "deputy", "chair"] {
        assert!(!on_desk(&app, name).contains(&id), "{name}");
    }
    assert!(on_desk(&app, "guardian").contains(&open.received.concern));
    assert_eq!(put_away(&app, "guardian"), [id]);
    assert_eq!(put_away(&app, "chair"), [id], "who approved has opened it too");
    let closed = Hand::find(&app, "guardian", &sent).expect("found by its whole id");
    assert!(closed.see().outlook.closed.is_some());
    let holder = app.sign_in("outside");
    assert!(put_away(&app, "outside").is_empty());
    let refused = desk::find_one(&holder, &id.to_string()).map(|_| ()).unwrap_err();
    assert!(
        refused.to_string().contains("no concern with this id"),
        "{refused}"
    );
}

#[test]
fn nobody_gets_the_capsule_of_a_concern_that_their_office_has_not_opened() {
    let app = TestApp::start();
    let sent = app.submit();
    app.tick();
    let by_id = format!("desk/hand-outs?concern={}", sent.received.concern);
    let ask = |name: &str| app.sign_in(name).get::<HandOuts>(&by_id);
    for name in ["guardian", "deputy", "chair", "outside"] {
        assert!(ask(name).unwrap_err().has_status(404), "{name}");
    }
    Hand::at(&app, "guardian", &sent);
    assert_eq!(ask("guardian").unwrap().hand_outs.len(), 1);
    assert!(
        ask("deputy").unwrap_err().has_status(404),
        "another office of the stage"
    );
    Back::with(&app, &sent).withdraw("guardian").unwrap();
    assert!(
        ask("guardian").unwrap_err().has_status(404),
        "taken back by the reporter"
    );
}

fn returns(app: &TestApp, sent: &Sent, names: &[&str]) {
    for name in names {
        assert!(on_desk(app, name).contains(&sent.received.concern), "{name}");
        assert!(put_away(app, name).is_empty(), "{name}");
    }
}

#[test]
fn a_reopened_concern_lies_on_the_desks_again() {
    let app = TestApp::start();
    let sent = closed(&app);
    Back::with(&app, &sent).dispute(Disputed::Findings).unwrap();
    assert!(
        !on_desk(&app, "chair").contains(&sent.received.concern),
        "not before the tick"
    );
    app.tick();
    returns(&app, &sent, &["guardian", "chair"]);
}

#[test]
fn a_closed_concern_lies_on_the_desks_while_a_date_runs_or_an_outcome_is_open() {
    let app = TestApp::start();
    let sent = closed(&app);
    Back::with(&app, &sent).treated(true).unwrap();
    app.tick();
    returns(&app, &sent, &["guardian", "chair"]);
    let chair = Hand::at(&app, "chair", &sent);
    chair.say(|item| Act::TreatmentAnswered { item }).unwrap();
    assert_eq!(put_away(&app, "chair"), [sent.received.concern]);

    let sent = found_out(&app);
    let guardian = Hand::at(&app, "guardian", &sent);
    let due = guardian.see().outlook.today;
    let action = guardian.say(|item| Act::ActionDue { item, due }).unwrap();
    let of = guardian
        .propose(daylight_domain::ClosingReason::Established)
        .unwrap();
    Hand::at(&app, "chair", &sent).act(&Act::Approved { of }).unwrap();
    assert!(on_desk(&app, "guardian").contains(&sent.received.concern));
    let guardian = Hand::at(&app, "guardian", &sent);
    guardian.say(|item| Act::ActionDone { action, item }).unwrap();
    assert!(!on_desk(&app, "guardian").contains(&sent.received.concern));
}

#[test]
fn a_database_from_before_keeps_its_desks() {
    let app = TestApp::start();
    let sent = closed(&app);
    Back::with(&app, &sent).dispute(Disputed::Findings).unwrap();
    app.submit();
    app.tick();
    let before = (capsules(&app, "guardian"), rows(&app));
    assert!(before.0.len() >= 8, "real ones and dummies");
    app.runtime.block_on(async {
        let connection = app.service().store.conn();
        // As far as each row is what it was: short keys, desk rows.
        Migrator::down(connection, Some(3)).await.unwrap();
        Migrator::up(connection, None).await.unwrap();
    });
    assert_eq!((capsules(&app, "guardian"), rows(&app)), before);
}

/// What the four tables of long rows hold, by their short keys.
fn rows(app: &TestApp) -> Vec<(i64, Vec<u8>, Vec<u8>)> {
    let tables = [
        "SELECT key, record, bytes FROM entry ORDER BY key",
        "SELECT key, digest, bytes FROM part ORDER BY key",
        "SELECT key, concern, parts FROM sealed ORDER BY key",
        "SELECT key, id, bytes FROM hand_out WHERE bytes IS NOT NULL ORDER BY key",
    ];
    let rows = tables.iter().flat_map(|table| app.rows(table));
    rows.map(|row| {
        (
            row.try_get_by_index(0).unwrap(),
            row.try_get_by_index(1).unwrap(),
            row.try_get_by_index(2).unwrap(),
        )
    })
    .collect()
}
