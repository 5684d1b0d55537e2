//! The body `AttachmentRequest` of a request.
#![no_main]

use daylight::api::AttachmentRequest;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    daylight_fuzz::json_comes_back::<AttachmentRequest>(bytes);
});
