//! What a first visit costs: people have slow telephones and pay by the megabyte.

use serde_json::{Value, json};

use super::drive;
use crate::harness::TestApp;

/// Requests from opening the page to "sent".
const MOST_REQUESTS: usize = 8;
/// What goes over the wire in both directions, before TLS.
const MOST_BYTES: u64 = 150_000;

/// The bytes of these requests and their answers, and a line for each.
pub(crate) fn weighed(requests: &Value) -> (u64, String) {
    let requests = requests.as_array().unwrap();
    let bytes = |request: &Value, way: &str| request[way].as_u64().unwrap();
    let line = |request: &Value| {
        format!(
            "{:<5} {:<60} {:>7} sent {:>7} received",
            request["method"].as_str().unwrap(),
            request["path"].as_str().unwrap(),
            bytes(request, "sent"),
            bytes(request, "received"),
        )
    };
    let lines: Vec<String> = requests.iter().map(line).collect();
    let all = requests.iter();
    let all = all.flat_map(|request| [bytes(request, "sent"), bytes(request, "received")]);
    (all.sum(), lines.join("\n"))
}

#[test]
fn a_first_visit_to_sent_takes_at_most_8_requests_and_150_kb() {
    let app = TestApp::start();
    let seen = drive(&app, "first_visit", &json!({ "what": "The till is short." }));
    let count = seen["wire"].as_array().unwrap().len();
    let (all, table) = weighed(&seen["wire"]);
    println!("{table}\n{count} requests, {all} bytes");
    assert!(
        count <= MOST_REQUESTS && all <= MOST_BYTES,
        "{count} requests, {all} bytes:\n{table}"
    );
}
