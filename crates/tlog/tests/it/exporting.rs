//! Exports true and damaged, and what `daylight-verify` says of each: the program itself, on files (R07, R08, R16).

use std::path::Path;
use std::process::Command;

use daylight_domain::Act;
use daylight_domain::calendar::add_days;
use daylight_tlog::sha256;
use serde_json::{Value, json};

use crate::book::day;
use crate::erasing::closed_ones;
use crate::export_of::{busy, change_lines, export, flip, folder, is_named, places, told, verify};

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
            lines.insert(at, lines[at].clone());
        });
        let mut moved = good.clone();
        change_lines(&mut moved, "entries.jsonl", |lines| {
            lines.swap(at, (at + 1) % count);
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
    is_named(&files, &[], &format!("entry {place}, `acknowledged` of concern "));
    is_named(
        &files,
        &[],
        "on 2026-11-06: it is not the entry that was published",
    );
    let mut files = export(&book);
    change_lines(&mut files, "entries.jsonl", |lines| lines[place].push(' '));
    is_named(&files, &[], &format!("entries.jsonl, line {}", place + 1));
    change_lines(&mut files, "entries.jsonl", |lines| {
        lines[place] = "{}".to_owned();
    });
    is_named(&files, &[], "is not in the one form");
    let mut files = export(&book);
    let cut = files["entries.jsonl"].len() - 1;
    files.get_mut("entries.jsonl").unwrap().truncate(cut);
    is_named(&files, &[], "it has no end");
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

/// The sample as the ledger's format says it, by code that is not ours: what another machine draws.
const DRAW: &str = r#"
import base64, hashlib, json, pathlib, sys
folder, count, seed = pathlib.Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
closed = set()
for line in (folder / "entries.jsonl").read_text().splitlines():
    entry = json.loads(base64.b64decode(json.loads(line)["entry"]))
    if entry["kind"] == "closed":
        closed.add(entry["concern"])
    if entry["kind"] in ("reopened", "erased"):
        closed.discard(entry["concern"])
lot = lambda id: hashlib.sha256(b"daylight/sample/v1\0" + seed.encode() + b"\0" + bytes.fromhex(id)).digest()
print(json.dumps(sorted(closed, key=lot)[:count]))
"#;

fn python(script: &str, args: &[&str]) -> Value {
    let done = Command::new("python3")
        .arg("-c")
        .arg(script)
        .args(args)
        .output()
        .unwrap();
    let errors = String::from_utf8_lossy(&done.stderr);
    serde_json::from_slice(&done.stdout).unwrap_or_else(|_| panic!("{errors}"))
}

#[test]
fn r16_the_same_seed_draws_the_same_closed_concerns_on_every_machine() {
    let files = export(&closed_ones(&[50, 51, 52, 53, 54]));
    let draw = |seed: &str| told(&files, &["--sample", "2", "--seed", seed])["sample"].clone();
    let elsewhere = folder(&files);
    let elsewhere = elsewhere.path().to_str().unwrap();
    let seeds = ["a throw of dice", "", "1", "2", "3", "4", "5", "6"];
    for seed in seeds {
        assert_eq!(draw(seed), python(DRAW, &[elsewhere, "2", seed]), "{seed}");
    }
    assert!(seeds.iter().any(|seed| draw(seed) != draw("a throw of dice")));
    assert_eq!(
        told(&files, &["--sample", "0", "--seed", "x"])["sample"],
        json!([])
    );
}

#[test]
fn views_are_derived_from_a_checked_record_alone_and_write_over_nothing() {
    let files = export(&busy());
    let place = tempfile::tempdir().unwrap();
    let out = place.path().join("views");
    let views = ["--views", out.to_str().unwrap()];
    let (code, says) = verify(&files, &views);
    assert_eq!(code, 0, "{says}");
    let read = |name: &str| std::fs::read_to_string(out.join(name)).unwrap();
    let counts = told(&files, &[])["counts"].clone();
    for (name, count) in [
        ("view-concerns.csv", &counts["received"]),
        ("view-dates-not-kept.csv", &counts["dates_not_kept"]),
    ] {
        let rows = read(name).lines().count() - 1;
        assert_eq!(Some(u64::try_from(rows).unwrap()), count.as_u64(), "{name}");
    }
    assert!(read("README.txt").contains("The record is the evidence."));
    let (code, says) = verify(&files, &views);
    assert_eq!(code, 2, "{says}");
    assert!(says.contains("name a folder that is not there yet"), "{says}");
    let (code, says) = verify(&files, &[&views[..], &["--json"]].concat());
    let told: Value = serde_json::from_str(&says).unwrap();
    assert_eq!((code, &told["verdict"]), (2, &json!("unusable")), "{says}");

    let mut forged = files.clone();
    change_lines(&mut forged, "entries.jsonl", |lines| drop(lines.remove(3)));
    let elsewhere = place.path().join("elsewhere");
    let (code, _) = verify(&forged, &["--views", elsewhere.to_str().unwrap()]);
    assert!(
        code == 1 && !elsewhere.exists(),
        "of what does not hold there is no view"
    );
}

/// Some figures counted from the entries alone, by code that is not ours.
const RECOUNT: &str = r#"
import base64, collections, json, pathlib, sys
closed, count = {}, collections.Counter()
for line in (pathlib.Path(sys.argv[1]) / "entries.jsonl").read_text().splitlines():
    entry = json.loads(base64.b64decode(json.loads(line)["entry"]))
    count[entry["kind"]] += 1
    if entry["kind"] in ("closed", "reopened"):
        closed[entry["concern"]] = entry["kind"] == "closed"
now = sum(closed.values())
print(json.dumps({"received": count["received"], "open": count["received"] - now, "closed": now}))
"#;

#[test]
fn a09_an_outsider_verifies_the_record_and_recounts_it_with_export_and_checker_alone() {
    for book in [busy(), closed_ones(&[50, 51, 52])] {
        let files = export(&book);
        let told = told(&files, &[]);
        assert_eq!(told["verdict"], "complete");
        let recounted = python(RECOUNT, &[folder(&files).path().to_str().unwrap()]);
        for (name, figure) in recounted.as_object().unwrap() {
            assert_eq!(&told["counts"][name], figure, "{name}");
        }
        // Of no concern does the export hold a word: digests and days.
        assert!(
            files
                .values()
                .all(|file| !file.windows(18).any(|part| part == b"age-encryption.org"))
        );
    }
}

#[test]
fn a_dozen_lines_of_python_rebuild_the_tree_from_the_entry_bundles() {
    let format = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/LEDGER_FORMAT.md");
    let format = std::fs::read_to_string(format).unwrap();
    let (_, script) = format.split_once("```python\n").unwrap();
    let (script, _) = script.split_once("```").unwrap();
    // Enough entries for whole bundles and a part of one.
    for days in [1, 40] {
        let mut book = busy();
        for number in 0..days {
            book.tick(add_days(day("2026-12-23"), number));
        }
        let dir = folder(&export(&book));
        let done = Command::new("python3")
            .arg("-c")
            .arg(script)
            .arg(dir.path())
            .output()
            .unwrap();
        let checkpoint = String::from_utf8(book.checkpoints.last().unwrap().clone()).unwrap();
        let root = String::from_utf8(done.stdout).unwrap();
        assert_eq!(
            checkpoint.lines().nth(2),
            Some(root.trim()),
            "{}",
            String::from_utf8_lossy(&done.stderr)
        );
    }
}
