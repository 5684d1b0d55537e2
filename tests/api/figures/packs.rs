//! Packs come by the calendar, name whose a missed date was, and say what became of the questions of the one before.

use daylight::actions::run_calendar::run_calendar;
use daylight::api::{Ask, PackKind};
use daylight::client::people;
use daylight::store::entries;
use daylight_domain::figures::{Cell, FigureId, Words};
use daylight_domain::{Act, Digest, OfficeId, Role};
use daylight_tlog::entry::UncheckedEntry;
use daylight_tlog::sha256;

use super::{all_packs, change_policy, day, find, value, with_viewer};
use crate::hands::{Hand, found_out};
use crate::harness::TestApp;

fn words(words: Words) -> Cell {
    Cell::Share { words, percent: None }
}

/// The digests that the published record names as packs, released figures among them.
fn named(app: &TestApp) -> Vec<Digest> {
    let rows = entries::published_of_kinds(&app.service().store, &["pack"]);
    let rows = app.runtime.block_on(rows).unwrap();
    let item = |row: &entries::EntryRow| match UncheckedEntry::parse(&row.bytes).unwrap().into_entry().act {
        Act::Pack { item } => item,
        other => panic!("{other:?}"),
    };
    rows.iter().map(item).collect()
}

#[test]
fn a05_with_nobody_at_work_every_pack_comes_on_its_date_and_once() {
    let app = TestApp::start();
    change_policy(&app, |toml| {
        format!("{toml}\n[scrutiny]\nmeetings = [\"2027-01-20\", \"2027-04-14\"]\npapers_days = 10\n")
    });
    app.submit();
    // From here on no person does anything.
    app.live_through(120);
    let packs = all_packs(&app);
    let made: Vec<(PackKind, &str, String)> = packs
        .iter()
        .map(|(_, pack)| (pack.kind, pack.name.as_str(), pack.made.to_string()))
        .collect();
    let wanted = [
        (PackKind::HalfYear, "2026-H2", "2027-01-01"),
        (PackKind::Review, "2026", "2027-01-01"),
        (PackKind::Meeting, "2027-01-20", "2027-01-10"),
        (PackKind::Meeting, "2027-04-14", "2027-04-04"),
    ];
    assert_eq!(made, wanted.map(|(kind, name, day)| (kind, name, day.to_owned())));
    // Each is named by the record, beside the released figures of the year.
    let named = named(&app);
    assert_eq!(named.len(), packs.len() + 1);
    for (item, _) in &packs {
        let data = app.get(&format!("audit/packs/{item}"), Some(&app.token("auditor")));
        assert!(named.contains(item) && sha256(&data.body) == *item);
    }
}

#[test]
fn a05_after_days_of_downtime_the_pack_is_made_with_the_first_tick_and_two_replicas_make_one() {
    let mut app = TestApp::start_two();
    app.submit();
    let clock = app.clock.clone();
    app.between_lives(|_| clock.advance_days(40));
    for replica in [0, 1, 0] {
        let tick = run_calendar(&app.replicas[replica].service);
        app.runtime.block_on(tick).unwrap();
    }
    let packs = all_packs(&app);
    assert_eq!(packs.len(), 2);
    assert_eq!(
        packs[0].1.until,
        day("2026-12-31"),
        "what came later is not in it"
    );
}

#[test]
fn a06_a_late_date_has_its_office_in_the_pack_and_never_none() {
    let app = TestApp::start();
    app.submit();
    app.live_through(16);
    let pack = find(&all_packs(&app), PackKind::HalfYear, "2026-H2");
    let late: Vec<(&str, Cell)> = pack
        .offices
        .iter()
        .map(|office| (office.office.as_str(), office.late))
        .collect();
    // Received on the 18th, acknowledged by nobody on the 25th: stage 1 has two offices, and neither had opened it.
    assert_eq!(
        late,
        [
            ("guardian", words(Words::All)),
            ("deputy", words(Words::All)),
            ("chair", words(Words::None)),
            ("outside", words(Words::None)),
        ]
    );
    assert!(
        pack.offices
            .iter()
            .all(|office| !office.name.is_empty() && !office.stage_name.is_empty())
    );
    let asked: Vec<_> = pack.questions.iter().map(|question| question.ask).collect();
    assert_eq!(
        asked,
        [
            Ask::Late,
            Ask::Late,
            Ask::Unacknowledged,
            Ask::Escalated,
            Ask::Unchecked
        ]
    );
}

#[test]
fn r26_an_action_past_its_date_is_in_the_next_pack_with_no_one_adding_it_and_the_one_after_says_what_happened()
 {
    let app = TestApp::start();
    change_policy(&app, |toml| {
        format!("{toml}\n[scrutiny]\nmeetings = [\"2027-02-20\", \"2027-03-20\"]\npapers_days = 1\n")
    });
    let sent = found_out(&app);
    let guardian = Hand::at(&app, "guardian", &sent);
    let action = guardian
        .say(|item| Act::ActionDue {
            item,
            due: day("2027-02-10"),
        })
        .unwrap();
    app.live_through(50);
    let packs = all_packs(&app);
    let pack = find(&packs, PackKind::Meeting, "2027-02-20");
    let overdue = |office: &str| {
        pack.offices
            .iter()
            .find(|each| each.office.as_str() == office)
            .unwrap()
            .overdue
    };
    assert_eq!(overdue("guardian"), words(Words::All));
    assert_eq!(overdue("chair"), words(Words::None));
    let asked = pack
        .questions
        .iter()
        .find(|question| question.ask == Ask::Overdue)
        .unwrap();
    assert_eq!(asked.office.as_ref().map(OfficeId::as_str), Some("guardian"));
    // What was asked last time, and what happened.
    Hand::at(&app, "guardian", &sent)
        .say(|item| Act::ActionDone { action, item })
        .unwrap();
    app.live_through(30);
    let next = find(&all_packs(&app), PackKind::Meeting, "2027-03-20");
    let last = next.last.unwrap();
    assert_eq!(last.made, pack.made);
    let answered = last
        .asked
        .iter()
        .find(|asked| asked.question.ask == Ask::Overdue)
        .unwrap();
    assert_eq!(
        (answered.question.shown, answered.now),
        (words(Words::All), words(Words::None))
    );
}

#[test]
fn r25_that_the_scrutiny_viewer_is_let_go_is_an_entry_that_everybody_sees() {
    let app = TestApp::start_as(with_viewer);
    app.tick();
    let viewer = app.person("viewer");
    people::retire(&app.sign_in("operator"), viewer).unwrap();
    app.tick();
    people::sign(&app.sign_in("outside"), viewer).unwrap();
    app.tick();
    // Asked by nobody in particular.
    let changes = app.get("changes", None).json();
    let told = changes["changes"].as_array().unwrap();
    let gone = told
        .iter()
        .find(|change| change["step"] == "retirement_signed")
        .unwrap();
    assert_eq!(
        (&gone["kind"], &gone["role"]),
        (&"person".into(), &Role::Viewer.to_string().into())
    );
    assert!(
        !changes.to_string().contains(&viewer.to_string()),
        "by role, not by name"
    );
    let proof = app.get(
        &format!("ledger/proof/{}", gone["record"].as_str().unwrap()),
        None,
    );
    assert_eq!(proof.status, 200);
    app.live_through(20);
    let pack = find(&all_packs(&app), PackKind::HalfYear, "2026-H2");
    let number_of = value(&pack.conduct, FigureId::Changes);
    assert!(
        matches!(number_of, Cell::Number { number } if number > 2),
        "{number_of:?}"
    );
}
