//! A new key without a loss: its owner joins again beside the old one, which leaves once the new one is let in.

use serde_json::json;

use super::joining::{WORDS, hears, invite_called, join};
use super::{Portal, id};
use crate::entitled;
use crate::harness::TestApp;

const MINUTE_MS: i64 = 60_000;

#[test]
fn the_old_key_works_until_its_leaving_is_in_effect_and_is_refused_from_that_midnight_on() {
    let app = TestApp::start_as(|cast, entropy| entitled::colleague(cast, "reader", "guardian", entropy));
    let (sent, other) = (app.submit(), app.submit());
    app.tick();
    let mut portal = Portal::at(&app);
    let link = invite_called(&app, &mut portal, "guardian", "holder", "guardian");
    let (file, words) = join(&app, &mut portal, &link);
    portal.signs_in(&app, "operator");
    portal.presses_until("operator", "#invitations button", "#operator-done");
    app.tick();
    // Two of one name stand there: the one who waits is the new key.
    for who in ["chair", "reader"] {
        portal.signs_in(&app, who);
        assert_eq!(hears(&mut portal, who, &words).problem(), "", "{who}");
    }
    app.live_through(2);
    let new = json!({ "key": file, "passphrase": WORDS });
    portal.opens_page(&app, "newcomer", "/reviewer");
    portal.does("newcomer", "sign_in", &new);
    portal.opens("newcomer", &sent).says("What was written");

    portal.signs_in(&app, "operator");
    portal.goes("operator", "people");
    let old = format!("li:has(> #lost-{}) > button", app.person("guardian"));
    let seen = portal.presses_until("operator", &old, "#people-done");
    assert_eq!(seen.problem(), "");
    app.tick();
    portal.signs_in(&app, "chair");
    portal.goes("chair", "people");
    let leaving = "#people-waiting summary:has-text('Sign the leaving')";
    portal.waits("chair", leaving);
    portal.presses("chair", leaving);
    let seen = portal.presses_until("chair", "#people-waiting button", "#people-done");
    assert_eq!(seen.problem(), "");
    app.live_through(1);

    // Four minutes before midnight the old key still opens and signs; four minutes after it the same session is over.
    app.clock.advance_ms((13 * 60 + 56) * MINUTE_MS);
    portal.signs_in_and_opens(&app, "guardian", &other);
    portal.acts("guardian", "acknowledge", &json!({}));
    app.clock.advance_ms(8 * MINUTE_MS);
    let message = json!({ "message-text": "Signed with the old key." });
    let refused = portal.fails("guardian", "message", &message);
    assert!(refused.contains("Your session has ended"), "{refused}");
    let gone = portal.does("guardian", "sign_in", &super::unlock(app.key("guardian")));
    assert!(gone.problem().contains("the key has left"), "{}", gone.problem());

    portal.opens_page(&app, "newcomer", "/reviewer");
    portal.does("newcomer", "sign_in", &new);
    portal.does("newcomer", "visit", &json!({ "concern": id(&sent) }));
    portal.acts(
        "newcomer",
        "message",
        &json!({ "message-text": "Signed with the new key." }),
    );
}
