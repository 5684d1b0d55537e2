//! A mail server that is of no use for days, and an address that never is: no date moves, and every mail comes, or
//! stands in the record as given up.

use std::collections::BTreeSet;
use std::sync::Arc;

use daylight::actions::deliver_mail::deliver_mail;
use daylight::actions::examine::{Health, examine};
use daylight_domain::{Date, StageNo};

use super::server::{MailServer, SHORT};
use crate::harness::TestApp;

const HOUR_MS: i64 = 60 * 60 * 1000;

fn app_with(server: &MailServer) -> TestApp {
    let mut app = TestApp::start();
    app.mailer = Some(Arc::new(server.plain_mailer()));
    app.restart();
    app
}

fn doctor(app: &TestApp) -> Health {
    app.runtime.block_on(examine(app.service())).unwrap()
}

fn says(health: &Health, words: &str) -> bool {
    health.findings.iter().any(|finding| finding.what.contains(words))
}

/// Three days of it around the date, then the server is back.
fn three_days_of(mode: &str) {
    let server = MailServer::start(&[]);
    let mut app = app_with(&server);
    let sent = app.submit();
    app.live_through(5);
    assert_eq!(app.track(&sent).outlook.stage, StageNo(1));
    let before = server.taken().len();
    assert!(
        before >= 4 * 5,
        "{before}: a digest a day for each of four holders"
    );
    server.mode(mode);
    if mode == "hang" {
        app.mailer = Some(Arc::new(server.plain_mailer().within(SHORT)));
        app.restart();
    }
    for _ in 0..3 {
        app.clock.advance_ms(18 * HOUR_MS);
        app.tick();
        for _ in 0..3 {
            app.clock.advance_ms(2 * HOUR_MS);
            app.tick();
        }
    }
    let seen = app.track(&sent);
    assert_eq!(
        (seen.outlook.stage, seen.outlook.arrived),
        (StageNo(2), Date::constant(2026, 12, 26)),
        "{mode}: on the day, whatever the mail server does"
    );
    let health = doctor(&app);
    assert!(
        says(&health, "mails wait to leave, the oldest of 2026-12-24"),
        "{health:?}"
    );
    assert_eq!(says(&health, "no mail can leave"), mode == "hang", "{health:?}");

    server.mode("accept");
    app.mailer = Some(Arc::new(server.plain_mailer()));
    app.restart();
    app.clock.advance_ms(2 * HOUR_MS);
    app.tick();
    assert_eq!(
        app.count("SELECT count(*) FROM mail WHERE delivered_day IS NULL"),
        0,
        "{mode}: every mail went"
    );
    assert_eq!(
        app.count("SELECT count(*) FROM mail WHERE not_before_ms <> 0"),
        0,
        "no mail that went keeps the moment of a try"
    );
    let taken = server.taken();
    let distinct: BTreeSet<&str> = taken.iter().map(|mail| mail.header("Message-ID")).collect();
    assert_eq!(
        i64::try_from(distinct.len()).unwrap(),
        app.count("SELECT count(*) FROM mail"),
        "{mode}: each at least once"
    );
    if mode == "drop" {
        assert!(taken.len() > distinct.len(), "sent twice, under one Message-ID");
    } else {
        assert_eq!(taken.len(), distinct.len(), "{mode}: none twice");
    }
    assert!(!says(&doctor(&app), "wait to leave"));
}

#[test]
fn a_mail_server_that_refuses_for_three_days_moves_no_date_and_loses_no_mail() {
    three_days_of("refuse-4xx");
    three_days_of("refuse-5xx");
}

#[test]
fn a_mail_server_that_hangs_for_three_days_moves_no_date_and_loses_no_mail() {
    three_days_of("hang");
}

#[test]
fn a_mail_server_that_drops_after_data_for_three_days_moves_no_date_and_loses_no_mail() {
    three_days_of("drop");
}

#[test]
fn a_broken_address_holds_up_no_other_and_is_given_up_after_a_fortnight_as_an_entry() {
    let server = MailServer::start(&[]);
    let app = app_with(&server);
    server.mode("refuse chair@demo.invalid");
    app.live_through(13);
    let given_up = "SELECT count(*) FROM entry WHERE kind = 'mail_given_up'";
    assert_eq!(app.count(given_up), 0);
    app.live_through(3);
    // The chair's mails of three days, each on its own fourteenth day after, one entry a day.
    let count = app.count(given_up);
    assert_eq!(
        count,
        app.count("SELECT count(*) FROM mail WHERE given_up_day IS NOT NULL")
    );
    assert!((2..=3).contains(&count), "{count}");
    assert_eq!(
        app.count("SELECT count(*) FROM mail WHERE given_up_day IS NOT NULL AND message = ''"),
        0,
        "given up is not deleted"
    );
    let health = doctor(&app);
    assert!(
        says(&health, "mails to chair <chair@demo.invalid> were given up"),
        "{health:?}"
    );
    let taken = server.taken();
    assert!(taken.iter().all(|mail| mail.to != "chair@demo.invalid"));
    for name in ["guardian", "deputy", "outside"] {
        let to = format!("{name}@demo.invalid");
        assert!(taken.iter().filter(|mail| mail.to == to).count() >= 16, "{name}");
    }
}

#[test]
fn two_replicas_send_each_mail_once() {
    let app = TestApp::start_two();
    app.mail.refuse(true);
    app.live_through(3);
    app.mail.refuse(false);
    app.clock.advance_ms(2 * HOUR_MS);
    let (one, two) = (&app.replicas[0].service, &app.replicas[1].service);
    let (first, second) = app
        .runtime
        .block_on(async { tokio::join!(deliver_mail(one), deliver_mail(two)) });
    let went = first.unwrap().checked_add(second.unwrap()).unwrap();
    let ids: BTreeSet<_> = app.mail.sent().iter().map(|mail| mail.id).collect();
    assert_eq!(u64::try_from(ids.len()).unwrap(), went);
    assert_eq!(ids.len(), app.mail.sent().len());
    assert_eq!(
        app.count("SELECT count(*) FROM mail WHERE delivered_day IS NULL"),
        0
    );
}
