//! Where the policy does not allow it, there is no such form.

use daylight::client::people;

use super::{Form, allowing, page, start};
use crate::browser::sent;
use crate::harness::TestApp;

#[test]
fn where_the_policy_does_not_allow_it_nothing_of_the_form_exists() {
    let app = TestApp::start();
    for path in ["/form", "/cy/form", "/pl/form", "/ur/form", "/fr/form"] {
        assert_eq!(app.call("GET", path, &[], b"").status, 404, "{path}");
        let form = Form::of(&[("do", "send"), ("what", "The till is short.")]);
        form.send_to(&app, path, &[]).is(404);
    }
    let start = app.call("GET", "/", &[], b"");
    let start = String::from_utf8(start.body).unwrap();
    assert!(!start.contains("/form\""));
    assert!(start.contains("This form needs scripts"));
}

#[test]
fn the_start_page_leads_there_without_a_script_and_names_the_other_ways() {
    let app = start();
    let page = String::from_utf8(app.call("GET", "/", &[], b"").body).unwrap();
    let without = &page[page.find("<noscript>").unwrap()..page.find("</noscript>").unwrap()];
    for words in [
        "href=\"/form\"",
        "The server sees what you type and your code for a moment",
        "href=\"#help\"",
        "daylight submit --url ADDRESS",
    ] {
        assert!(without.contains(words), "{words}: {without}");
    }
}

#[test]
fn a_later_policy_ends_the_form_and_shuts_nobody_out_of_their_concern() {
    let app = start();
    let form = Form::fresh(&app);
    form.send(&app).is(200);
    let on_arrival = sent(&app, &serde_json::json!(form.get("code")));
    assert!(app.track(&on_arrival).manifest.unwrap().sealed_on_arrival);
    set_policy(&app, daylight::server::POLICY);
    let elsewhere = app.submit();

    let page = page(&app);
    assert!(!page.html.contains("name=\"what\""), "nothing to send");
    page.says("I have a code");
    form.clone()
        .with("what", "Something else.")
        .send(&app)
        .is(422)
        .says("has not been sent");
    let enter = |code: &str| Form::of(&[("do", "enter"), ("code", code)]).send(&app);
    enter(form.get("code")).is(200).says("You sent it on");
    // This one's rules promise that the server never sees the code: no page of its own tells that it is known.
    enter(&elsewhere.code.words())
        .is(422)
        .says("We do not know this code.");

    set_policy(
        &app,
        &allowing(&daylight::server::POLICY.replace("months = 36", "months = 35")),
    );
    enter(&elsewhere.code.words()).is(200);
}

fn set_policy(app: &TestApp, policy: &str) {
    people::propose_policy(&app.sign_in("operator"), policy).unwrap();
    app.tick();
    let proposed = people::policies(&app.sign_in("outside")).unwrap().policies;
    let waiting = proposed
        .iter()
        .find(|policy| policy.standing == "proposed")
        .unwrap();
    people::sign_policy(&app.sign_in("outside"), &waiting.policy.to_string()).unwrap();
    app.live_through(8);
}
