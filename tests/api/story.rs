//! The spine's story: sent, seen, answered; or ignored, and moved up until it stands outside.

use daylight::client::desk;
use daylight::crypto::seal::Plaintext;
use daylight_domain::{Act, Date, StageNo, State};

use crate::harness::{FRIDAY, PLANTED, TestApp};

#[test]
fn an_ignored_concern_reaches_the_outside_body_on_the_dates_of_the_rule_and_nobody_acted() {
    let app = TestApp::start();
    let sent = app.submit();
    assert_eq!(sent.received.received_on, FRIDAY);
    app.tick();

    app.live_through(7);
    assert_eq!(
        app.track(&sent).outlook.stage,
        StageNo(1),
        "the last day still belongs to the first stage"
    );
    app.live_through(1);
    let second = app.track(&sent).outlook;
    assert_eq!(
        (second.stage, second.arrived),
        (StageNo(2), Date::constant(2026, 12, 26))
    );
    app.live_through(8);
    let third = app.track(&sent).outlook;
    assert_eq!(
        (third.stage, third.arrived),
        (StageNo(3), Date::constant(2027, 1, 3))
    );

    let outside = app.sign_in("outside");
    let (found, broken) = desk::find(&outside).unwrap();
    assert_eq!((found.len(), broken), (1, 0));
    assert_eq!(found[0].id, sent.received.concern);
    found[0].sign_opened(&outside).unwrap();
    let concern = found[0].concern(&outside).unwrap().expect("opened");
    let about = concern
        .about(&found[0].capsule.case_identity)
        .unwrap()
        .expect("handed out after opening");
    assert!(about.as_str().unwrap().contains(PLANTED));
    assert!(
        concern
            .account(&found[0].capsule.case_identity)
            .unwrap()
            .is_none(),
        "not before `no conflict`"
    );
    found[0]
        .act_on(&outside, &concern, &Act::NoConflict {}, &[])
        .unwrap();
    let concern = found[0].concern(&outside).unwrap().expect("opened");
    let account = concern
        .account(&found[0].capsule.case_identity)
        .unwrap()
        .expect("handed out now");
    assert!(account.as_str().unwrap().contains(PLANTED));
}

#[test]
fn an_acknowledged_concern_stays_and_the_reporter_reads_the_answer() {
    let app = TestApp::start();
    let sent = app.submit();
    app.tick();
    let guardian = app.sign_in("guardian");
    let (found, _) = desk::find(&guardian).unwrap();
    let found = &found[0];
    assert!(
        found.concern(&guardian).unwrap().is_none(),
        "a desk has capsules and nothing else"
    );
    found.sign_opened(&guardian).unwrap();
    let concern = found.concern(&guardian).unwrap().unwrap();
    found
        .act_on(&guardian, &concern, &Act::NoConflict {}, &[])
        .unwrap();
    let concern = found.concern(&guardian).unwrap().unwrap();
    let line = found
        .seal(&Plaintext::new("Thank you. I will look into it.".to_owned()))
        .unwrap();
    let item = Some(line.digest());
    found
        .act_on(&guardian, &concern, &Act::Acknowledged { item }, &[line])
        .unwrap();

    app.live_through(8);
    let seen = app.track(&sent);
    assert_eq!(
        (seen.outlook.state, seen.outlook.stage),
        (State::Acknowledged, StageNo(1))
    );
}

#[test]
fn an_unacknowledged_concern_moves_up_once_with_two_replicas_and_a_restart() {
    let mut app = TestApp::start_two();
    let sent = app.submit();
    app.tick();
    app.clock.advance_days(8);
    let (one, two) = (app.replicas[0].service.clone(), app.replicas[1].service.clone());
    app.runtime.block_on(async {
        use daylight::actions::run_calendar::run_calendar;
        let (a, b) = tokio::join!(run_calendar(&one), run_calendar(&two));
        assert!(a.unwrap().is_some() || b.unwrap().is_some());
    });
    app.restart();
    let concern = app.track(&sent);
    assert_eq!(concern.outlook.stage, StageNo(2));
    let kinds: Vec<&str> = concern
        .outlook
        .timeline
        .iter()
        .map(|step| step.act.kind())
        .collect();
    assert_eq!(kinds, ["received", "lapsed", "escalated"]);
}
