//! What does not open is said to be so, and closed at the last stage, by people who have read nothing of it.

use daylight::client::{Reporter, unread};
use daylight::crypto::hybrid::HybridIdentity;
use daylight_domain::{Act, State};

use crate::harness::{PLANTED, Sent, TestApp};
use crate::program::{AtDesk, done, file, message};

/// The last stage with a key file that opens no capsule of its office.
fn with_another_key(app: &TestApp, folder: &std::path::Path) -> AtDesk {
    let at = AtDesk::new(app, "outside", folder);
    let mut key = app.copy_of_key("outside");
    for (_, identity) in &mut key.offices {
        *identity = HybridIdentity::generate(&app.entropy);
    }
    std::fs::write(&at.key, key.write("four words and more", 8).unwrap()).unwrap();
    at
}

fn close_unread<'a>(id: &'a str, words: &'a str) -> [&'a str; 7] {
    [
        "act",
        "close",
        id,
        "--reason",
        "cannot-be-opened",
        "--words-file",
        words,
    ]
}

fn kinds(app: &TestApp, sent: &Sent) -> Vec<&'static str> {
    let timeline = app.track(sent).outlook.timeline;
    timeline.iter().map(|step| step.act.kind()).collect()
}

#[test]
fn a_concern_that_opens_for_nobody_is_closed_by_its_id_with_words_to_its_reporter() {
    let app = TestApp::start();
    let sent = app.submit();
    app.tick();
    // Two stages let their dates pass.
    app.live_through(20);
    let folder = tempfile::tempdir().unwrap();
    let outside = with_another_key(&app, folder.path());
    let auditor = AtDesk::new(&app, "auditor", folder.path());
    let id = sent.received.concern.to_string();
    let words = file(folder.path(), "words", "An invented key was lost.");
    let close = close_unread(&id, &words);

    let refused = message(&outside.run(&close));
    assert!(refused.contains("act cannot-open"), "{refused}");
    assert!(!kinds(&app, &sent).contains(&"cannot_open"));
    done(&outside.run(&["act", "cannot-open", &id]));
    assert!(kinds(&app, &sent).contains(&"cannot_open"));
    let too_early = message(&outside.run(&close));
    assert!(too_early.contains("the reporter has until"), "{too_early}");
    app.live_through(15);
    done(&outside.run(&close));
    // An auditor sees what is published.
    app.live_through(1);
    done(&auditor.run(&["act", "approve", &id]));
    let seen = app.track(&sent);
    assert_eq!(seen.outlook.state, State::Closed);
    let reporter = Reporter::from_code(&sent.code, &app.trust()).unwrap();
    let item = seen.outlook.timeline.iter().find_map(|step| match step.act {
        Act::ClosingProposed { item, .. } => Some(item),
        _ => None,
    });
    let told = seen
        .words(&item.unwrap(), &reporter.master().case_identity())
        .unwrap();
    assert_eq!(told.as_str(), Some("An invented key was lost."));
}

#[test]
fn below_the_last_stage_whoever_says_that_it_does_not_open_sees_nothing_of_it_and_it_moves_up() {
    let app = TestApp::start();
    let sent = app.submit();
    app.tick();
    let folder = tempfile::tempdir().unwrap();
    let guardian = AtDesk::new(&app, "guardian", folder.path());
    let id = sent.received.concern.to_string();
    done(&guardian.run(&["act", "cannot-open", &id]));
    let path = format!("desk/concerns/{id}");
    assert_eq!(app.get(&path, Some(&app.token("guardian"))).status, 404);
    assert_eq!(app.track(&sent).outlook.stage.0, 2);
    // One that is not there gets the answer of one that is somebody else's.
    let nowhere = "0".repeat(32);
    let refused = message(&guardian.run(&["act", "cannot-open", &nowhere]));
    assert!(refused.contains("nothing"), "{refused}");
}

#[test]
fn a_key_that_was_found_again_opens_what_was_said_not_to() {
    let app = TestApp::start();
    let sent = app.submit();
    app.tick();
    app.live_through(20);
    let folder = tempfile::tempdir().unwrap();
    let id = sent.received.concern.to_string();
    done(&with_another_key(&app, folder.path()).run(&["act", "cannot-open", &id]));
    let found = tempfile::tempdir().unwrap();
    let outside = AtDesk::new(&app, "outside", found.path());
    let opened = done(&outside.run(&["open", &id]));
    assert!(opened["account"].as_str().unwrap().contains(PLANTED), "{opened}");
    app.live_through(15);
    let words = file(folder.path(), "words", "An invented key was lost.");
    let close = close_unread(&id, &words);
    let refused = message(&outside.run(&close));
    assert!(
        refused.contains("while none of it has opened the concern"),
        "{refused}"
    );
}

#[test]
fn whoever_said_something_unread_signs_the_next_thing_after_it_or_the_record_would_never_verify_again() {
    let app = TestApp::start();
    let sent = app.submit();
    app.live_through(20);
    let (outside, id) = (app.sign_in("outside"), sent.received.concern);
    let blindly = |act: &Act| outside.act(id, (outside.trust.today, None), act, &[]);
    blindly(&Act::Mismatch {}).unwrap();
    for act in [Act::Mismatch {}, Act::CannotOpen {}, Act::Conflict {}] {
        let refused = blindly(&act).map(|answer| answer.record).unwrap_err().to_string();
        assert!(refused.contains("something has happened"), "{refused}");
    }
    unread::cannot_open(&outside, id).unwrap();
    assert_eq!(kinds(&app, &sent)[6..], ["mismatch", "cannot_open"]);
}
