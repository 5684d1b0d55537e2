//! Files, both ways.

use daylight::client::{Reporter, attachments};
use daylight_domain::Digest;
use daylight_tlog::sha256;
use serde_json::json;
use tempfile::tempdir;

use super::Browser;
use crate::harness::TestApp;

#[test]
fn files_go_both_ways_and_go_on_after_a_broken_connection() {
    let app = TestApp::start();
    let mut browser = Browser::at(&app);
    let (sent, _) = browser.submits(&app, "ordinary", &[]);
    let size = 5_000_000_usize;
    let done = browser.does(
        "attach",
        json!({ "code": *sent.code.words(), "size": size, "drop": true }),
    );
    assert!(done["item"].is_string(), "{done}");
    assert!(done["puts"].as_u64().unwrap() > 3, "{done}");
    let content: Vec<u8> = (0..size)
        .map(|place| u8::try_from(place.wrapping_mul(7) % 251).unwrap())
        .collect();

    let (mine, trust) = (tempdir().unwrap(), app.trust());
    let reporter = Reporter::from_code(&sent.code, &trust).unwrap();
    let concern = app.track(&sent);
    let source = |item: &Digest, offset| reporter.attachment(app.client(), *item, offset);
    let identity = reporter.master().case_identity();
    let item = attachments::attached(&concern)[0];
    let (described, path) = attachments::save(&source, &item, &identity, mine.path(), &|_, _| ()).unwrap();
    assert_eq!(
        (&*described.name, &*described.media_type),
        (
            "invented ledger.ods",
            "application/vnd.oasis.opendocument.spreadsheet"
        )
    );
    assert!(std::fs::read(path).unwrap() == content);

    for (name, length) in [("empty.txt", 0), ("small.txt", 100), ("large.bin", 300_001)] {
        let path = mine.path().join(name);
        std::fs::write(&path, &content[..length]).unwrap();
        reporter
            .attach(app.client(), &trust, &app.track(&sent), &path, &|_, _| ())
            .unwrap();
    }
    let opened = browser.does("open", json!({ "code": *sent.code.words() }));
    let expected = [
        ("invented ledger.ods", size),
        ("empty.txt", 0),
        ("small.txt", 100),
        ("large.bin", 300_001),
    ];
    assert_eq!(opened.as_array().unwrap().len(), expected.len(), "{opened}");
    for (file, (name, length)) in opened.as_array().unwrap().iter().zip(expected) {
        assert_eq!((&file["name"], &file["size"]), (&json!(name), &json!(length)));
        assert_eq!(file["sha256"], sha256(&content[..length]).to_string());
    }
    assert_eq!(
        browser.tracks(&sent)["files"].as_array().unwrap().len(),
        expected.len()
    );
}
