//! The vectors of `tests/fixtures/ledger_vectors.json`: what the code writes is what the file says, byte by byte.

use daylight_domain::{PublicKey, Signature};
use daylight_tlog::{
    HighWater, KeyUsed, TlogProof, UncheckedEntry, UncheckedManifest, UncheckedReceipt, UnverifiedCheckpoint,
    WitnessPolicy, key_words, leaf_hash, person_id, record, sha256, sign_in_message, tree, verify,
};
use serde_json::{Value, json};

use crate::{acts, sample};

const PATH: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/ledger_vectors.json");

fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap()
}

fn vectors() -> Value {
    let keys = [
        ("log", "01", sample::log_key().verifier().public_key()),
        ("guardian", "02", sample::guardian().public()),
        ("reporter", "03", sample::reporter().public()),
        ("opening", "04", sample::opening().public()),
        ("witness", "05", sample::witness().0.public()),
    ];
    let entries: Vec<Value> = sample::entries()
        .into_iter()
        .map(|(unsigned, bytes, salt)| {
            let digest = record(&salt, &bytes);
            json!({
                "salt": daylight_domain::to_hex(&salt),
                "signing_bytes": text(unsigned.signing_bytes(sample::ORIGIN).unwrap()),
                "entry": text(bytes),
                "record": digest,
                "leaf": leaf_hash(&digest),
            })
        })
        .collect();
    let manifest = sample::manifest();
    let sign_in = sign_in_message(sample::ORIGIN, "00ff");
    let root = tree::root(4, &sample::stored()).unwrap();
    json!({
        "about": "Worked examples of docs/LEDGER_FORMAT.md. Each seed is one byte, 32 times. Written by `cargo test -p daylight-tlog -- --ignored`.",
        "origin": sample::ORIGIN,
        "vkey": sample::log_key().verifier().vkey(),
        "witness_vkey": sample::witness().1.vkey(),
        "keys": keys.map(|(name, seed, public)| json!({
            "name": name, "seed_byte": seed, "public": public, "person": person_id(&public),
        })),
        "case_recipient": sample::CASE_RECIPIENT,
        "concern": manifest.concern(),
        "manifest": {
            "signing_bytes": text(manifest.signing_bytes().unwrap()),
            "bytes": text(sample::manifest_bytes()),
            "digest": sha256(&sample::manifest_bytes()),
        },
        "opening_message": text(daylight_tlog::opening_message(
            sample::ORIGIN,
            &manifest.concern(),
            &"guardian".parse().unwrap(),
            &person_id(&sample::guardian().public()),
            sample::day("2026-12-21"),
        )),
        "sign_in": { "message": text(sign_in.clone()), "signature": sample::guardian().sign(&sign_in) },
        "entries": entries,
        "root": root,
        "checkpoint": sample::checkpoint(),
        "policy": sample::policy_text(),
        "proof": sample::proof().to_text(),
        "receipt": sample::receipt(),
        "high_water": HighWater { size: 4, root }.to_text(),
        "key_words": {
            "key": sample::log_key().verifier().vkey(),
            "list": ["zero", "one", "two", "three", "four", "five", "six", "seven"],
            "words": key_words(
                &sample::log_key().verifier().vkey(),
                &["zero", "one", "two", "three", "four", "five", "six", "seven"],
            ),
        },
        "kinds": acts::acts().iter().map(|act| serde_json::to_string(act).unwrap()).collect::<Vec<_>>(),
    })
}

fn file() -> Value {
    serde_json::from_str(&std::fs::read_to_string(PATH).unwrap()).unwrap()
}

fn part(file: &Value, pointer: &str) -> String {
    file.pointer(pointer).unwrap().as_str().unwrap().to_owned()
}

#[test]
#[ignore = "writes the fixture; run it with WRITE_VECTORS=1 when a format changes on purpose"]
fn write_the_vectors() {
    // The long tests are run with `--ignored` as well, and must not make a changed format the right one.
    if std::env::var_os("WRITE_VECTORS").is_none() {
        return;
    }
    std::fs::write(PATH, serde_json::to_string_pretty(&vectors()).unwrap() + "\n").unwrap();
}

#[test]
fn the_code_writes_what_the_vectors_say() {
    assert_eq!(vectors(), file());
}

#[test]
fn the_page_on_the_format_quotes_the_vectors() {
    let page = include_str!("../../../../docs/LEDGER_FORMAT.md");
    let file = file();
    let mut quoted: Vec<String> = [
        "/vkey",
        "/witness_vkey",
        "/case_recipient",
        "/concern",
        "/manifest/bytes",
        "/manifest/digest",
        "/opening_message",
        "/sign_in/message",
        "/sign_in/signature",
        "/entries/1/signing_bytes",
        "/root",
        "/checkpoint",
        "/policy",
        "/proof",
        "/receipt",
        "/high_water",
    ]
    .map(|pointer| part(&file, pointer))
    .to_vec();
    for number in 0..4 {
        quoted.extend(
            ["entry", "record", "leaf"].map(|name| part(&file, &format!("/entries/{number}/{name}"))),
        );
    }
    for text in quoted {
        assert!(page.contains(text.trim_end()), "the page does not quote {text}");
    }
    for act in acts::acts() {
        assert!(page.contains(&format!("`{}`", act.kind())), "{}", act.kind());
    }
}

#[test]
fn every_vector_reads_and_verifies() {
    let file = file();
    let log = sample::log_key().verifier().clone();
    let manifest = UncheckedManifest::parse(part(&file, "/manifest/bytes").as_bytes()).unwrap();
    assert_eq!(manifest.digest().to_string(), part(&file, "/manifest/digest"));
    let manifest = manifest.verify().unwrap();
    assert_eq!(manifest.concern().to_string(), part(&file, "/concern"));

    let opened = UncheckedEntry::parse(part(&file, "/entries/1/entry").as_bytes()).unwrap();
    opened
        .verify(sample::ORIGIN, &sample::guardian().public())
        .unwrap();
    let daylight_domain::Act::Opened { office, countersign } = &opened.entry().act else {
        panic!()
    };
    let key: PublicKey = manifest.opening_key(office).unwrap();
    verify(&key, part(&file, "/opening_message").as_bytes(), countersign).unwrap();

    let sign_in: Signature = part(&file, "/sign_in/signature").parse().unwrap();
    verify(
        &sample::guardian().public(),
        part(&file, "/sign_in/message").as_bytes(),
        &sign_in,
    )
    .unwrap();

    let policy = WitnessPolicy::parse(&part(&file, "/policy")).unwrap();
    let checkpoint = UnverifiedCheckpoint::parse(part(&file, "/checkpoint").as_bytes()).unwrap();
    assert_eq!(
        checkpoint.verify_policy(&policy).unwrap().1[0].timestamp,
        sample::TIMESTAMP
    );
    let proof = TlogProof::parse(part(&file, "/proof").as_bytes()).unwrap();
    assert_eq!(proof.verify_policy(&policy).unwrap().entry, opened);
    assert!(proof.verify(&log).unwrap().cosignatures.is_empty());

    let receipt = UncheckedReceipt::parse(part(&file, "/receipt").as_bytes())
        .unwrap()
        .verify(&log)
        .unwrap();
    assert_eq!(
        (receipt.key_used, receipt.record().to_string()),
        (KeyUsed::Given, part(&file, "/entries/1/record"))
    );
}

#[test]
fn a_receipt_without_a_given_key_says_so_and_one_of_another_log_is_refused() {
    let read = || UncheckedReceipt::parse(sample::receipt().as_bytes()).unwrap();
    assert_eq!(read().verify_with_own_key().unwrap().key_used, KeyUsed::InReceipt);
    let other = daylight_tlog::LogKey::new(sample::ORIGIN, &[7; 32]).unwrap();
    assert_eq!(
        read().verify(other.verifier()),
        Err(daylight_tlog::BadReceipt::OtherLog)
    );
}

#[test]
fn a_receipt_is_never_read_as_a_checkpoint() {
    assert!(UnverifiedCheckpoint::parse(sample::receipt().as_bytes()).is_err());
    assert!(UncheckedReceipt::parse(sample::checkpoint().as_bytes()).is_err());
}

#[test]
fn an_act_s_signature_holds_for_one_log_alone_and_is_no_sign_in() {
    let (_, bytes, _) = &sample::entries()[1];
    let opened = UncheckedEntry::parse(bytes).unwrap();
    let key = sample::guardian().public();
    assert!(opened.verify("other.daylight.invalid/log", &key).is_err());
    assert!(
        opened
            .verify(sample::ORIGIN, &sample::reporter().public())
            .is_err()
    );
    let sign_in = sign_in_message(sample::ORIGIN, "00ff");
    assert!(verify(&key, &sign_in, &opened.signature().unwrap()).is_err());
}
