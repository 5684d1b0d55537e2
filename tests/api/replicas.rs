//! Several replicas on one database, whose clocks do not agree: together they are one service.

use daylight::actions::Service;
use daylight::actions::run_calendar::run_calendar;
use daylight::actions::submit_concern::submit_concern;
use daylight::clock::FakeClock;
use daylight::crypto::hybrid::HybridIdentity;
use daylight::entropy::Entropy as _;
use daylight::store::concerns;
use daylight_domain::{Act, Date};

use crate::durability::{cut_after, settled};
use crate::harness::{FRIDAY, Replica, Sent, TestApp};
use crate::refusals::Draft;

const HOUR_MS: i64 = 60 * 60 * 1000;

/// Eight days after it: what came in then and was not acknowledged has lapsed.
const LAPSED: Date = Date::constant(2026, 12, 26);

#[test]
fn two_replicas_with_clocks_an_hour_apart_cut_one_batch_a_day_and_lapse_each_date_once() {
    let mut app = TestApp::start_in_earnest();
    let ahead = FakeClock::at(FRIDAY);
    ahead.advance_ms(HOUR_MS);
    let service = app.open_at(&app.database.url(), &ahead);
    app.replicas.push(Replica::start(service));

    let mut sent: Vec<Sent> = Vec::new();
    let (mut ticks, mut hours) = (Vec::new(), 0);
    while hours < 9 * 24 {
        // Every hour for two days, across midnight with the clocks on two dates; then in longer steps.
        let step = if hours < 48 { 1 } else { 4 };
        hours += step;
        app.clock.advance_ms(step * HOUR_MS);
        ahead.advance_ms(step * HOUR_MS);
        if hours <= 24 && hours % 7 == 0 {
            sent.push(app.submit());
        }
        let services = [app.replicas[0].service.clone(), app.replicas[1].service.clone()];
        let (one, other) = app
            .runtime
            .block_on(async { tokio::join!(run_calendar(&services[0]), run_calendar(&services[1])) });
        ticks.extend([one.unwrap(), other.unwrap()].into_iter().flatten());
        // Reporters and holders come to both.
        app.replicas.swap(0, 1);
    }

    assert!(ticks.len() > 9, "{ticks:?}");
    let days = app.count("SELECT count(DISTINCT day) FROM batch");
    assert_eq!(app.count("SELECT count(*) FROM batch"), days, "one batch a day");
    let broken = "SELECT count(*) FROM entry JOIN batch ON entry.batch = batch.number WHERE batch.day <> entry.batch_day";
    assert_eq!(app.count(broken), 0, "each stands in the batch of its receipt");
    assert_eq!(app.count("SELECT count(*) FROM entry WHERE kind = 'clock'"), 0);
    let twice = "SELECT count(*) FROM (SELECT person FROM mail WHERE kind = 'digest' \
                 GROUP BY person, day HAVING count(*) > 1) AS twice";
    assert_eq!(app.count(twice), 0, "one digest a day");
    for _ in 0..2 {
        for sent in &sent {
            let outlook = app.track(sent).outlook;
            let moved = outlook
                .timeline
                .iter()
                .filter(|step| matches!(step.act, Act::Escalated { .. }));
            assert_eq!(moved.count(), 1, "it moved up once, and both say so");
        }
        app.replicas.swap(0, 1);
    }
}

/// How many concerns have lapsed, how often, and of how many days there is a batch.
fn progress(app: &TestApp) -> (i64, i64, i64) {
    (
        app.count("SELECT count(DISTINCT concern) FROM entry WHERE kind = 'lapsed'"),
        app.count("SELECT count(*) FROM entry WHERE kind = 'lapsed'"),
        app.count("SELECT count(DISTINCT day) FROM batch WHERE checkpoint IS NOT NULL"),
    )
}

/// A replica runs the calendar until another sees something, and dies in that moment.
async fn dies_when(dying: &Service, is_seen: impl AsyncFn() -> bool) {
    let seen = async { while !is_seen().await {} };
    tokio::select! {
        biased;
        () = seen => {}
        done = run_calendar(dying) => panic!("it died too late: {done:?}"),
    }
    settled(dying).await;
}

#[test]
fn a_replica_that_dies_in_the_tick_leaves_the_rest_to_the_other() {
    let app = TestApp::start_two();
    let sent: Vec<Sent> = (0..3).map(|_| app.submit()).collect();
    app.tick();
    app.clock.advance_days(8);
    let (one, other) = (app.replicas[0].service.clone(), app.replicas[1].service.clone());
    app.runtime.block_on(async {
        assert!(cut_after(3, run_calendar(&one)).await.is_none());
        settled(&one).await;
    });
    assert_eq!(progress(&app), (0, 0, 1), "died before the lapses");
    // The dead one's lease ends by itself.
    app.clock.advance_ms(21_000);
    let restarted = app.open();
    app.runtime.block_on(async {
        let none_is_due = async || concerns::count_due(&other.store, LAPSED).await.unwrap() == 0;
        dies_when(&restarted, none_is_due).await;
        restarted.store.clone().close().await.unwrap();
    });
    assert_eq!(progress(&app), (3, 3, 1), "died between the lapses and the batch");
    assert_eq!(app.runtime.block_on(run_calendar(&other)).unwrap(), None);
    app.clock.advance_ms(21_000);
    app.runtime.block_on(run_calendar(&other)).unwrap().unwrap();
    assert_eq!(progress(&app), (3, 3, 2), "one lapse each, one batch");
    for sent in &sent {
        assert_eq!(app.track(sent).outlook.stage.0, 2);
    }
}

/// More concerns than one transaction of the tick moves on.
const MANY: u16 = 1010;

#[test]
fn a_tick_cut_between_two_of_its_transactions_is_finished_by_another_replica() {
    let app = TestApp::start_two();
    let (dying, other) = (app.replicas[0].service.clone(), app.replicas[1].service.clone());
    let draft = Draft::of(&app);
    for _ in 0..MANY {
        let case = HybridIdentity::generate(&app.entropy).recipient().to_string();
        let mut request = draft.signing(|manifest| manifest.case_recipient = case).request;
        app.entropy.fill(&mut request.locator_hash.0);
        app.runtime.block_on(submit_concern(&dying, request)).unwrap();
    }
    app.tick();
    app.clock.advance_days(8);
    app.runtime.block_on(dies_when(&dying, async || {
        concerns::count_due(&other.store, LAPSED).await.unwrap() < u64::from(MANY)
    }));
    let (moved, lapses, batches) = progress(&app);
    assert_eq!(
        (moved, lapses, batches),
        (1000, 1000, 1),
        "whole transactions, and not all"
    );

    assert_eq!(app.runtime.block_on(run_calendar(&other)).unwrap(), None);
    app.clock.advance_ms(21_000);
    let ticked = app.runtime.block_on(run_calendar(&other)).unwrap().unwrap();
    assert_eq!(Some(ticked.moved), u64::from(MANY).checked_sub(1000));
    let all = i64::from(MANY);
    assert_eq!(progress(&app), (all, all, 2), "one lapse each, one batch");
    let escalated = "SELECT count(DISTINCT concern) FROM entry WHERE kind = 'escalated'";
    assert_eq!(app.count(escalated), all);
    assert_eq!(app.count(&escalated.replace("DISTINCT concern", "*")), all);
}
