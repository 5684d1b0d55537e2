//! What stands inside a key file, sealed for little work.
#![no_main]

use daylight::crypto::key_file::KeyFile;
use daylight_fuzz::sample;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Ok(key) = KeyFile::read(&sample::with_passphrase(bytes), "passphrase") else {
        return;
    };
    let Ok(file) = key.write("passphrase", 1) else {
        return;
    };
    let again = KeyFile::read(&file, "passphrase").expect("what was written can be read");
    assert!(again.public_half() == key.public_half());
});
