//! A book written as an export, as files in memory or in a folder, and what `daylight-verify` says of it.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use daylight_domain::calendar::add_days;
use daylight_domain::{Act, Audience, Author, ConcernId, Date};
use daylight_tlog::export::{Item, batch_file, entry_line, policy_file};
use daylight_tlog::replay::named_by;
use daylight_tlog::tiles::{bundle, tiles_between};
use daylight_tlog::{Cosigner, Hashes, Manifest, UncheckedEntry, UncheckedManifest, record, sha256, tree};
use serde_json::Value;
use tempfile::TempDir;

use crate::book::{Book, GUARDIAN, day, key};

/// File by file.
pub(crate) type Files = BTreeMap<String, Vec<u8>>;

/// What an honest service would export.
pub(crate) fn export(book: &Book) -> Files {
    let mut files = Files::new();
    let mut put = |name: String, bytes: Vec<u8>| drop(files.insert(name, bytes));
    put("checkpoint".to_owned(), book.checkpoints.last().unwrap().clone());
    for (number, checkpoint) in book.checkpoints.iter().enumerate() {
        put(format!("checkpoints/{}", batch_file(number)), checkpoint.clone());
    }
    let lines = book.entries.iter().map(|(salt, bytes)| entry_line(salt, bytes));
    put("entries.jsonl".to_owned(), text(lines));
    let manifests = book
        .manifests
        .iter()
        .map(|line| String::from_utf8(line.clone()).unwrap());
    put("manifests.jsonl".to_owned(), text(manifests));
    put(
        "items.jsonl".to_owned(),
        text(items(book).iter().map(Item::to_line)),
    );
    let vkey = book.log.verifier().vkey();
    let witness = Cosigner::new("witness.invalid/w", key(WITNESS).public())
        .unwrap()
        .vkey();
    put(
        "vkeys".to_owned(),
        text([vkey.clone(), witness.clone()].into_iter()),
    );
    let policy = format!("log {vkey}\nwitness w {witness}\nquorum w\n");
    put("policy.txt".to_owned(), policy.into_bytes());
    for policy in &book.policies {
        put(
            format!("policies/{}", policy_file(&sha256(policy))),
            policy.clone(),
        );
    }
    let records: Vec<_> = book
        .entries
        .iter()
        .map(|(salt, bytes)| record(salt, bytes))
        .collect();
    let hashes: Hashes = tree::append(0, &records, &Hashes::new())
        .unwrap()
        .into_iter()
        .collect();
    for tile in tiles_between(0, u64::try_from(records.len()).unwrap()) {
        let bytes = if tile.is_entries() {
            let (start, count) = tile.entries();
            let start = usize::try_from(start).unwrap();
            bundle(&records[start..start.saturating_add(usize::try_from(count).unwrap())])
        } else {
            tile.hash_bytes(&hashes).unwrap()
        };
        put(tile.path(), bytes);
    }
    files
}

/// Whose cosignature the export's policy asks for.
pub(crate) const WITNESS: u8 = 90;

fn text(lines: impl Iterator<Item = String>) -> Vec<u8> {
    lines.flat_map(|line| format!("{line}\n").into_bytes()).collect()
}

/// All that the record names, everything there.
fn items(book: &Book) -> Vec<Item> {
    let manifests: BTreeMap<ConcernId, Manifest> = book
        .manifests
        .iter()
        .map(|line| UncheckedManifest::parse(line).unwrap().verify().unwrap())
        .map(|manifest| (manifest.concern(), manifest))
        .collect();
    let mut items = Vec::new();
    for ((_, bytes), at) in book.entries.iter().zip(0..) {
        let entry = UncheckedEntry::parse(bytes).unwrap().into_entry();
        let manifest = entry.concern.and_then(|concern| manifests.get(&concern));
        let item = |item| Item {
            entry: at,
            item,
            there: true,
        };
        items.extend(named_by(&entry.act, manifest).map(item));
    }
    items
}

/// The files in a folder of their own.
pub(crate) fn folder(files: &Files) -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        let path = dir.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
    dir
}

/// What the program says and how it ends. Anything else than an exit, a panic above all, fails the test.
pub(crate) fn verify_folder(dir: &Path, args: &[&str]) -> (i32, String) {
    let done = Command::new(env!("CARGO_BIN_EXE_daylight-verify"))
        .arg(dir)
        .args(args)
        .output()
        .unwrap();
    let says = [done.stdout, done.stderr].concat();
    let says = String::from_utf8(says).unwrap();
    assert!(!says.contains("panicked"), "{says}");
    (done.status.code().unwrap(), says)
}

pub(crate) fn verify(files: &Files, args: &[&str]) -> (i32, String) {
    verify_folder(folder(files).path(), args)
}

/// The verdict as a program reads it.
pub(crate) fn told(files: &Files, args: &[&str]) -> Value {
    let (code, says) = verify(files, &[args, &["--json"]].concat());
    assert!([0, 1, 3].contains(&code), "{says}");
    serde_json::from_str(&says).unwrap()
}

/// The lines of a file, to be changed and put back.
pub(crate) fn change_lines(files: &mut Files, name: &str, change: impl FnOnce(&mut Vec<String>)) {
    let file = String::from_utf8(files[name].clone()).unwrap();
    let mut lines: Vec<String> = file.lines().map(str::to_owned).collect();
    change(&mut lines);
    files.insert(name.to_owned(), text(lines.into_iter()));
}

/// Places of entries of a kind.
pub(crate) fn places(book: &Book, is: impl Fn(&Act) -> bool) -> Vec<usize> {
    let entries = book.entries.iter().enumerate();
    let wanted = entries.filter(|(_, (_, bytes))| is(&UncheckedEntry::parse(bytes).unwrap().entry().act));
    wanted.map(|(place, _)| place).collect()
}

/// Twelve concerns over three weeks, daily batches: one in three is answered, the others climb.
pub(crate) fn busy() -> Book {
    let mut book = Book::found();
    let first = day("2026-12-02");
    let mut concerns: Vec<(u8, ConcernId, Date)> = Vec::new();
    for number in 0..21_u16 {
        let on = add_days(first, number);
        if number % 2 == 0 && concerns.len() < 12 {
            let seed = u8::try_from(number).unwrap().saturating_add(100);
            concerns.push((seed, book.submit(seed, on), on));
        }
        for (seed, concern, sent) in &concerns {
            if seed % 3 == 0 && add_days(*sent, 2) == on {
                book.open(GUARDIAN, "guardian", *seed, *concern, on);
                book.person(GUARDIAN, Some(*concern), on, Act::Acknowledged { item: None });
                let item = sha256(&[*seed]);
                let audience = Audience::Case;
                book.act(
                    Author::Reporter,
                    &key(*seed),
                    Some(*concern),
                    on,
                    Act::Message { item, audience },
                );
            }
        }
        book.tick(on);
    }
    book
}

/// Changes one bit.
pub(crate) fn flip(bytes: &mut [u8], at: usize) {
    bytes[at] ^= 1;
}

/// The damaged export is refused with exit code 1 and these words.
pub(crate) fn is_named(files: &Files, args: &[&str], says: &str) {
    let (code, text) = verify(files, args);
    assert!(code == 1 && text.contains(says), "{says:?}: exit {code}: {text}");
}
