//! Files of a concern that a stranger made: shown without being run, or saved after a warning.

use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use daylight::crypto::attachment::{self, Described};
use daylight_domain::Act;
use daylight_tlog::sha256;
use serde_json::{Value, json};

use super::Portal;
use crate::attachments::{begin, put};
use crate::hands::Back;
use crate::harness::{Sent, TestApp};

fn fixture(name: &str) -> Vec<u8> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/clean");
    std::fs::read(std::path::Path::new(folder).join(name)).unwrap()
}

/// A reporter attaches a file under a name that no program of ours would give it.
fn attach(app: &TestApp, sent: &Sent, name: &str, media_type: &str, content: &[u8]) {
    let back = Back::with(app, sent);
    let described = Described {
        name: name.to_owned(),
        media_type: media_type.to_owned(),
        size: u64::try_from(content.len()).unwrap(),
    };
    let mut sealed = Vec::new();
    let case = back.reporter.master().case_identity().recipient();
    let item = attachment::seal(&case, &described, content, &mut sealed).unwrap();
    let begun = begin(app, sent, u64::try_from(sealed.len()).unwrap());
    let upload = begun["upload"].as_str().unwrap();
    put(app, upload, 0, &sealed);
    let finished = app.post(&format!("uploads/{upload}/finish"), None, &json!({}));
    assert_eq!(finished.status, 200, "{}", finished.message());
    let act = Act::Attached { item };
    let signed = back
        .reporter
        .sign(app.client(), &app.trust(), &back.see(), &act, None);
    assert!(signed.is_ok(), "{name}");
}

#[test]
fn hostile_attachments_are_named_plainly_shown_only_if_they_are_pictures_and_saved_after_a_warning() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let sent = app.submit();
    let page = b"<!doctype html><script>parent.document.title = 'caught'</script><img src=https://elsewhere.invalid/x>";
    let drawing = b"<svg xmlns='http://www.w3.org/2000/svg' onload='parent.document.title=1'><script>top.x=1</script></svg>";
    let picture = fixture("picture.png");
    attach(&app, &sent, "../../etc/invented.png", "image/png", &picture);
    attach(&app, &sent, "letter\u{202e}gnp.html", "image/png", page);
    attach(&app, &sent, "drawing.svg", "image/svg+xml", drawing);
    attach(&app, &sent, "C:\\letter.docx", "application/msword", page);
    app.tick();
    portal.signs_in_and_opens(&app, "guardian", &sent);
    portal.waits("guardian", "#files > li:nth-child(4) button");
    let names = portal.reads("guardian", "#files .daylight-file");
    assert_eq!(
        names,
        ["invented.png", "lettergnp.html", "drawing.svg", "letter.docx"]
    );
    let buttons = portal.reads("guardian", "#files > li > button");
    let shown: Vec<bool> = buttons.iter().map(|button| button.starts_with("Show")).collect();
    assert_eq!(shown, [true, true, false, false], "{buttons:?}");
    portal.presses_until("guardian", "#files > li:nth-child(1) > button", "#files iframe");
    let seen = portal.presses_until(
        "guardian",
        "#files > li:nth-child(2) > button",
        "#files > li:nth-child(2) div button",
    );
    seen.says("This is not what it says it is.");
    assert_eq!(
        portal.reads("guardian", "#files iframe").len(),
        1,
        "only the real one"
    );
    let seen = portal.presses_until(
        "guardian",
        "#files > li:nth-child(4) > button",
        "#files > li:nth-child(4) div button",
    );
    seen.says("A file can harm the device that opens it");
    let saved = portal.does(
        "guardian",
        "save",
        &json!({ "at": "#files > li:nth-child(4) div button" }),
    );
    assert_eq!(saved.gave()["name"], "file-4.docx");
    let titles = portal.reads("guardian", "title");
    assert!(!titles.iter().any(|title| title.contains("caught")), "{titles:?}");
    portal.bars_nobody("guardian", "81-pictures");
}

#[test]
fn the_frame_of_a_pdf_has_no_origin_no_network_and_one_script_wherever_it_is_opened() {
    let app = TestApp::start();
    let page = String::from_utf8(app.call("GET", "/reviewer", &[], b"").body).unwrap();
    let (_, rest) = page.split_once("data-paper=\"").unwrap();
    let (path, _) = rest.split_once('"').unwrap();
    let frame = app.call("GET", path, &[], b"");
    let policy = frame.header("content-security-policy").unwrap();
    for rule in [
        "sandbox allow-scripts;",
        "default-src 'none';",
        "worker-src blob:;",
        "form-action 'none';",
        "frame-ancestors 'self';",
    ] {
        assert!(policy.contains(rule), "{rule}: {policy}");
    }
    assert!(
        !policy.contains("unsafe-inline") && !policy.contains("allow-same-origin"),
        "{policy}"
    );
    assert!(
        !policy.contains("-src http") && !policy.contains("connect-src"),
        "{policy}"
    );
    assert_eq!(frame.header("x-frame-options"), Some("SAMEORIGIN"));
    // The script that the policy names is the one that stands there.
    let document = String::from_utf8(frame.body.clone()).unwrap();
    let (_, script) = document.split_once("<script type=\"module\">").unwrap();
    let (script, _) = script.split_once("</script>").unwrap();
    let digest = STANDARD.encode(sha256(script.as_bytes()).0);
    assert!(policy.contains(&format!("'sha256-{digest}'")), "{policy}");
    let portal = app.call("GET", "/reviewer", &[], b"");
    assert_eq!(
        portal.header("x-frame-options"),
        Some("DENY"),
        "only that one may be framed"
    );
}

/// A PDF of these objects, the first of them its catalogue.
fn pdf(objects: &[&str]) -> Vec<u8> {
    let mut text = "%PDF-1.7\n".to_owned();
    let mut places = vec![0];
    for object in objects {
        let number = places.len();
        places.push(text.len());
        write!(text, "{number} 0 obj\n{object}\nendobj\n").unwrap();
    }
    let (table, size) = (text.len(), places.len());
    write!(text, "xref\n0 {size}\n0000000000 65535 f \n").unwrap();
    for place in &places[1..] {
        writeln!(text, "{place:010} 00000 n ").unwrap();
    }
    write!(
        text,
        "trailer <</Size {size} /Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n"
    )
    .unwrap();
    text.into_bytes()
}

/// What a page draws: a line of text and a black square.
fn drawing() -> String {
    let drawn = "0 0 100 100 re f BT /F 12 Tf 20 700 Td (The invented till is short.) Tj ET";
    format!("<</Length {}>>\nstream\n{drawn}\nendstream", drawn.len())
}

const FONT: &str = "<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>";
const CALL: &str = "app.alert\\(1\\); this.submitForm\\('https://elsewhere.invalid/'\\); app.launchURL\\('https://elsewhere.invalid/'\\);";

/// One that would run a program when it is opened, turned or left, lead away, and bring a file along.
fn acting() -> Vec<u8> {
    let script = format!("<</S /JavaScript /JS ({CALL})>>");
    let root = format!(
        "<</Type /Catalog /Pages 2 0 R /Lang (cy) /OpenAction {script} /AA <</WC {script}>> /URI <</Base (https://elsewhere.invalid/)>> \
         /Names <</JavaScript <</Names [(all) {script}]>> /EmbeddedFiles <</Names [(harm.exe) 7 0 R]>>>>>>"
    );
    let page = format!(
        "<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources <</Font <</F 5 0 R>>>> \
         /Annots [6 0 R] /AA <</O {script}>>>>"
    );
    pdf(&[
        &root,
        "<</Type /Pages /Kids [3 0 R 9 0 R] /Count 2>>",
        &page,
        &drawing(),
        FONT,
        "<</Type /Annot /Subtype /Link /Rect [0 0 595 842] /A <</S /URI /URI (https://elsewhere.invalid/x)>>>>",
        "<</Type /Filespec /F (harm.exe) /EF <</F 8 0 R>>>>",
        "<</Type /EmbeddedFile /Length 4>>\nstream\nharm\nendstream",
        "<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources <<>>>>",
    ])
}

/// A page of the largest size there is, and one that is a line.
fn huge() -> Vec<u8> {
    pdf(&[
        "<</Type /Catalog /Pages 2 0 R>>",
        "<</Type /Pages /Kids [3 0 R 6 0 R] /Count 2>>",
        "<</Type /Page /Parent 2 0 R /MediaBox [0 0 14400 14400] /UserUnit 75000 /Contents 4 0 R /Resources <</Font <</F 5 0 R>>>>>>",
        &drawing(),
        FONT,
        "<</Type /Page /Parent 2 0 R /MediaBox [0 0 1 99999999] /Contents 4 0 R /Resources <</Font <</F 5 0 R>>>>>>",
    ])
}

/// Presses Show at the file of this number, and waits for an end.
fn shows(portal: &mut Portal, number: usize) -> Value {
    let file = format!("#files > li:nth-child({number})");
    portal.presses("guardian", &format!("{file} > button"));
    let ended = format!("{file} .daylight-paper > p:not(:has-text('Working'))");
    portal.waits("guardian", &ended);
    portal.does("guardian", "paper", &json!({ "in": file })).0
}

#[test]
fn a_pdf_is_drawn_in_a_frame_without_origin_and_what_would_act_in_it_is_named_and_does_nothing() {
    let app = TestApp::start();
    let mut portal = Portal::at(&app);
    let sent = app.submit();
    attach(&app, &sent, "acting.pdf", "application/pdf", &acting());
    attach(&app, &sent, "huge.pdf", "application/pdf", &huge());
    attach(&app, &sent, "torn.pdf", "application/pdf", &acting()[..200]);
    attach(
        &app,
        &sent,
        "locked.pdf",
        "application/pdf",
        &fixture("locked.pdf"),
    );
    attach(&app, &sent, "real.pdf", "application/pdf", &fixture("paper.pdf"));
    app.tick();
    portal.signs_in_and_opens(&app, "guardian", &sent);
    portal.waits("guardian", "#files > li:nth-child(5) button");

    let acting = shows(&mut portal, 1);
    let told = acting["gave"]["told"].as_str().unwrap();
    for words in [
        "Page 1 of 2.",
        "a program, which was not run",
        "links, which lead nowhere",
        "other files, which were not opened",
    ] {
        assert!(told.contains(words), "{words}: {told}");
    }
    let frame = &acting["gave"]["frame"];
    assert_eq!(frame["origin"], "null", "{frame}");
    assert_eq!(frame["text"], "The invented till is short.");
    assert_eq!(frame["lang"], "cy", "read out in the language that the PDF names");
    assert!(
        frame["ink"].as_u64().unwrap() > 1000,
        "something is drawn: {frame}"
    );
    portal.presses(
        "guardian",
        "#files > li:nth-child(1) button:has-text('Next page')",
    );
    portal.waits("guardian", "#files p:has-text('Page 2 of 2.')");

    let huge = &shows(&mut portal, 2)["gave"]["frame"];
    assert_eq!(
        (&huge["width"], &huge["height"]),
        (&json!(1200), &json!(1200)),
        "it is drawn to fit"
    );
    let torn = shows(&mut portal, 3);
    assert!(
        torn["gave"]["told"]
            .as_str()
            .unwrap()
            .contains("This PDF is damaged"),
        "{torn}"
    );
    let locked = shows(&mut portal, 4);
    assert!(
        locked["gave"]["told"]
            .as_str()
            .unwrap()
            .contains("locked with a password"),
        "{locked}"
    );
    assert_eq!(locked["gave"]["frame"], Value::Null, "no frame stays");
    let real = shows(&mut portal, 5);
    assert!(
        real["gave"]["frame"]["ink"].as_u64().unwrap() > 100,
        "{}",
        real["gave"]
    );

    portal.bars_nobody("guardian", "82-papers");
    let here = format!("http://{}/", app.replicas[0].address);
    let asked = real["seen"]["requests"].as_array().unwrap().iter();
    let mut asked = asked.map(|request| request["url"].as_str().unwrap());
    let is_own = |url: &str| {
        [here.as_str(), "blob:", "data:"]
            .iter()
            .any(|own| url.starts_with(own))
    };
    assert!(
        asked.all(is_own),
        "somebody else was called: {}",
        real["seen"]["requests"]
    );
    let titles = portal.reads("guardian", "title");
    assert!(!titles.iter().any(|title| title.contains("caught")), "{titles:?}");
}
