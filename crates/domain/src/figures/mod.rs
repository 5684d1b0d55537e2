//! The figures of a period: what each is, how it is counted, and what of it may leave the auditor's room. Knows entries and
//! rules, no tables and no words of pages. The definitions in words, each with its date, stand in `docs/FIGURES.md`; a
//! recount that shares no code with this is `tests/recount/recount.py` (R31).
//!
//! [`Count`] takes the concerns one by one, so that memory does not grow with the record; [`Figures::exact`] is for the
//! auditor and the scrutiny viewer, [`Figures::released`] for everybody else.

mod changes;
mod count;
mod facts;
mod lately;
mod period;
mod small;

use serde::{Deserialize, Serialize};

use crate::values::Date;

pub use changes::{Change, change};
pub use count::Count;
pub use lately::lately;
pub use period::{BadPeriod, Period, published};
pub use small::{Cell, Row, Shown, Words};

/// The day as of which every figure is defined, beside its definition in `docs/FIGURES.md`.
pub const DEFINED: Date = Date::constant(2026, 11, 29);

/// A figure. Its name never changes its meaning: what is counted otherwise gets another name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FigureId {
    /// Concerns received, by urgency.
    Received,
    /// Concerns open at the end. Never released: beside what came and went it would give by subtraction what they hide.
    Open,
    /// Closings, by reason.
    Closed,
    /// Days from receipt to closing.
    DaysToClose,
    /// Closings within 28 days of receipt.
    ClosedEarly,
    /// Closings of concerns of which something followed, with an owner and a date.
    ClosedWithAction,
    /// Concerns acknowledged by their first date.
    AcknowledgedOnTime,
    /// Days from receipt to acknowledgement.
    DaysToAcknowledge,
    /// First dates that passed without their act, by clock (R20).
    LateDates,
    /// Concerns with such a date, by the stage that let it pass.
    LateByStage,
    /// The same by office (A06).
    LateByOffice,
    /// Concerns that moved up.
    Escalated,
    /// Moves up, by cause.
    Escalations,
    /// Dates put off.
    Extensions,
    /// Disputes, by what was disputed.
    Disputes,
    /// Disputes answered by somebody who had decided.
    SamePerson,
    /// Answers of reporters that they were treated badly.
    IllTreatment,
    /// Outcomes not carried out by their date, by the office that owns them (R26).
    ActionsOverdue,
    /// Points left out of the scope.
    OutOfScope,
    /// Points established, wholly or in part.
    Sustained,
    /// Changes to people, keys, policies, holiday lists, and what else the record says of the service.
    Changes,
}

impl FigureId {
    /// Every figure, in the order in which they are shown.
    pub const ALL: [Self; 21] = [
        Self::Received,
        Self::Open,
        Self::Closed,
        Self::DaysToClose,
        Self::ClosedEarly,
        Self::ClosedWithAction,
        Self::AcknowledgedOnTime,
        Self::DaysToAcknowledge,
        Self::LateDates,
        Self::LateByStage,
        Self::LateByOffice,
        Self::Escalated,
        Self::Escalations,
        Self::Extensions,
        Self::Disputes,
        Self::SamePerson,
        Self::IllTreatment,
        Self::ActionsOverdue,
        Self::OutOfScope,
        Self::Sustained,
        Self::Changes,
    ];

    /// The name, as in data files and in `docs/FIGURES.md`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Received => "received",
            Self::Open => "open",
            Self::Closed => "closed",
            Self::DaysToClose => "days_to_close",
            Self::ClosedEarly => "closed_early",
            Self::ClosedWithAction => "closed_with_action",
            Self::AcknowledgedOnTime => "acknowledged_on_time",
            Self::DaysToAcknowledge => "days_to_acknowledge",
            Self::LateDates => "late_dates",
            Self::LateByStage => "late_by_stage",
            Self::LateByOffice => "late_by_office",
            Self::Escalated => "escalated",
            Self::Escalations => "escalations",
            Self::Extensions => "extensions",
            Self::Disputes => "disputes",
            Self::SamePerson => "same_person",
            Self::IllTreatment => "ill_treatment",
            Self::ActionsOverdue => "actions_overdue",
            Self::OutOfScope => "out_of_scope",
            Self::Sustained => "sustained",
            Self::Changes => "changes",
        }
    }
}

/// What was counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tally {
    /// So many.
    Count(u32),
    /// So many of so many.
    Share {
        /// Of these.
        part: u32,
        /// Of so many.
        whole: u32,
    },
    /// Days in all, over so many.
    Average {
        /// Their days together.
        days: u32,
        /// How many they are.
        over: u32,
    },
}

/// A figure with its rows. Which rows there are does not depend on what was counted but for offices that have left the
/// route.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// Which.
    pub id: FigureId,
    /// For the whole organisation.
    pub value: Tally,
    /// By what the figure is broken down, one way only: the record's own words, stage numbers, ids of offices.
    pub rows: Vec<(String, Tally)>,
}

/// All figures of a period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figures {
    /// Of which period.
    pub period: Period,
    /// The last day that is counted: the period's, or an earlier one while it goes on.
    pub until: Date,
    /// In the order of [`FigureId::ALL`].
    pub figures: Vec<Figure>,
}
