//! A lost key: one guided step of the operator's, and what others sign until the new key opens what the old one did.

use daylight_domain::Urgency;
use serde_json::json;

use super::joining::{WORDS, hears, join};
use super::{Portal, Screen, unlock};
use crate::entitled;
use crate::harness::TestApp;

/// The step at a person's card.
fn part(app: &TestApp, who: &str) -> String {
    format!("#lost-{}", app.person(who))
}

/// The operator looks at it, as it is now.
fn looks(app: &TestApp, portal: &mut Portal, who: &str) -> String {
    portal.signs_in(app, "operator");
    portal.goes("operator", "people");
    portal.waits("operator", "#people-all li");
    let part = part(app, who);
    portal
        .reads("operator", &format!("{part} summary, {part} p, {part} li"))
        .concat()
}

/// What a step waits for, by its place.
fn states(app: &TestApp, portal: &mut Portal, who: &str) -> Vec<String> {
    portal.reads("operator", &format!("{} ol strong", part(app, who)))
}

fn presses(app: &TestApp, portal: &mut Portal, who: &str, until: &str) -> Screen {
    let button = format!("{} form > button", part(app, who));
    portal.presses_until("operator", &button, until)
}

/// The address that is shown, without the host.
fn link(app: &TestApp, portal: &mut Portal, who: &str) -> String {
    let at = format!("#lost-link-{}", app.person(who));
    let shown = portal.reads("operator", &at).remove(0);
    shown[shown.find("/reviewer#").expect("the portal's address")..].to_owned()
}

/// Somebody signs the leaving of the only one who waits: nobody reads words out for it.
fn signs_the_leaving(app: &TestApp, portal: &mut Portal, who: &str) {
    portal.signs_in(app, who).says("It waits for your signature that");
    portal.goes(who, "people");
    let leaving = "#people-waiting summary:has-text('Sign the leaving')";
    portal.waits(who, leaving);
    portal
        .presses(who, leaving)
        .says("signs nothing here and gets nothing new. Nobody can take that back");
    let seen = portal.presses_until(who, "#people-waiting button", "#people-done");
    assert_eq!(seen.problem(), "");
}

fn invitations(app: &TestApp) -> i64 {
    app.count("SELECT count(*) FROM invitation")
}

fn address(app: &TestApp, who: &str) -> serde_json::Value {
    json!({ format!("lost-address-{}", app.person(who)): "guardian@example.org" })
}

#[test]
fn a_lost_key_is_one_press_and_the_new_one_opens_what_was_sent_before_once_a_colleague_lets_it_in() {
    let app = TestApp::start_as(|cast, entropy| entitled::colleague(cast, "reader", "guardian", entropy));
    let sent = app.submit();
    app.tick();
    let mut portal = Portal::at(&app);
    let told = looks(&app, &mut portal, "guardian");
    for says in [
        "guardian has lost their key",
        "Others sign both.",
        "refused from Sunday 20 December 2026",
        "opens from Sunday 20 December 2026",
        "The office is also held by: reader.",
        "You invite guardian again.",
    ] {
        assert!(told.contains(says), "{says}: {told}");
    }
    portal.presses("operator", &format!("{} > summary", part(&app, "guardian")));
    let empty = presses(&app, &mut portal, "guardian", "#problem");
    assert!(
        empty
            .problem()
            .contains("Write something here first: Their e-mail address"),
        "{}",
        empty.problem()
    );

    // The connection dies between the two acts, and again after the second: nothing of it is done twice.
    portal.fills("operator", &address(&app, "guardian"));
    for (lost, made) in [("/admin/people", 0), ("/admin/invitations", 1)] {
        portal.does("operator", "lose", &json!({ "in": lost, "method": "POST" }));
        let seen = presses(&app, &mut portal, "guardian", "#people-done");
        assert_ne!(seen.problem(), "", "nobody heard that {lost} took it");
        assert_eq!(invitations(&app), made, "{lost}");
        portal.does("operator", "find", &json!({}));
    }
    let seen = presses(&app, &mut portal, "guardian", "#people-done");
    assert_eq!(seen.problem(), "");
    seen.says("Done. What comes next stands below, beside the name.");
    assert_eq!(invitations(&app), 1);
    let link = link(&app, &mut portal, "guardian");
    let waits = [
        "done",
        "waits for the coming night",
        "later",
        "done",
        "Waits for one of: guardian.",
    ];
    assert_eq!(states(&app, &mut portal, "guardian")[..5], waits);

    portal.bars_nobody("operator", "54-operator-lost-key");

    app.tick();
    let told = looks(&app, &mut portal, "guardian");
    assert!(
        told.contains("The address is lost, or did not arrive") && !told.contains("#join="),
        "{told}"
    );
    assert_eq!(
        states(&app, &mut portal, "guardian")[1],
        "Waits for one of: chair, outside."
    );
    signs_the_leaving(&app, &mut portal, "chair");

    let (file, words) = join(&app, &mut portal, &link);
    looks(&app, &mut portal, "guardian");
    let waits = [
        "waits for the coming night",
        "done",
        "done",
        "your turn",
        "later",
        "later",
    ];
    assert_eq!(states(&app, &mut portal, "guardian")[2..], waits);
    let propose = format!("{} > div > button", part(&app, "guardian"));
    let seen = portal.presses_until("operator", &propose, "#people-done");
    assert_eq!(seen.problem(), "");
    app.live_through(1);
    looks(&app, &mut portal, "guardian");
    let waits = ["Waits for one of: chair, outside.", "Waits for one of: reader."];
    assert_eq!(states(&app, &mut portal, "guardian")[6..], waits);
    for who in ["chair", "reader"] {
        portal.signs_in(&app, who);
        assert_eq!(hears(&mut portal, who, &words).problem(), "", "{who}");
    }
    app.live_through(2);

    assert_eq!(looks(&app, &mut portal, "guardian"), "", "nothing is left to do");
    // Were the new key lost as well: the invitation that it came by is used up, and stands in nobody's way.
    let again = "#people-all details:has(> summary:has-text('guardian has lost')) form > button";
    let offered = portal.reads("operator", again);
    assert_eq!(offered, ["Propose the leaving, and invite them again"]);
    portal.opens_page(&app, "guardian", "/reviewer");
    let gone = portal.does("guardian", "sign_in", &unlock(app.key("guardian")));
    assert!(gone.problem().contains("the key has left"), "{}", gone.problem());
    portal.opens_page(&app, "newcomer", "/reviewer");
    portal.does(
        "newcomer",
        "sign_in",
        &json!({ "key": file, "passphrase": WORDS }),
    );
    portal.opens("newcomer", &sent).says("What was written");
}

/// The only holder of an office loses the key of it as well.
struct Alone {
    who: &'static str,
    told: &'static str,
    /// Who signs, and whom the page names as those who could.
    signer: &'static str,
    signers: &'static str,
    lets_in: &'static str,
    /// Offices that the concern sent afterwards leaves out.
    left_out: &'static [&'static str],
}

#[test]
fn where_nobody_else_holds_the_office_its_key_is_lost_too_and_the_same_step_goes_on_once_the_old_one_is_refused()
 {
    begins_anew(&Alone {
        who: "guardian",
        told: "its own key is lost too. What is sealed to it stays shut there, and moves on by its dates.",
        signer: "chair",
        signers: "chair, outside",
        lets_in: "outside",
        left_out: &[],
    });
}

#[test]
fn where_nobody_else_is_of_the_last_stage_the_auditor_signs_and_lets_the_new_key_in() {
    begins_anew(&Alone {
        who: "outside",
        told: "Once the old key is refused, nobody can send a concern until somebody holds the office again",
        signer: "auditor",
        signers: "auditor",
        lets_in: "auditor",
        left_out: &["guardian", "deputy", "chair"],
    });
}

fn begins_anew(of: &Alone) {
    let Alone { who, signer, .. } = *of;
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let told = looks(&app, &mut portal, who);
    for says in [
        of.told,
        "refused from Sunday 20 December 2026",
        "opens from Tuesday 22 December 2026",
    ] {
        assert!(told.contains(says), "{says}: {told}");
    }
    portal.presses("operator", &format!("{} > summary", part(&app, who)));
    let unsaid = presses(&app, &mut portal, who, "#problem");
    assert!(
        unsaid.problem().contains("Tick the box first."),
        "{}",
        unsaid.problem()
    );
    portal.fills(
        "operator",
        &json!({ format!("lost-sure-{}", app.person(who)): true }),
    );
    assert_eq!(presses(&app, &mut portal, who, "#people-done").problem(), "");
    assert_eq!(
        invitations(&app),
        0,
        "whoever joins before brings no key for the office"
    );
    app.tick();
    signs_the_leaving(&app, &mut portal, signer);
    app.live_through(2);

    looks(&app, &mut portal, who);
    let waits = ["done", "done", "done", "your turn"];
    assert_eq!(states(&app, &mut portal, who)[..4], waits);
    portal.fills("operator", &address(&app, who));
    assert_eq!(presses(&app, &mut portal, who, "#people-done").problem(), "");
    let link = link(&app, &mut portal, who);
    let (file, words) = join(&app, &mut portal, &link);
    portal
        .waits("newcomer", "#join-office-words")
        .says("both to whoever signs for you and for the key of your office");
    let office = portal.reads("newcomer", "#join-office-words li").join(" ");
    looks(&app, &mut portal, who);
    let propose = format!("{} > div > button", part(&app, who));
    let seen = portal.presses_until("operator", &propose, "#people-done");
    assert_eq!(seen.problem(), "");
    app.tick();
    looks(&app, &mut portal, who);
    let signers = format!("Waits for one of: {}.", of.signers);
    let lets_in = format!("Waits for one of: {}.", of.lets_in);
    let waits = ["done", &signers, &signers, &lets_in];
    assert_eq!(states(&app, &mut portal, who)[5..], waits);
    portal.signs_in(&app, signer);
    assert_eq!(hears(&mut portal, signer, &words).problem(), "");
    portal.types(signer, &format!("#words-office-{who}"), &office);
    let sign = format!("form:has(#words-office-{who}) button");
    assert_eq!(portal.presses_until(signer, &sign, "#people-done").problem(), "");
    app.live_through(1);
    portal.signs_in(&app, of.lets_in);
    assert_eq!(hears(&mut portal, of.lets_in, &words).problem(), "");
    app.live_through(2);

    let (code, sealed) = app.seal(of.left_out, Urgency::Ordinary);
    let sent = app.send(code, &sealed);
    app.tick();
    portal.opens_page(&app, "newcomer", "/reviewer");
    portal.does(
        "newcomer",
        "sign_in",
        &json!({ "key": file, "passphrase": WORDS }),
    );
    portal.opens("newcomer", &sent).says("What was written");
}
