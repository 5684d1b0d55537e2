//! Findings belong to the scope that they were made for: what is looked into can be settled anew.

use daylight_domain::Disputed;
use serde_json::json;

use super::{Portal, one_finding, scoped};
use crate::hands::Back;
use crate::harness::TestApp;

const BEFORE: &str = "These findings are on what was looked into before.";
const OLD: &str = "The invented till is short.";
const NEW: &str = "The invented safe is open.";

#[test]
fn after_a_new_scope_old_findings_stand_beside_the_points_they_were_on_and_nothing_follows_from_them() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let sent = scoped(&app, &mut portal);
    portal.acts("guardian", "findings", &one_finding());
    app.live_through(1);
    Back::with(&app, &sent).dispute(Disputed::Scope).unwrap();
    app.tick();
    portal
        .signs_in_and_opens(&app, "chair", &sent)
        .does_not_say(BEFORE);
    portal.acts("chair", "acknowledge", &json!({}));
    portal.acts(
        "chair",
        "dispute-answer",
        &json!({ "dispute-answer-text": "It does miss it." }),
    );
    let anew = json!({ "scope-1-text": NEW, "scope-1-in": true });
    portal.acts("chair", "scope", &anew).says(BEFORE);
    let found = portal.reads("chair", "#findings-now li").concat();
    assert!(found.contains(OLD) && !found.contains(NEW), "{found}");
    let enquiries = portal.reads("chair", "#checklist li:has-text('Enquiries listed')");
    assert!(enquiries.concat().contains("missing"), "{enquiries:?}");
    let begun = portal.reads("chair", "#findings-points textarea").concat();
    assert_eq!(begun, "", "no finding is made of the old one");
    portal.bars_nobody("chair", "96-settled-anew");

    let seen = portal.acts("chair", "findings", &one_finding());
    seen.does_not_say(BEFORE);
    let found = portal.reads("chair", "#findings-now li").concat();
    assert!(found.contains(NEW) && !found.contains(OLD), "{found}");
    app.live_through(15);
    portal.comes_back(&app, "chair", &sent);
    portal.unfolds("chair", "form[data-act=close]");
    assert_eq!(portal.reads("chair", "#close-reason"), ["established"]);
}
