//! What becomes of a concern by a signature is said as it is at its stage.

use daylight_domain::{StageNo, Urgency};
use serde_json::json;

use super::{Portal, id};
use crate::harness::TestApp;

const MISMATCH: &str = "form[data-act=mismatch]";
const SURE: &str = "#mismatch-sure button";

#[test]
fn below_the_last_stage_it_goes_up_and_above_one_it_stays() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let sent = app.submit();
    app.tick();
    portal.signs_in_and_opens(&app, "guardian", &sent);
    let out = "You see nothing more of it. Nobody can take that back.";
    portal.unfolds("guardian", MISMATCH);
    portal
        .unfolds_and_looks("guardian", SURE)
        .says("it goes to the next stage at once.")
        .says(out);
    app.live_through(8);
    portal.comes_back(&app, "guardian", &sent);
    portal.unfolds("guardian", MISMATCH);
    portal
        .unfolds_and_looks("guardian", SURE)
        .says("A higher stage has it already, and goes on.")
        .says(out)
        .does_not_say("goes to the next stage");
}

#[test]
fn at_the_last_stage_nothing_is_said_to_go_up_and_nothing_does() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let all = [(); 3].map(|()| {
        let (code, sealed) = app.seal(&["guardian", "deputy", "chair"], Urgency::Ordinary);
        app.send(code, &sealed)
    });
    app.tick();
    portal.signs_in(&app, "outside");
    for (at, sent) in all.iter().enumerate() {
        if at > 0 {
            portal.goes("outside", "desk");
        }
        portal.opens("outside", sent);
        let tag = json!({ "tags-text": "Invented Haulage" });
        portal.acts("outside", "tags", &tag);
    }
    portal.unfolds("outside", MISMATCH);
    portal
        .unfolds_and_looks("outside", SURE)
        .says("No stage is above yours: the concern stays with you.")
        .does_not_say("to the next stage")
        .does_not_say("You see nothing more of it.");
    portal.waits("outside", "#repeat-part:not([hidden])");
    portal.unfolds("outside", "form[data-act=repeat]");
    portal
        .unfolds_and_looks("outside", "#repeat-sure button")
        .says("the record shows that it comes up again, and the concern stays with you.")
        .says("Nobody can take that back.")
        .does_not_say("goes up");
    portal.bars_nobody("outside", "87-repeat-at-last");
    let reason = json!({ "repeat-text": "The same firm again." });
    let seen = portal.acts("outside", "repeat", &reason);
    assert_eq!(
        seen.done(),
        "Signed: Write down that this comes up again. The receipt is checked."
    );
    seen.says("outside said that this comes up again.");
    assert_eq!(app.track(&all[2]).outlook.stage, StageNo(3));
    portal.goes("outside", "desk").says(&id(&all[2])[..8]);
}
