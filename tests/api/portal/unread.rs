//! What opens for nobody of the last stage: said, closed and refused in the browser, by its steps alone.

use serde_json::json;

use super::{Portal, id};
use crate::entitled;
use crate::harness::{PLANTED, TestApp};

#[test]
fn a_concern_that_opens_for_nobody_is_closed_at_the_last_stage_by_two_who_have_read_nothing() {
    let mut app = TestApp::start_as(entitled::found);
    let mut portal = Portal::at(&app);
    let sent = app.submit_unsound();
    // Two stages let their dates pass.
    app.live_through(20);
    let row = format!("#unopened [data-row=\"{}\"]", id(&sent));
    for who in ["outside", "second"] {
        portal.signs_in(&app, who);
        let seen = if who == "outside" {
            portal.presses_until(who, &row, "#unsound")
        } else {
            portal.does(who, "visit", &json!({ "concern": id(&sent) }));
            portal.presses_until(who, "#open", "#unsound")
        };
        assert!(!seen.offers("close-unread"), "nothing was said yet");
        portal.acts(who, "cannot-open", &json!({}));
    }
    app.live_through(15);
    portal.comes_back(&app, "outside", &sent);
    let nothing = portal.fails("outside", "close-unread", &json!({}));
    assert!(nothing.contains("Write something here first."), "{nothing}");
    let words = json!({ "close-unread-text": "An invented key was lost." });
    portal.acts("outside", "close-unread", &words);
    app.tick();

    let seen = portal.comes_back(&app, "second", &sent);
    assert!(seen.offers("approve-unread") && !seen.offers("approve"));
    seen.says("proposed to close").does_not_say(PLANTED);
    portal.bars_nobody("second", "79-unread-closing");
    let why = json!({ "refuse-unread-text": "Try the other invented key." });
    portal.acts("second", "refuse-unread", &why);
    app.tick();
    portal.comes_back(&app, "outside", &sent);
    portal.acts("outside", "close-unread", &words);
    app.tick();
    portal.comes_back(&app, "second", &sent);
    portal.acts("second", "approve-unread", &json!({}));
    let kinds = ["closing_proposed", "refused", "approved", "closed"];
    let counted = kinds.map(|kind| app.count(&format!("SELECT count(*) FROM entry WHERE kind = '{kind}'")));
    assert_eq!(counted, [2, 1, 1, 1]);
}
