//! Padding has one form.
#![no_main]

use daylight::crypto::padding::{pad, unpad};
use daylight_fuzz::same;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Ok(text) = unpad(bytes) {
        same(bytes, &pad(text).expect("what was padded can be padded"));
    }
    if let Ok(padded) = pad(bytes) {
        same(bytes, unpad(&padded).expect("our own padding"));
    }
});
