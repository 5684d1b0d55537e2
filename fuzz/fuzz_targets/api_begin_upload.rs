//! The body `BeginUpload` of a request.
#![no_main]

use daylight::api::BeginUpload;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    daylight_fuzz::json_comes_back::<BeginUpload>(bytes);
});
