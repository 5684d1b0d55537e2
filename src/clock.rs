//! What time it is, and what day the service goes by. Must not know what the days are for.
//!
//! Inside one running process a jump of the wall clock by more than a day holds the day back for at most 24
//! hours of monotonic time (DESIGN section 4). A restart is downtime, not a jump.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use daylight_domain::Date;
use jiff::Timestamp;
use jiff::tz::TimeZone;

const DAY_MS: i64 = 24 * 60 * 60 * 1000;

/// A wall clock and a clock that only goes forward, both in milliseconds.
pub trait Clock: Send + Sync {
    /// Milliseconds since 1970 by the wall clock.
    fn now_ms(&self) -> i64;
    /// Milliseconds since some moment, never going back.
    fn monotonic_ms(&self) -> i64;
}

/// The machine's clocks.
#[derive(Clone, Copy, Debug)]
pub struct SystemClock {
    start: Instant,
}

impl SystemClock {
    /// Starts the monotonic count.
    #[must_use]
    pub fn new() -> Self {
        Self {
            start: Instant::now(),
        }
    }
}

impl Default for SystemClock {
    fn default() -> Self {
        Self::new()
    }
}

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the one reading of the wall clock")]
    fn now_ms(&self) -> i64 {
        Timestamp::now().as_millisecond()
    }

    fn monotonic_ms(&self) -> i64 {
        i64::try_from(self.start.elapsed().as_millis()).unwrap_or(i64::MAX)
    }
}

/// The civil date of a moment in a time zone.
pub fn civil_date(now_ms: i64, zone: &TimeZone) -> Date {
    let moment = Timestamp::from_millisecond(now_ms).unwrap_or(Timestamp::MAX);
    moment.to_zoned(zone.clone()).date()
}

/// The hour (0 to 23) of a moment in a time zone.
pub fn civil_hour(now_ms: i64, zone: &TimeZone) -> i8 {
    let moment = Timestamp::from_millisecond(now_ms).unwrap_or(Timestamp::MAX);
    moment.to_zoned(zone.clone()).hour()
}

/// What the wall clock is believed to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Believed {
    /// Milliseconds since 1970 that the service goes by.
    pub now_ms: i64,
    /// Set while a jump is held back: what the wall clock says instead.
    pub held_from_ms: Option<i64>,
}

#[derive(Debug, Default)]
struct Watch {
    /// Wall and monotonic time when both were last believed.
    believed: Option<(i64, i64)>,
    /// Monotonic time at which a jump was first seen.
    jumped_at: Option<i64>,
}

/// A clock that does not believe a jump of more than a day for 24 hours.
#[derive(Clone)]
pub struct WaryClock {
    clock: Arc<dyn Clock>,
    watch: Arc<Mutex<Watch>>,
}

impl std::fmt::Debug for WaryClock {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("WaryClock(..)")
    }
}

impl WaryClock {
    /// Watches a clock from now on.
    pub fn new(clock: Arc<dyn Clock>) -> Self {
        Self {
            clock,
            watch: Arc::default(),
        }
    }

    /// What time the service goes by.
    pub fn read(&self) -> Believed {
        let (wall, monotonic) = (self.clock.now_ms(), self.clock.monotonic_ms());
        let mut watch = self.watch.lock().unwrap_or_else(PoisonError::into_inner);
        let Some((wall_then, monotonic_then)) = watch.believed else {
            watch.believed = Some((wall, monotonic));
            return Believed {
                now_ms: wall,
                held_from_ms: None,
            };
        };
        let expected = wall_then.saturating_add(monotonic.saturating_sub(monotonic_then));
        let held_long_enough = watch
            .jumped_at
            .is_some_and(|since| monotonic.saturating_sub(since) >= DAY_MS);
        if wall.saturating_sub(expected).saturating_abs() <= DAY_MS || held_long_enough {
            *watch = Watch {
                believed: Some((wall, monotonic)),
                jumped_at: None,
            };
            return Believed {
                now_ms: wall,
                held_from_ms: None,
            };
        }
        watch.jumped_at.get_or_insert(monotonic);
        Believed {
            now_ms: expected,
            held_from_ms: Some(wall),
        }
    }

    /// The wall clock as it is, for claims and sessions that live minutes.
    pub fn raw_ms(&self) -> i64 {
        self.clock.now_ms()
    }
}

/// A clock that stands still until it is moved, for tests and benches.
#[derive(Clone, Debug)]
pub struct FakeClock(Arc<Mutex<(i64, i64)>>);

impl FakeClock {
    /// Stands at a moment, milliseconds since 1970.
    pub fn at_ms(now_ms: i64) -> Self {
        Self(Arc::new(Mutex::new((now_ms, 0))))
    }

    /// Stands at ten in the morning (UTC) of a day.
    pub fn at(day: Date) -> Self {
        let morning = day
            .at(10, 0, 0, 0)
            .to_zoned(TimeZone::UTC)
            .map_or(0, |at| at.timestamp().as_millisecond());
        Self::at_ms(morning)
    }

    /// Time passes: both clocks move.
    pub fn advance_ms(&self, by: i64) {
        let mut clocks = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *clocks = (clocks.0.saturating_add(by), clocks.1.saturating_add(by));
    }

    /// Days pass.
    pub fn advance_days(&self, days: i64) {
        self.advance_ms(days.saturating_mul(DAY_MS));
    }

    /// Somebody sets the wall clock; no time passes.
    pub fn jump_days(&self, days: i64) {
        let mut clocks = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        clocks.0 = clocks.0.saturating_add(days.saturating_mul(DAY_MS));
    }
}

impl Clock for FakeClock {
    fn now_ms(&self) -> i64 {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).0
    }
    fn monotonic_ms(&self) -> i64 {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wary() -> (FakeClock, WaryClock) {
        let fake = FakeClock::at(Date::constant(2026, 12, 18));
        let wary = WaryClock::new(Arc::new(fake.clone()));
        wary.read();
        (fake, wary)
    }

    fn day(wary: &WaryClock) -> Date {
        civil_date(wary.read().now_ms, &TimeZone::UTC)
    }

    #[test]
    fn a_jump_of_two_years_is_held_back_for_a_day_and_then_believed() {
        let (fake, wary) = wary();
        fake.jump_days(730);
        assert_eq!(day(&wary), Date::constant(2026, 12, 18));
        assert!(wary.read().held_from_ms.is_some());
        fake.advance_days(1);
        assert_eq!(day(&wary), Date::constant(2028, 12, 18));
        assert_eq!(wary.read().held_from_ms, None);
    }

    #[test]
    fn a_jump_that_is_put_right_leaves_no_trace() {
        let (fake, wary) = wary();
        fake.jump_days(-30);
        assert_eq!(day(&wary), Date::constant(2026, 12, 18));
        fake.jump_days(30);
        assert_eq!(wary.read().held_from_ms, None);
    }

    #[test]
    fn time_that_passes_is_no_jump() {
        let (fake, wary) = wary();
        fake.advance_days(10);
        assert_eq!(day(&wary), Date::constant(2026, 12, 28));
        assert_eq!(wary.read().held_from_ms, None);
    }
}
