//! What a reporter does later: takes a key back, raises the urgency, writes past the first reader; and notes, which are
//! not theirs (R17, R23).

use daylight::api::HandOuts;
use daylight::crypto::copies::{seal_copies, split};
use daylight::crypto::hybrid::HybridIdentity;
use daylight_domain::{Act, Audience, Disputed, Mark, OfficeId, StageNo, Urgency};

use crate::hands::{Back, Hand, scoped, words};
use crate::harness::TestApp;

fn desk(app: &TestApp, name: &str) -> Vec<Vec<u8>> {
    let hand_outs: HandOuts = app.sign_in(name).get("desk/hand-outs").unwrap();
    hand_outs
        .hand_outs
        .into_iter()
        .map(|each| each.capsule.0)
        .collect()
}

#[test]
fn r23_a_capsule_taken_back_leaves_the_desk_at_once_and_the_desk_shows_as_many_as_before() {
    let app = TestApp::start();
    let sent = app.submit();
    app.tick();
    let before = desk(&app, "deputy");
    let reporter = Back::with(&app, &sent);
    reporter.withdraw("deputy").unwrap();
    let after = desk(&app, "deputy");
    assert_eq!(before.len(), after.len());
    assert_eq!(
        before.iter().filter(|capsule| !after.contains(capsule)).count(),
        1,
        "one was exchanged"
    );
    assert!(after.iter().all(|capsule| capsule.len() == before[0].len()));
    assert!(Hand::find(&app, "deputy", &sent).is_none() && Hand::find(&app, "guardian", &sent).is_some());
    let twice = reporter.withdraw("deputy").unwrap_err();
    assert!(twice.contains("was withdrawn"), "{twice}");
    let last = reporter.withdraw("outside").unwrap_err();
    assert!(last.contains("last stage"), "{last}");
    let unknown = reporter.withdraw("nobody").unwrap_err();
    assert!(unknown.contains("no office nobody"), "{unknown}");
    app.live_through(2);
    assert!(Hand::find(&app, "deputy", &sent).is_none());
}

#[test]
fn r23_who_had_opened_it_reads_nothing_more_once_it_is_taken_back_and_cannot_act() {
    let app = TestApp::start();
    let sent = scoped(&app);
    let guardian = Hand::at(&app, "guardian", &sent);
    let seen = guardian.see();
    Back::with(&app, &sent).withdraw("guardian").unwrap();
    assert!(
        guardian.found.concern(&guardian.holder).unwrap().is_none(),
        "nothing is handed out any more"
    );
    let act = Act::HandedOver {
        to: guardian.holder.person,
    };
    let refused = guardian
        .found
        .act_on(&guardian.holder, &seen, &act, &[])
        .unwrap_err()
        .to_string();
    assert!(refused.contains("withdrawn"), "{refused}");
    app.tick();
    assert!(
        Hand::find(&app, "deputy", &sent).is_some(),
        "the other office of the stage goes on"
    );
}

#[test]
fn r23_an_office_left_out_or_taken_back_later_gets_a_dummy_of_what_is_sealed_above() {
    let app = TestApp::start();
    let (code, sealed) = app.seal(&["chair"], Urgency::Ordinary);
    let sent = app.send(code, &sealed);
    app.tick();
    let reporter = Back::with(&app, &sent);
    let office = |name: &str| -> OfficeId { name.parse().unwrap() };
    let seen = reporter.see();
    assert!(
        reporter.reporter.left_out(&seen, &office("chair")),
        "the code tells whom it left out"
    );
    assert!(!reporter.reporter.left_out(&seen, &office("outside")));
    let words = reporter
        .reporter
        .seal_above(&app.trust(), &seen, &words("above"), &app.entropy)
        .unwrap();
    let copies = split(words.into_bytes()).unwrap();
    assert_eq!(
        copies.len(),
        2,
        "one for each office above, the one left out among them"
    );
    let opens = |name: &str| {
        let (_, identity) = &app.key(name).offices[0];
        copies
            .iter()
            .any(|copy| daylight::crypto::seal::open_text(identity, copy).is_ok())
    };
    assert!(opens("outside") && !opens("chair"));
}

#[test]
fn r17_danger_raised_later_is_mailed_and_on_the_desk_at_once() {
    let app = TestApp::start_in_earnest();
    let sent = app.submit();
    app.tick();
    let alerts = app.count("SELECT count(*) FROM mail WHERE kind = 'alert'");
    let reporter = Back::with(&app, &sent);
    reporter.raise(Urgency::Danger).unwrap();
    assert_eq!(
        app.count("SELECT count(*) FROM mail WHERE kind = 'alert'"),
        alerts + 2
    );
    assert!(Hand::find(&app, "guardian", &sent).is_some(), "before any tick");
    assert_eq!(
        Hand::at(&app, "guardian", &sent).see().outlook.urgency,
        Urgency::Danger
    );
    let lower = reporter.raise(Urgency::DataLoss).unwrap_err();
    assert!(lower.contains("only a holder lowers"), "{lower}");
}

#[test]
fn r17_a_dispute_about_danger_reaches_the_next_desk_at_once_and_an_ordinary_one_waits_for_the_tick() {
    let app = TestApp::start_in_earnest();
    let (code, sealed) = app.seal(&[], Urgency::Danger);
    let danger = app.send(code, &sealed);
    let ordinary = app.submit();
    app.live_through(1);
    for sent in [&danger, &ordinary] {
        let guardian = Hand::at(&app, "guardian", sent);
        guardian.acknowledge();
        guardian.scope(&[Mark::In]).unwrap();
        Back::with(&app, sent).dispute(Disputed::Scope).unwrap();
    }
    assert!(
        Hand::find(&app, "chair", &danger).is_some(),
        "danger does not wait"
    );
    assert!(
        Hand::find(&app, "chair", &ordinary).is_none(),
        "nobody learns the hour"
    );
    let guardian = Hand::find(&app, "guardian", &ordinary).unwrap();
    assert!(guardian.see().outlook.disputed.is_empty());
    app.clock.advance_days(1);
    let guardian = Hand::find(&app, "guardian", &ordinary).unwrap();
    assert!(
        !guardian.see().outlook.disputed.is_empty(),
        "the day after, it tells no hour"
    );
    app.tick();
    assert!(Hand::find(&app, "chair", &ordinary).is_some());
}

#[test]
fn what_is_written_past_the_first_reader_is_handed_to_the_stages_above_alone() {
    let app = TestApp::start();
    let sent = scoped(&app);
    let reporter = Back::with(&app, &sent);
    reporter.message_above().unwrap();
    app.tick();
    let guardian = Hand::at(&app, "guardian", &sent);
    assert!(
        guardian
            .see()
            .outlook
            .timeline
            .iter()
            .any(|step| step.act.kind() == "message")
    );
    assert!(guardian.reads("message").is_none());
    app.live_through(30);
    assert_eq!(
        app.track(&sent).outlook.stage,
        StageNo(1),
        "it moves nothing by itself"
    );
    reporter.dispute(Disputed::Scope).unwrap();
    app.tick();
    assert!(Hand::at(&app, "chair", &sent).reads("message").is_some());
}

#[test]
fn a_note_is_read_by_its_offices_alone_and_the_reporter_does_not_see_that_it_is_there() {
    let app = TestApp::start();
    let sent = scoped(&app);
    let guardian = Hand::at(&app, "guardian", &sent);
    let deputy = Hand::at(&app, "deputy", &sent);
    guardian.note(&["guardian"]).unwrap();
    assert!(guardian.reads("note").is_some() && deputy.reads("note").is_none());
    guardian.note(&["deputy", "guardian"]).unwrap();
    assert!(guardian.reads("note").is_some() && deputy.reads("note").is_some());
    let reporter = Back::with(&app, &sent);
    let kinds: Vec<_> = reporter
        .see()
        .outlook
        .timeline
        .iter()
        .map(|step| step.act.kind())
        .collect();
    assert!(!kinds.contains(&"note"), "{kinds:?}");
    reporter
        .message()
        .expect("a note makes nothing of the reporter's stale");
    reporter.message().expect("nor the next");
}

#[test]
fn words_sealed_for_fewer_or_other_offices_than_the_entry_says_are_refused() {
    let app = TestApp::start();
    let sent = scoped(&app);
    let guardian = Hand::at(&app, "guardian", &sent);
    let key = HybridIdentity::generate(&app.entropy).recipient();
    let text = words("note");
    let sealed = |copies: usize| seal_copies(&vec![key.clone(); copies], &text).unwrap();
    let note = |names: &[&str], copies: usize| {
        let item = sealed(copies);
        let offices = names.iter().map(|name| name.parse().unwrap()).collect();
        guardian.act_with(
            &Act::Note {
                item: item.digest(),
                offices,
            },
            &[item],
        )
    };
    for (names, copies, says) in [
        (&["guardian", "deputy"][..], 1, "sealed 1 times and are for 2"),
        (&["guardian"], 2, "sealed 2 times and are for 1"),
        (&["guardian", "guardian"], 2, "each named once"),
        (&["guardian", "nobody"], 2, "offices of the concern's route"),
    ] {
        let refused = note(names, copies).unwrap_err();
        assert!(refused.contains(says), "{names:?}: {refused}");
    }
    let item = sealed(2);
    let doubled = guardian.act_with(
        &Act::Message {
            item: item.digest(),
            audience: Audience::Case,
        },
        &[item],
    );
    assert!(doubled.unwrap_err().contains("are for 1"));

    let reporter = Back::with(&app, &sent);
    let item = sealed(1);
    let act = Act::Disputed {
        matter: Disputed::Scope,
        item: item.digest(),
    };
    let (trust, seen) = (app.trust(), reporter.see());
    let refused = reporter
        .reporter
        .sign(app.client(), &trust, &seen, &act, Some(item))
        .unwrap_err();
    assert!(
        refused.to_string().contains("sealed 1 times and are for 2"),
        "{refused}"
    );
}
