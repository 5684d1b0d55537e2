//! An attached file, sealed by somebody who does not keep to the form.
#![no_main]

use std::io::{Write as _, sink};

use daylight::crypto::attachment::open;
use daylight::crypto::seal::seal_stream;
use daylight_fuzz::sample;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let identity = sample::identity();
    let mut writer = seal_stream(&identity.recipient(), Vec::new()).expect("seals");
    writer.write_all(bytes).expect("memory is written");
    let file = writer.finish().expect("memory is written").into_inner();
    for sealed in [&file[..], bytes] {
        if let Ok((_, content)) = open(&identity, sealed) {
            let _ = content.write_to(sink());
        }
    }
});
