//! A proof has one spelling (c2sp.org/tlog-proof).
#![no_main]

use daylight_fuzz::{same, sample};
use daylight_tlog::TlogProof;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Ok(proof) = TlogProof::parse(bytes) else {
        return;
    };
    same(bytes, proof.to_text().as_bytes());
    let _ = proof.verify_policy(sample::witness_policy());
    // A mutation's signature is wrong, so its checkpoint is signed anew: then the hashes are looked at.
    let note = proof.checkpoint.bytes();
    let head = &bytes[..bytes.len() - note.len()];
    if let Ok(proof) = TlogProof::parse(&[head, &sample::signed_anew(note)].concat()) {
        let _ = proof.verify(sample::log_key().verifier());
    }
});
