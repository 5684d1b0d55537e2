//! What stands inside a capsule, sealed to the office that opens it.
#![no_main]

use daylight::crypto::capsule::Capsule;
use daylight::crypto::seal::{Plaintext, seal_text};
use daylight_fuzz::sample;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let office = sample::identity();
    let Ok(text) = String::from_utf8(bytes.to_vec()) else {
        return;
    };
    let sealed = seal_text(&office.recipient(), &Plaintext::new(text)).expect("short");
    if let Ok(capsule) = Capsule::open(&office, &sealed)
        && let Ok(again) = capsule.seal(&office.recipient())
    {
        let again = Capsule::open(&office, &again).expect("our own capsule");
        assert!(again.case_recipient == capsule.case_recipient && again.origin == capsule.origin);
    }
});
