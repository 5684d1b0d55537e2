//! Other bodies: referral, sharing, redaction; and hand-over within a stage (R11, R14, R21, R33).

use daylight::client::redaction::passages;
use daylight::client::shared::{self, SharedFile, SharedPart};
use daylight::crypto::hybrid::HybridIdentity;
use daylight::crypto::seal::{Plaintext, Sealed};
use daylight_domain::{Act, ClosingReason, Date, StageNo, State};

use crate::hands::{Back, ENQUIRED, Hand, found_out, scoped};
use crate::harness::{PLANTED, TestApp};

fn refer(guardian: &Hand, review: Date) -> Result<daylight_domain::Digest, String> {
    let (receiver, item) = (guardian.seal("the police"), guardian.seal("why"));
    let act = Act::Referred {
        receiver: Some(receiver.digest()),
        review,
        item: item.digest(),
    };
    guardian.act_with(&act, &[receiver, item])
}

#[test]
fn r14_a_referred_concern_stays_open_and_moves_up_if_its_review_passes() {
    let app = TestApp::start();
    let sent = scoped(&app);
    let guardian = Hand::at(&app, "guardian", &sent);
    let nameless = guardian.say(|item| Act::Referred {
        receiver: None,
        review: Date::constant(2026, 12, 28),
        item,
    });
    assert!(nameless.unwrap_err().contains("name the receiver"));
    let far = refer(&guardian, Date::constant(2027, 2, 1)).unwrap_err();
    assert!(far.contains("2027-01-15"), "{far}");
    refer(&guardian, Date::constant(2026, 12, 28)).unwrap();
    let seen = app.track(&sent).outlook;
    assert!(seen.referred && seen.state == State::Scoped);
    app.live_through(10);
    assert_eq!(app.track(&sent).outlook.stage, StageNo(1));
    app.live_through(1);
    let seen = app.track(&sent).outlook;
    assert!(seen.stage == StageNo(2) && seen.referred);
}

#[test]
fn r14_what_another_body_decided_closes_nothing_here() {
    let app = TestApp::start();
    let sent = scoped(&app);
    let guardian = Hand::at(&app, "guardian", &sent);
    refer(&guardian, Date::constant(2027, 1, 10)).unwrap();
    guardian.findings(&[1], ENQUIRED).unwrap();
    app.live_through(15);
    let guardian = Hand::at(&app, "guardian", &sent);
    let open = guardian.propose(ClosingReason::NotEstablished).unwrap_err();
    assert!(open.contains("a referral is open"), "{open}");
    guardian.say(|item| Act::ReferralResult { item }).unwrap();
    let none = guardian.say(|item| Act::ReferralResult { item }).unwrap_err();
    assert!(none.contains("no open referral"), "{none}");
    guardian.propose(ClosingReason::NotEstablished).unwrap();
}

#[test]
fn r33_two_parts_of_several_are_shared_the_body_opens_two_and_the_record_shows_the_purpose() {
    let app = TestApp::start();
    let sent = found_out(&app);
    let guardian = Hand::at(&app, "guardian", &sent);
    let body = HybridIdentity::generate(&app.entropy);
    let seen = guardian.see();
    let manifest = seen.manifest.as_ref().unwrap();
    let readers = guardian.found.readers();
    let originals = [("about", manifest.about), ("account", manifest.account)].map(|(what, digest)| {
        let (bytes, opening) = seen.original(&digest, &readers).unwrap();
        (
            shared::seal_key(&body.recipient(), what, &opening).unwrap(),
            bytes,
        )
    });
    let parts: Vec<Sealed> = originals.iter().map(|(key, _)| key.clone()).collect();
    let purpose = guardian.seal("for the inspection, under section 1");
    let act = Act::Shared {
        body: shared::body_digest(&body.recipient()),
        parts: parts.iter().map(Sealed::digest).collect(),
        item: Some(purpose.digest()),
    };
    let mut items = parts.clone();
    let short = guardian
        .act_with(&act, &[purpose.clone(), items[0].clone()])
        .unwrap_err();
    assert!(short.contains("did not come with it"), "{short}");
    items.push(purpose);
    let record = guardian.act_with(&act, &items).unwrap();
    assert!(
        Back::with(&app, &sent)
            .reads("shared")
            .unwrap()
            .contains("inspection")
    );

    let origin = guardian.holder.trust.log.origin();
    let given = |swapped: bool| {
        let sealed = |at: usize| originals[if swapped { 1 - at } else { at }].1.clone();
        let parts = parts.iter().zip([sealed(0), sealed(1)]);
        let parts = parts
            .map(|(key, sealed)| SharedPart::words(key, sealed))
            .collect();
        let file = SharedFile::new(origin, sent.received.concern, record, parts);
        SharedFile::parse(&file.to_bytes().unwrap()).unwrap()
    };
    let file = given(false);
    let opened = file.open(&body).unwrap();
    assert_eq!(opened.len(), 2);
    assert_eq!(
        [opened[0].digest, opened[1].digest],
        [manifest.about, manifest.account],
        "what the body reads is what the reporter signed"
    );
    assert!(opened[1].words().unwrap().contains(PLANTED));
    let other = given(true).open(&body).err().unwrap().to_string();
    assert!(
        other.contains("the key is not that of these sealed bytes"),
        "{other}"
    );
    assert!(
        file.open(&HybridIdentity::generate(&app.entropy)).is_err(),
        "nobody else opens it"
    );

    let none = guardian
        .say(|item| Act::Shared {
            body: item,
            parts: Vec::new(),
            item: Some(item),
        })
        .unwrap_err();
    assert!(none.contains("at least one part"), "{none}");
    let aimless = Act::Shared {
        body: record,
        parts: Vec::new(),
        item: None,
    };
    assert!(guardian.act(&aimless).unwrap_err().contains("reason"));
}

#[test]
fn r11_a_redacted_copy_stands_beside_the_original_and_the_record_names_both() {
    let app = TestApp::start();
    let sent = scoped(&app);
    let guardian = Hand::at(&app, "guardian", &sent);
    let seen = guardian.see();
    let text = seen
        .account(&guardian.found.capsule.case_identity)
        .unwrap()
        .unwrap();
    let text = text.as_str().unwrap();
    let copy = text.replace(PLANTED, "[redacted]");
    assert_eq!(passages(text, &copy), Ok(1));
    let sealed = guardian.found.seal(&Plaintext::new(copy.clone())).unwrap();
    let redacted = |original| Act::Redacted {
        original,
        copy: sealed.digest(),
        passages: 1,
    };
    let unknown = guardian
        .act_with(
            &redacted(daylight_domain::Digest([9; 32])),
            std::slice::from_ref(&sealed),
        )
        .unwrap_err();
    assert!(unknown.contains("did not come with it"), "{unknown}");
    let itself = guardian.act_with(&redacted(sealed.digest()), std::slice::from_ref(&sealed));
    assert!(itself.is_err(), "a copy is not its own original");
    guardian
        .act_with(&redacted(seen.manifest.unwrap().account), &[sealed])
        .unwrap();
    assert_eq!(Back::with(&app, &sent).reads("redacted"), Some(copy));
    let account = guardian
        .see()
        .account(&guardian.found.capsule.case_identity)
        .unwrap()
        .unwrap();
    assert!(
        account.as_str().unwrap().contains(PLANTED),
        "the original stays as it was written"
    );
}

#[test]
fn a_concern_is_handed_to_a_holder_of_the_same_stage_and_stops_no_clock() {
    let app = TestApp::start();
    let sent = scoped(&app);
    let guardian = Hand::at(&app, "guardian", &sent);
    let before = app.track(&sent).outlook.deadlines;
    let (deputy, chair) = (app.sign_in("deputy").person, app.sign_in("chair").person);
    let refused = guardian.act(&Act::HandedOver { to: chair }).unwrap_err();
    assert!(refused.contains("cannot be handed"), "{refused}");
    guardian.act(&Act::HandedOver { to: deputy }).unwrap();
    let seen = app.track(&sent).outlook;
    assert_eq!((seen.handed_to, seen.deadlines), (Some(deputy), before));
}
