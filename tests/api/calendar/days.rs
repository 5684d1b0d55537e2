//! The day of an entry and the day of its batch, when the clock moved between them: whoever checks the record finds no fault.

use daylight::actions::ActionError;
use daylight::actions::cut_batch::cut_batch;
use daylight::actions::run_calendar::run_calendar;
use daylight::client::people;
use daylight::clock::{Clock as _, FakeClock};
use daylight_domain::calendar::add_days;
use daylight_tlog::{person_id, sha256};

use super::{HOUR_MS, kinds};
use crate::harness::{FRIDAY, Replica, TestApp};

#[test]
fn what_came_under_a_clock_ahead_that_is_put_right_before_the_next_batch_breaks_no_record() {
    let mut app = TestApp::start_in_earnest();
    app.live_through(3);
    app.clock.jump_days(5);
    app.restart();
    let sent = app.submit();
    app.clock.jump_days(-5);
    app.restart();
    app.live_through(1);
    assert_eq!(sent.received.received_on, add_days(FRIDAY, 8));
    assert_eq!(app.count("SELECT count(*) FROM entry WHERE batch IS NULL"), 0);
    // The record stands still until the day comes, and goes on.
    app.live_through(6);
}

#[test]
fn what_comes_after_midnight_is_in_no_batch_of_the_day_before() {
    let app = TestApp::start_in_earnest();
    app.clock.advance_days(1);
    let day = app.trust().today;
    // The tick of that day goes on, and it is past midnight.
    app.clock.advance_ms(14 * HOUR_MS);
    assert!(app.submit().received.received_on > day);
    let cut = app.runtime.block_on(cut_batch(app.service(), day, day));
    assert!(matches!(cut, Err(ActionError::Busy)), "{cut:?}");
    app.tick();
    assert_eq!(app.count("SELECT count(*) FROM entry WHERE batch IS NULL"), 0);
}

#[test]
fn what_came_under_a_clock_behind_that_is_put_right_before_the_next_batch_stands_beside_a_clock_entry() {
    let mut app = TestApp::start_in_earnest();
    app.live_through(3);
    app.clock.jump_days(-2);
    app.restart();
    let sent = app.submit();
    app.clock.jump_days(2);
    app.restart();
    app.live_through(1);
    assert_eq!(app.track(&sent).outlook.received, sent.received.received_on);
    assert_eq!(kinds(&app, "clock"), 1);
    // In one more batch of the last day: today's says nothing of a clock, and the record has come to its day.
    let days = "SELECT count(DISTINCT day) FROM batch";
    assert_eq!((app.count("SELECT count(*) FROM batch"), app.count(days)), (6, 5));
}

#[test]
fn what_is_signed_about_people_beside_what_is_old_takes_effect_with_todays_batch() {
    let mut app = TestApp::start_in_earnest();
    let guardian = person_id(&app.key("guardian").signing.public());
    people::retire(&app.sign_in("operator"), guardian).unwrap();
    app.live_through(2);
    app.clock.jump_days(-1);
    app.restart();
    let sent = app.submit();
    people::sign(&app.sign_in("chair"), guardian).unwrap();
    app.clock.jump_days(1);
    app.restart();
    app.live_through(1);
    let (today, roster) = (app.trust().today, app.trust().roster);
    assert!(roster.key(guardian, today).is_some(), "to the end of today");
    assert!(roster.key(guardian, add_days(today, 1)).is_none());
    assert_eq!(app.track(&sent).outlook.received, sent.received.received_on);
}

#[test]
fn a_clock_that_was_half_a_day_behind_for_a_moment_breaks_no_record() {
    let app = TestApp::start();
    app.live_through(3);
    app.clock.advance_ms(-12 * HOUR_MS);
    app.submit();
    app.clock.advance_ms(12 * HOUR_MS);
    app.live_through(1);
}

#[test]
fn of_two_machines_a_minute_apart_one_has_cut_the_batch_of_a_day_that_the_other_has_not_begun() {
    let mut app = TestApp::start();
    let slow = FakeClock::at_ms(app.clock.now_ms() + 14 * HOUR_MS - 30_000);
    app.clock.advance_ms(14 * HOUR_MS + 30_000);
    app.submit();
    app.tick();
    let service = app.open_at(&app.database.url(), &slow);
    app.replicas.insert(0, Replica::start(service));
    assert_eq!(app.submit().received.received_on, FRIDAY);
    app.replicas.swap(0, 1);
    // Both ways in a demonstration: the batch of the same day again, and that of the next.
    app.tick();
    app.replicas.swap(0, 1);
    assert_eq!(app.submit().received.received_on, FRIDAY);
    app.replicas.swap(0, 1);
    app.live_through(1);
}

#[test]
fn a_policy_of_a_time_zone_further_west_sets_the_day_back_and_breaks_no_record() {
    let app = TestApp::start_in_earnest();
    let changed = daylight::server::POLICY.replace("Europe/London", "America/Los_Angeles");
    people::propose_policy(&app.sign_in("operator"), &changed).unwrap();
    app.live_through(1);
    let digest = sha256(changed.as_bytes()).to_string();
    people::sign_policy(&app.sign_in("outside"), &digest).unwrap();
    app.clock.advance_ms(-5 * HOUR_MS);
    app.live_through(8);
    assert_eq!(
        app.submit().received.received_on,
        add_days(FRIDAY, 8),
        "the batch of the day after is cut"
    );
    app.live_through(3);
}

#[test]
fn a_tick_that_died_under_a_clock_behind_leaves_nothing_that_is_a_fault_days_later() {
    let mut app = TestApp::start();
    app.live_through(8);
    app.clock.jump_days(-5);
    app.restart();
    app.submit();
    app.damage("ALTER TABLE hand_out RENAME TO hand_out_away");
    app.runtime.block_on(run_calendar(app.service())).unwrap_err();
    app.damage("ALTER TABLE hand_out_away RENAME TO hand_out");
    app.ledger_is_damaged = false; // as it was before
    app.clock.jump_days(8);
    app.restart();
    app.tick();
    assert_eq!(kinds(&app, "clock"), 1);
}

#[test]
fn a_clock_ahead_that_is_put_right_before_the_first_batch_under_it_is_said_only_as_far_as_it_is_believed() {
    let mut app = TestApp::start_in_earnest();
    app.live_through(3);
    app.clock.jump_days(5);
    app.restart();
    app.submit();
    app.clock.jump_days(-5);
    // The jump back is held back for a day: five days would have gone by under a clock that stands behind.
    app.tick();
    assert_eq!(kinds(&app, "clock"), 0);
    app.clock.advance_ms(18 * HOUR_MS);
    app.tick();
    assert_eq!(kinds(&app, "clock"), 1);
    app.clock.jump_days(5);
    app.restart();
    app.live_through(2);
}
