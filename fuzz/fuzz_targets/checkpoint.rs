//! A checkpoint is a signed note with three lines (c2sp.org/tlog-checkpoint).
#![no_main]

use daylight_fuzz::{same, sample};
use daylight_tlog::UnverifiedCheckpoint;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Ok(read) = UnverifiedCheckpoint::parse(bytes) else {
        return;
    };
    same(bytes, read.bytes());
    let _ = read.verify(sample::log_key().verifier());
    // A mutation's signature is wrong, so its text is signed anew: one spelling has one signature.
    if read.claimed().origin == sample::ORIGIN {
        let note = sample::signed_anew(bytes);
        let read = UnverifiedCheckpoint::parse(&note).expect("the same text");
        let checkpoint = read.verify(sample::log_key().verifier()).expect("signed");
        let again = sample::log_key()
            .sign_checkpoint(checkpoint.size, checkpoint.root)
            .expect("what was read can be written");
        same(&note, again.as_bytes());
    }
});
