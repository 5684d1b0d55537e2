//! Who may invite, who may answer, and whose key lies here sealed to a passkey.

use serde_json::{Value, json};

use super::cast::found;
use super::standing::{ELSEWHERE, NOBODY};
use super::{Whose, addresses};
use crate::harness::TestApp;
use crate::invitations::{NAME, invite, public_of, sealed_key};
use crate::raw::Answer;

pub(super) const TRIES: &[Whose] = &[Whose::Keys];

/// Everybody who has a key from the first day, by role and office, and nobody.
const WHO: [&str; 9] = [
    "guardian", "reader", "chair", "outside", "auditor", "viewer", "operator", "witness", "nobody",
];

/// Asks as somebody. `id` and `token` are those of an invitation that nobody has answered.
fn ask(app: &TestApp, (method, path): (&str, &str), name: &str, invited: &Value) -> Answer {
    let token = (name != "nobody").then(|| app.token(name));
    let token = token.as_deref();
    let path = path
        .trim_start_matches('/')
        .replace("{id}", invited["id"].as_str().unwrap());
    let given = &invited["token"];
    match (method, path.as_str()) {
        ("get", _) => app.get(&path, token),
        ("post", "admin/invitations") => app.post(
            &path,
            token,
            &json!({ "name": NAME, "address": "", "role": "auditor" }),
        ),
        ("post", "invitations/look") => app.post(&path, token, &json!({ "token": given })),
        ("post", "invitations/answer") => {
            app.post(&path, token, &json!({ "token": given, "public": public_of(app) }))
        }
        // Whose a statement is, `packs` asks.
        ("post", "me/statements") => app.post(&path, token, &json!({ "entry": "{}" })),
        ("post", "sign-in/passkey") => app.post(&path, token, &json!({ "person": app.person("chair") })),
        ("put", _) => app.ask("PUT", &path, token, &json!({ "sealed": sealed_key() })),
        ("delete", _) => app.ask("DELETE", &path, token, &json!({})),
        other => panic!("no test knows {other:?}: say it here"),
    }
}

#[test]
fn the_operator_alone_invites_a_token_answers_once_and_a_passkey_is_its_owners() {
    let app = TestApp::start_as(found);
    let chair = app.token("chair");
    let kept = app.ask(
        "PUT",
        "me/passkey",
        Some(&chair),
        &json!({ "sealed": sealed_key() }),
    );
    assert_eq!(kept.status, 200);
    let invited = invite(&app, "auditor", None);
    app.keep();
    for (method, path) in addresses(&app, TRIES) {
        for name in WHO {
            let answer = ask(&app, (&method, &path), name, &invited);
            let at_the_door = match path.split('/').nth(1).unwrap() {
                "admin" | "me" if name == "nobody" => Some(NOBODY),
                "admin" if name != "operator" => Some(ELSEWHERE),
                "me" if name == "witness" => Some(ELSEWHERE),
                _ => None,
            };
            let inside = if method == "post" && path == "/me/statements" { 400 } else { 200 };
            let is_right = at_the_door.map_or(answer.status == inside, |refused| refused.is(&answer));
            assert!(
                is_right,
                "{name}: {method} {path}: {} {}",
                answer.status,
                answer.message()
            );
            app.put_back();
        }
    }
    app.forget_kept();
}
