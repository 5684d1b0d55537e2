//! Periods that end with a calendar quarter, half-year or year, and which of them are published. Knows dates alone.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::calendar::{add_days, add_months};
use crate::values::Date;

/// From so many concerns in a year on, the year after is published by half-years (PAGES: small numbers).
const ENOUGH_FOR_HALF_YEARS: u32 = 50;

/// A calendar year, half-year or quarter: `2027`, `2027-H1`, `2027-Q3`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    year: i16,
    /// 0 for the first.
    part: u8,
    /// 1, 2 or 4.
    parts: u8,
}

/// Text that names no period.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a period is a calendar year, half-year or quarter, like 2027, 2027-H1 or 2027-Q3")]
pub struct BadPeriod;

impl Period {
    /// A calendar year.
    pub const fn year(year: i16) -> Self {
        Self {
            year,
            part: 0,
            parts: 1,
        }
    }

    /// The calendar year in which a day lies.
    pub fn year_of(day: Date) -> Self {
        Self::year(day.year())
    }

    /// The half-year in which a day lies.
    pub fn half_of(day: Date) -> Self {
        Self {
            year: day.year(),
            part: u8::from(day.month() > 6),
            parts: 2,
        }
    }

    /// Its first day.
    pub fn start(self) -> Date {
        let first = Date::new(self.year, 1, 1).unwrap_or(Date::MIN);
        add_months(first, self.months().saturating_mul(u16::from(self.part)))
    }

    /// Its last day.
    pub fn end(self) -> Date {
        let next = add_months(self.start(), self.months());
        next.yesterday().unwrap_or(next)
    }

    /// Whether a day lies in it.
    pub fn contains(self, day: Date) -> bool {
        (self.start()..=self.end()).contains(&day)
    }

    fn months(self) -> u16 {
        match self.parts {
            1 => 12,
            2 => 6,
            _ => 3,
        }
    }

    /// Its year.
    pub const fn in_year(self) -> i16 {
        self.year
    }

    /// Whether it is a whole year.
    pub const fn is_year(self) -> bool {
        self.parts == 1
    }
}

/// The periods that are published, oldest first: those that ended before `today`, from the founding on. A year is
/// published whole, or by half-years if the year before it had 50 concerns or more. No two of them overlap, so that
/// nothing is to be had by subtracting one from another.
pub fn published(founded: Date, today: Date, received_in: impl Fn(i16) -> u32) -> Vec<Period> {
    let years = founded.year()..=today.year();
    let by_half_years = |year: i16| {
        year.checked_sub(1)
            .is_some_and(|before| received_in(before) >= ENOUGH_FOR_HALF_YEARS)
    };
    years
        .flat_map(|year| {
            let parts = if by_half_years(year) { 2 } else { 1 };
            (0..parts).map(move |part| Period { year, part, parts })
        })
        .filter(|period| period.end() < today && period.end() >= founded)
        .collect()
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let number = self.part.saturating_add(1);
        match self.parts {
            1 => write!(f, "{:04}", self.year),
            2 => write!(f, "{:04}-H{number}", self.year),
            _ => write!(f, "{:04}-Q{number}", self.year),
        }
    }
}

impl FromStr for Period {
    type Err = BadPeriod;
    fn from_str(text: &str) -> Result<Self, BadPeriod> {
        let (year, rest) = text.split_at_checked(4).ok_or(BadPeriod)?;
        if !year.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(BadPeriod);
        }
        let year = year
            .parse()
            .ok()
            .filter(|year| (1..9000).contains(year))
            .ok_or(BadPeriod)?;
        let (part, parts) = match rest {
            "" => (0, 1),
            "-H1" => (0, 2),
            "-H2" => (1, 2),
            "-Q1" => (0, 4),
            "-Q2" => (1, 4),
            "-Q3" => (2, 4),
            "-Q4" => (3, 4),
            _ => return Err(BadPeriod),
        };
        Ok(Self { year, part, parts })
    }
}

impl Serialize for Period {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Period {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// The day after a period's last.
pub(crate) fn day_after(day: Date) -> Date {
    add_days(day, 1)
}
