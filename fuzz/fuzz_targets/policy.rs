//! A policy's TOML.
#![no_main]

use daylight_domain::Policy;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Ok(text) = std::str::from_utf8(bytes)
        && let Ok(policy) = Policy::parse(text)
    {
        // What the rest of the code leans on.
        assert!(policy.stage_numbers().count() >= 2);
        assert!(!policy.offices(policy.last_stage()).is_empty());
    }
});
