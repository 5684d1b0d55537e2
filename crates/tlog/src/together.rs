//! Many Ed25519 signatures in one go, with the answers of the strict check of each by itself (ADR 23).
//!
//! The strict check of a signature (R, s) by a key A asks that s is below the order l, that R is in its one spelling,
//! that neither A nor R is of small order, and that `D = s·B − k·A − R` is zero. One equation stands for many:
//! `Σ z·D = 0` with coefficients z of 128 bits. If every D lies in the group of prime order l, and one is not zero, then at
//! most one value of its own z lets the sum be zero, whatever the others are: 2^-128.
//!
//! What keeps a D out of that group is a part of small order in R or A, and such parts can cancel in a sum. So every R and
//! A must first be seen to have none. That is asked of 128 sums over subsets of the points, drawn by lot: a point with such a
//! part stands in a subset or not, and for one of the two the sum has such a part itself. All 128 miss it with 2^-128.
//!
//! The bits that put an R into subsets are those of its z: so the sums over the subsets make up `Σ z·R` as well. One lot can
//! serve both questions, because of any signatures only one is open: the first where a point has such a part, else the second.
//!
//! The lots follow from a digest of all keys, signatures and hashes of messages: whoever changes one draws others, and the
//! answer is the same on every machine. Where anything of this does not hold, nothing is said about any signature, and each
//! is checked by itself.

#![expect(
    clippy::arithmetic_side_effects,
    reason = "points and scalars of a group: nothing overflows"
)]

use std::collections::HashMap;

use curve25519_dalek::constants::ED25519_BASEPOINT_POINT;
use curve25519_dalek::edwards::CompressedEdwardsY;
use curve25519_dalek::traits::{Identity as _, IsIdentity as _, VartimeMultiscalarMul as _};
use curve25519_dalek::{EdwardsPoint, Scalar};
use daylight_domain::Signature;
use sha2::{Digest as _, Sha256, Sha512};

use crate::sig::VerifyingKey;

/// Fewer are checked faster one by one: the 128 sums cost as much as some two hundred signatures.
const WORTH_IT: usize = 384;

/// A signature, and what it should be of.
#[derive(Debug)]
pub(crate) struct Signed {
    pub(crate) key: VerifyingKey,
    pub(crate) message: Vec<u8>,
    pub(crate) signature: Signature,
}

/// The place of the first signature that the strict check refuses.
pub(crate) fn first_bad<'a>(signed: impl IntoIterator<Item = &'a Signed>) -> Option<usize> {
    let signed: Vec<&Signed> = signed.into_iter().collect();
    if signed.len() >= WORTH_IT && all_hold(&signed).is_some() {
        return None;
    }
    let holds = |each: &Signed| each.key.verify(&each.message, &each.signature).is_ok();
    signed.iter().position(|each| !holds(each))
}

/// A point that must have no part of small order, with its lot: a bit for each of the 128 subsets.
struct Drawn {
    point: EdwardsPoint,
    lot: u128,
}

/// A key, with what stands before it in the equation.
struct Key {
    point: EdwardsPoint,
    times: Scalar,
}

/// Whether the strict check takes all of them. None says nothing: one may be bad, or only unusual.
fn all_hold(signed: &[&Signed]) -> Option<()> {
    let mut seed = Sha256::new();
    let mut read = Vec::with_capacity(signed.len());
    for each in signed {
        let (r, s) = halves(&each.signature);
        let key = each.key.to_bytes();
        let s: Scalar = Option::from(Scalar::from_canonical_bytes(s))?;
        let hash = Sha512::new().chain_update(r).chain_update(key);
        let hash: [u8; 64] = hash.chain_update(&each.message).finalize().into();
        for part in [&r[..], &s.to_bytes(), &key, &hash] {
            seed.update(part);
        }
        read.push((point_of(r)?, s, Scalar::from_bytes_mod_order_wide(&hash)));
    }
    let mut lottery = Lottery::new(seed.finalize().into());
    let mut points = Vec::with_capacity(read.len());
    // A key stands in the equation once, with all that its signatures ask of it.
    let mut keys: HashMap<[u8; 32], Key> = HashMap::new();
    let mut base = Scalar::ZERO;
    for (each, (r, s, k)) in signed.iter().zip(read) {
        let lot = lottery.draw();
        let z = Scalar::from(lot);
        points.push(Drawn { point: r, lot });
        base += z * s;
        let key = keys.entry(each.key.to_bytes()).or_insert_with(|| {
            let (point, lot) = (each.key.to_edwards(), lottery.draw());
            points.push(Drawn { point, lot });
            // What the sum over the lots holds of it is given back.
            let times = Scalar::from(lot);
            Key { point, times }
        });
        key.times -= z * k;
    }
    if points.iter().any(|each| each.point.is_identity()) {
        return None;
    }
    let by_lot = sum_by_lot(&points)?;
    let times = keys.values().map(|key| key.times).chain([base]);
    let points = keys
        .values()
        .map(|key| key.point)
        .chain([ED25519_BASEPOINT_POINT]);
    (EdwardsPoint::vartime_multiscalar_mul(times, points) == by_lot).then_some(())
}

/// R and s.
fn halves(signature: &Signature) -> ([u8; 32], [u8; 32]) {
    let (mut r, mut s) = ([0; 32], [0; 32]);
    let (first, second) = signature.0.split_at(32);
    r.copy_from_slice(first);
    s.copy_from_slice(second);
    (r, s)
}

/// A point in its one spelling: the y below 2^255 − 19. (The only others are zeros with a sign: of small order, refused
/// with all such.)
fn point_of(bytes: [u8; 32]) -> Option<EdwardsPoint> {
    let [low, middle @ .., high] = bytes;
    if low >= 0xed && middle.iter().all(|byte| *byte == 0xff) && high & 0x7f == 0x7f {
        return None;
    }
    CompressedEdwardsY(bytes).decompress()
}

/// Numbers that nobody chose, from a digest of everything they are used on.
struct Lottery {
    seed: [u8; 32],
    drawn: u64,
}

impl Lottery {
    fn new(seed: [u8; 32]) -> Self {
        Self { seed, drawn: 0 }
    }

    fn draw(&mut self) -> u128 {
        self.drawn = self.drawn.saturating_add(1);
        let hash = Sha256::new().chain_update(self.seed);
        let hash: [u8; 32] = hash.chain_update(self.drawn.to_le_bytes()).finalize().into();
        hash.first_chunk().copied().map_or(0, u128::from_le_bytes)
    }
}

/// The sum of all points, each as many times as its lot says; none if one of them has a part of small order, but for one
/// time in 2^128.
///
/// Some bits of the lots, which stand for as many subsets, are looked at together. Each point is put into the bucket of its
/// bits, and the buckets are halved: those of the upper half have the highest bit, and make up its subset; then they are laid
/// upon those of the lower half, which differ from them in that bit alone. From the highest bit to the lowest the subsets
/// make up the sum.
fn sum_by_lot(points: &[Drawn]) -> Option<EdwardsPoint> {
    // As many buckets as cost less than they save.
    let width = points.len().max(1).ilog2().saturating_sub(4).clamp(1, 12);
    let mut sum = EdwardsPoint::identity();
    let mut left = u128::BITS;
    while left > 0 {
        let width = width.min(left);
        left = left.saturating_sub(width);
        let mut buckets = vec![EdwardsPoint::identity(); 1 << width];
        for each in points {
            let bits = (each.lot >> left) % (1 << width);
            let bucket = usize::try_from(bits).ok().and_then(|bits| buckets.get_mut(bits));
            *bucket? += each.point;
        }
        while buckets.len() > 1 {
            let upper = buckets.split_off(buckets.len() / 2);
            let subset: EdwardsPoint = upper.iter().sum();
            if !subset.is_torsion_free() {
                return None;
            }
            sum = sum + sum + subset;
            for (bucket, upper) in buckets.iter_mut().zip(&upper) {
                *bucket += upper;
            }
        }
    }
    Some(sum)
}

#[cfg(test)]
#[path = "together_tests.rs"]
mod tests;
