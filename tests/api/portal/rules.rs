//! Keys of offices and rules of the house, made and signed in the browser.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use daylight::client::{offices, people};
use daylight_domain::{OfficeId, StageNo};
use serde_json::json;

use super::{PASSPHRASE, Portal, Screen, key_file};
use crate::entitled;
use crate::harness::TestApp;

/// Whether somebody who has left could still open what comes to the first office.
fn is_open_to_a_leaver(app: &TestApp) -> bool {
    let guardian: OfficeId = "guardian".parse().unwrap();
    let mut all = offices::standings(&app.trust()).into_iter();
    all.find(|one| one.office == guardian).unwrap().left_with_key
}

#[test]
fn an_office_gets_a_new_key_when_somebody_has_left_and_a_higher_stage_signs_the_words_it_heard() {
    let app = TestApp::start_as(entitled::found);
    let gone = app.person("gone");
    people::retire(&app.sign_in("operator"), gone).unwrap();
    app.tick();
    people::sign(&app.sign_in("chair"), gone).unwrap();
    app.live_through(2);
    assert!(is_open_to_a_leaver(&app));

    let mut portal = Portal::at(&app);
    portal.signs_in(&app, "guardian").says("Make a new key");
    portal
        .goes("guardian", "people")
        .says("Somebody who left has a key of it.");
    portal.unfolds("guardian", "form[data-people=make-office-key]");
    portal
        .waits("guardian", "#renew-for:not(:empty)")
        .says("sealed to those who hold the office from tomorrow: ");
    let told = portal.reads("guardian", "#renew-for").join(" ");
    assert!(told.contains("guardian") && !told.contains("gone"), "{told}");
    portal.fills("guardian", &json!({ "renew-passphrase": "password1" }));
    let make = "form[data-people=make-office-key] button";
    let weak = portal
        .presses_until("guardian", make, "#problem")
        .problem()
        .to_owned();
    assert!(weak.contains("easy to guess"), "{weak}");
    portal.fills("guardian", &json!({ "renew-passphrase": PASSPHRASE }));
    let saved = portal.saves("guardian", "form[data-people=make-office-key] button");
    let file = STANDARD.decode(saved).unwrap();
    // Proven first: the file that was saved, and no other.
    let prove = |portal: &mut Portal, content: &str, passphrase: &str| -> Screen {
        portal.chooses("guardian", "#renew-file", content);
        let fields = json!({ "renew-proof": passphrase });
        portal.does(
            "guardian",
            "people",
            &json!({ "act": "renew-office", "fields": fields }),
        )
    };
    let old = key_file(app.key("guardian"));
    assert_ne!(
        prove(&mut portal, &old, PASSPHRASE).problem(),
        "",
        "the old file is not the new one"
    );
    let new = STANDARD.encode(&file);
    assert!(
        prove(&mut portal, &new, "four other words")
            .problem()
            .contains("passphrase does not open")
    );
    let seen = prove(&mut portal, &new, PASSPHRASE);
    assert_eq!(seen.problem(), "");
    seen.says("The new key is proposed.");
    let words = portal.reads("guardian", "#people-done code").join(" ");
    app.tick();
    // Until it is signed they stand there for whoever proposed it, and for nobody else: a colleague would read them off the record.
    let own = "#own-words:not(:empty)";
    for (who, reads) in [("guardian", true), ("reader", false)] {
        portal.signs_in(&app, who);
        portal.goes(who, "own");
        assert_eq!(portal.waits(who, own).text().contains(&words), reads, "{who}");
    }
    portal
        .signs_in(&app, "operator")
        .does_not_say("waits for your signature");
    portal.goes("operator", "people");
    portal
        .waits("operator", "#offices li")
        .says("Waits for one of: chair")
        .says("Since ");
    portal.signs_in(&app, "chair").says("waits for your signature");
    portal.goes("chair", "people");
    for (heard, taken) in [("not the words that were read out", false), (&words, true)] {
        portal.types("chair", "#words-office-guardian", heard);
        let sign = "form:has(#words-office-guardian) button";
        let problem = portal
            .presses_until("chair", sign, "#people-done")
            .problem()
            .to_owned();
        assert_eq!(problem.is_empty(), taken, "{problem}");
        assert!(taken || problem.contains("Do not sign"), "{problem}");
    }
    app.live_through(2);
    assert!(!is_open_to_a_leaver(&app));

    let (one, other) = (app.submit(), app.submit());
    app.tick();
    // A colleague's old file does too: the new key lies sealed to them on the service.
    portal.signs_in_and_opens(&app, "reader", &one);
    portal.opens_page(&app, "guardian", "/reviewer");
    portal.does(
        "guardian",
        "sign_in",
        &json!({ "key": new, "passphrase": PASSPHRASE }),
    );
    portal.goes("guardian", "own");
    portal
        .waits("guardian", own)
        .does_not_say("The new key of your office");
    portal.goes("guardian", "desk");
    portal.opens("guardian", &other).says("What was written");
}

#[test]
fn rules_that_the_operator_proposes_are_signed_by_the_last_stage_alone_and_hold_a_week_later() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let new = daylight::server::POLICY.replacen("Independent guardian", "Independent reviewer", 1);
    portal.signs_in(&app, "operator");
    let propose = |portal: &mut Portal, toml: &str| -> Screen {
        let fields = json!({ "policy-toml": toml });
        portal.does(
            "operator",
            "people",
            &json!({ "act": "propose-policy", "fields": fields }),
        )
    };
    let problem = propose(&mut portal, "stages = 1").problem().to_owned();
    assert!(problem.contains("These rules cannot be read."), "{problem}");
    assert_eq!(
        portal.reads("operator", "#policy-toml"),
        ["stages = 1"],
        "what was typed stays"
    );
    propose(&mut portal, &new).says("Proposed.");
    app.tick();

    let sign = "#policies button";
    for who in ["guardian", "chair", "outside"] {
        portal.signs_in(&app, who);
        portal
            .goes(who, "people")
            .says("Proposed. Wait for the last stage.")
            .says("What goes:")
            .says("What comes:");
        let differs = portal.reads(who, "#policies > li:not(:has(details[open])) > pre");
        assert!(
            differs.len() == 2
                && differs[0].contains("Independent guardian")
                && differs[1].contains("Independent reviewer"),
            "{who}: {differs:?}"
        );
        let offered = portal.reads(who, sign).len();
        assert_eq!(offered, usize::from(who == "outside"), "{who}");
    }
    portal
        .presses("outside", "#policies summary:has-text('Sign these rules')")
        .says("They are in force 7 days after that stands in the record");
    let seen = portal.presses_until("outside", sign, "#people-done");
    assert_eq!(seen.problem(), "");
    seen.says("Signed. Not in force yet.");
    app.live_through(9);
    let trust = app.trust();
    let (_, policy) = trust.policy_on(trust.today).unwrap();
    assert_eq!(
        policy.stage(StageNo::FIRST).unwrap().offices[0].name,
        "Independent reviewer"
    );
    portal.signs_in(&app, "guardian");
    portal.goes("guardian", "people").says("Independent reviewer");
}
