//! Somebody joins in the browser: invited by the operator, let in by those who heard the words of their key, and never by the
//! operator alone. Passkeys, with a device that the browser only pretends to have.

use serde_json::{Value, json};

use super::{Portal, unlock};
use crate::harness::TestApp;

pub(super) const WORDS: &str = "crooked teapot violin marmalade";

fn invite(app: &TestApp, portal: &mut Portal, role: &str, office: &str) -> String {
    invite_called(app, portal, "Newcomer Invented", role, office)
}

/// The operator invites in the browser; gives the address that is shown once, without the host.
pub(super) fn invite_called(
    app: &TestApp,
    portal: &mut Portal,
    name: &str,
    role: &str,
    office: &str,
) -> String {
    portal.signs_in(app, "operator");
    let mut fields = json!({
        "invite-name": name, "invite-address": "newcomer@example.org", "invite-role": role,
    });
    if !office.is_empty() {
        fields["invite-office"] = json!(office);
    }
    let seen = portal.does(
        "operator",
        "people",
        &json!({ "act": "invite", "fields": fields }),
    );
    assert_eq!(seen.problem(), "");
    let link = portal.reads("operator", "#invited-link").remove(0);
    let at = link.find("/reviewer#").expect("the portal's address");
    link[at..].to_owned()
}

/// The newcomer makes a key, saves it, proves it; gives the file and the words.
pub(super) fn join(app: &TestApp, portal: &mut Portal, link: &str) -> (String, String) {
    let file = make_key(app, portal, link);
    (file, prove(portal))
}

/// Makes a key, saves it, and chooses the file that was saved.
pub(super) fn make_key(app: &TestApp, portal: &mut Portal, link: &str) -> String {
    portal.opens_page(app, "newcomer", link).says("You are invited");
    portal.waits("newcomer", "#join-form:not([hidden])");
    let weak = json!({ "join-passphrase": "password1", "join-again": "password1" });
    portal.fills("newcomer", &weak);
    let pressed = ("#join-form button[type=submit]", "#join-save");
    let seen = portal.presses_until("newcomer", pressed.0, pressed.1);
    assert!(seen.problem().contains("too easy to guess"), "{}", seen.problem());
    let slip = json!({ "join-passphrase": WORDS, "join-again": "crooked teapot violin marmelade" });
    portal.fills("newcomer", &slip);
    let seen = portal.presses_until("newcomer", pressed.0, pressed.1);
    assert!(seen.problem().contains("not the same"), "{}", seen.problem());
    portal.fills("newcomer", &json!({ "join-again": WORDS }));
    let seen = portal.presses_until("newcomer", pressed.0, pressed.1);
    assert_eq!(seen.problem(), "");
    let file = portal.saves("newcomer", "#join-save");
    portal.chooses("newcomer", "#join-file", &file);
    portal.fills("newcomer", &json!({ "join-proof-passphrase": WORDS }));
    file
}

/// Proves that it opens; the words that are to be read out.
fn prove(portal: &mut Portal) -> String {
    let seen = portal.presses_until("newcomer", "#join-proof button[type=submit]", "#join-words");
    assert_eq!(seen.problem(), "");
    seen.says("Read out these words");
    portal.reads("newcomer", "#join-words li").join(" ")
}

/// Somebody types the words they heard at the first card that asks for them.
pub(super) fn hears(portal: &mut Portal, who: &str, words: &str) -> super::Screen {
    portal.goes(who, "people");
    portal.waits(who, "#people-waiting form input");
    portal.types(who, "#people-waiting form input", words);
    portal.presses_until(who, "#people-waiting form button", "#people-done")
}

/// The one card of a list says how it stands, and offers nothing to be done.
fn stands(portal: &mut Portal, who: &str, list: &str, says: &str) {
    portal.waits(who, &format!("{list} li:has-text('{says}')"));
    for act in ["button", "input"] {
        let offered = portal.reads(who, &format!("{list} {act}"));
        assert!(offered.is_empty(), "{who}: {says} {offered:?}");
    }
}

/// Where they began, nothing says any more that the newcomer waits for them.
fn asks_no_more(portal: &mut Portal, who: &str) {
    let asked = "[data-duties] li:has-text('Newcomer')";
    portal.waits(who, &format!("body:not(:has({asked}))"));
}

#[test]
fn a_newcomer_is_let_in_by_those_who_heard_the_words_and_then_reads_what_comes_to_the_office() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let link = invite(&app, &mut portal, "holder", "guardian");
    let (file, words) = join(&app, &mut portal, &link);
    let seen = portal.does("newcomer", "look", &json!({}));
    seen.says(
        "to whoever signs for you and to a colleague of your office, who lets you in. Not to the operator",
    );
    assert!(
        !seen.0["kept"]["address"].as_str().unwrap().contains("join"),
        "the token is out of the address"
    );

    portal.opens_page(&app, "newcomer", "/reviewer");
    let with = json!({ "key": file, "passphrase": WORDS });
    let seen = portal.does("newcomer", "sign_in", &with);
    let told = format!("and to a colleague: {words}.");
    assert!(seen.problem().contains(&told), "{}", seen.problem());

    // The operator has stayed: the address was used, and goes when the list is made anew.
    assert_eq!(portal.reads("operator", "#invited:not([hidden])").len(), 1);
    portal.goes("operator", "people");
    portal
        .goes("operator", "operator")
        .says("Has made a key. You can propose them.");
    assert!(portal.reads("operator", "#invited:not([hidden])").is_empty());
    portal
        .presses_until("operator", "#invitations button", "#operator-done")
        .says("Proposed.");
    stands(
        &mut portal,
        "operator",
        "#invitations",
        "Proposed. Waits for a signature.",
    );
    app.tick();
    portal.signs_in(&app, "chair").says("waits for your signature");
    let seen = hears(&mut portal, "chair", "not the words that were read out");
    assert!(seen.problem().contains("Do not sign"), "{}", seen.problem());
    let seen = hears(&mut portal, "chair", &words);
    assert_eq!(seen.problem(), "");
    stands(
        &mut portal,
        "chair",
        "#people-waiting",
        "Signed. Waits to be let in.",
    );
    asks_no_more(&mut portal, "chair");
    app.live_through(1);
    portal.signs_in(&app, "guardian").says("waits to be let in");
    let seen = hears(&mut portal, "guardian", &words);
    assert_eq!(seen.problem(), "");
    stands(
        &mut portal,
        "guardian",
        "#people-waiting",
        "Signed. It takes effect the day after",
    );
    asks_no_more(&mut portal, "guardian");
    app.live_through(2);
    portal.signs_in(&app, "operator");
    stands(&mut portal, "operator", "#invitations", "In office.");

    let sent = app.submit();
    app.tick();
    portal.opens_page(&app, "newcomer", "/reviewer");
    let with = json!({ "key": file, "passphrase": WORDS });
    let seen = portal.does("newcomer", "sign_in", &with);
    assert_eq!(seen.problem(), "");
    portal.opens("newcomer", &sent).says("What was written");
}

#[test]
fn a_lost_answer_keeps_no_newcomer_from_the_words_of_their_key() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let link = invite(&app, &mut portal, "holder", "guardian");
    make_key(&app, &mut portal, &link);
    portal.does("newcomer", "lose", &json!({ "in": "/invitations/answer" }));
    let proof = "#join-proof button[type=submit]";
    let seen = portal.presses_until("newcomer", proof, "#problem");
    assert_ne!(seen.problem(), "", "the service took it, and nobody heard so");
    portal.does("newcomer", "find", &json!({}));
    let words = prove(&mut portal);
    assert_eq!(words.split(' ').count(), 6, "{words}");
    portal.signs_in(&app, "operator").says("Has made a key.");
}

#[test]
fn an_invitation_that_was_used_says_so() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let link = invite(&app, &mut portal, "auditor", "");
    join(&app, &mut portal, &link);
    portal.opens_page(&app, "latecomer", &link);
    portal.waits("latecomer", "#problem:not([hidden])");
    let seen = portal.does("latecomer", "look", &json!({}));
    assert!(seen.problem().contains("has been used"), "{}", seen.problem());
}

#[test]
fn an_invitation_that_was_withdrawn_works_no_more_and_says_so_also_to_whoever_had_begun() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let link = invite(&app, &mut portal, "auditor", "");
    portal.opens_page(&app, "early", &link);
    portal.waits("early", "#join-form:not([hidden])");
    let withdraw = "#invitations button:has-text('Withdraw')";
    portal
        .presses_until("operator", withdraw, "#operator-done")
        .says("The invitation does not work any more.")
        .says("Nobody is invited at the moment.")
        .does_not_say(&link);
    assert_eq!(app.count("SELECT count(*) FROM invitation"), 0);

    portal.fills("early", &json!({ "join-passphrase": WORDS, "join-again": WORDS }));
    portal.presses("early", "#join-form button[type=submit]");
    portal.opens_page(&app, "late", &link);
    for who in ["early", "late"] {
        portal.waits(who, "#problem:not([hidden])");
        let seen = portal.does(who, "look", &json!({}));
        let says = "This invitation has been used or taken back, is over, or never was. Ask for a new one.";
        assert_eq!(seen.problem().lines().last(), Some(says), "{who}");
        assert!(
            !seen.text().contains("Save the key file"),
            "{who} has made no key"
        );
    }
    assert!(portal.reads("late", "#join-form:not([hidden])").is_empty());
}

/// A passkey belongs to a name, not to a number.
fn by_name(app: &TestApp) -> Value {
    json!({ "url": format!("http://localhost:{}", app.replicas[0].address.port()) })
}

/// The guardian signs in on a device that has passkeys, and adds one.
fn adds_passkey(app: &TestApp) -> Portal {
    let mut portal = Portal::with(app, &by_name(app));
    portal.opens_page(app, "guardian", "/reviewer");
    portal.does("guardian", "authenticator", &json!({}));
    portal.does("guardian", "sign_in", &unlock(app.key("guardian")));
    portal.goes("guardian", "own");
    assert_eq!(droppable(&mut portal), 0, "there is none yet");
    portal.presses("guardian", "#passkey-add");
    portal.waits("guardian", "#passkey-done:has-text('The passkey is added')");
    assert_eq!((kept_keys(app), droppable(&mut portal)), (1, 1));
    portal
}

/// Whether the button that drops a passkey is offered.
fn droppable(portal: &mut Portal) -> usize {
    portal.reads("guardian", "#passkey-drop:not([hidden])").len()
}

/// Keys that lie on the service, each sealed to a passkey.
fn kept_keys(app: &TestApp) -> i64 {
    app.count("SELECT count(*) FROM passkey")
}

/// Locks, and comes back with the passkey of the device.
fn comes_back_by_passkey(app: &TestApp, portal: &mut Portal) -> super::Screen {
    portal.presses_until("guardian", "#lock", "#by-passkey");
    portal.presses("guardian", "#by-passkey summary");
    portal.waits("guardian", "#passkey-who option >> nth=0 >> xpath=..");
    let people = portal.reads("guardian", "#passkey-who option");
    assert!(
        people.iter().any(|person| person.starts_with("guardian")),
        "{people:?}"
    );
    let guardian = app.person("guardian");
    portal.fills("guardian", &json!({ "passkey-who": guardian.to_string() }));
    portal.presses_until("guardian", "#sign-in-passkey button", "#bar")
}

#[test]
fn a_browser_that_does_not_copy_an_invitation_is_told_of() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    invite(&app, &mut portal, "auditor", "");
    for (refuses, says) in [
        (false, "Copied."),
        (
            true,
            "The browser did not copy it. Select it, and copy it by hand.",
        ),
    ] {
        portal.does("operator", "clipboard", &json!({ "refuses": refuses }));
        portal.presses("operator", "#invited-copy");
        portal.waits("operator", &format!("#invited-copied:has-text('{says}')"));
    }
}

#[test]
fn a_passkey_opens_the_key_that_lies_sealed_on_the_service() {
    let app = TestApp::start();
    let mut portal = adds_passkey(&app);
    let seen = comes_back_by_passkey(&app, &mut portal);
    assert_eq!(seen.problem(), "");
    portal.waits("guardian", "[data-screen=desk]:not([hidden])");
    portal.goes("guardian", "own");
    portal.waits("guardian", "#passkey-drop:not([hidden])");
    portal.bars_nobody("guardian", "94-passkey");
}

#[test]
fn a_passkey_that_was_removed_signs_in_nobody_and_the_service_keeps_nothing_of_it() {
    let app = TestApp::start();
    let mut portal = adds_passkey(&app);
    portal.presses("guardian", "#passkey-drop");
    portal.waits("guardian", "#passkey-done:has-text('No passkey is kept now.')");
    assert_eq!((kept_keys(&app), droppable(&mut portal)), (0, 0));
    let focused = portal.does("guardian", "focused", &json!({}));
    assert_eq!(
        focused.gave(),
        "passkey-add",
        "the button that was pressed is gone"
    );
    let seen = comes_back_by_passkey(&app, &mut portal);
    let says = "No passkey is kept for this person. Use the key file.";
    assert_eq!(seen.problem().lines().last(), Some(says));
    assert!(portal.reads("guardian", "#bar-who").concat().is_empty());
    let seen = portal.does("guardian", "sign_in", &unlock(app.key("guardian")));
    assert_eq!(seen.problem(), "", "the key file does");
    seen.says("Desk");
}
