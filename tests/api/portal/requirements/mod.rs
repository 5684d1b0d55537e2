//! Rows of REQUIREMENTS.md that reviewers meet on their pages, each by its number.

mod answers;
mod dates;
mod people;
mod words;

use daylight_domain::{Act, Urgency};

use crate::harness::{Sent, TestApp};

fn send(app: &TestApp, excluded: &[&str], urgency: Urgency) -> Sent {
    let (code, sealed) = app.seal(excluded, urgency);
    let sent = app.send(code, &sealed);
    app.tick();
    sent
}

/// The last act of a kind on the record.
fn last(app: &TestApp, sent: &Sent, kind: &str) -> Option<Act> {
    let steps = app.track(sent).outlook.timeline;
    steps
        .into_iter()
        .rev()
        .map(|step| step.act)
        .find(|act| act.kind() == kind)
}
