//! Submissions that are not what they should be: refused in words that name what to change, and nothing is kept.

use std::io::Write as _;

use daylight::api::{self, Bytes};
use daylight::client::Reporter;
use daylight::crypto::code::TrackingCode;
use daylight::crypto::hybrid::HybridIdentity;
use daylight::crypto::seal::{Plaintext, seal_text};
use daylight_domain::{Digest, StageNo, Urgency};
use daylight_tlog::manifest::Manifest;
use daylight_tlog::note::LogKey;
use daylight_tlog::sha256;
use daylight_tlog::sig::SigningKey;

use crate::browser::pages::get;
use crate::harness::TestApp;

/// A submission that would be taken, with the key to sign a changed one.
#[derive(Clone)]
pub(crate) struct Draft {
    key: [u8; 32],
    manifest: Manifest,
    pub(crate) request: api::Submission,
}

impl Draft {
    pub(crate) fn of(app: &TestApp) -> Self {
        let (code, sealed) = app.seal(&[], Urgency::Ordinary);
        Self::with_code(app, &code, sealed)
    }

    fn with_code(
        app: &TestApp,
        code: &TrackingCode,
        sealed: daylight::crypto::submission::Submission,
    ) -> Self {
        let reporter = Reporter::from_code(code, &app.trust()).unwrap();
        let request = api::Submission {
            manifest: String::from_utf8(sealed.manifest_bytes).unwrap(),
            locator_hash: reporter.master().locator().hash(),
            about: Bytes(sealed.about.into_bytes()),
            account: Bytes(sealed.account.into_bytes()),
            capsules: sealed
                .capsules
                .into_iter()
                .map(|capsule| Bytes(capsule.into_bytes()))
                .collect(),
        };
        Self {
            key: *reporter.master().reporter_key().seed(),
            manifest: sealed.manifest,
            request,
        }
    }

    /// The same with another manifest, well signed.
    pub(crate) fn signing(&self, change: impl FnOnce(&mut Manifest)) -> Self {
        let mut draft = self.clone();
        change(&mut draft.manifest);
        let signed = draft.manifest.sign(&SigningKey::from_seed(&draft.key)).unwrap();
        draft.request.manifest = String::from_utf8(signed).unwrap();
        draft
    }

    /// The same with other bytes for the account, which the signed manifest names.
    fn with_account(&self, bytes: Vec<u8>) -> Self {
        let mut draft = self.signing(|manifest| manifest.account = sha256(&bytes));
        draft.request.account = Bytes(bytes);
        draft
    }

    fn json(&self) -> String {
        serde_json::to_string(&self.request).unwrap()
    }

    #[track_caller]
    fn is_refused(&self, app: &TestApp, status: u16, word: &str, says: &str) {
        app.refuses("concerns", None, &self.json(), (status, word, says));
    }
}

#[test]
fn a_part_that_is_missing_or_there_twice_is_named_in_the_refusal() {
    let app = TestApp::start();
    let draft = Draft::of(&app);
    let whole = serde_json::to_value(&draft.request).unwrap();
    for field in ["manifest", "locator_hash", "about", "account", "capsules"] {
        let mut without = whole.clone();
        without.as_object_mut().unwrap().remove(field);
        app.refuses("concerns", None, &without.to_string(), (400, "malformed", field));
        let doubled = format!("{{\"{field}\":{},{}", whole[field], &whole.to_string()[1..]);
        app.refuses("concerns", None, &doubled, (400, "malformed", field));
    }
    let stranger = format!("{{\"colour\":1,{}", &whole.to_string()[1..]);
    app.refuses("concerns", None, &stranger, (400, "malformed", "not known"));

    let mut fewer = draft.clone();
    fewer.request.capsules.pop();
    fewer.is_refused(&app, 400, "malformed", "send one for each office");
    let mut more = draft.clone();
    more.request.capsules.push(more.request.capsules[0].clone());
    more.is_refused(&app, 400, "malformed", "send one for each office");
    let mut twice = draft.signing(|manifest| manifest.account = manifest.about);
    twice.request.account = twice.request.about.clone();
    twice.is_refused(&app, 400, "malformed", "came twice");
}

#[test]
fn a_part_that_is_not_sealed_to_one_hybrid_recipient_is_refused_by_its_form_alone() {
    let app = TestApp::start();
    let draft = Draft::of(&app);
    let sealed = draft.request.account.0.clone();
    let plain = b"the till is short".repeat(300);
    draft
        .with_account(plain.clone())
        .is_refused(&app, 400, "malformed", "not an age v1 file");
    let classical = age::x25519::Identity::generate().to_public();
    let to_classical = age::encrypt(&classical, &plain).unwrap();
    draft
        .with_account(to_classical)
        .is_refused(&app, 400, "malformed", "another type of recipient");
    let hybrid = |seed| HybridIdentity::from_seed([seed; 32]).recipient();
    let (one, two) = (hybrid(1), hybrid(2));
    let several: [&dyn age::Recipient; 2] = [&one, &two];
    let mut to_two = Vec::new();
    let mut writer = age::Encryptor::with_recipients(several.into_iter())
        .unwrap()
        .wrap_output(&mut to_two)
        .unwrap();
    std::io::Write::write_all(&mut writer, &plain).unwrap();
    writer.finish().unwrap();
    draft
        .with_account(to_two)
        .is_refused(&app, 400, "malformed", "more than one recipient");
    for cut in [0, 100, 1700, sealed.len() - 1] {
        draft.with_account(sealed[..cut].to_vec()).is_refused(
            &app,
            400,
            "malformed",
            "not sealed as it must be",
        );
    }
    draft.with_account([sealed.clone(), vec![0]].concat()).is_refused(
        &app,
        400,
        "malformed",
        "no padded size",
    );

    let mut bent = draft.clone();
    bent.request.account.0[3000] ^= 1;
    bent.is_refused(&app, 400, "malformed", "not the one the manifest names");
    let wrong_base64 = draft.json().replace("\"account\":\"", "\"account\":\"*");
    app.refuses("concerns", None, &wrong_base64, (400, "malformed", "base64"));
}

#[test]
fn what_is_too_large_is_refused_with_the_limit() {
    let app = TestApp::start();
    let draft = Draft::of(&app);
    let long = [draft.request.account.0.as_slice(), &vec![0; 300 * 1024]].concat();
    draft
        .with_account(long)
        .is_refused(&app, 413, "too_large", "256 KiB");
    let mut huge = draft.clone();
    huge.request.account.0.resize(1100 * 1024, 0);
    huge.is_refused(&app, 413, "too_large", "1024 KiB");
    let mut manifest = draft.clone();
    manifest.request.manifest.push_str(&" ".repeat(40_000));
    manifest.is_refused(&app, 400, "malformed", "longer than");
    let larger = seal_text(
        &HybridIdentity::from_seed([1; 32]).recipient(),
        &Plaintext::new("x".repeat(5000)),
    )
    .unwrap();
    let mut capsule = draft.signing(|manifest| manifest.capsules[1].digest = larger.digest());
    capsule.request.capsules[1] = Bytes(larger.into_bytes());
    capsule.is_refused(&app, 400, "malformed", "all capsules have one other size");
}

#[test]
fn a_concern_may_come_packed_and_what_swells_or_is_damaged_is_refused_in_words() {
    let app = TestApp::start();
    let draft = Draft::of(&app);
    let plain = serde_json::to_vec(&draft.request).unwrap();
    let send = |body: &[u8]| {
        let headers = [("Content-Type", "application/json"), ("Content-Encoding", "gzip")];
        app.call("POST", "/api/v1/concerns", &headers, body)
    };
    let packed = gzip(&plain);
    assert!(packed.len() * 5 < plain.len() * 4, "it is worth it");
    let swells = gzip(&[plain.as_slice(), " ".repeat(500_000).as_bytes()].concat());
    for body in [&packed[..packed.len() - 9], &plain, &swells] {
        send(body).is_refusal(400, "malformed", "without compression");
    }
    let answer = send(&packed);
    assert_eq!(answer.status, 200, "{}", answer.message());
    assert_eq!(answer.json()["concern"], draft.manifest.concern().to_string());
}

fn gzip(plain: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(plain).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn a_manifest_that_does_not_match_what_came_or_where_it_came_is_refused() {
    let app = TestApp::start();
    let draft = Draft::of(&app);
    let changes: [fn(&mut Manifest); 3] = [
        |manifest| manifest.about = Digest([1; 32]),
        |manifest| manifest.account = Digest([1; 32]),
        |manifest| manifest.capsules[2].digest = Digest([1; 32]),
    ];
    for change in changes {
        draft
            .signing(change)
            .is_refused(&app, 400, "malformed", "not the one the manifest names");
    }
    let mut crossed = draft.clone();
    crossed.request.capsules.swap(0, 1);
    crossed.is_refused(&app, 400, "malformed", "not the one the manifest names");
    let mut swapped = draft.signing(|manifest| manifest.capsules.swap(0, 1));
    swapped.request.capsules.swap(0, 1);
    swapped.is_refused(&app, 400, "malformed", "another order");
    let mut short = draft.signing(|manifest| drop(manifest.capsules.pop()));
    short.request.capsules.pop();
    short.is_refused(&app, 400, "malformed", "other offices");

    let other_log = LogKey::new(&draft.manifest.origin, &[8; 32])
        .unwrap()
        .verifier()
        .vkey();
    draft
        .signing(|manifest| manifest.log = other_log)
        .is_refused(&app, 400, "malformed", "another log key");
    let elsewhere = LogKey::new("elsewhere.invalid/log", &[7; 32]).unwrap();
    let moved = draft.signing(|manifest| {
        manifest.log = elsewhere.verifier().vkey();
        manifest.origin = elsewhere.origin().to_owned();
    });
    moved.is_refused(&app, 400, "malformed", "another log key");
    let torn = draft.signing(|manifest| manifest.origin = elsewhere.origin().to_owned());
    torn.is_refused(&app, 400, "malformed", "not a key of its origin");
    let unknown = draft.signing(|manifest| manifest.policy = Digest([1; 32]));
    unknown.is_refused(&app, 400, "malformed", "a policy that is not in force");
    let yesterday = draft.signing(|manifest| manifest.day = manifest.day.yesterday().unwrap());
    yesterday.is_refused(&app, 409, "day_changed", "2026-12-18");
    let arrival = draft.signing(|manifest| manifest.sealed_on_arrival = true);
    arrival.is_refused(
        &app,
        400,
        "malformed",
        "sealing on arrival, which the policy does not allow",
    );
    for left_out in [vec![3], vec![9], vec![0]] {
        let last = draft.signing(|manifest| manifest.left_out = left_out.into_iter().map(StageNo).collect());
        last.is_refused(&app, 400, "malformed", "cannot be left out");
    }
    let unordered = draft.signing(|manifest| manifest.left_out = vec![StageNo(2), StageNo(1)]);
    unordered.is_refused(&app, 400, "malformed", "ascending order");
}

#[test]
fn a_manifest_in_another_hand_or_spelling_is_refused() {
    let app = TestApp::start();
    let draft = Draft::of(&app);
    let mut forged = draft.clone();
    forged.key = [1; 32];
    forged
        .signing(|_| {})
        .is_refused(&app, 400, "malformed", "signature");
    let manifest = &draft.request.manifest;
    for (spelling, says) in [
        (manifest.replacen(',', ", ", 1), "spelling"),
        (
            manifest.replacen("{\"v\":1,", "{\"v\":1,\"colour\":1,", 1),
            "spelling",
        ),
        (format!("{manifest}\n"), "spelling"),
        (manifest.replacen("\"v\":1", "\"v\":2", 1), "version"),
        (manifest[..manifest.len() - 1].to_owned(), "known form"),
        (String::new(), "known form"),
        ("[]".to_owned(), "known form"),
    ] {
        let mut other = draft.clone();
        other.request.manifest = spelling;
        other.is_refused(&app, 400, "malformed", says);
    }
}

#[test]
fn the_same_manifest_again_gets_the_same_receipt_and_another_with_the_same_code_is_refused() {
    let app = TestApp::start();
    let (code, sealed) = app.seal(&[], Urgency::Ordinary);
    let draft = Draft::with_code(&app, &code, sealed);
    let first = app.post("concerns", None, &draft.request);
    assert_eq!(first.status, 200, "{}", first.message());
    let kept = app.contents();
    for days in [0, 1, 40] {
        app.clock.advance_days(days);
        let again = app.post("concerns", None, &draft.request);
        assert_eq!(
            (again.status, again.body),
            (200, first.body.clone()),
            "after {days} days"
        );
    }
    assert!(app.contents() == kept, "the same concern was kept twice");
    app.clock.advance_days(-41);

    draft
        .signing(|manifest| manifest.urgency = Urgency::DataLoss)
        .is_refused(&app, 409, "refused", "new code");
    let mut other = Draft::of(&app);
    other.request.locator_hash = draft.request.locator_hash;
    other.is_refused(&app, 409, "refused", "in use");
}

#[test]
fn without_a_key_of_the_last_stage_nothing_is_taken_and_the_words_name_other_ways() {
    let mut app = TestApp::start();
    let draft = Draft::of(&app);
    let outside = app.key("outside").offices[0].1.recipient().to_string();
    app.damage(&format!("DELETE FROM document WHERE body = '{outside}'"));
    app.ledger_is_damaged = false; // a recipient is no part of the record
    app.restart();
    draft.is_refused(&app, 503, "closed", "outside routes");
    app.clock.advance_days(1);
    app.tick();
    app.tick();
    let days = app.count("SELECT count(*) FROM entry WHERE kind = 'refused_day'");
    assert_eq!(days, 1, "each such day stands in the record, once");
    let page = get(&app, "/record");
    assert!(
        page.contains("On these days nobody outside the organisation could have opened one"),
        "{page}"
    );
}

#[test]
fn the_doctor_names_a_sealed_part_that_is_gone() {
    let mut app = TestApp::start();
    let (code, sealed) = app.seal(&[], Urgency::Ordinary);
    let about = sealed.manifest.about;
    app.send(code, &sealed);
    app.tick();
    // Its digest is no longer that of what the manifest names.
    app.damage(&format!(
        "UPDATE sealed SET parts = {} || substr(parts, 33)",
        crate::database::bytes(&"00".repeat(32))
    ));
    app.ledger_is_damaged = false; // the record itself is whole
    let health = app
        .runtime
        .block_on(daylight::actions::examine::examine(app.service()))
        .unwrap();
    assert!(!health.is_healthy());
    assert!(
        health.findings[0].what.contains(&about.to_string()),
        "{:?}",
        health.findings[0]
    );
}
