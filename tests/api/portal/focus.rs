//! Whoever has no mouse goes on from where they pressed: what is gone with a signature takes no focus with it.

use serde_json::json;

use super::{Portal, one_finding, one_point};
use crate::entitled;
use crate::harness::TestApp;

impl Portal {
    /// Presses a button with the keys; the focus is not lost with it. Gives where it is.
    #[track_caller]
    fn presses_by_keys(&mut self, who: &str, at: &str, seen: &str) -> String {
        let pressed = self.does(who, "press_by_keys", &json!({ "at": at, "wait": [seen] }));
        assert_eq!(pressed.gave(), &json!([]), "{who} {at}: the focus");
        assert_eq!(pressed.problem(), "", "{who} {at}");
        self.focused(who)
    }

    fn focused(&mut self, who: &str) -> String {
        let focused = self.does(who, "focused", &json!({}));
        focused.gave().as_str().unwrap().to_owned()
    }
}

#[test]
fn from_an_unopened_concern_to_its_findings_no_signature_loses_the_focus() {
    let app = TestApp::start_as(entitled::found);
    let mut portal = Portal::at(&app);
    let sent = app.submit();
    app.tick();
    portal.signs_in_and_opens(&app, "reader", &sent);
    // A colleague has opened it: here it is opened on its own screen.
    portal.comes_back(&app, "guardian", &sent);
    let at = portal.presses_by_keys("guardian", "#open", "#opened-part");
    assert_eq!(at, "about-heading");
    // Tab leads to the first of several answers.
    let mut findings = one_finding();
    let fields = findings.as_object_mut().unwrap();
    fields.remove("findings-risk-no");
    fields.insert("findings-risk-yes".to_owned(), json!(true));
    let acts = [
        ("no-conflict", json!({}), "done"),
        (
            "first-look",
            json!({ "first-look-text": "Nobody, and not soon." }),
            "done",
        ),
        ("acknowledge", json!({}), "done"),
        ("scope", one_point(), "done"),
        ("findings", findings, "done"),
    ];
    for (act, fields, at) in acts {
        portal.acts_by_keys("guardian", act, &fields);
        assert_eq!(portal.focused("guardian"), at, "{act}");
    }
}

#[test]
fn a_button_on_a_card_that_is_made_anew_hands_the_focus_to_what_is_said() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    portal.signs_in(&app, "operator");
    let fields = json!({
        "invite-name": "Newcomer Invented", "invite-address": "newcomer@example.org", "invite-role": "auditor",
    });
    let invites = json!({ "act": "invite", "fields": fields });
    portal.does("operator", "people", &invites);
    let at = portal.presses_by_keys("operator", "#invitations button", "#operator-done");
    assert_eq!(at, "operator-done");
}
