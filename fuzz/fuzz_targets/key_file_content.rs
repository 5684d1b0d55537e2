//! What stands inside a key file, after the passphrase has opened it.
#![no_main]

use daylight::crypto::key_file::KeyFile;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Ok(key) = KeyFile::from_json(bytes) else {
        return;
    };
    let Ok(file) = key.write("passphrase", 1) else {
        return;
    };
    let again = KeyFile::read(&file, "passphrase").expect("what was written can be read");
    assert!(again.public_half() == key.public_half() && again.offices == key.offices);
});
