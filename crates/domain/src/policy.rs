//! The policy a concern is bound to for life: route, clocks, holidays, allowed reasons. Knows no concern.
//! The only way in is [`Policy::parse`] in `policy_toml`.

use std::collections::BTreeSet;

use jiff::tz::TimeZone;

use crate::act::ClosingReason;
use crate::calendar::{Holidays, add_months};
use crate::values::{Date, OfficeId, StageNo, Urgency};

/// A checked policy. Every length in it is within [`crate::ceilings`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Policy {
    /// Whose policy it is; shown on pages.
    pub organisation: String,
    /// The time zone in which days begin and end.
    pub time_zone: TimeZone,
    /// The hour (0 to 23, local) of the daily batch.
    pub batch_hour: u8,
    /// The route, lowest stage first; the last one stands outside.
    pub stages: Vec<Stage>,
    /// Lengths of the clocks.
    pub clocks: Clocks,
    /// Days that are not working days.
    pub holidays: Holidays,
    /// Months that content is kept after the last closing.
    pub retention_months: u16,
    /// Kinds of concern offered on the form.
    pub categories: Vec<Category>,
    /// Where a reporter can go instead (A04).
    pub outside_routes: Vec<OutsideRoute>,
    /// Reasons a concern may be closed for.
    pub closing_reasons: BTreeSet<ClosingReason>,
    /// Whether the server may seal for browsers without scripts.
    pub seal_on_arrival: bool,
    /// When scrutiny meets.
    pub scrutiny: Scrutiny,
}

/// When those who scrutinise meet: for each meeting the calendar makes a pack (A08). The half-yearly ones and the yearly
/// review need no line here.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scrutiny {
    /// The days of the meetings.
    pub meetings: BTreeSet<Date>,
    /// How many days before each its pack is made.
    pub papers_days: u16,
}

/// A rung of the route.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stage {
    /// Its name on pages.
    pub name: String,
    /// Whether it stands outside the organisation: true for the last stage alone.
    pub outside: bool,
    /// The offices on it, at least one.
    pub offices: Vec<Office>,
}

/// A named duty on a stage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Office {
    /// Short and unique on the route.
    pub id: OfficeId,
    /// Its name on pages.
    pub name: String,
}

/// A kind of concern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Category {
    /// Short and unique.
    pub id: String,
    /// Its name on pages.
    pub name: String,
}

/// A body outside the route that a reporter can turn to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutsideRoute {
    /// Its name.
    pub name: String,
    /// How to reach it.
    pub reach: String,
}

/// Lengths of the clocks of DESIGN section 4: civil days unless the name says otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(
    missing_docs,
    reason = "each is named after its row of the table and explained in ceilings.rs"
)]
pub struct Clocks {
    pub danger_days: u16,
    pub lost_data_days: u16,
    pub acknowledge_days: u16,
    pub acknowledge_target_working_days: u16,
    pub first_decision_days: u16,
    pub feedback_months: u16,
    pub stage_answer_days: u16,
    pub stage_answer_danger_days: u16,
    pub referral_review_days: u16,
    pub dispute_days: u16,
    pub unheld_stage_days: u16,
    pub conclude_months: u16,
    pub later_treatment_days: u16,
    pub last_stage_again_days: u16,
    pub extension_days: u16,
    pub reporter_answer_days: u16,
}

impl Policy {
    /// The last rung, which cannot be excluded, withdrawn or left.
    pub fn last_stage(&self) -> StageNo {
        // The parser allows at most 9 stages.
        StageNo(u8::try_from(self.stages.len()).unwrap_or(u8::MAX))
    }

    /// Every rung's number, lowest first.
    pub fn stage_numbers(&self) -> impl Iterator<Item = StageNo> + use<> {
        (1..=self.last_stage().0).map(StageNo)
    }

    /// Until when what was written is kept at least, if it is closed on a day.
    pub fn kept_until(&self, closed: Date) -> Date {
        add_months(closed, self.retention_months)
    }

    /// A rung by its number, if the route has it.
    pub fn stage(&self, number: StageNo) -> Option<&Stage> {
        self.stages.get(usize::from(number.0.checked_sub(1)?))
    }

    /// The offices on a rung; none if the route has no such rung.
    pub fn offices(&self, number: StageNo) -> &[Office] {
        self.stage(number).map_or(&[], |stage| &stage.offices)
    }

    /// The rung an office stands on, if it is on this route.
    pub fn stage_of(&self, office: &OfficeId) -> Option<StageNo> {
        self.stage_numbers()
            .find(|number| self.offices(*number).iter().any(|each| each.id == *office))
    }

    /// Days a stage has to say that it holds a concern.
    pub fn stage_answer_days(&self, urgency: Urgency) -> u16 {
        match urgency {
            Urgency::Danger => self.clocks.stage_answer_danger_days,
            Urgency::Ordinary | Urgency::DataLoss => self.clocks.stage_answer_days,
        }
    }
}
