//! The header `Daylight-Work`.
#![no_main]

use daylight::crypto::work::Proof;

libfuzzer_sys::fuzz_target!(|text: &str| {
    if let Ok(proof) = text.parse::<Proof>() {
        let _ = proof.holds(1);
        assert_eq!(proof.to_string().parse(), Ok(proof));
    }
});
