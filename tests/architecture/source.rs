//! Reads Rust sources well enough to ask what they name: comments and the contents of strings blanked, test
//! modules marked, paths that start at the crate's root found. Knows no rule of the house.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

#[path = "strip.rs"]
mod strip;

/// One source file.
pub(crate) struct Source {
    /// From the root of the house, with forward slashes.
    pub(crate) path: String,
    /// As it stands in the file.
    pub(crate) raw: String,
    /// The lines without comments, strings kept.
    pub(crate) text: Vec<String>,
    /// The lines without comments and without what strings say.
    pub(crate) code: Vec<String>,
    /// Which lines belong to `#[cfg(test)]`.
    pub(crate) test: Vec<bool>,
}

impl Source {
    /// Reads a source from its text; `path` is only remembered.
    pub(crate) fn new(path: &str, raw: &str) -> Self {
        let (uncommented, code) = strip::strip(raw);
        let whole = is_test_file(path);
        let marks = strip::test_lines(&code);
        let test = marks.into_iter().map(|mark| mark || whole).collect();
        let lines = |all: &str| all.split('\n').map(str::to_owned).collect();
        Self {
            path: path.to_owned(),
            raw: raw.to_owned(),
            text: lines(&uncommented),
            code: lines(&code),
            test,
        }
    }

    /// The lines of code that ship, with their numbers from 1.
    pub(crate) fn shipped(&self) -> impl Iterator<Item = (usize, &str)> {
        let lines = self.code.iter().zip(&self.test).zip(1..);
        lines
            .filter(|((_, test), _)| !**test)
            .map(|((code, _), number)| (number, code.as_str()))
    }

    /// The modules directly under the crate's root that this file names, with the line: `crate::store::X`,
    /// `super::super::store`, `use crate::{store, web}`. Test modules are left out.
    pub(crate) fn root_modules(&self) -> Vec<(usize, String)> {
        let mut code = String::new();
        for (line, test) in self.code.iter().zip(&self.test) {
            code.push_str(if *test { "" } else { line });
            code.push('\n');
        }
        let mut found = Vec::new();
        let mut starts: Vec<String> = vec!["crate::".to_owned()];
        if depth(&self.path) > 0 {
            starts.push("super::".repeat(depth(&self.path)));
        }
        for start in &starts {
            for (at, _) in code.match_indices(start.as_str()) {
                if code[..at].ends_with(|c: char| c == ':' || c == '_' || c.is_alphanumeric()) {
                    continue;
                }
                let line = code[..at].matches('\n').count().saturating_add(1);
                let after = code[at..].strip_prefix(start.as_str()).unwrap_or_default();
                found.extend(heads(after).into_iter().map(|name| (line, name)));
            }
        }
        found.sort();
        found
    }
}

/// Whether `line` names the crate `name`: `name::`, `use name`, `#[name(`. A module of ours with the same name
/// (`crate::crypto::age::`) does not count.
pub(crate) fn names_crate(line: &str, name: &str) -> bool {
    line.match_indices(name).any(|(at, _)| {
        let before = &line[..at];
        let after = line[at..].strip_prefix(name).unwrap_or_default();
        let inner = before.ends_with("::") && !before.trim_end_matches(':').ends_with([' ', '<', '(', '&']);
        let alone = !before.ends_with(is_word) && !after.starts_with(is_word) && !inner;
        alone && (after.starts_with("::") || before.ends_with("use ") || before.ends_with("#["))
    })
}

/// Whether `line` holds `words` with no letter, digit or underscore joined to either end.
pub(crate) fn names(line: &str, words: &str) -> bool {
    line.match_indices(words).any(|(at, _)| {
        let after = line[at..].strip_prefix(words).unwrap_or_default();
        let open = words.ends_with(is_word) && after.starts_with(is_word);
        !line[..at].ends_with(is_word) && !open
    })
}

/// Every file under `root` whose path begins with one of `under` and whose name ends in `ending`, sorted. What
/// programs make (`target`, `node_modules`, `demo`) is passed over.
pub(crate) fn files(root: &Path, under: &[&str], ending: &str) -> io::Result<Vec<(String, PathBuf)>> {
    const MADE: &[&str] = &["target", "node_modules", "demo", ".git", "corpus", "artifacts"];
    let mut found = Vec::new();
    let mut open = vec![root.to_path_buf()];
    while let Some(folder) = open.pop() {
        for item in fs::read_dir(&folder)? {
            let path = item?.path();
            let name = path
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            let here = path
                .strip_prefix(root)
                .unwrap_or(&path)
                .to_string_lossy()
                .replace('\\', "/");
            if path.is_dir() && !MADE.contains(&name.as_str()) {
                open.push(path);
            } else if path.is_file() && name.ends_with(ending) && under.iter().any(|u| here.starts_with(u)) {
                found.push((here, path));
            }
        }
    }
    found.sort();
    Ok(found)
}

fn is_word(c: char) -> bool {
    c == '_' || c.is_alphanumeric()
}

fn is_test_file(path: &str) -> bool {
    path.ends_with("/tests.rs") || path.ends_with("_tests.rs") || path.contains("/tests/")
}

/// How many `super::` lead from a file's module to the root of its crate.
fn depth(path: &str) -> usize {
    let inside = path.rsplit_once("src/").map_or(path, |(_, inside)| inside);
    let folders = inside.matches('/').count();
    let root = matches!(inside, "lib.rs" | "main.rs") || inside.ends_with("/mod.rs");
    if root { folders } else { folders.saturating_add(1) }
}

/// The first names of a path or of a group: `store::X` gives `store`, `{store, web::{a, b}}` gives both.
fn heads(after: &str) -> Vec<String> {
    let first = |part: &str| {
        part.trim_start()
            .chars()
            .take_while(|c| is_word(*c))
            .collect::<String>()
    };
    let Some(group) = after.strip_prefix('{') else {
        return vec![first(after)];
    };
    let mut parts = vec![String::new()];
    let mut nested = 0_usize;
    for c in group.chars() {
        match c {
            '{' => nested = nested.saturating_add(1),
            '}' if nested == 0 => break,
            '}' => nested = nested.saturating_sub(1),
            ',' if nested == 0 => {
                parts.push(String::new());
                continue;
            }
            _ => {}
        }
        if let Some(part) = parts.last_mut() {
            part.push(c);
        }
    }
    parts
        .iter()
        .map(|part| first(part))
        .filter(|name| !name.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_strings_say_nothing() {
        let source = Source::new(
            "src/web/page.rs",
            "//! lettre::Message\nlet a = \"sea_orm:: // no\"; /* age::x */ let b = r#\"argon2::\"#;\nlet c = '\"'; let d: &'a str; // hpke::\nage::real();",
        );
        assert_eq!(source.code[0].trim(), "");
        assert!(!source.code[1].contains("sea_orm") && source.code[1].contains("let b"));
        assert!(!source.code[1].contains("age::") && !source.code[1].contains("argon2"));
        assert!(
            source.text[1].contains("sea_orm:: // no"),
            "a slash inside a string is no comment"
        );
        assert!(source.code[2].contains("&'a str") && !source.code[2].contains("hpke"));
        assert!(names_crate(&source.code[3], "age"));
    }

    #[test]
    fn a_crate_is_known_by_its_whole_name() {
        assert!(names_crate("use sea_orm::Set;", "sea_orm"));
        assert!(names_crate("#[sea_orm(table_name = )]", "sea_orm"));
        assert!(names_crate("let x: Vec<age::Identity>;", "age"));
        assert!(names_crate("let x = ::age::Identity;", "age"));
        assert!(!names_crate("use sea_orm_migration::prelude::*;", "sea_orm"));
        assert!(!names_crate("crate::message::new(age)", "age"));
        assert!(!names_crate("crate::crypto::age::seal()", "age"));
        assert!(names("x.peer_addr()", "peer_addr") && !names("x.peer_address()", "peer_addr"));
        assert!(names("dbg!(x)", "dbg!") && !names("my_dbg!(x)", "dbg!"));
    }

    #[test]
    fn paths_to_the_root_are_found_in_every_spelling() {
        let modules = |path: &str, raw: &str| {
            let found = Source::new(path, raw).root_modules();
            found
                .into_iter()
                .map(|(line, name)| format!("{line} {name}"))
                .collect::<Vec<_>>()
        };
        assert_eq!(modules("src/store/mod.rs", "\nuse crate::web::Page;"), ["2 web"]);
        assert_eq!(
            modules("src/store/mod.rs", "use crate::{clock, web::{a, b},\n actions};"),
            ["1 actions", "1 clock", "1 web"]
        );
        assert_eq!(modules("src/store/timer.rs", "use super::super::web;"), ["1 web"]);
        assert_eq!(modules("src/store/mod.rs", "use super::web;"), ["1 web"]);
        assert!(modules("src/store/timer.rs", "use super::web;").is_empty());
        assert!(
            modules(
                "src/store/mod.rs",
                "#[cfg(test)]\nmod tests {\n use crate::web;\n}"
            )
            .is_empty()
        );
    }

    #[test]
    fn a_test_module_ends_where_its_brace_closes() {
        let source = Source::new(
            "src/a.rs",
            "a\n#[cfg(test)]\nmod tests {\n  fn b() {}\n}\nc\n#[cfg(test)]\nmod t;\nd",
        );
        let shipped: Vec<_> = source
            .shipped()
            .map(|(number, code)| format!("{number}{code}"))
            .collect();
        assert_eq!(shipped, ["1a", "6c", "9d"]);
    }
}
