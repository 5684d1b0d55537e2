//! What is refused about people: two roles, signatures of others or for oneself, keys exchanged on the way, and absences
//! that are somebody else's to say.

use daylight::api::{ActAccepted, PeopleAct, PolicyAct};
use daylight::client::public_file::person_words;
use daylight::client::{SignedIn, offices, people};
use daylight::crypto::hybrid::HybridIdentity;
use daylight_domain::calendar::add_days;
use daylight_domain::{Act, Date, Opinion, PersonChange, PersonId, PolicyChange, Role, StageNo};
use daylight_tlog::sha256;
use daylight_tlog::sig::person_id;

use crate::harness::{FRIDAY, TestApp};
use crate::people::newcomer;

fn id(app: &TestApp, name: &str) -> PersonId {
    person_id(&app.key(name).signing.public())
}

fn post(by: &SignedIn, room: &str, act: &PeopleAct) -> daylight::client::CallFailed {
    by.post::<ActAccepted>(&format!("{room}/people"), act)
        .unwrap_err()
}

#[test]
fn a_policy_over_the_ceilings_is_refused_by_the_service_too_and_nothing_of_it_is_kept() {
    let app = TestApp::start();
    let operator = app.sign_in("operator");
    let sound = include_str!("../../config/policies/example.toml");
    let kept = app.count("SELECT count(*) FROM document");
    for (line, over, says) in [
        (
            "acknowledge_days = 7",
            "acknowledge_days = 8",
            "over the ceiling of 7",
        ),
        (
            "feedback_months = 3",
            "feedback_months = 4",
            "over the ceiling of 3",
        ),
        (
            "first_decision_days = 28",
            "first_decision_days = 60",
            "over the ceiling of 28",
        ),
        (
            "stage_answer_days = 7",
            "stage_answer_days = 0",
            "stage_answer_days",
        ),
    ] {
        assert!(sound.contains(line), "{line}");
        let toml = sound.replacen(line, over, 1);
        // The operator's own program would not send it.
        let policy = sha256(toml.as_bytes());
        let act = Act::Policy(PolicyChange::Proposed { policy });
        let entry = operator.sign(None, FRIDAY, None, act).unwrap();
        let request = PolicyAct {
            entry,
            toml: Some(toml),
        };
        let refused = operator
            .post::<ActAccepted>("admin/policies", &request)
            .unwrap_err();
        assert!(refused.to_string().contains(says), "{refused}");
    }
    assert_eq!(app.count("SELECT count(*) FROM document"), kept);
    assert_eq!(app.count("SELECT count(*) FROM entry WHERE batch IS NULL"), 0);
}

#[test]
fn one_key_has_one_role_and_comes_once() {
    let app = TestApp::start();
    let (_, public) = newcomer(&app, "guardian");
    let propose = |role, office| {
        let half = daylight::crypto::key_file::PublicHalf {
            role,
            ..public.half()
        };
        people::propose(&app.sign_in("operator"), half, office, None, String::new())
    };
    let office = || public.office.clone();
    for (role, office) in [(Role::Holder, None), (Role::Auditor, office())] {
        let refused = propose(role, office).unwrap_err();
        assert!(
            refused.to_string().contains("a holder needs an office"),
            "{refused}"
        );
    }
    let unknown = propose(Role::Holder, Some("nowhere".parse().unwrap())).unwrap_err();
    assert!(unknown.to_string().contains("no office nowhere"), "{unknown}");
    propose(Role::Holder, office()).unwrap();
    let second = propose(Role::Auditor, None).unwrap_err();
    assert!(
        second.to_string().contains("one person holds one role"),
        "{second}"
    );
    app.tick();
    let second = propose(Role::Auditor, None).unwrap_err();
    assert!(
        second.to_string().contains("one person holds one role"),
        "{second}"
    );
}

#[test]
fn nobody_sends_what_another_signed_and_nobody_signs_for_themselves() {
    let app = TestApp::start();
    let guardian = id(&app, "guardian");
    people::retire(&app.sign_in("operator"), guardian).unwrap();
    let again = people::retire(&app.sign_in("operator"), guardian).unwrap_err();
    assert!(again.to_string().contains("has left already"), "{again}");
    app.tick();
    let (chair, outside) = (app.sign_in("chair"), app.sign_in("outside"));
    let proposal = people::proposal(&chair.trust, guardian).unwrap().record;
    let act = Act::Person(PersonChange::RetirementSigned { proposal });
    let entry = chair.sign(None, chair.trust.today, None, act).unwrap();
    let act = PeopleAct {
        entry,
        ..PeopleAct::default()
    };
    let refused = post(&outside, "desk", &act);
    assert!(refused.has_status(403), "{refused}");
    for (signer, says) in [
        ("guardian", "never signed by that person"),
        ("deputy", "a higher stage"),
    ] {
        let refused = people::sign(&app.sign_in(signer), guardian).unwrap_err();
        assert!(refused.to_string().contains(says), "{signer}: {refused}");
    }
    people::sign(&chair, guardian).unwrap();
}

#[test]
fn an_operator_who_exchanges_what_a_newcomer_is_sealed_to_changes_the_words() {
    let app = TestApp::start();
    let (_, public) = newcomer(&app, "guardian");
    let id = person_id(&public.signing);
    let mut half = public.half();
    half.recipient = HybridIdentity::generate(&app.entropy).recipient().to_string();
    people::propose(
        &app.sign_in("operator"),
        half,
        public.office.clone(),
        None,
        String::new(),
    )
    .unwrap();
    app.tick();
    let trust = app.trust();
    let recorded = trust.roster.person(id).unwrap();
    assert_eq!(
        recorded.key, public.signing,
        "the signing key is the newcomer's own"
    );
    let words = person_words(&recorded.key, &recorded.recipient);
    assert_ne!(
        words,
        public.key_words(),
        "and yet the words that are read aloud differ"
    );
}

#[test]
fn only_oneself_or_a_higher_stage_says_that_somebody_is_away_and_never_backwards() {
    let app = TestApp::start();
    let guardian = id(&app, "guardian");
    let until = FRIDAY.saturating_add(jiff::Span::new().days(9));
    for by in ["deputy", "operator", "auditor"] {
        let refused = people::away(&app.sign_in(by), guardian, FRIDAY, until).unwrap_err();
        assert_eq!(refused.word(), "refused", "{by}: {refused}");
    }
    let backwards = people::away(&app.sign_in("guardian"), guardian, until, FRIDAY).unwrap_err();
    assert!(backwards.to_string().contains("today or later"), "{backwards}");
    // A browser that came upon this day would believe nothing of the record.
    let long_ago = Date::new(-9, 1, 1).unwrap();
    people::away(&app.sign_in("guardian"), guardian, long_ago, until).unwrap_err();
    people::away(&app.sign_in("guardian"), guardian, FRIDAY, until).unwrap();
    people::away(&app.sign_in("chair"), id(&app, "deputy"), FRIDAY, until).unwrap();
    let sent = app.submit();
    app.tick();
    app.live_through(2);
    let outlook = app.track(&sent).outlook;
    assert_eq!(
        outlook.stage.0, 2,
        "nobody is there on the first stage, so it goes up"
    );
}

#[test]
fn what_is_signed_about_people_twice_on_one_day_stands_in_the_record_once() {
    let app = TestApp::start();
    let guardian = app.sign_in("guardian");
    let away = || {
        people::away(&guardian, guardian.person, FRIDAY, add_days(FRIDAY, 9))
            .unwrap()
            .record
    };
    assert_eq!(away(), away(), "sent once more, the same receipt");
    let size = u64::try_from(app.count("SELECT max(size) FROM batch")).unwrap();
    let auditor = app.sign_in("auditor");
    let opinion = || people::opinion(&auditor, Opinion::Sound, size).unwrap().record;
    let first = opinion();
    assert_eq!(opinion(), first);
    // The same behind its batch, and a policy that comes back on the day on which it was signed.
    let operator = app.sign_in("operator");
    let changed = daylight::server::POLICY.replace("acknowledge_days = 7 ", "acknowledge_days = 5 ");
    let propose = || people::propose_policy(&operator, &changed).unwrap().record;
    let proposed = propose();
    app.tick();
    let digest = sha256(changed.as_bytes()).to_string();
    people::sign_policy(&app.sign_in("outside"), &digest).unwrap();
    app.tick();
    assert_eq!((propose(), opinion()), (proposed, first));
    assert_eq!(app.count("SELECT count(*) FROM entry WHERE batch IS NULL"), 0);
}

#[test]
fn a_policy_on_whose_route_an_office_stands_elsewhere_than_its_key_is_not_taken() {
    let app = TestApp::start();
    let deputy = "\n[[stages.offices]]\nid = \"deputy\"\nname = \"Deputy guardian\"\n";
    let chair = "name = \"Audit committee chair\"\n";
    let moved = daylight::server::POLICY
        .replace(deputy, "")
        .replace(chair, &format!("{chair}{deputy}"));
    let refused = people::propose_policy(&app.sign_in("operator"), &moved).unwrap_err();
    assert!(
        refused.to_string().contains("stands on another stage"),
        "{refused}"
    );
}

#[test]
fn an_office_is_not_proposed_elsewhere_than_on_the_route_of_a_policy_nor_such_a_policy_signed() {
    let app = TestApp::start();
    let operator = app.sign_in("operator");
    let chair = "name = \"Audit committee chair\"\n";
    let with = |id: &str| {
        let office = format!("{chair}\n[[stages.offices]]\nid = \"{id}\"\nname = \"One more\"\n");
        daylight::server::POLICY.replace(chair, &office)
    };
    let propose = |id: &str, stage| {
        let key = HybridIdentity::generate(&app.entropy).recipient().to_string();
        offices::propose(&operator, id.parse().unwrap(), StageNo(stage), key)
    };
    let sign = |toml: &str| {
        let digest = sha256(toml.as_bytes()).to_string();
        people::sign_policy(&app.sign_in("outside"), &digest)
    };
    let (sooner, later) = (with("sooner"), with("later"));
    people::propose_policy(&operator, &sooner).unwrap();
    people::propose_policy(&operator, &later).unwrap();
    app.tick();
    // The policy was signed first, and waits for its batch.
    sign(&sooner).unwrap();
    propose("sooner", 1).unwrap_err();
    propose("sooner", 2).unwrap();
    propose("third", 1).unwrap();
    propose("third", 2).unwrap_err();
    // The office was proposed first.
    propose("later", 1).unwrap();
    sign(&later).unwrap_err();
}
