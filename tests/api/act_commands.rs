//! The acts as commands: what a holder types, what is asked of it, and what the others read.

use daylight::words::languages;
use serde_json::Value;

use crate::attachments;
use crate::hands::{Back, Hand, found_out};
use crate::harness::{PLANTED, TestApp};
use crate::program::{AtDesk, Both, json, message};

#[test]
fn scope_and_findings_are_asked_for_by_line_and_shown_point_by_point() {
    let app = TestApp::start();
    let sent = app.submit();
    app.tick();
    let at = Both::of(&app, &sent);
    let (guardian, id) = (&at.guardian, &at.id);
    Hand::at(&app, "guardian", &sent).acknowledge();

    let points = |text: &str| at.file("points", text);
    let refused = guardian.run(&[
        "act",
        "scope",
        id,
        "--points-file",
        &points("in: one\nout: two\n"),
    ]);
    assert!(message(&refused).contains("line 2"));
    let good = format!("in: the till {PLANTED}\nout (not {PLANTED}): my pay {PLANTED}\n");
    json(&guardian.run(&["act", "scope", id, "--points-file", &points(&good)]));
    let findings = |text: &str| at.file("findings", text);
    let text = format!(
        "point 2 upheld: {PLANTED}\nenquiry: {PLANTED}\nspoken to: 1\nstill at risk: not known\nstandard: balance of probabilities\n"
    );
    let refused = guardian.run(&["act", "findings", id, "--findings-file", &findings(&text)]);
    assert!(message(&refused).contains("line 1: point 2 is not in scope"));
    json(&guardian.run(&[
        "act",
        "findings",
        id,
        "--findings-file",
        &findings(&text.replace("point 2", "point 1")),
    ]));

    let track = |more: &[&str]| at.reporter.track(more, "");
    let told = json(&track(&["--json"]));
    assert_eq!(told["scope"][0]["mark"], "in");
    assert!(told["scope"][1]["reason"].as_str().unwrap().contains(PLANTED));
    assert_eq!(told["findings"][0]["result"], "established");
    assert_eq!(told["at_risk"], "unknown");
    assert!(told["enquiries"][0].as_str().unwrap().contains(PLANTED));
    let page = at.reporter.page();
    for wanted in [
        "1. yes: the till",
        "2. no: my pay",
        "because: not",
        "1. the till",
        "upheld: ",
        "Decided by what is more likely than not.",
        "People spoken to: 1.",
        "Is anyone still at risk: not known.",
    ] {
        assert!(page.contains(wanted), "{wanted}: {page}");
    }
    let both = track(&["--dispute", "findings", "--treatment", "well"]);
    assert_eq!(both.status.code(), Some(2), "one thing at a time");
    let words = findings("Well, mostly.");
    let unread = track(&["--json", "--treatment", "well", "--message-file", &words]);
    assert!(message(&unread).contains("takes no words, for nobody is handed them"));
}

#[test]
fn a_body_opens_what_was_shared_with_it_and_a_redacted_copy_changes_nothing_else() {
    let app = TestApp::start();
    let sent = found_out(&app);
    let evidence = tempfile::tempdir().unwrap();
    let evidence = attachments::file(&evidence, 70_000);
    attachments::attach(&app, &sent, &evidence).unwrap();
    app.tick();
    let at = Both::of(&app, &sent);
    let (guardian, id) = (&at.guardian, &at.id);
    let body = AtDesk::new(&app, "auditor", at.folder.path());
    let recipient = at.file("body", &app.key("auditor").identity.recipient().to_string());
    let purpose = at.file("purpose", &format!("section 1: {PLANTED}"));
    let out = at.folder.path().join("shared.json");
    let out = out.to_str().unwrap();
    let share = |parts: &str| {
        let args = [
            "act",
            "share",
            id,
            "--to",
            &recipient,
            "--parts",
            parts,
            "--purpose-file",
            &purpose,
            "--out",
            out,
        ];
        guardian.run(&args)
    };
    assert!(message(&share("account,message:99")).contains("there is no message:99"));
    assert!(message(&share("about,file:2")).contains("there is no file:2"));
    Hand::at(&app, "guardian", &sent).note(&["guardian"]).unwrap();
    let shared = json(&share("about,account,message:1,file:1"));
    // In words: the reporter knows neither the names of the program nor the numbers of a reviewer.
    let day = languages()[0].date(app.trust().today);
    let told = Back::with(&app, &sent).reads("shared").unwrap();
    assert_eq!(
        told,
        format!(
            "We have shared with another body:\n- who and where it is about\n- what you wrote at the beginning\n\
             - a note that we made on {day}\n- the file that you sent on {day}\n\nsection 1: {PLANTED}"
        )
    );
    let opened = json(&body.open_shared(out, &[]));
    assert_eq!(opened["record"], shared["record"]);
    let texts: Vec<&str> = opened["parts"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|part| part["text"].as_str())
        .collect();
    assert!(texts.len() == 3 && texts.iter().all(|text| text.contains(PLANTED)));
    assert!(
        !guardian.open_shared(out, &[]).status.success(),
        "not sealed to the guardian"
    );
    let saved = json(&body.open_shared(out, &["--out", at.folder.path().to_str().unwrap()]));
    let part = &saved["parts"][3];
    let path = part["saved"].as_str().unwrap();
    assert_eq!(std::fs::read(path).unwrap(), std::fs::read(&evidence).unwrap());
    let beside = at
        .folder
        .path()
        .join(format!("{}.age", part["digest"].as_str().unwrap()));
    let mut bent = std::fs::read(&beside).unwrap();
    *bent.last_mut().unwrap() ^= 1;
    std::fs::write(&beside, bent).unwrap();
    let bent = body.open_shared(out, &["--out", at.folder.path().to_str().unwrap()]);
    assert!(!bent.status.success(), "another file beside it");

    let redact = |text: &str| {
        let copy = at.file("copy", text);
        guardian.run(&["act", "redact", id, "--part", "account", "--words-file", &copy])
    };
    let refused = json(&redact("account: [redacted] and more"));
    assert!(
        refused["message"]
            .as_str()
            .unwrap()
            .contains("words that the original has not"),
        "{refused}"
    );
    json(&redact("account: [redacted]"));
    let listed = json(&guardian.run(&["inbox"]));
    assert_eq!(listed["concerns"][0]["to_approve"], Value::Bool(false));
}

#[test]
fn what_was_shared_is_told_in_the_language_in_which_the_reporter_was_asked() {
    let app = TestApp::start();
    for words in languages() {
        let account = format!("{}\nThe invented till is short.\n", words.say("what-heading"));
        let sent = app.submit_words("An invented canteen.", &account);
        app.tick();
        Hand::at(&app, "guardian", &sent);
        let at = Both::of(&app, &sent);
        let recipient = at.file("body", &app.key("auditor").identity.recipient().to_string());
        let purpose = at.file("purpose", PLANTED);
        let out = at.file("shared.json", "");
        std::fs::remove_file(&out).unwrap();
        let share = ["act", "share", &at.id, "--to", &recipient, "--parts", "account"];
        let more = ["--purpose-file", &purpose, "--out", &out];
        json(&at.guardian.run(&[share.as_slice(), &more].concat()));
        let (head, part) = (words.say("ready-share-head"), words.say("ready-share-account"));
        let told = Back::with(&app, &sent).reads("shared").unwrap();
        assert_eq!(told, format!("{head}\n- {part}\n\n{PLANTED}"), "{}", words.code());
    }
}

#[test]
fn what_waits_for_approval_is_marked_found_and_judged() {
    let app = TestApp::start();
    let sent = found_out(&app);
    let at = Both::of(&app, &sent);
    let (guardian, id) = (&at.guardian, &at.id);
    let chair = AtDesk::new(&app, "chair", at.folder.path());
    let words = at.file("words", PLANTED);
    json(&guardian.run(&[
        "act",
        "close",
        id,
        "--reason",
        "established",
        "--words-file",
        &words,
    ]));
    let page = at.reporter.page();
    assert!(
        page.contains("If it is approved today, what was written is kept until"),
        "{page}"
    );
    let alone = json(&guardian.run(&["act", "approve", id]));
    assert!(
        alone["message"].as_str().unwrap().contains("another person"),
        "{alone}"
    );
    json(&chair.run(&["open", id]));
    assert_eq!(
        json(&chair.run(&["inbox"]))["concerns"][0]["to_approve"],
        Value::Bool(true)
    );
    json(&chair.run(&["act", "approve", id, "--refuse", "--words-file", &words]));
    let nothing = json(&chair.run(&["act", "approve", id]));
    assert!(
        nothing["message"]
            .as_str()
            .unwrap()
            .contains("nothing of this concern waits"),
        "{nothing}"
    );
    json(&guardian.run(&[
        "act",
        "close",
        id,
        "--reason",
        "established",
        "--words-file",
        &words,
    ]));
    json(&chair.run(&["act", "approve", id]));
    let page = at.reporter.page();
    for line in [
        "It was closed on Saturday 2 January 2027: established.",
        "Its reporter can disagree until Wednesday 2 January 2030",
        "On Friday 2 April 2027 its reporter is asked how they have been treated since.",
    ] {
        assert!(page.contains(line), "{line}: {page}");
    }
}

#[test]
fn a_concern_is_handed_to_a_colleague_by_name() {
    let app = TestApp::start();
    let sent = found_out(&app);
    let at = Both::of(&app, &sent);
    let (guardian, id) = (&at.guardian, &at.id);
    let nobody = json(&guardian.run(&["act", "hand-over", id, "--to", "nobody"]));
    assert!(
        nobody["message"].as_str().unwrap().contains("is called nobody"),
        "{nobody}"
    );
    let told = guardian.tells(&["act", "hand-over", id, "--to", "deputy"]);
    assert!(told.contains("may have left that office out"), "{told}");
    assert_eq!(json(&guardian.run(&["open", id]))["handed_to"], "deputy");
}
