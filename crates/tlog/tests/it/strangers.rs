//! Exports checked by strangers' code: notes, checkpoints, inclusion, consistency and tiles by Go's checksum database,
//! notes and inclusion by sigstore in Python and in JavaScript. None of it knows Daylight. Each also refuses what is false.

use std::path::{Path, PathBuf};
use std::process::Command;

use daylight_domain::Digest;
use daylight_domain::calendar::add_days;
use daylight_tlog::{Hashes, UnverifiedCheckpoint, record, tree};
use serde_json::json;

use crate::book::day;
use crate::export_of::{busy, export, folder};

/// Whole tiles, a part of one, and a level above them.
fn sample() -> tempfile::TempDir {
    let mut book = busy();
    for number in 0..60 {
        book.tick(add_days(day("2026-12-23"), number));
    }
    let records: Vec<_> = book
        .entries
        .iter()
        .map(|(salt, bytes)| record(salt, bytes))
        .collect();
    let size = u64::try_from(records.len()).unwrap();
    assert!(size > 512);
    let stored: Hashes = tree::append(0, &records, &Hashes::new())
        .unwrap()
        .into_iter()
        .collect();
    let text = |hashes: Vec<Digest>| hashes.iter().map(ToString::to_string).collect::<Vec<_>>();
    let notes: Vec<String> = book
        .checkpoints
        .iter()
        .map(|note| String::from_utf8(note.clone()).unwrap())
        .collect();
    let inclusion = (0..size).step_by(7).chain([size.saturating_sub(1)]).map(|index| {
        let record = records[usize::try_from(index).unwrap()].to_string();
        let hashes = text(tree::inclusion(size, index, &stored).unwrap());
        json!({ "index": index, "record": record, "hashes": hashes })
    });
    let consistency = notes.iter().map(|old| {
        let from = UnverifiedCheckpoint::parse(old.as_bytes())
            .unwrap()
            .claimed()
            .size;
        let hashes = text(tree::consistency(from, size, &stored).unwrap());
        json!({ "old": old, "hashes": hashes })
    });
    let proofs = json!({
        "vkey": book.log.verifier().vkey(),
        "key": book.log.verifier().public_key().to_string(),
        "checkpoint": notes.last(),
        "inclusion": inclusion.collect::<Vec<_>>(),
        "consistency": consistency.collect::<Vec<_>>(),
    });
    let dir = folder(&export(&book));
    std::fs::write(dir.path().join("proofs.json"), proofs.to_string()).unwrap();
    dir
}

fn strangers(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("../strangers")
        .join(name);
    assert!(
        path.exists(),
        "{name} is missing: run `make test`, which runs scripts/strangers.sh"
    );
    path
}

fn root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path)
}

fn agrees(command: &mut Command) -> String {
    let done = command.arg(sample().path()).output().unwrap();
    let errors = String::from_utf8_lossy(&done.stderr);
    assert!(done.status.success(), "{command:?}: {errors}");
    String::from_utf8(done.stdout).unwrap()
}

#[test]
fn gos_checksum_database_code_agrees_on_notes_proofs_and_tiles() {
    let says = agrees(&mut Command::new(strangers("sumdb-check")));
    assert!(says.contains("proofs"), "{says}");
}

#[test]
fn sigstore_in_python_agrees_on_notes_and_inclusion() {
    let script = root("crates/tlog/tests/strangers/sigstore_check.py");
    let says = agrees(Command::new(strangers("python/bin/python")).arg(script));
    assert!(says.contains("proofs"), "{says}");
}

#[test]
fn sigstore_in_javascript_agrees_on_notes_and_inclusion() {
    assert!(
        root("web/node_modules/@sigstore/verify").is_dir(),
        "@sigstore/verify is missing: run `make test`, which runs `npm ci --ignore-scripts` in web/"
    );
    let says = agrees(Command::new("node").arg(root("web/interop/sigstore.mjs")));
    assert!(says.contains("proofs"), "{says}");
}
