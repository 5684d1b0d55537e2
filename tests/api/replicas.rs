//! Several replicas on one database, whose clocks do not agree: together they are one service.

use daylight::actions::run_calendar::run_calendar;
use daylight::clock::FakeClock;
use daylight_domain::Act;

use crate::harness::{FRIDAY, Replica, Sent, TestApp};

const HOUR_MS: i64 = 60 * 60 * 1000;

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

#[test]
fn a_replica_that_dies_in_the_tick_leaves_the_rest_to_the_other() {
    let app = TestApp::start_two();
    let sent: Vec<Sent> = (0..3).map(|_| app.submit()).collect();
    app.tick();
    app.clock.advance_days(8);
    let dying = app.replicas[0].service.clone();
    app.runtime.block_on(async {
        // Dropped wherever it is after this time: before, in or after a transaction.
        let _ = tokio::time::timeout(std::time::Duration::from_millis(15), run_calendar(&dying)).await;
    });
    let other = app.replicas[1].service.clone();
    // The dead one's lease ends by itself.
    app.clock.advance_ms(121_000);
    app.runtime.block_on(run_calendar(&other)).unwrap().unwrap();
    for sent in &sent {
        assert_eq!(app.track(sent).outlook.stage.0, 2);
    }
    let lapses = app.count("SELECT count(*) FROM entry WHERE kind = 'lapsed'");
    assert_eq!(lapses, 3, "one each");
}
