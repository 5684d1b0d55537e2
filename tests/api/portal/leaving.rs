//! Before somebody leaves: open concerns are handed over, or it is said why one stays.

use daylight::client::people;
use daylight_domain::{StageNo, Urgency};
use serde_json::json;

use super::{Portal, Screen, id, unlock};
use crate::entitled;
use crate::hands::{Back, Hand};
use crate::harness::{Sent, TestApp};

/// The open concerns that the guided step asks the guardian about.
fn begin(portal: &mut Portal) -> Vec<String> {
    portal.goes("guardian", "people");
    portal.presses_until("guardian", "#leaving-begin", "#leaving");
    portal.reads("guardian", "#leaving-list label:not([for$=why])")
}

fn go_on(portal: &mut Portal) -> Screen {
    portal.presses_until("guardian", "#leaving button[type=submit]", "#people-done")
}

/// Where a concern stands in the list.
fn place(list: &[String], sent: &Sent) -> usize {
    let found = list.iter().position(|line| line.contains(&id(sent)[..8]));
    found.unwrap_or_else(|| panic!("it is asked about: {list:?}"))
}

#[test]
fn what_is_handed_over_is_a_colleagues_and_what_is_left_out_is_asked_about_again() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let (handed, left) = (app.submit(), app.submit());
    app.tick();
    for sent in [&handed, &left] {
        Hand::at(&app, "guardian", sent).acknowledge();
    }
    portal.signs_in(&app, "guardian");
    let list = begin(&mut portal);
    assert_eq!(list.len(), 2, "{list:?}");
    let focused = portal.does("guardian", "focused", &json!({}));
    assert_eq!(focused.gave(), "leaving-0", "the button that began it is gone");
    let deputy = app.person("deputy");
    let (to, stays) = (place(&list, &handed), place(&list, &left));
    portal.fills(
        "guardian",
        &json!({ format!("leaving-{to}"): deputy.to_string(), format!("leaving-{stays}"): "" }),
    );
    let unsaid = go_on(&mut portal);
    assert_eq!(
        unsaid.problem().lines().last(),
        Some("Say why nobody is named for this concern.")
    );
    assert_eq!(
        app.track(&handed).outlook.handed_to,
        None,
        "nothing is signed before all is said"
    );
    portal.fills(
        "guardian",
        &json!({ format!("leaving-{stays}-why"): "The next one of this office answers it." }),
    );
    let seen = go_on(&mut portal);
    assert_eq!(seen.problem(), "");
    seen.says("Handed over. Now tell the operator that you leave, and by which day.");
    assert_eq!(
        portal.reads("guardian", "#people-done button"),
        ["Save the receipt"]
    );
    assert_eq!(app.track(&handed).outlook.handed_to, Some(deputy));
    assert_eq!(app.track(&left).outlook.handed_to, None);

    // Whoever begins once more is asked about what still has nobody, and is not bound to what they said.
    assert!(portal.reads("guardian", "#leaving textarea").is_empty());
    let focused = portal.does("guardian", "focused", &json!({}));
    assert_eq!(focused.gave(), "leaving-begin");
    let list = begin(&mut portal);
    assert_eq!((list.len(), place(&list, &left)), (1, 0), "{list:?}");
    portal.fills("guardian", &json!({ "leaving-0": deputy.to_string() }));
    assert_eq!(go_on(&mut portal).problem(), "");
    assert_eq!(app.track(&left).outlook.handed_to, Some(deputy));
    assert_eq!(begin(&mut portal).len(), 0);
    portal.waits("guardian", "#leaving-none");

    people::retire(&app.sign_in("operator"), app.person("guardian")).unwrap();
    app.tick();
    people::sign(&app.sign_in("chair"), app.person("guardian")).unwrap();
    app.live_through(2);
    portal.opens_page(&app, "guardian", "/reviewer");
    let gone = portal.does("guardian", "sign_in", &unlock(app.key("guardian")));
    assert!(gone.problem().contains("the key has left"), "{}", gone.problem());
    let desk = portal.signs_in(&app, "deputy");
    for sent in [&handed, &left] {
        desk.says(&id(sent)[..8]);
        let outlook = app.track(sent).outlook;
        assert_eq!((outlook.stage, outlook.handed_to), (StageNo(1), Some(deputy)));
    }
    portal.opens("deputy", &handed).says("guardian handed it over.");
}

#[test]
fn colleagues_whose_office_the_reporter_may_have_left_out_come_last_and_say_so() {
    let app = TestApp::start_as(entitled::found);
    let mut portal = Portal::at(&app);
    let left_out = |portal: &mut Portal, sent: &Sent| {
        portal.does("guardian", "visit", &json!({ "concern": id(sent) }));
        portal.reads("guardian", "#hand-over-to option")
    };
    let (code, sealed) = app.seal(&["deputy"], Urgency::Ordinary);
    let sent = app.send(code, &sealed);
    let withdrawn = app.submit();
    app.tick();
    for sent in [&sent, &withdrawn] {
        Hand::at(&app, "guardian", sent).acknowledge();
    }
    Hand::at(&app, "deputy", &withdrawn);
    Back::with(&app, &withdrawn).withdraw("deputy").unwrap();
    app.tick();
    portal.signs_in(&app, "guardian");
    let all = left_out(&mut portal, &sent);
    let is_far = |name: &String| name.contains("may have left their office out");
    let near: Vec<_> = all.iter().filter(|name| !is_far(name)).collect();
    assert!(
        near.iter().any(|name| *name == "reader"),
        "of the own office: {all:?}"
    );
    assert!(!near.iter().any(|name| name.starts_with("deputy")), "{all:?}");
    assert_eq!(
        near,
        all.iter().take(near.len()).collect::<Vec<_>>(),
        "they come first"
    );
    let all = left_out(&mut portal, &withdrawn);
    assert!(!all.iter().any(|name| name.starts_with("deputy")), "{all:?}");
}

#[test]
fn that_the_only_holder_of_an_office_leaves_is_proposed_by_nobody_by_one_slip() {
    let app = TestApp::start_as(entitled::found);
    let mut portal = Portal::at(&app);
    let card = |who: &str| format!("#people-all li:has(bdi:text-is('{who}'))");
    portal.signs_in(&app, "operator");
    portal.goes("operator", "people");
    portal.waits("operator", "#people-all li");
    // Of two holders either can go.
    let plain = portal.reads("operator", &format!("{} > button", card("guardian, guardian")));
    assert_eq!(plain.len(), 1, "{plain:?}");
    let only = card("deputy, deputy");
    let button = format!("{only} form button.govuk-button--warning");
    portal.unfolds("operator", &button);
    portal
        .presses_until("operator", &button, ".govuk-error-summary")
        .says("Nobody else holds this office. Bring in a successor first")
        .says("Tick the box first.");
    portal.bars_nobody("operator", "95-only-holder");
    let sure = format!("people-retire-sure-{}", app.person("deputy"));
    portal.fills("operator", &json!({ sure: true }));
    portal
        .presses_until("operator", &button, "#people-done")
        .says("Signed: Propose that they leave: deputy.");
    app.tick();
    let waits = portal.signs_in(&app, "chair");
    waits.says("It waits for your signature that deputy leaves.");
}
