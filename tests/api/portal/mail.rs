//! What a mail says, read where its holder is signed in.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::Portal;
use crate::harness::TestApp;
use crate::mail::sealed::last_attachment;

#[test]
fn a_mail_is_read_on_the_own_screen_by_whoever_it_was_sent_to_and_by_nobody_else() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    app.live_through(1);
    let mail = STANDARD.encode(last_attachment(&app, "guardian"));
    for name in ["guardian", "chair"] {
        portal.signs_in(&app, name);
        portal.goes(name, "own");
        portal.presses_until(name, "#mail button", "#mail-file-error:visible");
        portal.chooses(name, "#mail-file", &mail);
    }
    portal
        .presses_until("guardian", "#mail button", "#mail-says:not(:empty)")
        .says("Today's capsules lie on your desk.");
    let seen = portal.presses_until("chair", "#mail button", "#mail-file-error:visible");
    let problem = seen.problem();
    assert!(
        problem.contains("not the attachment of a mail to you"),
        "{problem}"
    );
}
