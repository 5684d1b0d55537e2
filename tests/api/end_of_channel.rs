//! The channel is closed for good (R30): what is open moves up, the record goes to those outside, and the page stays.

use std::path::Path;
use std::process::{Command, Output};

use daylight_domain::{Act, StageNo};
use daylight_tlog::UnverifiedCheckpoint;

use crate::hands::Hand;
use crate::harness::{Sent, TestApp};
use crate::program::{AtDesk, daylight, file, json, said};

/// Writes what a program needs to open the instance: the tests' own hold it in memory.
fn make_a_folder_of(app: &TestApp) -> &Path {
    let dir = app.dir.path();
    file(dir, "log.key", &format!("{}\n", "07".repeat(32)));
    let database = match app.database.name() {
        Some(_) => format!("[storage]\ndatabase = \"{}\"\n", app.database.url()),
        None => String::new(),
    };
    file(
        dir,
        "daylight.toml",
        &format!("origin = \"test.daylight.invalid/log\"\ndemo = true\n{database}"),
    );
    dir
}

/// The program for auditors, built as it is now, run on an export. Of the whole workspace: alone, the crates below it would be
/// built once more, with fewer features.
fn daylight_verify(export: &Path) -> Output {
    let built = Command::new(env!("CARGO"))
        .args([
            "build",
            "--quiet",
            "--locked",
            "--offline",
            "--workspace",
            "--bin",
            "daylight-verify",
        ])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .status()
        .unwrap();
    assert!(built.success());
    let beside = Path::new(env!("CARGO_BIN_EXE_daylight")).with_file_name("daylight-verify");
    Command::new(beside).arg(export).arg("--json").output().unwrap()
}

fn stage(app: &TestApp, sent: &Sent) -> StageNo {
    app.track(sent).outlook.stage
}

#[test]
fn r30_closing_moves_everything_open_two_exports_verify_and_the_page_still_answers() {
    let app = TestApp::start();
    let (first, second) = (app.submit(), app.submit());
    app.tick();
    // One stands higher than the other.
    Hand::at(&app, "guardian", &second)
        .act(&Act::CannotOpen {})
        .unwrap();
    app.tick();
    assert_eq!(
        (stage(&app, &first), stage(&app, &second)),
        (StageNo(1), StageNo(2))
    );

    let folder = tempfile::tempdir().unwrap();
    let dir = make_a_folder_of(&app);
    let out = folder.path().join("final");
    let export = || {
        daylight(
            &[
                "--json",
                "channel",
                "export",
                "--dir",
                dir.to_str().unwrap(),
                "--out",
                out.to_str().unwrap(),
            ],
            "",
            &[],
        )
    };
    let early = export();
    assert!(
        !early.status.success()
            && json(&early)["message"]
                .as_str()
                .unwrap()
                .contains("channel close")
    );

    let operator = AtDesk::new(&app, "operator", folder.path());
    let closed = operator.run(&["channel", "close", "--confirm", "test.daylight.invalid/log"]);
    assert!(closed.status.success(), "{}", said(&closed));
    app.tick();
    let early = export();
    assert!(
        json(&early)["message"]
            .as_str()
            .unwrap()
            .contains("make the final export after the batch of")
    );
    app.live_through(1);

    assert_eq!(
        (stage(&app, &first), stage(&app, &second)),
        (StageNo(2), StageNo(3))
    );
    let made = export();
    assert!(made.status.success(), "{}", said(&made));
    for whose in ["auditor", "witness"] {
        let verdict = daylight_verify(&out.join(whose));
        assert!(
            verdict.status.success(),
            "{whose}: {}",
            String::from_utf8_lossy(&verdict.stdout)
        );
        let entries = std::fs::read_to_string(out.join(whose).join("checkpoint")).unwrap();
        let end = UnverifiedCheckpoint::parse(entries.as_bytes()).unwrap();
        let key = if whose == "auditor" {
            "entries"
        } else {
            "witness_entries"
        };
        assert_eq!(json(&made)[key], end.claimed().size);
    }
    let again = export();
    assert!(
        !again.status.success()
            && json(&again)["message"]
                .as_str()
                .unwrap()
                .contains("there already")
    );

    for (path, words) in [
        ("/", "This channel was closed for good on"),
        ("/fr", "fermé définitivement le"),
    ] {
        let page = app.call("GET", path, &[], b"");
        let page = String::from_utf8(page.body).unwrap();
        assert!(page.contains(words), "{path}");
        assert!(
            !page.contains("govuk-button--start"),
            "nothing new is begun: {path}"
        );
    }
    assert_eq!(stage(&app, &first), StageNo(2), "and its reporter comes back");
}
