//! "Is anyone still at risk?" is a question of the findings: it must be answered, and whoever may be at risk does not wait.

use serde_json::json;

use super::{Portal, one_finding, scoped};
use crate::browser;
use crate::harness::TestApp;

const THEN: &str = "#findings-risk-then";

#[test]
fn findings_say_whether_anyone_is_still_at_risk_and_yes_leads_to_what_can_be_done_at_once() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let sent = scoped(&app, &mut portal);
    let mut unsaid = one_finding();
    unsaid.as_object_mut().unwrap().remove("findings-risk-no");
    let missing = portal.fails("guardian", "findings", &unsaid);
    assert!(missing.contains("Choose one of them."), "{missing}");

    for (answer, leads) in [("unknown", true), ("no", false), ("yes", true)] {
        portal.fills("guardian", &json!({ format!("findings-risk-{answer}"): true }));
        let told = portal.reads("guardian", &format!("{THEN}:not([hidden])"));
        assert_eq!(!told.is_empty(), leads, "{answer}: {told:?}");
    }
    portal
        .waits("guardian", THEN)
        .says("Somebody may be at risk.")
        .says("You can send the findings all the same.");
    for (act, field) in [
        ("urgency", "urgency-danger"),
        ("action", "action-owner"),
        ("refer", "refer-receiver"),
    ] {
        portal.presses("guardian", &format!("{THEN} [data-to-act={act}]"));
        portal.waits("guardian", &format!("details[open] #{field}"));
    }

    let seen = portal.acts("guardian", "findings", &json!({}));
    seen.says("Is anyone still at risk? yes.");
    assert!(
        portal
            .reads("guardian", &format!("{THEN}:not([hidden])"))
            .is_empty(),
        "the form is empty again"
    );
    let urgent = json!({ "urgency-danger": true, "urgency-text": "Whoever counts the invented till." });
    portal.acts("guardian", "urgency", &urgent);
    app.tick();
    let seen = portal.signs_in(&app, "guardian");
    seen.says("danger");
    let seen = portal.comes_back(&app, "guardian", &sent);
    seen.says("Is anyone still at risk? yes.");
    drop(portal);
    let seen = browser::drive(&app, "come_back", &browser::code_of(&sent));
    let told = seen["told"].as_str().unwrap();
    assert!(told.contains("Is anyone still at risk? They say: yes."), "{told}");
}
