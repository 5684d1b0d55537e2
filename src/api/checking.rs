//! What those get who check the record: figures in the words of a language, for a page; an export.

use daylight_domain::Date;
use daylight_domain::figures::Period;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// `GET /api/v1/audit/tables?language=en&period=2027`.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct FigureTables {
    /// A calendar year, half-year or quarter: `2027`, `2027-H1`, `2027-Q3`.
    #[schema(value_type = String)]
    pub period: Period,
    /// Its first day.
    #[schema(value_type = String, format = Date)]
    pub from: Date,
    /// The last day that is counted.
    #[schema(value_type = String, format = Date)]
    pub until: Date,
    /// Whether the numbers are exact.
    pub exact: bool,
    /// One a figure.
    pub tables: Vec<FigureTable>,
}

/// `POST /api/v1/audit/export`: an export in one file.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TakeExport {
    /// Whether it is sealed to the caller's recipient.
    pub sealed: bool,
}

/// A figure in words.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct FigureTable {
    /// What is counted.
    pub title: String,
    /// How: the whole definition stands in `docs/FIGURES.md`.
    pub note: String,
    /// Heads of the columns.
    pub head: Vec<String>,
    /// Each begins with its name.
    pub rows: Vec<Vec<String>>,
    /// The same as a drawing (SVG); empty where there is none.
    pub chart: String,
}
