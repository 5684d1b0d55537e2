//! A sealed file, opened with the key it may be for.
#![no_main]

use daylight::crypto::seal::{Sealed, open_text};
use daylight_fuzz::sample;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Ok(sealed) = Sealed::check(bytes.to_vec()) {
        let _ = open_text(&sample::identity(), &sealed);
    }
});
