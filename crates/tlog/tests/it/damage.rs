//! A true export of a few hundred entries, damaged entry by entry: each time the first bad one is named (R07).

use daylight_domain::calendar::add_days;
use daylight_tlog::export::{entry_line, parse_entry_line};

use crate::book::{Book, day};
use crate::export_of::{busy, export, folder};
use crate::program::judge;

const ANOTHER: &str = ": it is not the entry that was published at this place";
const MISSING: &str = ": it was published at this place and is missing";

/// Damages `entries.jsonl` in one way at every place where it can be done, and asks what is said of it.
fn at_every_place(change: impl Fn(&mut Vec<String>, usize) -> Option<(usize, &'static str)>) {
    let mut book = busy();
    for number in 0..10 {
        book.tick(add_days(day("2026-12-23"), number));
    }
    assert!(book.entries.len() > 200, "a few hundred entries");
    let dir = folder(&export(&book));
    let path = dir.path().join("entries.jsonl");
    for at in 0..book.entries.len() {
        let mut lines = lines(&book);
        let Some(wanted) = change(&mut lines, at) else {
            continue;
        };
        std::fs::write(&path, lines.concat()).unwrap();
        let says = judge(dir.path()).unwrap_err();
        let (place, what) = wanted;
        let is_named = says.starts_with(&format!("entry {place}")) && says.contains(what);
        assert!(is_named, "entry {at}: {place} {what:?}: {says}");
    }
}

fn lines(book: &Book) -> Vec<String> {
    let lines = book
        .entries
        .iter()
        .map(|(salt, bytes)| entry_line(salt, bytes) + "\n");
    lines.collect()
}

#[test]
fn r07_a_changed_entry_is_named_whichever_it_is() {
    at_every_place(|lines, at| {
        let (salt, bytes) = parse_entry_line(lines[at].trim_end()).unwrap();
        let changed = String::from_utf8(bytes).unwrap().replace("\"202", "\"201");
        lines[at] = entry_line(&salt, changed.as_bytes()) + "\n";
        Some((at, ANOTHER))
    });
}

#[test]
fn r07_a_dropped_entry_is_named_whichever_it_is() {
    at_every_place(|lines, at| {
        let is_last = at + 1 == lines.len();
        lines.remove(at);
        Some((at, if is_last { MISSING } else { ANOTHER }))
    });
}

#[test]
fn r07_a_doubled_entry_is_named_whichever_it_is() {
    at_every_place(|lines, at| {
        lines.insert(at, lines[at].clone());
        Some((at + 1, ": "))
    });
}

#[test]
fn r07_entries_that_changed_places_are_named_at_the_first_of_them() {
    at_every_place(|lines, at| {
        let there = at + 1 < lines.len();
        there.then(|| lines.swap(at, at + 1))?;
        Some((at, ANOTHER))
    });
}

#[test]
fn r07_a_swapped_salt_is_named_whichever_it_is() {
    at_every_place(|lines, at| {
        let (_, bytes) = parse_entry_line(lines[at].trim_end()).unwrap();
        let (other, _) = parse_entry_line(lines[(at + 1) % lines.len()].trim_end()).unwrap();
        lines[at] = entry_line(&other, &bytes) + "\n";
        Some((at, ANOTHER))
    });
}

#[test]
fn r07_a_cut_end_is_named_wherever_it_is_cut() {
    at_every_place(|lines, at| {
        lines.truncate(at);
        Some((at, MISSING))
    });
}
