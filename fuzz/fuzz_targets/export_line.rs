//! The lines of an export's long files have one spelling each (section 13 of the ledger's format).
#![no_main]

use daylight_fuzz::same;
use daylight_tlog::export::{Item, entry_line, parse_entry_line};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Ok(line) = std::str::from_utf8(bytes) else {
        return;
    };
    if let Ok((salt, entry)) = parse_entry_line(line) {
        same(bytes, entry_line(&salt, &entry).as_bytes());
    }
    if let Ok(item) = Item::parse(line) {
        same(bytes, item.to_line().as_bytes());
    }
});
