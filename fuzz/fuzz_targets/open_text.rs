//! A sealed file, opened with the key it may be for.
#![no_main]

use std::io::Write as _;

use daylight::crypto::padding::{BUCKETS, unpad};
use daylight::crypto::seal::{Sealed, open_text, seal_stream};
use daylight_fuzz::{same, sample};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Ok(sealed) = Sealed::check(bytes.to_vec()) {
        let _ = open_text(&sample::identity(), &sealed);
    }
    // A mutation's tags are wrong, so the bytes are also sealed as they are, without padding.
    let mut writer = seal_stream(&sample::identity().recipient(), Vec::new()).expect("seals");
    writer.write_all(bytes).expect("memory is written");
    let file = writer.finish().expect("memory is written").into_inner();
    let sealed = Sealed::check(file).expect("our own file");
    match (open_text(&sample::identity(), &sealed), unpad(bytes, &BUCKETS)) {
        (Ok(text), Ok(padded)) => same(text.as_bytes(), padded),
        (Err(_), Err(_)) => {}
        _ => panic!("padding decides what opens"),
    }
});
