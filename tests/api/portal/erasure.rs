//! A concern whose content was erased by rule: told where it is opened, with the steps that stay.

use daylight_domain::calendar::add_days;

use super::Portal;
use crate::hands::closed;
use crate::harness::{PLANTED, TestApp};

#[test]
fn what_was_erased_while_somebody_looked_for_it_is_told_and_its_steps_stay() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let sent = closed(&app);
    app.tick();
    let from = app.track(&sent).outlook.erasable_from.unwrap();
    app.skip_to(add_days(from, 1));
    app.live_through(5);
    // Six batches have borne the date; the seventh comes while the search stands on the screen.
    app.clock.advance_days(1);
    portal.signs_in(&app, "guardian");
    portal.searches("guardian", PLANTED).says("account:");
    app.tick();
    assert!(app.track(&sent).outlook.erased.is_some());
    let seen = portal.presses_until("guardian", "#found a", "#concern-screen");
    assert_eq!(seen.problem(), "");
    seen.says("36 months after the last closing.")
        .says("chair approved")
        .does_not_say(PLANTED)
        .does_not_say("Acknowledged missing")
        .does_not_say("3, 6 and 12 months")
        .does_not_say("First look")
        .does_not_say("Enquiries");
    assert!(!seen.offers("message") && !seen.offers("action"));
    portal.bars_nobody("guardian", "83-erased");
}
