//! The rules of the house, read from its sources: who may know whom, who alone names which crate, where time and
//! randomness come from, how long a file may be (`CONTRIBUTING.md` says why). Knows files, not types.

#[path = "architecture/rules.rs"]
mod rules;
#[path = "architecture/source.rs"]
mod source;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rules::{ADDRESS_HEADERS, ADDRESSES, CLOCKS, DICE, FORBIDDEN, HOMES, MAY_KNOW, OWNED};
use source::{Source, files, names, names_crate};

const SOURCES: &[&str] = &["src/", "crates/", "migrations/"];
const LONGEST: usize = 400;

fn root() -> PathBuf {
    PathBuf::from(option_env!("CARGO_MANIFEST_DIR").unwrap_or("."))
}

fn sources(under: &[&str]) -> io::Result<Vec<Source>> {
    let read = |(here, path): (String, PathBuf)| Ok(Source::new(&here, &fs::read_to_string(path)?));
    files(&root(), under, ".rs")?.into_iter().map(read).collect()
}

fn none(findings: &[String]) {
    assert!(findings.is_empty(), "\n{}\n", findings.join("\n"));
}

/// The room a file of `src/` belongs to: `src/store/timer.rs` and `src/store.rs` to `store`.
fn room(path: &str) -> Option<&str> {
    let inside = path.strip_prefix("src/")?;
    Some(
        inside
            .split_once('/')
            .map_or_else(|| inside.trim_end_matches(".rs"), |(room, _)| room),
    )
}

fn may_know(room: &str) -> Option<&'static [&'static str]> {
    MAY_KNOW
        .iter()
        .find(|(name, _)| *name == room)
        .map(|(_, known)| *known)
}

fn strangers(source: &Source) -> Vec<String> {
    let Some(here) = room(&source.path).filter(|here| !matches!(*here, "lib" | "main")) else {
        return Vec::new();
    };
    let path = &source.path;
    let Some(known) = may_know(here) else {
        return vec![format!(
            "{path}:1: no rule says what `{here}` may know. Instead: move it, or add it to MAY_KNOW in tests/architecture/rules.rs"
        )];
    };
    let bad = |name: &str| name != here && may_know(name).is_some() && !known.contains(&name);
    let say = |(line, name)| {
        format!(
            "{path}:{line}: `{here}` must not know `{name}`. Instead: go through one of {known:?}, or pass the value in from above"
        )
    };
    source
        .root_modules()
        .into_iter()
        .filter(|(_, name)| bad(name))
        .map(say)
        .collect()
}

fn borrowed(source: &Source) -> Vec<String> {
    let mut found = Vec::new();
    for (number, line) in source.shipped() {
        for (name, owners) in OWNED {
            if names_crate(line, name) && !owners.iter().any(|owner| source.path.starts_with(owner)) {
                found.push(format!(
                    "{}:{number}: `{name}` is named only in {owners:?}. Instead: call what stands there",
                    source.path
                ));
            }
        }
        let rule = FORBIDDEN
            .iter()
            .find(|(folder, ..)| source.path.starts_with(folder));
        for word in rule
            .iter()
            .flat_map(|(_, words, _)| *words)
            .filter(|word| names(line, word))
        {
            let instead = rule.map_or("", |(.., instead)| *instead);
            found.push(format!(
                "{}:{number}: `{word}` has no place here. Instead: {instead}",
                source.path
            ));
        }
    }
    found
}

/// Rules that hold in tests too.
fn everywhere(source: &Source) -> Vec<String> {
    let path = source.path.as_str();
    let mut found = Vec::new();
    for ((code, text), number) in source.code.iter().zip(&source.text).zip(1..) {
        let mut find = |words: &[&str], line: &str, what: &str| {
            let hits = words.iter().filter(|word| names(line, word));
            found.extend(hits.map(|word| format!("{path}:{number}: `{word}`: {what}")));
        };
        find(
            &["todo!", "unimplemented!", "dbg!"],
            code,
            "unfinished work is not committed. Instead: write it, or leave it out",
        );
        if path != "src/clock.rs" {
            find(
                CLOCKS,
                code,
                "the wall clock is read in src/clock.rs alone. Instead: take a date, or a `Clock`, as a parameter",
            );
        }
        if path != "src/entropy.rs" {
            find(
                DICE,
                code,
                "randomness comes from src/entropy.rs alone. Instead: take `&dyn Entropy` as a parameter",
            );
        }
        find(
            ADDRESSES,
            code,
            "nobody's address is read anywhere (promise 3). Instead: do without it",
        );
        if ["src/web/", "src/server", "src/telemetry.rs"]
            .iter()
            .any(|folder| path.starts_with(folder))
        {
            let quoted = |word: &str| text.to_lowercase().contains(&format!("\"{word}\""));
            let headers: Vec<_> = ADDRESS_HEADERS
                .iter()
                .copied()
                .filter(|word| quoted(word))
                .collect();
            let named = ["X_FORWARDED_FOR", "FORWARDED", "USER_AGENT"];
            find(
                &headers,
                &text.to_lowercase(),
                "nobody's address or browser is read (promise 3). Instead: do without it",
            );
            find(
                &named,
                code,
                "nobody's address or browser is read (promise 3). Instead: do without it",
            );
        }
    }
    found
}

fn shape(source: &Source) -> Vec<String> {
    let lines = source.raw.lines().count();
    let mut found = Vec::new();
    if lines > LONGEST {
        found.push(format!(
            "{}:{lines}: longer than {LONGEST} lines. Instead: one file a subject",
            source.path
        ));
    }
    if !source.raw.starts_with("//!") {
        found.push(format!(
            "{}:1: does not begin with `//!`. Instead: say first what it owns and what it must not know",
            source.path
        ));
    }
    found
}

fn check(rule: fn(&Source) -> Vec<String>) -> io::Result<()> {
    let sources = sources(SOURCES)?;
    assert!(
        sources.len() > 3,
        "no sources found under {SOURCES:?}: run this from the root of the house"
    );
    none(&sources.iter().flat_map(rule).collect::<Vec<_>>());
    Ok(())
}

#[test]
fn rooms_know_only_whom_they_may() -> io::Result<()> {
    check(strangers)
}

#[test]
fn crates_are_named_only_by_their_owners() -> io::Result<()> {
    check(borrowed)
}

#[test]
fn time_and_randomness_have_one_door_each_and_addresses_none() -> io::Result<()> {
    check(everywhere)
}

#[test]
fn every_file_says_what_it_is_and_stays_short() -> io::Result<()> {
    check(shape)
}

/// Words that tell on which machine something was built: home folders, this checkout's path.
fn machine_words(here: &Path) -> Vec<String> {
    let mut words: Vec<String> = HOMES.iter().map(|home| (*home).to_owned()).collect();
    let here = here
        .canonicalize()
        .map(|path| path.to_string_lossy().into_owned())
        .unwrap_or_default();
    // A checkout at "/src" or "/daylight" proves nothing: such words stand in many honest lines.
    if here.matches('/').count() > 1 {
        words.push(here);
    }
    // For the same reason only a host's name that nobody writes by chance.
    let host = fs::read_to_string("/etc/hostname")
        .unwrap_or_default()
        .trim()
        .to_owned();
    if host.len() > 7 && host.contains(|c: char| c.is_ascii_digit()) {
        words.push(host);
    }
    words
}

#[test]
fn nothing_tells_on_which_machine_it_was_built() -> io::Result<()> {
    let words = machine_words(&root());
    let mut found = Vec::new();
    for (here, path) in files(&root(), &[""], "")? {
        // The table names the words; what is no text cannot be read line by line.
        let Ok(text) = fs::read_to_string(path) else {
            continue;
        };
        for (line, number) in text
            .lines()
            .zip(1..)
            .filter(|_| here != "tests/architecture/rules.rs")
        {
            let hits = words.iter().filter(|word| line.contains(word.as_str()));
            found.extend(hits.map(|word| format!("{here}:{number}: `{word}` belongs to one machine. Instead: a path from the root of the house")));
        }
    }
    none(&found);
    Ok(())
}

#[test]
fn each_rule_finds_what_it_forbids() {
    let found = |rule: fn(&Source) -> Vec<String>, path: &str, raw: &str| rule(&Source::new(path, raw)).len();
    assert_eq!(
        found(strangers, "src/store/timer.rs", "use crate::crypto::seal;"),
        1
    );
    assert_eq!(found(strangers, "src/workers/mod.rs", "use crate::web::x;"), 1);
    assert_eq!(
        found(strangers, "src/actions/act.rs", "use crate::{store, mail};"),
        0
    );
    assert_eq!(found(strangers, "src/attic.rs", ""), 1);
    assert_eq!(found(borrowed, "src/web/api.rs", "use sea_orm::Set;"), 1);
    assert_eq!(
        found(
            borrowed,
            "src/web/api.rs",
            "fn f() { crate::store::entity::timer() }"
        ),
        1
    );
    assert_eq!(
        found(borrowed, "crates/domain/src/a.rs", "async fn f() { g().await }"),
        2
    );
    assert_eq!(
        found(borrowed, "crates/tlog/src/bin/daylight-verify.rs", "use std::fs;"),
        0
    );
    assert_eq!(found(borrowed, "crates/tlog/src/tree.rs", "use std::fs;"), 1);
    assert_eq!(
        found(everywhere, "src/store/a.rs", "let t = Timestamp::now();"),
        1
    );
    assert_eq!(found(everywhere, "src/clock.rs", "let t = Timestamp::now();"), 0);
    assert_eq!(
        found(everywhere, "src/web/a.rs", "headers().get(\"X-Forwarded-For\")"),
        1
    );
    assert_eq!(found(everywhere, "src/web/a.rs", "request.peer_addr() // yes"), 1);
    assert_eq!(
        found(everywhere, "src/web/a.rs", "// todo!() and request.peer_addr()"),
        0
    );
    assert_eq!(found(shape, "src/a.rs", "fn a() {}"), 1);
    assert_eq!(found(shape, "src/a.rs", &"//! a\n".repeat(401)), 1);
}
