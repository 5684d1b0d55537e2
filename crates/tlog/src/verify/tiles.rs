//! The tiles of an export (c2sp.org/tlog-tiles): each one that the tree has must be there, and be what the entries give.

use daylight_domain::Digest;

use crate::tiles::{Tile, bundle, tiles_between};
use crate::tree::{self, Hashes};

/// A tile that is missing, or other than the entries give.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadTile {
    /// No file.
    #[error("{0} is missing")]
    Missing(String),
    /// Other bytes.
    #[error("{0} holds something else than the entries give")]
    Differs(String),
    /// The entries give no tree; the replay says so first.
    #[error("the entries give no tree")]
    NoTree,
}

/// Checks every tile.
pub(super) fn check(
    records: &[Digest],
    read: &mut dyn FnMut(&str) -> Option<Vec<u8>>,
) -> Result<(), BadTile> {
    let size = u64::try_from(records.len()).map_err(|_| BadTile::NoTree)?;
    let hashes: Hashes = tree::append(0, records, &Hashes::new())
        .map_err(|_| BadTile::NoTree)?
        .into_iter()
        .collect();
    for tile in tiles_between(0, size) {
        let wanted = expected(&tile, records, &hashes).ok_or(BadTile::NoTree)?;
        let path = tile.path();
        match read(&path) {
            None => return Err(BadTile::Missing(path)),
            Some(bytes) if bytes != wanted => return Err(BadTile::Differs(path)),
            Some(_) => {}
        }
    }
    Ok(())
}

fn expected(tile: &Tile, records: &[Digest], hashes: &Hashes) -> Option<Vec<u8>> {
    if !tile.is_entries() {
        return tile.hash_bytes(hashes).ok();
    }
    let (start, count) = tile.entries();
    let start = usize::try_from(start).ok()?;
    let end = start.checked_add(usize::try_from(count).ok()?)?;
    records.get(start..end).map(bundle)
}
