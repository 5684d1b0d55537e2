//! The tree for whoever sees every record once and in order: its root at any time, and its tiles as they become full.
//! Holds no more than the hashes that are still needed. The tree that is stored stands in [`crate::tree`].

use daylight_domain::Digest;

use crate::sig::sha256;
use crate::tiles::{HEIGHT, Tile, WIDTH};
use crate::tree::leaf_hash;

/// A tree that records are put behind.
#[derive(Clone, Debug, Default)]
pub struct Growing {
    size: u64,
    /// Roots of the whole subtrees that the tree consists of, the largest first.
    peaks: Vec<Digest>,
    bundle: Open,
    /// Of each level of tiles the one that is not full yet.
    levels: Vec<Open>,
    full: Vec<(Tile, Vec<u8>)>,
}

/// A tile that is not full yet.
#[derive(Clone, Debug, Default)]
struct Open {
    index: u64,
    width: u32,
    bytes: Vec<u8>,
}

impl Growing {
    /// Puts a record behind the others.
    pub fn push(&mut self, record: &Digest) {
        if let Some(index) = self.bundle.put(&[&[0, 32], &record.0]) {
            let bytes = std::mem::take(&mut self.bundle.bytes);
            self.full.push((Tile::bundle(index, WIDTH_U32), bytes));
        }
        let (mut hash, mut height) = (leaf_hash(record), 0_u8);
        self.keep(height, &hash);
        // Each whole subtree to the left that is as high as this one makes a higher one with it.
        let mut left = self.size;
        while left & 1 == 1
            && let Some(sibling) = self.peaks.pop()
        {
            hash = node_hash(&sibling, &hash);
            height = height.saturating_add(1);
            left >>= 1;
            self.keep(height, &hash);
        }
        self.peaks.push(hash);
        self.size = self.size.saturating_add(1);
    }

    /// How many records there are.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The root (RFC 6962 section 2.1); of the empty tree the SHA-256 of nothing.
    pub fn root(&self) -> Digest {
        let mut peaks = self.peaks.iter().rev().copied();
        let lowest = peaks.next().unwrap_or_else(|| sha256(b""));
        peaks.fold(lowest, |right, left| node_hash(&left, &right))
    }

    /// The tiles and bundles that have become full since this was asked last.
    pub fn take_full(&mut self) -> Vec<(Tile, Vec<u8>)> {
        std::mem::take(&mut self.full)
    }

    /// The tiles and bundles at the end that are not full.
    pub fn partial(&self) -> Vec<(Tile, Vec<u8>)> {
        let hashes = (0_u8..)
            .zip(&self.levels)
            .map(|(level, open)| (Tile::hashes(level, open.index, open.width), open));
        let bundle = (Tile::bundle(self.bundle.index, self.bundle.width), &self.bundle);
        let begun = hashes.chain([bundle]).filter(|(_, open)| open.width > 0);
        begun.map(|(tile, open)| (tile, open.bytes.clone())).collect()
    }

    /// A hash of a level that tiles are made of goes into one.
    fn keep(&mut self, height: u8, hash: &Digest) {
        let level = height / HEIGHT;
        if !height.is_multiple_of(HEIGHT) {
            return;
        }
        if self.levels.len() <= usize::from(level) {
            self.levels.push(Open::default());
        }
        if let Some(open) = self.levels.get_mut(usize::from(level))
            && let Some(index) = open.put(&[&hash.0])
        {
            let bytes = std::mem::take(&mut open.bytes);
            self.full.push((Tile::hashes(level, index, WIDTH_U32), bytes));
        }
    }
}

/// [`WIDTH`], as a tile says its width.
const WIDTH_U32: u32 = 256;
const _: () = assert!(WIDTH == 256);

impl Open {
    /// Adds one more. Gives the tile's index when it has become full, and begins the next.
    fn put(&mut self, pieces: &[&[u8]]) -> Option<u64> {
        for piece in pieces {
            self.bytes.extend_from_slice(piece);
        }
        self.width = self.width.saturating_add(1);
        let is_full = self.width == WIDTH_U32;
        is_full.then(|| {
            self.width = 0;
            let index = self.index;
            self.index = index.saturating_add(1);
            index
        })
    }
}

/// Node of two subtrees: SHA-256(0x01 ‖ left ‖ right).
fn node_hash(left: &Digest, right: &Digest) -> Digest {
    let mut node = [1; 65];
    let (_, rest) = node.split_at_mut(1);
    for (slot, byte) in rest.iter_mut().zip(left.0.iter().chain(&right.0)) {
        *slot = *byte;
    }
    sha256(&node)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tiles::{bundle, tiles_between};
    use crate::tree::{self, Hashes};

    #[test]
    fn roots_and_tiles_are_those_of_the_stored_tree() {
        let records: Vec<Digest> = (0..70_000_u32).map(|n| sha256(&n.to_be_bytes())).collect();
        let stored: Hashes = tree::append(0, &records, &Hashes::new())
            .unwrap()
            .into_iter()
            .collect();
        let (mut growing, mut full) = (Growing::default(), Vec::new());
        assert_eq!(growing.root(), tree::root(0, &stored).unwrap());
        for (record, size) in records.iter().zip(1..) {
            growing.push(record);
            full.extend(growing.take_full());
            if size < 600 || size % 4999 == 0 || size == 70_000 {
                assert_eq!(growing.root(), tree::root(size, &stored).unwrap(), "{size}");
                let mut all: Vec<_> = full.iter().cloned().chain(growing.partial()).collect();
                let mut wanted: Vec<_> = tiles_between(0, size)
                    .into_iter()
                    .map(|tile| {
                        let (start, count) = tile.entries();
                        let start = usize::try_from(start).unwrap();
                        let end = start + usize::try_from(count).unwrap();
                        let bytes = if tile.is_entries() {
                            bundle(&records[start..end])
                        } else {
                            tile.hash_bytes(&stored).unwrap()
                        };
                        (tile, bytes)
                    })
                    .collect();
                all.sort_by_key(|(tile, _)| tile.path());
                wanted.sort_by_key(|(tile, _)| tile.path());
                assert!(all == wanted, "{size}");
            }
        }
    }
}
