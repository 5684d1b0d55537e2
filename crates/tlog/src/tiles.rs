//! Tiles and entry bundles as they are served (c2sp.org/tlog-tiles): their paths and bytes. Serves nothing.

use daylight_domain::Digest;

use crate::tree::{Hashes, Known, MAX_SIZE, Recorder, TreeError};

/// Tiles are 8 levels high, 256 hashes wide.
pub(crate) const HEIGHT: u8 = 8;
pub(crate) const WIDTH: u64 = 256;

/// A tile of hashes, or the bundle of entries below a tile of level 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Tile {
    level: u8,
    index: u64,
    width: u32,
    is_entries: bool,
}

impl Tile {
    /// A tile of hashes.
    pub(crate) fn hashes(level: u8, index: u64, width: u32) -> Self {
        Self {
            level,
            index,
            width,
            is_entries: false,
        }
    }

    /// A bundle of entries.
    pub(crate) fn bundle(index: u64, width: u32) -> Self {
        Self {
            is_entries: true,
            ..Self::hashes(0, index, width)
        }
    }

    /// Reads a path below the log's prefix: `tile/<L>/<N>[.p/<W>]` or `tile/entries/<N>[.p/<W>]`.
    ///
    /// Gives nothing for any other spelling.
    pub fn from_path(path: &str) -> Option<Self> {
        let (first, place) = path.strip_prefix("tile/")?.split_once('/')?;
        let (place, width) = place.split_once(".p/").unwrap_or((place, "256"));
        let digits: String = place.chars().filter(char::is_ascii_digit).collect();
        let is_entries = first == "entries";
        let level = if is_entries { 0 } else { first.parse().ok()? };
        let tile = Self {
            level,
            index: digits.parse().ok()?,
            width: width.parse().ok()?,
            is_entries,
        };
        // The bounds come before anything computes with them: `tlog_tiles` panics on a width of 0. What was
        // read loosely above ("00", "x0", "+1") is found out by writing the path again.
        let sound = (1..=256).contains(&tile.width) && tile.fits(MAX_SIZE);
        (sound && tile.path() == path).then_some(tile)
    }

    /// The path below the log's prefix.
    pub fn path(&self) -> String {
        let path = tlog_tiles::Tile::new(HEIGHT, self.level, self.index, self.width, self.is_entries).path();
        let place = path.splitn(4, '/').nth(3).unwrap_or_default();
        if self.is_entries {
            format!("tile/entries/{place}")
        } else {
            format!("tile/{}/{place}", self.level)
        }
    }

    /// Whether this is a bundle of entries.
    pub fn is_entries(&self) -> bool {
        self.is_entries
    }

    /// Whether a tree of this size fills the tile.
    pub fn fits(&self, size: u64) -> bool {
        let below = self
            .index
            .checked_mul(WIDTH)
            .and_then(|start| start.checked_add(u64::from(self.width)));
        let leaves = WIDTH
            .checked_pow(u32::from(self.level))
            .zip(below)
            .and_then(|(each, n)| n.checked_mul(each));
        leaves.is_some_and(|leaves| leaves <= size)
    }

    /// Of a bundle: the number of its first entry, and how many it holds.
    pub fn entries(&self) -> (u64, u32) {
        (self.index.saturating_mul(WIDTH), self.width)
    }

    /// The stored hashes in a tile of hashes, in order.
    pub fn needed_hashes(&self) -> Vec<u64> {
        let recorder = Recorder::default();
        let _ = self.inner().read_data(&recorder);
        recorder.0.into_inner()
    }

    /// The bytes of a tile of hashes.
    pub fn hash_bytes(&self, have: &Hashes) -> Result<Vec<u8>, TreeError> {
        self.inner()
            .read_data(&Known(have))
            .map_err(|_| TreeError::MissingHash)
    }

    fn inner(self) -> tlog_tiles::Tile {
        tlog_tiles::Tile::new(HEIGHT, self.level, self.index, self.width, false)
    }
}

/// The tiles and bundles to write when a tree grows from one size to another.
pub fn tiles_between(old: u64, new: u64) -> Vec<Tile> {
    let hashes = tlog_tiles::Tile::new_tiles(HEIGHT, old, new);
    let tile = |tile: &tlog_tiles::Tile, is_entries| Tile {
        level: tile.level(),
        index: tile.level_index(),
        width: tile.width(),
        is_entries,
    };
    let bundles = hashes
        .iter()
        .filter(|hashes| hashes.level() == 0)
        .map(|hashes| tile(hashes, true));
    hashes
        .iter()
        .map(|hashes| tile(hashes, false))
        .chain(bundles)
        .collect()
}

/// The bytes of a bundle: each record behind its length, 32, in two bytes ("Log entries").
pub fn bundle(records: &[Digest]) -> Vec<u8> {
    records
        .iter()
        .flat_map(|record| [0, 32].into_iter().chain(record.0))
        .collect()
}

/// Reads a bundle. Gives nothing if its entries are not all 32 bytes long.
pub fn parse_bundle(bytes: &[u8]) -> Option<Vec<Digest>> {
    let (entries, rest) = bytes.as_chunks::<34>();
    if !rest.is_empty() {
        return None;
    }
    entries
        .iter()
        .map(|entry| match entry.split_first_chunk::<2>() {
            Some(([0, 32], record)) => record.try_into().ok().map(Digest),
            _ => None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_those_of_the_specification() {
        for path in [
            "tile/0/000.p/64",
            "tile/1/x001/x234/067",
            "tile/entries/000.p/1",
            "tile/entries/x273/000",
        ] {
            assert_eq!(Tile::from_path(path).unwrap().path(), path);
        }
        // The library behind this panics on some of these.
        for bad in [
            "tile/data/000",
            "tile/8/0/000",
            "tile/0/0",
            "tile/00/000",
            "tile/0/000.p/256",
            "tile/0/000.p/0",
            "tile/64/000",
            "tile/9/000",
            "tile/0/x999/x999/x999/x999/999",
            "tile/0/000.p/256",
            "tile/0/../000",
            "",
            "tile/entries/",
            "tile/0/x000/000",
        ] {
            assert_eq!(Tile::from_path(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_tree_of_seventy_thousand_has_the_tiles_the_specification_counts() {
        let tiles = tiles_between(0, 70_000);
        let level = |n: u8| {
            tiles
                .iter()
                .filter(|tile| !tile.is_entries() && tile.level == n)
                .count()
        };
        assert_eq!((level(0), level(1), level(2)), (274, 2, 1));
        assert_eq!(tiles.iter().filter(|tile| tile.is_entries()).count(), 274);
        assert!(tiles.iter().all(|tile| tile.fits(70_000)));
        assert!(!Tile::from_path("tile/0/273.p/113").unwrap().fits(70_000));
        assert!(!Tile::from_path("tile/2/000.p/2").unwrap().fits(70_000));
    }

    #[test]
    fn a_bundle_reads_back() {
        let records = [Digest([1; 32]), Digest([2; 32])];
        assert_eq!(parse_bundle(&bundle(&records)).unwrap(), records);
        assert_eq!(parse_bundle(&bundle(&records)[1..]), None);
        assert_eq!(parse_bundle(&[1; 34]), None);
    }
}
