//! What an act was signed after: stale once something else was handed out, and never taken twice.

use daylight::api::HolderAct;
use daylight::client::{Concern, Reporter};
use daylight::crypto::seal::Plaintext;
use daylight_domain::{Act, Digest};

use super::{Hand, acknowledged};
use crate::harness::TestApp;
#[test]
fn an_act_is_stale_once_something_else_was_handed_out_and_a_replayed_one_always() {
    let mut app = TestApp::start();
    let (_, hand) = Hand::cleared(&app);
    let old = hand.see().last();
    let deputy = Hand::of(&app, "deputy", hand.found.id);
    deputy.found.sign_opened(&deputy.holder).unwrap();
    let late = hand.signed(hand.entry(old, acknowledged()));
    hand.refused(&app, &late, Vec::new(), (409, "stale", "load the concern again"));
    let nowhere = hand.signed(hand.entry(Some(Digest([1; 32])), acknowledged()));
    hand.refused(
        &app,
        &nowhere,
        Vec::new(),
        (409, "stale", "load the concern again"),
    );
    let blind = hand.signed(hand.entry(None, acknowledged()));
    hand.refused(&app, &blind, Vec::new(), (409, "stale", "load the concern again"));

    let good = hand.signed(hand.entry(hand.see().last(), acknowledged()));
    let act = HolderAct {
        entry: good.clone(),
        items: Vec::new(),
    };
    assert_eq!(app.post(&hand.path(), Some(&hand.token), &act).status, 200);
    hand.refused(&app, &good, Vec::new(), (409, "stale", "load the concern again"));
    app.restart();
    hand.refused(&app, &good, Vec::new(), (409, "stale", "load the concern again"));
}

#[test]
fn a_conflict_signed_before_opening_bars_and_cannot_be_replayed() {
    let app = TestApp::start();
    let sent = app.submit();
    app.tick();
    let hand = Hand::of(&app, "guardian", sent.received.concern);
    let conflict = hand.signed(hand.entry(None, Act::Conflict {}));
    let act = HolderAct {
        entry: conflict.clone(),
        items: Vec::new(),
    };
    assert_eq!(app.post(&hand.path(), Some(&hand.token), &act).status, 200);
    hand.refused(&app, &conflict, Vec::new(), (409, "refused", "barred"));
    assert!(
        hand.found
            .sign_opened(&hand.holder)
            .unwrap_err()
            .to_string()
            .contains("barred")
    );
}

#[test]
fn a_message_of_the_reporter_waits_for_the_tick_and_makes_no_act_stale() {
    let app = TestApp::start();
    let (sent, hand) = Hand::cleared(&app);
    let seen = hand.see();
    let trust = app.trust();
    let reporter = Reporter::from_code(&sent.code, &trust).unwrap();
    let words = Plaintext::new("One thing more.".to_owned());
    reporter
        .send_message(app.client(), &trust, &app.track(&sent), &words)
        .unwrap();
    let kinds = |concern: &Concern| -> Vec<&str> {
        concern.entries.iter().map(|each| each.entry.act.kind()).collect()
    };
    assert_eq!(
        kinds(&hand.see()),
        kinds(&seen),
        "not on the desk before the tick"
    );
    hand.found
        .act_on(&hand.holder, &seen, &acknowledged(), &[])
        .unwrap();
    app.tick();
    assert_eq!(
        kinds(&hand.see())
            .into_iter()
            .filter(|kind| *kind == "message")
            .count(),
        1
    );
}
#[test]
fn a_stage_that_lost_the_concern_cannot_acknowledge_it_any_more() {
    let app = TestApp::start();
    let (sent, hand) = Hand::cleared(&app);
    app.clock.advance_days(8);
    // The calendar has not run: the dates count all the same.
    let hand = Hand {
        holder: app.sign_in("guardian"),
        token: app.token("guardian"),
        ..hand
    };
    let late = hand.signed(hand.entry(hand.see().last(), acknowledged()));
    hand.refused(&app, &late, Vec::new(), (409, "refused", "stage 2"));
    app.tick();
    let late = hand.signed(hand.entry(hand.see().last(), acknowledged()));
    hand.refused(&app, &late, Vec::new(), (409, "refused", "stage 2"));
    assert_eq!(app.track(&sent).outlook.stage, daylight_domain::StageNo(2));
}
