//! A browser that translates pages sends their words away: every step of these tests looks for sealed ones in its reach.

use serde_json::json;

use super::Portal;
use crate::harness::{PLANTED, TestApp};

#[test]
fn scope_reasons_findings_and_enquiries_are_out_of_reach_of_a_browser_that_translates() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let sent = app.submit();
    app.tick();
    portal.signs_in_and_opens(&app, "guardian", &sent);
    portal.acts("guardian", "acknowledge", &json!({}));
    portal.unfolds("guardian", "form[data-act=scope]");
    portal.presses("guardian", "#scope-add");
    let scope = json!({
        "scope-1-text": PLANTED, "scope-1-in": true,
        "scope-2-text": PLANTED, "scope-2-out": true, "scope-2-reason": PLANTED,
    });
    portal.acts("guardian", "scope", &scope);
    let findings = json!({
        "finding-1-upheld": true, "finding-1-text": PLANTED, "findings-enquiries": PLANTED,
        "findings-spoken": "1", "findings-risk-no": true,
    });
    portal.acts("guardian", "findings", &findings);
    for at in ["#scope-now strong", "#findings-how", "#findings-points legend"] {
        let read = portal.reads("guardian", at).concat();
        assert!(read.contains(PLANTED), "{at}: {read}");
    }
}
