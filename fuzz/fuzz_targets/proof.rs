//! A proof has one spelling (c2sp.org/tlog-proof).
#![no_main]

use daylight_fuzz::{same, sample};
use daylight_tlog::TlogProof;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Ok(proof) = TlogProof::parse(bytes) {
        same(bytes, proof.to_text().as_bytes());
        let _ = proof.verify(sample::log_key().verifier());
        let _ = proof.verify_policy(&sample::witness_policy());
    }
});
