//! Which screens the portal offers to whom. What is on them stands in the table of `tests/api/entitled`.

use std::collections::BTreeSet;

use daylight_domain::Urgency;
use serde_json::json;

use super::{Portal, id};
use crate::entitled;
use crate::harness::{PLANTED, TestApp};

/// Every screen of the document, and the roles whose bar leads there; none are those that one comes to otherwise.
const SCREENS: [(&str, &[&str]); 14] = [
    ("start", &[]),
    ("join", &[]),
    ("join-save", &[]),
    ("join-words", &[]),
    ("desk", &["holder"]),
    ("concern", &[]),
    ("people", &["holder", "operator", "auditor", "viewer"]),
    ("operator", &["operator"]),
    ("judging", &["auditor"]),
    ("figures", &["auditor", "viewer"]),
    ("packs", &["auditor", "viewer"]),
    ("record", &["auditor", "viewer"]),
    ("audit", &["auditor", "viewer"]),
    ("own", &["holder", "operator", "auditor", "viewer", "witness"]),
];

#[test]
fn each_role_is_offered_its_own_screens_and_none_says_anything_of_a_concern_to_who_opens_none() {
    let app = TestApp::start_as(entitled::found);
    let (code, sealed) = app.seal(&["deputy"], Urgency::Ordinary);
    let sent = app.send(code, &sealed);
    app.tick();
    let mut portal = Portal::at(&app);
    let document = app.call("GET", "/reviewer", &[], b"");
    let document = String::from_utf8(document.body).unwrap();
    let screens = document.split("data-screen=\"").skip(1);
    let screens: BTreeSet<&str> = screens.map(|rest| rest.split('"').next().unwrap()).collect();
    let known = BTreeSet::from(SCREENS.map(|(screen, _)| screen));
    assert_eq!(
        screens, known,
        "a screen has no line in the table: say whose it is"
    );
    for (who, role) in [
        ("guardian", "holder"),
        ("chair", "holder"),
        ("deputy", "holder"),
        ("operator", "operator"),
        ("auditor", "auditor"),
        ("viewer", "viewer"),
        ("witness", "witness"),
    ] {
        portal.signs_in(&app, who);
        let offered = portal.does(who, "bar", &json!({}));
        let wanted = SCREENS.iter().filter(|(_, roles)| roles.contains(&role));
        let wanted: BTreeSet<&str> = wanted.map(|(screen, _)| *screen).collect();
        let offered = offered.gave().as_array().unwrap().iter();
        assert_eq!(
            offered.map(|one| one.as_str().unwrap()).collect::<BTreeSet<_>>(),
            wanted,
            "{who}"
        );
        for screen in wanted {
            // A call that the service forbids would be an error on the console, and fail here.
            let seen = portal.goes(who, screen);
            assert_eq!(seen.problem(), "", "{who}: {screen}");
            seen.does_not_say(PLANTED);
            // The record names a concern by its number, as every export does.
            let is_told = (who == "guardian" && screen == "desk") || screen == "record";
            assert_eq!(seen.text().contains(&id(&sent)[..8]), is_told, "{who}: {screen}");
        }
    }
}
