//! `daylight statement`: what a senior officer is told each half-year. The record says that it was sent, and when it was opened.

use anyhow::Context as _;
use clap::{Args, Subcommand};
use daylight_domain::Digest;
use serde_json::json;

use super::connect::AsPerson;
use super::figures::lines_of;
use super::output::Output;
use super::words;
use crate::api::StatementView;
use crate::client::{clean, statements};

/// What to do about statements.
#[derive(Debug, Subcommand)]
pub(super) enum StatementCommand {
    /// List the statements that were sent to you, and which of them you opened
    List(ListArgs),
    /// Open a statement. You sign that you opened it, and the record says on which day
    Open(OpenArgs),
}

/// Whose.
#[derive(Debug, Args)]
pub(super) struct ListArgs {
    #[command(flatten)]
    reader: AsPerson,
}

/// Which.
#[derive(Debug, Args)]
pub(super) struct OpenArgs {
    #[command(flatten)]
    reader: AsPerson,
    /// Its record, as `statement list` gives it; the newest if left out
    record: Option<Digest>,
}

/// Signs in and does it.
pub(super) fn run(command: &StatementCommand, output: Output) -> anyhow::Result<()> {
    match command {
        StatementCommand::List(args) => {
            let own = statements::own(&args.reader.sign_in(output)?)?;
            let mut lines: Vec<String> = own.statements.iter().map(line).collect();
            if lines.is_empty() {
                lines.push("No statement was sent to you.".to_owned());
            }
            output.result(&json!(own), &lines);
        }
        StatementCommand::Open(args) => {
            let reader = args.reader.sign_in(output)?;
            let own = statements::own(&reader)?;
            let newest = own.statements.first().map(|statement| statement.record);
            let record = args.record.or(newest);
            let record = record.context("no statement was sent to you: there is nothing to open")?;
            let statement = statements::open(&reader, &own, record)?;
            let mut lines = vec![format!("{}, {}", clean(&statement.organisation), statement.period)];
            lines.extend(lines_of(&statement.figures));
            lines.push("The record says that you opened it today, or on the day you first did.".to_owned());
            output.result(&json!(statement), &lines);
        }
    }
    Ok(())
}

fn line(statement: &StatementView) -> String {
    let opened = match statement.opened {
        Some(day) => format!("opened {}", words::day(day)),
        None => "not opened".to_owned(),
    };
    format!("{}  sent {}, {opened}", statement.record, words::day(statement.sent))
}
