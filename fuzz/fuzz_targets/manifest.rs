//! A manifest has one spelling.
#![no_main]

use daylight_tlog::{Manifest, SigningKey, UncheckedManifest, sha256};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Ok(read) = UncheckedManifest::parse(bytes) {
        assert_eq!(read.digest(), sha256(bytes));
        let _ = read.verify();
        // A mutation's signature is wrong, so it is signed anew, by another reporter: then its shape is looked at.
        let mut manifest: Manifest = serde_json::from_slice(bytes).expect("it was read before");
        let reporter = SigningKey::from_seed(&[3; 32]);
        manifest.reporter = reporter.public();
        let signed = manifest.sign(&reporter).expect("no longer than before");
        let read = UncheckedManifest::parse(&signed).expect("our own spelling");
        if let Ok(verified) = read.verify() {
            assert_eq!(verified, manifest);
        }
    }
});
