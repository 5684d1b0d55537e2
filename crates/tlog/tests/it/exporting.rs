//! Exports true and damaged, and what `daylight-verify` says of each: the program itself, on files (R07, R08, R16, A09, A10).

use daylight_domain::calendar::add_days;
use daylight_domain::{Act, Audience, Author, ConcernId, Date};
use daylight_tlog::{UncheckedEntry, sha256};
use serde_json::json;

use crate::book::{Book, GUARDIAN, day, key};
use crate::erasing::closed_ones;
use crate::export_of::{Files, WITNESS, change_lines, export, places, told, verify};

/// Twelve concerns over three weeks, daily batches: one in three is answered, the others climb.
fn busy() -> Book {
    let mut book = Book::found();
    let first = day("2026-12-02");
    let mut concerns: Vec<(u8, ConcernId, Date)> = Vec::new();
    for number in 0..21_u16 {
        let on = add_days(first, number);
        if number % 2 == 0 && concerns.len() < 12 {
            let seed = 100 + u8::try_from(number).unwrap();
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

fn flip(bytes: &mut [u8], at: usize) {
    bytes[at] ^= 1;
}

/// The damaged export is refused with exit code 1 and these words.
fn is_named(files: &Files, args: &[&str], says: &str) {
    let (code, text) = verify(files, args);
    assert!(code == 1 && text.contains(says), "{says:?}: exit {code}: {text}");
}

#[test]
fn a_true_export_holds_and_says_with_what_it_was_compared() {
    let book = busy();
    let files = export(&book);
    let (code, says) = verify(&files, &[]);
    assert_eq!(code, 0, "{says}");
    let lines: Vec<&str> = says.lines().collect();
    assert!(
        lines[0].starts_with("Consistent with itself only: compared with nothing outside."),
        "{says}"
    );
    assert!(
        lines[1].starts_with(&format!(
            "Complete and unchanged up to entry {}",
            book.entries.len()
        )),
        "{says}"
    );
    assert!(
        says.contains("11  concerns received") && says.contains("0  items recorded, not produced"),
        "{says}"
    );
    let told = told(&files, &["--today", "2026-12-23"]);
    assert_eq!(
        (&told["verdict"], &told["silent"]),
        (&json!("complete"), &json!(false))
    );
    assert_eq!(told["counts"]["open"], 11);
}

#[test]
fn r07_each_changed_removed_doubled_or_moved_entry_is_found() {
    let book = busy();
    let good = export(&book);
    let count = book.entries.len();
    for at in (0..count).step_by(23) {
        let mut removed = good.clone();
        change_lines(&mut removed, "entries.jsonl", |lines| drop(lines.remove(at)));
        let mut doubled = good.clone();
        change_lines(&mut doubled, "entries.jsonl", |lines| {
            lines.insert(at, lines[at].clone())
        });
        let mut moved = good.clone();
        change_lines(&mut moved, "entries.jsonl", |lines| {
            lines.swap(at, (at + 1) % count)
        });
        let mut changed = good.clone();
        change_lines(&mut changed, "entries.jsonl", |lines| {
            // The salt of one entry under another: both lines are well formed.
            let other = lines[(at + 1) % count].clone();
            let (salt, _) = other.split_once(",\"entry\"").unwrap();
            let (_, entry) = lines[at].split_once(",\"entry\"").unwrap();
            lines[at] = format!("{salt},\"entry\"{entry}");
        });
        for (what, files) in [
            ("removed", removed),
            ("doubled", doubled),
            ("moved", moved),
            ("salt", changed),
        ] {
            let (code, says) = verify(&files, &[]);
            assert_eq!(code, 1, "entry {at} {what}: {says}");
            assert!(says.starts_with("This record does not hold."), "{says}");
        }
    }
}

#[test]
fn a_changed_entry_is_named_by_its_place() {
    let book = busy();
    let mut files = export(&book);
    let [place, ..] = places(&book, |act| matches!(act, Act::Acknowledged { .. }))[..] else {
        panic!("nobody acknowledged");
    };
    let (salt, bytes) = &book.entries[place];
    let changed = String::from_utf8(bytes.clone())
        .unwrap()
        .replace("2026-12", "2026-11");
    change_lines(&mut files, "entries.jsonl", |lines| {
        lines[place] = daylight_tlog::export::entry_line(salt, changed.as_bytes());
    });
    is_named(&files, &[], "was changed, dropped or put elsewhere");
    let mut files = export(&book);
    change_lines(&mut files, "entries.jsonl", |lines| lines[place].push(' '));
    is_named(&files, &[], &format!("entries.jsonl, line {}", place + 1));
    change_lines(&mut files, "entries.jsonl", |lines| {
        lines[place] = "{}".to_owned()
    });
    is_named(&files, &[], "is not in the one form");
    let mut files = export(&book);
    let cut = files["entries.jsonl"].len() - 1;
    files.get_mut("entries.jsonl").unwrap().truncate(cut);
    is_named(&files, &[], "it has no end");
}

#[test]
fn a_cut_tail_is_caught_against_the_copy_that_somebody_outside_kept() {
    let book = busy();
    let dir = tempfile::tempdir().unwrap();
    let copy = dir.path().join("kept");
    std::fs::write(&copy, book.checkpoints.last().unwrap()).unwrap();
    let copy = copy.to_str().unwrap();
    let whole = verify(&export(&book), &["--against", copy]);
    assert!(
        whole.0 == 0 && whole.1.starts_with("Agrees with the outside copy of 2026-12-22."),
        "{}",
        whole.1
    );
    // The service forgets its last three batches, and exports what is left, all of it signed.
    let mut shorter = book.clone();
    shorter.checkpoints.truncate(shorter.checkpoints.len() - 3);
    let kept = daylight_tlog::UnverifiedCheckpoint::parse(shorter.checkpoints.last().unwrap()).unwrap();
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
fn r08_an_item_that_is_gone_is_recorded_and_not_produced_with_its_date_and_case() {
    let book = busy();
    let mut files = export(&book);
    change_lines(&mut files, "items.jsonl", |lines| {
        lines[4] = lines[4].replace("true", "false");
    });
    let (code, says) = verify(&files, &[]);
    assert_eq!(code, 3, "{says}");
    assert!(
        says.contains("Recorded, not produced: item") && says.contains("named on 2026-12-02"),
        "{says}"
    );
    assert_eq!(told(&files, &[])["verdict"], "not_produced");
    // Saying nothing of it instead is no way out.
    change_lines(&mut files, "items.jsonl", |lines| drop(lines.remove(4)));
    is_named(&files, &[], "the list of items says something else");
    let mut more = export(&book);
    change_lines(&mut more, "items.jsonl", |lines| lines.push(lines[0].clone()));
    is_named(&more, &[], "the list of items says something else");
    let mut withheld = export(&book);
    change_lines(&mut withheld, "manifests.jsonl", |lines| drop(lines.remove(2)));
    change_lines(&mut withheld, "items.jsonl", |_| ());
    assert_eq!(verify(&withheld, &[]).0, 1, "its parts are still listed");
}

#[test]
fn a_byte_of_a_tile_a_checkpoint_a_policy_or_a_key_is_found() {
    let book = busy();
    let good = export(&book);
    let tile = good
        .keys()
        .find(|name| name.starts_with("tile/0/"))
        .unwrap()
        .as_str();
    for (file, says) in [
        (tile, tile),
        ("checkpoints/000003", "batch 3"),
        ("checkpoint", "is not the newest"),
        ("manifests.jsonl", "manifest"),
    ] {
        let mut files = good.clone();
        let bytes = files.get_mut(file).unwrap();
        flip(bytes, 60);
        is_named(&files, &[], says);
    }
    let policy = good
        .keys()
        .find(|name| name.starts_with("policies/"))
        .unwrap()
        .clone();
    let mut files = good.clone();
    let longer = String::from_utf8(files[&policy].clone())
        .unwrap()
        .replacen('7', "9", 1);
    files.insert(policy.clone(), longer.clone().into_bytes());
    is_named(&files, &[], "it was changed");
    // Lengthened afterwards, under a name that fits.
    files.remove(&policy);
    files.insert(
        format!("policies/{}.toml", sha256(longer.as_bytes())),
        longer.into_bytes(),
    );
    is_named(&files, &[], "was not handed in");
    for gone in ["checkpoints/000007", tile] {
        let mut files = good.clone();
        files.remove(gone);
        is_named(&files, &[], "is missing");
    }
}

#[test]
fn what_is_no_export_is_said_to_be_none() {
    let book = busy();
    for gone in [
        "entries.jsonl",
        "items.jsonl",
        "manifests.jsonl",
        "vkeys",
        "policy.txt",
        "checkpoint",
    ] {
        let mut files = export(&book);
        files.remove(gone);
        let (code, says) = verify(&files, &[]);
        assert!(code == 2 && says.contains(gone), "{gone}: exit {code}: {says}");
    }
    let dir = tempfile::tempdir().unwrap();
    let (code, says) = crate::export_of::verify_folder(&dir.path().join("nowhere"), &[]);
    assert!(code == 2 && says.contains("is no folder"), "{says}");
    let (code, says) = verify(&export(&book), &["--log-key", "nonsense"]);
    assert!(code == 2 && says.contains("no verifier key"), "{says}");
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
        code == 0 && says.starts_with("Cosigned by 1 outsiders up to 2026-12-22."),
        "{says}"
    );
    book.tick(day("2026-12-23"));
    let (_, says) = verify(&export(&book), &[]);
    assert!(
        says.starts_with("Cosigned by 1 outsiders up to 2026-12-22."),
        "{says}"
    );
    let mut files = export(&book);
    let signed = files.get_mut("checkpoints/000021").unwrap();
    let last = signed.len() - 20;
    flip(signed, last);
    assert_eq!(verify(&files, &[]).0, 1, "a cosignature that does not verify");
}

#[test]
fn r16_the_same_seed_draws_the_same_closed_concerns_everywhere() {
    let files = export(&closed_ones(&[50, 51, 52, 53, 54]));
    let draw = |seed: &str| told(&files, &["--sample", "2", "--seed", seed])["sample"].clone();
    assert_eq!(draw("a throw of dice"), draw("a throw of dice"));
    let seeds = ["1", "2", "3", "4", "5", "6", "7", "8"];
    assert!(seeds.iter().any(|seed| draw(seed) != draw("a throw of dice")));
    assert_eq!(
        told(&files, &["--sample", "0", "--seed", "x"])["sample"],
        json!([])
    );
}
