//! When more arrive than can be taken at once: a device works for its place, nobody is turned away, nobody is asked who
//! they are (DESIGN section 9).

use std::io::{Read as _, Write as _};
use std::net::TcpStream;

use daylight::actions::door::note_difficulty;
use daylight::client::Reporter;
use daylight::client::submit;
use daylight::crypto::work::Proof;
use daylight_domain::{Digest, Urgency};

use crate::harness::TestApp;
use crate::refusals::Draft;

/// More than the door calls calm.
const MANY: usize = 140;

/// Connections that say what they will send, and do not send it.
pub(crate) fn rush(app: &TestApp) -> Vec<TcpStream> {
    let crowd: Vec<TcpStream> = (0..MANY)
        .map(|_| {
            let mut stream = TcpStream::connect(app.replicas[0].address).unwrap();
            stream
                .write_all(
                    b"POST /api/v1/concerns HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n\
                      content-length: 1000\r\n\r\n{",
                )
                .unwrap();
            stream
        })
        .collect();
    crowd
}

#[test]
fn in_a_rush_a_sender_works_for_a_place_and_the_record_says_so() {
    let app = TestApp::start();
    let (code, sealed) = app.seal(&[], Urgency::Ordinary);
    let crowd = rush(&app);

    // The server takes connections in its own time; then it asks.
    let draft = Draft::of(&app);
    let asked = (0..10_000)
        .map(|_| app.post("concerns", None, &serde_json::json!({})))
        .find(|answer| answer.status == 429)
        .expect("a rush asks for work");
    let work = &asked.json()["work"];
    let (challenge, bits) = (
        work["challenge"].as_str().unwrap(),
        work["bits"].as_u64().unwrap(),
    );
    assert!((13..=18).contains(&bits), "{bits}");
    let bits = u8::try_from(bits).unwrap();

    // Our own client does it unasked.
    let trust = app.trust();
    let reporter = Reporter::from_code(&code, &trust).unwrap();
    submit::send(app.client(), &trust, reporter.master(), &sealed).unwrap();

    // Work for another concern, too little work, and another's challenge let nobody in.
    let manifest = daylight_tlog::sha256(draft.request.manifest.as_bytes());
    for (proof, status) in [
        (Proof::find(challenge, Digest([1; 32]), bits), 400),
        (
            Proof {
                nonces: [0; 8],
                ..Proof::find(challenge, manifest, 0)
            },
            429,
        ),
        (Proof::find(&"0".repeat(82), manifest, bits), 429),
    ] {
        let refused = app
            .client()
            .post_with_work::<serde_json::Value>("concerns", Some(&proof), &draft.request)
            .unwrap_err();
        assert!(refused.has_status(status), "{refused}");
    }
    let proof = Proof::find(challenge, manifest, bits);
    let taken: serde_json::Value = app
        .client()
        .post_with_work("concerns", Some(&proof), &draft.request)
        .unwrap();
    assert!(taken["receipt"].is_string());

    // Return visits are never asked.
    reporter.track(app.client(), &trust).unwrap();

    app.runtime.block_on(note_difficulty(app.service())).unwrap();
    app.runtime.block_on(note_difficulty(app.service())).unwrap();
    assert_eq!(
        app.count("SELECT count(*) FROM entry WHERE kind = 'difficulty'"),
        1
    );
    drop(crowd);
}

#[test]
fn the_work_asked_for_ends_with_the_rush() {
    let app = TestApp::start();
    let crowd = rush(&app);
    let asked = (0..10_000).any(|_| app.post("concerns", None, &serde_json::json!({})).status == 429);
    assert!(asked, "a rush asks for work");
    for mut stream in crowd {
        stream.shutdown(std::net::Shutdown::Write).unwrap();
        let _ = stream.read(&mut [0; 64]);
    }
    app.clock.advance_ms(61_000);
    let calm = (0..10_000).any(|_| app.post("concerns", None, &serde_json::json!({})).status == 400);
    assert!(calm, "a minute after the rush nobody is asked");
}
