//! What the browser is told when it comes back, and what it signs then.

use daylight::actions::run_calendar::run_calendar;
use daylight_domain::calendar::days_between;
use daylight_domain::{Act, Digest, Mark, ScopePoint, StageNo, Urgency};
use serde_json::json;

use super::{Browser, step};
use crate::hands::{Back, ENQUIRED, Hand, closed, reads};
use crate::harness::{PLANTED, TestApp};

#[test]
fn the_browser_reads_what_our_program_sent_and_what_the_offices_answered() {
    let app = TestApp::start();
    let mut browser = Browser::at(&app);
    let sent = app.submit();
    app.tick();
    let guardian = Hand::at(&app, "guardian", &sent);
    guardian.acknowledge_and_write();
    let seal = |text: &str| {
        let text = daylight::crypto::seal::Plaintext::new(text.to_owned());
        guardian.found.seal(&text).unwrap()
    };
    let wording = seal("in: The till is short every Friday.\nout: My pay\n  was cut.\n");
    let reason = seal("pay is decided by the pay panel");
    let point = |mark, reason: Option<Digest>| ScopePoint {
        mark: Some(mark),
        reason,
    };
    let points = vec![point(Mark::In, None), point(Mark::Out, Some(reason.digest()))];
    let scope = Act::Scope {
        points,
        item: wording.digest(),
    };
    guardian.act_with(&scope, &[wording, reason]).unwrap();
    let found = seal(
        "point 1 upheld: The rolls\n  show it.\nenquiry: Read the rolls.\nenquiry: Asked around.\nspoken to: 1\nstill at risk: yes\nstandard: balance of probabilities\n",
    );
    let findings = Act::Findings {
        points: vec![daylight_domain::Finding {
            point: 1,
            result: daylight_domain::FindingResult::Established,
        }],
        enquiries: ENQUIRED,
        item: found.digest(),
    };
    guardian.act_with(&findings, &[found]).unwrap();
    app.tick();

    let seen = browser.tracks(&sent);
    assert_eq!(seen["about"], format!("about: {PLANTED}"));
    assert_eq!(seen["account"], format!("account: {PLANTED}"));
    assert_eq!(
        (seen["stage"].as_u64(), &seen["serviceDiffers"]),
        (Some(1), &json!(false))
    );
    let message = step(&seen, "message");
    assert_eq!(
        (&message["vouchedBy"], &message["author"]["office"]),
        (&json!("person"), &json!("guardian"))
    );
    assert!(message["words"].as_str().unwrap().contains(PLANTED));
    assert_eq!(
        step(&seen, "scope")["said"],
        json!([
            { "number": 1, "text": "The till is short every Friday.", "isIn": true },
            { "number": 2, "text": "My pay\nwas cut.", "isIn": false, "reason": "pay is decided by the pay panel" },
        ])
    );
    let found = &step(&seen, "findings")["said"];
    assert_eq!(
        found["points"],
        json!([{ "number": 1, "result": "established", "text": "The rolls\nshow it." }])
    );
    assert_eq!(found["enquiries"], json!(["Read the rolls.", "Asked around."]));
    assert_eq!(found["atRisk"], "yes");
    for step in seen["steps"].as_array().unwrap() {
        assert!(
            step["proven"].is_string(),
            "each stands in the record: {}",
            step["kind"]
        );
    }
    let unknown = browser.does(
        "track",
        json!({ "code": *app.seal(&[], Urgency::Ordinary).0.words() }),
    );
    assert_eq!(unknown["failed"], "refused", "{unknown}");
}

#[test]
fn what_the_browser_signs_is_taken_and_reaches_those_it_is_for() {
    let app = TestApp::start();
    let mut browser = Browser::at(&app);
    let (sent, _) = browser.submits(&app, "ordinary", &[]);
    app.tick();
    let words = |text: &str| json!({ "text": format!("{text}: {PLANTED}"), "audience": "case" });
    browser.acts(&sent, "message", words("to the case"));
    let mut above = words("past the first reader");
    above["audience"] = json!("above");
    browser.acts(&sent, "message", above);
    app.tick();
    let guardian = Hand::at(&app, "guardian", &sent);
    guardian.acknowledge();
    guardian.scope(&[Mark::In]).unwrap();
    let messages: Vec<_> = guardian
        .see()
        .outlook
        .timeline
        .iter()
        .filter(|step| step.act.kind() == "message")
        .filter_map(|step| {
            let item = *step.act.items().first()?;
            let mut keys = guardian.found.readers().into_iter();
            keys.find_map(|key| Some(guardian.see().words(&item, &key)?.as_str()?.to_owned()))
        })
        .collect();
    assert_eq!(messages, [format!("to the case: {PLANTED}")], "and not the other");

    let mut dispute = words("this misses my point");
    dispute["matter"] = json!("scope");
    let done = browser.acts(&sent, "dispute", dispute);
    assert_eq!(done["followedBy"], json!(["escalated"]));
    app.tick();
    let chair = Hand::at(&app, "chair", &sent);
    assert_eq!(
        chair.reads("disputed"),
        Some(format!("this misses my point: {PLANTED}"))
    );
    let seen = browser.tracks(&sent);
    assert_eq!(
        (seen["stage"].as_u64(), &seen["serviceDiffers"]),
        (Some(2), &json!(false))
    );

    browser.acts(&sent, "raise", json!({ "urgency": "danger" }));
    let lower = browser.does(
        "raise",
        json!({ "code": *sent.code.words(), "urgency": "ordinary" }),
    );
    assert_eq!(lower["failed"], "refused", "{lower}");
    browser.acts(&sent, "withdraw", json!({ "office": "guardian" }));
    let last = browser.does(
        "withdraw",
        json!({ "code": *sent.code.words(), "office": "outside" }),
    );
    assert_eq!(last["failed"], "last_stage_excluded");

    let scoped = Hand::at(&app, "chair", &sent);
    scoped
        .say(|item| Act::DisputeAnswered {
            item,
            same_person: false,
        })
        .unwrap();
    scoped.scope(&[Mark::In]).unwrap();
    scoped.findings(&[1], ENQUIRED).unwrap();
    let mut ill = words("badly");
    ill["ill"] = json!(true);
    browser.acts(&sent, "treatment", ill);
    app.tick();
    let concern = app.track(&sent);
    assert_eq!(
        (concern.outlook.stage, concern.outlook.urgency),
        (StageNo(3), Urgency::Danger)
    );
    let outside = Hand::at(&app, "outside", &sent);
    assert_eq!(
        reads(&outside.see(), "treatment_reported", &outside.found.readers()),
        Some(format!("badly: {PLANTED}"))
    );
}

#[test]
fn a_concern_that_was_erased_by_rule_is_told_as_erased() {
    let app = TestApp::start();
    let mut browser = Browser::at(&app);
    let sent = closed(&app);
    let outlook = app.track(&sent).outlook;
    let days = days_between(outlook.today, outlook.erasable_from.unwrap());
    app.clock.advance_days(i64::from(days));
    app.live_through(9);
    let seen = browser.tracks(&sent);
    assert!(!step(&seen, "erased").is_null(), "{seen}");
    assert!(seen["about"].is_null() && seen["account"].is_null());
    assert_eq!(step(&seen, "approved")["vouchedBy"], "person");
    assert_eq!(
        step(&seen, "received")["vouchedBy"],
        "service",
        "nobody can check it any more"
    );
}

#[test]
fn a_service_that_alters_anything_of_what_it_says_is_found_out() {
    let app = TestApp::start();
    let mut browser = Browser::at(&app);
    let sent = app.submit();
    app.tick();
    Hand::at(&app, "guardian", &sent).acknowledge();
    app.tick();
    let lies = browser.does("lies", json!({ "code": *sent.code.words() }));
    let verdicts = lies.as_array().unwrap_or_else(|| panic!("{lies}"));
    assert!(verdicts.len() > 25);
    for verdict in verdicts {
        assert!(
            verdict[1] != "believed" && verdict[1] != "unreachable",
            "{verdict}"
        );
    }
}

#[test]
fn a_browser_that_comes_back_while_nothing_can_be_signed_is_shown_the_concern() {
    let app = TestApp::start();
    let mut browser = Browser::at(&app);
    let sent = app.submit();
    app.tick();
    Back::with(&app, &sent).message().unwrap();
    let mark = app.dir.path().join("high-water");
    std::fs::rename(&mark, mark.with_extension("aside")).unwrap();
    for _ in 0..2 {
        app.clock.advance_days(1);
        app.runtime.block_on(run_calendar(app.service())).unwrap_err();
    }
    browser.tracks(&sent);
    std::fs::rename(mark.with_extension("aside"), &mark).unwrap();
}
