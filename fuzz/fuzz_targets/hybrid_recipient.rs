//! A recipient and an identity have one spelling each.
#![no_main]

use daylight::crypto::hybrid::{HybridIdentity, HybridRecipient};
use daylight_fuzz::same;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    if let Ok(recipient) = text.parse::<HybridRecipient>() {
        same(bytes, recipient.to_string().as_bytes());
    }
    if let Ok(identity) = text.parse::<HybridIdentity>() {
        same(bytes, identity.to_secret_text().as_bytes());
    }
});
