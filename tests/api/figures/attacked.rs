//! R35: what somebody can tell who keeps everything that leaves the auditor's room, adds and subtracts, and knows the rule
//! and the route: of a year, its half-years and a meeting, in data, on papers and on the public page.

#![expect(clippy::arithmetic_side_effects, reason = "a test that overflows has failed")]

use std::collections::BTreeSet;

use daylight::api::{OpenData, Pack, PackKind};
use daylight_domain::figures::{Cell, FigureId, Shown, Words};
use serde_json::Value;

use super::papers::{cells, csv_cells, paper};
use super::{all_packs, change_policy, day, find, value};
use crate::browser::pages::get;
use crate::hands::Hand;
use crate::harness::TestApp;

/// What the rule promises of each number that is not told: it could be another, too.
const SMALL: std::ops::Range<u32> = 1..8;

/// Nobody writes in the first days. Then a year with a meeting in spring: three concerns in its first half and four in its
/// second. Of each half's one is acknowledged in time, and all move up twice.
fn two_half_years() -> TestApp {
    let app = TestApp::start();
    change_policy(&app, |toml| {
        format!("{toml}\n[scrutiny]\nmeetings = [\"2027-03-20\"]\npapers_days = 10\n")
    });
    for (until, concerns) in [("2027-01-04", 3), ("2027-07-05", 4), ("2028-01-03", 0)] {
        while app.trust().today < day(until) {
            app.live_through(1);
        }
        let sent: Vec<_> = (0..concerns).map(|_| app.submit()).collect();
        app.tick();
        for answered in sent.iter().take(1) {
            Hand::at(&app, "guardian", answered).acknowledge();
        }
    }
    app
}

#[test]
fn r35_who_keeps_every_paper_and_release_of_a_year_can_tell_no_small_number() {
    let app = two_half_years();
    let open = app.get("figures", None).json();
    let packs = all_packs(&app);
    assert!(told_alone(&open) > 40);
    for (item, pack) in &packs {
        assert!(told_alone(&serde_json::to_value(pack).unwrap()) > 40);
        told_on_paper(&String::from_utf8(paper(&app, *item, "csv", "en").body).unwrap());
    }
    told_on_the_page(&cells(&get(&app, "/record").replace("<bdi>", "")));

    let open: OpenData = serde_json::from_value(open).unwrap();
    let [before, year] = &open.releases[..] else {
        panic!("{:?}", open.releases)
    };
    // Nothing came over from the year before: those of the year are those received.
    assert_eq!(
        value(&before.figures, FigureId::Received),
        Cell::Number { number: 0 }
    );
    assert_eq!(value(&year.figures, FigureId::Received), Cell::Few {});
    let kept = |kind, name: &str| {
        let pack: Pack = find(&packs, kind, name);
        value(&pack.conduct, FigureId::AcknowledgedOnTime)
    };
    told_of_days(&[
        (0b001, kept(PackKind::Meeting, "2027-03-20")),
        (0b011, kept(PackKind::HalfYear, "2027-H1")),
        (0b100, kept(PackKind::HalfYear, "2027-H2")),
        (0b111, kept(PackKind::Review, "2027")),
        (0b111, value(&year.figures, FigureId::AcknowledgedOnTime)),
    ]);
    told_of_moves(&year.figures);
}

/// Every number of a document by itself; gives how many there are. What is about nobody's concern is exact.
fn told_alone(document: &Value) -> usize {
    let is_exact = document["id"] == "changes"
        || document["ask"] == "unchecked"
        || document["question"]["ask"] == "unchecked";
    match document {
        _ if is_exact => 0,
        Value::Object(cell) if cell.contains_key("as") => {
            assert_ne!(cell["as"], "of");
            let number = cell.get("number").and_then(Value::as_u64).unwrap_or(0);
            assert!(
                number == 0 || (cell["as"] == "about" && number % 5 == 0),
                "{cell:?}"
            );
            1
        }
        Value::Object(fields) => fields.values().map(told_alone).sum(),
        Value::Array(items) => items.iter().map(told_alone).sum(),
        _ => 0,
    }
}

/// Whether words of a paper hold a number that the rule hides.
fn has_small(told: &str) -> bool {
    let told = told.replace("1 to 7", "").replace("0 to 7", "");
    told.split(|sign: char| !sign.is_ascii_alphanumeric())
        .filter_map(|word| word.parse().ok())
        .any(|number: u32| SMALL.contains(&number))
}

fn told_on_paper(csv: &str) {
    for line in csv.lines().skip(1).map(csv_cells) {
        // A bare number stands where changes to the service are counted, and there alone.
        let is_of_service = line[0].starts_with("All offices together") && line[3].parse::<u32>().is_ok();
        assert!(is_of_service || !has_small(&line[3]), "{line:?}");
    }
}

fn told_on_the_page(cells: &[String]) {
    // The last table is of changes to the service.
    let changes = cells.iter().rposition(|cell| cell == "What").unwrap();
    let told = &cells[..changes];
    assert!(told.contains(&"1 to 7".to_owned()), "{told:?}");
    assert!(!told.iter().any(|cell| has_small(cell)), "{told:?}");
}

/// Whether so many of so many may lie behind a share.
fn may_be(cell: Cell, part: u32, rest: u32) -> bool {
    match cell {
        Cell::Nothing {} => part + rest == 0,
        Cell::Share { words, percent: None } => match words {
            Words::None => part == 0 && rest > 0,
            Words::FewerThanHalf => 0 < part && part < rest,
            Words::Most => part >= rest && rest > 0,
            Words::All => part > 0 && rest == 0,
            Words::Some => part > 0 && rest > 0,
        },
        other => panic!("{other:?} is no share in words"),
    }
}

fn is_open(all: &[Vec<u32>], what: &str) {
    assert!(!all.is_empty(), "{what}: nothing can lie behind it");
    for place in 0..all[0].len() {
        let values: BTreeSet<u32> = all.iter().map(|each| each[place]).collect();
        let is_small = values.iter().any(|value| SMALL.contains(value));
        assert!(!is_small || values.len() > 1, "{what}: {place} is {values:?}");
    }
}

/// Every way to put at most seven into so many places.
fn at_most_seven(places: usize) -> Vec<Vec<u32>> {
    (0..places).fold(vec![Vec::new()], |all, _| {
        let more = |one: Vec<u32>| {
            let left = 7 - one.iter().sum::<u32>();
            (0..=left).map(move |next| [&one[..], &[next]].concat())
        };
        all.into_iter().flat_map(more).collect()
    })
}

/// Acknowledged in time or not: until the meeting, from it to the end of the half-year, in the other half-year. A cell is told
/// of a set of these days, and no set of them has a number that is certain.
fn told_of_days(told: &[(usize, Cell)]) {
    let sum = |parts: &[u32], days: usize, of: usize| {
        let days = (0..3).filter(|day| days & (1 << day) != 0);
        days.map(|day| parts[2 * day + of]).sum::<u32>()
    };
    let all = at_most_seven(6).into_iter().filter(|parts| {
        told.iter()
            .all(|(days, cell)| may_be(*cell, sum(parts, *days, 0), sum(parts, *days, 1)))
    });
    let of_days = |parts: Vec<u32>| {
        let (parts, days) = (&parts, 1..8);
        days.flat_map(|days| [sum(parts, days, 0), sum(parts, days, 1)])
            .collect()
    };
    is_open(&all.map(of_days).collect::<Vec<_>>(), "acknowledged in time");
}

/// Concerns that moved up never, once and twice, on a route of three stages; and those with up to three dates of one kind that
/// were missed, one at each stage.
fn told_of_moves(figures: &[Shown]) {
    let pairs = [
        (FigureId::Escalations, FigureId::Escalated, 3),
        (FigureId::LateDates, FigureId::LateByStage, 4),
    ];
    for (events, concerns, kinds) in pairs {
        let events = figures.iter().find(|figure| figure.id == events).unwrap();
        let share = value(figures, concerns);
        // Of dates, those of one clock: all together have no largest number.
        let acknowledge = events.rows.iter().find(|row| row.name == "acknowledge");
        let told = acknowledge.map_or(events.value, |row| row.value);
        let fits = |by_count: &Vec<u32>| {
            let count: u32 = (0..)
                .zip(by_count)
                .map(|(times, concerns)| times * concerns)
                .sum();
            let is_so_many = match told {
                Cell::Number { number } => count == number,
                Cell::Few {} => SMALL.contains(&count),
                Cell::UnderEight {} => count < 8,
                Cell::About { number } => count > 7 && count.abs_diff(number) <= 2,
                Cell::Withheld {} => true,
                other => panic!("{other:?} is no count"),
            };
            let whole: u32 = by_count.iter().sum();
            is_so_many && may_be(share, whole - by_count[0], by_count[0])
        };
        let all = at_most_seven(kinds).into_iter().filter(fits);
        let counts = all.map(|by_count| vec![by_count.iter().sum(), by_count[0]]);
        is_open(&counts.collect::<Vec<_>>(), "moves and dates");
    }
}
