//! A tracking code as people type it.
#![no_main]

use daylight::crypto::code::TrackingCode;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Ok(text) = std::str::from_utf8(bytes) {
        match TrackingCode::parse(text) {
            // Case and separators are free, so it is the code that comes back, not its spelling.
            Ok(code) => assert!(TrackingCode::parse(&code.words()) == Ok(code)),
            Err(error) => assert!(!error.to_string().is_empty()),
        }
    }
    // A mutation's words hardly ever belong together, so a code is also made of the bytes and typed as they say.
    if let Some((code, typing)) = bytes.split_first_chunk() {
        let code = TrackingCode::from_bytes(*code);
        let typed: String = code
            .words()
            .chars()
            .zip(typing.iter().copied().chain(std::iter::repeat(0)))
            .map(|(letter, how)| match letter {
                ' ' => SEPARATORS[usize::from(how) % SEPARATORS.len()],
                _ if how % 2 == 1 => letter.to_ascii_uppercase(),
                _ => letter,
            })
            .collect();
        assert!(TrackingCode::parse(&typed) == Ok(code), "{typed}");
    }
});

const SEPARATORS: [char; 8] = [' ', '-', '.', ',', '\n', '\t', '\u{2011}', '\u{2014}'];
