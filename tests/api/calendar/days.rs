//! The day of an entry and the day of its batch, when the clock moved between them: whoever checks the record finds no fault.

use daylight::actions::ActionError;
use daylight::actions::cut_batch::cut_batch;
use daylight_domain::calendar::add_days;

use super::HOUR_MS;
use crate::harness::{FRIDAY, TestApp};

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
    let cut = app.runtime.block_on(cut_batch(app.service(), day));
    assert!(matches!(cut, Err(ActionError::Busy)), "{cut:?}");
    app.tick();
    assert_eq!(app.count("SELECT count(*) FROM entry WHERE batch IS NULL"), 0);
}
