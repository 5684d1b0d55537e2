//! A service that writes its record anew and signs it with its own key: what the rules give away, and what only somebody
//! outside does, by a checkpoint they kept or a reporter by their receipt (A09, A10).

use daylight_domain::calendar::add_days;
use daylight_domain::{Act, Author, Entry, PersonChange};
use daylight_tlog::{Growing, Salt, UncheckedEntry, UnverifiedCheckpoint, record};

use crate::book::{Book, CHAIR, DEPUTY, GUARDIAN, OPERATOR, day, id, key};
use crate::export_of::{Files, busy, export, is_named, verify};
use crate::reporting::{answered, the_concern};

type Written = (Salt, Vec<u8>);

/// Each batch changed, the tree built again, each checkpoint signed again.
fn anew(book: &Book, change: impl Fn(Vec<Written>) -> Vec<Written>) -> Book {
    let (mut other, mut from) = (book.clone(), 0);
    other.entries.clear();
    other.checkpoints.clear();
    let mut tree = Growing::default();
    for checkpoint in &book.checkpoints {
        let size = UnverifiedCheckpoint::parse(checkpoint).unwrap().claimed().size;
        let until = usize::try_from(size).unwrap();
        let batch = change(book.entries[from..until].to_vec());
        from = until;
        for (salt, bytes) in &batch {
            tree.push(&record(salt, bytes));
        }
        let signed = other.log.sign_checkpoint(tree.size(), tree.root()).unwrap();
        // A batch of which nothing is left was never made.
        if !batch.is_empty() {
            other.checkpoints.push(signed.into_bytes());
        }
        other.entries.extend(batch);
    }
    other
}

fn entry(written: &Written) -> Entry {
    UncheckedEntry::parse(&written.1).unwrap().into_entry()
}

/// What somebody outside kept of the true record: its newest checkpoint.
fn kept(book: &Book) -> (tempfile::TempDir, String) {
    let dir = tempfile::tempdir().unwrap();
    let copy = dir.path().join("kept");
    std::fs::write(&copy, book.checkpoints.last().unwrap()).unwrap();
    let copy = copy.to_str().unwrap().to_owned();
    (dir, copy)
}

#[test]
fn a_lapse_that_was_taken_out_is_missed_and_caught_from_outside() {
    let book = busy();
    let is_first_lapse =
        |written: &Written| matches!(entry(written).act, Act::Lapsed { .. } | Act::Escalated { .. });
    let without = anew(&book, |batch| {
        batch
            .into_iter()
            .filter(|written| !is_first_lapse(written))
            .collect()
    });
    let files = export(&without);
    is_named(&files, &[], "the calendar owed `lapsed`");
    let (_dir, copy) = kept(&book);
    assert_eq!(verify(&files, &["--against", &copy]).0, 1);
    // Nobody can make room for it either: with everything behind it gone too, the outside copy speaks of more.
    let mut cut = book.clone();
    let first = book.entries.iter().position(is_first_lapse).unwrap();
    let sizes = book
        .checkpoints
        .iter()
        .map(|bytes| UnverifiedCheckpoint::parse(bytes).unwrap().claimed().size);
    let before = sizes
        .filter(|size| usize::try_from(*size).unwrap() <= first)
        .count();
    cut.checkpoints.truncate(before);
    let size = UnverifiedCheckpoint::parse(cut.checkpoints.last().unwrap())
        .unwrap()
        .claimed()
        .size;
    cut.entries.truncate(usize::try_from(size).unwrap());
    assert_eq!(verify(&export(&cut), &[]).0, 0, "by itself it looks whole");
    is_named(&export(&cut), &["--against", &copy], "its end is missing");
}

#[test]
fn padding_in_the_place_of_a_concern_is_caught_from_outside_and_by_the_reporters_receipt() {
    let book = busy();
    let received = book
        .entries
        .iter()
        .find(|written| matches!(entry(written).act, Act::Received { .. }))
        .unwrap();
    let (gone, sent) = (entry(received).concern, entry(received).day);
    let receipt = book.log.sign_receipt(sent, &received.0, &received.1).unwrap();
    let mut without = anew(&book, |batch| {
        let padding = batch
            .iter()
            .find(|written| matches!(entry(written).act, Act::Padding {}))
            .unwrap()
            .clone();
        let instead = |written: Written| {
            if entry(&written).concern == gone {
                (written.0, padding.1.clone())
            } else {
                written
            }
        };
        batch.into_iter().map(instead).collect()
    });
    without.manifests.remove(0);
    let files = export(&without);
    let (code, says) = verify(&files, &[]);
    assert!(
        code == 0 && says.starts_with("Consistent with itself only"),
        "{says}"
    );
    let (dir, copy) = kept(&book);
    is_named(&files, &["--against", &copy], "the record was written anew");
    let file = dir.path().join("receipt");
    std::fs::write(&file, receipt).unwrap();
    is_named(&files, &["--receipt", file.to_str().unwrap()], "it was dropped");
}

#[test]
fn a_missing_daily_batch_is_told_as_a_gap_and_caught_from_outside() {
    let book = busy();
    let on = day("2026-12-13");
    let is_quiet = |batch: &[Written]| batch.iter().all(|written| entry(written).concern.is_none());
    let without = anew(&book, |batch| {
        let is_it = entry(batch.last().unwrap()).day == on && is_quiet(&batch);
        if is_it { Vec::new() } else { batch }
    });
    let (_dir, copy) = kept(&book);
    assert!(without.entries.len() < book.entries.len());
    let (code, says) = verify(&export(&without), &[]);
    assert!(
        code == 0 && says.contains("No batch on 1 day between 2026-12-12 and 2026-12-14."),
        "{says}"
    );
    assert_eq!(verify(&export(&without), &["--against", &copy]).0, 1);
    // Taken out of the folder alone, the record says so itself.
    let mut files = export(&book);
    files.remove("checkpoints/000012");
    is_named(&files, &[], "000012 is missing");
}

#[test]
fn checkpoints_of_two_runs_and_two_histories_under_one_name_are_told_apart() {
    let book = busy();
    let other = anew(&book, |batch| {
        let salted = |written: Written| {
            let is_padding = matches!(entry(&written).act, Act::Padding {});
            let (salt, bytes) = written;
            (if is_padding { salt.map(|byte| !byte) } else { salt }, bytes)
        };
        batch.into_iter().map(salted).collect()
    });
    let (first, second) = (export(&book), export(&other));
    assert_eq!(
        (verify(&first, &[]).0, verify(&second, &[]).0),
        (0, 0),
        "each by itself"
    );
    let mut mixed = first.clone();
    mixed.insert(
        "checkpoints/000006".to_owned(),
        second["checkpoints/000006"].clone(),
    );
    is_named(
        &mixed,
        &[],
        "batch 6: entries and tiles agree with each other and not with its checkpoint",
    );
    let of = |files: &Files, name: &str| {
        let dir = tempfile::tempdir().unwrap();
        let copy = dir.path().join("kept");
        std::fs::write(&copy, &files[name]).unwrap();
        is_named(
            &second,
            &["--against", copy.to_str().unwrap()],
            "the record was written anew",
        );
    };
    of(&first, "checkpoint");
    of(&first, "checkpoints/000003");
    let mut tiles = first.clone();
    let bundle = first
        .keys()
        .find(|name| name.starts_with("tile/entries/"))
        .unwrap();
    tiles.insert(bundle.clone(), second[bundle].clone());
    is_named(
        &tiles,
        &[],
        &format!("{bundle} holds something else than the entries give"),
    );
}

#[test]
fn an_act_signed_with_another_key_is_named() {
    let mut book = answered();
    let (concern, on) = (the_concern(&book), day("2026-12-22"));
    book.act(
        Author::Person(id(GUARDIAN)),
        &key(DEPUTY),
        Some(concern),
        on,
        feedback(),
    );
    book.tick(day("2026-12-23"));
    is_named(&export(&book), &[], ": it was not signed with its author's key");
}

#[test]
fn an_act_by_somebody_whose_key_was_retired_the_day_before_is_named() {
    let on = day("2026-12-22");
    let retired = |acts_on| {
        let mut book = answered();
        let concern = the_concern(&book);
        let person = id(GUARDIAN);
        let proposal = book.person(
            OPERATOR,
            None,
            on,
            Act::Person(PersonChange::RetirementProposed { person }),
        );
        book.person(
            CHAIR,
            None,
            on,
            Act::Person(PersonChange::RetirementSigned { proposal }),
        );
        book.tick(on);
        book.person(GUARDIAN, Some(concern), acts_on, feedback());
        book.batch(acts_on);
        export(&book)
    };
    is_named(
        &retired(add_days(on, 1)),
        &[],
        ": its author was not in service on that day",
    );
    assert_eq!(verify(&retired(on), &[]).0, 0, "on the last day it counts");
}

#[test]
fn an_entry_back_dated_by_three_days_is_named_with_the_days_it_must_lie_between() {
    let mut book = answered();
    let concern = the_concern(&book);
    book.tick(day("2026-12-23"));
    book.person(GUARDIAN, Some(concern), day("2026-12-21"), feedback());
    book.tick(day("2026-12-24"));
    let says = "it bears the day 2026-12-21, which does not lie between the batch before (2026-12-23) and its own (2026-12-24)";
    is_named(&export(&book), &[], says);
}

fn feedback() -> Act {
    Act::Feedback {
        item: daylight_tlog::sha256(b"feedback"),
    }
}
