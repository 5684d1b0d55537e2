//! Who may see and do what, as a table: every holder, every concern, every address of a concern that the served document
//! lists, every kind of act; signatures are valid throughout, and the signer knows more than anybody would.

use daylight::api::{Bytes, ConcernView, HolderAct};
use daylight::client::{Reporter, SignedIn, attachments, desk};
use daylight::crypto::hybrid::HybridIdentity;
use daylight::crypto::seal::{Plaintext, seal_text};
use daylight::crypto::sign::SigningSecret;
use daylight_domain::{Act, Audience, Digest, Enquiries, OfficeId, Urgency};
use daylight_tlog::opening_message;

use crate::harness::{Sent, TestApp};

const HOLDERS: [(&str, &str); 4] = [
    ("guardian", "guardian"),
    ("deputy", "deputy"),
    ("chair", "chair"),
    ("outside", "outside"),
];

/// A concern and who stands how to it.
struct Case {
    what: &'static str,
    sent: Sent,
    opened: &'static [&'static str],
    cleared: &'static [&'static str],
    item: Option<Digest>,
}

fn open(app: &TestApp, name: &str, sent: &Sent, clear: bool) {
    let holder = app.sign_in(name);
    let found = desk::choose(desk::find(&holder).unwrap().0, &sent.received.concern.to_string()).unwrap();
    found.sign_opened(&holder).unwrap();
    if clear {
        let concern = found.concern(&holder).unwrap().unwrap();
        found.act_on(&holder, &concern, &Act::NoConflict {}, &[]).unwrap();
    }
}

fn attach(app: &TestApp, sent: &Sent) -> Digest {
    let mine = tempfile::tempdir().unwrap();
    let file = mine.path().join("invented.ods");
    std::fs::write(&file, [7; 500]).unwrap();
    let trust = app.trust();
    let reporter = Reporter::from_code(&sent.code, &trust).unwrap();
    reporter
        .attach(app.client(), &trust, &app.track(sent), &file, &|_, _| ())
        .unwrap();
    attachments::attached(&app.track(sent))[0]
}

/// One concern of every standing.
fn cases(app: &TestApp) -> Vec<Case> {
    let ignored = app.submit();
    let its_file = attach(app, &ignored);
    app.live_through(9);
    open(app, "chair", &ignored, true);
    let (code, sealed) = app.seal(&["deputy"], Urgency::Ordinary);
    let excluding = app.send(code, &sealed);
    let [answered, passed_on, untouched] = [(); 3].map(|()| app.submit());
    let file = attach(app, &answered);
    app.live_through(1);
    open(app, "guardian", &answered, true);
    open(app, "guardian", &excluding, false);
    open(app, "guardian", &passed_on, false);
    let guardian = app.sign_in("guardian");
    let found = desk::choose(
        desk::find(&guardian).unwrap().0,
        &passed_on.received.concern.to_string(),
    )
    .unwrap();
    let concern = found.concern(&guardian).unwrap().unwrap();
    found.act_on(&guardian, &concern, &Act::Conflict {}, &[]).unwrap();
    let case = |what, sent, opened, cleared, item| Case {
        what,
        sent,
        opened,
        cleared,
        item,
    };
    vec![
        case(
            "moved up and opened there",
            ignored,
            &["chair"],
            &["chair"],
            Some(its_file),
        ),
        case(
            "opened without conflict",
            answered,
            &["guardian"],
            &["guardian"],
            Some(file),
        ),
        case(
            "opened, no more said; the deputy left out",
            excluding,
            &["guardian"],
            &[],
            None,
        ),
        case("opened and passed on", passed_on, &["guardian"], &[], None),
        case("not opened", untouched, &[], &[], None),
    ]
}

/// Every `GET` of a concern in the served document, with the concern's own values in it.
fn addresses(app: &TestApp, case: &Case, any_item: Digest) -> Vec<String> {
    let document = app.get("openapi.json", None).json();
    let paths = document["paths"].as_object().unwrap();
    let of_a_concern = paths
        .iter()
        .filter(|(path, item)| path.starts_with("/api/v1/desk/concerns/{id}") && item.get("get").is_some());
    let found: Vec<String> = of_a_concern
        .map(|(path, _)| {
            path.trim_start_matches("/api/v1/")
                .replace("{id}", &case.sent.received.concern.to_string())
                .replace("{item}", &case.item.unwrap_or(any_item).to_string())
        })
        .collect();
    assert!(
        found.len() >= 2 && found.iter().all(|path| !path.contains('{')),
        "{found:?}"
    );
    found
}

#[test]
fn every_address_of_a_concern_shows_it_to_those_who_opened_it_and_to_nobody_else() {
    let app = TestApp::start();
    let cases = cases(&app);
    let any_item = cases[0].item.unwrap();
    for case in &cases {
        for (name, _) in HOLDERS {
            let token = app.token(name);
            let (opened, cleared) = (case.opened.contains(&name), case.cleared.contains(&name));
            for address in addresses(&app, case, any_item) {
                let answer = app.get(&address, Some(&token));
                let is_file = address.contains("/attachments/");
                let wanted = match (is_file, opened, cleared) {
                    (false, true, _) => 200,
                    (true, _, true) if case.item.is_some() => 200,
                    (true, true, false) => 403,
                    _ => 404,
                };
                assert_eq!(answer.status, wanted, "{name}, {}: {address}", case.what);
                if !is_file && wanted == 200 {
                    let view: ConcernView = serde_json::from_slice(&answer.body).unwrap();
                    assert_eq!(view.account.is_some(), cleared, "{name}, {}", case.what);
                    assert!(cleared || view.items.is_empty(), "{name}, {}", case.what);
                }
            }
        }
        for (name, area) in [("auditor", 403), ("operator", 403)] {
            let token = app.token(name);
            for address in addresses(&app, case, any_item) {
                assert_eq!(app.get(&address, Some(&token)).status, area, "{name}: {address}");
            }
        }
    }
}

/// Acts that only somebody may sign who has said that they have no conflict.
fn acts(item: Digest, holder: &SignedIn) -> Vec<Act> {
    vec![
        Act::Acknowledged { item: None },
        Act::Message {
            item,
            audience: Audience::Case,
        },
        Act::Feedback { item },
        Act::Findings {
            points: Vec::new(),
            enquiries: Enquiries {
                made: 1,
                spoken_to: 1,
                standard: None,
            },
            item,
        },
        Act::ReferralResult { item },
        Act::Repeat { item },
        Act::HandedOver { to: holder.person },
        Act::Regulator {
            told: true,
            item: None,
        },
        Act::UrgencyChanged {
            to: Urgency::Danger,
            item: None,
        },
        Act::DisputeAnswered {
            item,
            same_person: false,
        },
        Act::TreatmentAnswered { item },
        Act::Attached { item },
    ]
}

#[test]
fn nobody_signs_on_a_concern_that_is_not_theirs_however_much_they_know() {
    let app = TestApp::start();
    let cases = cases(&app);
    let before = app.count("SELECT count(*) FROM entry WHERE concern IS NOT NULL");
    for case in &cases {
        // The strongest signer: knows the concern's id and its last entry.
        let shown = app.track(&case.sent);
        for (name, office) in HOLDERS {
            let holder = app.sign_in(name);
            let path = format!("desk/concerns/{}/acts", shown.id);
            let day = shown.day_to_sign(holder.trust.today);
            let to = HybridIdentity::generate(&app.entropy).recipient();
            let words = seal_text(&to, &Plaintext::new("invented".to_owned())).unwrap();
            let refused = |act: Act, items: Vec<Bytes>| {
                let entry = holder
                    .sign(Some(shown.id), day, shown.last(), act.clone())
                    .unwrap();
                let answer = app.post(&path, Some(&app.token(name)), &HolderAct { entry, items });
                assert!(
                    [400, 403, 404, 409].contains(&answer.status),
                    "{name}, {}, {act:?}: {}",
                    case.what,
                    answer.status
                );
            };
            // The capsule's key is what opens; one made up does not count.
            let office: OfficeId = office.parse().unwrap();
            let key = SigningSecret::generate(&app.entropy).key();
            let message = opening_message(holder.trust.log.origin(), &shown.id, &office, &holder.person, day);
            refused(
                Act::Opened {
                    office,
                    countersign: key.sign(&message),
                },
                Vec::new(),
            );
            if !case.opened.contains(&name) {
                refused(Act::NoConflict {}, Vec::new());
            }
            if !case.cleared.contains(&name) {
                for act in acts(words.digest(), &holder) {
                    let named = act.items().contains(&words.digest());
                    let items = named.then(|| Bytes(words.as_bytes().to_vec()));
                    refused(act, items.into_iter().collect());
                }
            }
        }
    }
    assert_eq!(
        app.count("SELECT count(*) FROM entry WHERE concern IS NOT NULL"),
        before,
        "something was written"
    );
}
