//! Silence and bad clocks: ahead, behind, and set back before the founding.

use daylight::actions::run_calendar::run_calendar;
use daylight::client::Reporter;
use daylight::clock::Clock as _;
use daylight_domain::calendar::{add_days, days_between};
use daylight_domain::{Date, StageNo};

use super::{HOUR_MS, SECOND, THIRD, arrivals, doctor, kinds, says};
use crate::database::bytes;
use crate::harness::TestApp;

#[test]
fn ten_days_of_silence_and_one_tick_give_one_lapse_and_the_arrival_of_the_rule() {
    let app = TestApp::start();
    let sent = app.submit();
    app.tick();
    app.clock.advance_days(10);
    assert_eq!(
        app.track(&sent).outlook.stage,
        StageNo(2),
        "computed when read, before any tick"
    );
    app.tick();
    assert_eq!(arrivals(&app, &sent), [SECOND]);
    let due = kinds(&app, "lapsed");
    for _ in 0..3 {
        app.tick();
    }
    assert_eq!(
        (kinds(&app, "lapsed"), kinds(&app, "escalated")),
        (due, 1),
        "run again, nothing is added"
    );
}

#[test]
fn two_years_of_downtime_end_at_the_last_stage_by_the_dates_of_the_rule() {
    let mut app = TestApp::start();
    let sent = app.submit();
    app.tick();
    app.clock.jump_days(730);
    app.restart();
    app.tick();
    assert_eq!(arrivals(&app, &sent), [SECOND, THIRD]);
    assert_eq!(app.track(&sent).outlook.today, Date::constant(2028, 12, 17));
    assert_eq!(kinds(&app, "clock"), 0, "a restart is downtime, not a jump");
}

#[test]
fn a_clock_set_forward_two_years_is_held_back_a_day_told_of_and_then_believed() {
    let app = TestApp::start();
    let sent = app.submit();
    app.tick();
    app.clock.jump_days(730);
    app.tick();
    app.clock.advance_ms(23 * HOUR_MS);
    app.tick();
    assert_eq!(app.track(&sent).outlook.stage, StageNo(1), "held back");
    assert!(says(&doctor(&app), "the clock jumped to 2028-12-18"));
    assert!(!doctor(&app).is_healthy());
    assert!(kinds(&app, "clock") >= 1);
    app.clock.advance_ms(2 * HOUR_MS);
    app.tick();
    assert_eq!(arrivals(&app, &sent), [SECOND, THIRD], "believed after a day");
}

#[test]
fn a_clock_set_back_a_month_moves_no_date_and_stops_nothing() {
    let mut app = TestApp::start();
    app.live_through(40);
    let sent = app.submit();
    let day = sent.received.received_on;
    app.tick();
    app.live_through(3);
    app.clock.jump_days(-30);
    app.tick();
    assert_eq!(
        days_between(day, app.track(&sent).outlook.today),
        3,
        "inside the process the day goes on"
    );
    app.live_through(1);

    // Over a restart the service begins behind its own ledger, says so, and takes concerns with the wall's date.
    app.restart();
    let health = doctor(&app);
    assert!(
        says(&health, "the machine's clock says") && says(&health, "the last batch is of"),
        "{health:?}"
    );
    let late = app.submit();
    assert_eq!(days_between(day, late.received.received_on), 4 - 30);
    app.tick();
    assert!(kinds(&app, "clock") >= 1);
    assert_eq!(app.track(&sent).outlook.stage, StageNo(1));
    app.clock.jump_days(30);
    app.restart();
    app.tick();
    app.live_through(4);
    assert_eq!(arrivals(&app, &sent), [(StageNo(2), add_days(day, 8))]);
    let received = late.received.received_on;
    assert_eq!(
        arrivals(&app, &late),
        [
            (StageNo(2), add_days(received, 8)),
            (StageNo(3), add_days(received, 16))
        ]
    );
    assert!(
        says(&doctor(&app), "complete and unchanged"),
        "an auditor finds no fault"
    );
}

#[test]
fn a_clock_set_back_before_the_founding_is_told_of_and_what_is_there_can_be_read() {
    let mut app = TestApp::start();
    let sent = app.submit();
    app.tick();
    app.clock.jump_days(-400);
    app.restart();
    let health = doctor(&app);
    assert!(
        says(
            &health,
            "the machine's clock says 2025-11-13, the last batch is of 2026-12-18"
        ),
        "{health:?}"
    );
    app.tick();
    let reporter = Reporter::from_code(&sent.code, &sent.trust).unwrap();
    assert_eq!(
        reporter.track(app.client(), &sent.trust).unwrap().outlook.stage,
        StageNo(1)
    );
    app.clock.jump_days(400);
    app.restart();
    app.live_through(8);
    assert_eq!(arrivals(&app, &sent), [SECOND]);
}

#[test]
fn a_process_that_died_under_a_clock_that_was_ahead_does_not_keep_the_calendar_from_the_next_one() {
    let mut app = TestApp::start();
    app.mail.refuse(true);
    let sent = app.submit();
    app.tick();
    app.mail.refuse(false);
    let ahead = app.clock.now_ms() + 730 * 24 * HOUR_MS;
    app.damage(&format!(
        "UPDATE lease SET until_ms = {ahead}, holder = {}",
        bytes(&"00".repeat(16))
    ));
    app.damage(&format!("UPDATE mail SET not_before_ms = {ahead}"));
    app.ledger_is_damaged = false; // neither is part of the record
    app.restart();
    app.clock.advance_days(8);
    app.tick();
    assert_eq!(arrivals(&app, &sent), [SECOND]);
    assert_eq!(
        app.count("SELECT count(*) FROM mail WHERE delivered_day IS NULL"),
        0,
        "mail put off then goes too"
    );
    // A living one keeps it for its time.
    let soon = app.clock.now_ms() + 15_000;
    app.damage(&format!(
        "UPDATE lease SET until_ms = {soon}, holder = {}",
        bytes(&"00".repeat(16))
    ));
    app.ledger_is_damaged = false;
    assert_eq!(app.runtime.block_on(run_calendar(app.service())).unwrap(), None);
    app.clock.advance_ms(16_000);
}

#[test]
fn doctor_asks_for_the_next_list_of_holidays_two_months_before_its_year() {
    let mut app = TestApp::start();
    let asked = "the policy in force has no list of holidays for 2028";
    app.clock.jump_days(317);
    app.restart();
    assert!(!says(&doctor(&app), asked), "31 October 2027");
    app.clock.jump_days(1);
    app.restart();
    assert!(says(&doctor(&app), asked), "1 November 2027");
}
