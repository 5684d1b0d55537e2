//! An entry has one spelling.
#![no_main]

use daylight_fuzz::same;
use daylight_tlog::{UncheckedEntry, UnsignedEntry};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Ok(read) = UncheckedEntry::parse(bytes) {
        let again = UnsignedEntry(read.entry().clone()).to_bytes(read.signature());
        same(bytes, &again.expect("what was read can be written"));
    }
});
