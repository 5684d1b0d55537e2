//! The form without scripts, in a Chromium that runs none.

use serde_json::{Value, json};
use tempfile::tempdir;

use super::{code_of, drive, lines, sent};
use crate::arrival::start;
use crate::attachments::opened;
use crate::harness::PLANTED;

fn walk(form: &str, path: &str, context: &Value) -> Value {
    let app = start();
    let seen = drive(
        &app,
        "arrival",
        &json!({
            "form": form, "path": path, "context": context, "barriers": true,
            "what": format!("The till is short. {PLANTED}"), "message": format!("Here I am. {PLANTED}"),
        }),
    );
    let barriers = lines(&seen["seen"]["barriers"]);
    assert!(barriers.is_empty(), "{form}: {barriers:#?}");
    let code = seen["code"].as_str().unwrap();
    sent(&app, &json!(code));
    for request in seen["seen"]["requests"].as_array().unwrap() {
        let url = request["url"].as_str().unwrap();
        assert!(
            !url.contains(['?', '#']) && !url.contains(&code.replace(' ', "-")),
            "{url}"
        );
    }
    assert_eq!(seen["kept"]["cookies"], json!([]));
    seen
}

#[test]
fn a_concern_is_raised_and_followed_in_a_browser_without_scripts() {
    let seen = walk("plain", "/", &json!({}));
    assert_eq!(lines(&seen["problems"]).len(), 2, "{}", seen["problems"]);
    assert_eq!(
        seen["same"], seen["code"],
        "the code that may be on paper already"
    );
    assert_eq!(seen["left"], true);
    assert!(seen["still"].as_str().unwrap().contains(PLANTED));
    assert_eq!(seen["focused"], "govuk-error-summary");
    let dates = lines(&seen["dates"]);
    assert!(dates[0].contains("Friday 25 December 2026"), "{dates:?}");
    let told = seen["told"].as_str().unwrap();
    assert!(
        told.contains("Your message has been sent.") && told.contains("Here I am."),
        "{told}"
    );
}

#[test]
fn nothing_bars_the_way_without_scripts_in_the_dark_and_from_right_to_left() {
    let small = json!({ "colorScheme": "dark", "viewport": { "width": 320, "height": 640 } });
    walk("plain-dark-320", "/", &small);
    walk(
        "plain-ur",
        "/ur",
        &json!({ "viewport": { "width": 390, "height": 800 } }),
    );
}

#[test]
fn files_are_added_in_a_browser_without_scripts_under_their_own_names() {
    let app = start();
    let folder = tempdir().unwrap();
    let files = ["invented \"ledger\" \u{6cc}.ods", "recording.mp3"].map(|name| folder.path().join(name));
    for (file, length) in files.iter().zip([3_000_000, 70_000]) {
        let mut content = PLANTED.as_bytes().to_vec();
        content.resize(length, 7);
        std::fs::write(file, content).unwrap();
    }
    let what = format!("The till is short. {PLANTED}");
    let seen = drive(
        &app,
        "arrival_files",
        &json!({ "what": what, "files": files, "barriers": true }),
    );
    let barriers = lines(&seen["seen"]["barriers"]);
    assert!(barriers.is_empty(), "{barriers:#?}");
    let says = |page: &str, words: &str| assert!(seen[page].as_str().unwrap().contains(words), "{seen}");
    says("before", "Here nothing of that is taken out");
    says("first", "Your file has been sealed and added.");
    says("none", "Select a file");
    says("second", "Your file has been sealed and added.");
    let opened = opened(&app, &sent(&app, &seen["code"]));
    let told: Vec<_> = opened
        .iter()
        .map(|(told, _)| (&*told.name, &*told.media_type))
        .collect();
    let ods = "application/vnd.oasis.opendocument.spreadsheet";
    assert_eq!(
        told,
        [
            ("invented \"ledger\" \u{6cc}.ods", ods),
            ("recording.mp3", "audio/mpeg")
        ]
    );
    for ((_, back), file) in opened.iter().zip(&files) {
        assert!(*back == std::fs::read(file).unwrap());
    }
}

#[test]
fn a_browser_shows_that_a_file_is_too_long_though_it_has_not_gone_whole() {
    let app = start();
    let sent = app.submit();
    let folder = tempdir().unwrap();
    let path = folder.path().join("invented recording.bin");
    let file = std::fs::File::create(&path).unwrap();
    file.set_len(501 * 1024 * 1024).unwrap();
    let mut input = code_of(&sent);
    input["file"] = json!(path);
    let seen = drive(&app, "arrival_file_refused", &input);
    assert!(
        seen["says"]
            .as_str()
            .unwrap()
            .contains("must be smaller than 500 MB"),
        "{seen}"
    );
}
