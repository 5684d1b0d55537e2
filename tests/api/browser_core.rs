//! The browser's core (`web/src/core`, driven in node by `web/test/actor.ts`) at a real service, with our own programs on the
//! other side: each opens what the other sealed, and neither believes what the other could not have signed.

use daylight::client::submit::Received;
use daylight::client::{Reporter, attachments};
use daylight::crypto::code::TrackingCode;
use daylight_domain::calendar::days_between;
use daylight_domain::{Act, Digest, Mark, ScopePoint, StageNo, Urgency};
use daylight_tlog::sha256;
use serde_json::{Value, json};
use tempfile::tempdir;

use crate::hands::{Back, ENQUIRED, Hand, closed, reads};
use crate::harness::{PLANTED, Sent, TestApp};
use crate::node::Node;
use crate::program::{daylight, said};
use crate::rush::rush;

/// A reporter's browser, without its pages.
struct Browser(Node);

impl Browser {
    fn at(app: &TestApp) -> Self {
        Self(Node::start("actor.ts", app))
    }

    fn does(&mut self, what: &str, with: Value) -> Value {
        let mut asked = with;
        asked["do"] = json!(what);
        self.0.ask(&asked)
    }

    fn submits(&mut self, app: &TestApp, urgency: &str, excluded: &[&str]) -> (Sent, Value) {
        let answer = self.does(
            "submit",
            json!({ "about": format!("about: {PLANTED}"), "text": account(),
                    "excluded": excluded, "urgency": urgency }),
        );
        (sent(app, answer["code"].as_str().unwrap(), &answer), answer)
    }

    fn tracks(&mut self, sent: &Sent) -> Value {
        let seen = self.does("track", json!({ "code": *sent.code.words() }));
        assert!(seen["failed"].is_null(), "{seen}");
        seen
    }

    /// An act of the reporter that is taken, its receipt checked.
    fn acts(&mut self, sent: &Sent, what: &str, mut with: Value) -> Value {
        with["code"] = json!(*sent.code.words());
        let done = self.does(what, with);
        assert!(done["receipt"].is_string(), "{what}: {done}");
        done
    }
}

/// As long as an account may be, in many scripts.
fn account() -> String {
    let letters = "Żółć, ελληνικά, עברית, اردو, ไทย, 漢字, 🙈👩🏽\u{200d}🚒, e\u{301}\u{0}\r\n";
    format!("account: {PLANTED} {}", letters.repeat(2729))
}

/// What the browser sent, as our own programs find it with its code.
fn sent(app: &TestApp, code: &str, answer: &Value) -> Sent {
    app.plant(code);
    let code: TrackingCode = code.parse().unwrap();
    let trust = app.trust();
    let reporter = Reporter::from_code(&code, &trust).unwrap();
    let concern = reporter.track(app.client(), &trust).unwrap();
    let received = Received {
        concern: concern.id,
        received_on: concern.manifest.unwrap().day,
        batch_on: answer["batchOn"].as_str().unwrap().parse().unwrap(),
        receipt: answer["receipt"].as_str().unwrap().to_owned(),
        outlook: concern.outlook,
    };
    Sent {
        code,
        received,
        trust,
    }
}

fn step<'a>(seen: &'a Value, kind: &str) -> &'a Value {
    let steps = seen["steps"].as_array().unwrap();
    steps
        .iter()
        .rfind(|step| step["kind"] == kind)
        .unwrap_or(&Value::Null)
}

#[test]
fn what_the_browser_seals_the_offices_open_and_its_receipt_holds_everywhere() {
    let app = TestApp::start();
    let mut browser = Browser::at(&app);
    let (sent, answer) = browser.submits(&app, "ordinary", &["deputy"]);
    assert_eq!(
        answer["lost"], 2,
        "the first answer was lost, and asked for again"
    );
    assert_eq!(
        answer["sameAgain"], true,
        "however often it is sent, it is received once"
    );
    assert_eq!(
        answer["dates"][0],
        json!({ "clock": "acknowledge", "due": "2026-12-25" })
    );
    let reckoned: Vec<_> = sent
        .received
        .outlook
        .deadlines
        .iter()
        .map(|deadline| deadline.due.to_string())
        .collect();
    for date in answer["dates"].as_array().unwrap() {
        assert!(reckoned.iter().any(|due| date["due"] == **due), "{date}");
    }

    app.tick();
    let guardian = Hand::at(&app, "guardian", &sent);
    let seen = guardian.see();
    let key = &guardian.found.capsule.case_identity;
    let about = seen.about(key).unwrap().unwrap();
    let account = seen.account(key).unwrap().unwrap();
    assert_eq!(about.as_str(), Some(&*format!("about: {PLANTED}")));
    assert!(account.as_str() == Some(&*self::account()), "every letter of it");
    assert!(
        Hand::find(&app, "deputy", &sent).is_none(),
        "left out by the reporter"
    );
    let back = Back::with(&app, &sent);
    assert!(back.reporter.left_out(&seen, &"deputy".parse().unwrap()));

    let folder = tempdir().unwrap();
    let (file, vkey) = (folder.path().join("receipt"), folder.path().join("key"));
    std::fs::write(&file, &sent.received.receipt).unwrap();
    std::fs::write(&vkey, answer["vkey"].as_str().unwrap()).unwrap();
    let (file, vkey) = (file.to_str().unwrap(), vkey.to_str().unwrap());
    let verified = daylight(&["receipt", "verify", file, "--log-key", vkey], "", &[]);
    assert!(verified.status.success(), "{}", said(&verified));
    // The proof that the browser fetched takes the receipt's place.
    let proof = browser.tracks(&sent)["steps"][0]["proven"]
        .as_str()
        .unwrap()
        .to_owned();
    std::fs::write(file, proof).unwrap();
    let verified = daylight(&["receipt", "verify", file, "--log-key", vkey], "", &[]);
    assert!(verified.status.success(), "{}", said(&verified));
}

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
        "point 1 upheld: The rolls\n  show it.\nenquiry: Read the rolls.\nenquiry: Asked around.\nspoken to: 1\nstandard: balance of probabilities\n",
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
fn in_a_rush_the_browser_works_for_its_place() {
    let app = TestApp::start();
    let mut browser = Browser::at(&app);
    // Once while it is calm, so that it is at hand when the rush comes.
    let (_, calm) = browser.submits(&app, "ordinary", &[]);
    assert_eq!(calm["pieces"], json!([]));
    let crowd = rush(&app);
    // The server takes connections in its own time; then it asks.
    let asks = |_: &i32| app.post("concerns", None, &json!({})).status == 429;
    assert!((0..10_000).any(|nth| asks(&nth)), "a rush asks for work");
    let (_, answer) = browser.submits(&app, "ordinary", &[]);
    assert!(
        answer["pieces"].as_array().unwrap().contains(&json!(8)),
        "{answer}"
    );
    drop(crowd);
}

#[test]
fn files_go_both_ways_and_go_on_after_a_broken_connection() {
    let app = TestApp::start();
    let mut browser = Browser::at(&app);
    let (sent, _) = browser.submits(&app, "ordinary", &[]);
    let size = 5_000_000_usize;
    let done = browser.does(
        "attach",
        json!({ "code": *sent.code.words(), "size": size, "drop": true }),
    );
    assert!(done["item"].is_string(), "{done}");
    assert!(done["puts"].as_u64().unwrap() > 3, "{done}");
    let content: Vec<u8> = (0..size)
        .map(|place| u8::try_from(place.wrapping_mul(7) % 251).unwrap())
        .collect();

    let (mine, trust) = (tempdir().unwrap(), app.trust());
    let reporter = Reporter::from_code(&sent.code, &trust).unwrap();
    let concern = app.track(&sent);
    let source = |item: &Digest, offset| reporter.attachment(app.client(), *item, offset);
    let identity = reporter.master().case_identity();
    let item = attachments::attached(&concern)[0];
    let (described, path) = attachments::save(&source, &item, &identity, mine.path(), &|_, _| ()).unwrap();
    assert_eq!(
        (&*described.name, &*described.media_type),
        (
            "invented ledger.ods",
            "application/vnd.oasis.opendocument.spreadsheet"
        )
    );
    assert!(std::fs::read(path).unwrap() == content);

    for (name, length) in [("empty.txt", 0), ("small.txt", 100), ("large.bin", 300_001)] {
        let path = mine.path().join(name);
        std::fs::write(&path, &content[..length]).unwrap();
        reporter
            .attach(app.client(), &trust, &app.track(&sent), &path, &|_, _| ())
            .unwrap();
    }
    let opened = browser.does("open", json!({ "code": *sent.code.words() }));
    let expected = [
        ("invented ledger.ods", size),
        ("empty.txt", 0),
        ("small.txt", 100),
        ("large.bin", 300_001),
    ];
    assert_eq!(opened.as_array().unwrap().len(), expected.len(), "{opened}");
    for (file, (name, length)) in opened.as_array().unwrap().iter().zip(expected) {
        assert_eq!((&file["name"], &file["size"]), (&json!(name), &json!(length)));
        assert_eq!(file["sha256"], sha256(&content[..length]).to_string());
    }
    assert_eq!(
        browser.tracks(&sent)["files"].as_array().unwrap().len(),
        expected.len()
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
