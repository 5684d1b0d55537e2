//! Packs for scrutiny and statements to senior officers, as they are kept and as they cross the wire.

use daylight_domain::figures::{Cell, Period, Shown};
use daylight_domain::{Date, Digest, OfficeId, Opinion, PersonId, StageNo};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::figures::{CellShape, FigureShape};
use super::{ActAccepted, FigureTable, Release};

/// What a pack is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PackKind {
    /// A meeting of scrutiny.
    Meeting,
    /// A half-year that is over.
    HalfYear,
    /// A year that is over: with the measures of ISO 37002 (A07).
    Review,
}

impl PackKind {
    /// All, in the order in which they are made.
    pub const ALL: [Self; 3] = [Self::HalfYear, Self::Review, Self::Meeting];

    /// As in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Meeting => "meeting",
            Self::HalfYear => "half_year",
            Self::Review => "review",
        }
    }
}

/// A pack: everything that its HTML, PDF and CSV say, under the small-number rule. The record names the SHA-256 of its JSON.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Pack {
    /// 1.
    pub v: u8,
    /// What it is for.
    pub kind: PackKind,
    /// The meeting's day, or the period.
    pub name: String,
    /// Whose.
    pub organisation: String,
    /// The day it was made.
    #[schema(value_type = String, format = Date)]
    pub made: Date,
    /// The figures last released, of a review all of its year; none before the first period is over.
    pub figures: Vec<Release>,
    /// The first day that the next part is about.
    #[schema(value_type = String, format = Date)]
    pub from: Date,
    /// Its last day.
    #[schema(value_type = String, format = Date)]
    pub until: Date,
    /// How the organisation kept its dates in these days: in words alone.
    #[schema(value_type = Vec<FigureShape>)]
    pub conduct: Vec<Shown>,
    /// The same by office: every one on the route.
    pub offices: Vec<PackOffice>,
    /// What the last pack asked, and how it stands now.
    pub last: Option<LastPack>,
    /// The last opinion of an auditor.
    pub checked: Option<Checked>,
    /// Questions that members may wish to ask.
    pub questions: Vec<Question>,
}

/// An office and the dates it had to keep.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PackOffice {
    /// The stage it stands on.
    #[schema(value_type = u8)]
    pub stage: StageNo,
    /// The stage's name.
    pub stage_name: String,
    /// Which; never none (A06).
    #[schema(value_type = String)]
    pub office: OfficeId,
    /// Its name.
    pub name: String,
    /// Of the concerns its stage held, those with a late date of its own.
    #[schema(value_type = CellShape)]
    pub late: Cell,
    /// Of what it promised and whose date has come, what it has not carried out (R26).
    #[schema(value_type = CellShape)]
    pub overdue: Cell,
}

/// What was asked last time, and what happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LastPack {
    /// The day it was made.
    #[schema(value_type = String, format = Date)]
    pub made: Date,
    /// Its questions.
    pub asked: Vec<Asked>,
}

/// A question of the last pack, and how its figure stands now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    /// As it was asked.
    pub question: Question,
    /// The same figure now.
    #[schema(value_type = CellShape)]
    pub now: Cell,
}

/// What members may wish to ask.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// Which.
    pub ask: Ask,
    /// Of which office.
    #[schema(value_type = Option<String>)]
    pub office: Option<OfficeId>,
    /// The figure behind it.
    #[schema(value_type = CellShape)]
    pub shown: Cell,
}

/// The questions that a figure can raise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Ask {
    /// Why were dates of this office not kept?
    Late,
    /// Why is what this office promised not carried out?
    Overdue,
    /// Why were concerns not acknowledged on time?
    Unacknowledged,
    /// Why did concerns move up?
    Escalated,
    /// What was done about those who were treated badly?
    IllTreatment,
    /// Why has nobody outside checked the record?
    Unchecked,
}

/// An auditor's opinion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Checked {
    /// The day it bears.
    #[schema(value_type = String, format = Date)]
    pub day: Date,
    /// `sound`, `items_missing`, `unsound`.
    #[schema(value_type = String)]
    pub verdict: Opinion,
}

/// `GET /api/v1/audit/packs`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Packs {
    /// Every pack, newest first.
    pub packs: Vec<PackView>,
}

/// A pack in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PackView {
    /// SHA-256 of its JSON, as its entry names it.
    #[schema(value_type = String)]
    pub item: Digest,
    /// What it is for.
    pub kind: PackKind,
    /// The meeting's day, or the period.
    pub name: String,
    /// The day it was made.
    #[schema(value_type = String, format = Date)]
    pub made: Date,
}

/// What a senior officer is told (R27): received, late and escalated, exact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Statement {
    /// 1.
    pub v: u8,
    /// Whose.
    pub organisation: String,
    /// The half-year it is about.
    #[schema(value_type = String)]
    pub period: Period,
    /// Its figures.
    #[schema(value_type = Vec<FigureShape>)]
    pub figures: Vec<Shown>,
}

/// `GET /api/v1/me/statements` and `…/audit/statements`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Statements {
    /// The service's day: what opens one must bear it.
    #[schema(value_type = String, format = Date)]
    pub today: Date,
    /// Newest first.
    pub statements: Vec<StatementView>,
}

/// That a statement was sent, and whether it was opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct StatementView {
    /// The record of its `statement` entry, which the `statement_opened` names.
    #[schema(value_type = String)]
    pub record: Digest,
    /// To whom it was sent.
    #[schema(value_type = String)]
    pub to: PersonId,
    /// Their name, as long as it is kept.
    pub name: String,
    /// The day it was sent.
    #[schema(value_type = String, format = Date)]
    pub sent: Date,
    /// The day it was opened, if it was.
    #[schema(value_type = Option<String>, format = Date)]
    pub opened: Option<Date>,
}

/// `POST /api/v1/me/statements`: opening one.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OpenStatement {
    /// The signed entry `statement_opened`.
    pub entry: String,
    /// The language in which its figures are wanted as tables for a page; none for the figures alone.
    #[serde(default)]
    pub language: Option<String>,
}

/// The answer to it.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct OpenedStatement {
    /// The receipt of the entry; none if it had been opened before.
    pub accepted: Option<ActAccepted>,
    /// What it says.
    pub statement: Statement,
    /// The same as a page shows it, if a language was named.
    #[serde(default)]
    pub tables: Vec<FigureTable>,
}
