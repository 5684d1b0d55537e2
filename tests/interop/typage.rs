//! typage (npm `age-encryption`) opens what we seal, and the other way round.

use std::io::{Read as _, Write as _};

use daylight::crypto::capsule::Capsule;
use daylight::crypto::hybrid::HybridIdentity;
use daylight::crypto::seal::{Sealed, open_stream, seal_stream, sealed_size};
use daylight::crypto::sign::SigningSecret;
use daylight::entropy::SeededEntropy;
use daylight_domain::Urgency;

/// The same as in `web/interop/plain.mjs`.
const SIZES: [usize; 6] = [0, 1, 65_535, 65_536, 65_537, 270_336];

fn plain(size: usize) -> Vec<u8> {
    (0..size)
        .map(|place| u8::try_from(place.wrapping_mul(7) % 251).unwrap())
        .collect()
}

fn identity() -> HybridIdentity {
    HybridIdentity::generate(&SeededEntropy::new(1))
}

fn capsule() -> Capsule {
    Capsule {
        origin: "demo.daylight.invalid/log".to_owned(),
        office: "guardian".parse().unwrap(),
        reporter: SigningSecret::from_seed([0x22; 32]).public(),
        case_identity: HybridIdentity::from_seed([0x11; 32]),
        opening: SigningSecret::from_seed([0x33; 32]),
        day: "2026-12-18".parse().unwrap(),
        urgency: Urgency::DataLoss,
    }
}

/// The capsule's plaintext as the format describes it, put together by hand.
fn capsule_json() -> String {
    let Capsule { reporter, .. } = capsule();
    [
        r#"{"v":1,"origin":"demo.daylight.invalid/log","office":"guardian","reporter":""#,
        &reporter.to_string(),
        r#"","case_identity":""#,
        &"11".repeat(32),
        r#"","opening":""#,
        &"33".repeat(32),
        r#"","day":"2026-12-18","urgency":"data-loss"}"#,
    ]
    .concat()
}

#[test]
fn typage_opens_what_we_seal() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(
        dir.path().join("identity"),
        identity().to_secret_text().as_bytes(),
    )
    .unwrap();
    for size in SIZES {
        let mut writer = seal_stream(&identity().recipient(), Vec::new()).unwrap();
        writer.write_all(&plain(size)).unwrap();
        std::fs::write(
            dir.path().join(format!("{size}.age")),
            writer.finish().unwrap().into_inner(),
        )
        .unwrap();
    }
    let sealed = capsule().seal(&identity().recipient()).unwrap();
    std::fs::write(dir.path().join("capsule.age"), sealed.as_bytes()).unwrap();

    crate::node::run("typage-open.mjs", &[dir.path().to_str().unwrap()]);

    assert_eq!(
        std::fs::read_to_string(dir.path().join("capsule.json")).unwrap(),
        capsule_json()
    );
}

#[test]
fn we_open_what_typage_seals_and_cannot_tell_it_from_ours() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("capsule.json"), capsule_json()).unwrap();

    crate::node::run(
        "typage-seal.mjs",
        &[&identity().recipient().to_string(), dir.path().to_str().unwrap()],
    );

    for size in SIZES {
        let file = std::fs::read(dir.path().join(format!("{size}.age"))).unwrap();
        assert_eq!(
            file.len(),
            sealed_size(size),
            "a browser's file would stand out by its size"
        );
        let file = Sealed::check(file).unwrap();
        let mut opened = Vec::new();
        open_stream(&identity(), file.as_bytes())
            .unwrap()
            .read_to_end(&mut opened)
            .unwrap();
        assert!(opened == plain(size), "{size} bytes came back changed");
    }
    let sealed = Sealed::check_capsule(std::fs::read(dir.path().join("capsule.age")).unwrap()).unwrap();
    let opened = Capsule::open(&identity(), &sealed).unwrap();
    assert_eq!(
        (opened.office, opened.opening),
        (capsule().office, capsule().opening)
    );
}
