//! A tracking code as people type it.
#![no_main]

use daylight::crypto::code::TrackingCode;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Ok(text) = std::str::from_utf8(bytes)
        && let Ok(code) = TrackingCode::parse(text)
    {
        // Case and separators are free, so it is the code that comes back, not its spelling.
        let again = TrackingCode::parse(&code.words()).expect("our own spelling");
        assert!(again == code);
    }
});
