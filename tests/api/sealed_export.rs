//! `daylight export --seal-to` and `daylight export open`, as an operator and whoever checks the record run them.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Output;

use daylight_tlog::verify::{Asked, Export, Report, Verification};
use daylight_tlog::{LogVerifier, WitnessPolicy};

use crate::program::{daylight, file, json, message};

/// A demonstration of its own, and a table to work at.
struct Place {
    folder: tempfile::TempDir,
    /// As setup printed it, for the poster.
    log_key: String,
}

impl Place {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let dir = folder.path().join("instance");
        let made = run(&["setup", "--demo", "--dir", dir.to_str().unwrap()]);
        assert!(made.status.success(), "{}", message(&made));
        let log_key = json(&made)["log_key"].as_str().unwrap().to_owned();
        Self { folder, log_key }
    }

    fn path(&self, name: &str) -> String {
        self.folder.path().join(name).to_str().unwrap().to_owned()
    }

    fn export(&self, more: &[&str]) -> Output {
        let dir = self.path("instance");
        run(&[["export", "--dir", &dir].as_slice(), more].concat())
    }

    /// A key file of somebody's own making, and its passphrase.
    fn newcomer(&self, role: &str) -> [String; 2] {
        let passphrase = file(self.folder.path(), "passphrase", "four words and more\n");
        let key = self.path(&format!("{role}.key"));
        let with = [
            "--name",
            role,
            "--role",
            role,
            "--out",
            &key,
            "--passphrase-file",
            &passphrase,
        ];
        let made = run(&[["key", "new"].as_slice(), &with].concat());
        assert!(made.status.success(), "{}", message(&made));
        [key, passphrase]
    }

    fn open(sealed: &str, [key, passphrase]: &[String; 2], out: &str) -> Output {
        let with = ["--key", key, "--passphrase-file", passphrase, "--out", out];
        run(&[["export", "open", sealed].as_slice(), &with].concat())
    }
}

fn run(args: &[&str]) -> Output {
    daylight(&[["--json"].as_slice(), args].concat(), "", &[])
}

/// Every file below a folder, by its path there.
fn files(dir: &Path) -> BTreeMap<String, Vec<u8>> {
    let (mut found, mut open) = (BTreeMap::new(), vec![dir.to_path_buf()]);
    while let Some(folder) = open.pop() {
        for item in std::fs::read_dir(folder).unwrap() {
            let path = item.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path.strip_prefix(dir).unwrap().to_str().unwrap().to_owned();
                found.insert(name, std::fs::read(path).unwrap());
            }
        }
    }
    found
}

fn verify(dir: &Path, log: &LogVerifier) -> Report {
    let all = files(dir);
    let folder = |name: &str| -> Vec<Vec<u8>> {
        let files = all.iter().filter(|(file, _)| file.starts_with(name));
        files.map(|(_, bytes)| bytes.clone()).collect()
    };
    let (checkpoints, policies) = (folder("checkpoints/"), folder("policies/"));
    let witnesses = WitnessPolicy::parse(std::str::from_utf8(&all["policy.txt"]).unwrap()).unwrap();
    let export = Export {
        log,
        newest: &all["checkpoint"],
        checkpoints: &checkpoints,
        witnesses: &witnesses,
        witnesses_from_elsewhere: false,
        policies: &policies,
    };
    let mut tile = |path: &str| all.get(path).cloned();
    let mut check = Verification::begin(export, &mut tile);
    check.manifests(&all["manifests.jsonl"]).unwrap();
    check.entries(&all["entries.jsonl"]).unwrap();
    check.items(&all["items.jsonl"]).unwrap();
    check.end(&Asked::default()).unwrap()
}

#[test]
fn a_sealed_export_is_the_same_folder_for_its_reader_and_nothing_for_others() {
    let place = Place::new();
    let (auditor, other) = (place.newcomer("auditor"), place.newcomer("viewer"));
    let (plain, sealed) = (place.path("plain"), place.path("record.age"));
    assert!(place.export(&["--out", &plain]).status.success());
    let to = place.path("auditor.pub");
    let done = json(&place.export(&["--out", &sealed, "--seal-to", &to]));
    assert_eq!(
        (&done["sealed"], &done["not_produced"]),
        (&true.into(), &0.into())
    );
    let out = place.path("opened");
    let refused = message(&Place::open(&sealed, &other, &out));
    assert!(refused.contains("cannot be opened with this key"), "{refused}");
    let mut bent = std::fs::read(&sealed).unwrap();
    let middle = bent.len() / 2;
    bent[middle] ^= 1;
    std::fs::write(place.path("bent.age"), bent).unwrap();
    let refused = message(&Place::open(&place.path("bent.age"), &auditor, &out));
    assert!(refused.contains("damaged"), "{refused}");
    assert!(Place::open(&sealed, &auditor, &out).status.success());
    assert!(files(Path::new(&out)) == files(Path::new(&plain)));
    let left = files(place.folder.path());
    assert!(
        left.keys()
            .all(|name| !name.contains(".plain") && !name.contains(".part"))
    );
    let again = message(&place.export(&["--out", &sealed, "--seal-to", &to]));
    assert!(again.contains("is there already"), "{again}");
    let nobody = message(&place.export(&["--out", &place.path("x"), "--seal-to", "age1nobody"]));
    assert!(nobody.contains("age1pq1"), "{nobody}");
}

#[test]
fn a03_an_inspector_opens_a_sealed_export_and_finds_it_complete_with_no_help() {
    let place = Place::new();
    let inspector = place.newcomer("inspector");
    let (sealed, out) = (place.path("record.age"), place.path("record"));
    // What the inspector has of the organisation: the file, and the log's key, which stands on the poster.
    let done = place.export(&["--out", &sealed, "--seal-to", &place.path("inspector.pub")]);
    assert!(done.status.success(), "{}", message(&done));
    assert!(Place::open(&sealed, &inspector, &out).status.success());
    let log = LogVerifier::from_vkey(&place.log_key).unwrap();
    let report = verify(Path::new(&out), &log);
    assert!(report.is_all_there());
    assert_eq!(report.verdict.entries, json(&done)["entries"].as_u64().unwrap());
}
