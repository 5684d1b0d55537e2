//! What the tick publishes: once, at its hour, in no order; and nothing after an older backup was put back.

use daylight::actions::ActionError;
use daylight::actions::run_calendar::run_calendar;
use daylight::api::Submission;
use daylight::client::Reporter;
use daylight_domain::{Date, Urgency};

use super::{HOUR_MS, SECOND, arrivals, doctor, kinds, put_back, says};
use crate::database::{TestDatabase, bytes};
use crate::harness::{FRIDAY, Sent, TestApp};

#[test]
fn two_replicas_and_a_submission_at_the_same_moment_write_each_lapse_once() {
    let app = TestApp::start_two();
    let sent: Vec<Sent> = (0..4).map(|_| app.submit()).collect();
    app.tick();
    app.clock.advance_days(8);
    let (code, sealed) = app.seal(&[], Urgency::Ordinary);
    let reporter = Reporter::from_code(&code, &app.trust()).unwrap();
    let request = Submission {
        manifest: String::from_utf8(sealed.manifest_bytes.clone()).unwrap(),
        locator_hash: reporter.master().locator().hash(),
        about: daylight::api::Bytes(sealed.about.as_bytes().to_vec()),
        account: daylight::api::Bytes(sealed.account.as_bytes().to_vec()),
        capsules: sealed
            .capsules
            .iter()
            .map(|each| daylight::api::Bytes(each.as_bytes().to_vec()))
            .collect(),
    };
    let (one, two) = (app.replicas[0].service.clone(), app.replicas[1].service.clone());
    app.runtime.block_on(async {
        use daylight::actions::submit_concern::submit_concern;
        let (a, b, c, d) = tokio::join!(
            run_calendar(&one),
            submit_concern(&two, request.clone()),
            run_calendar(&two),
            submit_concern(&one, request.clone())
        );
        assert!(a.unwrap().is_some() || c.unwrap().is_some());
        assert_eq!(
            b.unwrap(),
            d.unwrap(),
            "the same manifest at both replicas, the same receipt"
        );
        while run_calendar(&one).await.unwrap().is_none() {}
    });
    assert_eq!((kinds(&app, "escalated"), kinds(&app, "lapsed")), (4, 4));
    for sent in &sent {
        assert_eq!(arrivals(&app, sent), [SECOND]);
    }
    assert_eq!(app.count("SELECT count(*) FROM concern"), 5);
}

#[test]
fn in_earnest_there_is_one_batch_a_day_at_the_hour_of_the_policy_padded_to_64() {
    let app = TestApp::start_in_earnest();
    let batches = |app: &TestApp| app.count("SELECT count(*) FROM batch");
    assert_eq!(batches(&app), 1, "set-up publishes the first batch itself");
    let sent = app.submit();
    assert_eq!(
        sent.received.batch_on,
        FRIDAY.tomorrow().unwrap(),
        "today's batch is cut already"
    );
    app.tick();
    assert_eq!(batches(&app), 1);
    // From ten in the morning to two at night in London: before the policy's hour.
    app.clock.advance_ms(16 * HOUR_MS);
    app.tick();
    assert_eq!(batches(&app), 1, "not before three");
    let early = app.submit();
    assert_eq!(early.received.received_on, FRIDAY.tomorrow().unwrap());
    assert_eq!(
        early.received.batch_on,
        FRIDAY.tomorrow().unwrap(),
        "today's batch is still to come"
    );
    app.clock.advance_ms(HOUR_MS);
    for _ in 0..3 {
        app.tick();
    }
    assert_eq!(batches(&app), 2);
    let later = app.submit();
    assert_eq!(later.received.batch_on, Date::constant(2026, 12, 20));
    app.live_through(5);
    assert_eq!(batches(&app), 7, "a batch on idle days too");
    assert_eq!(app.count("SELECT count(*) FROM batch WHERE size % 64 <> 0"), 0);
    assert_eq!(app.count("SELECT count(DISTINCT day) FROM batch"), 7);
    let broken = "SELECT count(*) FROM entry JOIN batch ON entry.batch = batch.number WHERE batch.day <> entry.batch_day";
    assert_eq!(app.count(broken), 0, "every receipt's batch day was kept");
    // A day missed is caught up at once, whatever the hour.
    app.clock.advance_ms(2 * 24 * HOUR_MS + 21 * HOUR_MS);
    app.tick();
    assert_eq!(batches(&app), 8);
}

#[test]
fn a_restored_older_database_publishes_nothing_while_intake_and_dates_go_on() {
    let mut app = TestApp::start();
    let sent = app.submit();
    app.tick();
    app.between_lives(TestDatabase::copy);
    app.live_through(2);
    app.between_lives(TestDatabase::put_back);
    app.ledger_is_damaged = true;
    let health = doctor(&app);
    assert!(
        !health.is_healthy() && says(&health, "restored from a backup"),
        "{health:?}"
    );
    let published = app.count("SELECT count(*) FROM batch WHERE checkpoint IS NOT NULL");

    let new = app.submit();
    app.clock.advance_days(8);
    let outcome = app.runtime.block_on(run_calendar(app.service()));
    assert!(
        matches!(outcome, Err(ActionError::Internal(_))),
        "the tick says loudly that it publishes nothing"
    );
    assert_eq!(
        app.count("SELECT count(*) FROM batch WHERE checkpoint IS NOT NULL"),
        published
    );
    app.clock.advance_days(8);
    assert!(app.runtime.block_on(run_calendar(app.service())).is_err());
    assert_eq!(
        app.count("SELECT count(*) FROM batch WHERE checkpoint IS NOT NULL"),
        published
    );
    let health = doctor(&app);
    let faults = health.findings.iter().filter(|finding| finding.weight == "fault");
    let faults: Vec<&str> = faults.map(|finding| finding.what.as_str()).collect();
    assert!(
        faults.len() == 1 && faults[0].contains("restored from a backup"),
        "one cause, one finding: {faults:?}"
    );
    for concern in [&sent, &new] {
        assert_eq!(arrivals(&app, concern).len(), 2, "dates go on");
    }
}

#[test]
fn what_comes_in_after_a_restore_never_hides_that_signed_batches_are_gone() {
    let (app, _) = put_back();
    let published = app.count("SELECT count(*) FROM batch WHERE checkpoint IS NOT NULL");

    // More than was lost: the next batch is longer than anything that was signed.
    for _ in 0..9 {
        app.submit();
    }
    for _ in 0..2 {
        app.clock.advance_days(1);
        let outcome = app.runtime.block_on(run_calendar(app.service()));
        assert!(matches!(outcome, Err(ActionError::Internal(_))), "{outcome:?}");
        assert!(says(&doctor(&app), "older than what was signed before"));
    }
    assert_eq!(
        app.count("SELECT count(*) FROM batch WHERE checkpoint IS NOT NULL"),
        published,
        "a second history was signed"
    );
}

#[test]
fn a_replica_that_never_signed_notices_too_that_signed_batches_are_gone() {
    let mut app = TestApp::start();
    app.submit();
    app.tick();
    let other = app.dir.path().join("other");
    std::fs::create_dir(&other).unwrap();
    std::fs::copy(app.dir.path().join("high-water"), other.join("high-water")).unwrap();
    let its_own = "[storage]\nhigh_water = \"other/high-water\"\n";
    let open = |app: &TestApp| app.open_with(&app.database.url(), &app.clock, its_own);
    let run = |app: &TestApp| {
        let service = open(app);
        let done = app.runtime.block_on(run_calendar(&service));
        app.runtime.block_on(service.store.clone().close()).unwrap();
        done
    };

    app.between_lives(TestDatabase::copy);
    app.submit();
    app.live_through(1);
    run(&app).unwrap();
    app.between_lives(TestDatabase::put_back);
    app.ledger_is_damaged = true;
    app.clock.advance_days(1);
    let published = app.count("SELECT count(*) FROM batch WHERE checkpoint IS NOT NULL");
    let outcome = run(&app);
    assert!(matches!(outcome, Err(ActionError::Internal(_))), "{outcome:?}");
    assert_eq!(
        app.count("SELECT count(*) FROM batch WHERE checkpoint IS NOT NULL"),
        published
    );
}

#[test]
fn the_order_of_a_batch_says_nothing_about_the_order_of_arrival() {
    let app = TestApp::start_in_earnest();
    let mut inversions = 0;
    let mut pairs = 0;
    for _ in 0..3 {
        let sent: Vec<Sent> = (0..8).map(|_| app.submit()).collect();
        app.live_through(1);
        let place = |sent: &Sent| {
            let id = bytes(&sent.received.concern.to_string());
            app.count(&format!(
                "SELECT position FROM entry WHERE concern = {id} AND seq = 0"
            ))
        };
        let places: Vec<i64> = sent.iter().map(place).collect();
        for (first, rest) in places
            .iter()
            .enumerate()
            .map(|(at, first)| (first, &places[at + 1..]))
        {
            inversions += rest.iter().filter(|later| *later < first).count();
            pairs += rest.len();
        }
    }
    // 84 pairs, of which chance puts half the wrong way round; in order of arrival it would be none or all.
    assert!(
        (pairs / 5..pairs - pairs / 5).contains(&inversions),
        "{inversions} of {pairs}"
    );
}
