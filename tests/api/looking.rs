//! Tags, and looking through what was opened, at the terminal: what an office sees of its own concerns, and nobody else.

use daylight_domain::{Act, ClosingReason};
use serde_json::{Value, json};

use crate::entitled::found;
use crate::hands::{Hand, found_out};
use crate::harness::{PLANTED, Sent, TestApp};
use crate::program::{AtDesk, daylight, done, file, message};

fn id(sent: &Sent) -> String {
    sent.received.concern.to_string()
}

/// What a person is shown.
fn page(at: &AtDesk, args: &[&str]) -> String {
    let (key, passphrase) = (at.key.to_str().unwrap(), at.passphrase.to_str().unwrap());
    let me = ["--url", &at.url, "--key", key, "--passphrase-file", passphrase];
    String::from_utf8(daylight(&[args, &me].concat(), "", &[]).stdout).unwrap()
}

/// The concerns of each tag, in their order.
fn repeats(at: &AtDesk) -> Vec<(String, usize)> {
    let told = done(&at.run(&["inbox", "--repeats"]));
    assert_eq!(told["passed_over"], json!([]));
    let tags = told["tags"].as_array().unwrap().iter();
    tags.map(|tag| {
        let name = tag["tag"].as_str().unwrap().to_owned();
        (name, tag["concerns"].as_array().unwrap().len())
    })
    .collect()
}

#[test]
fn r13_tags_are_counted_over_open_and_closed_concerns_for_their_own_office_alone() {
    let app = TestApp::start_as(found);
    let folder = tempfile::tempdir().unwrap();
    let desk = |name| AtDesk::new(&app, name, folder.path());
    let (guardian, colleague, deputy, chair) =
        (desk("guardian"), desk("reader"), desk("deputy"), desk("chair"));
    let closed = found_out(&app);
    done(&colleague.run(&["open", &id(&closed)]));
    let theirs = file(folder.path(), "theirs", "daylight tags\nfrom another office\n");
    let note = [
        "act",
        "note",
        &id(&closed),
        "--to",
        "chair",
        "--words-file",
        &theirs,
    ];
    done(&guardian.run(&note));
    done(&guardian.run(&["act", "tag", &id(&closed), "the  till", "A. Invented"]));
    let proposed = Hand::at(&app, "guardian", &closed).propose(ClosingReason::Established);
    let of = proposed.unwrap();
    Hand::at(&app, "chair", &closed)
        .act(&Act::Approved { of })
        .unwrap();
    let open = app.submit();
    app.tick();
    for at in [&guardian, &colleague, &deputy] {
        done(&at.run(&["open", &id(&open)]));
    }
    let tags = file(folder.path(), "tags", "The Till\n\nthe rota\nthe rota \n");
    let before = page(&guardian, &["act", "tag", &id(&open), "--tags-file", &tags]);
    assert!(
        before.contains("Its tags: The Till; the rota.\nBefore: none."),
        "{before}"
    );

    let counted = [("The Till", 2), ("A. Invented", 1), ("the rota", 1)];
    for at in [&guardian, &colleague] {
        assert_eq!(repeats(at), counted.map(|(tag, times)| (tag.to_owned(), times)));
    }
    assert_eq!(repeats(&deputy), [], "another office of the stage");
    assert_eq!(repeats(&chair), [], "another stage");
    let told = done(&colleague.run(&["open", &id(&open)]));
    assert_eq!(
        (&told["tags"], &told["messages"]),
        (&json!(["The Till", "the rota"]), &json!([]))
    );
    let told = page(&colleague, &["open", &id(&open)]);
    assert!(
        told.contains("Tags: The Till; the rota") && !told.contains("daylight tags"),
        "{told}"
    );
    let told = done(&deputy.run(&["open", &id(&open)])).to_string();
    assert!(!told.contains("the rota"), "{told}");

    for nothing in [&[][..], &[" "]] {
        let refused = message(&guardian.run(&[&["act", "tag", &id(&open)], nothing].concat()));
        assert!(refused.contains("nothing was signed"), "{refused}");
    }
    let before = page(&guardian, &["act", "tag", &id(&open), "--none"]);
    assert!(
        before.contains("Its tags: none.\nBefore: The Till; the rota."),
        "{before}"
    );
    assert_eq!(
        repeats(&guardian),
        [("A. Invented".to_owned(), 1), ("the  till".replace("  ", " "), 1)],
        "the newest list counts"
    );
}

#[test]
fn r13_from_three_concerns_with_one_tag_on_the_next_stage_can_be_told() {
    let app = TestApp::start();
    let folder = tempfile::tempdir().unwrap();
    let guardian = AtDesk::new(&app, "guardian", folder.path());
    let sent = [app.submit(), app.submit(), app.submit()];
    app.tick();
    let show = || page(&guardian, &["inbox", "--repeats"]);
    assert!(show().contains("Tag one with: daylight act tag ID"));
    for each in &sent {
        assert!(
            !show().contains("daylight act repeat ID"),
            "not before there are three"
        );
        done(&guardian.run(&["open", &id(each)]));
        done(&guardian.run(&["act", "tag", &id(each), "the till"]));
    }
    let told = show();
    assert!(
        told.starts_with("3  the till\n") && told.contains("daylight act repeat ID"),
        "{told}"
    );
    let told = done(&guardian.run(&["inbox", "--repeats"]));
    assert_eq!(told["tags"][0]["repeated"], true);
}

/// Whose words these are, and where they stand.
fn search(at: &AtDesk, words: &str) -> Vec<(String, String)> {
    let told = done(&at.run(&["inbox", "--search", words]));
    let places = told["places"].as_array().unwrap().iter();
    let text = |place: &Value, name: &str| place[name].as_str().unwrap().to_owned();
    places
        .map(|place| (text(place, "concern"), text(place, "around")))
        .collect()
}

#[test]
fn words_are_found_in_what_was_opened_and_in_nothing_else() {
    let app = TestApp::start();
    let folder = tempfile::tempdir().unwrap();
    let desk = |name| AtDesk::new(&app, name, folder.path());
    let (guardian, deputy) = (desk("guardian"), desk("deputy"));
    let closed = crate::hands::closed(&app);
    let (open, _unopened) = (app.submit(), app.submit());
    app.tick();
    done(&guardian.run(&["open", &id(&open)]));
    let concerns = |at: &AtDesk, words: &str| -> Vec<String> {
        search(at, words)
            .into_iter()
            .map(|(concern, _)| concern)
            .collect()
    };
    assert_eq!(
        concerns(&guardian, &format!("account: {PLANTED}")),
        [id(&open), id(&closed)]
    );
    assert!(concerns(&deputy, PLANTED).is_empty(), "it has opened none");
    done(&deputy.run(&["open", &id(&open), "--only-about"]));
    assert_eq!(concerns(&deputy, PLANTED), [id(&open)]);
    assert!(concerns(&deputy, "account:").is_empty(), "not handed out yet");

    done(&guardian.run(&["act", "acknowledge", &id(&open)]));
    let words = format!("Ask in the CAFE\u{301}, {PLANTED}.");
    let words = file(folder.path(), "words", &words);
    done(&guardian.run(&["act", "message", &id(&open), "--words-file", &words]));
    let point = |number| format!("in: invented row {number}\n");
    let points: String = (1..=6)
        .map(point)
        .chain(["out (of the ward): the rota\n".to_owned()])
        .collect();
    let points = file(folder.path(), "points", &points);
    done(&guardian.run(&["act", "scope", &id(&open), "--points-file", &points]));
    done(&guardian.run(&["act", "tag", &id(&open), "an invented lorry"]));
    let found = search(&guardian, " in  the café");
    assert_eq!(found, [(id(&open), format!("Ask in the CAFÉ, {PLANTED}."))]);
    assert_eq!(
        search(&guardian, "Of The Ward"),
        [(id(&open), "of the ward".to_owned())]
    );
    assert_eq!(
        search(&guardian, "invented row").len(),
        5,
        "no more of one concern"
    );
    assert!(search(&guardian, "lorry").is_empty(), "tags are counted");
    let shown = page(&guardian, &["inbox", "--search", "in the café"]);
    assert!(shown.contains(": Ask in the CAFÉ, "), "{shown}");
    let nothing = message(&guardian.run(&["inbox", "--search"]));
    assert!(nothing.contains("say which words"), "{nothing}");
    let refused = message(&desk("auditor").run(&["inbox", "--search", "account:"]));
    assert!(refused.contains("for people who hold an office"), "{refused}");
}

#[test]
fn one_that_does_not_hold_together_is_named_and_stops_nothing() {
    let mut app = TestApp::start();
    let (unsound, sound) = (app.submit_unsound(), app.submit());
    app.tick();
    let folder = tempfile::tempdir().unwrap();
    let guardian = AtDesk::new(&app, "guardian", folder.path());
    message(&guardian.run(&["open", &id(&unsound)]));
    done(&guardian.run(&["open", &id(&sound)]));
    let told = done(&guardian.run(&["inbox", "--search", "account:"]));
    assert_eq!(told["passed_over"], json!([id(&unsound)]));
    assert_eq!(told["places"][0]["concern"], id(&sound));
}

#[test]
fn words_of_a_note_to_the_own_office_that_are_gone_are_marked_and_their_concern_is_named() {
    let mut app = TestApp::start();
    let sent = app.submit();
    app.tick();
    let folder = tempfile::tempdir().unwrap();
    let guardian = AtDesk::new(&app, "guardian", folder.path());
    done(&guardian.run(&["open", &id(&sent)]));
    let words = file(folder.path(), "words", "an invented note\n");
    let note = [
        "act",
        "note",
        &id(&sent),
        "--to",
        "guardian",
        "--words-file",
        &words,
    ];
    done(&guardian.run(&note));
    let look = |at: &AtDesk| done(&at.run(&["inbox", "--search", "account:"]))["passed_over"].take();
    let told = page(&guardian, &["open", &id(&sent)]);
    assert!(
        told.contains("an invented note") && !told.contains("not handed out"),
        "{told}"
    );
    assert_eq!(look(&guardian), json!([]));

    app.damage("DELETE FROM part");
    let folder = tempfile::tempdir().unwrap();
    let guardian = AtDesk::new(&app, "guardian", folder.path());
    let told = page(&guardian, &["open", &id(&sent)]);
    assert!(told.contains("not handed out, or do not open"), "{told}");
    assert_eq!(look(&guardian), json!([id(&sent)]));
}
