//! The tables of a policy's TOML file, before anything in them is checked. An unknown field is an error, so that a
//! misspelt clock does not silently keep its default.

use serde::Deserialize;

use crate::act::ClosingReason;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct File {
    pub(crate) organisation: String,
    pub(crate) time_zone: String,
    pub(crate) batch_hour: i64,
    pub(crate) stages: Vec<StageTable>,
    #[serde(default)]
    pub(crate) clocks: ClocksTable,
    pub(crate) holidays: HolidaysTable,
    pub(crate) retention: RetentionTable,
    #[serde(default)]
    pub(crate) categories: Vec<CategoryTable>,
    pub(crate) outside_routes: Vec<RouteTable>,
    pub(crate) closing_reasons: Vec<ClosingReason>,
    #[serde(default)]
    pub(crate) seal_on_arrival: bool,
    #[serde(default)]
    pub(crate) scrutiny: ScrutinyTable,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub(crate) struct ScrutinyTable {
    #[serde(default)]
    pub(crate) meetings: Vec<String>,
    pub(crate) papers_days: Option<i64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct StageTable {
    pub(crate) name: String,
    #[serde(default)]
    pub(crate) outside: bool,
    #[serde(default)]
    pub(crate) offices: Vec<OfficeTable>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OfficeTable {
    pub(crate) id: String,
    pub(crate) name: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CategoryTable {
    pub(crate) id: String,
    pub(crate) name: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RouteTable {
    pub(crate) name: String,
    pub(crate) reach: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct HolidaysTable {
    pub(crate) division: String,
    pub(crate) years: Vec<i16>,
    pub(crate) days: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RetentionTable {
    pub(crate) months: i64,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub(crate) struct ClocksTable {
    pub(crate) danger_days: Option<i64>,
    pub(crate) lost_data_days: Option<i64>,
    pub(crate) acknowledge_days: Option<i64>,
    pub(crate) acknowledge_target_working_days: Option<i64>,
    pub(crate) first_decision_days: Option<i64>,
    pub(crate) feedback_months: Option<i64>,
    pub(crate) stage_answer_days: Option<i64>,
    pub(crate) stage_answer_danger_days: Option<i64>,
    pub(crate) referral_review_days: Option<i64>,
    pub(crate) dispute_days: Option<i64>,
    pub(crate) unheld_stage_days: Option<i64>,
    pub(crate) conclude_months: Option<i64>,
    pub(crate) later_treatment_days: Option<i64>,
    pub(crate) last_stage_again_days: Option<i64>,
    pub(crate) extension_days: Option<i64>,
    pub(crate) reporter_answer_days: Option<i64>,
}
