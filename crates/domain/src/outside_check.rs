//! By when somebody outside must have looked at the record again (R34). Counts signed opinions; knows no concern.

use crate::calendar::{add_days, add_months};
use crate::values::Date;

/// Months from one outside check to the next: as often as a scrutiny pack is made.
pub const OUTSIDE_CHECK_MONTHS: u16 = 6;
/// Days after which the record says again that it is overdue: as for every lapse of the last stage (DESIGN section 4).
const AGAIN_DAYS: u16 = 7;

/// When the record was last checked from outside, and by when it must be again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OutsideCheck {
    /// The day of the newest opinion; none if nobody has signed one yet.
    pub last: Option<Date>,
    /// From which day the months count: that of the newest opinion, else the founding.
    pub since: Date,
    /// The last day for the next.
    pub due: Date,
}

impl OutsideCheck {
    /// `opinions` are the days of all that were signed.
    pub fn of(founded: Date, opinions: impl IntoIterator<Item = Date>) -> Self {
        let last = opinions.into_iter().max();
        let since = last.unwrap_or(founded);
        Self {
            last,
            since,
            due: add_months(since, OUTSIDE_CHECK_MONTHS),
        }
    }

    /// Whether the last day has passed.
    pub fn is_overdue(&self, today: Date) -> bool {
        self.due < today
    }

    /// Whether the record must say so today: at once, and again every week. `said` are the days on which it did.
    pub fn owes_entry(&self, said: impl IntoIterator<Item = Date>, today: Date) -> bool {
        let last = said.into_iter().filter(|day| *day > self.due).max();
        self.is_overdue(today) && last.is_none_or(|last| add_days(last, AGAIN_DAYS) <= today)
    }
}
