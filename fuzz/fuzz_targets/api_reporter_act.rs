//! The body `ReporterAct` of a request.
#![no_main]

use daylight::api::ReporterAct;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    daylight_fuzz::json_comes_back::<ReporterAct>(bytes);
});
