//! Figures in words, as the portal and the public page show them. Must not count anything.

use std::borrow::Cow;

use daylight_domain::Policy;
use daylight_domain::figures::{Cell, FigureId, Row, Shown, Words as Share};

use super::chart::{Bar, draw};
use crate::api::FigureTable;
use crate::words::Words;

/// A figure as a table, the whole organisation first; with a drawing where its numbers are exact.
pub(super) fn table(w: &Words, policy: &Policy, shown: &Shown) -> FigureTable {
    let title = w.say(format!("figure-{}", shown.id.name())).into_owned();
    let names: Vec<String> = shown
        .rows
        .iter()
        .map(|row| name(w, policy, shown.id, row))
        .collect();
    let whole = vec![w.say("figure-all").into_owned(), cell(w, shown.value)];
    let parts = names.iter().zip(&shown.rows);
    let parts = parts.map(|(name, row)| vec![name.clone(), cell(w, row.value)]);
    let bars: Vec<Bar> = names
        .iter()
        .zip(&shown.rows)
        .filter_map(|(name, row)| bar(w, name, row.value))
        .collect();
    let chart = if bars.iter().any(|bar| bar.whole > 0) {
        draw(&title, &bars, w.direction() == "rtl")
    } else {
        String::new()
    };
    FigureTable {
        rows: std::iter::once(whole).chain(parts).collect(),
        head: ["figure-what", "figure-count"]
            .map(|key| w.say(key).into_owned())
            .to_vec(),
        note: w.say(format!("means-{}", shown.id.name())).into_owned(),
        title,
        chart,
    }
}

/// A number as it is told.
pub(super) fn cell(w: &Words, cell: Cell) -> String {
    let with =
        |key: &str, name: &str, value: u32| w.say_with(key, &[(name, &value.to_string())]).into_owned();
    match cell {
        Cell::Number { number } => number.to_string(),
        Cell::Few {} => w.say("cell-few").into_owned(),
        Cell::UnderEight {} => w.say("cell-under-eight").into_owned(),
        Cell::About { number } => with("cell-about", "number", number),
        Cell::Withheld {} => w.say("cell-withheld").into_owned(),
        Cell::Of { part, whole } => {
            let named = [("number", &*part.to_string()), ("count", &whole.to_string())];
            w.say_with("cell-of", &named).into_owned()
        }
        Cell::Share { words, percent } => {
            let words = w.say(match words {
                Share::None => "share-none",
                Share::FewerThanHalf => "share-fewer",
                Share::Most => "share-most",
                Share::Some => "share-some",
                Share::All => "share-all",
            });
            let told = |percent: u32| {
                let named = [("words", &*words), ("number", &percent.to_string())];
                w.say_with("cell-percent", &named).into_owned()
            };
            percent.map_or_else(|| words.to_string(), told)
        }
        Cell::Days { days } => with("cell-days", "days", days),
        Cell::Nothing {} => w.say("cell-nothing").into_owned(),
    }
}

fn bar(w: &Words, name: &str, value: Cell) -> Option<Bar> {
    let (part, whole) = match value {
        Cell::Number { number } => (number, number),
        Cell::Of { part, whole } => (part, whole),
        _ => return None,
    };
    let name = name.to_owned();
    Some(Bar {
        name,
        part,
        whole,
        told: cell(w, value),
    })
}

/// An office's name by the policy in force; one that has left the route keeps its id.
pub(super) fn office_name(policy: &Policy, id: &str) -> String {
    let mut offices = policy.stages.iter().flat_map(|stage| &stage.offices);
    let found = offices.find(|office| office.id.as_str() == id);
    found.map_or_else(|| id.to_owned(), |office| office.name.clone())
}

/// What a row is called: the record's own word has one on pages.
fn name(w: &Words, policy: &Policy, id: FigureId, row: &Row) -> String {
    let word = &row.name;
    let stage = |word: &str| {
        let number = word.parse().ok().map(daylight_domain::StageNo)?;
        policy.stage(number).map(|stage| stage.name.clone())
    };
    let said: Cow<'_, str> = match id {
        FigureId::Received => w.say(format!("say-urgency-{word}")),
        FigureId::Closed => w.say(format!("say-reason-{word}")),
        FigureId::LateDates => w.say(format!("say-clock-{word}")),
        FigureId::LateByStage => return stage(word).unwrap_or_else(|| word.clone()),
        FigureId::LateByOffice | FigureId::ActionsOverdue => return office_name(policy, word),
        FigureId::Escalations => w.say(format!("cause-{word}")),
        FigureId::Disputes => w.say(format!("matter-{word}")),
        _ => w.say(format!("change-{word}")),
    };
    said.into_owned()
}
