//! Who is let in: decided before path and body are read, the same answer for every reason, and hard headers on all.

use daylight::crypto::sign::SigningSecret;
use daylight_domain::PersonId;
use serde_json::{Value, json};

use crate::harness::TestApp;
use crate::raw::Answer;

const MINUTE_MS: i64 = 60_000;
const AREAS: [(&str, &str); 3] = [("desk", "guardian"), ("admin", "operator"), ("audit", "auditor")];

/// Every method and path that the served document lists.
fn operations(app: &TestApp) -> Vec<(String, String)> {
    let document = app.get("openapi.json", None).json();
    let mut all = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for method in item.as_object().unwrap().keys() {
            all.push((method.to_uppercase(), path.clone()));
        }
    }
    assert!(all.len() > 20, "{all:?}");
    all
}

fn is_behind_the_guard(path: &str) -> bool {
    AREAS
        .iter()
        .any(|(area, _)| path.starts_with(&format!("/api/v1/{area}")))
}

#[track_caller]
fn is_hard(answer: &Answer) {
    for (name, value) in [
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "no-referrer"),
        ("x-frame-options", "DENY"),
        ("cross-origin-opener-policy", "same-origin"),
    ] {
        assert_eq!(answer.header(name), Some(value), "{name}");
    }
    assert!(
        answer
            .header("content-security-policy")
            .unwrap()
            .starts_with("default-src 'none'")
    );
    for never in [
        "set-cookie",
        "location",
        "server",
        "date-received",
        "x-request-id",
    ] {
        assert_eq!(answer.header(never), None, "{never}");
    }
    assert!(!(300..400).contains(&answer.status), "a redirect");
}

#[test]
fn without_a_token_every_guarded_address_answers_401_before_path_and_body_are_read() {
    let app = TestApp::start();
    let garbage = b"\xff\x00{not json";
    let mut paths: Vec<(String, String)> = operations(&app)
        .into_iter()
        .filter(|(_, path)| is_behind_the_guard(path))
        .collect();
    assert!(paths.len() > 12, "{paths:?}");
    for (area, _) in AREAS {
        paths.push(("GET".into(), format!("/api/v1/{area}/no-such-thing")));
        paths.push(("DELETE".into(), format!("/api/v1/{area}/people")));
        paths.push(("POST".into(), format!("/api/v1/{area}/../{area}/%00%ff")));
    }
    for (method, path) in paths {
        let path = path.replace("{id}", "not-an-id");
        for headers in [
            vec![],
            vec![("Authorization", "Bearer 00")],
            vec![("Authorization", "Basic Z3VhcmRpYW46eA==")],
            vec![("Authorization", "Bearer a"), ("Authorization", "Bearer b")],
            vec![("Cookie", "session=1"), ("Content-Type", "text/plain")],
        ] {
            let answer = app.call(&method, &path, &headers, garbage);
            answer.is_refusal(401, "not_signed_in", "sign-in");
            assert_eq!(
                answer.header("www-authenticate"),
                Some("Bearer"),
                "{method} {path}"
            );
            is_hard(&answer);
        }
    }
}

#[test]
fn another_role_is_refused_at_the_door_whatever_it_asks_for() {
    let app = TestApp::start();
    let tokens: Vec<(&str, String)> = AREAS
        .iter()
        .map(|(area, name)| (*area, app.token(name)))
        .collect();
    for (area, _) in AREAS {
        for (home, token) in &tokens {
            for path in ["", "/people", "/no-such-thing", "/concerns/not-an-id"] {
                let answer = app.get(&format!("{area}{path}"), Some(token));
                is_hard(&answer);
                if *home == area {
                    assert_ne!(answer.status, 403, "{area}{path}");
                } else {
                    answer.is_refusal(403, "forbidden", "You are signed in");
                }
            }
        }
    }
}

#[test]
fn a_session_ends_ten_minutes_after_its_last_use() {
    let app = TestApp::start();
    let token = app.token("guardian");
    for _ in 0..4 {
        app.clock.advance_ms(9 * MINUTE_MS);
        assert_eq!(app.get("desk", Some(&token)).status, 200, "in use");
    }
    app.clock.advance_ms(11 * MINUTE_MS);
    app.get("desk", Some(&token))
        .is_refusal(401, "not_signed_in", "it has ended");
}

#[test]
fn a_session_begun_under_a_clock_that_was_ahead_ends_when_the_clock_is_set_right() {
    let app = TestApp::start();
    let token = app.token("guardian");
    app.clock.advance_ms(-5_000);
    assert_eq!(
        app.get("desk", Some(&token)).status,
        200,
        "a small correction ends nothing"
    );
    app.clock.advance_ms(-60 * MINUTE_MS);
    app.get("desk", Some(&token))
        .is_refusal(401, "not_signed_in", "it has ended");
}

#[test]
fn every_failed_sign_in_has_the_same_answer() {
    let app = TestApp::start();
    let mut answers: Vec<Answer> = Vec::new();
    let good = app.signed_challenge("guardian");
    assert_eq!(app.post("sign-in", None, &good).status, 200);
    answers.push(app.post("sign-in", None, &good)); // answered twice
    let old = app.signed_challenge("guardian");
    app.clock.advance_ms(MINUTE_MS + 1);
    answers.push(app.post("sign-in", None, &old)); // older than a minute
    let with = |name: &str, value: Value| {
        let mut request = app.signed_challenge("guardian");
        request[name] = value;
        app.post("sign-in", None, &request)
    };
    let stranger = SigningSecret::from_seed([3; 32]);
    answers.push(with(
        "person",
        json!(daylight_tlog::person_id(&stranger.public())),
    ));
    answers.push(with("person", json!(PersonId([0; 8]))));
    answers.push(with("signature", json!(stranger.sign(b"anything"))));
    answers.push(with("challenge", json!("00".repeat(56))));
    answers.push(with("challenge", json!("")));
    let other = app.signed_challenge("deputy");
    answers.push(with("person", other["person"].clone()));
    for answer in &answers {
        answer.is_refusal(401, "not_signed_in", "sign-in");
        assert_eq!(answer.body, answers[0].body);
        is_hard(answer);
    }
}

#[test]
fn the_document_lists_nothing_that_is_not_there_and_the_rest_is_told_in_json() {
    let app = TestApp::start();
    for (method, path) in operations(&app) {
        let path = path
            .replace("{id}", &"0".repeat(32))
            .replace("{record}", &"0".repeat(64))
            .replace("{path}", "0/000");
        let answer = app.call(&method, &path, &[("Content-Type", "application/json")], b"{}");
        is_hard(&answer);
        let says = answer.message();
        assert!(
            !says.contains("nothing at this address") && answer.status != 405,
            "{method} {path}: {says}"
        );
        if answer.status >= 400 {
            assert!(!answer.word().is_empty(), "{method} {path}");
        }
    }
    for path in [
        "/api/v1/nothing",
        "/api/v2/instance",
        "/nothing",
        "/api/v1/",
        "/api/v1/concerns/1",
        "/index.php",
    ] {
        let answer = app.call("GET", path, &[], b"");
        answer.is_refusal(404, "not_found", "openapi.json");
        is_hard(&answer);
    }
    for (method, path) in [
        ("DELETE", "/api/v1/concerns"),
        ("GET", "/api/v1/track"),
        ("PUT", "/api/v1/instance"),
        ("POST", "/"),
    ] {
        let answer = app.call(method, path, &[], b"");
        answer.is_refusal(405, "wrong_method", "takes");
        assert!(answer.header("allow").is_some());
        is_hard(&answer);
    }
    let long = format!("/{}", "a".repeat(2000));
    app.call("GET", &long, &[], b"")
        .is_refusal(414, "too_large", "1024");
    for path in [
        "/",
        "/healthz",
        "/api/v1/openapi.json",
        "/api/v1/ledger/checkpoint",
        "/api/v1/instance",
    ] {
        let answer = app.call("GET", path, &[], b"");
        assert_eq!(answer.status, 200, "{path}");
        is_hard(&answer);
    }
}

#[test]
fn a_wrong_an_unknown_and_an_empty_code_get_the_same_answer() {
    let app = TestApp::start();
    app.submit();
    let unknown = app.post("track", None, &json!({ "locator": "00".repeat(32) }));
    unknown.is_refusal(404, "not_found", "check each word");
    let other = app.post("track", None, &json!({ "locator": "ab".repeat(32) }));
    assert_eq!((other.status, other.body), (unknown.status, unknown.body));
    for locator in [json!(""), json!("AB".repeat(32)), json!(7), json!(null)] {
        app.post("track", None, &json!({ "locator": locator }))
            .is_refusal(400, "malformed", "locator");
    }
}
