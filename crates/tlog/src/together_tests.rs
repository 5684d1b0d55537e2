//! The joint check beside the strict one of each signature, on what a signer could think of to tell them apart.

use curve25519_dalek::constants::EIGHT_TORSION;
use daylight_domain::PublicKey;
use proptest::prelude::*;

use super::*;
use crate::parallel;
use crate::sig::SigningKey;

/// A signer who knows the curve, and adds a point of small order to their key and to R.
struct Forger {
    secret: Scalar,
    key: EdwardsPoint,
}

impl Forger {
    fn new(number: u8, torsion: usize) -> Self {
        let secret = scalar(&[1, number]);
        let key = ED25519_BASEPOINT_POINT * secret + EIGHT_TORSION[torsion];
        Self { secret, key }
    }

    fn sign(&self, message: &[u8], torsion: usize) -> Signed {
        let nonce = scalar(&[&[2], message].concat());
        let r = (ED25519_BASEPOINT_POINT * nonce + EIGHT_TORSION[torsion]).compress();
        self.finish(message, r.to_bytes(), nonce)
    }

    fn finish(&self, message: &[u8], r: [u8; 32], nonce: Scalar) -> Signed {
        let key = self.key.compress().to_bytes();
        let k = scalar(&[&r[..], &key, message].concat());
        let s = (nonce + k * self.secret).to_bytes();
        Signed {
            key: VerifyingKey::new(&PublicKey(key)).unwrap(),
            message: message.to_vec(),
            signature: Signature([r, s].concat().try_into().unwrap()),
        }
    }

    /// The first of many messages whose signature the strict check takes, or refuses.
    fn sign_until(&self, holds: bool) -> Signed {
        let mut all = (0..=u8::MAX).map(|number| self.sign(&[number], 0));
        all.find(|signed| is_strict(signed) == holds).unwrap()
    }
}

fn all_hold(signed: &[Signed]) -> Option<()> {
    super::all_hold(&signed.iter().collect::<Vec<_>>())
}

fn scalar(bytes: &[u8]) -> Scalar {
    Scalar::from_bytes_mod_order_wide(&Sha512::digest(bytes).into())
}

fn is_strict(signed: &Signed) -> bool {
    signed.key.verify(&signed.message, &signed.signature).is_ok()
}

fn good(number: u8) -> Signed {
    // Some keys sign often.
    let key = SigningKey::from_seed(&[number % 5; 32]);
    let message = vec![number; usize::from(number)];
    Signed {
        key: VerifyingKey::new(&key.public()).unwrap(),
        signature: key.sign(&message),
        message,
    }
}

fn good_ones(count: usize) -> Vec<Signed> {
    let ones: Vec<Signed> = (0..40).map(good).collect();
    (0..count).map(|at| again(&ones[at % ones.len()])).collect()
}

fn again(one: &Signed) -> Signed {
    Signed {
        key: one.key.clone(),
        message: one.message.clone(),
        signature: one.signature,
    }
}

/// Alone, among few and among many, in both ways.
fn is_refused(bad: &[Signed]) {
    assert!(bad.iter().all(|one| !is_strict(one)));
    judged_alike(bad);
}

fn is_taken(one: &Signed) {
    assert!(is_strict(one));
    judged_alike(&[again(one)]);
}

fn judged_alike(ones: &[Signed]) {
    for (before, behind) in [(0, 0), (3, 9), (WORTH_IT, 30)] {
        let mut all = good_ones(before);
        all.extend(ones.iter().map(again));
        all.extend(good_ones(behind));
        let strict = all.iter().position(|one| !is_strict(one));
        assert_eq!(first_bad(&all), strict);
        assert!(strict.is_none() || all_hold(&all).is_none());
    }
}

#[test]
fn good_signatures_hold_together_and_none_too() {
    assert_eq!(all_hold(&[]), Some(()));
    assert_eq!(first_bad(&[]), None);
    for count in [1, 2, 39, WORTH_IT - 1, WORTH_IT, WORTH_IT + 1] {
        assert_eq!(all_hold(&good_ones(count)), Some(()), "{count}");
        assert_eq!(first_bad(&good_ones(count)), None, "{count}");
    }
}

#[test]
fn a_part_of_small_order_in_r_is_refused() {
    let forger = Forger::new(1, 0);
    is_taken(&forger.sign(b"words", 0));
    for torsion in 1..8 {
        is_refused(&[forger.sign(b"words", torsion)]);
    }
}

#[test]
fn parts_of_small_order_that_cancel_are_refused() {
    let (one, other) = (Forger::new(1, 0), Forger::new(2, 0));
    for torsion in 1..8 {
        let pair = [one.sign(b"words", torsion), other.sign(b"more", 8 - torsion)];
        is_refused(&pair);
        // Whatever the coefficients are modulo eight, some of many such pairs would cancel.
        let many = (0_u8..64).flat_map(|n| [one.sign(&[n], torsion), other.sign(&[n], 8 - torsion)]);
        is_refused(&many.collect::<Vec<_>>());
    }
}

#[test]
fn a_key_with_a_part_of_small_order_is_judged_as_alone() {
    for torsion in 1..8 {
        let forger = Forger::new(3, torsion);
        is_taken(&forger.sign_until(true));
        is_refused(&[forger.sign_until(false)]);
        // It is taken by itself, and never by the equation.
        assert_eq!(all_hold(&[forger.sign_until(true)]), None);
    }
}

#[test]
fn a_key_or_r_of_small_order_is_refused() {
    for (torsion, key) in EIGHT_TORSION.into_iter().enumerate() {
        let secret = Scalar::ZERO;
        is_refused(&[Forger { secret, key }.sign(b"words", torsion)]);
        // R, with an s for which the equation holds.
        let r = key.compress().to_bytes();
        is_refused(&[Forger::new(4, 0).finish(b"words", r, Scalar::ZERO)]);
    }
}

/// p and the numbers behind it that have their bits: each a second spelling of a small number.
fn second_spellings() -> impl Iterator<Item = [u8; 32]> {
    (0xed..=0xff_u8).flat_map(|low| {
        [0x7f, 0xff].map(|high| {
            let mut bytes = [0xff; 32];
            (bytes[0], bytes[31]) = (low, high);
            bytes
        })
    })
}

#[test]
fn a_second_spelling_of_r_or_s_is_refused() {
    for bytes in second_spellings() {
        assert!(point_of(bytes).is_none());
        is_refused(&[Forger::new(5, 0).finish(b"words", bytes, Scalar::ZERO)]);
    }
    // Zeros with a sign: the neutral point and the one of order two.
    for (low, fill, high) in [(1, 0, 0x80), (0xec, 0xff, 0xff)] {
        let mut bytes = [fill; 32];
        (bytes[0], bytes[31]) = (low, high);
        is_refused(&[Forger::new(5, 0).finish(b"words", bytes, Scalar::ZERO)]);
    }
    // s and the order of the group, added without reduction.
    let mut one = good(7);
    let order = (-Scalar::ONE).to_bytes();
    let mut carry = 1_u16;
    for (byte, order) in one.signature.0[32..].iter_mut().zip(order) {
        let sum = u16::from(*byte) + u16::from(order) + carry;
        (*byte, carry) = (sum.to_le_bytes()[0], sum >> 8);
    }
    is_refused(&[one]);
}

#[test]
fn a_key_in_a_second_spelling_is_judged_as_alone() {
    let keys = second_spellings().filter_map(|bytes| VerifyingKey::new(&PublicKey(bytes)).ok());
    let keys: Vec<VerifyingKey> = keys.collect();
    assert!(keys.len() > 10);
    for key in keys {
        judged_alike(&[Signed { key, ..good(8) }]);
    }
}

#[test]
fn a_bad_one_is_found_on_either_side_of_a_border() {
    for bad in [0, WORTH_IT - 1, WORTH_IT, 2 * WORTH_IT - 1, 2 * WORTH_IT] {
        let mut all: Vec<(usize, Signed)> = good_ones(2 * WORTH_IT + 9).into_iter().enumerate().collect();
        for (_, later) in all.iter_mut().skip(bad).step_by(7) {
            later.message.push(b'!');
        }
        let found = parallel::first(&all, WORTH_IT, |some| {
            let bad = first_bad(some.iter().map(|(_, one)| one));
            bad.map(|at| some[at].0)
        });
        assert_eq!(found, Some(bad));
    }
}

#[test]
fn a_point_out_of_the_group_is_seen_wherever_it_stands() {
    let good: Vec<EdwardsPoint> = (0..70_u8)
        .map(|n| ED25519_BASEPOINT_POINT * scalar(&[n]))
        .collect();
    let judge = |points: &[EdwardsPoint]| {
        let mut lottery = Lottery::new([9; 32]);
        let drawn = points.iter().map(|point| Drawn {
            point: *point,
            lot: lottery.draw(),
        });
        sum_by_lot(&drawn.collect::<Vec<_>>())
    };
    assert!(judge(&good).is_some());
    for (at, torsion) in [0, 1, 35, 69].into_iter().zip(1..) {
        let mut points = good.clone();
        points[at] += EIGHT_TORSION[torsion];
        assert!(judge(&points).is_none());
        points[at + 1 - at % 2 * 2] -= EIGHT_TORSION[torsion];
        assert!(judge(&points).is_none());
    }
}

#[test]
fn the_sums_over_the_subsets_make_up_the_sum_over_the_lots() {
    for count in [0_u8, 1, 2, 31, 32, 33, 250] {
        let mut lottery = Lottery::new([count; 32]);
        let points: Vec<Drawn> = (0..count)
            .map(|n| Drawn {
                point: ED25519_BASEPOINT_POINT * scalar(&[n]),
                lot: lottery.draw(),
            })
            .collect();
        let each = points.iter().map(|drawn| drawn.point * Scalar::from(drawn.lot));
        assert_eq!(sum_by_lot(&points), Some(each.sum()), "{count}");
    }
}

/// What may have happened to one of many.
fn one() -> impl Strategy<Value = Signed> {
    let number = 0..40_u8;
    let flipped = (number.clone(), 0..512_usize).prop_map(|(number, bit)| {
        let mut one = good(number);
        one.signature.0[bit / 8] ^= 1 << (bit % 8);
        one
    });
    let other_key = number.clone().prop_map(|number| Signed {
        key: good(number + 1).key,
        ..good(number)
    });
    let forged = (0..8_usize, 0..8_usize, any::<u8>())
        .prop_map(|(key, r, message)| Forger::new(6, key).sign(&[message], r));
    prop_oneof![60 => number.prop_map(good), 1 => flipped, 1 => other_key, 2 => forged]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn the_joint_check_says_what_the_single_one_says(
        ones in prop::collection::vec(one(), 0..30), among in prop::sample::select(vec![0, WORTH_IT]),
    ) {
        let all: Vec<Signed> = good_ones(among / 2).into_iter().chain(ones).chain(good_ones(among / 2)).collect();
        let strict = all.iter().position(|one| !is_strict(one));
        prop_assert_eq!(first_bad(&all), strict);
        prop_assert!(strict.is_none() || all_hold(&all).is_none());
    }
}
