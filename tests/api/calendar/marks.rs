//! The high-water mark is missing: nothing is signed until the operator has said what the database is.

use daylight::actions::ActionError;
use daylight::actions::confirm_mark::confirm_mark;
use daylight::actions::run_calendar::run_calendar;

use super::{SECOND, arrivals, doctor, kept, put_back, says};
use crate::harness::TestApp;

const SIGNED: &str = "SELECT count(*) FROM batch WHERE checkpoint IS NOT NULL";

fn lose_the_mark(app: &TestApp) {
    std::fs::remove_file(app.dir.path().join("high-water")).unwrap();
}

fn confirm(app: &TestApp, kept: Option<&[u8]>) -> Result<u64, ActionError> {
    app.runtime.block_on(confirm_mark(app.service(), kept))
}

/// A day goes by whose batch is not signed.
fn live_unsigned(app: &TestApp) {
    app.clock.advance_days(1);
    let outcome = app.runtime.block_on(run_calendar(app.service()));
    assert!(matches!(outcome, Err(ActionError::Internal(_))), "{outcome:?}");
}

#[test]
fn without_the_mark_nothing_is_signed_while_intake_and_dates_go_on_until_a_kept_checkpoint_fits() {
    let app = TestApp::start();
    let sent = app.submit();
    app.tick();
    let checkpoint = kept(&app);
    lose_the_mark(&app);
    let signed = app.count(SIGNED);
    for _ in 0..8 {
        live_unsigned(&app);
    }
    app.submit();
    assert_eq!(app.count(SIGNED), signed, "no tick writes the mark anew");
    assert_eq!(arrivals(&app, &sent), [SECOND], "dates go on");
    assert!(says(&doctor(&app), "high-water file is missing"));

    confirm(&app, Some(&checkpoint)).unwrap();
    assert!(!says(&doctor(&app), "high-water file is missing"));
    app.tick();
    assert_eq!(
        app.count("SELECT count(*) FROM batch WHERE checkpoint IS NULL"),
        0
    );
    assert!(doctor(&app).is_healthy());
    assert!(
        confirm(&app, None).is_err(),
        "a mark that is there is not written over"
    );
}

#[test]
fn an_old_copy_without_the_mark_is_refused_by_a_newer_checkpoint_and_goes_on_only_with_the_loss_accepted() {
    let (app, newer) = put_back();
    lose_the_mark(&app);
    let signed = app.count(SIGNED);

    assert!(matches!(
        confirm(&app, Some(&newer)),
        Err(ActionError::Refused(_))
    ));
    // Longer than what was lost, and still not what was signed.
    for _ in 0..9 {
        app.submit();
    }
    live_unsigned(&app);
    assert!(matches!(
        confirm(&app, Some(&newer)),
        Err(ActionError::Refused(_))
    ));
    let stranger = String::from_utf8(newer)
        .unwrap()
        .replace("test.daylight.invalid", "other.invalid");
    assert!(matches!(
        confirm(&app, Some(stranger.as_bytes())),
        Err(ActionError::Malformed(_))
    ));
    live_unsigned(&app);
    assert_eq!(app.count(SIGNED), signed, "no refusal leaves a mark");

    confirm(&app, None).unwrap();
    app.tick();
    assert!(app.count(SIGNED) > signed);
}
