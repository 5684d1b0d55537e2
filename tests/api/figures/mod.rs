//! Figures, packs and statements of a real service, and how they are counted again, checked and read by programs of
//! strangers.

use std::fs;
use std::io::{self, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};

use daylight::actions::export::{Shelf, export};
use daylight::actions::set_up::Founder;
use daylight::api::{Pack, PackKind, Packs};
use daylight::client::people;
use daylight::crypto::hybrid::HybridIdentity;
use daylight::crypto::key_file::KeyFile;
use daylight::crypto::sign::SigningSecret;
use daylight::entropy::SeededEntropy;
use daylight::server::Cast;
use daylight_domain::figures::{Cell, FigureId, Shown};
use daylight_domain::{Act, ClockName, ClosingReason, Date, Digest, Disputed, Mark, Role};

use crate::hands::{Back, ENQUIRED, Hand};
use crate::harness::TestApp;

mod attacked;
mod packs;
mod papers;
mod recount;
mod statements;

/// A folder on the disk.
struct Folder<'a>(&'a Path);

impl Shelf for Folder<'_> {
    fn append(&mut self, file: &str, bytes: &[u8]) -> io::Result<()> {
        let path = self.0.join(file);
        fs::create_dir_all(path.parent().unwrap())?;
        let mut file = fs::OpenOptions::new().append(true).create(true).open(path)?;
        file.write_all(bytes)
    }
}

fn export_to(app: &TestApp, folder: &Path) {
    let mut shelf = Folder(folder);
    app.runtime
        .block_on(export(app.service(), &mut shelf, &mut |_, _| ()))
        .unwrap();
}

/// Runs a program of Python with something on its standard input.
fn python(program: &str, args: &[&str], given: &[u8]) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/recount")
        .join(program);
    let mut child = Command::new("python3")
        .arg(path)
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(given).unwrap();
    let done = child.wait_with_output().unwrap();
    let said = String::from_utf8_lossy(&done.stderr);
    assert!(
        done.status.success(),
        "{program}: {}{said}",
        String::from_utf8_lossy(&done.stdout)
    );
    done.stdout
}

/// A scrutiny viewer beside the demonstration's people.
pub(crate) fn with_viewer(cast: &mut Cast, entropy: &SeededEntropy) {
    let key = KeyFile {
        name: "viewer".to_owned(),
        role: Role::Viewer,
        identity: HybridIdentity::generate(entropy),
        signing: SigningSecret::generate(entropy),
        offices: Vec::new(),
        log: None,
    };
    cast.founding.people.push(Founder {
        name: key.name.clone(),
        address: "viewer@example.org".to_owned(),
        role: key.role,
        office: None,
        key: key.signing.public(),
        recipient: key.identity.recipient().to_string(),
    });
    cast.people.push(key);
}

/// A new policy, in force 8 days later.
pub(crate) fn change_policy(app: &TestApp, change: impl FnOnce(&str) -> String) {
    let toml = change(daylight::server::POLICY);
    people::propose_policy(&app.sign_in("operator"), &toml).unwrap();
    app.tick();
    let policy = daylight_tlog::sha256(toml.as_bytes());
    people::sign_policy(&app.sign_in("outside"), &policy.to_string()).unwrap();
    app.tick();
    app.live_through(8);
}

fn get(app: &TestApp, name: &str, path: &str) -> serde_json::Value {
    app.sign_in(name).get(path).unwrap()
}

fn all_packs(app: &TestApp) -> Vec<(Digest, Pack)> {
    let auditor = app.sign_in("auditor");
    let all: Packs = auditor.get("audit/packs").unwrap();
    let mut packs = Vec::new();
    for each in all.packs.into_iter().rev() {
        packs.push((
            each.item,
            auditor.get(&format!("audit/packs/{}", each.item)).unwrap(),
        ));
    }
    packs
}

fn find(packs: &[(Digest, Pack)], kind: PackKind, name: &str) -> Pack {
    let found = packs
        .iter()
        .find(|(_, pack)| pack.kind == kind && pack.name == name);
    found.unwrap_or_else(|| panic!("no {kind:?} {name}")).1.clone()
}

fn value(figures: &[Shown], id: FigureId) -> Cell {
    figures.iter().find(|figure| figure.id == id).unwrap().value
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// Every way a concern can go, in a few weeks around a new year.
fn live(app: &TestApp) {
    // One that nobody touches, one put off and met late, one closed and disputed, one with an outcome that is forgotten.
    app.submit();
    let put_off = app.submit();
    let settled = app.submit();
    app.tick();
    let guardian = Hand::at(app, "guardian", &put_off);
    guardian.acknowledge();
    guardian
        .say(|item| Act::Extended {
            clock: ClockName::FirstDecision,
            due: day("2027-02-05"),
            item: Some(item),
        })
        .unwrap();
    let deputy = Hand::at(app, "deputy", &settled);
    deputy.acknowledge();
    deputy.scope(&[Mark::In, Mark::Out]).unwrap();
    deputy.findings(&[1], ENQUIRED).unwrap();
    for due in ["2027-01-10", "2027-03-30"] {
        deputy.say(|item| Act::ActionDue { item, due: day(due) }).unwrap();
    }
    app.live_through(15);
    let of = Hand::at(app, "deputy", &settled)
        .propose(ClosingReason::Established)
        .unwrap();
    Hand::at(app, "chair", &settled)
        .act(&Act::Approved { of })
        .unwrap();
    app.submit();
    app.live_through(5);
    Back::with(app, &settled).dispute(Disputed::Findings).unwrap();
    app.live_through(21);
    // The first date was 15 January, the later one is met.
    Hand::at(app, "guardian", &put_off).scope(&[Mark::Out]).unwrap();
    app.live_through(10);
    Back::with(app, &settled).treated(true).unwrap();
    app.live_through(60);
    app.submit();
    app.live_through(100);
}
