//! The body `Submission` of a request.
#![no_main]

use daylight::api::Submission;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    daylight_fuzz::json_comes_back::<Submission>(bytes);
});
