//! The calendar under bad clocks, silence, two replicas and a restored backup: each date counts once, on its day.

mod batches;
mod clocks;
mod marks;

use daylight::actions::examine::{Health, examine};
use daylight_domain::{Act, Date, StageNo};

use crate::harness::{Sent, TestApp};

const HOUR_MS: i64 = 60 * 60 * 1000;

fn doctor(app: &TestApp) -> Health {
    app.runtime.block_on(examine(app.service())).unwrap()
}

fn says(health: &Health, words: &str) -> bool {
    health.findings.iter().any(|finding| finding.what.contains(words))
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
