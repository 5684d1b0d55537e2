//! Nobody is kept out of the portal: axe-core finds nothing, nothing is wider than a small screen, everything can be pressed.

use std::collections::BTreeSet;

use daylight_domain::ClosingReason;
use serde_json::{Value, json};

use super::{Portal, id, one_finding, one_point, unlock};
use crate::entitled;
use crate::hands::{Hand, found_out};
use crate::harness::TestApp;

const JOIN: &str = "#join-form button[type=submit]";

/// What an invited newcomer's address ends with.
fn invited(portal: &mut Portal) -> String {
    let fields = json!({
        "invite-name": "Newcomer Invented", "invite-address": "newcomer@example.org", "invite-role": "holder",
        "invite-office": "guardian",
    });
    portal.goes("operator", "operator");
    portal.does(
        "operator",
        "people",
        &json!({ "act": "invite", "fields": fields }),
    );
    let link = portal.reads("operator", "#invited-link").remove(0);
    link[link.find('#').expect("a token")..].to_owned()
}

/// What bars somebody's way on a screen, with everything unfolded.
#[derive(Default)]
struct Barriers(BTreeSet<String>);

impl Barriers {
    fn look(&mut self, portal: &mut Portal, who: &str, name: &str) {
        let seen = portal.does(who, "unfold_all", &json!({ "look": name, "barriers": true }));
        let found = seen.0["seen"]["barriers"].as_array().unwrap().iter();
        self.0.extend(found.map(|line| line.as_str().unwrap().to_owned()));
        let unseen = portal.does(who, "tab_through", &json!({}));
        let unseen = unseen.gave().as_array().unwrap().iter();
        self.0.extend(unseen.map(|line| format!("{name}: {line}")));
    }

    #[track_caller]
    fn are_none(&self, form: &str) {
        assert!(self.0.is_empty(), "{form}: {:#?}", self.0);
    }
}

impl Portal {
    /// Nothing bars the way on somebody's screen with everything unfolded: as it stands, and on a small telephone in the dark.
    #[track_caller]
    pub(super) fn bars_nobody(&mut self, who: &str, name: &str) {
        let mut barriers = Barriers::default();
        barriers.look(self, who, name);
        let small = json!({ "size": { "width": 320, "height": 640 }, "colours": "dark" });
        self.does(who, "turn", &small);
        barriers.look(self, who, &format!("{name}-320"));
        let back = json!({ "size": { "width": 1000, "height": 900 }, "colours": "light" });
        self.does(who, "turn", &back);
        barriers.are_none(name);
    }
}

/// The screens.
fn walk(form: &str, path: &str, context: &Value) {
    let app = TestApp::start();
    let mut portal = Portal::with(&app, &json!({ "form": form }));
    let sent = app.submit();
    app.tick();
    let page = json!({ "path": path, "context": context });
    let record = path.replace("/reviewer", "/record");
    portal.today = app.trust().today.to_string();
    let mut barriers = Barriers::default();
    let mut look = |portal: &mut Portal, who: &str, name: &str| barriers.look(portal, who, name);
    for who in ["guardian", "operator"] {
        portal.does(who, "look", &page);
        look(&mut portal, who, &format!("50-{who}-sign-in"));
        portal.does(who, "sign_in", &unlock(app.key(who)));
        look(&mut portal, who, &format!("51-{who}-first"));
        for screen in ["people", "own"] {
            portal.goes(who, screen);
            look(&mut portal, who, &format!("52-{who}-{screen}"));
        }
    }
    portal.does("auditor", "look", &page);
    portal.does("auditor", "sign_in", &unlock(app.key("auditor")));
    for screen in ["judging", "figures", "packs", "record", "audit", "people", "own"] {
        portal.goes("auditor", screen);
        look(&mut portal, "auditor", &format!("52-auditor-{screen}"));
    }
    let fragment = invited(&mut portal);
    portal.does(
        "newcomer",
        "look",
        &json!({ "path": format!("{path}{fragment}"), "context": context }),
    );
    portal.waits("newcomer", "#join-form:not([hidden])");
    portal.presses_until("newcomer", JOIN, "#problem");
    look(&mut portal, "newcomer", "57-join-problem");
    let words = "crooked teapot violin marmalade";
    portal.fills(
        "newcomer",
        &json!({ "join-passphrase": words, "join-again": words }),
    );
    portal.presses_until("newcomer", JOIN, "#join-save");
    look(&mut portal, "newcomer", "58-join-save");
    let file = portal.saves("newcomer", "#join-save");
    portal.chooses("newcomer", "#join-file", &file);
    portal.fills("newcomer", &json!({ "join-proof-passphrase": words }));
    portal.presses_until("newcomer", "#join-proof button[type=submit]", "#join-words");
    look(&mut portal, "newcomer", "59-join-words");
    portal.does("anybody", "look", &json!({ "path": record, "context": context }));
    look(&mut portal, "anybody", "56-public");
    portal.goes("guardian", "desk");
    portal.does("guardian", "open", &json!({ "concern": id(&sent) }));
    look(&mut portal, "guardian", "53-opened");
    for (act, fields) in [
        ("no-conflict", json!({})),
        ("acknowledge", json!({})),
        ("scope", one_point()),
        ("findings", one_finding()),
    ] {
        portal.does("guardian", "act", &json!({ "act": act, "fields": fields }));
        look(&mut portal, "guardian", &format!("54-{act}"));
    }
    portal.does("guardian", "act", &json!({ "act": "message" }));
    look(&mut portal, "guardian", "55-problem");
    barriers.are_none(form);
    walk_on(form, &page);
}

/// What comes up more seldom: nothing bars the way there either.
fn walk_on(form: &str, page: &Value) {
    let app = TestApp::start_as(entitled::found);
    let mut portal = Portal::with(&app, &json!({ "form": form }));
    let sent = found_out(&app);
    Hand::at(&app, "guardian", &sent)
        .propose(ClosingReason::Established)
        .unwrap();
    app.tick();
    portal.today = app.trust().today.to_string();
    let mut barriers = Barriers::default();
    let mut look = |portal: &mut Portal, who: &str, name: &str| barriers.look(portal, who, name);
    for who in ["guardian", "reader", "chair"] {
        portal.does(who, "look", page);
        portal.does(who, "sign_in", &unlock(app.key(who)));
    }
    portal.does("reader", "visit", &json!({ "concern": id(&sent) }));
    portal.waits("reader", "#open");
    look(&mut portal, "reader", "60-sealed");
    portal.does("chair", "open", &json!({ "concern": id(&sent) }));
    let seen = portal.does("chair", "act", &json!({ "act": "no-conflict" }));
    assert!(seen.offers("approve"));
    look(&mut portal, "chair", "61-proposal");
    portal.searches("guardian", "planted");
    look(&mut portal, "guardian", "62-found");
    portal.goes("guardian", "people");
    portal.presses_until("guardian", "#leaving-begin", "#leaving");
    portal.fills("guardian", &json!({ "leaving-0": "" }));
    portal.presses_until("guardian", "#leaving button[type=submit]", "#people-done");
    look(&mut portal, "guardian", "63-leaving");
    let days = json!({ "away-from": "2026-01-01", "away-until": "2026-01-02" });
    portal.does("guardian", "people", &json!({ "act": "away", "fields": days }));
    look(&mut portal, "guardian", "64-away");
    portal.does("guardian", "pass", &json!({ "minutes": 9 }));
    portal.waits("guardian", "#idle[open]");
    look(&mut portal, "guardian", "65-idle");
    barriers.are_none(form);
}

#[test]
fn nothing_bars_the_way_on_a_desktop() {
    walk("portal-desktop", "/reviewer", &json!({}));
}

#[test]
fn nothing_bars_the_way_on_a_small_telephone_in_the_dark() {
    let context = json!({ "colorScheme": "dark", "viewport": { "width": 320, "height": 640 } });
    walk("portal-dark-320", "/reviewer", &context);
}

#[test]
fn nothing_bars_the_way_from_right_to_left() {
    let context = json!({ "viewport": { "width": 390, "height": 800 } });
    walk("portal-ur", "/ur/reviewer", &context);
}
