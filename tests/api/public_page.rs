//! The public page: what everybody may read of how the service has done, without a script.

use daylight::client::people;
use daylight_domain::{Date, Opinion, Role};
use daylight_tlog::person_id;

use crate::browser::pages::get;
use crate::hands::Hand;
use crate::harness::{FRIDAY, PLANTED, TestApp};
use crate::inspectors::let_in;
use crate::program::{AtDesk, json, message};

/// How many entries the published checkpoint has.
fn size(app: &TestApp) -> u64 {
    let checkpoint = app.get("ledger/checkpoint", None).body;
    let text = String::from_utf8(checkpoint).unwrap();
    text.lines().nth(1).unwrap().parse().unwrap()
}

/// The words of the page, without its markup.
fn words(page: &str) -> String {
    let mut text = String::new();
    for part in page.split('<') {
        text.push_str(part.split_once('>').map_or(part, |(_, words)| words));
        text.push(' ');
    }
    text.replace("&#39;", "'")
}

fn read(app: &TestApp) -> String {
    words(&get(app, "/record"))
}

#[track_caller]
fn says(page: &str, wanted: &str) {
    let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        plain(page).contains(wanted),
        "{wanted:?} is not on the page:\n{page}"
    );
}

#[test]
fn a11_the_page_shows_who_was_answered_in_time_late_and_passed_up_and_the_last_outside_check() {
    let app = TestApp::start();
    says(
        &read(&app),
        "No figures are out yet. The first come after Thursday 31 December 2026.",
    );
    let answered = app.submit();
    app.submit();
    app.tick();
    Hand::at(&app, "guardian", &answered).acknowledge();
    people::opinion(&app.sign_in("auditor"), Opinion::Sound, size(&app)).unwrap();
    app.live_through(20);
    let page = read(&app);
    for wanted in [
        "From Thursday 1 January 2026 to Thursday 31 December 2026.",
        "Acknowledged on time half or more",
        "Concerns with a missed date, by stage half or more",
        "Concerns that moved up half or more",
        "as defined on Sunday 29 November 2026.",
        "Concerns that moved up: of the concerns of the period, those that went to a higher stage",
        "An auditor last signed an opinion of the record on Friday 18 December 2026.",
        "The next one is due by Friday 18 June 2027.",
    ] {
        says(&page, wanted);
    }
    assert!(!page.contains(PLANTED));
    assert!(
        !page.contains(&answered.received.concern.to_string()),
        "no concern is on it"
    );
}

#[test]
fn r07_the_page_shows_the_checkpoint_the_key_in_words_and_the_rules_in_force() {
    let app = TestApp::start();
    let page = read(&app);
    let checkpoint = String::from_utf8(app.get("ledger/checkpoint", None).body).unwrap();
    for line in checkpoint.lines().filter(|line| !line.is_empty()) {
        says(&page, line);
    }
    let key = daylight::crypto::key_words::words_of(&app.trust().log.vkey()).join(" ");
    says(&page, &key);
    says(&page, "The rules in force");
    says(&page, "No witness outside signs the record.");
    says(&page, "There were none.");
}

#[test]
fn r25_a_scrutiny_account_that_is_switched_off_is_a_line_on_the_page() {
    let mut app = TestApp::start();
    let_in(&mut app, Role::Viewer, None);
    says(&read(&app), "scrutiny viewer: the proposal was signed.");
    let viewer = person_id(&app.key("viewer").signing.public());
    people::retire(&app.sign_in("operator"), viewer).unwrap();
    app.tick();
    says(
        &read(&app),
        "scrutiny viewer: it was proposed that somebody leaves and their access ends.",
    );
    people::sign(&app.sign_in("outside"), viewer).unwrap();
    app.tick();
    says(
        &read(&app),
        "scrutiny viewer: the leaving was signed. The access has ended.",
    );
}

#[test]
fn r34_an_outside_check_that_lapses_is_shown_written_down_told_and_healed_by_an_opinion() {
    let app = TestApp::start();
    app.clock.advance_days(181);
    app.tick();
    assert!(!read(&app).contains("Overdue"), "the last day is a day");
    let told = |app: &TestApp| {
        let to: Vec<String> = app.mail.sent().into_iter().map(|mail| mail.to).collect();
        let count = |name: &str| to.iter().filter(|address| address.starts_with(name)).count();
        ["auditor", "operator", "guardian", "outside"].map(count)
    };
    let before = told(&app);
    app.live_through(2);
    says(&read(&app), "Overdue: it was due by Friday 18 June 2027.");
    says(&read(&app), "Nobody outside has checked the record for too long.");
    let after = told(&app);
    let more: Vec<usize> = after
        .iter()
        .zip(before)
        .map(|(after, before)| after - before)
        .collect();
    assert_eq!(more[2], 2, "the first stage gets its daily mails alone: {more:?}");
    assert_eq!(more[3], 3, "the last stage is told: {more:?}");
    app.live_through(7);
    let entries = overdue(&app);
    assert_eq!(
        entries,
        ["2027-06-19", "2027-06-26"],
        "at once, and again every week"
    );
    people::opinion(&app.sign_in("auditor"), Opinion::ItemsMissing, size(&app)).unwrap();
    app.live_through(8);
    let page = read(&app);
    assert!(!page.contains("Overdue: it was due"), "{page}");
    says(&page, "complete, but not everything it names was produced");
    assert_eq!(overdue(&app).len(), 2);
}

/// The days on which the record says that nobody outside has looked.
fn overdue(app: &TestApp) -> Vec<String> {
    let changes = app.get("changes", None).json();
    let mut days: Vec<String> = changes["changes"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|change| change["kind"] == "outside_check_overdue")
        .map(|change| change["day"].as_str().unwrap().to_owned())
        .collect();
    days.sort();
    days
}

#[test]
fn an_opinion_is_an_auditors_word_about_a_published_checkpoint() {
    let mut app = TestApp::start();
    let_in(&mut app, Role::Viewer, None);
    let entries = size(&app);
    for name in ["viewer", "operator", "outside"] {
        let refused = people::opinion(&app.sign_in(name), Opinion::Sound, entries).unwrap_err();
        assert!(refused.to_string().contains("auditor"), "{name}: {refused}");
    }
    let auditor = app.sign_in("auditor");
    let never = people::opinion(&auditor, Opinion::Sound, entries + 1).unwrap_err();
    assert!(
        never
            .to_string()
            .contains("name the size of the one you have checked"),
        "{never}"
    );
    let folder = tempfile::tempdir().unwrap();
    let desk = AtDesk::new(&app, "auditor", folder.path());
    let signed = desk.run(&["opinion", "unsound", "--size", &entries.to_string()]);
    assert!(signed.status.success(), "{}", message(&signed));
    let on: Date = json(&signed)["batch_on"].as_str().unwrap().parse().unwrap();
    assert!(on >= FRIDAY);
    app.tick();
    let page = read(&app);
    says(
        &page,
        &format!("auditor on the record up to entry {entries}: something is wrong with it."),
    );
}

#[test]
fn days_without_a_key_and_the_closing_of_the_channel_are_on_the_page() {
    let app = TestApp::start();
    people::close_channel(&app.sign_in("outside")).unwrap();
    app.live_through(2);
    let page = read(&app);
    says(&page, "The channel is closed from");
    says(&page, "The closing of the channel was signed.");
}

#[test]
fn the_page_runs_no_script_asks_nobody_else_and_is_there_in_five_languages() {
    let app = TestApp::start();
    for (path, heading) in [
        ("/record", "How we have done"),
        ("/cy/record", "Sut rydym wedi gwneud"),
        ("/pl/record", "Jak nam dotąd poszło"),
        ("/ur/record", "ہم نے اب تک کیسا کام کیا"),
        ("/fr/record", "Ce que nous avons fait"),
    ] {
        let page = get(&app, path);
        assert!(page.starts_with("HTTP/1.1 200"), "{path}: {page}");
        let lines: Vec<String> = page.lines().map(str::to_lowercase).collect();
        let policy = lines
            .iter()
            .find(|line| line.starts_with("content-security-policy:"))
            .unwrap();
        assert!(
            policy.contains("default-src 'none'") && !policy.contains("script-src"),
            "{policy}"
        );
        assert!(
            !page.contains("<script") && !page.contains("style=") && !page.contains(" onclick"),
            "{path}"
        );
        assert!(
            !page.contains("src=\"http") && !page.contains("href=\"http"),
            "{path}"
        );
        assert!(page.contains(heading), "{path}: {page}");
    }
}
