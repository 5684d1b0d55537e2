//! Content is erased by rule: after its time, borne by a week of batches, with an entry, for good, and told plainly.

use daylight::actions::examine::{Health, examine};
use daylight::actions::examine_record::replay_ledger;
use daylight::actions::run_calendar::run_calendar;
use daylight::client::{attachments, desk, unread};
use daylight_domain::calendar::{add_days, add_months};
use daylight_domain::{Act, Date, Disputed, State};
use daylight_tlog::replay::Verdict;

use crate::attachments::{attach, file};
use crate::database::TestDatabase;
use crate::hands::{Back, Hand, closed};
use crate::harness::{Sent, TestApp};
use crate::left_blobs::blob;
use crate::program::{Both, json};

/// The policy of the demonstration keeps content for so many months after the last closing.
const KEPT_MONTHS: u16 = 36;

/// Closed with a file attached; and the first day on which its content may be erased.
fn closed_with_a_file(app: &TestApp) -> (Sent, Date) {
    let mine = tempfile::tempdir().unwrap();
    let sent = closed(app);
    attach(app, &sent, &file(&mine, 100_000)).unwrap();
    app.tick();
    assert_eq!(app.track(&sent).outlook.erasable_from, None, "nobody has read it");
    Hand::at(app, "guardian", &sent).write();
    app.tick();
    let from = app.track(&sent).outlook.erasable_from.unwrap();
    assert_eq!(
        from,
        add_months(app.track(&sent).outlook.closed.unwrap(), KEPT_MONTHS)
    );
    (sent, from)
}

fn kept(app: &TestApp, sent: &Sent) -> i64 {
    let id = crate::database::bytes(&sent.received.concern.to_string());
    let tables = ["sealed", "part", "hand_out", "upload", "blob"];
    let counts = tables.map(|table| app.count(&format!("SELECT count(*) FROM {table} WHERE concern = {id}")));
    counts.iter().sum()
}

fn verdict(app: &TestApp) -> Verdict {
    app.runtime
        .block_on(replay_ledger(app.service()))
        .unwrap()
        .unwrap()
}

fn doctor(app: &TestApp) -> Health {
    app.runtime.block_on(examine(app.service())).unwrap()
}

fn erasures(app: &TestApp) -> i64 {
    app.count("SELECT count(*) FROM entry WHERE kind = 'erased'")
}

#[test]
fn content_is_erased_after_its_time_and_seven_batches_and_everybody_is_told_the_day() {
    let app = TestApp::start();
    let (sent, from) = closed_with_a_file(&app);
    let open = app.submit();
    let item = attachments::attached(&app.track(&sent))[0];
    app.skip_to(add_days(from, 5));
    // The batches of the last day before, and of that one: the others were missed while the machine stood still.
    for _ in 0..5 {
        assert!(erasures(&app) == 0 && blob(&app, item).is_some());
        app.live_through(1);
    }
    assert_eq!(erasures(&app), 0, "six batches bear the date");
    app.live_through(1);
    let day = add_days(from, 11);
    assert_eq!(
        (erasures(&app), kept(&app, &sent), blob(&app, item)),
        (1, 0, None)
    );

    let told = app.track(&sent);
    assert!(
        told.entries.iter().any(|each| each.entry.act
            == Act::Erased {
                months: KEPT_MONTHS,
                backups_end: add_days(day, 14),
            }),
        "by which rule, and when the last backup goes"
    );
    assert_eq!(
        (told.outlook.erased, told.outlook.state),
        (Some(day), State::Closed)
    );
    assert!(told.manifest.is_none() && told.outlook.next_date.is_none());
    let late = Back::with(&app, &sent).message().unwrap_err();
    assert!(late.contains(&format!("erased by rule on {day}")), "{late}");
    let late = attach(&app, &sent, &file(&tempfile::tempdir().unwrap(), 9)).unwrap_err();
    assert!(late.contains("erased by rule"), "{late}");
    let guardian = app.sign_in("guardian");
    let id = sent.received.concern;
    assert!(
        desk::find(&guardian)
            .unwrap()
            .0
            .iter()
            .all(|found| found.id != id)
    );
    assert_eq!(
        desk::erased(&guardian, id).unwrap().unwrap().outlook.erased,
        Some(day)
    );
    assert!(
        desk::erased(&app.sign_in("outside"), id).unwrap().is_none(),
        "never theirs"
    );
    let auditor = unread::look(&app.sign_in("auditor"), id);
    assert!(auditor.is_err(), "what is not published yet is not shown");

    app.live_through(2);
    assert_eq!(
        unread::look(&app.sign_in("auditor"), id).unwrap().outlook.erased,
        Some(day)
    );
    assert_eq!(verdict(&app).erased, [id]);
    assert_eq!(erasures(&app), 1, "once");
    let health = doctor(&app);
    assert!(
        health
            .findings
            .iter()
            .any(|finding| finding.what.contains("was erased by rule"))
    );
    assert!(
        health
            .findings
            .iter()
            .all(|finding| !finding.what.contains("sealed part"))
    );
    let open = app.track(&open).outlook;
    assert!(
        open.erased.is_none() && open.state == State::Received,
        "an open one stays"
    );
}

#[test]
fn the_commands_say_plainly_that_the_content_was_erased_and_when() {
    let app = TestApp::start();
    let (sent, from) = closed_with_a_file(&app);
    app.skip_to(from);
    app.live_through(6);
    let at = Both::of(&app, &sent);
    let page = at.reporter.page();
    assert!(page.contains("Its content was erased by rule on"), "{page}");
    assert!(
        page.contains("36 months after the last closing. The last backup with it is destroyed by"),
        "{page}"
    );
    assert!(
        page.contains("36 months") && !page.contains("Come back on"),
        "{page}"
    );
    let day = add_days(from, 6);
    let told = json(&at.reporter.track(&["--json"], ""));
    assert_eq!(told["erased_on"], day.to_string());
    assert_eq!(
        json(&at.guardian.run(&["open", &at.id]))["erased_on"],
        day.to_string()
    );
}

#[test]
fn a_concern_that_is_open_again_or_whose_reporter_was_ill_treated_is_not_erased() {
    let app = TestApp::start();
    let (disputed, from) = closed_with_a_file(&app);
    let (treated, _) = closed_with_a_file(&app);
    app.skip_to(from);
    let until = add_days(from, 5);
    app.skip_to(until);
    Back::with(&app, &disputed).dispute(Disputed::Findings).unwrap();
    Back::with(&app, &treated).treated(true).unwrap();
    app.live_through(30);
    assert_eq!(erasures(&app), 0);
    assert_eq!(app.track(&disputed).outlook.state, State::FindingsSent);
    let answer = Hand::at(&app, "outside", &treated);
    answer.say(|item| Act::TreatmentAnswered { item }).unwrap();
    app.live_through(1);
    assert!(app.track(&treated).outlook.erased.is_some(), "answered, it goes");
    assert!(app.track(&disputed).outlook.erased.is_none());
}

#[test]
fn a_file_that_could_not_be_removed_after_the_entry_is_found_and_removed_by_a_later_tick() {
    let app = TestApp::start();
    let (sent, from) = closed_with_a_file(&app);
    let item = attachments::attached(&app.track(&sent))[0];
    let path = blob(&app, item).unwrap();
    app.skip_to(from);
    app.live_through(5);
    // As if the process had died after the commit: the entry stands, and something still lies in the file's place.
    std::fs::rename(&path, path.with_extension("aside")).unwrap();
    std::fs::create_dir(&path).unwrap();
    app.live_through(1);
    assert_eq!((erasures(&app), kept(&app, &sent)), (1, 1));
    app.live_through(3);
    let health = doctor(&app);
    assert!(
        health
            .findings
            .iter()
            .any(|finding| finding.what.contains("should be gone")),
        "{health:?}"
    );
    std::fs::remove_dir(&path).unwrap();
    std::fs::rename(path.with_extension("aside"), &path).unwrap();
    app.live_through(1);
    assert_eq!((blob(&app, item), kept(&app, &sent)), (None, 0));
    assert!(doctor(&app).is_healthy());
}

#[test]
fn two_replicas_at_once_erase_once_and_a_row_that_knows_less_is_set_right() {
    let mut app = TestApp::start_two();
    let (sent, from) = closed_with_a_file(&app);
    let next = "SELECT count(*) FROM concern WHERE erasable_day = 0";
    app.damage("UPDATE concern SET erasable_day = 0");
    app.ledger_is_damaged = false;
    app.live_through(1);
    assert_eq!(app.count(next), 0, "as after the migration");
    app.skip_to(from);
    app.live_through(5);
    app.clock.advance_days(1);
    let (one, two) = (app.replicas[0].service.clone(), app.replicas[1].service.clone());
    let (a, b) = app
        .runtime
        .block_on(async { tokio::join!(run_calendar(&one), run_calendar(&two)) });
    assert!(a.unwrap().is_some() || b.unwrap().is_some());
    app.live_through(1);
    assert_eq!((erasures(&app), kept(&app, &sent)), (1, 0));
}

#[test]
fn an_old_copy_of_the_database_that_was_put_back_erases_and_removes_nothing() {
    let mut app = TestApp::start();
    let (sent, from) = closed_with_a_file(&app);
    let item = attachments::attached(&app.track(&sent))[0];
    app.skip_to(add_days(from, 4));
    app.between_lives(TestDatabase::copy);
    app.live_through(1);
    app.between_lives(TestDatabase::put_back);
    app.ledger_is_damaged = true;
    for _ in 0..10 {
        app.clock.advance_days(1);
        let outcome = app.runtime.block_on(run_calendar(app.service()));
        assert!(outcome.is_err(), "nothing is published");
    }
    assert!(erasures(&app) == 0 && blob(&app, item).is_some());
}

#[test]
fn between_an_erasure_and_its_batch_doctor_finds_no_fault() {
    let app = TestApp::start();
    let sent = closed(&app);
    app.skip_to(app.track(&sent).outlook.erasable_from.unwrap());
    app.live_through(6);
    let waits = "SELECT count(*) FROM entry WHERE kind = 'erased' AND batch IS NULL";
    assert_eq!(app.count(waits), 1);
    let health = doctor(&app);
    assert!(health.is_healthy(), "{health:?}");
}

#[test]
fn a_reporter_is_handed_no_note_and_sees_that_they_were_read_also_by_who_signed_after_one() {
    let app = TestApp::start();
    let sent = closed(&app);
    Back::with(&app, &sent).message().unwrap();
    app.tick();
    let guardian = Hand::at(&app, "guardian", &sent);
    guardian.note(&["guardian"]).unwrap();
    guardian.write();
    app.tick();
    let seen = app.track(&sent).outlook;
    assert!(!seen.unread);
    app.skip_to(add_months(seen.closed.unwrap(), KEPT_MONTHS));
    app.live_through(8);
    let seen = app.track(&sent);
    assert!(seen.outlook.erased.is_some());
    assert!(!seen.entries.iter().any(|each| each.entry.act.kind() == "note"));
}
