//! A witness that refuses, lies, hangs or stays away: publication stops and the alarm is raised; nothing else changes.

use daylight::actions::run_calendar::run_calendar;
use daylight_domain::StageNo;

use super::stranger::{Exchange, Mode};
use super::{ask, doctor, published, signed, size, told, witnessed};
use crate::hands::Hand;
use crate::harness::TestApp;
use crate::log;

/// Intake, hand-out and lapses go on, and the tick does not fail.
fn lives_on(app: &TestApp) {
    let sent = app.submit();
    app.tick();
    Hand::at(app, "guardian", &sent).see();
    app.live_through(8);
    assert_eq!(
        app.track(&sent).outlook.stage,
        StageNo(2),
        "not acknowledged, it moved up"
    );
}

#[test]
fn a_refusal_of_whatever_kind_stops_publication_raises_the_alarm_and_stops_nothing_else() {
    let (app, stranger) = witnessed();
    let before = published(&app).unwrap();
    app.submit();
    app.tick();
    for (mode, words) in [
        (Mode::Says(400, ""), "does not take the checkpoint (status 400)"),
        (
            Mode::Says(403, "who"),
            "does not take the signature of this log's key",
        ),
        (Mode::Says(404, ""), "does not know this log"),
        (Mode::Says(409, "5\n"), "says that it cosigned 5 entries"),
        (Mode::Says(409, "five"), "did not last cosign"),
        (Mode::Says(422, ""), "does not find the tree of"),
        (Mode::Says(302, ""), "(status 302)"),
        (Mode::Says(204, ""), "(status 204)"),
        (Mode::Says(200, ""), "without a good cosignature"),
        (
            Mode::Says(200, "— witness.invalid/w1 AAAA\n"),
            "without a good cosignature",
        ),
        (Mode::Says(200, "<html>\n\n"), "without a good cosignature"),
    ] {
        stranger.mode(mode);
        assert!(!ask(&app));
        assert_eq!(published(&app).as_ref(), Some(&before), "{words}");
        let faults = told(&app, "fault");
        assert!(
            faults.len() == 1 && faults[0].contains(words),
            "{words}: {faults:?}"
        );
        assert!(!doctor(&app).is_healthy());
        let waits = told(&app, "warning");
        assert!(
            waits.iter().any(|what| what.contains("waits for the witnesses")),
            "{waits:?}"
        );
    }
    lives_on(&app);
    let said = String::from_utf8(log::captured()).unwrap();
    assert!(
        said.contains("was not cosigned") && !said.contains("<html>"),
        "our words, not the witness's"
    );

    stranger.mode(Mode::Right);
    assert!(ask(&app), "mended, it is asked from where it stood");
    assert_eq!(published(&app), Some(signed(&app)));
    assert!(told(&app, "fault").is_empty());
}

#[test]
fn a_cosignature_by_another_key_or_over_another_tree_is_none() {
    for mode in [Mode::WrongKey, Mode::WrongTree] {
        let (app, stranger) = witnessed();
        let before = published(&app);
        app.submit();
        app.tick();
        stranger.mode(mode);
        assert!(!ask(&app));
        assert_eq!(published(&app), before);
        assert!(told(&app, "fault")[0].contains("without a good cosignature"));
        stranger.mode(Mode::Right);
        assert!(ask(&app), "it had kept what it was sent, and cosigns it anew");
        assert_eq!(published(&app), Some(signed(&app)));
    }
}

#[test]
fn a_conflict_is_never_the_base_of_a_proof() {
    let (app, stranger) = witnessed();
    let shown = size(&published(&app).unwrap());
    let before = published(&app);
    app.live_through(2);
    stranger.session();
    // Somebody showed it more of a log of this name than we have; or it says so.
    for claimed in ["0\n", "4\n", "1024\n", "18446744073709551615\n"] {
        stranger.mode(Mode::Says(409, claimed));
        for _ in 0..3 {
            assert!(!ask(&app));
        }
    }
    let asked: Vec<Exchange> = stranger.session();
    assert_eq!(asked.len(), 12, "one request a try");
    let mut requests: Vec<&str> = asked.iter().map(|each| each.request.as_str()).collect();
    requests.dedup();
    assert_eq!(requests.len(), 1, "the same each time");
    assert!(requests[0].starts_with(&format!("old {shown}\n")));
    assert_eq!(published(&app), before);
    assert!(told(&app, "fault")[0].contains("cosigned 18446744073709551615 entries; from here it was shown"));
}

#[test]
fn a_witness_that_cosigned_another_history_of_the_same_size_is_an_alarm() {
    let (app, stranger) = witnessed();
    let before = published(&app);
    app.live_through(1);
    let next = size(&signed(&app));
    stranger.session();
    stranger.state().size = next;
    stranger.state().root = [3; 32];
    assert!(!ask(&app));
    let asked = stranger.session();
    assert_eq!(
        asked.iter().map(|each| each.status).collect::<Vec<_>>(),
        [409, 409]
    );
    assert!(
        asked[1].request.starts_with(&format!("old {next}\n\n")),
        "our checkpoint from its own size, and no proof"
    );
    assert!(told(&app, "fault")[0].contains(&format!("cosigned another history of {next} entries")));
    assert_eq!(published(&app), before);
}

#[test]
fn a_witness_that_hangs_or_is_away_for_days_holds_up_no_date_and_catches_up_later() {
    let (app, stranger) = witnessed();
    let before = published(&app);
    stranger.mode(Mode::Hangs);
    app.live_through(1);
    app.runtime.block_on(async {
        let service = app.service();
        let (asked, ticked) = tokio::join!(
            daylight::actions::ask_witnesses::ask_witnesses(service),
            run_calendar(service)
        );
        assert!(
            !asked.unwrap() && ticked.unwrap().is_some(),
            "the tick goes on beside it"
        );
    });
    stranger.mode(Mode::Away);
    for _ in 0..3 {
        app.live_through(1);
        assert!(!ask(&app));
    }
    lives_on(&app);
    assert_eq!(published(&app), before);
    let away = told(&app, "warning");
    assert!(
        away.iter()
            .any(|what| what.contains("does not answer, since 2026-12-19")),
        "{away:?}"
    );
    assert!(told(&app, "fault").is_empty(), "to be away is no fault");

    stranger.session();
    stranger.mode(Mode::Right);
    stranger.state().now += 12 * 86_400;
    assert!(ask(&app));
    assert_eq!(published(&app), Some(signed(&app)));
    let session = stranger.session();
    assert!(
        session.len() >= 12 && session.iter().all(|each| each.status == 200),
        "each day's batch, in order"
    );
    let audit = app
        .sign_in("auditor")
        .get::<Vec<String>>("audit/checkpoints")
        .unwrap();
    assert!(
        audit
            .iter()
            .all(|checkpoint| stranger.signed(checkpoint).is_some()),
        "late, and there"
    );
    let report = crate::exporting::export_of(&app)
        .0
        .verify(&app, &daylight_tlog::verify::Asked::default());
    let first = &report.late_cosignatures[0];
    assert_eq!(
        (first.batch.to_string().as_str(), first.days),
        ("2026-12-19", 11),
        "named, and no fault"
    );
}

#[test]
fn dying_before_the_answer_came_or_was_kept_loses_nothing_and_asks_for_the_same_again() {
    let (mut app, stranger) = witnessed();
    app.submit();
    app.tick();
    // It has cosigned and kept it; the answer is lost, and the process is gone.
    stranger.mode(Mode::LosesAnswer);
    assert!(!ask(&app));
    app.restart();
    app.live_through(2);
    stranger.mode(Mode::Right);
    stranger.session();
    assert!(ask(&app));
    let statuses: Vec<u16> = stranger.session().iter().map(|each| each.status).collect();
    assert_eq!(statuses, [409, 200, 200, 200]);
    assert_eq!(published(&app), Some(signed(&app)));
    assert!(told(&app, "fault").is_empty());
}

#[test]
fn a_first_answer_that_was_lost_is_asked_for_again_though_newer_batches_are_there() {
    let stranger = super::witness("witness.invalid/w1");
    let mut app = TestApp::start_under(&stranger.table());
    stranger.mode(Mode::LosesAnswer);
    assert!(!ask(&app));
    app.restart();
    app.live_through(2);
    stranger.mode(Mode::Right);
    assert!(ask(&app));
    assert_eq!(published(&app), Some(signed(&app)));
}

#[test]
fn dying_between_the_cosignature_and_publication_is_mended_by_the_next_tick() {
    let (mut app, _stranger) = witnessed();
    app.submit();
    app.tick();
    assert!(ask(&app));
    let newest = published(&app);
    app.damage("UPDATE batch SET published = FALSE WHERE number > 0");
    app.ledger_is_damaged = false;
    assert_ne!(published(&app), newest);
    app.restart();
    app.tick();
    assert_eq!(published(&app), newest);
}
