//! What a first visit costs: people have slow telephones and pay by the megabyte.

use serde_json::{Value, json};

use super::drive;
use crate::harness::TestApp;

/// Requests from opening the page to "sent".
const MOST_REQUESTS: usize = 8;
/// What goes over the wire in both directions, before TLS.
const MOST_BYTES: u64 = 150_000;

#[test]
fn a_first_visit_to_sent_takes_at_most_8_requests_and_150_kb() {
    let app = TestApp::start();
    let seen = drive(&app, "first_visit", &json!({ "what": "The till is short." }));
    let requests = seen["wire"].as_array().unwrap();
    let bytes = |request: &Value, way: &str| request[way].as_u64().unwrap();
    let table: Vec<String> = requests
        .iter()
        .map(|request| {
            format!(
                "{:<5} {:<48} {:>7} sent {:>7} received",
                request["method"].as_str().unwrap(),
                request["path"].as_str().unwrap(),
                bytes(request, "sent"),
                bytes(request, "received"),
            )
        })
        .collect();
    let table = table.join("\n");
    let all: u64 = requests
        .iter()
        .map(|request| bytes(request, "sent") + bytes(request, "received"))
        .sum();
    println!("{table}\n{} requests, {all} bytes", requests.len());
    assert!(
        requests.len() <= MOST_REQUESTS && all <= MOST_BYTES,
        "{} requests, {all} bytes:\n{table}",
        requests.len()
    );
}
