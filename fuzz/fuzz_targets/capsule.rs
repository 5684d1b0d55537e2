//! What stands inside a capsule, sealed to the office that opens it.
#![no_main]

use std::io::Write as _;

use daylight::crypto::capsule::Capsule;
use daylight::crypto::padding::{CAPSULE, pad};
use daylight::crypto::seal::{Sealed, seal_stream};
use daylight_fuzz::sample;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let office = sample::identity();
    let Ok(padded) = pad(bytes, &CAPSULE) else {
        return;
    };
    let mut writer = seal_stream(&office.recipient(), Vec::new()).expect("seals");
    writer.write_all(&padded).expect("memory is written");
    let file = writer.finish().expect("memory is written").into_inner();
    let sealed = Sealed::check_capsule(file).expect("our own capsule's size");
    if let Ok(capsule) = Capsule::open(&office, &sealed)
        && let Ok(again) = capsule.seal(&office.recipient())
    {
        let again = Capsule::open(&office, &again).expect("our own capsule");
        assert!(again.case_identity == capsule.case_identity && again.origin == capsule.origin);
    }
});
