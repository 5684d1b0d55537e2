//! The tiles of an export (c2sp.org/tlog-tiles): each one that the tree has must be there, and be what the entries give.

use crate::tiles::Tile;

/// A tile that is missing, or other than the entries give.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadTile {
    /// No file.
    #[error("{0} is missing")]
    Missing(String),
    /// Other bytes.
    #[error("{0} holds something else than the entries give")]
    Differs(String),
}

/// The tiles as they lie in the folder, and the first of them that is wrong.
pub(super) struct Tiles<'a> {
    /// The bytes at a path, none where there is no such file.
    at: &'a mut dyn FnMut(&str) -> Option<Vec<u8>>,
    bad: Option<BadTile>,
}

impl<'a> Tiles<'a> {
    pub(super) fn new(at: &'a mut dyn FnMut(&str) -> Option<Vec<u8>>) -> Self {
        Self { at, bad: None }
    }

    /// The bytes of a tile as it lies there.
    pub(super) fn read(&mut self, tile: &Tile) -> Option<Vec<u8>> {
        (self.at)(&tile.path())
    }

    /// Compares them with what the entries give.
    pub(super) fn compare(&mut self, given: Vec<(Tile, Vec<u8>)>) {
        for (tile, wanted) in given {
            if self.bad.is_some() {
                return;
            }
            let path = tile.path();
            self.bad = match (self.at)(&path) {
                None => Some(BadTile::Missing(path)),
                Some(bytes) if bytes != wanted => Some(BadTile::Differs(path)),
                Some(_) => None,
            };
        }
    }

    /// The first that is wrong.
    pub(super) fn end(&self) -> Result<(), BadTile> {
        self.bad.clone().map_or(Ok(()), Err)
    }
}
