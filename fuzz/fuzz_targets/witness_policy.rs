//! A policy of witnesses (c2sp.org/tlog-policy).
#![no_main]

use daylight_tlog::WitnessPolicy;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Ok(text) = std::str::from_utf8(bytes)
        && let Ok(policy) = WitnessPolicy::parse(text)
    {
        let _ = policy.is_met_by(&[]);
        assert!(policy.logs().count() + policy.witnesses().len() <= text.lines().count());
    }
});
