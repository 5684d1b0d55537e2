//! Rows of REQUIREMENTS.md that the spine already answers, each as a test that can fail.

use daylight::actions::examine::examine;
use daylight::actions::examine_record::replay_ledger;
use daylight::api::{HandOuts, Submission};
use daylight::client::desk::{self, Found};
use daylight::client::submit::{self, Choices};
use daylight::client::{Reporter, SignedIn};
use daylight::crypto::code::TrackingCode;
use daylight::crypto::seal::Plaintext;
use daylight_domain::{Act, ConcernId, Date, OfficeId, StageNo, State, Urgency};

use crate::harness::{FRIDAY, PLANTED, Sent, TestApp};

fn found(app: &TestApp, name: &str, concern: ConcernId) -> Option<(SignedIn, Found)> {
    let holder = app.sign_in(name);
    let (all, broken) = desk::find(&holder).unwrap();
    assert_eq!(broken, 0);
    let found = all.into_iter().find(|found| found.id == concern)?;
    Some((holder, found))
}

fn opens(app: &TestApp, name: &str, sent: &Sent) -> bool {
    found(app, name, sent.received.concern).is_some()
}

fn send(app: &TestApp, excluded: &[&str], urgency: Urgency) -> Sent {
    let (code, sealed) = app.seal(excluded, urgency);
    app.send(code, &sealed)
}

fn read(app: &TestApp, name: &str, sent: &Sent) -> String {
    let (holder, found) = found(app, name, sent.received.concern).expect("on the desk");
    found.sign_opened(&holder).unwrap();
    let concern = found.concern(&holder).unwrap().unwrap();
    found.act_on(&holder, &concern, &Act::NoConflict {}, &[]).unwrap();
    let concern = found.concern(&holder).unwrap().unwrap();
    let account = concern.account(&found.capsule.case_identity).unwrap().unwrap();
    account.as_str().unwrap().to_owned()
}

#[test]
fn r01_no_address_and_no_browser_string_is_kept_anywhere() {
    let app = TestApp::start();
    let (code, sealed) = app.seal(&[], Urgency::Ordinary);
    let reporter = Reporter::from_code(&code, &app.trust()).unwrap();
    let request = Submission {
        manifest: String::from_utf8(sealed.manifest_bytes).unwrap(),
        locator_hash: reporter.master().locator().hash(),
        about: daylight::api::Bytes(sealed.about.into_bytes()),
        account: daylight::api::Bytes(sealed.account.into_bytes()),
        capsules: sealed
            .capsules
            .into_iter()
            .map(|capsule| daylight::api::Bytes(capsule.into_bytes()))
            .collect(),
    };
    let words = [
        "DistinctiveBrowser",
        "203.0.113.77",
        "planted-cookie",
        "planted.referrer.invalid",
        "xx-PLANTED",
    ];
    let headers = [
        ("Content-Type", "application/json"),
        ("User-Agent", words[0]),
        ("X-Forwarded-For", words[1]),
        ("Forwarded", "for=203.0.113.77"),
        ("Cookie", "id=planted-cookie"),
        ("Referer", "https://planted.referrer.invalid/"),
        ("Accept-Language", words[4]),
    ];
    let body = serde_json::to_vec(&request).unwrap();
    assert_eq!(app.call("POST", "/api/v1/concerns", &headers, &body).status, 200);
    for (path, body) in [
        ("concerns", "{"),
        ("track", "{}"),
        ("track/acts", "[]"),
        ("nothing", ""),
    ] {
        app.call("POST", &format!("/api/v1/{path}"), &headers, body.as_bytes());
    }
    app.tick();
    app.live_through(9);
    for (place, bytes) in app.places() {
        let text = String::from_utf8_lossy(&bytes);
        for word in words.into_iter().chain(["127.0.0.1"]) {
            assert!(!text.contains(word), "{word} lies in {place}");
        }
    }
}

#[test]
fn r02_the_planted_phrase_lies_nowhere_and_the_guardians_key_recovers_it() {
    let app = TestApp::start();
    let sent = app.submit();
    app.tick();
    for (path, bytes) in app.files() {
        let found = bytes
            .windows(PLANTED.len())
            .any(|window| window == PLANTED.as_bytes());
        assert!(!found, "the phrase lies in {}", path.display());
    }
    assert!(read(&app, "guardian", &sent).contains(PLANTED));
    for stranger in ["chair", "outside"] {
        assert!(!opens(&app, stranger, &sent), "{stranger} has nothing yet");
    }
}

#[test]
fn r03_r04_with_all_mail_blocked_the_concern_still_moves_up_on_the_day_and_mail_comes_once_later() {
    let app = TestApp::start();
    app.mail.refuse(true);
    let sent = app.submit();
    app.tick();
    app.live_through(7);
    assert_eq!(app.track(&sent).outlook.stage, StageNo(1));
    app.live_through(1);
    let seen = app.track(&sent);
    assert_eq!(
        (seen.outlook.stage, seen.outlook.arrived),
        (StageNo(2), Date::constant(2026, 12, 26))
    );
    assert!(opens(&app, "chair", &sent));
    assert!(
        !opens(&app, "guardian", &sent),
        "what was not opened in time leaves the desk"
    );
    assert_eq!(app.mail.sent().len(), 0);

    app.mail.refuse(false);
    // Refused mail waits up to an hour before the next try.
    app.clock.advance_ms(2 * 60 * 60 * 1000);
    for _ in 0..3 {
        app.tick();
    }
    let mut ids: Vec<_> = app.mail.sent().iter().map(|mail| mail.id).collect();
    let count = ids.len();
    assert_eq!(
        i64::try_from(count).unwrap(),
        app.count("SELECT count(*) FROM mail"),
        "every mail went"
    );
    assert!(count >= 4 * 9, "{count}: a digest a day for each of four holders");
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), count, "no mail went twice");
}

#[test]
fn r10_no_address_removes_hides_or_pauses_an_open_concern() {
    let mut app = TestApp::start();
    let sent = app.submit();
    app.tick();
    let before = app.track(&sent).outlook;
    let document = app.get("openapi.json", None).json();
    let tokens = ["guardian", "chair", "outside", "auditor", "operator"].map(|name| app.token(name));
    let id = sent.received.concern.to_string();
    for (path, item) in document["paths"].as_object().unwrap() {
        let listed: Vec<&String> = item.as_object().unwrap().keys().collect();
        // The next bytes of a file on its way in; a person's own key; somebody who has not come yet.
        let others: &[&str] = match path.as_str() {
            "/api/v1/uploads/{id}" => &["put"],
            "/api/v1/me/passkey" => &["put", "delete"],
            "/api/v1/admin/invitations/{id}" => &["delete"],
            _ => &[],
        };
        let is_known = |method: &&String| {
            ["get", "post"].contains(&method.as_str()) || others.contains(&method.as_str())
        };
        assert!(listed.iter().all(is_known), "{path}: {listed:?}");
        let path = path
            .replace("{id}", &id)
            .replace("{record}", &"0".repeat(64))
            .replace("{item}", &"0".repeat(64))
            .replace("{path}", "0/000");
        for method in ["DELETE", "PUT", "PATCH", "POST"] {
            for token in &tokens {
                let bearer = format!("Bearer {token}");
                let headers = [
                    ("Authorization", bearer.as_str()),
                    ("Content-Type", "application/json"),
                ];
                let answer = app.call(method, &path, &headers, b"{}");
                let harmless = (path.ends_with("/challenge") && method == "POST")
                    || (path.ends_with("/me/passkey") && method == "DELETE");
                assert!(
                    answer.status >= 400 || harmless,
                    "{method} {path} gave {}",
                    answer.status
                );
            }
        }
    }
    assert_eq!(app.track(&sent).outlook, before);

    app.live_through(1);
    app.damage(&format!(
        "DELETE FROM concern WHERE id = {}",
        crate::database::bytes(&id)
    ));
    let health = app.runtime.block_on(examine(app.service())).unwrap();
    assert!(
        health
            .findings
            .iter()
            .any(|found| found.weight == "fault" && found.what.contains(&id)),
        "{health:?}"
    );
    app.damage("DELETE FROM entry WHERE kind = 'received'");
    let fault = app.runtime.block_on(replay_ledger(app.service())).unwrap();
    assert!(
        fault.is_err(),
        "an entry was taken out and the ledger still held: {fault:?}"
    );
    assert!(!app.runtime.block_on(examine(app.service())).unwrap().is_healthy());
}

#[test]
fn r17_danger_is_on_the_desk_and_mailed_at_once_and_moves_up_after_the_next_day() {
    let app = TestApp::start_in_earnest();
    app.tick();
    let mails = app.count("SELECT count(*) FROM mail WHERE kind = 'alert'");
    let sent = send(&app, &[], Urgency::Danger);
    assert!(
        opens(&app, "guardian", &sent) && opens(&app, "deputy", &sent),
        "before any tick"
    );
    assert_eq!(
        app.count("SELECT count(*) FROM mail WHERE kind = 'alert'"),
        mails + 2
    );
    let outlook = &sent.received.outlook;
    assert_eq!(outlook.deadlines[0].due, FRIDAY.tomorrow().unwrap());
    app.live_through(1);
    assert_eq!(
        app.track(&sent).outlook.stage,
        StageNo(1),
        "the next day still belongs to the first stage"
    );
    app.live_through(1);
    assert_eq!(app.track(&sent).outlook.stage, StageNo(2));
    assert!(opens(&app, "chair", &sent));
    assert_eq!(
        app.count("SELECT count(*) FROM mail WHERE kind = 'alert'"),
        mails + 3,
        "the next stage is alerted too"
    );
}

#[test]
fn r23_an_office_left_out_has_the_same_desk_as_the_others_and_nothing_opens() {
    let app = TestApp::start();
    let sent = send(&app, &["deputy"], Urgency::Ordinary);
    app.tick();
    let desk = |name: &str| -> Vec<usize> {
        let hand_outs: HandOuts = app.sign_in(name).get("desk/hand-outs").unwrap();
        hand_outs
            .hand_outs
            .iter()
            .map(|each| each.capsule.0.len())
            .collect()
    };
    let (guardian, deputy) = (desk("guardian"), desk("deputy"));
    assert_eq!(guardian, deputy, "the same number, the same sizes");
    assert_eq!(guardian.len() % 8, 0);
    assert!(opens(&app, "guardian", &sent) && !opens(&app, "deputy", &sent));
    assert!(app.count("SELECT count(*) FROM hand_out WHERE office = 'deputy' AND concern IS NOT NULL") == 1);
}

#[test]
fn r23_a_stage_left_out_whole_is_passed_over_and_excluding_all_inside_goes_straight_outside() {
    let app = TestApp::start();
    let second = send(&app, &["guardian", "deputy"], Urgency::Ordinary);
    let outside = send(&app, &["guardian", "deputy", "chair"], Urgency::Ordinary);
    app.tick();
    assert_eq!(app.track(&second).outlook.stage, StageNo(2));
    assert_eq!(app.track(&outside).outlook.stage, StageNo(3));
    assert!(!opens(&app, "guardian", &second) && !opens(&app, "guardian", &outside));
    assert!(opens(&app, "chair", &second) && !opens(&app, "chair", &outside));
    assert!(read(&app, "outside", &outside).contains(PLANTED));

    let trust = app.trust();
    let code = TrackingCode::generate(&app.entropy);
    let reporter = Reporter::from_code(&code, &trust).unwrap();
    let last: [OfficeId; 1] = ["outside".parse().unwrap()];
    let text = Plaintext::new(String::new());
    let choices = Choices {
        excluded: &last,
        urgency: Urgency::Ordinary,
        about: &text,
        account: &text,
    };
    let refused = submit::prepare(&trust, reporter.master(), &choices, &app.entropy).unwrap_err();
    assert!(refused.to_string().contains("cannot be left out"), "{refused}");
}

#[test]
fn r24_a_declared_conflict_moves_the_concern_to_whoever_is_left() {
    let app = TestApp::start();
    let sent = app.submit();
    app.tick();
    for (name, stage) in [
        ("guardian", StageNo(1)),
        ("deputy", StageNo(2)),
        ("chair", StageNo(3)),
    ] {
        let (holder, found) = found(&app, name, sent.received.concern).expect("on the desk");
        found.sign_opened(&holder).unwrap();
        let concern = found.concern(&holder).unwrap().unwrap();
        found.act_on(&holder, &concern, &Act::Conflict {}, &[]).unwrap();
        assert_eq!(
            app.track(&sent).outlook.stage,
            stage,
            "after the conflict of {name}"
        );
    }
    let outlook = app.track(&sent).outlook;
    assert_eq!((outlook.state, outlook.arrived), (State::Received, FRIDAY));
    assert!(read(&app, "outside", &sent).contains(PLANTED));
}

#[test]
fn r32_no_account_is_needed_and_about_may_be_empty() {
    let app = TestApp::start();
    let sent = app.submit_words("", "I was told.");
    app.tick();
    assert_eq!(read(&app, "guardian", &sent), "I was told.");
    assert_eq!(
        app.count("SELECT count(*) FROM session WHERE person NOT IN (SELECT id FROM person)"),
        0
    );
}
