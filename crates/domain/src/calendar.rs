//! Arithmetic on civil dates by the rules of DATES section 3. Knows holidays and time zones, no clock of a
//! policy and no concern. Sums beyond the calendar's end stay at its last day.

use std::collections::BTreeSet;

use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};

use crate::values::Date;

/// Days that are not worked, for one division ("England and Wales") or several together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Holidays {
    /// Where the list holds.
    pub division: String,
    /// Years the list covers; in others Monday to Friday are worked, which can only give an earlier date.
    pub years: BTreeSet<i16>,
    /// The days themselves.
    pub days: BTreeSet<Date>,
}

/// A date counted in working days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WorkingDate {
    /// The date.
    pub date: Date,
    /// A year that the count went through without a list: to be warned about.
    pub unlisted_year: Option<i16>,
}

/// The day a number of civil days later; the first day does not count (Reg. 1182/71 Art 3(1)).
pub fn add_days(from: Date, days: u16) -> Date {
    from.saturating_add(Span::new().days(i64::from(days)))
}

/// The same day of the month some months later, or the month's last day (30 November + 3 months = 28 February).
pub fn add_months(from: Date, months: u16) -> Date {
    from.saturating_add(Span::new().months(i64::from(months)))
}

/// Civil days from one date to another; negative if `to` is earlier.
pub fn days_between(from: Date, to: Date) -> i32 {
    from.until(to).map_or(0, |span| span.get_days())
}

/// The civil date on which an instant (Unix time in milliseconds) falls. None outside the calendar.
pub fn civil_date(timestamp_ms: i64, zone: &TimeZone) -> Option<Date> {
    let instant = Timestamp::from_millisecond(timestamp_ms).ok()?;
    Some(zone.to_datetime(instant).date())
}

impl Holidays {
    /// Whether a day is worked: Monday to Friday, and not on the list.
    pub fn is_worked(&self, day: Date) -> bool {
        let weekend = matches!(
            day.weekday(),
            jiff::civil::Weekday::Saturday | jiff::civil::Weekday::Sunday
        );
        !weekend && !self.days.contains(&day)
    }

    /// The day a number of working days later.
    pub fn add_working_days(&self, from: Date, days: u16) -> WorkingDate {
        let mut reached = WorkingDate {
            date: from,
            unlisted_year: None,
        };
        for _ in 0..days {
            reached = self.next_worked(add_days(reached.date, 1), reached.unlisted_year);
        }
        reached
    }

    /// The legal limit where national law rolls a period that ends on a free day to the next working day
    /// (Reg. 1182/71 Art 3(4)). Shown beside a deadline at most: rolling helps only the organisation.
    pub fn roll(&self, day: Date) -> WorkingDate {
        self.next_worked(day, None)
    }

    fn next_worked(&self, mut day: Date, mut unlisted_year: Option<i16>) -> WorkingDate {
        loop {
            if !self.years.contains(&day.year()) {
                unlisted_year = unlisted_year.or(Some(day.year()));
            }
            if self.is_worked(day) || day == Date::MAX {
                return WorkingDate {
                    date: day,
                    unlisted_year,
                };
            }
            day = add_days(day, 1);
        }
    }
}
