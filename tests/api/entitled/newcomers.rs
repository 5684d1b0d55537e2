//! Who may invite, who may answer, and whose key lies here sealed to a passkey.

use std::collections::{BTreeMap, BTreeSet};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use super::cast::{everybody, is_nobody};
use super::standing::{ELSEWHERE, NOBODY, at_the_door};
use super::world::{Moment, World};
use super::{Whose, addresses};
use crate::invitations::{NAME, invite, public_of, sealed_key};
use crate::raw::Answer;

pub(super) const TRIES: &[Whose] = &[Whose::Keys];

/// Whose keys lie sealed at the service before anybody is asked about.
const KEPT: [&str; 3] = ["chair", "guardian", "auditor"];

/// Asks as somebody. `id` and `token` are those of an invitation that nobody has answered.
fn ask(world: &World, (method, path): (&str, &str), name: &str, invited: &Value) -> Answer {
    let (app, token) = (&world.app, world.token(name));
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

/// Whose key lies there, sealed as it was: a passkey is nobody's but its owner's.
fn kept(world: &World, before: &BTreeMap<&str, Vec<u8>>) -> BTreeSet<&'static str> {
    let is_kept = |name: &&str| passkey(world, name) == before[name];
    KEPT.into_iter().filter(is_kept).collect()
}

fn passkey(world: &World, name: &str) -> Vec<u8> {
    let asked = json!({ "person": world.app.person(name) });
    world.app.post("sign-in/passkey", None, &asked).body
}

#[test]
fn the_operator_alone_invites_a_token_answers_once_and_a_passkey_is_its_owners() {
    let world = World::at(&[Moment::Fresh]);
    let app = &world.app;
    for name in KEPT {
        let sealed = STANDARD.encode(format!("age-encryption.org/v1\n-> sealed to a passkey of {name}"));
        let kept = app.ask(
            "PUT",
            "me/passkey",
            world.token(name),
            &json!({ "sealed": sealed }),
        );
        assert_eq!(kept.status, 200, "{}", kept.message());
    }
    let before = KEPT
        .into_iter()
        .map(|name| (name, passkey(&world, name)))
        .collect();
    let invited = invite(app, "auditor", None);
    app.keep();
    for (method, path) in addresses(app, TRIES) {
        for name in everybody().chain(["nobody"]) {
            let answer = ask(&world, (&method, &path), name, &invited);
            let at_the_door = match path.split('/').nth(1).unwrap() {
                // Everybody who may do something here has a place of their own.
                "me" if is_nobody(name) => Some(NOBODY),
                "me" if name == "witness" => Some(ELSEWHERE),
                area @ "admin" => at_the_door(name, area),
                _ => None,
            };
            let inside = if method == "post" && path == "/me/statements" {
                400
            } else {
                200
            };
            let is_right = at_the_door.map_or(answer.status == inside, |refused| refused.is(&answer));
            assert!(
                is_right,
                "{name}: {method} {path}: {} {}",
                answer.status,
                answer.message()
            );
            // Whatever somebody does about a passkey, they do to their own.
            let mut others = BTreeSet::from(KEPT);
            if path == "/me/passkey" {
                others.remove(name);
            }
            assert_eq!(kept(&world, &before), others, "{name}: {method} {path}");
            app.put_back();
        }
    }
    app.forget_kept();
}
