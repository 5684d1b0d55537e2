//! What `daylight-verify` tells when it is asked whom the auditor trusts (`--witnesses`), and what it tells programs (`--json`).

use daylight_domain::Act;
use daylight_tlog::Cosigner;
use serde_json::{Value, json};

use crate::book::{Book, day, key};
use crate::export_of::{WITNESS, busy, change_lines, export, flip, folder, places, verify, verify_folder};

/// A witness that has signed nothing.
const STRANGER: u8 = 91;

/// A policy that wants so many of the witness that signs and the one that does not.
fn wants(book: &Book, count: u8) -> String {
    let of = |name, seed| Cosigner::new(name, key(seed).public()).unwrap().vkey();
    format!(
        "log {}\nwitness w {}\nwitness s {}\ngroup both {count} w s\nquorum both\n",
        book.log.verifier().vkey(),
        of("witness.invalid/w", WITNESS),
        of("stranger.invalid/s", STRANGER),
    )
}

/// Exit code and words, under a policy of witnesses that the auditor brought.
fn under(book: &Book, policy: &str, args: &[&str]) -> (i32, String) {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("witnesses");
    std::fs::write(&file, policy).unwrap();
    let witnesses = ["--witnesses", file.to_str().unwrap()];
    verify(&export(book), &[&witnesses, args].concat())
}

/// The folder's own policy is met: it wants the one witness alone.
fn cosigned() -> Book {
    let mut book = busy();
    book.cosign(WITNESS, "witness.invalid/w", day("2026-12-22"));
    book
}

#[test]
fn the_auditors_witnesses_come_before_those_the_service_names() {
    let book = cosigned();
    let named = verify(&export(&book), &[]).1;
    assert!(
        named.starts_with("Cosigned up to 2026-12-22 by 1 of the keys"),
        "{named}"
    );
    let (code, says) = under(&book, &wants(&book, 2), &[]);
    assert_eq!(
        code, 0,
        "a witness that is missing is no fault of the record: {says}"
    );
    assert!(
        says.starts_with("Consistent with itself only: compared with nothing outside."),
        "{says}"
    );
    let (code, says) = under(&book, &wants(&book, 1), &[]);
    assert!(
        code == 0 && says.starts_with("Cosigned by 1 outsider up to 2026-12-22."),
        "{says}"
    );
    let none = under(&book, "quorum none\n", &[]);
    assert!(
        none.0 == 0 && none.1.starts_with("Consistent with itself only"),
        "{}",
        none.1
    );
}

#[test]
fn a_cosignature_that_does_not_verify_is_a_fault_for_whom_its_witness_matters() {
    let mut book = cosigned();
    let last = book.checkpoints.last_mut().unwrap();
    let at = last.len() - 20;
    flip(last, at);
    let (code, says) = under(&book, &wants(&book, 1), &[]);
    assert!(
        code == 1 && says.contains("a cosignature on its checkpoint does not verify"),
        "{says}"
    );
    assert_eq!(under(&book, "quorum none\n", &[]).0, 0);
}

#[test]
fn what_is_no_policy_of_witnesses_is_said_to_be_none_and_nothing_is_checked() {
    let book = cosigned();
    let wanted = wants(&book, 1);
    let twice = wanted.replace("witness s", "witness w");
    for (policy, says) in [
        ("", "needs exactly one quorum line"),
        (
            "These are my witnesses.\n",
            "line 1 of the policy of witnesses is not understood",
        ),
        (&*twice, "line 3 of the policy of witnesses names something twice"),
    ] {
        for args in [&[][..], &["--json"]] {
            let (code, said) = under(&book, policy, args);
            assert!(
                code == 2 && said.contains("is no policy of witnesses") && said.contains(says),
                "{said}"
            );
        }
    }
    let (code, said) = verify(&export(&book), &["--witnesses", "nowhere/witnesses"]);
    assert!(
        code == 2 && said.contains("nowhere/witnesses cannot be read"),
        "{said}"
    );
}

/// The exit code, and what a program gets on its standard output.
fn told(files: &crate::export_of::Files) -> (i32, Value) {
    let (code, says) = verify(files, &["--json"]);
    (code, serde_json::from_str(&says).unwrap())
}

fn fields(value: &Value) -> Vec<&str> {
    value.as_object().unwrap().keys().map(String::as_str).collect()
}

const FIELDS: [&str; 10] = [
    "compared",
    "compared_day",
    "counts",
    "entries",
    "last_batch",
    "root",
    "sample",
    "sentences",
    "silent",
    "verdict",
];

#[test]
fn a_program_is_told_a_fault_as_a_verdict_with_its_sentence_and_nothing_else() {
    let book = busy();
    let place = places(&book, |act| matches!(act, Act::Received { .. }))[0];
    let mut files = export(&book);
    change_lines(&mut files, "entries.jsonl", |lines| drop(lines.remove(place)));
    let (code, fault) = told(&files);
    assert_eq!((code, fields(&fault)), (1, vec!["says", "verdict"]), "{fault}");
    assert_eq!(fault["verdict"], "fault");
    // The sentence is the one that people get.
    let (code, words) = verify(&files, &[]);
    assert_eq!(code, 1);
    assert!(
        words.contains(fault["says"].as_str().unwrap()),
        "{words}: {fault}"
    );
}

#[test]
fn a_program_is_told_of_items_not_produced_in_the_fields_of_a_whole_record() {
    let book = busy();
    let mut files = export(&book);
    let (code, whole) = told(&files);
    assert_eq!((code, fields(&whole)), (0, FIELDS.to_vec()));
    assert_eq!(
        (&whole["verdict"], &whole["counts"]["not_produced"]),
        (&json!("complete"), &json!(0))
    );
    change_lines(&mut files, "items.jsonl", |lines| {
        for line in &mut lines[4..6] {
            *line = line.replace("true", "false");
        }
    });
    let (code, lacking) = told(&files);
    assert_eq!((code, fields(&lacking)), (3, FIELDS.to_vec()));
    assert_eq!(
        (&lacking["verdict"], &lacking["counts"]["not_produced"]),
        (&json!("not_produced"), &json!(2))
    );
    let sentences = lacking["sentences"].as_array().unwrap().iter();
    let named = sentences.filter(|says| says.as_str().unwrap().starts_with("Recorded, not produced: item"));
    assert_eq!(named.count(), 2, "{lacking}");
    // All else is as it was: the record itself is whole.
    for same in ["compared", "entries", "root", "last_batch", "silent"] {
        assert_eq!(whole[same], lacking[same], "{same}");
    }
}

#[test]
fn where_nothing_can_be_checked_a_program_is_told_so_and_why() {
    let dir = folder(&export(&busy()));
    std::fs::remove_file(dir.path().join("vkeys")).unwrap();
    let (code, says) = verify_folder(dir.path(), &["--json"]);
    assert_eq!(code, 2);
    let told: Value = serde_json::from_str(&says).unwrap();
    assert_eq!(
        (fields(&told), &told["verdict"]),
        (vec!["says", "verdict"], &json!("unusable"))
    );
    let words = verify_folder(dir.path(), &[]).1;
    assert!(
        words.starts_with("daylight-verify: ") && words.contains(told["says"].as_str().unwrap()),
        "{words}"
    );
}
