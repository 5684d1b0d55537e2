//! A witness in the record: named by the operator, signed by the last stage; what is erased waits for its word.

use daylight::client::people;
use daylight::client::public_file::PublicFile;
use daylight_domain::calendar::{add_days, days_between};
use daylight_tlog::Cosigner;

use super::{ask, told, witness, witnessed};
use crate::hands::closed;
use crate::harness::TestApp;
use crate::program::{daylight, json};

/// Seconds since 1970 at noon (UTC) of a day.
fn noon(day: daylight_domain::Date) -> u64 {
    let days = days_between(daylight_domain::Date::constant(1970, 1, 1), day);
    u64::try_from(days).unwrap() * 86_400 + 43_200
}

fn erasures(app: &TestApp) -> i64 {
    app.count("SELECT count(*) FROM entry WHERE kind = 'erased'")
}

#[test]
fn anybody_makes_the_same_public_half_of_a_witness_from_its_vkey_alone() {
    let stranger = witness("witness.invalid/w1");
    let folder = tempfile::tempdir().unwrap();
    let make = |name: &str, vkey: &str| {
        let out = folder.path().join(name);
        let made = daylight(
            &["--json", "key", "witness", vkey, "--out", out.to_str().unwrap()],
            "",
            &[],
        );
        (
            made.status.success(),
            json(&made),
            std::fs::read_to_string(out).ok(),
        )
    };
    let (one, two) = (
        make("one.pub", &stranger.vkey()),
        make("two.pub", &stranger.vkey()),
    );
    assert!(one.0 && one.2 == two.2 && one.1["key_words"] == two.1["key_words"]);
    let file = PublicFile::parse(&one.2.unwrap()).unwrap();
    assert_eq!(
        file.signing,
        Cosigner::from_vkey(&stranger.vkey()).unwrap().public_key()
    );
    let log = daylight_tlog::LogKey::new("test.daylight.invalid/log", &[7; 32]).unwrap();
    assert!(
        !make("three.pub", &log.verifier().vkey()).0,
        "a log's key is none of a witness"
    );
}

#[test]
fn content_is_erased_once_the_recorded_witness_bore_the_day_and_not_by_our_word() {
    let (app, stranger) = witnessed();
    let unrecorded = told(&app, "warning");
    assert!(
        unrecorded
            .iter()
            .any(|what| what.contains("does not stand in the record")),
        "{unrecorded:?}"
    );
    let public = PublicFile::of_witness(&Cosigner::from_vkey(&stranger.vkey()).unwrap());
    let person = daylight_tlog::person_id(&public.signing);
    people::propose(&app.sign_in("operator"), public.half(), None, None, String::new()).unwrap();
    app.tick();
    people::sign(&app.sign_in("outside"), person).unwrap();
    app.tick();
    let sent = closed(&app);
    app.tick();
    let from = app.track(&sent).outlook.erasable_from.unwrap();
    let today = app.track(&sent).outlook.today;
    app.clock.advance_days(i64::from(days_between(today, from)));
    // Its clock says the eve, however many batches of ours bear later days.
    stranger.state().now = noon(from.yesterday().unwrap());
    for _ in 0..9 {
        app.tick();
        assert!(ask(&app));
        app.clock.advance_days(1);
    }
    assert_eq!(erasures(&app), 0, "nobody outside has borne the day");
    assert!(
        told(&app, "warning")
            .iter()
            .all(|what| !what.contains("in the record"))
    );
    stranger.state().now = noon(add_days(from, 8));
    app.tick();
    assert!(ask(&app));
    app.live_through(1);
    assert_eq!(erasures(&app), 1);
    assert!(ask(&app));
}

#[test]
fn a_witness_that_only_the_configuration_names_must_have_borne_the_day_as_well() {
    let (app, stranger) = witnessed();
    let sent = closed(&app);
    app.tick();
    let from = app.track(&sent).outlook.erasable_from.unwrap();
    let today = app.track(&sent).outlook.today;
    app.clock.advance_days(i64::from(days_between(today, from)));
    stranger.state().now = noon(from.yesterday().unwrap());
    for _ in 0..9 {
        app.tick();
        assert!(ask(&app));
        app.clock.advance_days(1);
    }
    assert_eq!(erasures(&app), 0);
    stranger.state().now = noon(add_days(from, 8));
    app.tick();
    assert!(ask(&app));
    app.live_through(1);
    assert_eq!(erasures(&app), 1);
}
