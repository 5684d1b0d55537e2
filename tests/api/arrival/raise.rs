//! Raising a concern without a script.

use daylight::client::desk;
use daylight_domain::{ClockName, StageNo, Urgency};
use serde_json::json;

use super::{Form, Page, page, start};
use crate::browser::sent;
use crate::hands::Hand;
use crate::harness::{PLANTED, Sent, TestApp};
use crate::program::{Both, json as json_of};

const HONEST: &str = "The server sees what you type and your code for a moment while it seals them. \
                      With scripts on, or with the command line, it never does.";

fn arrived(app: &TestApp, form: &Form) -> Sent {
    sent(app, &json!(form.get("code")))
}

fn read(app: &TestApp, name: &str, sent: &Sent) -> (String, String) {
    let hand = Hand::at(app, name, sent);
    let concern = hand.see();
    let with = &hand.found.capsule.case_identity;
    let text = |part: Option<daylight::crypto::seal::Plaintext>| part.unwrap().as_str().unwrap().to_owned();
    (
        text(concern.about(with).unwrap()),
        text(concern.account(with).unwrap()),
    )
}

#[test]
fn r01_r32_a_concern_is_raised_without_a_script_and_its_manifest_says_who_sealed_it() {
    let app = start();
    page(&app).says(HONEST);
    let form = Form::fresh(&app)
        .with("danger", "no")
        .with("kind", "Fraud, bribery or misuse of money")
        .with("kind", "I am not sure")
        .with("kind-who", &format!("The canteen. {PLANTED}"))
        .with("when", "I do not know\nor in spring")
        .with("people", "few")
        .with("who", "no");
    form.send(&app)
        .is(200)
        .says("Your concern has been sent")
        .says("By Friday 25 December 2026: Independent reviewers must reply.")
        .says("Come back on or after Friday 25 December 2026 with your code.");
    let sent = arrived(&app, &form);
    let manifest = app.track(&sent).manifest.unwrap();
    assert!(manifest.sealed_on_arrival);
    app.tick();
    let (about, account) = read(&app, "guardian", &sent);
    assert!(
        about.contains("Who and where is it about?\nThe canteen."),
        "{about}"
    );
    assert!(
        account.contains(&format!("What happened?\nThe till is short. {PLANTED}\n")),
        "under its question: {account}"
    );
    assert!(
        account.contains("I do not know\nor in spring"),
        "R05: that is an answer: {account}"
    );
    assert!(account.contains("How many people could know this?\nA few people"));
    assert!(account.contains("Do you want to tell us who you are?\nNo"));
}

#[test]
fn whoever_opens_it_at_a_terminal_is_told_that_the_server_sealed_it() {
    let app = start();
    let form = Form::fresh(&app);
    form.send(&app).is(200);
    for (sent, here) in [(arrived(&app, &form), true), (app.submit(), false)] {
        app.tick();
        let at = Both::of(&app, &sent);
        let opened = json_of(&at.guardian.run(&["open", &at.id]));
        assert_eq!(opened["sealed_on_arrival"], here);
        assert_eq!(at.reporter.page().contains("the server sealed it"), here);
    }
}

#[test]
fn r05_what_happened_is_the_only_answer_that_is_needed() {
    let app = start();
    let form = Form::fresh(&app);
    form.clone()
        .with("what", " \n ")
        .with("when", "In the spring of an invented year")
        .with("exclude", "deputy")
        .send(&app)
        .is(422)
        .says("There is a problem")
        .says("<title>Error: ")
        .says("<a href=\"#what\">Say what happened.</a>")
        .says("In the spring of an invented year</textarea>")
        .says("value=\"deputy\" checked")
        .says(form.get("code"));
    form.send(&app).is(200).says("Your concern has been sent");
    arrived(&app, &form);
}

#[test]
fn r12_r17_what_was_told_and_suspected_counts_and_numbers_stand_before_any_field() {
    let app = start();
    let page = page(&app);
    for words in [
        "what you saw or heard yourself",
        "what somebody told you",
        "what you think or suspect",
        "All of these count. You do not need proof.",
    ] {
        page.says(words);
    }
    let number = page.html.find("999").unwrap();
    assert!(number < page.html.find("<textarea").unwrap());
    page.says("Yes: Somebody must answer by the end of Saturday 19 December 2026.");
}

#[test]
fn a04_outside_routes_stand_on_every_page_without_a_script() {
    let app = start();
    let form = Form::fresh(&app);
    for page in [
        page(&app),
        form.clone().with("what", "").send(&app),
        form.send(&app),
        Form::of(&[("do", "enter"), ("code", form.get("code"))]).send(&app),
    ] {
        page.says("protect-advice.org.uk").says("daylight submit");
    }
}

#[test]
fn r17_danger_starts_the_clock_of_a_day() {
    let app = start();
    let form = Form::fresh(&app).with("danger", "yes");
    form.send(&app)
        .is(200)
        .says("By Saturday 19 December 2026: Independent reviewers must reply.");
    let sent = arrived(&app, &form);
    let outlook = app.track(&sent).outlook;
    assert_eq!(outlook.urgency, Urgency::Danger);
    assert!(outlook.deadlines.iter().any(|due| due.clock == ClockName::Danger));
    app.live_through(2);
    assert_eq!(app.track(&sent).outlook.stage, StageNo(2));
}

#[test]
fn r23_who_is_ticked_gets_no_key_and_the_last_stage_cannot_be() {
    let app = start();
    let form = Form::fresh(&app)
        .with("exclude", "guardian")
        .with("exclude", "outside");
    // Nobody can tick what is not there; a form that says so all the same is refused with all that was typed.
    form.send(&app).is(422).says(PLANTED);
    let form = Form::fresh(&app).with("exclude", "guardian");
    form.send(&app).is(200);
    let sent = arrived(&app, &form);
    app.tick();
    let (on_the_desk, broken) = desk::find(&app.sign_in("guardian")).unwrap();
    assert_eq!((on_the_desk.len(), broken), (0, 0));
    assert!(read(&app, "deputy", &sent).1.contains(PLANTED));
}

#[test]
fn two_words_are_asked_back_and_a_name_needs_a_yes() {
    let app = start();
    let form = Form::fresh(&app);
    form.clone()
        .with("prove-second", "abacus")
        .with("who-name", "PLANTED NAME")
        .send(&app)
        .is(422)
        .says("That is not word 6.")
        .says("you did not choose &#34;Yes&#34;")
        .says("PLANTED NAME</textarea>");
    let told = form
        .with("who", "yes")
        .with("who-name", &format!("somebody {PLANTED}"));
    told.send(&app).is(200);
    let sent = arrived(&app, &told);
    app.tick();
    assert!(read(&app, "guardian", &sent).1.contains("who you are?\nsomebody"));
}

#[test]
fn sending_again_is_safe_and_what_was_changed_since_is_not_said_to_have_been_sent() {
    let app = start();
    let form = Form::fresh(&app);
    form.send(&app).is(200).says("This is the receipt.");
    form.send(&app).is(200).says("Your concern has been sent");
    form.clone()
        .with("what", &format!("Something else. {PLANTED}"))
        .send(&app)
        .is(422)
        .says("What you changed since has not been sent.")
        .says("Something else.");
    assert_eq!(app.count("SELECT count(*) FROM concern"), 1);
    arrived(&app, &form);
}

#[test]
fn two_presses_of_the_button_at_once_send_one_concern() {
    let app = start();
    let form = Form::fresh(&app);
    let body = form.body();
    let address = app.replicas[0].address;
    let press = || {
        let body = body.clone();
        std::thread::spawn(move || press(address, &body))
    };
    let presses: Vec<_> = (0..4).map(|_| press()).collect();
    for pressed in presses {
        let answer = pressed.join().unwrap();
        assert!(answer.contains("Your concern has been sent"), "{answer}");
    }
    assert_eq!(app.count("SELECT count(*) FROM concern"), 1);
}

pub(super) fn press(address: std::net::SocketAddr, body: &str) -> String {
    use std::io::{Read as _, Write as _};
    let mut stream = std::net::TcpStream::connect(address).unwrap();
    write!(
        stream,
        "POST /form HTTP/1.1\r\nHost: test.invalid\r\nConnection: close\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    )
    .unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

#[test]
fn text_of_every_script_arrives_as_it_was_typed_and_too_much_comes_back() {
    let app = start();
    let typed =
        format!("\u{6cc}\u{6c1} \u{1f4b7} \u{142}\u{f3}d\u{17a} <b>&amp;\"' 100% +1 = a&b\n\nline {PLANTED}");
    let form = Form::fresh(&app).with("what", &typed);
    form.send(&app).is(200);
    let sent = arrived(&app, &form);
    app.tick();
    assert!(read(&app, "guardian", &sent).1.contains(&typed));

    let long = Form::fresh(&app).with("what", &"\u{6cc}".repeat(140_000));
    long.send(&app)
        .is(422)
        .says("characters too long")
        .says(&"\u{6cc}".repeat(140_000));
    let longer = Form::fresh(&app).with("what", &"x".repeat(1024 * 1024 + 1));
    longer.send(&app).is(413).says("too long to be sent at once");
}

#[test]
fn a_form_that_another_page_sent_is_not_taken() {
    let app = start();
    let form = Form::fresh(&app);
    form.send_to(&app, "/form", &[("Sec-Fetch-Site", "cross-site")])
        .is(403)
        .says("Nothing was sent.");
    let json = app.call("POST", "/form", &[("Content-Type", "application/json")], b"{}");
    Page::of(&json).is(400).says("Nothing was sent.");
    assert_eq!(app.count("SELECT count(*) FROM concern"), 0);
    form.send_to(&app, "/form", &[("Sec-Fetch-Site", "same-origin")])
        .is(200);
    arrived(&app, &form);
}

#[test]
fn every_language_has_the_form_and_seals_under_its_own_questions() {
    let app = start();
    for (language, honest) in [
        ("/cy/form", "Mae'r gweinydd yn gweld"),
        ("/pl/form", "Serwer przez"),
        ("/ur/form", "dir=\"rtl\""),
        ("/fr/form", "Le serveur voit"),
    ] {
        let page = Page::of(&app.call("GET", language, &[], b""));
        page.is(200);
        let plain = page.html.replace("&#39;", "'").replace("&#x27;", "'");
        assert!(plain.contains(honest), "{language}");
    }
    let form = Form::fresh(&app);
    form.send_to(&app, "/fr/form", &[]).is(200);
    let sent = arrived(&app, &form);
    app.tick();
    assert!(!read(&app, "guardian", &sent).1.contains("What happened?"));
}
