//! A key file as it lies on a disk.
#![no_main]

use daylight::crypto::key_file::KeyFile;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    // A file that asks for much work is refused or done; here it would only be slow.
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(200)]);
    let work = head
        .lines()
        .nth(1)
        .and_then(|line| line.rsplit(' ').next()?.parse::<u32>().ok());
    if work.is_none_or(|work| work <= 10) {
        let _ = KeyFile::read(bytes, "passphrase");
    }
});
