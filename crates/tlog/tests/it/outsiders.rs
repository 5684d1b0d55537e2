//! What somebody outside holds, against what the service exports: a checkpoint, a cosignature, a receipt (A09, A10).

use daylight_domain::Act;
use daylight_domain::calendar::add_days;
use daylight_tlog::{TlogProof, UncheckedEntry, UnverifiedCheckpoint, tree};

use crate::book::{Book, day};
use crate::export_of::{WITNESS, busy, export, flip, is_named, places, verify};

#[test]
fn a_cut_tail_is_caught_against_the_copy_that_somebody_outside_kept() {
    let book = busy();
    let dir = tempfile::tempdir().unwrap();
    let copy = dir.path().join("kept");
    std::fs::write(&copy, book.checkpoints.last().unwrap()).unwrap();
    let copy = copy.to_str().unwrap();
    let whole = verify(&export(&book), &["--against", copy]);
    assert!(
        whole.0 == 0
            && whole
                .1
                .starts_with("Agrees with the outside copy of 2026-12-22, which ends with entry 192."),
        "{}",
        whole.1
    );
    // The service forgets its last three batches, and exports what is left, all of it signed.
    let mut shorter = book.clone();
    shorter.checkpoints.truncate(shorter.checkpoints.len() - 3);
    let kept = UnverifiedCheckpoint::parse(shorter.checkpoints.last().unwrap()).unwrap();
    shorter
        .entries
        .truncate(usize::try_from(kept.claimed().size).unwrap());
    let alone = verify(&export(&shorter), &[]);
    assert_eq!(alone.0, 0, "by itself it looks whole: {}", alone.1);
    is_named(&export(&shorter), &["--against", copy], "its end is missing");
    let silent = verify(&export(&shorter), &["--today", "2026-12-23"]);
    assert!(silent.1.contains("Silent since 2026-12-19"), "{}", silent.1);
}

#[test]
fn a_ledger_written_anew_and_signed_by_the_service_is_caught_from_outside() {
    let book = busy();
    let dir = tempfile::tempdir().unwrap();
    let copy = dir.path().join("kept");
    std::fs::write(&copy, &book.checkpoints[5]).unwrap();
    // The same people and the same days without the first concern: another history of the same log.
    let mut other = Book::found();
    for number in 0..21 {
        other.tick(add_days(day("2026-12-02"), number));
    }
    let anew = export(&other);
    assert_eq!(verify(&anew, &[]).0, 0, "by itself it looks whole");
    is_named(
        &anew,
        &["--against", copy.to_str().unwrap()],
        "the record was written anew",
    );
    let mut mixed = export(&book);
    mixed.insert(
        "checkpoints/000006".to_owned(),
        anew["checkpoints/000006"].clone(),
    );
    assert_eq!(verify(&mixed, &[]).0, 1, "checkpoints of two runs");
}

#[test]
fn a10_a_receipt_finds_its_entry_and_catches_the_one_that_was_dropped() {
    let book = busy();
    let [place, ..] = places(&book, |act| matches!(act, Act::Received { .. }))[..] else {
        panic!("nobody sent anything");
    };
    let (salt, bytes) = &book.entries[place];
    let sent = UncheckedEntry::parse(bytes).unwrap().entry().day;
    let receipt = book.log.sign_receipt(add_days(sent, 0), salt, bytes).unwrap();
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("receipt");
    std::fs::write(&file, &receipt).unwrap();
    let file = file.to_str().unwrap();
    let found = verify(&export(&book), &["--receipt", file]);
    assert!(
        found.0 == 0
            && found
                .1
                .contains(&format!("entry {place}, in the batch of {sent}")),
        "{}",
        found.1
    );
    let mut without = Book::found();
    for number in 0..21 {
        without.tick(add_days(day("2026-12-02"), number));
    }
    is_named(&export(&without), &["--receipt", file], "it was dropped");
    let mut young = Book::found();
    young.batch(day("2026-12-01"));
    let (code, says) = verify(&export(&young), &["--receipt", file]);
    assert!(
        code == 0 && says.contains("which this export does not reach"),
        "{says}"
    );
    std::fs::write(
        dir.path().join("receipt"),
        receipt.replace("received", "receivex"),
    )
    .unwrap();
    is_named(
        &export(&book),
        &["--receipt", file],
        "not signed by this log, or damaged",
    );
}

#[test]
fn a10_a_proof_finds_its_place_and_catches_another_there_and_blames_no_older_export() {
    let book = busy();
    let mut young = Book::found();
    young.batch(day("2026-12-01"));
    let mut without = Book::found();
    for number in 0..21 {
        without.tick(add_days(day("2026-12-02"), number));
    }
    let mut places = (young.entries.len()..).zip(
        book.entries
            .iter()
            .zip(&without.entries)
            .skip(young.entries.len()),
    );
    let (place, ((salt, bytes), _)) = places.find(|(_, (ours, theirs))| ours != theirs).unwrap();
    let (index, size) = (
        u64::try_from(place).unwrap(),
        u64::try_from(book.entries.len()).unwrap(),
    );
    let proof = TlogProof {
        extra: Some(TlogProof::extra_of(salt, bytes)),
        index,
        hashes: tree::inclusion(size, index, &book.stored).unwrap(),
        checkpoint: UnverifiedCheckpoint::parse(book.checkpoints.last().unwrap()).unwrap(),
    };
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("proof");
    std::fs::write(&file, proof.to_text()).unwrap();
    let file = file.to_str().unwrap();
    let (code, says) = verify(&export(&book), &["--receipt", file]);
    assert!(
        code == 0 && says.contains(&format!("entry {place}, in the batch of")),
        "{says}"
    );
    is_named(
        &export(&without),
        &["--receipt", file],
        "the record was written anew",
    );
    let (code, says) = verify(&export(&young), &["--receipt", file]);
    assert!(code == 0 && says.contains("this export ends before it"), "{says}");
}

#[test]
fn an_export_of_another_log_does_not_pass_for_the_posters() {
    let book = busy();
    let poster = daylight_tlog::LogKey::new("another.invalid/log", &[66; 32]).unwrap();
    let (code, says) = verify(&export(&book), &["--log-key", &poster.verifier().vkey()]);
    assert!(code == 1 && says.contains("checkpoint does not hold"), "{says}");
}

#[test]
fn witnesses_are_counted_up_to_the_newest_batch_they_signed() {
    let mut book = busy();
    book.cosign(WITNESS, "witness.invalid/w", day("2026-12-22"));
    let (code, says) = verify(&export(&book), &[]);
    assert!(
        code == 0
            && says.starts_with("Cosigned up to 2026-12-22 by 1 of the keys that the export names itself"),
        "a key of whoever wrote the export is nobody outside: {says}"
    );
    book.sign_for_a_witness(WITNESS, day("2026-12-22"));
    book.tick(day("2026-12-23"));
    // In service from the day after that batch.
    book.tick(day("2026-12-24"));
    book.cosign(WITNESS, "witness.invalid/w", day("2026-12-24"));
    let (code, says) = verify(&export(&book), &[]);
    assert!(
        code == 0 && says.starts_with("Cosigned by 1 outsider up to 2026-12-24."),
        "{says}"
    );
    book.tick(day("2026-12-25"));
    let (_, says) = verify(&export(&book), &[]);
    assert!(
        says.starts_with("Cosigned by 1 outsider up to 2026-12-24."),
        "{says}"
    );
    book.cosign(WITNESS, "witness.invalid/w", day("2027-01-01"));
    let (code, says) = verify(&export(&book), &[]);
    assert!(
        code == 0 && says.contains("witness.invalid/w cosigned the batch of 2026-12-25 7 days later."),
        "{says}"
    );
    let mut files = export(&book);
    let signed = files.get_mut("checkpoints/000021").unwrap();
    let last = signed.len() - 20;
    flip(signed, last);
    assert_eq!(verify(&files, &[]).0, 1, "a cosignature that does not verify");
}
