//! Five people at work on one concern at the same time, each in a browser of their own: two reviewers of an office, the later
//! stage that approves, the last one, and an office that the reporter left out.

use daylight_domain::{State, Urgency};
use serde_json::json;

use super::{Portal, id, one_finding, one_point};
use crate::entitled;
use crate::hands::Back;
use crate::harness::TestApp;

#[test]
fn five_people_at_once_each_see_and_do_what_is_theirs() {
    let app = TestApp::start_as(entitled::found);
    let mut portal = Portal::at(&app);
    let (code, sealed) = app.seal(&["deputy"], Urgency::Ordinary);
    let sent = app.send(code, &sealed);
    app.tick();
    let row = format!("[data-row=\"{}\"]", id(&sent));
    for who in ["guardian", "reader", "chair", "outside", "deputy"] {
        portal.signs_in(&app, who);
    }
    for (who, rows) in [
        ("guardian", 1),
        ("reader", 1),
        ("chair", 0),
        ("outside", 0),
        ("deputy", 0),
    ] {
        portal.waits(who, if rows == 1 { &row } else { "#unopened-none" });
        assert_eq!(portal.reads(who, &row).len(), rows, "{who}'s desk");
    }

    // Both reviewers open it; the second signs on what has changed since they looked.
    portal.opens("guardian", &sent);
    portal.opens("reader", &sent);
    portal.acts("reader", "acknowledge", &json!({}));
    let stale = portal.fails(
        "guardian",
        "message",
        &json!({ "message-text": "Nobody had told me." }),
    );
    assert!(stale.contains("since you last looked"), "{stale}");
    assert_eq!(portal.reads("guardian", "#message-text"), ["Nobody had told me."]);
    portal.acts("guardian", "scope", &one_point());
    let seen = portal.does("reader", "visit", &json!({ "concern": id(&sent) }));
    seen.says("This is looked into.");
    portal.acts("reader", "findings", &one_finding());
    app.live_through(15);

    portal.comes_back(&app, "guardian", &sent);
    let close = json!({ "close-reason": "established", "close-text": "It was so, and was mended." });
    portal.acts("guardian", "close", &close);
    assert!(
        !portal.does("guardian", "look", &json!({})).offers("approve"),
        "nobody approves what they proposed"
    );
    app.tick();
    portal.comes_back(&app, "reader", &sent);
    let seen = portal.does("reader", "look", &json!({}));
    assert!(!seen.offers("approve"), "a colleague is of no higher stage");
    for who in ["outside", "deputy"] {
        portal.signs_in(&app, who);
        portal.waits(who, "#unopened-none");
        assert!(
            portal.reads(who, &row).is_empty(),
            "{who} has nothing to do with it"
        );
    }
    portal.signs_in_and_opens(&app, "chair", &sent);
    portal.acts("chair", "approve", &json!({}));
    assert_eq!(app.track(&sent).outlook.state, State::Closed);

    // What its reporter writes afterwards is on the reviewers' desk again, and marked.
    app.live_through(1);
    Back::with(&app, &sent).message().unwrap();
    app.tick();
    portal.signs_in(&app, "reader");
    portal.waits("reader", &row);
    portal
        .does("reader", "look", &json!({}))
        .says("new words from the reporter");
    portal.signs_in(&app, "deputy");
    portal.waits("deputy", "#unopened-none");
    assert!(portal.reads("deputy", &row).is_empty());
}
