//! Signing in with something missing, or with a file that is no key.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::json;

use super::Portal;
use crate::harness::TestApp;

#[test]
fn what_is_missing_or_is_no_key_file_is_said_once_beside_its_field() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    portal.opens_page(&app, "guardian", "/reviewer");
    let button = "#sign-in button[type=submit]";
    let seen = portal.presses_until("guardian", button, "#problem");
    assert!(
        seen.problem()
            .ends_with("Choose your key file.\nType your passphrase."),
        "{}",
        seen.problem()
    );
    portal.chooses(
        "guardian",
        "#key-file",
        &STANDARD.encode(b"\xff\xd8\xff\xe0 an invented photograph"),
    );
    portal.fills("guardian", &json!({ "passphrase": "four invented words" }));
    let seen = portal.presses_until("guardian", button, "#problem:has-text('not a key file')");
    assert_eq!(seen.problem().matches("This is not a key file.").count(), 1);
    assert!(portal.reads("guardian", "#passphrase[aria-invalid]").is_empty());
    let beside = portal.reads("guardian", "#key-file-error").concat();
    assert!(beside.starts_with("This is not a key file."), "{beside}");
}
