//! On the pages of those who join and invite: one person has one role.

use daylight::client::people;
use daylight::client::public_file::PublicFile;
use daylight::crypto::key_file::KeyFile;
use daylight_domain::Role;
use serde_json::json;

use super::super::joining::{invite_called, make_key};
use super::super::{PASSPHRASE, Portal, key_file};
use crate::harness::TestApp;
use crate::inspectors::reader;
use crate::raw::Answer;

const REFUSAL: &str = "One person has one role. For another, make a new key.";

/// Answers an invitation past its page, with a key's public half as if it were made for this role.
fn answers(app: &TestApp, link: &str, key: &KeyFile, role: Role) -> Answer {
    let mut file = PublicFile::of(key, None);
    file.role = role;
    let token = link.rsplit('=').next().unwrap();
    let answered = json!({ "token": token, "public": serde_json::to_string(&file).unwrap() });
    app.post("invitations/answer", None, &answered)
}

#[test]
fn r24_whoever_has_a_role_is_let_into_no_other_with_the_same_key() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let guardian = app.key("guardian");
    // They are invited as an auditor too, make a key, and bring their own all the same.
    let link = invite_called(&app, &mut portal, &guardian.name, "auditor", "");
    make_key(&app, &mut portal, &link);
    portal.chooses("newcomer", "#join-file", &key_file(guardian));
    portal.fills("newcomer", &json!({ "join-proof-passphrase": PASSPHRASE }));
    let proof = "#join-proof button[type=submit]";
    let seen = portal.presses_until("newcomer", proof, "#join-words");
    assert!(seen.problem().contains(REFUSAL), "{}", seen.problem());
    portal.bars_nobody("newcomer", "86-own-key-for-another-role");
    portal.signs_in(&app, "operator").says("Has not answered yet.");

    // Past the page the service says the same, and a proposal of the operator's changes nothing.
    let refused = answers(&app, &link, guardian, Role::Auditor);
    refused.is_refusal(409, "refused", "one person holds one role");
    assert_eq!(refused.json()["rule"]["name"], "person_known");
    let mut half = guardian.public_half();
    half.role = Role::Auditor;
    let proposed = people::propose(&app.sign_in("operator"), half, None, None, String::new());
    let says = proposed.unwrap_err().to_string();
    assert!(says.contains("one person holds one role"), "{says}");
}

#[test]
fn r24_one_new_key_is_proposed_for_one_role_alone() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let key = reader(&app, Role::Auditor);
    for role in [Role::Auditor, Role::Viewer] {
        let link = invite_called(&app, &mut portal, &key.name, &role.to_string(), "");
        assert_eq!(answers(&app, &link, &key, role).status, 200);
    }
    portal.signs_in(&app, "operator");
    let propose = |role: &str| format!("#invitations > :has-text(', {role}') button:has-text('Propose')");
    let seen = portal.presses_until("operator", &propose("auditor"), "#operator-done");
    assert_eq!(seen.problem(), "");
    app.tick();
    let seen = portal.presses_until("operator", &propose("scrutiny viewer"), "#operator-done");
    assert!(seen.problem().contains(REFUSAL), "{}", seen.problem());
}
