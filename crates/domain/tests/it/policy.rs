//! What a policy may say.

use std::collections::BTreeSet;

use daylight_domain::*;

use crate::world::*;

#[cfg(test)]
fn faults(from: &str, to: &str) -> Vec<PolicyError> {
    assert!(EXAMPLE.contains(from), "the example has no `{from}`");
    Policy::parse(&EXAMPLE.replacen(from, to, 1)).unwrap_err().0
}

#[test]
fn the_example_is_a_policy_with_the_clocks_of_the_design() {
    let policy = policy();
    assert_eq!(policy.last_stage(), StageNo(3));
    assert_eq!(policy.stage_of(&office("chair")), Some(StageNo(2)));
    assert_eq!(policy.clocks.acknowledge_days, 7);
    assert_eq!(policy.retention_months, 36);
    let mut short = EXAMPLE.to_owned();
    let clocks = short.find("[clocks]").unwrap();
    let holidays = short.find("# Days that are not worked").unwrap();
    short.replace_range(clocks..holidays, "");
    assert_eq!(
        Policy::parse(&short).unwrap().clocks,
        policy.clocks,
        "the example spells out the defaults"
    );
}

#[test]
fn no_clock_goes_over_its_ceiling_or_down_to_nothing() {
    for (line, over) in [
        ("danger_days = 1", 2),
        ("lost_data_days = 2", 3),
        ("acknowledge_days = 7", 8),
        ("first_decision_days = 28", 29),
        ("feedback_months = 3", 4),
        ("\nstage_answer_days = 7", 8),
        ("stage_answer_danger_days = 1", 2),
        ("referral_review_days = 28", 29),
        ("dispute_days = 14", 15),
        ("unheld_stage_days = 1", 2),
        ("conclude_months = 6", 7),
        ("later_treatment_days = 7", 8),
        ("last_stage_again_days = 7", 8),
        ("extension_days = 28", 29),
        ("reporter_answer_days = 14", 29),
    ] {
        let (name, _) = line.split_once(" = ").unwrap();
        let faulty = faults(line, &format!("{name} = {over}"));
        assert_eq!(faulty.len(), 1);
        assert_eq!(faulty[0].field, format!("clocks.{}", name.trim()));
        assert!(faulty[0].message.contains("ceiling"), "{}", faulty[0]);
        for nothing in ["0", "-1"] {
            let faulty = faults(line, &format!("{name} = {nothing}"));
            assert!(faulty[0].message.contains("write a number from"), "{}", faulty[0]);
        }
    }
}

#[test]
fn every_fault_is_reported_at_once() {
    let broken = EXAMPLE
        .replace("Europe/London", "Europe/Nowhere")
        .replace("batch_hour = 3", "batch_hour = 24")
        .replace("acknowledge_days = 7", "acknowledge_days = 14")
        .replace("months = 36", "months = 14")
        .replace("id = \"deputy\"", "id = \"guardian\"")
        .replace("  \"not_established\",\n", "")
        .replace("outside = true", "outside = false");
    let errors = Policy::parse(&broken).unwrap_err();
    let fields: Vec<_> = errors.0.iter().map(|error| error.field.as_str()).collect();
    assert_eq!(
        fields,
        [
            "time_zone",
            "batch_hour",
            "stages[1].offices[2].id",
            "stages[3].outside",
            "clocks.acknowledge_days",
            "retention.months",
            "closing_reasons",
        ]
    );
    assert!(
        errors
            .to_string()
            .contains("clocks.acknowledge_days: is 14, over the ceiling of 7; write 7 or less")
    );
}

#[test]
fn an_unknown_field_is_named() {
    let faulty = faults("batch_hour = 3", "batch_hour = 3\npause_all = true");
    assert!(faulty[0].message.contains("pause_all"), "{}", faulty[0]);
}

#[test]
fn a_route_needs_two_stages_and_an_office_on_each() {
    let from = EXAMPLE.find("[[stages]]\nname = \"Independent").unwrap();
    let until = EXAMPLE.find("[[stages]]\nname = \"Outside").unwrap();
    let mut one = EXAMPLE.to_owned();
    one.replace_range(from..until, "");
    assert!(
        Policy::parse(&one)
            .unwrap_err()
            .to_string()
            .contains("stages: has 1")
    );
    let faulty = faults(
        "[[stages.offices]]\nid = \"chair\"\nname = \"Audit committee chair\"\n",
        "",
    );
    assert_eq!(faulty[0].field, "stages[2].offices");
}

#[test]
fn a_holiday_outside_the_years_covered_is_a_fault() {
    assert_eq!(
        faults("years = [2026, 2027]", "years = [2026]")[0].field,
        "holidays.days"
    );
    assert!(
        faults("\"2026-01-01\"", "\"1.1.2026\"")[0]
            .message
            .contains("no date")
    );
}

#[test]
fn nine_categories_are_too_many() {
    let nine = format!("{EXAMPLE}\n[[categories]]\nid = \"ninth\"\nname = \"Ninth\"\n");
    assert_eq!(Policy::parse(&nine).unwrap_err().0[0].field, "categories");
}

/// The example with a value put at a path such as `stages.0.name`.
#[cfg(test)]
fn with(path: &str, value: toml::Value) -> String {
    let mut file: toml::Value = toml::from_str(EXAMPLE).unwrap();
    let (table, name) = path.rsplit_once('.').unwrap_or(("", path));
    let mut place = &mut file;
    for step in table.split('.').filter(|step| !step.is_empty()) {
        place = match step.parse::<usize>() {
            Ok(number) => &mut place[number],
            // A table that the example leaves out.
            Err(_) => place
                .as_table_mut()
                .unwrap()
                .entry(step)
                .or_insert_with(|| toml::Table::new().into()),
        };
    }
    let place = place.as_table_mut().unwrap();
    place.insert(name.to_owned(), value);
    toml::to_string(&file).unwrap()
}

/// The fields of a table, as the parser lists them when it is given one that it does not know.
#[cfg(test)]
fn fields(table: &str) -> Vec<String> {
    let errors = Policy::parse(&with(&format!("{table}colour"), 1.into())).unwrap_err();
    let message = errors.0[0].message.clone();
    let (_, known) = message
        .split_once("expected")
        .expect("an unknown field is refused");
    let names = known.split('`').skip(1).step_by(2);
    names.map(|name| format!("{table}{name}")).collect()
}

/// For each field values that cannot be right, as TOML, and the field that is named for it.
const WRONG: &[(&str, &[&str], &str)] = &[
    ("organisation", &["''", "' '"], "organisation"),
    ("time_zone", &["'Europe/Nowhere'", "''"], "time_zone"),
    ("batch_hour", &["-1", "24"], "batch_hour"),
    ("stages", &["[]"], "stages"),
    ("clocks", &["{ danger_days = 2 }"], "clocks.danger_days"),
    (
        "holidays",
        &["{ division = '', years = [], days = [] }"],
        "holidays.division",
    ),
    ("retention", &["{ months = 0 }"], "retention.months"),
    ("categories", &["[{ id = 'A', name = 'a' }]"], "categories[1].id"),
    ("outside_routes", &["[]"], "outside_routes"),
    ("closing_reasons", &["[]", "['established']"], "closing_reasons"),
    ("seal_on_arrival", &["1"], "the file"),
    ("stages.0.name", &["''"], "stages[1].name"),
    ("stages.0.outside", &["true"], "stages[1].outside"),
    ("stages.0.offices", &["[]"], "stages[1].offices"),
    (
        "stages.0.offices.0.id",
        &["''", "'A b'", "'chair'"],
        ".offices[1].id",
    ),
    ("stages.0.offices.0.name", &["''"], "stages[1].offices[1].name"),
    ("clocks.danger_days", &["0", "2"], "clocks.danger_days"),
    ("clocks.lost_data_days", &["0", "3"], "clocks.lost_data_days"),
    ("clocks.acknowledge_days", &["0", "8"], "clocks.acknowledge_days"),
    (
        "clocks.acknowledge_target_working_days",
        &["0", "6"],
        "clocks.acknowledge_target_working_days",
    ),
    (
        "clocks.first_decision_days",
        &["0", "29"],
        "clocks.first_decision_days",
    ),
    ("clocks.feedback_months", &["0", "4"], "clocks.feedback_months"),
    (
        "clocks.stage_answer_days",
        &["0", "8"],
        "clocks.stage_answer_days",
    ),
    (
        "clocks.stage_answer_danger_days",
        &["0", "2"],
        "clocks.stage_answer_danger_days",
    ),
    (
        "clocks.referral_review_days",
        &["0", "29"],
        "clocks.referral_review_days",
    ),
    ("clocks.dispute_days", &["0", "15"], "clocks.dispute_days"),
    (
        "clocks.unheld_stage_days",
        &["0", "2"],
        "clocks.unheld_stage_days",
    ),
    ("clocks.conclude_months", &["0", "7"], "clocks.conclude_months"),
    (
        "clocks.later_treatment_days",
        &["0", "8"],
        "clocks.later_treatment_days",
    ),
    (
        "clocks.last_stage_again_days",
        &["0", "8"],
        "clocks.last_stage_again_days",
    ),
    ("clocks.extension_days", &["0", "29"], "clocks.extension_days"),
    (
        "clocks.reporter_answer_days",
        &["13", "29"],
        "clocks.reporter_answer_days",
    ),
    ("holidays.division", &["''"], "holidays.division"),
    ("holidays.years", &["[2026]", "[]"], "holidays.days"),
    (
        "holidays.days",
        &["['1.1.2026']", "['2028-01-01']"],
        "holidays.days",
    ),
    ("retention.months", &["14", "241"], "retention.months"),
    ("scrutiny", &["{ papers_days = 0 }"], "scrutiny.papers_days"),
    (
        "scrutiny.meetings",
        &["['14.1.2027']", "['2027-01-14', '2027-01-14']"],
        "scrutiny.meetings",
    ),
    ("scrutiny.papers_days", &["0", "29"], "scrutiny.papers_days"),
    ("categories.0.id", &["''", "'A'", "'fraud'"], ".id"),
    ("categories.0.name", &["''"], "categories[1].name"),
    ("outside_routes.0.name", &["''"], "outside_routes[1].name"),
    ("outside_routes.0.reach", &["''"], "outside_routes[1].reach"),
];

#[test]
fn every_field_wrong_in_turn_is_named() {
    let tables = [
        "",
        "stages.0.",
        "stages.0.offices.0.",
        "clocks.",
        "holidays.",
        "retention.",
        "scrutiny.",
        "categories.0.",
        "outside_routes.0.",
    ];
    let there: BTreeSet<String> = tables.into_iter().flat_map(fields).collect();
    let tried = WRONG.iter().map(|(path, ..)| (*path).to_owned()).collect();
    assert_eq!(there, tried, "each field there is has a wrong value here");
    for (path, values, named) in WRONG {
        for value in *values {
            let value: toml::Value = toml::from_str(&format!("it = {value}")).unwrap();
            let errors = Policy::parse(&with(path, value["it"].clone())).unwrap_err();
            let told = errors.0.iter().any(|error| error.field.ends_with(named));
            assert!(told, "{path} = {value}: {errors}");
        }
        // No value is of this type.
        let errors = Policy::parse(&with(path, toml::Value::Float(0.5))).unwrap_err();
        let name = path.rsplit('.').next().unwrap();
        assert!(errors.to_string().contains(name), "{path}: {errors}");
    }
}

#[test]
fn a_name_of_marks_that_nobody_sees_is_none() {
    for marks in ["\\ufeff", "\\u0001", "\\u202e\\u2069 \\n"] {
        let faults = faults("Audit committee chair", marks);
        assert_eq!(faults[0].message, "is empty; write a name", "{marks}");
    }
}

#[test]
fn a_route_over_its_ceilings_is_refused() {
    let stage: toml::Value = toml::from_str("name = 'One more'\noffices = []").unwrap();
    let file: toml::Value = toml::from_str(EXAMPLE).unwrap();
    let mut stages = file["stages"].as_array().unwrap().clone();
    for number in stages.len()..10 {
        let mut more = stage.clone();
        let office = toml::from_str(&format!("id = 'more-{number}'\nname = 'More'")).unwrap();
        more["offices"].as_array_mut().unwrap().push(office);
        stages.insert(1, more);
    }
    let errors = Policy::parse(&with("stages", stages.into())).unwrap_err();
    assert_eq!(
        errors.to_string(),
        "the policy cannot be used:\n  stages: has 10; write 2 to 9 stages"
    );

    let nine = (1..=9).map(|number| toml::from_str(&format!("id = 'o-{number}'\nname = 'One'")).unwrap());
    let nine: Vec<toml::Value> = nine.collect();
    let errors = Policy::parse(&with("stages.0.offices", nine.into())).unwrap_err();
    assert_eq!(errors.0[0].field, "stages[1].offices");
}
