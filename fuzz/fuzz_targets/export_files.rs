//! The long files of an export, whatever stands in them, under a checkpoint of the log: a verdict or a fault.
#![no_main]

use daylight_fuzz::sample;
use daylight_tlog::verify::{Asked, Export, Verification};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let checkpoints = [sample::checkpoint().as_bytes().to_vec()];
    let export = Export {
        log: sample::log_key().verifier(),
        newest: &checkpoints[0],
        checkpoints: &checkpoints,
        witnesses: sample::witness_policy(),
        policies: &[],
    };
    // The first two bytes say where one file ends and the next begins.
    let (ends, rest) = bytes.split_at(bytes.len().min(2));
    let cut = |at: usize| usize::from(ends.get(at).copied().unwrap_or_default()) * rest.len() / 255;
    let (first, second) = (cut(0).min(cut(1)), cut(0).max(cut(1)));
    let mut tile = |path: &str| path.ends_with("/000.p/4").then(|| rest.to_vec());
    let mut check = Verification::begin(export, &mut tile);
    let done = check
        .manifests(&rest[..first])
        .and_then(|()| check.entries(&rest[first..second]))
        .and_then(|()| check.items(&rest[second..]));
    if done.is_ok() {
        let asked = Asked {
            against: Some(rest),
            receipt: Some(rest),
            ..Asked::default()
        };
        assert!(check.end(&asked).is_err(), "nobody signed it");
    }
});
