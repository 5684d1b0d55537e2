//! A manifest has one spelling.
#![no_main]

use daylight_fuzz::same;
use daylight_tlog::UncheckedManifest;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Ok(read) = UncheckedManifest::parse(bytes) {
        let digest = read.digest();
        assert_eq!(digest, daylight_tlog::sha256(bytes));
        // A mutation hardly ever verifies; the seeds do, and the signature covers all but itself.
        if let Ok(manifest) = read.verify() {
            let head = manifest.signing_bytes().expect("what was read can be written");
            let start = bytes.len() - ",\"sig\":\"\"}".len() - 128;
            let signed = head.splitn(3, |byte| *byte == b'\n').last().expect("three lines");
            same(&bytes[..start], &signed[..signed.len() - 1]);
        }
    }
});
