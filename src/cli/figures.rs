//! `daylight figures`: how the service is run, in numbers. Counts nothing.

use clap::Args;
use daylight_domain::figures::{Cell, Period, Shown, Words as Share};
use serde_json::json;

use super::connect::AsPerson;
use super::output::Output;
use super::words;
use crate::api::FiguresView;
use crate::client::clean;
use crate::words::languages;

/// Show the figures of a period: exact to the auditor and the scrutiny viewer, to an inspector what was released of it
#[derive(Debug, Args)]
pub(super) struct FiguresArgs {
    #[command(flatten)]
    reader: AsPerson,
    /// A calendar year, half-year or quarter: 2027, 2027-H1, 2027-Q3; this year if left out
    #[arg(long)]
    period: Option<Period>,
}

/// Signs in and shows them.
pub(super) fn run(args: &FiguresArgs, output: Output) -> anyhow::Result<()> {
    let reader = args.reader.sign_in(output)?;
    let path = match args.period {
        Some(period) => format!("audit/figures?period={period}"),
        None => "audit/figures".to_owned(),
    };
    let view: FiguresView = reader.get(&path)?;
    let mut lines = vec![format!(
        "{}: from {} to {}{}",
        view.period,
        words::day(view.from),
        words::day(view.until),
        if view.exact { "" } else { " (as released)" }
    )];
    lines.extend(lines_of(&view.figures));
    output.result(&json!(view), &lines);
    Ok(())
}

/// A line for each figure, and one for each of its rows that has something to tell.
pub(super) fn lines_of(figures: &[Shown]) -> Vec<String> {
    let mut lines = Vec::new();
    for figure in figures {
        let name = languages()
            .first()
            .map(|english| english.say(format!("figure-{}", figure.id.name())));
        lines.push(format!("{}: {}", name.unwrap_or_default(), told(figure.value)));
        for row in &figure.rows {
            if !matches!(row.value, Cell::Number { number: 0 } | Cell::Of { whole: 0, .. }) {
                lines.push(format!("  {}: {}", clean(&row.name), told(row.value)));
            }
        }
    }
    lines
}

fn told(cell: Cell) -> String {
    match cell {
        Cell::Number { number } => number.to_string(),
        Cell::Few {} => "1 to 7".to_owned(),
        Cell::UnderEight {} => "0 to 7".to_owned(),
        Cell::About { number } => format!("about {number}"),
        Cell::Withheld {} => "not shown".to_owned(),
        Cell::Of { part, whole } => format!("{part} of {whole}"),
        Cell::Share { words, percent } => {
            let words = match words {
                Share::None => "none",
                Share::FewerThanHalf => "fewer than half",
                Share::Most => "half or more",
                Share::Some => "some, not all",
                Share::All => "all",
            };
            percent.map_or_else(
                || words.to_owned(),
                |percent| format!("{words} (about {percent} per cent)"),
            )
        }
        Cell::Days { days } => format!("{days} days"),
        Cell::Nothing {} => "nothing to count".to_owned(),
    }
}
