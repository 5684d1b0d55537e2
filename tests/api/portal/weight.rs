//! What the desk costs over the wire: from opening the page to its first rows, and with a whole page of capsules.

use serde_json::json;

use super::rows::{PAGE, long_desk};
use super::unlock;
use crate::browser::drive;
use crate::browser::wire::weighed;
use crate::harness::TestApp;

/// What goes over the wire in both directions before TLS, as the benchmark counts it (`benches/ratios/desk.rs`).
const MOST_BYTES: u64 = 200_000;

#[test]
fn signing_in_to_a_desk_with_more_than_a_page_of_both_kinds_costs_at_most_200_kb() {
    let app = TestApp::start();
    long_desk(&app, 59);
    for _ in 0..60 {
        app.submit();
    }
    app.tick();
    let mut input = unlock(app.key("guardian"));
    input["capsules"] = json!(PAGE);
    let seen = drive(&app, "desk_weight", &input);
    assert_eq!(seen["rows"], PAGE, "a whole page of rows");
    let (first, table) = weighed(&seen["first"]);
    let (whole, _) = weighed(&seen["whole"]);
    println!("{table}\n{first} bytes; with {PAGE} capsules {whole}");
    assert!(first <= MOST_BYTES, "{first} bytes:\n{table}");
}
