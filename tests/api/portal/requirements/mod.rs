//! Rows of REQUIREMENTS.md that reviewers meet on their pages, each by its number.

mod answers;
mod dates;
mod packs;
mod people;
mod roles;
mod words;

use daylight_domain::{Act, Urgency};
use serde_json::json;

use super::Portal;
use crate::harness::{Sent, TestApp};

fn send(app: &TestApp, excluded: &[&str], urgency: Urgency) -> Sent {
    let (code, sealed) = app.seal(excluded, urgency);
    let sent = app.send(code, &sealed);
    app.tick();
    sent
}

/// A concern that the deputy has opened as well, acknowledged by the guardian.
fn opened_by_two(app: &TestApp, portal: &mut Portal) -> Sent {
    let sent = app.submit();
    app.tick();
    portal.signs_in_and_opens(app, "deputy", &sent);
    portal.signs_in_and_opens(app, "guardian", &sent);
    portal.acts("guardian", "acknowledge", &json!({}));
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
