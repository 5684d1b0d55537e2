//! The check of a consistency proof, as RFC 9162 section 2.1.4.2 spells it out. None of our own tree's code.

use sha2::{Digest as _, Sha256};

pub(crate) type Hash = [u8; 32];

pub(crate) fn sha256(parts: &[&[u8]]) -> Hash {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part);
    }
    hash.finalize().into()
}

/// Whether the proof shows that the first tree is the beginning of the second.
pub(crate) fn is_beginning(proof: &[Hash], first: (u64, Hash), second: (u64, Hash)) -> bool {
    let ((old, old_root), (new, new_root)) = (first, second);
    if old == 0 {
        return proof.is_empty();
    }
    if old == new {
        return proof.is_empty() && old_root == new_root;
    }
    let mut path = proof.to_vec();
    if old.is_power_of_two() {
        path.insert(0, old_root);
    }
    let [start, rest @ ..] = path.as_slice() else {
        return false;
    };
    let (mut first, mut second) = (old - 1, new - 1);
    while first & 1 == 1 {
        (first, second) = (first >> 1, second >> 1);
    }
    let (mut old_made, mut new_made) = (*start, *start);
    for hash in rest {
        if second == 0 {
            return false;
        }
        if first & 1 == 1 || first == second {
            old_made = sha256(&[&[1], hash, &old_made]);
            new_made = sha256(&[&[1], hash, &new_made]);
            while first & 1 == 0 && first != 0 {
                (first, second) = (first >> 1, second >> 1);
            }
        } else {
            new_made = sha256(&[&[1], &new_made, hash]);
        }
        (first, second) = (first >> 1, second >> 1);
    }
    (old_made, new_made, second) == (old_root, new_root, 0)
}
