//! A concern's whole life, every signature of it made in the browser's worker.

use daylight::client::findings::AtRisk;
use daylight::client::{desk, told};
use daylight_domain::{Disputed, Mark, State, Urgency};
use serde_json::{Value, json};

use super::{Portal, bytes_of, id, opened_by_two, person, whole_desk};
use crate::attachments;
use crate::hands::{Back, Hand};
use crate::harness::{PLANTED, TestApp};
use crate::program::{AtDesk, file, json as answer_of};

fn said(text: &str) -> String {
    format!("{text}: {PLANTED}")
}

#[test]
fn a_concern_is_opened_decided_closed_and_disputed_by_signatures_of_the_browser() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let sent = app.submit();
    app.tick();
    let me = portal.signs_in(&app, "guardian");
    assert_eq!(
        (&me["role"], &me["office"]["id"], &me["office"]["last"]),
        (&json!("holder"), &json!("guardian"), &json!(false))
    );
    let desk = whole_desk(&mut portal, "guardian");
    let row = &desk["unopened"][0];
    assert_eq!(
        (desk["unopened"].as_array().unwrap().len(), &row["concern"]),
        (1, &json!(id(&sent))),
        "dummies say nothing: {desk}"
    );
    let found = desk::find(&app.sign_in("guardian")).unwrap().0.remove(0);
    let due = found.first_due(&app.trust()).unwrap().to_string();
    assert_eq!((&row["firstDue"], &row["daysLeft"]), (&json!(due), &json!(7)));

    let seen = portal.opens("guardian", &sent);
    assert_eq!(seen["about"], said("about"));
    assert_eq!(seen["account"], said("account"));
    let seen = portal.acts(
        "guardian",
        &sent,
        &json!({ "act": "acknowledge", "text": said("thanks") }),
    );
    assert_eq!(seen["state"], "acknowledged");
    decides(&mut portal, &app, &sent);

    app.live_through(15);
    portal.signs_in(&app, "guardian");
    let seen = portal.acts(
        "guardian",
        &sent,
        &json!({ "act": "close", "reason": "established", "receiver": "", "text": said("closing") }),
    );
    assert_eq!(seen["proposals"][0]["what"], "closing");
    app.tick();
    portal.signs_in(&app, "chair");
    assert_eq!(
        whole_desk(&mut portal, "chair")["unopened"][0]["concern"],
        id(&sent)
    );
    let seen = portal.opens("chair", &sent);
    let of = seen["proposals"][0]["of"].clone();
    assert!(
        seen["allowed"].as_array().unwrap().contains(&json!("approved")),
        "{seen}"
    );
    let until = seen["keptIfClosed"].clone();
    let seen = portal.acts("chair", &sent, &json!({ "act": "approve", "of": of }));
    assert_eq!(seen["state"], "closed");
    let outlook = app.track(&sent).outlook;
    assert_eq!(outlook.state, State::Closed);
    // Promised before the approval, said after it, and the first day on which the service may erase it.
    assert_eq!(
        (&seen["after"]["keptUntil"], &seen["keptIfClosed"]),
        (&until, &json!(""))
    );
    assert_eq!(json!(outlook.erasable_from), until);

    // The chair approved, so somebody else answers: it waits there until its date, and moves up.
    Back::with(&app, &sent).dispute(Disputed::Findings).unwrap();
    app.tick();
    let answer = json!({ "act": "dispute-answer", "text": said("answer"), "samePerson": false });
    let refused = portal.fails("chair", "act", &json!({ "concern": id(&sent), "act": answer }));
    assert!(refused.starts_with("refused: "), "{refused}");
    app.live_through(15);
    portal.signs_in(&app, "outside");
    let seen = portal.opens("outside", &sent);
    assert_eq!(seen["disputed"], json!(["findings"]));
    let seen = portal.acts("outside", &sent, &answer);
    assert_eq!(seen["disputed"], json!([]));
    let back = Back::with(&app, &sent);
    assert_eq!(back.reads("dispute_answered"), Some(said("answer")));
}

/// From acknowledged to an outcome carried out, as the reporter reads it.
fn decides(portal: &mut Portal, app: &TestApp, sent: &crate::harness::Sent) {
    let mut act = |act: Value| portal.acts("guardian", sent, &act);
    let seen = act(
        json!({ "act": "extend", "clock": "first_decision", "due": "2027-02-01", "text": said("more time") }),
    );
    assert_eq!(seen["extendable"], json!([]), "once: {seen}");
    let points = json!([
        { "text": "The till (canteen) is short.", "isIn": true, "reason": "" },
        { "text": "My pay\nwas cut.", "isIn": false, "reason": said("for the pay panel") },
    ]);
    let seen = act(json!({ "act": "scope", "points": points }));
    assert_eq!(seen["scope"], points);
    act(json!({ "act": "message", "text": said("message") }));
    act(json!({ "act": "feedback", "text": said("feedback") }));
    act(
        json!({ "act": "refer", "receiver": "An invented body", "review": "2027-01-10", "text": said("referred") }),
    );
    act(json!({ "act": "refer-result", "text": said("came back") }));
    let findings = json!([{ "point": 1, "result": "partly_upheld", "text": "The rolls\nshow it." }]);
    let enquiries = json!(["Read the rolls.", "Asked around."]);
    let seen = act(
        json!({ "act": "findings", "points": findings, "enquiries": enquiries, "spokenTo": 2, "atRisk": "unknown" }),
    );
    assert_eq!(
        (
            &seen["findings"],
            &seen["enquiries"],
            &seen["spokenTo"],
            &seen["atRisk"]
        ),
        (&findings, &enquiries, &json!(2), &json!("unknown"))
    );
    let seen = act(json!({ "act": "action", "due": "2027-03-01", "text": said("a new till") }));
    let record = seen["actions"][0]["record"].clone();
    assert_eq!(seen["actions"][0]["text"], said("a new till"));
    let seen = act(json!({ "act": "action-done", "action": record, "text": said("bought") }));
    assert_eq!(seen["actions"][0]["done"], true);

    let back = Back::with(app, sent);
    for (kind, text) in [
        ("acknowledged", "thanks"),
        ("extended", "more time"),
        ("message", "message"),
        ("feedback", "feedback"),
        ("referral_result", "came back"),
        ("action_due", "a new till"),
        ("action_done", "bought"),
    ] {
        assert_eq!(back.reads(kind), Some(said(text)), "{kind}");
    }
    let (concern, keys) = (back.see(), [back.reporter.master().case_identity()]);
    let scope = told::scope(&concern, &keys).unwrap();
    assert_eq!(
        (scope[0].text.as_str(), scope[0].mark),
        ("The till (canteen) is short.", Mark::In)
    );
    assert_eq!(
        scope[1].reason.as_deref(),
        Some(said("for the pay panel").as_str())
    );
    let found = told::found(&concern, &keys).unwrap();
    assert_eq!(found.results[0].1, "The rolls\nshow it.");
    assert_eq!((found.enquiries.len(), found.spoken_to), (2, 2));
    assert_eq!(found.at_risk, Some(AtRisk::Unknown));
}

#[test]
fn first_dates_of_what_nobody_opened_are_those_that_our_program_reckons() {
    let mut app = TestApp::start();
    let mut portal = Portal::at(&app);
    for urgency in [Urgency::Ordinary, Urgency::DataLoss, Urgency::Danger] {
        for excluded in [&[][..], &["guardian", "deputy"][..]] {
            let (code, sealed) = app.seal(excluded, urgency);
            app.send(code, &sealed);
        }
    }
    app.tick();
    let mut compared = 0;
    for days in [0, 1, 2, 6, 1, 9, 40] {
        app.live_through(days);
        // By the capsules alone, as with a service that sends no notes.
        app.damage("UPDATE hand_out SET note = NULL");
        for who in ["guardian", "chair", "outside"] {
            portal.signs_in(&app, who);
            let desk = whole_desk(&mut portal, who);
            let (rows, trust) = (desk["unopened"].as_array().unwrap(), app.trust());
            let found = desk::find(&app.sign_in(who)).unwrap().0;
            assert_eq!(rows.len(), found.len(), "{who}");
            for one in found {
                let row = rows.iter().find(|row| row["concern"] == json!(one.id)).unwrap();
                let due = one.first_due(&trust).unwrap();
                assert_eq!(row["firstDue"], json!(due), "{who} on {}: {row}", trust.today);
                compared += 1;
            }
        }
    }
    assert!(compared > 30, "{compared}");
}

#[test]
fn notes_are_read_by_the_offices_they_are_for_and_by_nobody_else() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let sent = opened_by_two(&app, &mut portal);
    let note = json!({ "act": "note", "offices": ["chair"], "text": said("between us") });
    portal.does("guardian", "concern", &json!(id(&sent)));
    let seen = portal.acts("guardian", &sent, &note);
    let words = |seen: &Value| {
        let steps = seen["steps"].as_array().unwrap();
        let note = steps.iter().rfind(|step| step["kind"] == "note");
        note.map(|note| note["words"].clone())
    };
    assert_eq!(words(&seen).unwrap()[0]["text"], said("between us"));
    app.tick();
    let seen = portal.does("deputy", "concern", &json!(id(&sent)));
    assert_eq!(words(&seen), Some(json!([])), "the deputy is not of its offices");
    assert_eq!(Back::with(&app, &sent).reads("note"), None);
    app.live_through(8);
    let chair = Hand::at(&app, "chair", &sent);
    assert_eq!(chair.reads("note"), Some(said("between us")));
    // What our own program wrote, the browser reads.
    chair.note(&["chair", "guardian"]).unwrap();
    portal.signs_in(&app, "guardian");
    let seen = portal.does("guardian", "concern", &json!(id(&sent)));
    let text = words(&seen).unwrap()[0]["text"].as_str().unwrap().to_owned();
    assert!(text.contains(PLANTED) && text != said("between us"), "{text}");
}

#[test]
fn parts_are_shared_with_another_body_and_redacted_beside_their_original() {
    let app = TestApp::start();
    let (mut portal, folder) = (Portal::at(&app), tempfile::tempdir().unwrap());
    let sent = app.submit();
    let evidence = attachments::file(&folder, 70_000);
    attachments::attach(&app, &sent, &evidence).unwrap();
    app.tick();
    portal.signs_in(&app, "guardian");
    portal.opens("guardian", &sent);
    portal.acts(
        "guardian",
        &sent,
        &json!({ "act": "message", "text": said("a line") }),
    );
    let body = app.key("chair").identity.recipient().to_string();
    let share = json!({ "act": "share", "to": body, "parts": ["account", "message:1", "file:1"], "text": said("purpose") });
    let signed = portal.does("guardian", "act", &json!({ "concern": id(&sent), "act": share }));
    let shared = String::from_utf8(bytes_of(&signed["file"])).unwrap();
    let shared = file(folder.path(), "parts", &shared);
    let item = daylight::client::attachments::attached(&app.track(&sent))[0];
    let sealed = portal.does(
        "guardian",
        "fetchSealed",
        &json!({ "concern": id(&sent), "item": item }),
    );
    std::fs::write(folder.path().join(format!("{item}.age")), bytes_of(&sealed)).unwrap();
    let out = folder.path().join("evidence");
    let out = ["--out", out.to_str().unwrap()];
    let opened = answer_of(&AtDesk::new(&app, "chair", folder.path()).open_shared(&shared, &out));
    let saved = opened["parts"][2]["saved"].as_str().unwrap();
    assert_eq!(std::fs::read(saved).unwrap(), std::fs::read(&evidence).unwrap());
    assert_eq!(opened["concern"], id(&sent));
    let parts: Vec<(String, String)> = opened["parts"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|part| part["text"].is_string())
        .map(|part| {
            ["part", "text"]
                .map(|field| part[field].as_str().unwrap().to_owned())
                .into()
        })
        .collect();
    let part = |name: &str, text: String| (format!("{name} of concern {}", id(&sent)), text);
    assert_eq!(
        parts,
        [
            part("account", said("account")),
            part("message:1", said("a line"))
        ]
    );
    let told = Back::with(&app, &sent).reads("shared").unwrap();
    assert_eq!(told, said("purpose"));

    let redact = |text: &str| json!({ "concern": id(&sent), "act": { "act": "redact", "part": "account", "text": text } });
    assert_eq!(
        portal.fails("guardian", "act", &redact("account: another phrase")),
        "nothing-redacted"
    );
    assert_eq!(
        portal.fails("guardian", "act", &redact("an [redacted]")),
        "copy-changed"
    );
    portal.does("guardian", "act", &redact("account: [redacted]"));
    let guardian = Hand::at(&app, "guardian", &sent);
    assert!(
        guardian
            .see()
            .outlook
            .timeline
            .iter()
            .any(|step| matches!(step.act, daylight_domain::Act::Redacted { passages: 1, .. }))
    );
}

#[test]
fn a_conflict_is_passed_on_and_a_concern_is_handed_over() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let sent = app.submit();
    app.tick();
    for who in ["guardian", "deputy"] {
        portal.signs_in(&app, who);
        assert_eq!(whole_desk(&mut portal, who)["unopened"][0]["concern"], id(&sent));
    }
    portal.opens("deputy", &sent);
    portal.does("guardian", "open", &json!(id(&sent)));
    let seen = portal.does("guardian", "concern", &json!(id(&sent)));
    let colleagues = seen["colleagues"].as_array().unwrap();
    assert_eq!(colleagues[0]["person"], json!(person(&app, "deputy")));
    portal.does("deputy", "concern", &json!(id(&sent)));
    portal.acts(
        "deputy",
        &sent,
        &json!({ "act": "hand-over", "to": person(&app, "guardian") }),
    );
    let seen = portal.acts("guardian", &sent, &json!({ "act": "conflict" }));
    assert_eq!(
        (&seen["barred"], &seen["about"], &seen["account"]),
        (&json!(true), &json!(""), &json!(""))
    );
    assert_eq!(
        portal.fails(
            "guardian",
            "part",
            &json!({ "concern": id(&sent), "part": "account" })
        ),
        "no-part"
    );
}
