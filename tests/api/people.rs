//! People come and go through the API: what waits for whom, and what becomes of concerns they held.

use daylight::client::public_file::PublicFile;
use daylight::client::{Reporter, people, submit};
use daylight::crypto::hybrid::HybridIdentity;
use daylight::crypto::key_file::{KeyFile, PublicHalf};
use daylight::crypto::sign::SigningSecret;
use daylight_domain::calendar::add_days;
use daylight_domain::{Author, Role, StageNo, Urgency};
use daylight_tlog::sha256;
use daylight_tlog::sig::person_id;

use crate::harness::{FRIDAY, TestApp};

/// From a moment of the day on which an app in earnest ticks to the next day's beginning, before its batch.
const PAST_MIDNIGHT_MS: i64 = 15 * 60 * 60 * 1000;

pub(crate) fn newcomer(app: &TestApp, office: &str) -> (KeyFile, PublicFile) {
    let key = KeyFile {
        name: "newcomer".to_owned(),
        role: Role::Holder,
        identity: HybridIdentity::generate(&app.entropy),
        signing: SigningSecret::generate(&app.entropy),
        offices: Vec::new(),
        log: None,
    };
    let public = PublicFile::of(&key, Some(office.parse().unwrap()));
    (key, public)
}

#[test]
fn a_second_holder_is_proposed_signed_by_a_higher_stage_admitted_by_a_colleague_and_opens_what_comes_next() {
    let mut app = TestApp::start();
    let (key, public) = newcomer(&app, "guardian");
    let id = person_id(&key.signing.public());
    let address = "newcomer@test.invalid".to_owned();
    people::propose(
        &app.sign_in("operator"),
        public.half(),
        public.office.clone(),
        None,
        address,
    )
    .unwrap();
    app.tick();
    assert!(
        people::sign(&app.sign_in("guardian"), id).is_err(),
        "a colleague of the same stage is not higher"
    );
    assert!(
        people::sign(&app.sign_in("operator"), id).is_err(),
        "the operator only proposes"
    );
    people::sign(&app.sign_in("chair"), id).unwrap();
    app.tick();
    let guardian = app.sign_in("guardian");
    let (new, recipient) = people::newcomer(&guardian, id).unwrap();
    let identities = guardian.key.offices.clone();
    people::admit(&guardian, new, &recipient, &identities).unwrap();
    let again = people::sign(&app.sign_in("chair"), id).unwrap_err();
    assert!(again.to_string().contains("signed this already"), "{again}");
    let again = people::sign(&app.sign_in("outside"), id).unwrap_err();
    assert!(again.to_string().contains("one signature is enough"), "{again}");
    let twice = people::admit(&guardian, new, &recipient, &identities).unwrap_err();
    assert_eq!(twice.word(), "refused", "{twice}");
    app.tick();
    app.live_through(1);

    let sent = app.submit();
    app.tick();
    app.people.push(key);
    let newcomer = app.sign_in("newcomer");
    let (found, _) = daylight::client::desk::find(&newcomer).unwrap();
    assert!(found.iter().any(|found| found.id == sent.received.concern));
    found[0].sign_opened(&newcomer).unwrap();
}

#[test]
fn r21_a_concern_whose_only_holders_leave_stands_at_the_next_stage_the_day_after_the_next() {
    let app = TestApp::start();
    let sent = app.submit();
    app.tick();
    for name in ["guardian", "deputy"] {
        let person = person_id(&app.key(name).signing.public());
        people::retire(&app.sign_in("operator"), person).unwrap();
        app.tick();
        people::sign(&app.sign_in("chair"), person).unwrap();
        app.tick();
    }
    app.live_through(1);
    assert_eq!(
        app.track(&sent).outlook.stage,
        StageNo(1),
        "the clock of the unheld stage runs this day"
    );
    app.live_through(1);
    let outlook = app.track(&sent).outlook;
    assert_eq!(outlook.stage, StageNo(2));
    assert!(outlook.timeline.iter().any(|step| step.act.kind() == "lapsed"));
}

#[test]
fn r30_closing_the_channel_moves_every_open_concern_up_and_takes_no_new_one() {
    let app = TestApp::start();
    let sent = app.submit();
    app.tick();
    assert!(
        people::close_channel(&app.sign_in("chair")).is_err(),
        "neither operator nor last stage"
    );
    people::close_channel(&app.sign_in("operator")).unwrap();
    app.tick();
    assert_eq!(
        app.track(&sent).outlook.stage,
        StageNo(1),
        "from the day after its batch"
    );
    let (code, sealed) = app.seal(&[], Urgency::Ordinary);
    app.live_through(1);
    let outlook = app.track(&sent).outlook;
    assert_eq!(outlook.stage, StageNo(2));
    let last = outlook.timeline.last().unwrap();
    assert_eq!((last.by, last.act.kind()), (Author::Service, "escalated"));
    let day = app.trust().today;
    assert_eq!(app.trust().roster.channel_closed(), Some(day));
    let trust = app.trust();
    let reporter = Reporter::from_code(&code, &trust).unwrap();
    let refused = submit::send(app.client(), &trust, reporter.master(), &sealed);
    assert!(refused.unwrap_err().to_string().contains("outside routes"));
}

#[test]
fn a_policy_is_in_force_seven_days_after_the_last_stage_signed_it_and_old_concerns_keep_theirs() {
    let app = TestApp::start();
    let before = app.submit();
    let changed = daylight::server::POLICY.replace("acknowledge_days = 7 ", "acknowledge_days = 5 ");
    people::propose_policy(&app.sign_in("operator"), &changed).unwrap();
    app.tick();
    let proposed = people::policies(&app.sign_in("outside")).unwrap().policies;
    let waiting = proposed
        .iter()
        .find(|policy| policy.standing == "proposed")
        .expect("one waits");
    assert!(people::sign_policy(&app.sign_in("chair"), &waiting.policy.to_string()).is_err());
    let again = people::propose_policy(&app.sign_in("operator"), &changed).unwrap_err();
    assert!(again.to_string().contains("proposed already"), "{again}");
    people::sign_policy(&app.sign_in("outside"), &waiting.policy.to_string()).unwrap();
    app.tick();
    let again = people::sign_policy(&app.sign_in("outside"), &waiting.policy.to_string()).unwrap_err();
    assert!(again.to_string().contains("signed this already"), "{again}");
    app.live_through(6);
    let early = app.submit();
    app.live_through(1);
    let late = app.submit();
    let first = |sent: &crate::harness::Sent| {
        let due = sent.received.outlook.deadlines[0].due;
        daylight_domain::calendar::days_between(sent.received.received_on, due)
    };
    assert_eq!((first(&before), first(&early), first(&late)), (7, 7, 5));
    assert_ne!(
        app.track(&before).manifest.unwrap().policy,
        app.track(&late).manifest.unwrap().policy
    );
}

#[test]
fn who_is_away_from_today_on_signs_nothing_before_todays_batch_either() {
    let app = TestApp::start_in_earnest();
    let changed = daylight::server::POLICY.replace("acknowledge_days = 7 ", "acknowledge_days = 5 ");
    people::propose_policy(&app.sign_in("operator"), &changed).unwrap();
    let outside = app.sign_in("outside");
    people::away(&outside, outside.person, FRIDAY, add_days(FRIDAY, 20)).unwrap();
    app.live_through(1);
    app.clock.advance_ms(PAST_MIDNIGHT_MS);
    let digest = sha256(changed.as_bytes()).to_string();
    let refused = people::sign_policy(&app.sign_in("outside"), &digest).unwrap_err();
    assert!(refused.to_string().contains("last stage"), "{refused}");
    app.live_through(1);
}

#[test]
fn who_is_in_service_from_today_on_signs_before_todays_batch_too() {
    let mut app = TestApp::start_in_earnest();
    let (key, public) = newcomer(&app, "guardian");
    let role = Role::Operator;
    let half = PublicHalf {
        role,
        ..public.half()
    };
    people::propose(&app.sign_in("operator"), half, None, None, String::new()).unwrap();
    app.live_through(1);
    people::sign(&app.sign_in("outside"), person_id(&public.signing)).unwrap();
    app.live_through(1);
    app.clock.advance_ms(PAST_MIDNIGHT_MS);
    app.people.push(KeyFile { role, ..key });
    let guardian = person_id(&app.key("guardian").signing.public());
    people::retire(&app.sign_in("newcomer"), guardian).unwrap();
    app.live_through(1);
}
