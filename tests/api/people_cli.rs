//! People and keys at the terminal: words compared aloud, keys checked, passphrases changed, an office's new key.

use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use daylight::crypto::key_file::KeyFile;
use serde_json::Value;

use crate::harness::TestApp;
use crate::program::{AtDesk, daylight, json, said};

const PASSPHRASE: &str = "four words and more";

/// A holder to be, made with `key new`: the key file is like the others', the words are what it printed.
fn new_key(guardian: &AtDesk, folder: &Path) -> (AtDesk, String) {
    let key = folder.join("newcomer.key");
    let made = daylight(
        &[
            "key",
            "new",
            "--json",
            "--name",
            "newcomer",
            "--role",
            "holder",
            "--office",
            "guardian",
            "--out",
            key.to_str().unwrap(),
            "--passphrase-file",
            guardian.passphrase.to_str().unwrap(),
        ],
        "",
        &[],
    );
    let words = json(&made)["key_words"].as_str().unwrap().to_owned();
    let (url, passphrase) = (guardian.url.clone(), guardian.passphrase.clone());
    (AtDesk { url, key, passphrase }, words)
}

fn listed(by: &AtDesk, name: &str) -> Value {
    let people = json(&by.run(&["person", "list"]));
    let mut people = people["people"].as_array().unwrap().iter();
    people.find(|person| person["name"] == name).unwrap().clone()
}

fn of_guardian(by: &AtDesk) -> Value {
    let offices = json(&by.run(&["office", "list"]));
    let mut offices = offices["offices"].as_array().unwrap().iter();
    offices
        .find(|office| office["office"] == "guardian")
        .unwrap()
        .clone()
}

#[test]
fn an_address_is_corrected_on_the_host_and_what_is_none_or_nobodys_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("instance");
    daylight::server::set_up_demo(&dir).unwrap();
    let correct = |person: &str, address: &str| {
        let dir = dir.to_str().unwrap();
        daylight(
            &["person", "address", person, address, "--dir", dir, "--json"],
            "",
            &[],
        )
    };
    for (person, address, says) in [
        ("nobody", "deputy@example.org", "nobody here"),
        ("deputy", "The deputy <deputy@example.org>", "is no mail address"),
    ] {
        let refused = correct(person, address);
        assert!(
            !refused.status.success() && said(&refused).contains(says),
            "{}",
            said(&refused)
        );
    }
    assert_eq!(
        json(&correct("deputy", "deputy@example.org"))["before"],
        "deputy@demo.invalid"
    );
    let again = json(&correct("deputy", ""));
    assert_eq!(again["before"], "deputy@example.org");
    let by_id = correct(again["person"].as_str().unwrap(), "deputy@example.org");
    assert_eq!(json(&by_id)["before"], "");
}

#[test]
fn the_channel_is_closed_once_by_those_who_may_and_only_if_they_name_it() {
    let app = TestApp::start();
    let folder = tempfile::tempdir().unwrap();
    let close = |name: &str, confirm: &[&str]| {
        let by = AtDesk::new(&app, name, folder.path());
        by.run(&[&["channel", "close"][..], confirm].concat())
    };
    let named = ["--confirm", "test.daylight.invalid/log"];
    for (name, confirm, says) in [
        ("operator", &[][..], "--confirm test.daylight.invalid/log"),
        ("operator", &["--confirm", "yes"][..], "nothing was signed"),
        ("chair", &named, "last stage"),
        ("auditor", &named, "last stage"),
    ] {
        let refused = close(name, confirm);
        assert!(
            !refused.status.success() && said(&refused).contains(says),
            "{}",
            said(&refused)
        );
    }
    assert!(json(&close("outside", &named))["batch_on"].is_string());
    let again = close("operator", &named);
    assert!(said(&again).contains("already"), "{}", said(&again));
    app.tick();
    app.live_through(1);
    let again = close("outside", &named);
    assert!(said(&again).contains("closed already, from"), "{}", said(&again));
}

#[test]
fn a_newcomer_is_signed_and_let_in_by_the_words_they_read_aloud_and_by_no_others() {
    let app = TestApp::start();
    let folder = tempfile::tempdir().unwrap();
    let at = |name| AtDesk::new(&app, name, folder.path());
    let (guardian, chair, operator) = (at("guardian"), at("chair"), at("operator"));
    let (newcomer, words) = new_key(&guardian, folder.path());
    let unknown = newcomer.run(&["key", "check"]);
    assert_eq!(
        (unknown.status.code(), json(&unknown)["known"].clone()),
        (Some(1), Value::Bool(false))
    );

    let public = folder.path().join("newcomer.pub");
    json(&operator.run(&["person", "propose", public.to_str().unwrap()]));
    app.tick();
    let id = listed(&chair, "newcomer")["person"].as_str().unwrap().to_owned();
    assert_eq!(listed(&chair, "newcomer")["key_words"], words.as_str());
    let others = listed(&chair, "deputy")["key_words"].as_str().unwrap().to_owned();
    for (by, step) in [(&chair, "sign"), (&guardian, "admit")] {
        let wrong = by.run(&["person", step, &id, "--words", &others]);
        assert!(
            said(&wrong).contains("not the words of the key in the record"),
            "{}",
            said(&wrong)
        );
        let silent = by.run(&["person", step, &id]);
        assert!(said(&silent).contains("--words"), "{}", said(&silent));
        let what = "You sign that newcomer comes: holder of guardian.";
        assert!(said(&silent).contains(what), "{}", said(&silent));
        json(&by.run(&["person", step, &id, "--words", &words.to_uppercase()]));
        let twice = by.run(&["person", step, &id, "--words", &words]);
        assert_eq!(json(&twice)["error"], "refused", "{}", said(&twice));
    }
    app.tick();
    let early = newcomer.run(&["key", "check"]);
    assert_eq!(
        (early.status.code(), json(&early)["in_service"].clone()),
        (Some(1), Value::Bool(false))
    );
    app.live_through(1);
    let checked = newcomer.run(&["key", "check"]);
    assert_eq!(json(&checked)["opens_office"], true, "{}", said(&checked));
    assert_eq!(checked.status.code(), Some(0));
}

#[test]
fn a_leaving_is_said_and_never_signed_by_whoever_heard_words_for_a_coming() {
    let app = TestApp::start();
    let folder = tempfile::tempdir().unwrap();
    let at = |name| AtDesk::new(&app, name, folder.path());
    let (guardian, chair, operator) = (at("guardian"), at("chair"), at("operator"));
    let (_, words) = new_key(&guardian, folder.path());
    let public = folder.path().join("newcomer.pub");
    json(&operator.run(&["person", "propose", public.to_str().unwrap()]));
    app.tick();
    json(&operator.run(&["person", "retire", "newcomer"]));
    app.tick();
    let meant = chair.run(&["person", "sign", "newcomer", "--words", &words]);
    assert!(
        said(&meant).contains("nobody reads out words for that"),
        "{}",
        said(&meant)
    );
    assert_eq!(listed(&chair, "newcomer")["standing"], "retiring");
    let signed = chair.run(&["person", "sign", "newcomer"]);
    let what = "You sign that newcomer leaves: holder of guardian.";
    assert!(
        signed.status.success() && said(&signed).contains(what),
        "{}",
        said(&signed)
    );
    assert_eq!(listed(&chair, "newcomer")["standing"], "retired");
}

#[test]
fn the_office_gets_a_new_key_at_the_terminal_and_the_key_file_holds_it_before_it_is_proposed() {
    let app = TestApp::start();
    let folder = tempfile::tempdir().unwrap();
    let at = |name| AtDesk::new(&app, name, folder.path());
    let (guardian, chair, operator) = (at("guardian"), at("chair"), at("operator"));
    let empty = operator.run(&["person", "retire", "guardian"]);
    assert!(said(&empty).contains("--leave-empty"), "{}", said(&empty));

    let renewed = json(&guardian.run(&["office", "renew"]));
    let words = renewed["key_words"].as_str().unwrap();
    let file = KeyFile::read(&std::fs::read(&guardian.key).unwrap(), PASSPHRASE).unwrap();
    assert_eq!(file.offices.len(), 2);
    let mode = std::fs::metadata(&guardian.key).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    app.tick();
    assert_eq!(of_guardian(&chair)["waiting_key_words"], words);
    let old = of_guardian(&chair)["key_words"].as_str().unwrap().to_owned();
    let wrong = chair.run(&["office", "sign", "guardian", "--words", &old]);
    assert!(said(&wrong).contains("not the words"), "{}", said(&wrong));
    json(&chair.run(&["office", "sign", "guardian", "--words", words]));
    app.tick();
    app.live_through(1);
    assert_eq!(of_guardian(&chair)["key_words"], words);
    assert_eq!(json(&guardian.run(&["key", "check"]))["opens_office"], true);
}

#[test]
fn a_passphrase_is_changed_whole_or_not_at_all() {
    let app = TestApp::start();
    let folder = tempfile::tempdir().unwrap();
    let guardian = AtDesk::new(&app, "guardian", folder.path());
    let before = std::fs::read(&guardian.key).unwrap();
    let new = folder.path().join("new");
    let change = |text: &str| {
        std::fs::write(&new, text).unwrap();
        let key = [
            "--json",
            "--key",
            guardian.key.to_str().unwrap(),
            "--passphrase-file",
        ];
        let files = [
            guardian.passphrase.to_str().unwrap(),
            "--new-passphrase-file",
            new.to_str().unwrap(),
        ];
        daylight(&[&["key", "passphrase"][..], &key, &files].concat(), "", &[])
    };
    for (weak, says) in [
        ("short", "too short"),
        ("passwordpassword", "too easy to guess"),
        (PASSPHRASE, "is the old one"),
    ] {
        let refused = change(weak);
        assert!(said(&refused).contains(says), "{}", said(&refused));
        assert_eq!(std::fs::read(&guardian.key).unwrap(), before);
    }
    // A run that was ended has left its half.
    let half = folder.path().join("guardian.new");
    std::fs::write(&half, "half a file").unwrap();
    assert_eq!(json(&change("other words than before"))["changed"], true);
    assert!(!half.exists());
    let after = std::fs::read(&guardian.key).unwrap();
    assert!(KeyFile::read(&after, PASSPHRASE).is_err());
    let file = KeyFile::read(&after, "other words than before").unwrap();
    assert_eq!(file.offices, app.key("guardian").offices);
}

#[test]
fn a_policy_says_from_when_it_is_in_force() {
    let app = TestApp::start();
    let folder = tempfile::tempdir().unwrap();
    let at = |name| AtDesk::new(&app, name, folder.path());
    let (outside, operator) = (at("outside"), at("operator"));
    let file = folder.path().join("policy.toml");
    let changed = daylight::server::POLICY.replace("acknowledge_days = 7 ", "acknowledge_days = 5 ");
    std::fs::write(&file, changed).unwrap();
    let proposed = json(&operator.run(&["policy", "propose", file.to_str().unwrap()]));
    assert_eq!(proposed["in_force_earliest"], "2026-12-25");
    let policy = proposed["policy"].as_str().unwrap();
    app.tick();
    let show = |more: &[&str]| {
        json(&daylight(
            &[&["policy", "show", "--json", "--url", &outside.url], more].concat(),
            "",
            &[],
        ))
    };
    assert_eq!(show(&["--policy", policy])["from"], Value::Null);
    let beginning = outside.run(&["policy", "sign", &policy[..32]]);
    assert!(
        said(&beginning).contains("the whole digest"),
        "{}",
        said(&beginning)
    );
    let signed = json(&outside.run(&["policy", "sign", policy]));
    assert_eq!(signed["in_force_from"], "2026-12-25");
    app.tick();
    assert_eq!(show(&[])["coming"][0]["from"], "2026-12-25");
    app.live_through(6);
    assert_ne!(show(&[])["policy"], policy, "nothing before");
    app.live_through(1);
    assert_eq!(show(&[])["policy"], policy);
}
