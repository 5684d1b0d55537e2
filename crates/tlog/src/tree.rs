//! The RFC 6962 tree over the records, on `tlog_tiles`. Stores nothing: callers fetch the hashes that
//! `needed_*` names (by the index of `tlog_tiles::stored_hash_index`) and hand them back.

use std::cell::RefCell;
use std::collections::BTreeMap;

use daylight_domain::Digest;
use tlog_tiles::{Error, Hash, HashReader};

/// Stored hashes by their index.
pub type Hashes = BTreeMap<u64, Digest>;

/// No tree is larger; keeps the arithmetic of sizes from strangers in range.
pub(crate) const MAX_SIZE: u64 = 1 << 40;

/// A proof of more hashes is none: a tree of [`MAX_SIZE`] is 40 levels high.
const MAX_PROOF: usize = 64;

/// Why a tree cannot be computed, or a proof is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TreeError {
    /// A hash that is needed was not handed in.
    #[error("a stored hash of the tree is missing")]
    MissingHash,
    /// An index or size outside the tree.
    #[error("the index or size lies outside the tree")]
    OutOfRange,
    /// The proof does not lead to the root.
    #[error("the proof does not lead to the root")]
    InvalidProof,
}

/// The leaf of a record: SHA-256(0x00 ‖ record) (RFC 6962 section 2.1).
pub fn leaf_hash(record: &Digest) -> Digest {
    Digest(tlog_tiles::record_hash(&record.0).0)
}

/// The stored hashes that appending to a tree of this size reads.
pub fn needed_to_append(size: u64) -> Vec<u64> {
    needed_for_root(size)
}

/// Appends records to a tree of `size`: the new hashes with their indexes, to be stored as they are.
///
/// Fails if `have` lacks one of [`needed_to_append`].
pub fn append(size: u64, records: &[Digest], have: &Hashes) -> Result<Vec<(u64, Digest)>, TreeError> {
    let mut all = have.clone();
    let mut new = Vec::new();
    for (record, n) in records.iter().zip(size..) {
        in_range(n)?;
        let hashes =
            tlog_tiles::stored_hashes(n, &record.0, &Known(&all)).map_err(|_| TreeError::MissingHash)?;
        for (hash, index) in hashes.into_iter().zip(tlog_tiles::stored_hash_index(0, n)..) {
            all.insert(index, Digest(hash.0));
            new.push((index, Digest(hash.0)));
        }
    }
    Ok(new)
}

/// The stored hashes that the root of a tree of this size is made of; none for a size no tree has.
pub fn needed_for_root(size: u64) -> Vec<u64> {
    if in_range(size).is_err() {
        return Vec::new();
    }
    tlog_tiles::sub_tree_index(0, size, Vec::new())
}

/// The root of the tree of this size; of the empty tree the SHA-256 of nothing.
pub fn root(size: u64, have: &Hashes) -> Result<Digest, TreeError> {
    in_range(size)?;
    tlog_tiles::tree_hash(size, &Known(have))
        .map(|hash| Digest(hash.0))
        .map_err(|_| TreeError::MissingHash)
}

/// The stored hashes that [`inclusion`] needs; none where there is no such proof.
pub fn needed_for_inclusion(size: u64, index: u64) -> Vec<u64> {
    let recorder = Recorder::default();
    if in_range(size).is_ok() {
        let _ = tlog_tiles::prove_record(size, index, &recorder);
    }
    recorder.0.into_inner()
}

/// The proof that the tree of `size` holds its record number `index` (RFC 6962 section 2.1.1).
pub fn inclusion(size: u64, index: u64, have: &Hashes) -> Result<Vec<Digest>, TreeError> {
    in_range(size)?;
    proof(tlog_tiles::prove_record(size, index, &Known(have)))
}

/// The stored hashes that [`consistency`] needs; none where there is no such proof.
pub fn needed_for_consistency(old: u64, new: u64) -> Vec<u64> {
    let recorder = Recorder::default();
    if in_range(new).is_ok() {
        let _ = tlog_tiles::prove_tree(new, old, &recorder);
    }
    recorder.0.into_inner()
}

/// The proof that the tree of size `old` is the beginning of the one of size `new` (RFC 6962 section 2.1.2).
pub fn consistency(old: u64, new: u64, have: &Hashes) -> Result<Vec<Digest>, TreeError> {
    in_range(new)?;
    proof(tlog_tiles::prove_tree(new, old, &Known(have)))
}

/// Checks that the tree of `size` with this root holds `record` at `index`.
pub fn check_inclusion(
    proof: &[Digest],
    size: u64,
    root: &Digest,
    index: u64,
    record: &Digest,
) -> Result<(), TreeError> {
    let proof = to_hashes(size, proof)?;
    let leaf = Hash(leaf_hash(record).0);
    tlog_tiles::check_record(&proof, size, Hash(root.0), index, leaf).map_err(|error| checked(&error))
}

/// Checks that the tree `(old, old_root)` is the beginning of `(new, new_root)`. The empty tree is the
/// beginning of every tree.
pub fn check_consistency(
    proof: &[Digest],
    (old, old_root): (u64, &Digest),
    (new, new_root): (u64, &Digest),
) -> Result<(), TreeError> {
    let proof = to_hashes(new, proof)?;
    if old == 0 {
        let empty =
            proof.is_empty() && old_root.0 == tlog_tiles::EMPTY_HASH.0 && (new > 0 || old_root == new_root);
        return if empty {
            Ok(())
        } else {
            Err(TreeError::InvalidProof)
        };
    }
    tlog_tiles::check_tree(&proof, new, Hash(new_root.0), old, Hash(old_root.0))
        .map_err(|error| checked(&error))
}

fn in_range(size: u64) -> Result<(), TreeError> {
    if size <= MAX_SIZE {
        Ok(())
    } else {
        Err(TreeError::OutOfRange)
    }
}

fn to_hashes(size: u64, proof: &[Digest]) -> Result<Vec<Hash>, TreeError> {
    in_range(size)?;
    if proof.len() > MAX_PROOF {
        return Err(TreeError::InvalidProof);
    }
    Ok(proof.iter().map(|digest| Hash(digest.0)).collect())
}

fn proof(result: Result<Vec<Hash>, Error>) -> Result<Vec<Digest>, TreeError> {
    match result {
        Ok(hashes) => Ok(hashes.into_iter().map(|hash| Digest(hash.0)).collect()),
        Err(Error::InvalidInput(_)) => Err(TreeError::OutOfRange),
        Err(_) => Err(TreeError::MissingHash),
    }
}

fn checked(error: &Error) -> TreeError {
    match error {
        Error::InvalidInput(_) => TreeError::OutOfRange,
        _ => TreeError::InvalidProof,
    }
}

pub(crate) struct Known<'a>(pub(crate) &'a Hashes);

impl HashReader for Known<'_> {
    fn read_hashes(&self, indexes: &[u64]) -> Result<Vec<Hash>, Error> {
        let found = indexes
            .iter()
            .map(|index| self.0.get(index).map(|digest| Hash(digest.0)));
        found.collect::<Option<_>>().ok_or(Error::IndexesNotInTree)
    }
}

/// Answers every question with zeroes and remembers what was asked: the first of two passes.
#[derive(Default)]
pub(crate) struct Recorder(pub(crate) RefCell<Vec<u64>>);

impl HashReader for Recorder {
    fn read_hashes(&self, indexes: &[u64]) -> Result<Vec<Hash>, Error> {
        self.0.borrow_mut().extend(indexes);
        Ok(vec![Hash::default(); indexes.len()])
    }
}
