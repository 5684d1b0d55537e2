//! What stands before the guard: public addresses, signing in, and what a code or the name of an upload opens. A session
//! adds nothing here, and takes nothing away.

use daylight::api::{AttachmentRequest, ConcernView, TrackRequest};
use daylight::client::Reporter;
use daylight::crypto::code::TrackingCode;
use daylight_domain::{Act, Digest};
use daylight_tlog::sign_in_message;
use serde_json::json;

use super::cast::{everybody, is_nobody};
use super::files;
use super::reads::{words, words_in};
use super::world::{Case, MOMENTS, Moment, World};
use super::{Whose, addresses};
use crate::durability::request;
use crate::raw::Answer;

pub(super) const TRIES: &[Whose] = &[Whose::Anybody, Whose::Key, Whose::Code, Whose::Upload];

/// A code that leads nowhere.
const NOWHERE: Digest = Digest([3; 32]);

/// Everybody gets the same answer, whoever they are.
fn try_anybody(world: &World, method: &str, path: &str) {
    let app = &world.app;
    let record = world.cases[0].record.entries[0].record;
    let path = path
        .trim_start_matches('/')
        .replace("{path}", "0/000.p/1")
        .replace("{record}", &record.to_string());
    let body = if path == "concerns" {
        json!(request(app).2)
    } else {
        json!({})
    };
    let ask = |token: Option<&str>| match method {
        "get" => app.get(&path, token),
        _ => app.post(&path, token, &body),
    };
    let unsigned = ask(None);
    assert_eq!(unsigned.status, 200, "{path}: {}", unsigned.message());
    for name in everybody() {
        let answer = ask(world.token(name));
        let is_random = path == "sign-in/challenge";
        assert!(
            answer.status == 200 && (is_random || answer.body == unsigned.body),
            "{name}: {path}"
        );
    }
    if method == "post" {
        app.put_back();
    }
}

/// With the key that the record knows for that person today, and with no other.
fn try_keys(world: &World) {
    let app = &world.app;
    let origin = app.service().log.origin();
    let sign_in = |name: &str, with: &str| {
        let challenge = app.post("sign-in/challenge", None, &json!({})).json()["challenge"].clone();
        let message = sign_in_message(origin, challenge.as_str().unwrap());
        let request = json!({
            "person": super::cast::id(app, name),
            "challenge": challenge,
            "signature": app.key(with).signing.sign(&message),
        });
        app.post("sign-in", None, &request).status
    };
    for name in everybody() {
        let wanted = if is_nobody(name) { 401 } else { 200 };
        assert_eq!(sign_in(name, name), wanted, "{name}");
        let other = if name == "operator" { "auditor" } else { "operator" };
        assert_eq!(sign_in(name, other), 401, "{name} with the key of {other}");
    }
    app.put_back();
}

fn is_unknown(answer: &Answer) -> bool {
    answer.status == 404 && answer.word() == "not_found"
}

/// The whole concern, but for what holders write to each other.
fn is_whole(answer: &Answer, case: &Case) -> bool {
    let view: ConcernView = serde_json::from_slice(&answer.body).unwrap();
    view.manifest.contains(&case.sealed.manifest.case_recipient)
        && view.about.is_some()
        && view.account.is_some()
        && words_in(&view) == words(case, |act, _| !matches!(act, Act::Note { .. }))
        && !view
            .entries
            .iter()
            .any(|entry| entry.entry.contains("\"kind\":\"note\""))
}

fn try_code(world: &World, path: &str) {
    let app = &world.app;
    let item = world.case(Moment::Working).file().unwrap();
    let stranger = Reporter::from_code(&TrackingCode::generate(&app.entropy), &app.trust()).unwrap();
    // The code alone counts, whoever is signed in beside it.
    for name in everybody() {
        let token = world.token(name);
        for case in &world.cases {
            let other = world
                .cases
                .iter()
                .find(|other| other.moment != case.moment)
                .unwrap();
            let what = format!("{name}, {:?}: {path}", case.moment);
            match path {
                "/track" => {
                    let track = |locator| app.post("track", token, &TrackRequest { locator });
                    assert!(is_whole(&track(case.locator()), case), "{what}");
                    assert!(is_unknown(&track(NOWHERE)), "{what}");
                }
                "/track/attachments" => {
                    let ask = |locator| {
                        let request = AttachmentRequest {
                            locator,
                            item,
                            offset: 0,
                        };
                        app.post("track/attachments", token, &request)
                    };
                    let answer = ask(case.locator());
                    let is_right = match case.moment {
                        Moment::Working => answer.status == 200 && !answer.body.is_empty(),
                        _ => is_unknown(&answer),
                    };
                    assert!(is_right && is_unknown(&ask(NOWHERE)), "{what}");
                }
                "/track/uploads" => {
                    let begin = |at: &Reporter, by: &Reporter| {
                        let request = files::begin(app, at, by, case.id(), 5000);
                        app.post("track/uploads", token, &request)
                    };
                    assert_eq!(begin(&case.reporter, &case.reporter).status, 200, "{what}");
                    app.put_back();
                    begin(&case.reporter, &other.reporter).is_refusal(403, "forbidden", "not signed");
                    begin(&other.reporter, &other.reporter).is_refusal(403, "forbidden", "not signed");
                    assert!(is_unknown(&begin(&stranger, &stranger)), "{what}");
                }
                _ => panic!("no test knows what {path} gives to whoever has the code: say it here"),
            }
        }
    }
}

fn try_upload(world: &World, method: &str, path: &str) {
    let app = &world.app;
    let case = &world.cases[0];
    for name in everybody() {
        let token = world.token(name);
        let upload = files::come(app, &case.reporter, case.id());
        let ask = |upload: &str| match (method, path) {
            ("get", _) => app.get(&format!("uploads/{upload}"), token),
            ("put", _) => files::put(app, upload, token, &[1]),
            _ => app.post_text(&format!("uploads/{upload}/finish"), token, ""),
        };
        assert_eq!(ask(&upload).status, 200, "{name}: {method} {path}");
        assert!(is_unknown(&ask(&"0".repeat(32))), "{name}: {method} {path}");
        app.put_back();
    }
}

#[test]
fn a_code_opens_its_own_concern_a_key_its_own_session_and_the_rest_is_the_same_for_everybody() {
    let world = World::at(&MOMENTS);
    world.app.keep();
    let before = world.app.contents();
    for (method, path) in addresses(&world.app, TRIES) {
        let line = super::ADDRESSES
            .iter()
            .find(|line| (line.0, line.1) == (&method, &path));
        match line.unwrap().2 {
            Whose::Anybody => try_anybody(&world, &method, &path),
            Whose::Key => try_keys(&world),
            Whose::Code => try_code(&world, &path),
            _ => try_upload(&world, &method, &path),
        }
    }
    assert!(world.app.contents() == before, "something was kept");
    world.app.forget_kept();
}
