//! `NAME.pub`, the public half of a key file.
#![no_main]

use daylight::client::public_file::PublicFile;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Ok(text) = std::str::from_utf8(bytes)
        && let Some(file) = PublicFile::parse(text)
    {
        let again = serde_json::to_string(&file).expect("what was read can be written");
        assert!(PublicFile::parse(&again) == Some(file));
    }
});
