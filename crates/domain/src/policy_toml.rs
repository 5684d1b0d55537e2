//! Reads a policy from TOML and says everything that is wrong with it at once. Knows the file's form, no rule
//! about concerns.

use std::collections::BTreeSet;

use crate::act::ClosingReason;
use crate::calendar::Holidays;
use crate::ceilings;
use crate::policy::{Category, Clocks, Office, OutsideRoute, Policy, Scrutiny, Stage};
use crate::policy_errors::{Faults, PolicyError, PolicyErrors};
use crate::policy_file::{
    CategoryTable, ClocksTable, File, HolidaysTable, OfficeTable, RouteTable, ScrutinyTable, StageTable,
};
use crate::values::{Date, OfficeId};
use jiff::tz::TimeZone;

impl Policy {
    /// Reads and checks a policy. Fails with every fault found, each naming its field and what to change.
    pub fn parse(toml: &str) -> Result<Self, PolicyErrors> {
        let file: File = toml::from_str(toml).map_err(|error| {
            PolicyErrors(vec![PolicyError {
                field: "the file".to_owned(),
                message: error.to_string().trim_end().to_owned(),
            }])
        })?;
        let mut faults = Faults(Vec::new());
        let policy = check(file, &mut faults);
        match (policy, faults.0.is_empty()) {
            (Some(policy), true) => Ok(policy),
            _ => Err(PolicyErrors(faults.0)),
        }
    }
}

fn check(file: File, faults: &mut Faults) -> Option<Policy> {
    let time_zone = zone(&file.time_zone, faults);
    Some(Policy {
        organisation: faults.text("organisation", file.organisation),
        batch_hour: u8::try_from(faults.within("batch_hour", file.batch_hour, 0, 23)).unwrap_or(0),
        stages: stages(file.stages, faults),
        clocks: clocks(&file.clocks, faults),
        holidays: holidays(file.holidays, faults),
        retention_months: retention(file.retention.months, faults),
        categories: categories(file.categories, faults),
        outside_routes: routes(file.outside_routes, faults),
        closing_reasons: reasons(file.closing_reasons, faults),
        seal_on_arrival: file.seal_on_arrival,
        scrutiny: scrutiny(file.scrutiny, faults),
        time_zone: time_zone?,
    })
}

fn zone(name: &str, faults: &mut Faults) -> Option<TimeZone> {
    let found = TimeZone::get(name).ok().filter(|zone| zone.iana_name().is_some());
    if found.is_none() {
        faults.add(
            "time_zone",
            "is no IANA time zone; write one like \"Europe/London\"",
        );
    }
    found
}

fn stages(tables: Vec<StageTable>, faults: &mut Faults) -> Vec<Stage> {
    let count = tables.len();
    if !(2..=ceilings::STAGES).contains(&count) {
        faults.add(
            "stages",
            format!("has {count}; write 2 to {} stages", ceilings::STAGES),
        );
    }
    let mut seen = BTreeSet::new();
    let mut stages = Vec::new();
    for (table, number) in tables.into_iter().zip(1_usize..) {
        let field = format!("stages[{number}]");
        if table.outside != (number == count) {
            faults.add(
                format!("{field}.outside"),
                "the last stage, and no other, must have outside = true: the route ends outside the organisation",
            );
        }
        if !(1..=ceilings::OFFICES_PER_STAGE).contains(&table.offices.len()) {
            faults.add(
                format!("{field}.offices"),
                format!(
                    "has {}; write 1 to {} offices",
                    table.offices.len(),
                    ceilings::OFFICES_PER_STAGE
                ),
            );
        }
        let name = faults.text(format!("{field}.name"), table.name);
        let offices = offices(table.offices, &field, &mut seen, faults);
        stages.push(Stage {
            name,
            outside: table.outside,
            offices,
        });
    }
    stages
}

fn offices(
    tables: Vec<OfficeTable>,
    stage: &str,
    seen: &mut BTreeSet<OfficeId>,
    faults: &mut Faults,
) -> Vec<Office> {
    let mut offices = Vec::new();
    for (table, number) in tables.into_iter().zip(1_usize..) {
        let field = format!("{stage}.offices[{number}]");
        let name = faults.text(format!("{field}.name"), table.name);
        match OfficeId::try_from(table.id) {
            Err(error) => faults.add(format!("{field}.id"), error.to_string()),
            Ok(id) if !seen.insert(id.clone()) => {
                faults.add(
                    format!("{field}.id"),
                    format!("`{id}` stands twice on the route; choose another id"),
                );
            }
            Ok(id) => offices.push(Office { id, name }),
        }
    }
    offices
}

fn clocks(table: &ClocksTable, faults: &mut Faults) -> Clocks {
    let mut upto = |name: &str, value: Option<i64>, default: u16, ceiling: u16| match value {
        None => default,
        Some(value) => faults.within(&format!("clocks.{name}"), value, 1, ceiling),
    };
    macro_rules! at_most {
        ($field:ident, $ceiling:ident) => {
            upto(
                stringify!($field),
                table.$field,
                ceilings::$ceiling,
                ceilings::$ceiling,
            )
        };
    }
    Clocks {
        danger_days: at_most!(danger_days, DANGER_DAYS),
        lost_data_days: at_most!(lost_data_days, LOST_DATA_DAYS),
        acknowledge_days: at_most!(acknowledge_days, ACKNOWLEDGE_DAYS),
        acknowledge_target_working_days: upto(
            "acknowledge_target_working_days",
            table.acknowledge_target_working_days,
            3,
            ceilings::ACKNOWLEDGE_TARGET_WORKING_DAYS,
        ),
        first_decision_days: at_most!(first_decision_days, FIRST_DECISION_DAYS),
        feedback_months: at_most!(feedback_months, FEEDBACK_MONTHS),
        stage_answer_days: at_most!(stage_answer_days, STAGE_ANSWER_DAYS),
        stage_answer_danger_days: at_most!(stage_answer_danger_days, STAGE_ANSWER_DANGER_DAYS),
        referral_review_days: at_most!(referral_review_days, REFERRAL_REVIEW_DAYS),
        dispute_days: at_most!(dispute_days, DISPUTE_DAYS),
        unheld_stage_days: at_most!(unheld_stage_days, UNHELD_STAGE_DAYS),
        conclude_months: at_most!(conclude_months, CONCLUDE_MONTHS),
        later_treatment_days: at_most!(later_treatment_days, LATER_TREATMENT_DAYS),
        last_stage_again_days: at_most!(last_stage_again_days, LAST_STAGE_AGAIN_DAYS),
        extension_days: at_most!(extension_days, EXTENSION_DAYS),
        reporter_answer_days: {
            let (least, most) = ceilings::REPORTER_ANSWER_DAYS;
            table.reporter_answer_days.map_or(least, |value| {
                faults.within("clocks.reporter_answer_days", value, least, most)
            })
        },
    }
}

fn holidays(table: HolidaysTable, faults: &mut Faults) -> Holidays {
    let division = faults.text("holidays.division", table.division);
    let years: BTreeSet<i16> = table.years.into_iter().collect();
    let mut days = BTreeSet::new();
    for text in table.days {
        match text.parse::<Date>() {
            Ok(day) if years.contains(&day.year()) => {
                days.insert(day);
            }
            Ok(day) => faults.add(
                "holidays.days",
                format!("{day} lies in no year of holidays.years; add the year"),
            ),
            Err(_) => faults.add(
                "holidays.days",
                "holds something that is no date; write them like \"2026-12-25\"",
            ),
        }
    }
    Holidays {
        division,
        years,
        days,
    }
}

fn scrutiny(table: ScrutinyTable, faults: &mut Faults) -> Scrutiny {
    if table.meetings.len() > ceilings::MEETINGS {
        faults.add(
            "scrutiny.meetings",
            format!(
                "has {}, over the ceiling of {}; leave out past ones",
                table.meetings.len(),
                ceilings::MEETINGS
            ),
        );
    }
    let mut meetings = BTreeSet::new();
    for text in table.meetings {
        match text.parse::<Date>() {
            Ok(day) if meetings.insert(day) => {}
            Ok(day) => faults.add("scrutiny.meetings", format!("{day} stands twice; leave one out")),
            Err(_) => faults.add(
                "scrutiny.meetings",
                "holds something that is no date; write them like \"2027-01-14\"",
            ),
        }
    }
    let (least, most) = ceilings::PAPERS_DAYS;
    let papers_days = table.papers_days.map_or(7, |value| {
        faults.within("scrutiny.papers_days", value, least, most)
    });
    Scrutiny {
        meetings,
        papers_days,
    }
}

fn retention(months: i64, faults: &mut Faults) -> u16 {
    let (least, most) = ceilings::RETENTION_MONTHS;
    faults.within("retention.months", months, least, most)
}

fn categories(tables: Vec<CategoryTable>, faults: &mut Faults) -> Vec<Category> {
    if tables.len() > ceilings::CATEGORIES {
        faults.add(
            "categories",
            format!(
                "has {}, over the ceiling of {}; merge some",
                tables.len(),
                ceilings::CATEGORIES
            ),
        );
    }
    let mut seen = BTreeSet::new();
    let mut categories = Vec::new();
    for (table, number) in tables.into_iter().zip(1_usize..) {
        if OfficeId::try_from(table.id.clone()).is_err() || !seen.insert(table.id.clone()) {
            faults.add(
                format!("categories[{number}].id"),
                "must be 1 to 32 of a-z, 0-9 and hyphen, begin with a letter, and stand once",
            );
        }
        let name = faults.text(format!("categories[{number}].name"), table.name);
        categories.push(Category { id: table.id, name });
    }
    categories
}

fn routes(tables: Vec<RouteTable>, faults: &mut Faults) -> Vec<OutsideRoute> {
    if tables.is_empty() {
        faults.add(
            "outside_routes",
            "is empty; every page names at least one way outside",
        );
    }
    let mut routes = Vec::new();
    for (table, number) in tables.into_iter().zip(1_usize..) {
        routes.push(OutsideRoute {
            name: faults.text(format!("outside_routes[{number}].name"), table.name),
            reach: faults.text(format!("outside_routes[{number}].reach"), table.reach),
        });
    }
    routes
}

fn reasons(listed: Vec<ClosingReason>, faults: &mut Faults) -> BTreeSet<ClosingReason> {
    let reasons: BTreeSet<_> = listed.into_iter().collect();
    for (needed, name) in [
        (ClosingReason::Established, "established"),
        (ClosingReason::PartlyEstablished, "partly_established"),
        (ClosingReason::NotEstablished, "not_established"),
    ] {
        if !reasons.contains(&needed) {
            faults.add(
                "closing_reasons",
                format!("lacks \"{name}\"; a policy must allow every result of findings"),
            );
        }
    }
    reasons
}
