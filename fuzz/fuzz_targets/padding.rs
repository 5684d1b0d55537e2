//! Padding has one form.
#![no_main]

use daylight::crypto::padding::{BUCKETS, CAPSULE, pad, unpad};
use daylight_fuzz::same;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    for buckets in [&BUCKETS[..], &CAPSULE] {
        if let Ok(text) = unpad(bytes, buckets) {
            same(bytes, &pad(text, buckets).expect("what was padded can be padded"));
        }
        if let Ok(padded) = pad(bytes, buckets) {
            same(bytes, unpad(&padded, buckets).expect("our own padding"));
        }
    }
});
