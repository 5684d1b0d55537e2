//! A verifier key of a log or a witness has one spelling (c2sp.org/signed-note).
#![no_main]

use daylight_domain::PublicKey;
use daylight_fuzz::same;
use daylight_tlog::{Cosigner, LogVerifier};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    if let Ok(key) = LogVerifier::from_vkey(text) {
        same(bytes, key.vkey().as_bytes());
    }
    if let Ok(key) = Cosigner::from_vkey(text) {
        same(bytes, key.vkey().as_bytes());
    }
    // A mutation's key id is wrong, so the text is also tried as a name.
    if let Ok(key) = LogVerifier::new(text, PublicKey([7; 32])) {
        assert!(LogVerifier::from_vkey(&key.vkey()) == Ok(key));
    }
    if let Ok(key) = Cosigner::new(text, PublicKey([7; 32])) {
        assert!(Cosigner::from_vkey(&key.vkey()) == Ok(key));
    }
});
