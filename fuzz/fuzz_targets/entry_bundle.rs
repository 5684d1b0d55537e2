//! A tile of entries has one spelling.
#![no_main]

use daylight_fuzz::same;
use daylight_tlog::{parse_bundle, tiles::bundle};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Some(records) = parse_bundle(bytes) {
        same(bytes, &bundle(&records));
    }
});
