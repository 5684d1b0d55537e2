//! Every reader of outside bytes: never panics, and what it takes writes back to the same bytes.

use daylight_tlog::{
    HighWater, LogVerifier, Tile, TlogProof, UncheckedEntry, UncheckedManifest, UncheckedReceipt,
    UnverifiedCheckpoint, WitnessPolicy, parse_bundle,
};
use proptest::prelude::*;

use crate::sample;

/// A reader: the bytes it would write again for what it read, `None` where it refuses.
type Reader = fn(&[u8]) -> Option<Vec<u8>>;

fn entry(bytes: &[u8]) -> Option<Vec<u8>> {
    let read = UncheckedEntry::parse(bytes).ok()?;
    daylight_tlog::UnsignedEntry(read.entry().clone())
        .to_bytes(read.signature())
        .ok()
}

fn manifest(bytes: &[u8]) -> Option<Vec<u8>> {
    let read = UncheckedManifest::parse(bytes).ok()?;
    read.verify().ok()?.sign(&sample::reporter()).ok()
}

fn checkpoint(bytes: &[u8]) -> Option<Vec<u8>> {
    Some(UnverifiedCheckpoint::parse(bytes).ok()?.bytes().to_vec())
}

fn proof(bytes: &[u8]) -> Option<Vec<u8>> {
    Some(TlogProof::parse(bytes).ok()?.to_text().into_bytes())
}

fn receipt(bytes: &[u8]) -> Option<Vec<u8>> {
    let read = UncheckedReceipt::parse(bytes)
        .ok()?
        .verify(sample::log_key().verifier())
        .ok()?;
    sample::log_key()
        .sign_receipt(read.batch_day, &read.salt, read.entry.bytes())
        .ok()
        .map(String::into_bytes)
}

fn high_water(bytes: &[u8]) -> Option<Vec<u8>> {
    Some(
        HighWater::parse(std::str::from_utf8(bytes).ok()?)
            .ok()?
            .to_text()
            .into_bytes(),
    )
}

fn vkey(bytes: &[u8]) -> Option<Vec<u8>> {
    Some(
        LogVerifier::from_vkey(std::str::from_utf8(bytes).ok()?)
            .ok()?
            .vkey()
            .into_bytes(),
    )
}

fn tile(bytes: &[u8]) -> Option<Vec<u8>> {
    let tile = Tile::from_path(std::str::from_utf8(bytes).ok()?)?;
    tile.needed_hashes();
    Some(tile.path().into_bytes())
}

fn bundle(bytes: &[u8]) -> Option<Vec<u8>> {
    Some(daylight_tlog::tiles::bundle(&parse_bundle(bytes)?))
}

/// Whether bytes pass for the signed thing.
type Check = Box<dyn Fn(&[u8]) -> bool>;

/// Each reader with something it takes.
fn readers() -> Vec<(&'static str, Reader, Vec<u8>)> {
    vec![
        ("entry", entry, sample::entries()[1].1.clone()),
        ("received", entry, sample::entries()[0].1.clone()),
        ("manifest", manifest, sample::manifest_bytes()),
        ("checkpoint", checkpoint, sample::checkpoint().into_bytes()),
        ("proof", proof, sample::proof().to_text().into_bytes()),
        ("receipt", receipt, sample::receipt().into_bytes()),
        (
            "high water",
            high_water,
            HighWater {
                size: 4,
                root: sample::records()[0],
            }
            .to_text()
            .into_bytes(),
        ),
        ("vkey", vkey, sample::log_key().verifier().vkey().into_bytes()),
        ("tile", tile, b"tile/1/x001/x234/067.p/8".to_vec()),
        ("bundle", bundle, daylight_tlog::tiles::bundle(&sample::records())),
    ]
}

#[test]
fn what_is_written_is_taken_and_written_again() {
    for (name, read, good) in readers() {
        assert_eq!(read(&good).as_deref(), Some(good.as_slice()), "{name}");
        assert_eq!(read(&[]), (name == "bundle").then(Vec::new), "{name}");
    }
}

#[test]
fn no_single_flipped_bit_passes_for_the_signed_thing() {
    let log = sample::log_key().verifier().clone();
    let guardian = sample::guardian().public();
    let policy = WitnessPolicy::parse(&sample::policy_text()).unwrap();
    let checks: Vec<(&str, Vec<u8>, Check)> = vec![
        (
            "entry",
            sample::entries()[1].1.clone(),
            Box::new(move |bytes| {
                UncheckedEntry::parse(bytes)
                    .is_ok_and(|entry| entry.verify(sample::ORIGIN, &guardian).is_ok())
            }),
        ),
        (
            "manifest",
            sample::manifest_bytes(),
            Box::new(|bytes| UncheckedManifest::parse(bytes).is_ok_and(|manifest| manifest.verify().is_ok())),
        ),
        (
            "checkpoint",
            sample::checkpoint().into_bytes(),
            Box::new({
                let policy = policy.clone();
                move |bytes| {
                    UnverifiedCheckpoint::parse(bytes).is_ok_and(|it| it.verify_policy(&policy).is_ok())
                }
            }),
        ),
        (
            "proof",
            sample::proof().to_text().into_bytes(),
            Box::new(move |bytes| {
                TlogProof::parse(bytes).is_ok_and(|proof| proof.verify_policy(&policy).is_ok())
            }),
        ),
        (
            "receipt",
            sample::receipt().into_bytes(),
            Box::new(move |bytes| {
                UncheckedReceipt::parse(bytes).is_ok_and(|receipt| receipt.verify(&log).is_ok())
            }),
        ),
    ];
    for (name, good, passes) in checks {
        assert!(passes(&good), "{name}");
        for bit in 0..good.len() * 8 {
            let mut bad = good.clone();
            bad[bit / 8] ^= 1 << (bit % 8);
            assert!(!passes(&bad), "{name}, bit {bit}");
        }
    }
}

proptest! {
    #[test]
    fn arbitrary_bytes_are_refused_or_their_one_spelling(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        for (name, read, _) in readers() {
            if let Some(again) = read(&bytes) {
                prop_assert_eq!(&again, &bytes, "{}", name);
            }
        }
        let _ = WitnessPolicy::parse(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn damaged_things_are_refused_or_their_one_spelling(
        which in 0_usize..10, at: prop::sample::Index, cut in 0_usize..6, put in "[ -~\\n]{0,5}",
    ) {
        let (name, read, mut bytes) = readers().swap_remove(which);
        let start = at.index(bytes.len());
        let end = start.saturating_add(cut).min(bytes.len());
        bytes.splice(start..end, put.bytes());
        if let Some(again) = read(&bytes) {
            prop_assert_eq!(again, bytes, "{}", name);
        }
    }

    #[test]
    fn damaged_policies_of_witnesses_never_panic(at: prop::sample::Index, cut in 0_usize..20, put in "[ -~\\n\\t]{0,20}") {
        let mut bytes = (sample::policy_text() + "group g 1 w1\n").into_bytes();
        let start = at.index(bytes.len());
        let end = start.saturating_add(cut).min(bytes.len());
        bytes.splice(start..end, put.bytes());
        if let Ok(policy) = WitnessPolicy::parse(&String::from_utf8_lossy(&bytes)) {
            policy.is_met_by(&[]);
        }
    }

    #[test]
    fn any_path_is_refused_or_its_one_spelling(path in "tile/[0-9edatnris]{1,8}(/x?[0-9]{0,4}){0,9}(\\.p/[0-9]{1,4})?") {
        if let Some(again) = tile(path.as_bytes()) {
            prop_assert_eq!(again, path.into_bytes());
        }
    }
}
