//! On the pages of those who look at how dates are kept: what the calendar brings them by itself.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::json;

use super::super::Portal;
use crate::figures::{change_policy, with_viewer};
use crate::hands::found_out;
use crate::harness::{PLANTED, TestApp};

/// A pack of the list, as the file that its button saves.
fn saves_pack(portal: &mut Portal, who: &str, named: &str, form: &str) -> String {
    let button = format!("#packs-list li:has-text('{named}') button:has-text('{form}')");
    String::from_utf8(STANDARD.decode(portal.saves(who, &button)).unwrap()).unwrap()
}

#[test]
fn r26_an_action_past_its_date_stands_in_the_next_pack_and_nobody_added_it() {
    let app = TestApp::start_as(with_viewer);
    change_policy(&app, |toml| {
        format!("{toml}\n[scrutiny]\nmeetings = [\"2027-02-05\", \"2027-02-20\"]\npapers_days = 1\n")
    });
    let mut portal = Portal::at(&app);
    let sent = found_out(&app);
    portal.comes_back(&app, "guardian", &sent);
    let what = format!("Count the till twice: {PLANTED}.");
    let action =
        json!({ "action-owner": "Invented Manager", "action-text": what, "action-due": "2027-02-10" });
    portal
        .acts("guardian", "action", &action)
        .says("Invented Manager");
    // From here on no person does anything.
    app.live_through(45);
    let asked = "Independent guardian: what was promised and not done, and when will it be?";
    for who in ["viewer", "auditor"] {
        portal.signs_in(&app, who);
        let before = "For the meeting on Friday 5 February 2027";
        let next = "For the meeting on Saturday 20 February 2027";
        portal.goes(who, "packs").says(before).says(next);
        let overdue = |csv: &str| {
            let mut rows = csv.lines().filter(|row| row.contains("\"Independent guardian, "));
            rows.find(|row| row.contains("overdue"))
                .map(|row| row.rsplit(',').next().unwrap().to_owned())
        };
        let early = saves_pack(&mut portal, who, before, "CSV");
        assert_eq!(overdue(&early).as_deref(), Some("\"none\""), "{early}");
        let late = saves_pack(&mut portal, who, next, "CSV");
        assert_eq!(overdue(&late).as_deref(), Some("\"all\""), "{late}");
        let paper = saves_pack(&mut portal, who, next, "HTML");
        assert!(paper.contains(asked), "{paper}");
        for held in [&late, &paper] {
            assert!(!held.contains(PLANTED) && !held.contains("Invented Manager"));
        }
        let paper = saves_pack(&mut portal, who, before, "HTML");
        assert!(!paper.contains(asked), "its date had not come: {paper}");
    }
}
