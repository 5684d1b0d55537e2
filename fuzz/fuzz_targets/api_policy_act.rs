//! The body `PolicyAct` of a request.
#![no_main]

use daylight::api::PolicyAct;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    daylight_fuzz::json_comes_back::<PolicyAct>(bytes);
});
