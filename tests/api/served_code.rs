//! What browsers are sent to run stands in the record (`code`), and anybody can compare it from outside.

use daylight::actions::note_code::note_code;
use daylight::api::Code;
use daylight::client::http::Caller;
use daylight::web::served_code;
use daylight::words::languages;
use daylight_domain::{Act, Digest};
use daylight_tlog::{UncheckedEntry, UnverifiedCheckpoint, check_inclusion, sha256};

use crate::browser::pages::get;
use crate::harness::TestApp;

fn note(app: &TestApp) {
    let service = app.service();
    let list = served_code(&service.config);
    app.runtime.block_on(note_code(service, &list)).unwrap();
}

fn shown(app: &TestApp) -> Code {
    app.client().get("ledger/code", Caller::Anyone).unwrap()
}

fn entries(app: &TestApp) -> i64 {
    app.count("SELECT count(*) FROM entry WHERE kind = 'code'")
}

/// What the entry names, found in the published tree.
fn recorded(app: &TestApp, code: &Code) -> Option<Digest> {
    let proven = code.entry.as_ref()?;
    let checkpoint = UnverifiedCheckpoint::parse(code.checkpoint.as_bytes()).unwrap();
    let checkpoint = checkpoint.verify(app.service().log.verifier()).unwrap();
    let entry = UncheckedEntry::parse(proven.entry.as_bytes()).unwrap();
    let record = entry.record(&proven.salt.0);
    check_inclusion(
        &proven.proof,
        checkpoint.size,
        &checkpoint.root,
        proven.index,
        &record,
    )
    .unwrap();
    match entry.into_entry().act {
        Act::Code { assets } => Some(assets),
        other => panic!("{other:?}"),
    }
}

#[test]
fn every_script_worker_and_style_that_is_served_is_what_the_record_says() {
    let app = TestApp::start_under("[look]\ncolour = \"#b10e1e\"\n");
    note(&app);
    note(&app);
    assert!(shown(&app).entry.is_none(), "it waits for its batch");
    app.tick();
    note(&app);
    app.tick();
    assert_eq!(entries(&app), 1, "once, however often it starts");
    let code = shown(&app);
    assert_eq!(recorded(&app, &code), Some(sha256(code.list.as_bytes())));

    let mut named = Vec::new();
    for line in code.list.lines() {
        let (digest, path) = line.split_once("  ").unwrap();
        let answer = app.call("GET", &format!("/{path}"), &[], b"");
        assert_eq!(answer.status, 200, "{path}");
        assert_eq!(sha256(&answer.body).to_string(), digest, "{path}");
        named.push(path);
    }
    assert!(named.len() > 10 && named.is_sorted(), "{named:?}");
    // A document can run nothing of its own, and names nothing that is not on the list.
    let mut met = Vec::new();
    let pages = languages().iter().map(daylight::words::Words::path);
    let portals = pages
        .clone()
        .map(|path| path.trim_end_matches('/').to_owned() + "/reviewer");
    for page in pages.chain(portals) {
        let answer = app.call("GET", &page, &[], b"");
        let policy = answer.header("content-security-policy").unwrap();
        assert!(
            policy.contains("script-src 'self' 'wasm-unsafe-eval'; style-src 'self'"),
            "{policy}"
        );
        assert_eq!(answer.status, 200, "{page}");
        let text = String::from_utf8(answer.body).unwrap();
        for part in text.split("\"/assets/").skip(1) {
            let path = format!("assets/{}", part.split('"').next().unwrap());
            assert!(named.contains(&path.as_str()), "{page} loads {path}");
            met.push(path);
        }
    }
    met.sort();
    met.dedup();
    assert!(
        met.len() > 5 && met.iter().any(|path| path.ends_with("look.css")),
        "{met:?}"
    );
}

#[test]
fn what_has_changed_since_is_a_new_entry() {
    let mut app = TestApp::start();
    let page = get(&app, "/record");
    assert!(page.contains("does not stand in the record yet"), "{page}");
    note(&app);
    app.tick();
    let page = get(&app, "/record");
    assert!(
        page.contains("What this service sends to every browser, by the entry of"),
        "{page}"
    );
    let before = shown(&app);
    app.lines = "[look]\ncolour = \"#b10e1e\"\n".to_owned();
    app.restart();
    let unsaid = shown(&app);
    assert!(
        unsaid.list != before.list && unsaid.entry.is_none(),
        "the record does not say so yet"
    );
    note(&app);
    app.tick();
    let after = shown(&app);
    assert_eq!(
        (entries(&app), recorded(&app, &after)),
        (2, Some(sha256(after.list.as_bytes())))
    );
    // Altered, and put back: each is an entry.
    app.lines.clear();
    app.restart();
    note(&app);
    app.tick();
    assert_eq!(
        (entries(&app), recorded(&app, &shown(&app))),
        (3, recorded(&app, &before))
    );
}
