//! What a policy may say.

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
