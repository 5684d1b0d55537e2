//! The body `HolderAct` of a request.
#![no_main]

use daylight::api::HolderAct;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    daylight_fuzz::json_comes_back::<HolderAct>(bytes);
});
