//! A recipient and an identity have one spelling each, and what passes for a recipient can be sealed to.
#![no_main]

use age_core::primitives::bech32_encode;
use bech32::Hrp;
use daylight::crypto::hybrid::{HybridIdentity, HybridRecipient};
use daylight::crypto::seal::{Plaintext, seal_text};
use daylight_fuzz::same;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Ok(text) = std::str::from_utf8(bytes) {
        check(text);
    }
    // A mutation's checksum is wrong, so the bytes are also taken as the key itself.
    let mut key = bytes.to_vec();
    key.resize(1216, 0);
    check(&bech32_encode(Hrp::parse_unchecked("age1pq"), &key));
    if let Some((seed, _)) = bytes.split_first_chunk() {
        let identity = HybridIdentity::from_seed(*seed);
        assert!(identity.to_secret_text().parse() == Ok(identity));
    }
});

fn check(text: &str) {
    if let Ok(recipient) = text.parse::<HybridRecipient>() {
        same(text.as_bytes(), recipient.to_string().as_bytes());
        assert!(seal_text(&recipient, &Plaintext::new(String::new())).is_ok());
    }
    if let Ok(identity) = text.parse::<HybridIdentity>() {
        same(text.as_bytes(), identity.to_secret_text().as_bytes());
    }
}
