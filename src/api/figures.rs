//! Figures as they are shown: exact to the auditor and the scrutiny viewer, under the small-number rule to everybody else.

use daylight_domain::figures::{Change, Period, Shown};
use daylight_domain::{Date, Digest, OfficeId, Role};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// `GET /api/v1/audit/figures?period=2027`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FiguresView {
    /// A calendar year, half-year or quarter: `2027`, `2027-H1`, `2027-Q3`.
    #[schema(value_type = String)]
    pub period: Period,
    /// Its first day.
    #[schema(value_type = String, format = Date)]
    pub from: Date,
    /// The last day that is counted: the period's last, or an earlier one while it goes on.
    #[schema(value_type = String, format = Date)]
    pub until: Date,
    /// Whether the numbers are exact: for the auditor and the scrutiny viewer. Else the small-number rule holds.
    pub exact: bool,
    /// Every figure, always in the same order; each is defined in `docs/FIGURES.md`.
    #[schema(value_type = Vec<FigureShape>)]
    pub figures: Vec<Shown>,
}

/// What is published of a period: the open data file, content-free, under the small-number rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Release {
    /// 1.
    pub v: u8,
    /// Whose.
    pub organisation: String,
    /// A calendar year, or a half-year.
    #[schema(value_type = String)]
    pub period: Period,
    /// Its first day.
    #[schema(value_type = String, format = Date)]
    pub from: Date,
    /// Its last day.
    #[schema(value_type = String, format = Date)]
    pub until: Date,
    /// Every figure that is released.
    #[schema(value_type = Vec<FigureShape>)]
    pub figures: Vec<Shown>,
}

/// `GET /api/v1/figures`: the open data file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OpenData {
    /// As of which day `docs/FIGURES.md` defines every figure.
    #[schema(value_type = String, format = Date)]
    pub defined: Date,
    /// Every period that was released, oldest first.
    pub releases: Vec<Release>,
    /// The day after which the next one comes.
    #[schema(value_type = String, format = Date)]
    pub next: Date,
}

/// `GET /api/v1/changes`: changes to people, keys, policies and holiday lists, newest first. Names nobody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Changes {
    /// Those that stand in a published batch.
    #[schema(value_type = Vec<ChangeShape>)]
    pub changes: Vec<Change>,
}

/// A figure. (The domain's `figures::Shown`, told for the document.)
#[derive(Serialize, ToSchema)]
#[schema(as = Figure)]
pub struct FigureShape {
    /// Its name.
    id: String,
    /// For the whole organisation.
    value: CellShape,
    /// By what it is broken down.
    rows: Vec<RowShape>,
}

/// A row of a figure.
#[derive(Serialize, ToSchema)]
#[schema(as = FigureRow)]
pub struct RowShape {
    /// The record's own word, a stage's number, or an office's id.
    name: String,
    /// What was counted for it.
    value: CellShape,
}

/// A number, and how it is told.
#[derive(Serialize, ToSchema)]
#[schema(as = FigureCell)]
pub struct CellShape {
    /// `number` (exact), `few` (1 to 7), `under_eight` (0 to 7), `about` (to the nearest five), `withheld`, `of` (exact: so
    /// many of so many), `share` (in words), `days` (an average), `nothing` (nothing to count).
    r#as: String,
    /// With `number` and `about`.
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<u32>,
    /// With `of`.
    #[serde(skip_serializing_if = "Option::is_none")]
    part: Option<u32>,
    /// With `of`.
    #[serde(skip_serializing_if = "Option::is_none")]
    whole: Option<u32>,
    /// With `share`: `none`, `fewer_than_half`, `most` (half or more), `all`; in packs, of days that overlap others, `none`, `some`, `all`.
    #[serde(skip_serializing_if = "Option::is_none")]
    words: Option<String>,
    /// With `share`, where it gives nothing away: to the nearest five per cent.
    #[serde(skip_serializing_if = "Option::is_none")]
    percent: Option<u32>,
    /// With `days`.
    #[serde(skip_serializing_if = "Option::is_none")]
    days: Option<u32>,
}

/// A change. (The domain's `figures::Change`, told for the document.)
#[derive(Serialize, ToSchema)]
#[schema(as = Change)]
pub struct ChangeShape {
    /// The day it was signed.
    #[schema(value_type = String, format = Date)]
    day: Date,
    /// The kind of its entry.
    kind: String,
    /// The step, for people, offices and policies.
    step: Option<String>,
    /// The role of the person it is about.
    #[schema(value_type = Option<String>)]
    role: Option<Role>,
    /// The office it is about, or theirs.
    #[schema(value_type = Option<String>)]
    office: Option<OfficeId>,
    /// The policy it is about.
    #[schema(value_type = Option<String>)]
    policy: Option<Digest>,
    /// The entry's record, by which anybody can ask for its proof.
    #[schema(value_type = String)]
    record: Digest,
}
