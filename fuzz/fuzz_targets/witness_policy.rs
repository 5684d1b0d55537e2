//! A policy of witnesses (c2sp.org/tlog-policy).
#![no_main]

use daylight_fuzz::sample;
use daylight_tlog::{UnverifiedCheckpoint, WitnessPolicy};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Ok(text) = std::str::from_utf8(bytes)
        && let Ok(policy) = WitnessPolicy::parse(text)
    {
        assert!(policy.logs().count() + policy.witnesses().len() <= text.lines().count());
        let _ = policy.is_met_by(&[]);
        let read = UnverifiedCheckpoint::parse(sample::cosigned().as_bytes()).expect("our own note");
        let _ = read.verify_policy(&policy);
    }
});
