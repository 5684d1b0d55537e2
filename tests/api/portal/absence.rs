//! When somebody is away: they sign it, or a higher stage does for them, and colleagues are told.

use serde_json::json;

use super::{Portal, Screen};
use crate::harness::TestApp;

/// Fills the form for one's own absence and signs it.
fn says_away(portal: &mut Portal, from: &str, until: &str) -> Screen {
    let fields = json!({ "away-from": from, "away-until": until });
    portal.does("guardian", "people", &json!({ "act": "away", "fields": fields }))
}

#[test]
fn an_absence_stands_in_the_record_for_colleagues_to_see_and_days_that_cannot_be_are_refused_in_words() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let absences = || app.count("SELECT count(*) FROM entry WHERE kind = 'absent'");
    portal.signs_in(&app, "guardian");
    portal.goes("guardian", "people");
    // Today is Friday 18 December.
    let past = "Choose tomorrow or a later day: an absence holds from the day after it is signed.";
    let order = "The last day away is before the first.";
    for (from, until, says, at) in [
        ("2026-12-22", "2026-12-21", order, "#away-until-error"),
        ("2026-12-17", "2026-12-31", past, "#away-from-error"),
        ("2026-12-18", "2026-12-31", past, "#away-from-error"),
        (
            "2026-12-21",
            "",
            "Choose a day: Last day away. You are back the day after.",
            "#away-until-error",
        ),
    ] {
        let seen = says_away(&mut portal, from, until);
        assert_eq!(seen.problem().lines().last(), Some(says), "{from} to {until}");
        assert_eq!(portal.reads("guardian", at), [says], "beside the field");
        let kept = portal.reads("guardian", "#away-from, #away-until");
        assert_eq!(kept, [from, until], "what was typed stays");
    }
    assert_eq!(absences(), 0);
    let seen = says_away(&mut portal, "2026-12-21", "2026-12-23");
    assert_eq!(seen.problem(), "");
    seen.says("Signed: Sign the absence. The receipt is checked.");
    assert_eq!(absences(), 1);

    app.tick();
    let days = "Away from Monday 21 December 2026 to Wednesday 23 December 2026.";
    for who in ["guardian", "deputy", "chair", "operator"] {
        portal.signs_in(&app, who).does_not_say("you stand in");
        portal.goes(who, "people");
        portal.waits(who, "#people-all > li");
        let away = portal.reads(who, "#people-all > li:has-text('Away from')");
        assert_eq!(away.len(), 1, "{who}: {away:?}");
        assert!(
            away[0].starts_with("guardian") && away[0].contains(days),
            "{who}: {away:?}"
        );
    }
    portal.bars_nobody("chair", "80-colleague-away");
    app.live_through(3);
    portal
        .signs_in(&app, "deputy")
        .says("Independent guardian is away, and you stand in.");
    app.live_through(3);
    portal.signs_in(&app, "deputy").does_not_say("you stand in");
}

#[test]
fn a_higher_stage_says_for_somebody_below_that_they_are_away_and_a_colleague_cannot() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let guardian = app.person("guardian");
    let form = format!("form:has([id=\"away-from-{guardian}\"])");
    portal.signs_in(&app, "deputy");
    portal.goes("deputy", "people");
    portal.waits("deputy", "#people-all > li");
    assert!(portal.reads("deputy", &form).is_empty());
    portal.signs_in(&app, "chair");
    portal.goes("chair", "people");
    portal.waits("chair", "#people-all > li");
    portal.unfolds("chair", &form);
    for (until, says) in [
        ("2026-12-20", "The last day away is before the first."),
        ("2026-12-24", ""),
    ] {
        portal.fills(
            "chair",
            &json!({ format!("away-from-{guardian}"): "2026-12-21", format!("away-until-{guardian}"): until }),
        );
        let seen = portal.presses_until("chair", &format!("{form} button"), "#people-done");
        assert_eq!(seen.problem().lines().last().unwrap_or_default(), says);
    }
    assert_eq!(app.count("SELECT count(*) FROM entry WHERE kind = 'absent'"), 1);
}
