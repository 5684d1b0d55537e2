//! A configuration with something wrong in it: every program says which field and what to do, and touches nothing. Each
//! field by itself stands in `src/config/tests.rs`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::database::TestDatabase;
use crate::program::{daylight, said};

type Files = BTreeMap<PathBuf, (Vec<u8>, SystemTime)>;

fn files(dir: &Path, found: &mut Files) {
    for entry in std::fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        let changed = path.metadata().unwrap().modified().unwrap();
        if path.is_dir() {
            found.insert(path.clone(), (Vec::new(), changed));
            files(&path, found);
        } else {
            found.insert(path.clone(), (std::fs::read(&path).unwrap(), changed));
        }
    }
}

fn looked_at(dir: &Path) -> Files {
    let mut found = Files::new();
    files(dir, &mut found);
    found
}

#[test]
fn nothing_is_touched_under_a_configuration_with_a_wrong_field() {
    let folder = tempfile::tempdir().unwrap();
    let database = TestDatabase::empty(folder.path());
    let (dir, copy) = (folder.path().join("instance"), folder.path().join("copy"));
    let (at, out) = (dir.to_str().unwrap(), copy.to_str().unwrap());
    let place = database.arguments();
    let mut setup = vec!["setup", "--demo", "--dir", at];
    setup.extend(place.iter().map(String::as_str));
    let founded = daylight(&setup, "", &[]);
    assert!(founded.status.success(), "{}", said(&founded));
    let path = dir.join("daylight.toml");
    let right = std::fs::read_to_string(&path).unwrap();
    assert!(!right.contains("[limits]"), "{right}");

    for (wrong, field, what_to_do) in [
        (
            right.replace("origin = \"", "origin = \"a b"),
            "origin",
            "for instance",
        ),
        (
            right.replace("demo = true", "demo = 7"),
            "demo",
            "Put that line right",
        ),
        (format!("colour = 1\n{right}"), "colour", "Put that line right"),
        (
            format!("{right}\n[limits]\naccount_kib = 257\n"),
            "limits.account_kib",
            "from 1 to 256",
        ),
        (
            format!("{right}\n[mail.smtp]\nhost = \"\"\n"),
            "mail.smtp.host",
            "a name such as",
        ),
        (format!("{right}\n[colours]\n"), "colours", "Put that line right"),
        (right.replace("[mail]", "[mail"), "[mail", "Put that line right"),
    ] {
        std::fs::write(&path, wrong).unwrap();
        let before = looked_at(folder.path());
        for command in [
            &["serve", "--listen", "127.0.0.1:0"][..],
            &["calendar", "run"],
            &["migrate"],
            &["doctor"],
            &["backup", "--out", out],
        ] {
            let stopped = daylight(&[command, &["--dir", at]].concat(), "", &[]);
            let told = said(&stopped);
            assert_eq!(stopped.status.code(), Some(1), "{command:?}: {told}");
            for words in [path.to_str().unwrap(), "is not right", field, what_to_do] {
                assert!(told.contains(words), "{command:?} does not say {words:?}: {told}");
            }
        }
        assert!(
            looked_at(folder.path()) == before,
            "{field}: something was written"
        );
    }
    std::fs::write(&path, right).unwrap();
    let ran = daylight(&["calendar", "run", "--dir", at], "", &[]);
    assert!(ran.status.success(), "{}", said(&ran));
}
