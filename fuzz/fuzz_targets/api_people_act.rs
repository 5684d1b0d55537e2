//! The body `PeopleAct` of a request.
#![no_main]

use daylight::api::PeopleAct;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    daylight_fuzz::json_comes_back::<PeopleAct>(bytes);
});
