//! The reporter's pages in a real Chromium, on a real service: what the browser seals Rust opens, and the other way round.
//! The scenarios are in `web/test/browser`; here is what must be true of them.

mod access;
mod again;
mod arrival;
mod back;
mod files;
mod hard;
mod keep;
mod keyboard;
pub(crate) mod lead;
pub(crate) mod pages;
mod raise;
pub(crate) mod wire;

use std::path::Path;
use std::str::FromStr as _;

use daylight::client::submit::Received;
use daylight::client::{Reporter, people};
use daylight::crypto::code::TrackingCode;
use serde_json::{Value, json};

use crate::hands::Hand;
use crate::harness::{Sent, TestApp};
use lead::Lead;

/// Runs a scenario on the service's pages and gives what was seen. The browser's clock shows the service's day.
pub(crate) fn drive(app: &TestApp, scenario: &str, with: &Value) -> Value {
    clean(scenario, Lead::begin(scenario, &input(app, with)).end(|| ()))
}

/// The same; each time the scenario pauses, something happens to the service.
fn drive_meanwhile(
    app: &mut TestApp,
    scenario: &str,
    with: &Value,
    mut meanwhile: impl FnMut(&mut TestApp),
) -> Value {
    clean(
        scenario,
        Lead::begin(scenario, &input(app, with)).end(|| meanwhile(app)),
    )
}

/// What a scenario is told: where the service is, which day it is, what the test says beside, and where pictures are kept
/// if anybody is to look at them (`make pictures`).
pub(crate) fn input(app: &TestApp, with: &Value) -> Value {
    let mut input = json!({
        "url": format!("http://{}", app.replicas[0].address),
        "today": app.trust().today,
        "pictures": std::env::var_os("PICTURES").map(|_| Path::new(env!("CARGO_TARGET_TMPDIR")).join("screenshots")),
    });
    let fields = with.as_object().expect("fields of the scenario's input");
    input.as_object_mut().unwrap().extend(fields.clone());
    input
}

/// What was seen, where the page broke no rule of its own.
fn clean(scenario: &str, seen: Value) -> Value {
    for wrong in ["violations", "errors"] {
        // A browser without a connection says so on its console, and so it does of a refusal.
        let harmless = [
            "ERR_INTERNET_DISCONNECTED",
            "ERR_CONNECTION_REFUSED",
            "ERR_CONNECTION_RESET",
            "status of 400",
            "status of 404",
            "status of 422",
        ];
        let said = seen["seen"][wrong].as_array().unwrap().iter();
        let said: Vec<&Value> = said
            .filter(|line| {
                !harmless
                    .iter()
                    .any(|words| line.as_str().unwrap().contains(words))
            })
            .collect();
        assert!(said.is_empty(), "{scenario}: {wrong}: {said:?}");
    }
    seen
}

/// A concern that the browser sent, for people at work on it.
pub(crate) fn sent(app: &TestApp, code: &Value) -> Sent {
    let words = code.as_str().unwrap();
    app.plant(words);
    let code = TrackingCode::from_str(words).unwrap();
    let trust = app.trust();
    let reporter = Reporter::from_code(&code, &trust).unwrap();
    let concern = reporter.track(app.client(), &trust).unwrap();
    let received = Received {
        concern: concern.id,
        received_on: concern.outlook.received,
        batch_on: concern.outlook.received,
        receipt: String::new(),
        outlook: concern.outlook,
    };
    Sent {
        code,
        received,
        trust,
    }
}

/// What the guardian reads of the concern with this code, which the browser sent.
fn account(app: &TestApp, code: &Value) -> String {
    let sent = sent(app, code);
    app.tick();
    let guardian = Hand::at(app, "guardian", &sent);
    let key = &guardian.found.capsule.case_identity;
    let account = guardian.see().account(key).unwrap().unwrap();
    account.as_str().unwrap().to_owned()
}

/// Another policy, signed today: in force seven days after its batch. Gives its text.
fn change_policy(app: &TestApp) -> String {
    let changed = daylight::server::POLICY.replace("acknowledge_days = 7 ", "acknowledge_days = 5 ");
    people::propose_policy(&app.sign_in("operator"), &changed).unwrap();
    app.tick();
    let outside = app.sign_in("outside");
    let proposed = people::policies(&outside).unwrap().policies;
    let waiting = proposed
        .iter()
        .find(|policy| policy.standing == "proposed")
        .unwrap();
    people::sign_policy(&outside, &waiting.policy.to_string()).unwrap();
    app.tick();
    changed
}

/// The input with which a scenario comes back to a concern.
pub(crate) fn code_of(sent: &Sent) -> Value {
    json!({ "code": sent.code.words().to_string() })
}

pub(crate) fn lines(value: &Value) -> Vec<&str> {
    let all = value.as_array().unwrap().iter();
    all.map(|line| line.as_str().unwrap()).collect()
}
