//! Cosignatures of witnesses (c2sp.org/tlog-cosignature).
#![no_main]

use daylight_fuzz::sample;
use daylight_tlog::UnverifiedCheckpoint;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    // The lines of witnesses, below a checkpoint that is right.
    let (_, witness) = sample::witness();
    let note = [sample::checkpoint().as_bytes(), bytes].concat();
    if let Ok(read) = UnverifiedCheckpoint::parse(&note) {
        let _ = read.verify_policy(&sample::witness_policy());
        if let Ok(found) = read.cosignatures(std::slice::from_ref(&witness)) {
            assert!(found.len() <= 1, "one witness counts once");
        }
    }
});
