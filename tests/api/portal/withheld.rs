//! Words that the record names and the service does not hand out: they are not taken for words that were never written.

use super::{Portal, scoped};
use crate::harness::TestApp;

#[test]
fn words_that_are_gone_are_marked_where_they_stood_and_on_top() {
    let mut app = TestApp::start();
    let sent = {
        let mut portal = Portal::at(&app);
        let sent = scoped(&app, &mut portal);
        portal
            .comes_back(&app, "guardian", &sent)
            .does_not_say("not handed out");
        sent
    };
    app.damage("DELETE FROM part");
    let mut portal = Portal::at(&app);
    let seen = portal.comes_back(&app, "guardian", &sent);
    seen.says("Decide nothing before they are there.")
        .says("The record names words here that were not handed out, or do not open.");
}
