//! The body `TrackRequest` of a request.
#![no_main]

use daylight::api::TrackRequest;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    daylight_fuzz::json_comes_back::<TrackRequest>(bytes);
});
