//! What is to be put right, told to those who can.

use serde_json::json;

use super::{Portal, one_finding, scoped};
use crate::database::bytes;
use crate::entitled;
use crate::harness::TestApp;

#[test]
fn the_operator_sees_how_the_instance_is_in_the_words_of_the_service() {
    let mut app = TestApp::start();
    let mut portal = Portal::at(&app);
    portal.signs_in(&app, "operator");
    portal.waits("operator", "#health li");
    let marks = portal.reads("operator", "#health strong");
    assert!(!marks.contains(&"wrong".to_owned()), "{marks:?}");

    app.submit();
    app.tick();
    app.damage(&format!(
        "UPDATE sealed SET parts = {} || substr(parts, 33)",
        bytes(&"00".repeat(32))
    ));
    app.ledger_is_damaged = false; // the record itself is whole
    let health = app.get("admin/health", Some(&app.token("operator"))).json();
    let findings = health["findings"].as_array().unwrap();
    portal.signs_in(&app, "operator");
    portal.waits("operator", "#health li");
    let marks = portal.reads("operator", "#health strong");
    assert_eq!(marks[0], "wrong", "the worst comes first: {marks:?}");
    let told = portal.reads("operator", "#health li");
    assert_eq!(told.len(), findings.len());
    for (line, finding) in told.iter().zip(findings) {
        let what = finding["what"].as_str().unwrap();
        assert!(line.contains(what), "{what} is not in {line}");
    }
    let alone = told.iter().find(|line| line.contains("Nothing."));
    assert_eq!(alone, None, "what needs nothing says only what it is");
    let english = portal.reads("operator", "#health [lang=en]");
    assert_eq!(english.len(), findings.len(), "read out as English on every page");
}

#[test]
fn an_office_with_one_holder_asks_for_a_second_and_one_with_two_does_not() {
    let app = TestApp::start_as(entitled::found);
    let mut portal = Portal::at(&app);
    let alone = "has only one holder: if that key is lost";
    portal.signs_in(&app, "guardian").does_not_say(alone);
    portal
        .signs_in(&app, "deputy")
        .says(&format!("Deputy guardian {alone}"));
    portal.signs_in(&app, "operator").does_not_say(alone);
    let told = portal.reads("operator", "[data-screen=operator] [data-duties] li");
    assert_eq!(told.len(), 1, "one line for all: {told:?}");
    assert!(told[0].contains("Deputy guardian"), "{told:?}");
    assert!(!told[0].contains("Independent guardian"), "{told:?}");
    assert!(told[0].ends_with("Invite a second."), "{told:?}");
}

/// What the checklist of a closing says: done, missing, or none yet.
fn checked(portal: &mut Portal) -> Vec<String> {
    portal.unfolds("guardian", "#checklist");
    portal.reads("guardian", "#checklist li strong")
}

#[test]
fn the_checklist_of_a_closing_says_what_is_done_and_what_is_missing() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let sent = scoped(&app, &mut portal);
    assert_eq!(
        checked(&mut portal),
        [
            "done", "done", "missing", "missing", "done", "done", "missing", "none yet", "missing", "missing"
        ]
    );
    // An outcome is in the list, and no closing needs one.
    let needs = "#closing-needs summary";
    let told = portal.reads("guardian", needs).concat();
    assert!(told.contains("What a closing needs: 4 of 9 done"), "{told}");
    portal.acts("guardian", "findings", &one_finding());
    let due = app.trust().today.to_string();
    let action =
        json!({ "action-owner": "Invented Manager", "action-text": "Count twice.", "action-due": due });
    portal.acts("guardian", "action", &action);
    assert_eq!(
        checked(&mut portal)[6],
        "missing",
        "the reporter has time to answer"
    );
    app.live_through(15);
    let seen = portal.comes_back(&app, "guardian", &sent);
    // The demonstration's rules keep it for 36 months after the closing.
    seen.says("If it is approved today, what was written is kept until Wednesday 2 January 2030");
    assert_eq!(
        checked(&mut portal),
        [
            "done", "done", "done", "done", "done", "done", "done", "done", "missing", "missing"
        ]
    );
    let close = json!({ "close-reason": "established", "close-text": "Done." });
    portal.acts("guardian", "close", &close);
    assert_eq!(
        checked(&mut portal)[8..],
        ["done", "missing"],
        "the approval is somebody else's"
    );
}
