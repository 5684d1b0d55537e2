//! A desk of more concerns than one page of the list holds: its pages, its filter, and the keyboard across both.

use daylight::store::Tx;
use daylight::store::hand_outs;
use daylight_domain::{ConcernId, Urgency};
use daylight_tlog::sha256;
use serde_json::json;

use super::{Portal, id, unlock};
use crate::hands::{Back, Hand};
use crate::harness::{PLANTED, Sent, TestApp};

/// Rows of a page.
pub(super) const PAGE: usize = 50;

/// The id of an invented concern: in the order of their numbers, and as hard to pack as real ones are.
fn invented(number: u8) -> ConcernId {
    let mut id = [number; 16];
    id[1..].copy_from_slice(&sha256(&[number]).0[..15]);
    ConcernId(id)
}

/// Its name in the list.
fn name(number: u8) -> String {
    invented(number).to_string()
}

/// One concern that the guardian has opened, and behind it in the list so many lines more, of no concern that there is: the
/// last of them in danger.
pub(super) fn long_desk(app: &TestApp, more: u8) -> Sent {
    let sent = app.submit();
    app.tick();
    Hand::at(app, "guardian", &sent);
    app.runtime.block_on(async {
        let store = &app.service().store;
        let its = hand_outs::of_concerns(store, &[sent.received.concern])
            .await
            .unwrap();
        let mut rows = its.into_iter().map(|(row, _)| row);
        let row = rows.find(|row| row.office.as_str() == "guardian").unwrap();
        let rows = (1..=more).map(|number| {
            let mut row = row.clone();
            row.id = invented(number).0;
            row.concern = Some(invented(number));
            let listed = row.listed.as_mut().unwrap();
            listed.first_due = listed.first_due.map(|due| due.tomorrow().unwrap());
            listed.danger = number == more;
            if listed.danger {
                listed.shown.as_mut().unwrap().urgency = Urgency::Danger;
            }
            (row, Vec::new())
        });
        let tx: Tx = store.begin_write().await.unwrap();
        hand_outs::insert(&tx, rows.collect()).await.unwrap();
        tx.commit().await.unwrap();
    });
    sent
}

/// Which row has the focus.
fn focused(portal: &mut Portal) -> String {
    let at = portal.does("guardian", "focused", &json!({}));
    at.gave().as_str().unwrap_or_default().to_owned()
}

fn presses_key(portal: &mut Portal, key: &str) -> String {
    portal.does("guardian", "key", &json!({ "key": key }));
    focused(portal)
}

const ROWS: &str = "#opened [data-row]";
const FIRST_PAGE: &str = "#opened-on:not([hidden])";
const SECOND_PAGE: &str = "#opened-back:not([hidden])";

#[test]
fn the_list_turns_its_page_by_button_and_by_key_and_the_focus_goes_along() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let sent = long_desk(&app, 51);
    portal.signs_in(&app, "guardian");
    portal.waits("guardian", FIRST_PAGE);
    assert_eq!(portal.reads("guardian", ROWS).len(), PAGE);
    assert!(portal.reads("guardian", SECOND_PAGE).is_empty());
    portal.presses("guardian", "#opened-heading");
    assert_eq!(presses_key(&mut portal, "j"), id(&sent), "also from beside a row");

    portal.presses_until("guardian", "#opened-on", SECOND_PAGE);
    assert_eq!(portal.reads("guardian", ROWS).len(), 2);
    assert!(portal.reads("guardian", FIRST_PAGE).is_empty(), "it is the last");
    assert_eq!(
        focused(&mut portal),
        name(50),
        "the button is gone; its page is there"
    );
    assert_eq!(presses_key(&mut portal, "j"), name(51));
    assert_eq!(
        presses_key(&mut portal, "j"),
        name(51),
        "there is no row after the last"
    );
    assert_eq!(presses_key(&mut portal, "k"), name(50));
    portal.does("guardian", "key", &json!({ "key": "k" }));
    portal.waits("guardian", FIRST_PAGE);
    assert_eq!(focused(&mut portal), name(49), "the last row of the page before");
    portal.does("guardian", "key", &json!({ "key": "ArrowDown" }));
    portal.waits("guardian", SECOND_PAGE);
    assert_eq!(focused(&mut portal), name(50));

    portal.presses_until("guardian", "#opened-back", FIRST_PAGE);
    assert_eq!(focused(&mut portal), id(&sent));
    portal.does("guardian", "key", &json!({ "key": "Enter" }));
    portal.waits("guardian", "#account:has-text('account:')");
    portal.does("guardian", "look", &json!({})).says(PLANTED);
}

#[test]
fn the_filter_looks_through_all_pages_and_the_last_choice_counts() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    long_desk(&app, 51);
    portal.signs_in(&app, "guardian");
    portal.waits("guardian", FIRST_PAGE);
    portal.presses_until("guardian", "#opened-on", SECOND_PAGE);
    portal.fills("guardian", &json!({ "filter": "danger" }));
    let one = "#opened:not(:has(li + li)) > li";
    portal.waits("guardian", one);
    let rows = portal.reads("guardian", "#opened > li");
    assert!(
        rows[0].contains(&name(51)[..8]) && rows[0].contains("danger"),
        "{rows:?}"
    );
    assert!(
        portal.reads("guardian", SECOND_PAGE).is_empty(),
        "it begins at its first page"
    );

    portal.fills("guardian", &json!({ "filter": "late" }));
    portal.waits("guardian", "#opened-none");
    assert!(portal.reads("guardian", ROWS).is_empty());
    // With the arrow keys one goes through choices that are not wanted, faster than their rows come.
    portal.does("guardian", "delay", &json!({ "in": "/desk/opened*" }));
    portal.fills("guardian", &json!({ "filter": "waits" }));
    portal.fills("guardian", &json!({ "filter": "danger" }));
    portal.does("guardian", "find", &json!({}));
    portal.waits("guardian", one);
    portal.fills("guardian", &json!({ "filter": "all" }));
    portal.waits("guardian", FIRST_PAGE);
    assert_eq!(portal.reads("guardian", ROWS).len(), PAGE);
}

#[test]
fn danger_told_of_later_is_first_of_a_page_and_further_rows_come_when_asked_for() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let oldest = app.submit();
    app.live_through(1);
    for _ in 1..70 {
        app.submit();
    }
    app.live_through(3);
    Back::with(&app, &oldest).raise(Urgency::Danger).unwrap();
    app.tick();
    portal.signs_in(&app, "guardian");
    let in_danger = format!("#unopened > li:first-child [data-row='{}']", id(&oldest));
    portal.waits("guardian", &in_danger);
    portal.waits("guardian", &format!("#unopened > li:nth-child({PAGE})"));
    portal.waits("guardian", "#unopened-more");
    let rows = portal.reads("guardian", "#unopened [data-row]");
    assert_eq!(rows.len(), PAGE, "a page, whatever has come");
    portal.does("guardian", "tab_to", &json!({ "at": "#unopened-more" }));
    portal.does("guardian", "key", &json!({ "key": "Enter" }));
    portal.waits("guardian", "#unopened > li:nth-child(70)");
    assert!(
        portal
            .reads("guardian", "#unopened-more:not([hidden])")
            .is_empty()
    );
    let last = focused(&mut portal);
    assert_eq!(presses_key(&mut portal, "j"), last, "no row comes after it");
    assert_ne!(presses_key(&mut portal, "k"), last);
}

#[test]
fn a_date_in_urdu_reads_from_right_to_left() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    app.submit();
    app.tick();
    portal.opens_page(&app, "guardian", "/ur/reviewer");
    portal.does("guardian", "sign_in", &unlock(app.key("guardian")));
    portal.waits("guardian", "#unopened .daylight-row__line");
    // Friday 25 December 2026.
    let words = json!({ "at": "#unopened .daylight-row__line", "words": ["جمعہ", "25", "دسمبر", "2026"] });
    let seen = portal.does("guardian", "places", &words);
    let lefts: Vec<f64> = seen
        .gave()
        .as_array()
        .unwrap()
        .iter()
        .map(|place| place[0].as_f64().unwrap())
        .collect();
    assert!(lefts.is_sorted_by(|one, next| one > next), "{lefts:?}");
}
