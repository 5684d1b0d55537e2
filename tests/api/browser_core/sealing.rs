//! What the browser sends: sealed so that the offices open it, and its place in a rush.

use serde_json::json;
use tempfile::tempdir;

use super::{Browser, account};
use crate::hands::{Back, Hand};
use crate::harness::{PLANTED, TestApp};
use crate::program::{daylight, said};
use crate::rush::rush;

#[test]
fn what_the_browser_seals_the_offices_open_and_its_receipt_holds_everywhere() {
    let app = TestApp::start();
    let mut browser = Browser::at(&app);
    let (sent, answer) = browser.submits(&app, "ordinary", &["deputy"]);
    assert_eq!(
        answer["lost"], 2,
        "the first answer was lost, and asked for again"
    );
    assert_eq!(
        answer["sameAgain"], true,
        "however often it is sent, it is received once"
    );
    assert_eq!(
        answer["dates"][0],
        json!({ "clock": "acknowledge", "due": "2026-12-25" })
    );
    let reckoned: Vec<_> = sent
        .received
        .outlook
        .deadlines
        .iter()
        .map(|deadline| deadline.due.to_string())
        .collect();
    for date in answer["dates"].as_array().unwrap() {
        assert!(reckoned.iter().any(|due| date["due"] == **due), "{date}");
    }

    app.tick();
    let guardian = Hand::at(&app, "guardian", &sent);
    let seen = guardian.see();
    let key = &guardian.found.capsule.case_identity;
    let about = seen.about(key).unwrap().unwrap();
    let account = seen.account(key).unwrap().unwrap();
    assert_eq!(about.as_str(), Some(&*format!("about: {PLANTED}")));
    assert!(account.as_str() == Some(&*self::account()), "every letter of it");
    assert!(
        Hand::find(&app, "deputy", &sent).is_none(),
        "left out by the reporter"
    );
    let back = Back::with(&app, &sent);
    assert!(back.reporter.left_out(&seen, &"deputy".parse().unwrap()));

    let folder = tempdir().unwrap();
    let (file, vkey) = (folder.path().join("receipt"), folder.path().join("key"));
    std::fs::write(&file, &sent.received.receipt).unwrap();
    std::fs::write(&vkey, answer["vkey"].as_str().unwrap()).unwrap();
    let (file, vkey) = (file.to_str().unwrap(), vkey.to_str().unwrap());
    let verified = daylight(&["receipt", "verify", file, "--log-key", vkey], "", &[]);
    assert!(verified.status.success(), "{}", said(&verified));
    // The proof that the browser fetched takes the receipt's place.
    let proof = browser.tracks(&sent)["steps"][0]["proven"]
        .as_str()
        .unwrap()
        .to_owned();
    std::fs::write(file, proof).unwrap();
    let verified = daylight(&["receipt", "verify", file, "--log-key", vkey], "", &[]);
    assert!(verified.status.success(), "{}", said(&verified));
}

#[test]
fn in_a_rush_the_browser_works_for_its_place() {
    let app = TestApp::start();
    let mut browser = Browser::at(&app);
    // Once while it is calm, so that it is at hand when the rush comes.
    let (_, calm) = browser.submits(&app, "ordinary", &[]);
    assert_eq!(calm["pieces"], json!([]));
    let crowd = rush(&app);
    // The server takes connections in its own time; then it asks.
    let asks = |_: &i32| app.post("concerns", None, &json!({})).status == 429;
    assert!((0..10_000).any(|nth| asks(&nth)), "a rush asks for work");
    let (_, answer) = browser.submits(&app, "ordinary", &[]);
    assert!(
        answer["pieces"].as_array().unwrap().contains(&json!(8)),
        "{answer}"
    );
    drop(crowd);
}
