//! A policy's TOML.
#![no_main]

use daylight_domain::{Date, Policy, Urgency, first_dates};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    match Policy::parse(text) {
        Err(errors) => assert!(!errors.0.is_empty() && !errors.to_string().is_empty()),
        // What the rest of the code leans on.
        Ok(policy) => {
            assert!(policy.stage_numbers().count() >= 2);
            for stage in policy.stage_numbers() {
                for office in policy.offices(stage) {
                    assert_eq!(policy.stage_of(&office.id), Some(stage));
                }
            }
            assert!(!policy.offices(policy.last_stage()).is_empty());
            for day in [Date::constant(2026, 12, 18), Date::MAX] {
                for due in first_dates(&policy, day, Urgency::Danger) {
                    assert!(due.due >= day);
                }
                let days = policy.clocks.acknowledge_target_working_days;
                assert!(policy.holidays.add_working_days(day, days).date >= day);
            }
        }
    }
});
