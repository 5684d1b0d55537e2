//! Looking for words in all that was opened: it holds nothing up, and one concern that does not come does not end it.

use serde_json::json;

use super::{Portal, id};
use crate::harness::{PLANTED, Sent, TestApp};

/// Two concerns that the guardian has opened and read.
fn two_opened(app: &TestApp, portal: &mut Portal) -> [Sent; 2] {
    let both = [app.submit(), app.submit()];
    app.tick();
    portal.signs_in(app, "guardian");
    for sent in &both {
        portal.goes("guardian", "desk");
        portal.opens("guardian", sent);
    }
    portal.goes("guardian", "desk");
    both
}

fn of(sent: &Sent) -> String {
    format!("/desk/concerns/{}", id(sent))
}

#[test]
fn a_concern_is_one_row_with_its_places_its_number_leads_to_it_and_an_empty_search_puts_all_away() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let both = two_opened(&app, &mut portal);
    portal.searches("guardian", PLANTED);
    assert_eq!(portal.reads("guardian", "#found li").len(), 2);
    let places = portal.reads("guardian", "#found li:first-child .daylight-around");
    assert!(places.len() > 1, "whom it is about, and the account: {places:?}");
    portal.fills("guardian", &json!({ "search-words": "" }));
    portal.presses("guardian", "#search button");
    portal.waits("guardian", "body:has(#found:empty):has(#searching:empty)");
    let number = &id(&both[0])[..8];
    portal.fills("guardian", &json!({ "search-words": number.to_uppercase() }));
    let seen = portal.presses_until("guardian", "#search button", "#concern-screen");
    seen.says(&format!("Concern {number}")).says(PLANTED);
}

#[test]
fn a_search_that_takes_long_holds_nothing_up_and_can_be_stopped() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let [slow, other] = two_opened(&app, &mut portal);
    portal.does("guardian", "delay", &json!({ "in": of(&slow) }));
    portal.fills("guardian", &json!({ "search-words": PLANTED }));
    portal.presses("guardian", "#search button");
    portal.waits("guardian", "#searching progress");
    let seen = portal.does("guardian", "visit", &json!({ "concern": id(&other) }));
    seen.says(&format!("Concern {}", &id(&other)[..8]));
    portal.acts("guardian", "acknowledge", &json!({}));
    portal.presses("guardian", "#bar [data-go=desk]");
    portal.presses("guardian", "#searching button");
    portal.waits("guardian", "#searching:has-text('Not looked through: 1.')");
    let found = portal.reads("guardian", "#found li");
    assert!(
        found.len() == 1 && found[0].contains(&id(&other)[..8]),
        "{found:?}"
    );
    portal.does("guardian", "find", &json!({}));
}

#[test]
fn a_concern_that_does_not_come_is_counted_and_ends_no_search() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let [lost, other] = two_opened(&app, &mut portal);
    portal.does("guardian", "lose", &json!({ "in": of(&lost) }));
    let seen = portal.searches("guardian", PLANTED);
    assert_eq!(seen.problem(), "");
    seen.says("Found: 1. Not looked through: 1.");
    let found = portal.reads("guardian", "#found li");
    assert!(found[0].contains(&id(&other)[..8]), "{found:?}");
}
