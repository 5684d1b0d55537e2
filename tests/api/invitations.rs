//! Newcomers make their keys after an invitation, and nobody is anybody by it.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use daylight::client::people;
use daylight::client::public_file::PublicFile;
use daylight::crypto::hybrid::HybridIdentity;
use daylight::crypto::key_file::KeyFile;
use daylight::crypto::sign::SigningSecret;
use daylight_domain::{OfficeId, Role};
use serde_json::{Value, json};

use crate::harness::TestApp;
use crate::program::{AtDesk, json as json_of, message, said};

pub(crate) const NAME: &str = "Newcomer Invented";

/// An invitation that the operator made: its id and token.
pub(crate) fn invite(app: &TestApp, role: &str, office: Option<&str>) -> Value {
    let wanted = json!({ "name": NAME, "address": "newcomer@example.org", "role": role, "office": office });
    let answer = app.post("admin/invitations", Some(&app.token("operator")), &wanted);
    assert_eq!(answer.status, 200, "{}", answer.message());
    answer.json()
}

/// The `.pub` file of a key that an invited auditor made.
pub(crate) fn public_of(app: &TestApp) -> String {
    public(app, Role::Auditor, None)
}

fn public(app: &TestApp, role: Role, office: Option<OfficeId>) -> String {
    let key = KeyFile {
        name: NAME.to_owned(),
        role,
        identity: HybridIdentity::generate(&app.entropy),
        signing: SigningSecret::generate(&app.entropy),
        offices: Vec::new(),
        log: None,
    };
    serde_json::to_string(&PublicFile::of(&key, office)).unwrap()
}

/// What a browser keeps here for a passkey: any age file, for the service opens none.
pub(crate) fn sealed_key() -> String {
    STANDARD.encode("age-encryption.org/v1\n-> sealed to an invented passkey")
}

fn look(app: &TestApp, token: &Value) -> crate::raw::Answer {
    app.post("invitations/look", None, &json!({ "token": token }))
}

fn answer(app: &TestApp, token: &Value, public: &str) -> crate::raw::Answer {
    app.post(
        "invitations/answer",
        None,
        &json!({ "token": token, "public": public }),
    )
}

fn listed(app: &TestApp) -> Vec<Value> {
    let list = app.get("admin/invitations", Some(&app.token("operator"))).json();
    list["invitations"].as_array().unwrap().clone()
}

#[test]
fn an_invitation_says_what_it_is_for_and_works_once() {
    let app = TestApp::start();
    let invited = invite(&app, "holder", Some("guardian"));
    let says = look(&app, &invited["token"]).json();
    assert_eq!(
        (says["name"].as_str(), says["role"].as_str()),
        (Some(NAME), Some("holder"))
    );
    assert_eq!(
        (says["office"].as_str(), says["first"].as_bool()),
        (Some("guardian"), Some(false))
    );
    let key = public(&app, Role::Holder, Some("guardian".parse().unwrap()));
    assert_eq!(answer(&app, &invited["token"], &key).status, 200);
    let list = listed(&app);
    assert_eq!(list[0]["public"].as_str(), Some(key.as_str()));
    let another = public(&app, Role::Holder, Some("guardian".parse().unwrap()));
    for again in [
        look(&app, &invited["token"]),
        answer(&app, &invited["token"], &another),
    ] {
        again.is_refusal(404, "not_found", "nothing is known");
    }
    // Whoever never heard that it was taken says the same again, and nothing else.
    assert_eq!(answer(&app, &invited["token"], &key).status, 200);
    assert_eq!(listed(&app)[0]["public"].as_str(), Some(key.as_str()));
    let withdrawn = format!("admin/invitations/{}", invited["id"].as_str().unwrap());
    let operator = app.token("operator");
    assert_eq!(
        app.ask("DELETE", &withdrawn, Some(&operator), &json!({})).status,
        200
    );
    assert!(listed(&app).is_empty());
}

fn people(app: &TestApp) -> usize {
    people::list(&app.sign_in("operator")).unwrap().people.len()
}

#[test]
fn nobody_is_somebody_by_an_invitation() {
    let app = TestApp::start();
    let before = people(&app);
    let invited = invite(&app, "auditor", None);
    assert_eq!(answer(&app, &invited["token"], &public_of(&app)).status, 200);
    app.live_through(2);
    assert_eq!(people(&app), before);
}

#[test]
fn an_invitation_ends_after_two_weeks_and_the_tick_forgets_it() {
    let app = TestApp::start();
    let invited = invite(&app, "auditor", None);
    app.live_through(13);
    assert_eq!(look(&app, &invited["token"]).status, 200);
    app.live_through(1);
    look(&app, &invited["token"]).is_refusal(404, "not_found", "nothing is known");
    assert_eq!(app.count("SELECT count(*) FROM invitation"), 0);
}

#[test]
fn an_answer_for_another_role_office_or_name_is_refused_and_the_invitation_stays() {
    let app = TestApp::start();
    let invited = invite(&app, "holder", Some("guardian"));
    let chair = public(&app, Role::Holder, Some("chair".parse().unwrap()));
    let renamed =
        public(&app, Role::Holder, Some("guardian".parse().unwrap())).replace(NAME, "Somebody Else");
    for wrong in [
        public_of(&app),
        chair,
        renamed,
        "{}".to_owned(),
        "x".repeat(40_000),
    ] {
        let refused = answer(&app, &invited["token"], &wrong);
        assert!([400, 413].contains(&refused.status), "{}", refused.message());
    }
    assert_eq!(look(&app, &invited["token"]).status, 200);
    assert!(listed(&app)[0]["public"].is_null());
}

#[test]
fn an_invitation_names_an_office_that_there_is_and_a_role_that_fits() {
    let app = TestApp::start();
    let operator = app.token("operator");
    for (role, office, until, says) in [
        ("holder", None, None, "a holder needs an office"),
        ("auditor", Some("guardian"), None, "nobody else has one"),
        ("holder", Some("nowhere"), None, "has the office nowhere"),
        ("inspector", None, None, "needs a last day"),
        ("auditor", None, Some("2030-01-01"), "nobody else has one"),
    ] {
        let wanted = json!({ "name": NAME, "address": "", "role": role, "office": office, "until": until });
        let refused = app.post("admin/invitations", Some(&operator), &wanted);
        refused.is_refusal(400, "malformed", says);
    }
    let nameless = json!({ "name": " ", "address": "", "role": "auditor" });
    app.post("admin/invitations", Some(&operator), &nameless)
        .is_refusal(400, "malformed", "name");
    let badly = json!({ "name": NAME, "address": "no address", "role": "auditor" });
    app.post("admin/invitations", Some(&operator), &badly)
        .is_refusal(409, "refused", "no mail address");
}

#[test]
fn a_hundred_invitations_are_open_at_most_and_one_that_is_withdrawn_makes_room() {
    let app = TestApp::start();
    let operator = app.token("operator");
    let one = json!({ "name": NAME, "address": "", "role": "auditor" });
    let ask = || app.post("admin/invitations", Some(&operator), &one);
    let first = ask().json()["id"].as_str().unwrap().to_owned();
    for _ in 1..100 {
        assert_eq!(ask().status, 200);
    }
    ask().is_refusal(409, "refused", "100 invitations are open: withdraw");
    let withdrawn = app.ask(
        "DELETE",
        &format!("admin/invitations/{first}"),
        Some(&operator),
        &json!({}),
    );
    assert_eq!(withdrawn.status, 200);
    assert_eq!(ask().status, 200);
}

#[test]
fn at_a_terminal_the_operator_invites_takes_the_answer_out_proposes_it_and_puts_the_invitation_away() {
    let app = TestApp::start();
    let folder = tempfile::tempdir().unwrap();
    let (operator, chair) = (
        AtDesk::new(&app, "operator", folder.path()),
        AtDesk::new(&app, "chair", folder.path()),
    );
    let refused = chair.run(&["person", "invite", NAME, "--role", "auditor"]);
    assert!(!refused.status.success(), "the operator alone invites");
    let nowhere = operator.run(&["person", "invite", NAME, "--role", "holder"]);
    assert!(
        message(&nowhere).contains("a holder needs an office"),
        "{}",
        message(&nowhere)
    );

    let with = [
        "person",
        "invite",
        NAME,
        "--role",
        "auditor",
        "--address",
        "newcomer@example.org",
    ];
    let invited = json_of(&operator.run(&with));
    let address = invited["address"].as_str().unwrap();
    let (at, token) = address.split_once("/reviewer#join=").unwrap();
    assert_eq!(at, operator.url);
    let list = |more: &[&str]| {
        json_of(&operator.run(&[&["person", "invitations"], more].concat()))["invitations"].clone()
    };
    assert_eq!(list(&[])[0]["answered"], false);
    assert!(!list(&[]).to_string().contains(token), "the token is told once");

    let public = public_of(&app);
    assert_eq!(answer(&app, &json!(token), &public).status, 200);
    let answered = list(&["--out", folder.path().to_str().unwrap()]);
    let file = answered[0]["file"].as_str().unwrap();
    assert_eq!(std::fs::read_to_string(file).unwrap(), public);
    let proposed = operator.run(&["person", "propose", file, "--address", "newcomer@example.org"]);
    assert!(proposed.status.success(), "{}", said(&proposed));
    let missing = operator.run(&["person", "withdraw", "nobody"]);
    assert!(
        message(&missing).contains("no open invitation"),
        "{}",
        message(&missing)
    );
    assert!(operator.run(&["person", "withdraw", NAME]).status.success());
    assert_eq!(list(&[]), json!([]));
}

#[test]
fn the_token_itself_is_kept_nowhere() {
    let app = TestApp::start();
    let invited = invite(&app, "auditor", None);
    let token = invited["token"].as_str().unwrap();
    app.plant(token);
    assert_ne!(invited["id"], invited["token"]);
}

#[test]
fn a_key_sealed_to_a_passkey_comes_back_as_it_was_and_is_gone_when_its_owner_says_so() {
    let app = TestApp::start();
    let holder = app.token("guardian");
    let person = app.person("guardian");
    let ask = || app.post("sign-in/passkey", None, &json!({ "person": person }));
    ask().is_refusal(404, "not_found", "nothing is known");
    let sealed = sealed_key();
    let keep = |sealed: &str| app.ask("PUT", "me/passkey", Some(&holder), &json!({ "sealed": sealed }));
    assert_eq!(keep(&sealed).status, 200);
    assert_eq!(ask().json()["sealed"], sealed);
    keep(&STANDARD.encode("a plain key")).is_refusal(400, "malformed", "no age file");
    assert_eq!(
        keep(&STANDARD.encode(format!("age-encryption.org/v1\n{}", "x".repeat(70_000)))).status,
        413
    );
    assert_eq!(
        app.ask("DELETE", "me/passkey", Some(&holder), &json!({})).status,
        200
    );
    ask().is_refusal(404, "not_found", "nothing is known");
}
