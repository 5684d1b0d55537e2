//! What passes for sealed, by its form alone.
#![no_main]

use daylight::crypto::seal::Sealed;
use daylight_fuzz::same;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let _ = Sealed::looks_like_age_for_hybrid(bytes);
    if let Ok(sealed) = Sealed::check_text(bytes.to_vec()) {
        same(bytes, sealed.as_bytes());
    }
    // No file of a mutation reaches the size of a padded text, so the header is also tried by itself.
    let mut padded = bytes.to_vec();
    padded.resize(daylight::crypto::seal::sealed_size(4608).max(bytes.len()), 0);
    let _ = Sealed::check_text(padded);
});
