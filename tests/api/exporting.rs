//! What `daylight export` writes of a real service, checked as an auditor checks it.

use std::collections::BTreeMap;
use std::io;

use daylight::actions::export::{Exported, Shelf, export};
use daylight::client::shared::{SharedFile, SharedPart, body_digest, seal_key};
use daylight::crypto::seal::{Plaintext, Sealed};
use daylight::store::Db as _;
use daylight_domain::Act;
use daylight_domain::calendar::days_between;
use daylight_tlog::WitnessPolicy;
use daylight_tlog::export::parse_entry_line;
use daylight_tlog::verify::{Asked, BadShare, Export, Outside, Report, Verification, Wrong};
use sea_orm::ConnectionTrait as _;

use crate::hands::{Hand, closed, found_out, scoped};
use crate::harness::{PLANTED, TestApp};

/// An export in memory.
#[derive(Default)]
pub(crate) struct Files(pub(crate) BTreeMap<String, Vec<u8>>);

impl Shelf for Files {
    fn append(&mut self, file: &str, bytes: &[u8]) -> io::Result<()> {
        self.0
            .entry(file.to_owned())
            .or_default()
            .extend_from_slice(bytes);
        Ok(())
    }
}

pub(crate) fn export_of(app: &TestApp) -> (Files, Exported) {
    let mut files = Files::default();
    let mut seen = Vec::new();
    let done = app
        .runtime
        .block_on(export(app.service(), &mut files, &mut |at, all| {
            seen.push((at, all));
        }))
        .unwrap();
    assert_eq!(
        seen.last(),
        Some(&(done.entries, done.entries)),
        "the progress ends at the end"
    );
    (files, done)
}

impl Files {
    pub(crate) fn lines(&self, file: &str) -> Vec<&str> {
        std::str::from_utf8(&self.0[file]).unwrap().lines().collect()
    }

    fn folder(&self, name: &str) -> Vec<Vec<u8>> {
        let files = self.0.iter().filter(|(file, _)| file.starts_with(name));
        files.map(|(_, bytes)| bytes.clone()).collect()
    }

    pub(crate) fn verify(&self, app: &TestApp, asked: &Asked<'_>) -> Report {
        self.judge(app, asked).unwrap()
    }

    fn judge(&self, app: &TestApp, asked: &Asked<'_>) -> Result<Report, Wrong> {
        let checkpoints = self.folder("checkpoints/");
        let policies = self.folder("policies/");
        let witnesses = WitnessPolicy::parse(std::str::from_utf8(&self.0["policy.txt"]).unwrap()).unwrap();
        assert_eq!(self.lines("vkeys")[0], app.service().log.verifier().vkey());
        let export = Export {
            log: app.service().log.verifier(),
            newest: &self.0["checkpoint"],
            checkpoints: &checkpoints,
            witnesses: &witnesses,
            witnesses_from_elsewhere: false,
            policies: &policies,
        };
        let mut tile = |path: &str| self.0.get(path).cloned();
        let mut check = Verification::begin(export, &mut tile);
        check.manifests(&self.0["manifests.jsonl"]).unwrap();
        check.entries(&self.0["entries.jsonl"]).unwrap();
        check.items(&self.0["items.jsonl"]).unwrap();
        check.end(asked)
    }
}

#[test]
fn a_real_services_export_holds_and_lists_every_item_that_is_kept() {
    let app = TestApp::start();
    scoped(&app);
    found_out(&app);
    let sent = closed(&app);
    app.tick();
    let (files, done) = export_of(&app);
    let report = files.verify(&app, &Asked::default());
    assert!(report.is_all_there(), "{:?}", report.verdict.not_produced);
    assert_eq!(
        (report.outside, report.verdict.entries),
        (Outside::ItselfOnly, done.entries)
    );
    assert!(done.items.0 > 20 && done.items.1 == 0);
    let closed = report.verdict.standings.iter().find(|each| each.closed.is_some());
    assert_eq!(closed.map(|each| each.concern), Some(sent.received.concern));
}

/// PAGES, Auditor and scrutiny, 3: for sampled cases the reviewer supplies redacted reasoning, checked against its seal.
#[test]
fn r16_redacted_words_that_a_reviewer_shows_the_auditor_are_those_that_were_recorded() {
    let app = TestApp::start();
    let (sent, other) = (found_out(&app), scoped(&app));
    let guardian = Hand::at(&app, "guardian", &sent);
    let copy = guardian
        .found
        .seal(&Plaintext::new("account: [redacted]".to_owned()))
        .unwrap();
    let redacted = Act::Redacted {
        original: guardian.see().manifest.unwrap().account,
        copy: copy.digest(),
        passages: 1,
    };
    guardian.act_with(&redacted, std::slice::from_ref(&copy)).unwrap();
    let auditor = &app.key("auditor").identity;
    let seen = guardian.see();
    let (bytes, opening) = seen.original(&copy.digest(), &guardian.found.readers()).unwrap();
    let key = seal_key(&auditor.recipient(), "message:1", &opening).unwrap();
    let purpose = guardian.seal("the auditor's sample");
    let shared = Act::Shared {
        body: body_digest(&auditor.recipient()),
        parts: vec![key.digest()],
        item: Some(purpose.digest()),
    };
    let record = guardian.act_with(&shared, &[key.clone(), purpose]).unwrap();
    app.tick();
    let (files, _) = export_of(&app);
    let origin = app.service().log.verifier().origin();
    let judge = |concern, key: &Sealed, sealed: &[u8]| {
        let file = SharedFile::new(
            origin,
            concern,
            record,
            vec![SharedPart::words(key, sealed.to_vec())],
        );
        let file = file.to_bytes().unwrap();
        let asked = Asked {
            shared: Some(&file),
            ..Asked::default()
        };
        (files.judge(&app, &asked), file)
    };
    let concern = sent.received.concern;
    let (report, file) = judge(concern, &key, &bytes);
    let found = report.unwrap().shared.unwrap();
    assert_eq!(
        found.parts.first().map(|(digest, _)| *digest),
        Some(copy.digest())
    );
    let opened = SharedFile::parse(&file).unwrap().open(auditor).unwrap();
    assert_eq!(opened[0].digest, copy.digest());
    assert_eq!(opened[0].words(), Some("account: [redacted]"));

    let invented = guardian
        .found
        .seal(&Plaintext::new("all was well".to_owned()))
        .unwrap();
    let refusal = |concern, key: &Sealed, sealed: &Sealed| match judge(concern, key, sealed.as_bytes()).0 {
        Err(Wrong::Shared(fault)) => fault,
        other => panic!("{other:?}"),
    };
    let unnamed = BadShare::NotNamed {
        number: 1,
        digest: invented.digest(),
    };
    assert_eq!(
        refusal(concern, &key, &invented),
        unnamed,
        "words that nobody recorded"
    );
    assert_eq!(
        refusal(concern, &invented, &copy),
        BadShare::NotShared,
        "another key"
    );
    assert_eq!(
        refusal(other.received.concern, &key, &copy),
        BadShare::NotShared,
        "another concern"
    );
}

#[test]
fn the_receipt_of_a_reporter_is_found_in_the_export() {
    let app = TestApp::start();
    let sent = app.submit();
    app.tick();
    let (files, _) = export_of(&app);
    let asked = Asked {
        receipt: Some(sent.received.receipt.as_bytes()),
        ..Asked::default()
    };
    assert!(files.verify(&app, &asked).receipt.is_some());
}

#[test]
fn an_export_holds_no_sealed_byte_no_name_and_no_plain_word() {
    let app = TestApp::start();
    scoped(&app);
    app.tick();
    let (files, _) = export_of(&app);
    // The beginning of every sealed file, as it is and in base64.
    let names = [
        "Guardian",
        "@example",
        "age-encryption.org",
        "YWdlLWVuY3J5cHRpb24",
    ];
    for (file, bytes) in &files.0 {
        let holds = |part: &[u8]| bytes.windows(part.len()).any(|window| window == part);
        assert!(!holds(PLANTED.as_bytes()), "{file}");
        let is_rule = file.starts_with("policies/");
        assert!(
            is_rule || !names.iter().any(|name| holds(name.as_bytes())),
            "{file}"
        );
    }
}

#[test]
fn r08_one_stored_item_removed_behind_our_back_is_recorded_and_not_produced() {
    let mut app = TestApp::start();
    let sent = app.submit();
    app.tick();
    Hand::at(&app, "guardian", &sent).acknowledge_and_write();
    app.tick();
    let connection = app.service().store.conn();
    let gone = connection.execute_unprepared("DELETE FROM part");
    app.runtime.block_on(gone).unwrap();
    let (files, done) = export_of(&app);
    let report = files.verify(&app, &Asked::default());
    assert_eq!(done.items.1, 1);
    let missing = &report.verdict.not_produced;
    assert_eq!(
        missing.iter().map(|item| item.concern).collect::<Vec<_>>(),
        [Some(sent.received.concern)]
    );
    app.ledger_is_damaged = true;
}

#[test]
fn what_everybody_fetches_of_the_tree_is_byte_by_byte_what_an_export_holds() {
    let app = TestApp::start();
    for _ in 0..3 {
        app.submit();
        app.live_through(1);
    }
    let (files, _) = export_of(&app);
    let mut tiles = 0;
    for (file, bytes) in &files.0 {
        let Some(path) = file.strip_prefix("tile/") else {
            continue;
        };
        let answer = app.get(&format!("ledger/tile/{path}"), None);
        assert_eq!(answer.status, 200, "{path}");
        assert!(answer.body == *bytes, "{path}");
        tiles += 1;
    }
    assert!(tiles > 1, "hashes and entries");
    let checkpoint = app.get("ledger/checkpoint", None).body;
    assert!(files.0["checkpoint"] == checkpoint);
    assert_eq!(app.get("ledger/tile/7/000", None).status, 404);
}

#[test]
fn that_an_export_was_made_is_an_entry_behind_it() {
    let app = TestApp::start();
    app.submit();
    app.tick();
    let (_, first) = export_of(&app);
    app.tick();
    let (files, second) = export_of(&app);
    let entries = files.lines("entries.jsonl");
    assert!(second.entries > first.entries);
    let says: Vec<String> = entries
        .iter()
        .map(|line| String::from_utf8(parse_entry_line(line).unwrap().1).unwrap())
        .filter(|entry| entry.contains("\"kind\":\"export\""))
        .collect();
    assert!(
        says.len() == 1 && says[0].contains(&format!("\"size\":{}", first.entries)),
        "{says:?}"
    );
}

#[test]
fn after_an_erasure_by_rule_the_export_holds_and_lists_nothing_of_it() {
    let app = TestApp::start();
    let sent = closed(&app);
    app.submit();
    app.tick();
    let from = app.track(&sent).outlook.erasable_from.unwrap();
    let days = days_between(app.track(&sent).outlook.today, from);
    app.clock.advance_days(i64::from(days));
    app.live_through(10);
    let (files, done) = export_of(&app);
    let report = files.verify(&app, &Asked::default());
    assert_eq!(report.verdict.erased, [sent.received.concern]);
    assert!(report.is_all_there(), "{:?}", report.verdict.not_produced);
    assert!(done.items.1 == 0 && files.lines("manifests.jsonl").len() == 1);
    assert_eq!(
        report.verdict.standings.len(),
        2,
        "the open one and the erased one"
    );
}

#[test]
fn r10_an_open_concern_removed_from_the_database_makes_no_export() {
    let mut app = TestApp::start();
    let sent = app.submit();
    app.tick();
    let id = crate::database::bytes(&sent.received.concern.to_string());
    app.damage(&format!("DELETE FROM entry WHERE concern = {id}"));
    let mut files = Files::default();
    let refused = app
        .runtime
        .block_on(export(app.service(), &mut files, &mut |_, _| ()));
    let says = format!("{:#}", anyhow::Error::from(refused.unwrap_err()));
    assert!(says.contains("record is damaged"), "{says}");
}

#[test]
fn the_export_ends_at_the_last_checkpoint_whatever_has_come_since() {
    let app = TestApp::start();
    app.tick();
    app.submit();
    let (files, done) = export_of(&app);
    assert_eq!(
        u64::try_from(files.lines("entries.jsonl").len()).unwrap(),
        done.entries
    );
    assert!(files.lines("manifests.jsonl").is_empty());
    files.verify(&app, &Asked::default());
}
