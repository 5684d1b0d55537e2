//! The path of a tile has one spelling (c2sp.org/tlog-tiles).
#![no_main]

use daylight_fuzz::same;
use daylight_tlog::Tile;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Ok(text) = std::str::from_utf8(bytes)
        && let Some(tile) = Tile::from_path(text)
    {
        same(bytes, tile.path().as_bytes());
        tile.needed_hashes();
        let _ = (tile.fits(u64::MAX), tile.entries(), tile.is_entries());
    }
});
