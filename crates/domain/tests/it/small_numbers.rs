//! R35: what leaves the auditor's room gives no number from 1 to 7 away: not alone, not by adding and subtracting, not to
//! somebody who knows the rule itself, and not from two periods.

#![expect(clippy::arithmetic_side_effects, reason = "a test that overflows has failed")]

use std::collections::{BTreeMap, BTreeSet, HashMap};

use daylight_domain::figures::{Cell, Figure, FigureId, Figures, Period, Shown, Tally, lately, published};
use daylight_domain::*;
use proptest::prelude::*;

use crate::world::*;

fn of_year(figures: Vec<Figure>) -> Figures {
    Figures {
        period: Period::year(2027),
        until: day("2027-12-31"),
        figures,
    }
}

fn released(figures: Vec<Figure>) -> Vec<Shown> {
    of_year(figures).released()
}

/// A figure that is the sum of its rows.
fn table(rows: &[u32]) -> Figure {
    let name = |place: usize| place.to_string();
    Figure {
        id: FigureId::Closed,
        value: Tally::Count(rows.iter().sum()),
        rows: (0..)
            .map(name)
            .zip(rows.iter().map(|row| Tally::Count(*row)))
            .collect(),
    }
}

/// Every way to write a sum of at most `most` as so many rows.
fn all_rows(count: usize, most: u32) -> Vec<Vec<u32>> {
    if count == 0 {
        return vec![Vec::new()];
    }
    let mut all = Vec::new();
    for first in 0..=most {
        for mut rest in all_rows(count - 1, most - first) {
            rest.push(first);
            all.push(rest);
        }
    }
    all
}

/// The largest sum that may lie behind what is shown.
fn most_behind(cell: Cell) -> u32 {
    match cell {
        Cell::Number { number } => number,
        Cell::Few {} => 7,
        Cell::About { number } => number + 2,
        other => panic!("{other:?} is no sum"),
    }
}

#[test]
fn r35_over_all_that_may_lie_behind_a_table_every_small_row_has_other_values() {
    // Rows, and the largest sum tried: beyond it the same patterns come again with larger numbers.
    for (count, most) in [(1, 60), (2, 60), (3, 45), (4, 37), (5, 27), (6, 20), (8, 12)] {
        let mut behind: HashMap<Vec<Shown>, Vec<Vec<u32>>> = HashMap::new();
        for rows in all_rows(count, most) {
            behind.entry(released(vec![table(&rows)])).or_default().push(rows);
        }
        for (shown, all) in behind {
            // What lies behind a sum near the largest was not all tried.
            if most_behind(shown[0].value) > most {
                continue;
            }
            let sums: BTreeSet<u32> = all.iter().map(|rows| rows.iter().sum()).collect();
            let is_small = sums.iter().any(|sum| (1..8).contains(sum));
            assert!(!is_small || sums.len() > 2, "{shown:?}: {all:?}");
            for place in 0..count {
                let values: BTreeSet<u32> = all.iter().map(|rows| rows[place]).collect();
                let is_small = values.iter().any(|value| (1..8).contains(value));
                assert!(!is_small || values.len() > 1, "{shown:?}: {all:?}");
            }
        }
    }
}

#[test]
fn r35_shares_of_one_whole_give_neither_it_nor_a_part_away() {
    let mut behind: HashMap<Vec<Shown>, Vec<[u32; 4]>> = HashMap::new();
    let most = 40;
    for whole in 0..=most {
        for one in 0..=whole {
            for other in 0..=whole {
                let share = |id, part| Figure {
                    id,
                    value: Tally::Share { part, whole },
                    rows: Vec::new(),
                };
                let shown = released(vec![
                    table(&[whole]),
                    share(FigureId::ClosedEarly, one),
                    share(FigureId::ClosedWithAction, other),
                ]);
                behind
                    .entry(shown)
                    .or_default()
                    .push([whole, one, other, whole - one]);
            }
        }
    }
    for (shown, all) in behind {
        if most_behind(shown[0].value) > most || all == [[0; 4]] {
            continue;
        }
        for place in 0..4 {
            let values: BTreeSet<u32> = all.iter().map(|each| each[place]).collect();
            let is_small = values.iter().any(|value| (1..8).contains(value));
            assert!(!is_small || values.len() > 1, "{shown:?}: {values:?}");
        }
    }
}

#[test]
fn r35_packs_beside_the_figures_of_their_year_give_no_days_between_them_away() {
    // Days until a meeting, from it to the end of the half-year, and the other half-year; of each those in time and those not.
    const UNTIL: [&[usize]; 4] = [&[0], &[0, 1], &[2], &[0, 1, 2]];
    const DAYS: [&[usize]; 7] = [&[0], &[1], &[2], &[0, 1], &[1, 2], &[0, 2], &[0, 1, 2]];
    let most = 12;
    let mut behind: HashMap<Vec<Shown>, Vec<Vec<u32>>> = HashMap::new();
    for parts in all_rows(6, most) {
        let sum = |days: &[usize], of: usize| days.iter().map(|day| parts[2 * day + of]).sum::<u32>();
        let kept = |days: &[usize]| Figure {
            id: FigureId::AcknowledgedOnTime,
            value: Tally::Share {
                part: sum(days, 0),
                whole: sum(days, 0) + sum(days, 1),
            },
            rows: Vec::new(),
        };
        let mut shown = released(vec![table(&[parts.iter().sum()]), kept(&[0, 1, 2])]);
        shown.extend(UNTIL.iter().flat_map(|days| of_year(vec![kept(days)]).in_words()));
        let hidden = DAYS.iter().flat_map(|days| {
            let (kept, missed) = (sum(days, 0), sum(days, 1));
            [kept, missed, kept + missed]
        });
        behind.entry(shown).or_default().push(hidden.collect());
    }
    for (shown, all) in behind {
        if most_behind(shown[0].value) > most {
            continue;
        }
        for place in 0..all[0].len() {
            let values: BTreeSet<u32> = all.iter().map(|each| each[place]).collect();
            let is_small = values.iter().any(|value| (1..8).contains(value));
            assert!(!is_small || values.len() > 1, "{shown:?}: {place} is {values:?}");
        }
    }
}

#[test]
fn r35_dates_and_moves_do_not_tell_how_many_concerns_had_them() {
    let most = 12;
    let pairs = [
        (FigureId::Escalations, FigureId::Escalated),
        (FigureId::LateDates, FigureId::LateByStage),
    ];
    for ((events, concerns), each) in pairs.into_iter().zip([2, 3]).chain(pairs.into_iter().zip([4, 2])) {
        let mut behind: HashMap<Vec<Shown>, BTreeSet<[u32; 3]>> = HashMap::new();
        // How many concerns had none, one, and so on.
        for by_count in all_rows(each + 1, most) {
            let whole = by_count.iter().sum();
            let count = (0..)
                .zip(&by_count)
                .map(|(times, concerns)| times * concerns)
                .sum();
            let part = whole - by_count[0];
            let figure = |id, value| Figure {
                id,
                value,
                rows: vec![("lapse".to_owned(), value)],
            };
            let shown = released(vec![
                table(&[whole]),
                figure(events, Tally::Count(count)),
                figure(concerns, Tally::Share { part, whole }),
            ]);
            behind
                .entry(shown)
                .or_default()
                .insert([whole, part, whole - part]);
        }
        for (shown, all) in behind {
            if most_behind(shown[0].value) > most {
                continue;
            }
            for place in 0..3 {
                let values: BTreeSet<u32> = all.iter().map(|each| each[place]).collect();
                let is_small = values.iter().any(|value| (1..8).contains(value));
                assert!(!is_small || values.len() > 1, "{shown:?}: {place} is {values:?}");
            }
        }
    }
}

/// What may lie behind a count of the last days.
fn behind(shown: Option<u64>) -> Vec<u64> {
    (0..200).filter(|count| lately(*count) == shown).collect()
}

#[test]
fn r35_neither_a_count_of_the_last_days_nor_what_two_days_differ_by_gives_a_small_number_away() {
    let all: BTreeSet<Option<u64>> = (0..100).map(lately).collect();
    for shown in &all {
        let counts = behind(*shown);
        assert!(counts == [0] || counts.len() >= 7, "{shown:?}: {counts:?}");
        for next in &all {
            let then = behind(*next);
            let differ = |count: u64| then.iter().map(move |then| then.abs_diff(count));
            let apart: BTreeSet<u64> = counts.iter().copied().flat_map(differ).collect();
            let small = apart.iter().filter(|apart| (1..8).contains(*apart)).count();
            assert!(
                small == 0 || apart.len() >= 3,
                "{shown:?} and {next:?}: {apart:?}"
            );
        }
    }
}

#[test]
fn r35_the_open_ones_are_no_released_figure() {
    // Received 7 and 12, closed 18: with the rest rounded, the one still open would be certain.
    let open = Figure {
        id: FigureId::Open,
        value: Tally::Count(1),
        rows: Vec::new(),
    };
    assert_eq!(released(vec![open]), []);
}

#[test]
fn an_average_of_fewer_than_eight_is_not_told() {
    let average = |days, over| {
        let figure = Figure {
            id: FigureId::DaysToClose,
            value: Tally::Average { days, over },
            rows: Vec::new(),
        };
        released(vec![figure])[0].value
    };
    assert_eq!(average(70, 7), Cell::Nothing {});
    assert_eq!(average(84, 8), Cell::Days { days: 11 });
}

/// What adding and subtracting gives for each row: the least and the most that it can be.
fn attacked(shown: &Shown) -> Vec<(u32, u32)> {
    let range = |cell: Cell| match cell {
        Cell::Number { number } => (number, number),
        Cell::Few {} => (1, 7),
        Cell::UnderEight {} => (0, 7),
        Cell::About { number } => (number.saturating_sub(2).max(8), number + 2),
        _ => (0, u32::MAX / 16),
    };
    let (least, most) = range(shown.value);
    let rows: Vec<(u32, u32)> = shown.rows.iter().map(|row| range(row.value)).collect();
    let sums = rows
        .iter()
        .fold((0, 0), |sum, row| (sum.0 + row.0, sum.1 + row.1));
    let of_row = |row: &(u32, u32)| {
        let from = least.saturating_sub(sums.1 - row.1).max(row.0);
        let to = most.saturating_sub(sums.0 - row.0).min(row.1);
        (from, to)
    };
    rows.iter().map(of_row).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2048, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn r35_no_small_row_of_any_table_is_had_by_subtraction(
        rows in prop::collection::vec(prop_oneof![4 => 0_u32..9, 1 => 0_u32..60], 1..12)
    ) {
        let shown = released(vec![table(&rows)]).remove(0);
        for (row, (from, to)) in rows.iter().zip(attacked(&shown)) {
            prop_assert!((from..=to).contains(row), "{:?} is not true", shown);
            let is_small = (1..8).contains(row);
            prop_assert!(!is_small || to - from >= 2, "{:?}: {} from {} to {}", shown, row, from, to);
        }
    }

    #[test]
    fn r35_no_two_released_periods_overlap_whatever_came_in(
        counts in prop::collection::vec(0_u32..120, 12), months in 0_u16..100
    ) {
        let counts: BTreeMap<i16, u32> = (2020..).zip(counts).collect();
        let founded = calendar::add_months(day("2020-02-11"), months);
        let received = |year: i16| counts.get(&year).copied().unwrap_or(0);
        let periods = published(founded, day("2031-05-01"), received);
        for pair in periods.windows(2) {
            prop_assert_eq!(calendar::add_days(pair[0].end(), 1), pair[1].start());
        }
        for period in periods {
            // Where a year before had fewer than fifty, a year at least.
            prop_assert!(period.is_year() || received(period.in_year() - 1) >= 50);
        }
    }

    #[test]
    fn a_period_is_read_as_it_is_written(year in 1_i16..9000, kind in 0_usize..7) {
        let text = format!("{year:04}{}", ["", "-H1", "-H2", "-Q1", "-Q2", "-Q3", "-Q4"][kind]);
        let period: Period = text.parse().unwrap();
        prop_assert_eq!(period.to_string(), text);
        prop_assert!(period.start() <= period.end());
    }
}

#[test]
fn what_is_no_period_is_refused() {
    for text in [
        "",
        "26",
        "2026-",
        "2026-H3",
        "2026-Q0",
        "2026-12",
        "0000",
        "9999",
        "+026",
        "\u{fffd}x-H1",
    ] {
        assert!(text.parse::<Period>().is_err(), "{text}");
    }
}
