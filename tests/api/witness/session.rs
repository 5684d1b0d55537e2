//! The exact bytes of a whole session with a witness, published in `tests/fixtures/witness` for whoever writes one: our side
//! sends these, and a witness written from the specification answers so.

use std::path::PathBuf;

use super::stranger::{Exchange, Mode};
use super::{ask, published, witness};
use crate::harness::TestApp;

const FIXTURES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/witness");

/// The founding; a day; a day whose answer is lost, asked for again; two days at once; a refusal. With what is published then.
fn played() -> (Vec<Exchange>, String, String) {
    let stranger = witness("witness.invalid/w1");
    let app = TestApp::start_as_ever(&stranger.table());
    assert!(ask(&app));
    app.live_through(1);
    stranger.state().now += 86_400;
    assert!(ask(&app));
    app.live_through(1);
    stranger.state().now += 86_400;
    stranger.mode(Mode::LosesAnswer);
    assert!(!ask(&app));
    stranger.mode(Mode::Right);
    stranger.state().now += 60;
    assert!(ask(&app));
    app.live_through(2);
    stranger.state().now += 2 * 86_400;
    assert!(ask(&app));
    let newest = published(&app).unwrap();
    app.live_through(1);
    // It was shown more of this log from elsewhere.
    stranger.state().size = 1024;
    assert!(!ask(&app));
    assert_eq!(published(&app).as_ref(), Some(&newest));
    (stranger.session(), newest, stranger.vkey())
}

#[test]
fn our_side_sends_the_published_session_to_the_last_byte() {
    let (session, newest, vkey) = played();
    let log = daylight_tlog::LogKey::new("test.daylight.invalid/log", &[7; 32]).unwrap();
    let mut files = vec![
        ("log.vkey".to_owned(), format!("{}\n", log.verifier().vkey())),
        ("witness.vkey".to_owned(), format!("{vkey}\n")),
        ("checkpoint".to_owned(), newest),
    ];
    for (number, each) in session.iter().enumerate() {
        let number = number + 1;
        files.push((format!("{number}-request"), each.request.clone()));
        files.push((format!("{number}-answer-{}", each.status), each.answer.clone()));
    }
    // What was played lies there too, so that a change of format that is meant can be copied.
    let seen = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("witness");
    std::fs::create_dir_all(&seen).unwrap();
    for (name, bytes) in &files {
        std::fs::write(seen.join(name), bytes).unwrap();
    }
    for (name, bytes) in &files {
        let kept = std::fs::read_to_string(PathBuf::from(FIXTURES).join(name));
        assert_eq!(
            kept.ok().as_ref(),
            Some(bytes),
            "{name}: if this is meant, copy it from {}",
            seen.display()
        );
    }
    let kept = std::fs::read_dir(FIXTURES).unwrap().count();
    assert_eq!(kept, files.len() + 1, "these, and the README");
}
