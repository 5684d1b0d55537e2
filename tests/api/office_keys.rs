//! An office's key: made anew when somebody leaves, begun anew when nobody is left, and never without its signatures.

use daylight::api::HandOuts;
use daylight::client::{Trust, desk, offices, people};
use daylight::crypto::capsule::Capsule;
use daylight::crypto::hybrid::HybridIdentity;
use daylight::crypto::seal::Sealed;
use daylight_domain::{ConcernId, OfficeId, PersonId, StageNo};
use daylight_tlog::sig::person_id;

use crate::harness::TestApp;
use crate::people::newcomer;

fn office(name: &str) -> OfficeId {
    name.parse().unwrap()
}

fn id(app: &TestApp, name: &str) -> PersonId {
    person_id(&app.key(name).signing.public())
}

/// A person leaves, signed by another.
pub(crate) fn retire(app: &TestApp, name: &str, signer: &str) {
    people::retire(&app.sign_in("operator"), id(app, name)).unwrap();
    app.tick();
    people::sign(&app.sign_in(signer), id(app, name)).unwrap();
    app.tick();
    app.live_through(1);
}

fn left_with_key(trust: &Trust) -> bool {
    let mut standings = offices::standings(trust).into_iter();
    standings
        .find(|one| one.office == office("guardian"))
        .unwrap()
        .left_with_key
}

/// What `doctor` says is to be done about a finding, if it finds it.
fn doctor_on(app: &TestApp, what: &str) -> Option<String> {
    let health = app
        .runtime
        .block_on(daylight::actions::examine::examine(app.service()))
        .unwrap();
    let mut found = health.findings.into_iter();
    found.find(|one| one.what.contains(what)).map(|one| one.todo)
}

/// The concerns on the person's desk that one of their offices' keys opens.
fn opened_with(app: &TestApp, name: &str, identity: &HybridIdentity) -> Vec<ConcernId> {
    let HandOuts { hand_outs, .. } = app.sign_in(name).get("desk/hand-outs").unwrap();
    let capsules = hand_outs
        .into_iter()
        .filter_map(|one| Sealed::check_capsule(one.capsule.0).ok());
    let opened = capsules.filter_map(|sealed| Capsule::open(identity, &sealed).ok());
    opened
        .map(|capsule| capsule.case_recipient().concern_id())
        .collect()
}

#[test]
fn when_a_holder_leaves_the_office_gets_a_key_that_the_leaver_has_not_and_old_concerns_stay_open() {
    let mut app = TestApp::start();
    let (key, public) = newcomer(&app, "guardian");
    let id = person_id(&key.signing.public());
    people::propose(
        &app.sign_in("operator"),
        public.half(),
        public.office,
        None,
        String::new(),
    )
    .unwrap();
    app.tick();
    people::sign(&app.sign_in("chair"), id).unwrap();
    let guardian = app.sign_in("guardian");
    let (new, recipient) = people::newcomer(&guardian, id).unwrap();
    people::admit(&guardian, new, &recipient, &guardian.key.offices).unwrap();
    app.tick();
    app.live_through(1);
    app.people.push(key);
    let before = app.submit();
    app.tick();

    let old = app.key("guardian").offices[0].1.clone();
    retire(&app, "guardian", "chair");
    let holder = app.sign_in("newcomer");
    assert!(left_with_key(&holder.trust));
    assert!(
        doctor_on(&app, "has left the office guardian")
            .unwrap()
            .contains("office renew")
    );
    let staying = offices::staying(&holder, &office("guardian")).unwrap();
    assert_eq!(staying.len(), 1, "not to the one who left");
    let identity = HybridIdentity::generate(&app.entropy);
    offices::renew(&holder, &office("guardian"), &identity, &staying).unwrap();
    app.tick();
    offices::sign(&app.sign_in("chair"), &office("guardian")).unwrap();
    app.tick();
    let same_day = app.submit();
    app.live_through(1);
    assert!(!left_with_key(&app.trust()));
    assert_eq!(doctor_on(&app, "has left the office guardian"), None);
    let after = app.submit();
    app.tick();

    let (found, broken) = desk::find(&app.sign_in("newcomer")).unwrap();
    assert_eq!(broken, 0);
    for sent in [&before, &same_day, &after] {
        assert!(found.iter().any(|found| found.id == sent.received.concern));
    }
    let with_old = opened_with(&app, "newcomer", &old);
    assert!(
        with_old.contains(&same_day.received.concern),
        "from the next day on, not before"
    );
    assert!(
        !with_old.contains(&after.received.concern),
        "a copy of the old key is worth nothing now"
    );
}

#[test]
fn nobody_gives_an_office_a_key_without_its_signature_or_to_strangers() {
    let app = TestApp::start();
    let guardian = office("guardian");
    let identity = HybridIdentity::generate(&app.entropy);
    let chair = app.sign_in("chair");
    let foreign = offices::renew(&chair, &guardian, &identity, &[]).unwrap_err();
    assert!(foreign.to_string().contains("operator"), "{foreign}");
    let strangers = offices::staying(&chair, &office("chair")).unwrap();
    let holder = app.sign_in("guardian");
    let given = offices::renew(&holder, &guardian, &identity, &strangers).unwrap_err();
    assert!(given.to_string().contains("does not hold the office"), "{given}");
    offices::renew(&holder, &guardian, &identity, &[]).unwrap();
    let twice = offices::renew(&holder, &guardian, &identity, &[]).unwrap_err();
    assert!(twice.to_string().contains("proposed already"), "{twice}");
    app.tick();
    let moved = offices::propose(
        &app.sign_in("operator"),
        guardian.clone(),
        StageNo(2),
        HybridIdentity::generate(&app.entropy).recipient().to_string(),
    );
    assert!(moved.unwrap_err().to_string().contains("stays where it is"));
    for (signer, says) in [
        ("guardian", "never signed by that person"),
        ("deputy", "higher stage"),
        ("operator", "higher stage"),
        ("auditor", "higher stage"),
    ] {
        let refused = offices::sign(&app.sign_in(signer), &guardian).unwrap_err();
        assert!(refused.to_string().contains(says), "{signer}: {refused}");
    }
    offices::sign(&app.sign_in("chair"), &guardian).unwrap();
    let twice = offices::sign(&app.sign_in("outside"), &guardian).unwrap_err();
    assert!(twice.to_string().contains("one signature is enough"), "{twice}");
}

#[test]
fn an_office_whose_last_key_is_lost_is_passed_by_and_begins_anew_with_a_key_of_its_own() {
    let mut app = TestApp::start();
    let lost = app.submit();
    app.tick();
    retire(&app, "guardian", "chair");
    assert!(
        doctor_on(&app, "nobody holds the office guardian")
            .unwrap()
            .contains("--first")
    );

    let (mut key, public) = newcomer(&app, "guardian");
    let id = person_id(&key.signing.public());
    let identity = HybridIdentity::generate(&app.entropy);
    let recipient = identity.recipient().to_string();
    key.offices.push((office("guardian"), identity.clone()));
    let operator = app.sign_in("operator");
    people::propose(&operator, public.half(), public.office, None, String::new()).unwrap();
    offices::propose(&operator, office("guardian"), StageNo(1), recipient).unwrap();
    app.tick();
    let chair = app.sign_in("chair");
    people::sign(&chair, id).unwrap();
    offices::sign(&chair, &office("guardian")).unwrap();
    for (lets_in, fits) in [("chair", false), ("deputy", false), ("outside", true)] {
        let holder = app.sign_in(lets_in);
        let (new, recipient) = people::newcomer(&holder, id).unwrap();
        let admitted = people::admit(&holder, new, &recipient, &[]);
        assert_eq!(admitted.is_ok(), fits, "{lets_in}");
    }
    app.tick();
    app.live_through(1);
    app.people.push(key);
    let sent = app.submit();
    app.tick();
    let (found, _) = desk::find(&app.sign_in("newcomer")).unwrap();
    assert!(found.iter().any(|found| found.id == sent.received.concern));
    let with_new = opened_with(&app, "newcomer", &identity);
    assert!(
        !with_new.contains(&lost.received.concern),
        "what was sealed to the lost key stays shut"
    );
    let (at_deputy, _) = desk::find(&app.sign_in("deputy")).unwrap();
    assert!(
        at_deputy.iter().any(|found| found.id == lost.received.concern),
        "others hold it"
    );
}

#[test]
fn the_last_stage_whose_only_key_is_lost_begins_anew_by_the_auditors_hand() {
    let mut app = TestApp::start();
    let outside = id(&app, "outside");
    people::retire(&app.sign_in("operator"), outside).unwrap();
    app.tick();
    for (signer, fits) in [("outside", false), ("chair", false), ("auditor", true)] {
        assert_eq!(
            people::sign(&app.sign_in(signer), outside).is_ok(),
            fits,
            "{signer}"
        );
    }
    app.tick();
    app.live_through(1);
    let changed = daylight::server::POLICY.replace("acknowledge_days = 7 ", "acknowledge_days = 5 ");
    people::propose_policy(&app.sign_in("operator"), &changed).unwrap();

    let (mut key, public) = newcomer(&app, "outside");
    let id = person_id(&key.signing.public());
    let identity = HybridIdentity::generate(&app.entropy);
    let recipient = identity.recipient().to_string();
    key.offices.push((office("outside"), identity));
    let operator = app.sign_in("operator");
    people::propose(&operator, public.half(), public.office, None, String::new()).unwrap();
    offices::propose(&operator, office("outside"), StageNo(3), recipient).unwrap();
    app.tick();
    let auditor = app.sign_in("auditor");
    people::sign(&auditor, id).unwrap();
    offices::sign(&auditor, &office("outside")).unwrap();
    let (new, recipient) = people::newcomer(&auditor, id).unwrap();
    people::admit(&auditor, new, &recipient, &[]).unwrap();
    app.tick();
    app.live_through(1);
    app.people.push(key);
    let waiting = people::policies(&app.sign_in("newcomer")).unwrap().policies;
    let waiting = waiting
        .iter()
        .find(|policy| policy.standing == "proposed")
        .unwrap();
    people::sign_policy(&app.sign_in("newcomer"), &waiting.policy.to_string()).unwrap();
}
