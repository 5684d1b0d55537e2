//! Files in the browser: with a concern, added to it later, and fetched again.

use std::path::{Path, PathBuf};

use daylight::client::attachments;
use daylight_domain::to_hex;
use daylight_tlog::sha256;
use serde_json::{Value, json};
use tempfile::{TempDir, tempdir};

use super::raise::says_nothing;
use super::{code_of, drive, lines, sent};
use crate::attachments::{attach, opened};
use crate::harness::{PLANTED, TestApp};

/// A file of no kind that can be cleaned, under a name that must not be seen outside the seal.
fn plain(folder: &TempDir, name: &str, length: usize) -> PathBuf {
    let path = folder.path().join(name);
    let mut content = PLANTED.as_bytes().to_vec();
    content.resize(length, 7);
    std::fs::write(&path, content).unwrap();
    path
}

/// One of the files with which the cleaners are tried.
fn fixture(name: &str) -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    root.join("tests/fixtures/clean").join(name)
}

fn with_files(files: &[PathBuf]) -> Value {
    json!({ "what": format!("The till is short. {PLANTED}"), "files": files })
}

fn there(seen: &Value) {
    for line in lines(&seen["lines"]) {
        assert!(line.contains("It is there."), "{line}");
    }
}

#[test]
fn rust_opens_the_files_that_the_browser_sealed_with_their_names_and_types() {
    let app = TestApp::start();
    let folder = tempdir().unwrap();
    let name = format!("{PLANTED}.mp3");
    let file = plain(&folder, &name, 5_000_000);
    let seen = drive(
        &app,
        "raise_with_files",
        &with_files(&[file.clone(), fixture("letter.docx")]),
    );
    says_nothing(&seen);
    there(&seen);
    let answers = seen["answers"].as_str().unwrap();
    assert!(
        answers.contains(&format!("{name} (5 MB), letter.docx")),
        "{answers}"
    );
    let opened = opened(&app, &sent(&app, &seen["code"]));
    let told: Vec<_> = opened
        .iter()
        .map(|(told, _)| (&*told.name, &*told.media_type))
        .collect();
    let docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    assert_eq!(told, [(&*name, "audio/mpeg"), ("letter.docx", docx)]);
    assert!(
        opened[0].1 == std::fs::read(file).unwrap(),
        "as it is, once the reporter has said so"
    );
}

#[test]
fn place_author_and_device_are_gone_from_what_is_sealed_and_the_page_says_which() {
    let app = TestApp::start();
    let files = ["photo.jpg", "letter.docx", "paper.pdf", "letter.odt"].map(fixture);
    let seen = drive(&app, "choose_files", &with_files(&files));
    let rows = lines(&seen["rows"]);
    assert!(
        rows[0].contains("Taken out:") && rows[0].contains("where it was made"),
        "{rows:?}"
    );
    for row in rows {
        assert!(row.contains("who made it"), "{row}");
    }
    let seen = drive(&app, "raise_with_files", &with_files(&files));
    there(&seen);
    for (described, content) in opened(&app, &sent(&app, &seen["code"])) {
        for planted in ["Planted Author", "PlantedMaker", "PlantedSerial77"] {
            let found = content
                .windows(planted.len())
                .any(|window| window == planted.as_bytes());
            assert!(!found, "{planted} in {}", described.name);
        }
    }
}

#[test]
fn a_file_that_lies_or_is_locked_or_bursts_is_refused_with_words_and_goes_no_further() {
    let app = TestApp::start();
    let folder = tempdir().unwrap();
    let liar = folder.path().join("invented.jpg");
    std::fs::write(&liar, "no photo at all").unwrap();
    let empty = folder.path().join("empty.txt");
    std::fs::write(&empty, "").unwrap();
    let mut input = with_files(&[liar, fixture("locked.pdf"), empty]);
    input["bomb"] = json!(16);
    input["folder"] = json!(folder.path());
    let seen = drive(&app, "choose_files", &input);
    let rows = lines(&seen["rows"]);
    for (row, words) in rows.iter().zip([
        "of another kind than its name says",
        "password protected",
        "unpacks to far more than it should",
    ]) {
        assert!(row.contains(words), "{row}");
    }
    assert_eq!(rows.len(), 3, "an empty file is not taken: {rows:?}");
    assert!(
        seen["atOnce"]
            .as_str()
            .unwrap()
            .contains("empty.txt: The selected file is empty"),
        "{seen}"
    );
    let says = seen["says"].as_str().unwrap();
    assert!(
        seen["stays"] == true && says.contains("locked.pdf: The selected file is password protected"),
        "{says}"
    );
}

#[test]
fn what_cannot_be_cleaned_goes_only_after_the_reporter_has_said_so() {
    let app = TestApp::start();
    let folder = tempdir().unwrap();
    let seen = drive(
        &app,
        "choose_files",
        &with_files(&[plain(&folder, "recording.mp3", 1000)]),
    );
    let row = lines(&seen["rows"])[0];
    assert!(
        row.contains("cannot clean this kind of file") && row.contains("Send it as it is"),
        "{row}"
    );
    assert!(
        seen["announced"]
            .as_str()
            .unwrap()
            .contains("recording.mp3: Your browser cannot clean"),
        "{seen}"
    );
    let says = seen["says"].as_str().unwrap();
    assert!(
        seen["stays"] == true && says.contains("Tick \"Send it as it is\", or remove it."),
        "{says}"
    );
}

#[test]
fn twenty_files_go_and_a_twenty_first_is_refused_with_words() {
    let app = TestApp::start();
    let folder = tempdir().unwrap();
    let files: Vec<PathBuf> = (1..=21)
        .map(|number| plain(&folder, &format!("invented-{number:02}.bin"), 1000 + number))
        .collect();
    let seen = drive(&app, "choose_files", &with_files(&files));
    assert_eq!(lines(&seen["rows"]).len(), 20);
    assert!(
        seen["atOnce"]
            .as_str()
            .unwrap()
            .contains("only select up to 20 files"),
        "{seen}"
    );
    let seen = drive(&app, "raise_with_files", &with_files(&files[..20]));
    there(&seen);
    let sent = sent(&app, &seen["code"]);
    let opened = opened(&app, &sent);
    assert_eq!(opened.len(), 20);
    for ((described, content), file) in opened.iter().zip(&files) {
        assert_eq!(described.name, file.file_name().unwrap().to_str().unwrap());
        assert!(*content == std::fs::read(file).unwrap());
    }
}

#[test]
fn a_connection_that_goes_in_the_middle_of_a_file_goes_on_where_it_stopped() {
    let app = TestApp::start();
    let folder = tempdir().unwrap();
    let file = plain(&folder, "recording.mp3", 20_000_000);
    let seen = drive(&app, "attach_offline", &with_files(std::slice::from_ref(&file)));
    let away = seen["away"].as_str().unwrap();
    assert!(away.contains("Your concern has been sent all the same"), "{away}");
    there(&seen);
    assert_eq!(seen["begun"], 1, "not begun anew");
    let offsets: Vec<u64> = seen["offsets"]
        .as_array()
        .unwrap()
        .iter()
        .map(|at| at.as_u64().unwrap())
        .collect();
    assert!(
        offsets.is_sorted() && offsets.iter().filter(|at| **at == 0).count() == 1,
        "{offsets:?}"
    );
    let opened = opened(&app, &sent(&app, &seen["code"]));
    assert!(opened[0].1 == std::fs::read(file).unwrap());
}

#[test]
fn answers_that_are_lost_at_the_end_of_a_file_attach_it_once() {
    let app = TestApp::start();
    let folder = tempdir().unwrap();
    let file = plain(&folder, "recording.mp3", 100_000);
    let seen = drive(&app, "attach_answers_lost", &with_files(&[file]));
    there(&seen);
    assert_eq!(opened(&app, &sent(&app, &seen["code"])).len(), 1);
}

#[test]
fn the_browser_opens_what_rust_attached_under_a_name_that_says_nothing_and_adds_more() {
    let app = TestApp::start();
    let folder = tempdir().unwrap();
    let sent = app.submit();
    let first = plain(&folder, "invented ledger.ods", 5_000_000);
    attach(&app, &sent, &first).unwrap();
    let mut input = code_of(&sent);
    input["add"] = json!([plain(&folder, "more.mp3", 70_000)]);
    input["there"] = json!(2);
    let seen = drive(&app, "files_again", &input);
    says_nothing(&seen);
    let listed = lines(&seen["listed"]);
    assert!(listed[0].contains("invented ledger.ods (5 MB)"), "{listed:?}");
    assert!(listed[0].contains("saves it as file-1.ods"), "{listed:?}");
    for (saved, (name, file)) in seen["saved"].as_array().unwrap().iter().zip([
        ("file-1.ods", &first),
        ("file-2.mp3", &folder.path().join("more.mp3")),
    ]) {
        let content = std::fs::read(file).unwrap();
        assert_eq!(
            (&saved["as"], &saved["sha256"]),
            (&json!(name), &json!(to_hex(&sha256(&content).0)))
        );
    }
    assert_eq!(opened(&app, &sent).len(), 2);
}

#[test]
fn the_keyboard_alone_chooses_removes_agrees_and_goes_on() {
    let app = TestApp::start();
    let folder = tempdir().unwrap();
    let files = [fixture("photo.jpg"), plain(&folder, "recording.mp3", 1000)];
    let seen = drive(&app, "files_by_keyboard", &with_files(&files));
    assert_eq!(seen["focused"], "files-input");
    assert!(seen["says"].as_str().unwrap().contains("recording.mp3"), "{seen}");
}

/// Where files are.
const SCREENS: [&str; 6] = [
    "10-files",
    "15-sent-files",
    "21-files-looked",
    "22-files-error",
    "33-add-file",
    "34-concern-files",
];

#[test]
fn nothing_bars_the_way_where_files_are() {
    let app = TestApp::start();
    let folder = tempdir().unwrap();
    let liar = folder.path().join("invented.jpg");
    std::fs::write(&liar, "no photo at all").unwrap();
    let files = [
        fixture("photo.jpg"),
        plain(&folder, "recording.mp3", 3_000_000),
        liar,
    ];
    for (form, path, context) in [
        ("files", "/", json!({})),
        (
            "files-dark-320",
            "/",
            json!({ "colorScheme": "dark", "viewport": { "width": 320, "height": 640 } }),
        ),
        (
            "files-ur",
            "/ur",
            json!({ "viewport": { "width": 390, "height": 800 } }),
        ),
    ] {
        let with = |files: &[PathBuf], more: Value| {
            let mut input = with_files(files);
            let all = json!({ "form": form, "path": path, "context": context, "barriers": SCREENS });
            for fields in [all, more] {
                input
                    .as_object_mut()
                    .unwrap()
                    .extend(fields.as_object().unwrap().clone());
            }
            input
        };
        let mut looked_at = Vec::new();
        let sent = app.submit();
        let mut back = code_of(&sent);
        back["add"] = json!([fixture("photo.jpg"), files[1]]);
        back["there"] = json!(2);
        for (scenario, input) in [
            ("choose_files", with(&files, json!({}))),
            ("raise_with_files", with(&files[..2], json!({}))),
            ("files_again", with(&[], back)),
        ] {
            let seen = drive(&app, scenario, &input);
            let barriers = lines(&seen["seen"]["barriers"]);
            assert!(barriers.is_empty(), "{form} {scenario}: {barriers:#?}");
            let looks = seen["seen"]["help"].as_array().unwrap().iter();
            looked_at.extend(looks.map(|look| look[0].as_str().unwrap().to_owned()));
        }
        assert!(
            SCREENS
                .iter()
                .all(|screen| looked_at.iter().any(|one| one == screen)),
            "{looked_at:?}"
        );
    }
}

#[test]
#[ignore = "half a gigabyte: `make faults`"]
fn a_file_of_500_mib_is_sealed_and_sent_in_little_memory() {
    let app = TestApp::start();
    let folder = tempdir().unwrap();
    let seen = drive(
        &app,
        "attach_speed",
        &json!({ "folder": folder.path(), "mib": 500 }),
    );
    assert!(seen["line"].as_str().unwrap().contains("It is there."), "{seen}");
    let more = seen["more_mib"].as_f64().unwrap();
    assert!(
        more < 150.0,
        "{more} MiB more in the page and its workers: {seen}"
    );
    let sent = sent(&app, &seen["code"]);
    let concern = app.track(&sent);
    assert_eq!(attachments::attached(&concern).len(), 1);
}

#[test]
#[ignore = "a quarter of a gigabyte in one file: `make faults`"]
fn a_document_that_unpacks_to_256_mib_is_refused() {
    let app = TestApp::start();
    let folder = tempdir().unwrap();
    let mut input = with_files(&[]);
    input["bomb"] = json!(256);
    input["folder"] = json!(folder.path());
    let seen = drive(&app, "choose_files", &input);
    let rows = lines(&seen["rows"]);
    assert!(rows[0].contains("unpacks to far more than it should"), "{rows:?}");
}

#[test]
fn the_speed_of_sealing_can_be_measured() {
    let app = TestApp::start();
    let seen = drive(&app, "seal_speed", &json!({ "mib": 4 }));
    assert!(seen["seal_mib_per_s"].as_f64().unwrap() > 0.0, "{seen}");
}
