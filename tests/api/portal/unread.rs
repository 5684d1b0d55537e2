//! What opens for nobody of the last stage: said, closed and refused in the browser, by its steps alone.

use serde_json::json;

use super::{Portal, id, unlock};
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
    assert!(
        nothing.contains("Write something here first: What you write"),
        "{nothing}"
    );
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

#[test]
fn words_for_one_that_does_not_open_stay_with_it_and_outlive_a_lock() {
    let mut app = TestApp::start_as(entitled::found);
    let mut portal = Portal::at(&app);
    let both = [app.submit_unsound(), app.submit()];
    app.live_through(20);
    portal.signs_in(&app, "outside");
    portal.does("outside", "open", &json!({ "concern": id(&both[1]) }));
    portal.goes("outside", "desk");
    let row = format!("#unopened [data-row=\"{}\"]", id(&both[0]));
    portal.presses_until("outside", &row, "#unsound");
    portal.acts("outside", "cannot-open", &json!({}));
    app.live_through(15);
    let box_ = "#close-unread-text";
    let visits = |portal: &mut Portal, sent| {
        portal.does("outside", "visit", &json!({ "concern": id(sent) }));
        portal.reads("outside", box_).concat()
    };
    portal.signs_in(&app, "outside");
    visits(&mut portal, &both[0]);
    portal.unfolds("outside", box_);
    portal.fills("outside", &json!({ "close-unread-text": "For the first alone." }));
    assert_eq!(visits(&mut portal, &both[1]), "", "they are not for the second");
    assert_eq!(visits(&mut portal, &both[0]), "For the first alone.");

    portal.presses_until("outside", "#lock", "#sign-in");
    portal.does("outside", "sign_in", &unlock(app.key("outside")));
    assert_eq!(visits(&mut portal, &both[1]), "");
    assert_eq!(visits(&mut portal, &both[0]), "For the first alone.");
}
