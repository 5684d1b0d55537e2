//! Who reads the record without judging: an inspector until a date, and nothing the day after; a scrutiny viewer.

use daylight::client::http::Caller;
use daylight::client::{CallFailed, SignedIn, people};
use daylight::crypto::hybrid::HybridIdentity;
use daylight::crypto::key_file::KeyFile;
use daylight::crypto::sign::SigningSecret;
use daylight_domain::{Date, Role};
use daylight_tlog::sig::person_id;

use crate::harness::{FRIDAY, TestApp};

pub(crate) fn reader(app: &TestApp, role: Role) -> KeyFile {
    KeyFile {
        name: role.to_string(),
        role,
        identity: HybridIdentity::generate(&app.entropy),
        signing: SigningSecret::generate(&app.entropy),
        offices: Vec::new(),
        log: None,
    }
}

/// Somebody who reads the record comes, with whatever signatures that takes.
pub(crate) fn let_in(app: &mut TestApp, role: Role, until: Option<Date>) {
    let key = reader(app, role);
    let (id, half) = (person_id(&key.signing.public()), key.public_half());
    app.people.push(key);
    people::propose(&app.sign_in("operator"), half, None, until, String::new()).unwrap();
    app.tick();
    people::sign(&app.sign_in("outside"), id).unwrap();
    app.tick();
    app.live_through(1);
}

#[test]
fn r34_an_inspector_reads_until_their_last_day_and_is_nobody_the_day_after() {
    let mut app = TestApp::start();
    let key = reader(&app, Role::Inspector);
    let id = person_id(&key.signing.public());
    let last = FRIDAY.saturating_add(jiff::Span::new().days(3));
    let half = key.public_half();
    app.people.push(key);
    let propose = |until| people::propose(&app.sign_in("operator"), half.clone(), None, until, String::new());
    let endless = propose(None).unwrap_err();
    assert!(endless.to_string().contains("needs a last day"), "{endless}");
    propose(Some(last)).unwrap();
    app.tick();
    let lower = people::sign(&app.sign_in("chair"), id).unwrap_err();
    assert!(lower.to_string().contains("the last stage"), "{lower}");
    people::sign(&app.sign_in("outside"), id).unwrap();
    app.tick();
    app.live_through(1);

    let signed_in = app.sign_in("inspector");
    let listed = people::list(&signed_in).unwrap().people;
    assert!(
        listed
            .iter()
            .any(|person| person.person == id && person.standing == "present")
    );
    assert!(
        signed_in
            .get::<serde_json::Value>("audit/entries?start=0&count=8")
            .is_ok()
    );
    for elsewhere in ["desk", "desk/hand-outs", "admin/people", "admin/health"] {
        let refused = signed_in.get::<serde_json::Value>(elsewhere).unwrap_err();
        assert!(refused.has_status(403), "{elsewhere}: {refused}");
    }
    let writes = people::retire(&signed_in, id).unwrap_err();
    assert_eq!(writes.word(), "refused", "{writes}");

    app.live_through(2);
    assert_eq!(app.trust().today, last);
    let signed_in = app.sign_in("inspector");
    app.live_through(1);
    let over = signed_in.get::<serde_json::Value>("audit/people").unwrap_err();
    assert!(over.has_status(401), "{over}");
    let again = SignedIn::new(app.client().clone(), app.trust(), app.copy_of_key("inspector"));
    assert!(again.is_err(), "the record does not know the key any more");
    let listed = people::list(&app.sign_in("auditor")).unwrap().people;
    assert!(
        listed
            .iter()
            .any(|person| person.person == id && person.standing == "retired")
    );
    let anyone: Result<serde_json::Value, CallFailed> = app.client().get("audit/people", Caller::Anyone);
    assert!(anyone.unwrap_err().has_status(401));
}

#[test]
fn a_scrutiny_viewer_reads_the_record_as_an_auditor_does_and_signs_nothing() {
    let mut app = TestApp::start();
    let_in(&mut app, Role::Viewer, None);
    let id = person_id(&app.key("viewer").signing.public());
    let viewer = app.sign_in("viewer");
    assert!(!people::list(&viewer).unwrap().people.is_empty());
    for readable in [
        "audit/entries?start=0&count=8",
        "audit/checkpoints",
        "audit/policies",
    ] {
        assert!(viewer.get::<serde_json::Value>(readable).is_ok(), "{readable}");
    }
    for elsewhere in ["desk", "desk/hand-outs", "admin/people", "admin/health"] {
        let refused = viewer.get::<serde_json::Value>(elsewhere).unwrap_err();
        assert!(refused.has_status(403), "{elsewhere}: {refused}");
    }
    let writes = people::retire(&viewer, id).unwrap_err();
    assert_eq!(writes.word(), "refused", "{writes}");
}
