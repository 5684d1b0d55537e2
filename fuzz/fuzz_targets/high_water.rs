//! The high-water file has one spelling.
#![no_main]

use daylight_fuzz::same;
use daylight_tlog::HighWater;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Ok(text) = std::str::from_utf8(bytes)
        && let Ok(mark) = HighWater::parse(text)
    {
        same(bytes, mark.to_text().as_bytes());
        assert!(matches!(
            mark.compare(&mark.clone()),
            daylight_tlog::Compared::Same
        ));
    }
});
