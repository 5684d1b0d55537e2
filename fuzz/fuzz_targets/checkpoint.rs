//! A checkpoint is a signed note with three lines (c2sp.org/tlog-checkpoint).
#![no_main]

use daylight_fuzz::{same, sample};
use daylight_tlog::UnverifiedCheckpoint;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Ok(read) = UnverifiedCheckpoint::parse(bytes) {
        same(bytes, read.bytes());
        if let Ok(checkpoint) = read.verify(sample::log_key().verifier()) {
            // What our key signed, it signs again alike; further lines are other people's signatures.
            let again = sample::log_key()
                .sign_checkpoint(checkpoint.size, checkpoint.root)
                .expect("signs");
            let (text, _) = again.split_once("\n\n").expect("a note");
            assert!(bytes.starts_with(text.as_bytes()));
        }
    }
});
