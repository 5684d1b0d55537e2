//! The calendar under bad clocks, silence, two replicas and a restored backup: each date counts once, on its day.

mod batches;
mod clocks;
mod days;
mod marks;

use daylight::actions::examine::{Health, examine};
use daylight_domain::{Act, Date, StageNo};

use crate::database::TestDatabase;
use crate::harness::{Sent, TestApp};

const HOUR_MS: i64 = 60 * 60 * 1000;

fn doctor(app: &TestApp) -> Health {
    app.runtime.block_on(examine(app.service())).unwrap()
}

fn says(health: &Health, words: &str) -> bool {
    health.findings.iter().any(|finding| finding.what.contains(words))
}

/// A copy from before the last batch, put back; and that batch's checkpoint, as an auditor keeps it.
fn put_back() -> (TestApp, Vec<u8>) {
    let mut app = TestApp::start();
    app.submit();
    app.tick();
    app.between_lives(TestDatabase::copy);
    app.submit();
    app.live_through(1);
    let lost = kept(&app);
    app.between_lives(TestDatabase::put_back);
    app.ledger_is_damaged = true;
    (app, lost)
}

/// The newest checkpoint, as an auditor keeps it.
fn kept(app: &TestApp) -> Vec<u8> {
    app.client().get_text("ledger/checkpoint").unwrap().into_bytes()
}

/// Arrivals at each stage, from the concern's own history.
fn arrivals(app: &TestApp, sent: &Sent) -> Vec<(StageNo, Date)> {
    let outlook = app.track(sent).outlook;
    let moved = outlook.timeline.iter().filter_map(|step| match step.act {
        Act::Escalated { to, arrived, .. } => Some((to, arrived)),
        _ => None,
    });
    moved.collect()
}

fn kinds(app: &TestApp, kind: &str) -> i64 {
    app.count(&format!("SELECT count(*) FROM entry WHERE kind = '{kind}'"))
}

const SECOND: (StageNo, Date) = (StageNo(2), Date::constant(2026, 12, 26));
const THIRD: (StageNo, Date) = (StageNo(3), Date::constant(2027, 1, 3));
