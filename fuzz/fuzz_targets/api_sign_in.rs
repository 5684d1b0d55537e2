//! The body `SignIn` of a request.
#![no_main]

use daylight::api::SignIn;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    daylight_fuzz::json_comes_back::<SignIn>(bytes);
});
