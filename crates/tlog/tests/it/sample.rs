//! A tiny ledger made from fixed seeds, the same in the vectors, the parser tests and `docs/LEDGER_FORMAT.md`.

use daylight_domain::{Act, Author, ClockName, Date, Digest, Entry, FirstDate, OfficeId, StageNo, Urgency};
use daylight_tlog::{
    Cosigner, Hashes, LogKey, Manifest, ManifestCapsule, Salt, SigningKey, TlogProof, UnsignedEntry,
    UnverifiedCheckpoint, opening_message, person_id, record, sha256, tree,
};

pub(crate) const ORIGIN: &str = "demo.daylight.invalid/log";
pub(crate) const CASE_RECIPIENT: &str = "age1pq1exampleofacaserecipientthatisnoneinfact";
pub(crate) const TIMESTAMP: u64 = 1_797_552_000;

pub(crate) fn day(text: &str) -> Date {
    text.parse().unwrap()
}

pub(crate) fn log_key() -> LogKey {
    LogKey::new(ORIGIN, &[1; 32]).unwrap()
}

pub(crate) fn guardian() -> SigningKey {
    SigningKey::from_seed(&[2; 32])
}

pub(crate) fn reporter() -> SigningKey {
    SigningKey::from_seed(&[3; 32])
}

pub(crate) fn opening() -> SigningKey {
    SigningKey::from_seed(&[4; 32])
}

pub(crate) fn witness() -> (SigningKey, Cosigner) {
    let key = SigningKey::from_seed(&[5; 32]);
    let cosigner = Cosigner::new("witness.invalid/w1", key.public()).unwrap();
    (key, cosigner)
}

pub(crate) fn salt(n: u8) -> Salt {
    [0x10 | n; 32]
}

pub(crate) fn manifest() -> Manifest {
    Manifest {
        log: log_key().verifier().vkey(),
        origin: ORIGIN.to_owned(),
        policy: sha256(b"a policy"),
        day: day("2026-12-18"),
        urgency: Urgency::Ordinary,
        left_out: vec![],
        case_recipient: CASE_RECIPIENT.to_owned(),
        reporter: reporter().public(),
        capsules: vec![ManifestCapsule {
            office: "guardian".parse().unwrap(),
            digest: sha256(b"a capsule"),
            opening: opening().public(),
        }],
        about: sha256(b"about"),
        account: sha256(b"account"),
        sealed_on_arrival: false,
    }
}

pub(crate) fn manifest_bytes() -> Vec<u8> {
    manifest().sign(&reporter()).unwrap()
}

fn of_concern(day_text: &str, by: Author, after: Option<Digest>, act: Act) -> UnsignedEntry {
    UnsignedEntry(Entry {
        day: day(day_text),
        concern: Some(manifest().concern()),
        by,
        after,
        act,
    })
}

/// The four entries of the sample, each with its salt and its key's name.
pub(crate) fn entries() -> Vec<(UnsignedEntry, Vec<u8>, Salt)> {
    let office: OfficeId = "guardian".parse().unwrap();
    let person = person_id(&guardian().public());
    let received = of_concern(
        "2026-12-18",
        Author::Reporter,
        None,
        Act::Received {
            manifest: sha256(&manifest_bytes()),
            policy: manifest().policy,
            urgency: Urgency::Ordinary,
            left_out: vec![],
            dates: vec![FirstDate {
                clock: ClockName::Acknowledge,
                due: day("2026-12-25"),
            }],
        },
    );
    let received_bytes = received.to_bytes(None).unwrap();
    let after = record(&salt(0), &received_bytes);
    let message = opening_message(ORIGIN, &manifest().concern(), &office, &person, day("2026-12-21"));
    let opened = of_concern(
        "2026-12-21",
        Author::Person(person),
        Some(after),
        Act::Opened {
            office,
            countersign: opening().sign(&message),
        },
    );
    let opened_bytes = opened.sign(ORIGIN, &guardian()).unwrap();
    let lapsed = of_concern(
        "2026-12-26",
        Author::Service,
        Some(record(&salt(1), &opened_bytes)),
        Act::Lapsed {
            clock: ClockName::Acknowledge,
            stage: StageNo(1),
            first_due: day("2026-12-25"),
            due: day("2026-12-25"),
            arrival: day("2026-12-26"),
        },
    );
    let lapsed_bytes = lapsed.to_bytes(None).unwrap();
    let padding = UnsignedEntry(Entry {
        day: day("2026-12-26"),
        concern: None,
        by: Author::Service,
        after: None,
        act: Act::Padding {},
    });
    let padding_bytes = padding.to_bytes(None).unwrap();
    vec![
        (received, received_bytes, salt(0)),
        (opened, opened_bytes, salt(1)),
        (lapsed, lapsed_bytes, salt(2)),
        (padding, padding_bytes, salt(3)),
    ]
}

pub(crate) fn records() -> Vec<Digest> {
    entries()
        .iter()
        .map(|(_, bytes, salt)| record(salt, bytes))
        .collect()
}

pub(crate) fn stored() -> Hashes {
    tree::append(0, &records(), &Hashes::new())
        .unwrap()
        .into_iter()
        .collect()
}

/// The checkpoint over the four, cosigned by the witness.
pub(crate) fn checkpoint() -> String {
    let root = tree::root(4, &stored()).unwrap();
    let note = log_key().sign_checkpoint(4, root).unwrap();
    let text = format!("{}\n", note.split_once("\n\n").unwrap().0);
    let (key, cosigner) = witness();
    format!("{note}{}", cosigner.cosign(&key, &text, TIMESTAMP))
}

/// The proof of the entry `opened`.
pub(crate) fn proof() -> TlogProof {
    let (_, bytes, salt) = &entries()[1];
    TlogProof {
        extra: Some(TlogProof::extra_of(salt, bytes)),
        index: 1,
        hashes: tree::inclusion(4, 1, &stored()).unwrap(),
        checkpoint: UnverifiedCheckpoint::parse(checkpoint().as_bytes()).unwrap(),
    }
}

pub(crate) fn receipt() -> String {
    let (_, bytes, salt) = &entries()[1];
    log_key().sign_receipt(day("2026-12-21"), salt, bytes).unwrap()
}

pub(crate) fn policy_text() -> String {
    format!(
        "log {}\nwitness w1 {}\nquorum w1\n",
        log_key().verifier().vkey(),
        witness().1.vkey()
    )
}
