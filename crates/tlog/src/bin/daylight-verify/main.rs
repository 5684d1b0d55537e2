//! `daylight-verify DIR`: is an export of a Daylight record whole, and did everybody act as they had to? Reads a folder and
//! nothing else: no network, no database, no clock. The rules are the library's; here are files and words.

mod args;
mod check;
mod folder;

use std::io;
use std::path::Path;
use std::process::ExitCode;

use daylight_tlog::verify::{Asked, Report, counts, views, words};

use args::{Args, Wanted};
use folder::Unread;

/// The record does not hold.
const FAULT: u8 = 1;
/// There is nothing here that could be checked.
const UNUSABLE: u8 = 2;
/// It holds, and items that it names were not produced.
const NOT_PRODUCED: u8 = 3;

fn main() -> ExitCode {
    match args::read() {
        Ok(Wanted::Check(args)) => run(&args),
        Ok(Wanted::Text(text)) => {
            print(&text);
            ExitCode::SUCCESS
        }
        Err(says) => {
            complain(&says);
            ExitCode::from(UNUSABLE)
        }
    }
}

fn run(args: &Args) -> ExitCode {
    let (code, text) = match answer(args) {
        Ok(report) if args.json => (of(&report), json(&words::told(&report))),
        Ok(report) => (of(&report), in_words(&report)),
        Err(Unread::Fault(says)) if args.json => (
            FAULT,
            json(&serde_json::json!({ "verdict": "fault", "says": says })),
        ),
        Err(Unread::Fault(says)) => (
            FAULT,
            format!(
                "This record does not hold. The first thing that is wrong (entries and batches count from 0):\n{says}\n"
            ),
        ),
        Err(Unread::Unusable(says)) if args.json => (
            UNUSABLE,
            json(&serde_json::json!({ "verdict": "unusable", "says": says })),
        ),
        Err(Unread::Unusable(says)) => {
            complain(&says);
            return ExitCode::from(UNUSABLE);
        }
    };
    print(&text);
    ExitCode::from(code)
}

fn of(report: &Report) -> u8 {
    if report.is_all_there() { 0 } else { NOT_PRODUCED }
}

fn answer(args: &Args) -> Result<Report, Unread> {
    let against = args.against.as_deref().map(folder::bytes).transpose()?;
    let receipt = args.receipt.as_deref().map(folder::bytes).transpose()?;
    let shared = args.shared.as_deref().map(folder::bytes).transpose()?;
    let asked = Asked {
        against: against.as_deref(),
        receipt: receipt.as_deref(),
        shared: shared.as_deref(),
        today: args.today,
        sample: args.sample.as_ref().map(|(count, seed)| (*count, seed.as_str())),
    };
    let report = check::check(
        &args.dir,
        args.log_key.as_deref(),
        args.witnesses.as_deref(),
        &asked,
    )?;
    if let Some(folder) = &args.views {
        write_views(folder, &report).map_err(|fault| {
            Unread::Unusable(format!(
                "the record was checked, and {} cannot be written ({fault}): name a folder that is not there yet",
                folder.display()
            ))
        })?;
    }
    Ok(report)
}

/// Into a new folder: nothing is written over.
fn write_views(folder: &Path, report: &Report) -> io::Result<()> {
    std::fs::create_dir(folder)?;
    for view in views::views(report) {
        std::fs::write(folder.join(view.name), view.text)?;
    }
    Ok(())
}

fn in_words(report: &Report) -> String {
    let mut text = words::sentences(report).join("\n");
    text.push_str("\n\n");
    text.push_str(&counts::table(&counts::counts(report)).join("\n"));
    text.push('\n');
    text
}

fn json(value: &impl serde::Serialize) -> String {
    let mut text = serde_json::to_string(value).unwrap_or_default();
    text.push('\n');
    text
}

#[expect(clippy::print_stdout, reason = "the verdict is what this program is for")]
fn print(text: &str) {
    print!("{text}");
}

#[expect(clippy::print_stderr, reason = "so that a pipe gets the verdict alone")]
fn complain(says: &str) {
    eprintln!("daylight-verify: {says}");
}
