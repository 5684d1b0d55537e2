//! Closing several at once: nothing is signed over words that nobody has read.

use daylight_domain::{Act, State, Urgency};
use serde_json::json;

use super::{Portal, id};
use crate::hands::{Back, Hand, found_nothing, found_out};
use crate::harness::TestApp;

const ROW_UNREAD: &str = "#opened li:has-text('new words')";

/// The guardian proposes to close those that are ticked; what is said of each.
pub(super) fn closes_them(portal: &mut Portal) -> Vec<String> {
    portal.unfolds("guardian", "#several-text");
    portal.fills(
        "guardian",
        &json!({ "several-text": "We found no concern in it." }),
    );
    let button = "#several-sign";
    portal.presses_until("guardian", button, "#several-done li");
    portal.reads("guardian", "#several-done li")
}

#[test]
fn where_the_reporter_has_written_again_nothing_is_closed_with_others() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let [quiet, written] = [found_nothing(&app), found_nothing(&app)];
    portal.signs_in(&app, "guardian");
    for sent in [&quiet, &written] {
        portal.fills("guardian", &json!({ format!("several-{}", id(sent)): true }));
    }
    // Enter in a box is no press of the button.
    portal.unfolds("guardian", "#several-text");
    portal.fills("guardian", &json!({ "several-text": "Not signed yet." }));
    let boxed = format!("[id=\"several-{}\"]", id(&quiet));
    portal.does("guardian", "enter", &json!({ "at": boxed }));
    assert!(portal.reads("guardian", "#several-done li").is_empty());
    // It comes while they write.
    Back::with(&app, &written).message().unwrap();
    app.tick();
    let told = closes_them(&mut portal);
    assert!(told[0].contains("Signed"), "{told:?}");
    assert!(
        !portal.saves("guardian", "#several-done button").is_empty(),
        "a receipt"
    );
    assert!(
        told[1].contains(&id(&written)[..8]) && told[1].contains("read that first"),
        "{told:?}"
    );
    assert_eq!(app.track(&quiet).outlook.state, State::ClosingProposed);
    assert_eq!(app.track(&written).outlook.state, State::FindingsSent);

    // The list comes anew: it is marked, and cannot be ticked.
    portal.waits("guardian", ROW_UNREAD);
    assert!(portal.reads("guardian", "#opened input[name=several]").is_empty());
    // Read and answered, it can.
    portal.does("guardian", "visit", &json!({ "concern": id(&written) }));
    portal.acts(
        "guardian",
        "message",
        &json!({ "message-text": "We have read it." }),
    );
    portal.goes("guardian", "desk");
    portal.waits("guardian", &format!("[id=\"several-{}\"]", id(&written)));
}

#[test]
fn what_speaks_of_a_concern_is_not_offered_to_be_closed_as_none_and_not_signed_if_it_comes_meanwhile() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let [none, raised, found] = [found_nothing(&app), found_nothing(&app), found_out(&app)];
    let tick = |sent| format!("[id=\"several-{}\"]", id(sent));
    portal.signs_in(&app, "guardian");
    portal.waits("guardian", &format!("[data-row=\"{}\"]", id(&found)));
    assert!(portal.reads("guardian", &tick(&found)).is_empty());
    portal
        .unfolds_and_looks("guardian", "#several-text")
        .says("Where something is looked into or was found");
    portal.bars_nobody("guardian", "93-several");
    for sent in [&none, &raised] {
        portal.fills("guardian", &json!({ format!("several-{}", id(sent)): true }));
    }
    // A colleague says so while they write.
    Hand::at(&app, "deputy", &raised)
        .say(|item| Act::UrgencyChanged {
            to: Urgency::Danger,
            item: Some(item),
        })
        .unwrap();
    let told = closes_them(&mut portal);
    assert!(told[0].contains("Signed"), "{told:?}");
    let why = "ill-treatment or danger was told of: this reason would not be true.";
    assert!(told[1].contains(why), "{told:?}");
    let states = [&none, &raised].map(|sent| app.track(sent).outlook.state);
    assert_eq!(states, [State::ClosingProposed, State::FindingsSent]);
    // The list has come anew.
    assert!(portal.reads("guardian", &tick(&raised)).is_empty());
}
