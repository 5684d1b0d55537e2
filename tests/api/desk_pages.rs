//! A desk by pages: capsules as they came, opened concerns by their dates, and what a list may tell.

use std::collections::BTreeSet;
use std::io::Read;

use daylight::api::{HandOuts, Opened, OpenedRow, Waits};
use daylight::client::{SignedIn, desk};
use daylight_domain::calendar::add_days;
use daylight_domain::{Act, ClockName, ClosingReason, ConcernId, Disputed, StageNo, Urgency};
use flate2::read::GzDecoder;

use crate::hands::{Back, Hand, closed, found_out, scoped};
use crate::harness::{Sent, TestApp};

fn page(holder: &SignedIn, query: &str) -> HandOuts {
    holder.get(&format!("desk/hand-outs?{query}")).unwrap()
}

fn opened(holder: &SignedIn, query: &str) -> Opened {
    holder.get(&format!("desk/opened?{query}")).unwrap()
}

fn listed(holder: &SignedIn, filter: &str) -> Vec<ConcernId> {
    let rows = opened(holder, &format!("filter={filter}")).rows;
    rows.iter().map(|row| row.concern).collect()
}

fn row_of(app: &TestApp, name: &str, concern: ConcernId) -> OpenedRow {
    let rows = opened(&app.sign_in(name), "").rows;
    rows.into_iter().find(|row| row.concern == concern).unwrap()
}

#[test]
fn what_a_reporter_writes_to_a_closed_concern_brings_it_back_to_the_desk_until_somebody_has_read_it() {
    let app = TestApp::start();
    let sent = closed(&app);
    app.live_through(1);
    let unread = || listed(&app.sign_in("guardian"), "unread");
    assert!(unread().is_empty() && listed(&app.sign_in("guardian"), "all").is_empty());
    Back::with(&app, &sent).message().unwrap();
    app.tick();
    assert_eq!(unread(), [sent.received.concern]);
    assert!(row_of(&app, "guardian", sent.received.concern).unread);
    for other in ["deputy", "chair"] {
        let holder = app.sign_in(other);
        let found = desk::find(&holder).unwrap().0;
        assert!(
            listed(&holder, "all").is_empty() && found.is_empty(),
            "{other} does not know the rest, or only approved"
        );
    }
    Hand::at(&app, "guardian", &sent).write();
    app.tick();
    assert!(unread().is_empty() && listed(&app.sign_in("guardian"), "all").is_empty());
}

#[test]
fn page_after_page_gives_every_capsule_once_and_each_page_is_as_short_as_asked() {
    let app = TestApp::start();
    for _ in 0..11 {
        app.submit();
    }
    app.tick();
    let holder = app.sign_in("guardian");
    let all = page(&holder, "");
    let count = all.hand_outs.len();
    assert!(
        all.next.is_none() && count.is_multiple_of(8) && count > 11,
        "filled to a multiple of eight: {count}"
    );
    let (mut seen, mut after) = (Vec::new(), String::new());
    loop {
        let page = page(&holder, &format!("after={after}&count=5"));
        assert!(page.hand_outs.len() <= 5);
        seen.extend(page.hand_outs.into_iter().map(|each| each.capsule.0));
        match page.next {
            Some(next) => after = next,
            None => break,
        }
    }
    let mut all: Vec<Vec<u8>> = all.hand_outs.into_iter().map(|each| each.capsule.0).collect();
    assert_eq!(seen, all);
    let last = page(&holder, "newest=true&count=5");
    let next = last.next.unwrap();
    let before = page(&holder, &format!("newest=true&after={next}&count=1000"));
    let backwards = [last.hand_outs, before.hand_outs].concat();
    all.reverse();
    let backwards: Vec<Vec<u8>> = backwards.into_iter().map(|each| each.capsule.0).collect();
    assert_eq!(backwards, all, "and the same from the other end");
    let refused = holder
        .get::<HandOuts>("desk/hand-outs?after=tomorrow")
        .unwrap_err();
    assert!(
        refused.to_string().contains("`next` of the page before"),
        "{refused}"
    );
    assert_eq!(
        page(&holder, "count=1000000").hand_outs.len(),
        count,
        "never more than there are, or two hundred"
    );
}

#[test]
fn a_desk_is_packed_where_the_caller_takes_it_and_says_the_same() {
    let app = TestApp::start();
    app.submit();
    app.tick();
    let bearer = format!("Bearer {}", app.token("guardian"));
    for path in ["/api/v1/desk/hand-outs?unopened=true", "/api/v1/desk/opened"] {
        let ask = |accepts| {
            let headers = [("Authorization", bearer.as_str()), ("Accept-Encoding", accepts)];
            app.call("GET", path, &headers, b"")
        };
        let plain = ask("identity");
        assert_eq!(plain.status, 200, "{path}");
        for (accepts, form) in [("gzip, deflate, br", "br"), ("gzip, deflate", "gzip")] {
            let packed = ask(accepts);
            assert_eq!(packed.header("content-encoding"), Some(form), "{path}");
            assert_eq!(packed.header("vary"), Some("accept-encoding"), "{path}");
            let mut unpacked = Vec::new();
            let mut reader: Box<dyn Read> = match form {
                "br" => Box::new(brotli::Decompressor::new(packed.body.as_slice(), 4096)),
                _ => Box::new(GzDecoder::new(packed.body.as_slice())),
            };
            reader.read_to_end(&mut unpacked).unwrap();
            // The notes beside the capsules are others in each answer.
            let said = |body: &[u8]| {
                let mut said: serde_json::Value = serde_json::from_slice(body).unwrap();
                for each in said["hand_outs"].as_array_mut().into_iter().flatten() {
                    each["note"] = each["note"].as_str().map(str::len).into();
                }
                said
            };
            assert!(said(&unpacked) == said(&plain.body), "{path}: {form}");
            // Sealed bytes in base64 lose a quarter.
            let is_long = path.contains("hand-outs");
            assert!(
                !is_long || packed.body.len() * 5 < plain.body.len() * 4,
                "{path}: {form}"
            );
        }
    }
}

#[test]
fn what_the_office_opened_leaves_the_unopened_and_stands_in_the_list_by_its_date() {
    let app = TestApp::start();
    let (first, second) = (app.submit(), app.submit());
    app.tick();
    let holder = app.sign_in("guardian");
    let before = page(&holder, "unopened=true").hand_outs.len();
    Hand::at(&app, "guardian", &first).acknowledge();
    Hand::at(&app, "guardian", &second);
    assert_eq!(page(&holder, "unopened=true").hand_outs.len(), before - 2);
    assert_eq!(page(&holder, "").hand_outs.len(), before, "both still lie there");
    let list = opened(&holder, "");
    let order: Vec<ConcernId> = list.rows.iter().map(|row| row.concern).collect();
    assert_eq!(
        order,
        [second.received.concern, first.received.concern],
        "acknowledging comes before deciding"
    );
    assert_eq!(list.total, 2);
    assert_eq!(list.rows[0].clock, Some(ClockName::Acknowledge));
    assert!(
        list.rows
            .iter()
            .all(|row| row.mine && row.waits == Waits::None && !row.above && !row.moved_up)
    );
    assert!(
        opened(&app.sign_in("deputy"), "").rows.is_empty(),
        "another office of the stage has opened nothing"
    );
    assert!(opened(&holder, "from=2").rows.is_empty());
}

#[test]
fn r20_the_list_goes_by_the_first_date_and_an_extension_shows_beside_it() {
    let app = TestApp::start();
    let sent = app.submit();
    app.tick();
    let hand = Hand::at(&app, "guardian", &sent);
    hand.acknowledge();
    let before = row_of(&app, "guardian", sent.received.concern);
    assert!(!before.extended);
    let due = add_days(before.due.unwrap(), 14);
    hand.say(|item| Act::Extended {
        clock: ClockName::FirstDecision,
        due,
        item: Some(item),
    })
    .unwrap();
    let after = row_of(&app, "guardian", sent.received.concern);
    assert!(after.extended && after.first_due == before.first_due && after.due > before.due);
    assert!(listed(&app.sign_in("guardian"), "week").is_empty());
    app.live_through(22);
    let holder = app.sign_in("guardian");
    assert_eq!(listed(&holder, "week"), [sent.received.concern]);
    app.live_through(8);
    let holder = app.sign_in("guardian");
    assert_eq!(
        listed(&holder, "late"),
        [sent.received.concern],
        "late against the first date"
    );
}

/// The first decision was put off, its first date is over, and the reporter is in danger since.
pub(crate) fn put_off_with_danger(app: &TestApp) -> Sent {
    let sent = app.submit();
    app.tick();
    let hand = Hand::at(app, "guardian", &sent);
    hand.acknowledge();
    let row = row_of(app, "guardian", sent.received.concern);
    let due = add_days(row.due.unwrap(), 14);
    hand.say(|item| Act::Extended {
        clock: ClockName::FirstDecision,
        due,
        item: Some(item),
    })
    .unwrap();
    while app.trust().today <= row.due.unwrap() {
        app.live_through(1);
    }
    Back::with(app, &sent).raise(Urgency::Danger).unwrap();
    sent
}

#[test]
fn a_date_that_decides_sooner_than_one_that_was_put_off_stands_beside_it() {
    let app = TestApp::start();
    let sent = put_off_with_danger(&app);
    let row = row_of(&app, "guardian", sent.received.concern);
    assert_eq!((row.clock, row.extended), (Some(ClockName::FirstDecision), true));
    let tomorrow = app.trust().today.tomorrow().ok();
    assert_eq!(
        (row.sooner_clock, row.sooner_due),
        (Some(ClockName::Danger), tomorrow)
    );
    assert!(row.first_due < tomorrow && row.due > tomorrow, "{row:?}");
}

#[test]
fn what_is_late_at_the_last_stage_was_not_put_off() {
    let app = TestApp::start();
    let sent = app.submit();
    while app.track(&sent).outlook.stage < StageNo(3) {
        app.live_through(1);
    }
    Hand::at(&app, "outside", &sent);
    app.live_through(9);
    let row = row_of(&app, "outside", sent.received.concern);
    assert!(
        row.first_due < row.due,
        "the calendar gave it another date: {row:?}"
    );
    assert!(!row.extended);
}

#[test]
fn what_moved_up_is_told_to_both_stages_and_what_waits_to_whoever_may_judge() {
    let app = TestApp::start();
    let sent = found_out(&app);
    app.live_through(15);
    Hand::at(&app, "guardian", &sent)
        .propose(ClosingReason::Established)
        .unwrap();
    let id = sent.received.concern;
    assert_eq!(row_of(&app, "guardian", id).waits, Waits::Others);
    Hand::at(&app, "chair", &sent);
    assert_eq!(row_of(&app, "chair", id).waits, Waits::Me);
    assert_eq!(listed(&app.sign_in("chair"), "waits"), [id]);
    Back::with(&app, &sent).dispute(Disputed::Findings).unwrap();
    assert_eq!(
        row_of(&app, "guardian", id).waits,
        Waits::Others,
        "what the reporter did waits for the tick"
    );
    app.tick();
    let below = row_of(&app, "guardian", id);
    assert!(below.above && below.stage == StageNo(2) && below.waits == Waits::None);
    assert_eq!(listed(&app.sign_in("guardian"), "above"), [id]);
    assert!(row_of(&app, "chair", id).moved_up);
}

#[test]
fn a_list_is_told_by_its_own_rows_as_the_entries_tell_it() {
    // The reporter has time to answer the findings of one, and another moved up to a stage that opened it.
    let mut app = TestApp::start();
    let moved = app.submit();
    app.tick();
    Hand::at(&app, "guardian", &moved);
    app.live_through(8);
    Hand::at(&app, "chair", &moved);
    found_out(&app);
    let lists = |app: &TestApp| -> Vec<serde_json::Value> {
        let asked = ["guardian", "chair"].into_iter();
        asked
            .map(|name| app.sign_in(name).get("desk/opened").unwrap())
            .collect()
    };
    let told = lists(&app);
    assert_eq!(told[0]["total"], 2);
    assert_eq!(told[1]["rows"][0]["moved_up"], true);
    app.damage("UPDATE hand_out SET shown = NULL");
    assert_eq!(lists(&app), told, "rows that an update has just widened");
    // As the update asks of it, the next tick writes them all.
    app.damage("UPDATE concern SET next_day = received_day WHERE next_day IS NOT NULL");
    app.live_through(1);
    let told = lists(&app);
    app.damage("DELETE FROM entry WHERE concern IS NOT NULL");
    assert_eq!(lists(&app), told, "not one entry is read");
}

#[test]
fn danger_that_the_reporter_raises_later_stands_in_the_list() {
    let app = TestApp::start();
    let sent = scoped(&app);
    assert!(listed(&app.sign_in("guardian"), "danger").is_empty());
    Back::with(&app, &sent).raise(Urgency::Danger).unwrap();
    assert_eq!(
        listed(&app.sign_in("guardian"), "danger"),
        [sent.received.concern]
    );
}

#[test]
fn a_list_holds_no_sealed_byte_and_nothing_of_another_office() {
    let app = TestApp::start();
    let sent = scoped(&app);
    let token = app.sign_in("guardian");
    let text: serde_json::Value = token.get("desk/opened").unwrap();
    let fields: BTreeSet<&str> = text["rows"][0]
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect();
    let wanted = [
        "above",
        "arrived",
        "clock",
        "concern",
        "due",
        "extended",
        "first_due",
        "handed_to",
        "mine",
        "moved_up",
        "office",
        "sooner_clock",
        "sooner_due",
        "stage",
        "stage_name",
        "state",
        "unread",
        "urgency",
        "waits",
        "without_concern",
    ];
    assert_eq!(fields, BTreeSet::from(wanted));
    assert_eq!(text["rows"][0]["concern"], sent.received.concern.to_string());
}
