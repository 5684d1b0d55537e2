//! A copy of the embedded instance, and what is noticed when it is put back.

use std::path::Path;
use std::process::{Command, Output};

use crate::faked_clock;

fn run(command: &mut Command) -> Output {
    command.output().unwrap()
}

fn daylight(args: &[&str]) -> Output {
    run(Command::new(env!("CARGO_BIN_EXE_daylight")).args(args))
}

/// The same a day later.
fn tomorrow(args: &[&str]) -> Output {
    later("+1d", args)
}

fn later(by: &str, args: &[&str]) -> Output {
    run(faked_clock::daylight(&faked_clock::library(), by).args(args))
}

fn done(output: &Output) {
    assert!(output.status.success(), "{}", said(output));
}

fn said(output: &Output) -> String {
    [&output.stdout[..], &output.stderr]
        .concat()
        .iter()
        .map(|byte| char::from(*byte))
        .collect()
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[test]
fn a_backup_has_all_but_the_means_to_sign_and_putting_an_old_one_back_is_noticed() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let (live, copy) = (at("live"), at("copy"));
    done(&daylight(&["setup", "--demo", "--dir", text(&live)]));
    done(&daylight(&["backup", "--dir", text(&live), "--out", text(&copy)]));
    assert!(copy.join("daylight.db").is_file() && copy.join("daylight.toml").is_file());
    for kept_apart in ["log.key", "high-water", "keys", "mail"] {
        assert!(!copy.join(kept_apart).exists(), "{kept_apart}");
    }
    let twice = daylight(&["backup", "--dir", text(&live), "--out", text(&copy)]);
    assert!(said(&twice).contains("there already"), "{}", said(&twice));

    // A day goes by, and its batch is signed: the copy is old now.
    done(&tomorrow(&["calendar", "run", "--dir", text(&live)]));
    let key = live.join("log.key");
    let restore = |dir: &Path| {
        tomorrow(&[
            "restore",
            "--from",
            text(&copy),
            "--dir",
            text(dir),
            "--log-key-file",
            text(&key),
        ])
    };
    let over = restore(&live);
    assert!(said(&over).contains("nothing is written over"), "{}", said(&over));

    let back = at("back");
    std::fs::create_dir(&back).unwrap();
    std::fs::copy(live.join("high-water"), back.join("high-water")).unwrap();
    let noticed = restore(&back);
    assert!(!noticed.status.success());
    assert!(
        said(&noticed).contains("older than what was signed"),
        "{}",
        said(&noticed)
    );

    let blind = restore(&at("blind"));
    assert!(
        said(&blind).contains("high-water file is missing"),
        "{}",
        said(&blind)
    );
    blind_copies_sign_nothing_unasked(&at("blind"), &live);
    let without_key = daylight(&[
        "restore",
        "--from",
        text(&copy),
        "--dir",
        text(&at("none")),
        "--log-key-file",
        text(&at("no.key")),
    ]);
    assert!(
        said(&without_key).contains("kept apart"),
        "{}",
        said(&without_key)
    );
    assert!(!at("none").join("daylight.db").exists());
}

/// A copy on a new machine, without the mark; `live` is where the newest checkpoint can still be had.
fn blind_copies_sign_nothing_unasked(blind: &Path, live: &Path) {
    let unsigned = tomorrow(&["calendar", "run", "--dir", text(blind)]);
    assert!(!unsigned.status.success() && said(&unsigned).contains("daylight mark --help"));
    let kept = live.with_extension("export");
    done(&tomorrow(&["export", "--dir", text(live), "--out", text(&kept)]));
    let mark = |args: &[&str]| tomorrow(&[&["mark", "--dir", text(blind)], args].concat());
    let bare = mark(&[]);
    assert_eq!(bare.status.code(), Some(2), "{}", said(&bare));
    let newer = mark(&["--against", text(&kept.join("checkpoint"))]);
    assert!(said(&newer).contains("restore a newer copy"), "{}", said(&newer));
    let other = mark(&["--accept-loss", "some.other.invalid/log"]);
    assert!(said(&other).contains("nothing was written"), "{}", said(&other));
    assert!(!blind.join("high-water").exists());
    let checkpoint = std::fs::read_to_string(kept.join("checkpoint")).unwrap();
    done(&mark(&["--accept-loss", checkpoint.lines().next().unwrap()]));
    done(&tomorrow(&["calendar", "run", "--dir", text(blind)]));
}

#[test]
fn an_old_copy_signs_nothing_says_what_brings_the_missing_back_and_that_does() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let (live, back) = (at("live"), at("back"));
    done(&daylight(&["setup", "--demo", "--dir", text(&live)]));
    done(&daylight(&[
        "backup",
        "--dir",
        text(&live),
        "--out",
        text(&at("old")),
    ]));
    done(&tomorrow(&["calendar", "run", "--dir", text(&live)]));
    done(&tomorrow(&[
        "backup",
        "--dir",
        text(&live),
        "--out",
        text(&at("new")),
    ]));
    std::fs::create_dir(&back).unwrap();
    std::fs::copy(live.join("high-water"), back.join("high-water")).unwrap();
    let mark = std::fs::read(back.join("high-water")).unwrap();
    let key = live.join("log.key");
    let restore = |from: &str| {
        let from = at(from);
        tomorrow(&[
            "restore",
            "--from",
            text(&from),
            "--dir",
            text(&back),
            "--log-key-file",
            text(&key),
        ])
    };
    assert!(!restore("old").status.success());
    // Dates go on, and the day ends without a signature.
    let stuck = later("+2d", &["calendar", "run", "--dir", text(&back)]);
    assert!(!stuck.status.success());
    for says in [
        "so that the log does not fork",
        "Restore the newest copy of the database",
    ] {
        assert!(said(&stuck).contains(says), "{}", said(&stuck));
    }
    assert_eq!(
        std::fs::read(back.join("high-water")).unwrap(),
        mark,
        "a shorter ledger is not signed"
    );

    let kept = at("kept");
    std::fs::create_dir(&kept).unwrap();
    for entry in std::fs::read_dir(&back).unwrap() {
        let path = entry.unwrap().path();
        if path.to_str().unwrap().contains("daylight.db") {
            std::fs::rename(&path, kept.join(path.file_name().unwrap())).unwrap();
        }
    }
    done(&restore("new"));
    done(&later("+2d", &["calendar", "run", "--dir", text(&back)]));
    done(&later("+2d", &["doctor", "--dir", text(&back)]));
    assert_ne!(
        std::fs::read(back.join("high-water")).unwrap(),
        mark,
        "it signs on"
    );
    let exported = |dir: &Path, out: &str| {
        done(&later(
            "+2d",
            &["export", "--dir", text(dir), "--out", text(&at(out))],
        ));
        std::fs::read(at(out).join("entries.jsonl")).unwrap()
    };
    let (before, after) = (exported(&live, "before"), exported(&back, "after"));
    assert!(
        after.len() > before.len() && after.starts_with(&before),
        "one history, and nothing missing"
    );
}
