//! The small-number rule (R35, PAGES: Statistics and small numbers), for everything that leaves the auditor's room: no
//! number from 1 to 7 can be had from a figure, from its rows and their sum, or from two periods. Knows numbers alone.
//!
//! The tests ask what somebody who knows this file could tell: over all that may lie behind what is shown, every small
//! number has other values it could be.

use serde::{Deserialize, Serialize};

use super::{Figure, FigureId, Figures, Tally};

/// Numbers below this one are not shown.
const LEAST: u32 = 8;
/// A number that is not shown must have so many values that it could be, for whoever adds up all the rest.
const OPEN_VALUES: u32 = 3;

/// How a number is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "as", rename_all = "snake_case")]
pub enum Cell {
    /// The number itself.
    Number {
        /// Exact.
        number: u32,
    },
    /// 1 to 7.
    Few {},
    /// 0 to 7: of a row, none and few look the same.
    UnderEight {},
    /// 8 or more, to the nearest five.
    About {
        /// Rounded.
        number: u32,
    },
    /// Not told: it would give another number away.
    Withheld {},
    /// So many of so many, exact.
    Of {
        /// Of these.
        part: u32,
        /// Of so many.
        whole: u32,
    },
    /// A share in words; as per cent too where it gives nothing away.
    Share {
        /// In words.
        words: Words,
        /// To the nearest five per cent, once both parts are 8 or more.
        percent: Option<u32>,
    },
    /// An average in whole days, to the nearest.
    Days {
        /// How many.
        days: u32,
    },
    /// There was nothing to count, or for an average too little to tell (fewer than 8).
    Nothing {},
}

/// A share in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Words {
    /// None.
    None,
    /// Some, fewer than half.
    FewerThanHalf,
    /// Half or more, not all.
    Most,
    /// Some, not all: of days that overlap others.
    Some,
    /// All.
    All,
}

/// A figure as it is shown.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shown {
    /// Which.
    pub id: FigureId,
    /// For the whole organisation.
    pub value: Cell,
    /// By what it is broken down.
    pub rows: Vec<Row>,
}

/// A row of a figure.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Row {
    /// The record's own word, a stage's number, or an office's id.
    pub name: String,
    /// What was counted for it.
    pub value: Cell,
}

impl Figures {
    /// As counted: for the auditor and the scrutiny viewer alone.
    pub fn exact(&self) -> Vec<Shown> {
        self.figures.iter().map(as_counted).collect()
    }

    /// As everybody else may see it.
    pub fn released(&self) -> Vec<Shown> {
        self.figures
            .iter()
            .filter(|figure| figure.id != FigureId::Open)
            .map(|figure| {
                if self.counts_concerns(figure) {
                    withheld(figure)
                } else {
                    released(figure)
                }
            })
            .collect()
    }

    /// Whether a number of dates or moves would tell how many concerns had them: a concern has but few, so that fourteen
    /// moves over two steps are seven concerns at least. Told where it is of eight or more, and of all or not of eight or more.
    fn counts_concerns(&self, figure: &Figure) -> bool {
        let concerns = match figure.id {
            FigureId::LateDates => FigureId::LateByStage,
            FigureId::Escalations => FigureId::Escalated,
            _ => return false,
        };
        let share = self.figures.iter().find(|each| each.id == concerns);
        match share.map(|share| share.value) {
            Some(Tally::Share { part, whole }) if figure.value != Tally::Count(0) => {
                part < LEAST || (1..LEAST).contains(&whole.saturating_sub(part))
            }
            _ => false,
        }
    }

    /// As papers tell shares of days that overlap those of others, a half-year those of its year: whether it was none, some
    /// or all. A half would give a number away beside the halves of the other days: of three in one half-year and three in
    /// the next, *fewer than half* each time, with not more than seven in the year, it was one each time.
    pub fn in_words(&self) -> Vec<Shown> {
        let mut figures = self.released();
        for figure in &mut figures {
            let rows = figure.rows.iter_mut().map(|row| &mut row.value);
            for cell in rows.chain([&mut figure.value]) {
                *cell = without_halves(*cell);
            }
        }
        figures
    }
}

const fn without_halves(cell: Cell) -> Cell {
    match cell {
        Cell::Share { words, .. } => Cell::Share {
            words: match words {
                Words::FewerThanHalf | Words::Most => Words::Some,
                other => other,
            },
            percent: None,
        },
        other => other,
    }
}

fn as_counted(figure: &Figure) -> Shown {
    let cells = figure.rows.iter().map(|(_, tally)| exact(*tally));
    shown(figure, exact(figure.value), cells)
}

fn shown(figure: &Figure, value: Cell, cells: impl Iterator<Item = Cell>) -> Shown {
    let names = figure.rows.iter().map(|(name, _)| name.clone());
    Shown {
        id: figure.id,
        value,
        rows: names
            .zip(cells)
            .map(|(name, value)| Row { name, value })
            .collect(),
    }
}

fn exact(tally: Tally) -> Cell {
    match tally {
        Tally::Count(number) => Cell::Number { number },
        Tally::Share { part, whole } => Cell::Of { part, whole },
        Tally::Average { days, over } => average(days, over, 1),
    }
}

fn average(days: u32, over: u32, least: u32) -> Cell {
    let half_up = days.saturating_add(over / 2).checked_div(over);
    match half_up.filter(|_| over >= least) {
        Some(days) => Cell::Days { days },
        None => Cell::Nothing {},
    }
}

/// One figure under the rule.
pub(super) fn released(figure: &Figure) -> Shown {
    // What the record says of the service itself is about nobody's concern.
    if figure.id == FigureId::Changes {
        return as_counted(figure);
    }
    let value = match figure.value {
        Tally::Count(number) => total(number),
        Tally::Share { whole: 0, .. } => Cell::Nothing {},
        Tally::Share { part, whole } => share(part, whole),
        Tally::Average { days, over } => average(days, over, LEAST),
    };
    let mut cells: Vec<Cell> = figure.rows.iter().map(|(_, tally)| row(*tally)).collect();
    if gives_away(value, &cells) {
        cells.fill(Cell::Withheld {});
    }
    shown(figure, value, cells.into_iter())
}

fn withheld(figure: &Figure) -> Shown {
    shown(
        figure,
        Cell::Withheld {},
        figure.rows.iter().map(|_| Cell::Withheld {}),
    )
}

fn total(number: u32) -> Cell {
    match number {
        0 => Cell::Number { number },
        few if few < LEAST => Cell::Few {},
        number => rounded(number),
    }
}

fn row(tally: Tally) -> Cell {
    match tally {
        Tally::Count(number) if number < LEAST => Cell::UnderEight {},
        Tally::Count(number) => rounded(number),
        Tally::Share { part, whole } => share(part, whole),
        Tally::Average { days, over } => average(days, over, LEAST),
    }
}

fn rounded(number: u32) -> Cell {
    Cell::About {
        number: to_nearest_five(number),
    }
}

const fn to_nearest_five(number: u32) -> u32 {
    (number.saturating_add(2) / 5).saturating_mul(5)
}

/// Of nothing there is none: a row says "none" whether or not there was anything.
fn share(part: u32, whole: u32) -> Cell {
    let rest = whole.saturating_sub(part);
    let words = match (part, rest) {
        (0, _) => Words::None,
        (_, 0) => Words::All,
        _ if part < rest => Words::FewerThanHalf,
        _ => Words::Most,
    };
    let percent = part.saturating_mul(100).checked_div(whole);
    Cell::Share {
        words,
        percent: percent
            .filter(|_| part >= LEAST && rest >= LEAST)
            .map(to_nearest_five),
    }
}

/// The least and the most that may lie behind a cell.
fn bounds(cell: Cell) -> Option<(u32, u32)> {
    match cell {
        Cell::Number { number } => Some((number, number)),
        Cell::Few {} => Some((1, LEAST - 1)),
        Cell::UnderEight {} => Some((0, LEAST - 1)),
        Cell::About { number } => Some((number.saturating_sub(2).max(LEAST), number.saturating_add(2))),
        _ => None,
    }
}

/// Whether somebody who adds and subtracts could tell a row under eight to fewer than three values.
fn gives_away(total: Cell, rows: &[Cell]) -> bool {
    let Some((least, most)) = bounds(total).filter(|(_, most)| *most > 0) else {
        return false;
    };
    let rows: Vec<(u32, u32)> = rows.iter().filter_map(|cell| bounds(*cell)).collect();
    let sum = |pick: fn(&(u32, u32)) -> u32| rows.iter().map(pick).fold(0, u32::saturating_add);
    let (all_least, all_most) = (sum(|row| row.0), sum(|row| row.1));
    rows.iter()
        .filter(|(_, most)| *most < LEAST)
        .any(|(row_least, row_most)| {
            let others_least = all_least.saturating_sub(*row_least);
            let others_most = all_most.saturating_sub(*row_most);
            let from = least.saturating_sub(others_most).max(*row_least);
            let to = most.saturating_sub(others_least).min(*row_most);
            to.saturating_sub(from).saturating_add(1) < OPEN_VALUES
        })
}
