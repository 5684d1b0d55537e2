//! `daylight calendar run`: does all that is due now, once, also beside a running `serve`.

use serde_json::json;

use super::InstanceArgs;
use super::output::Output;
use super::words;
use crate::server;

/// Runs the calendar and says what it did.
pub(super) fn run(args: &InstanceArgs, output: Output) -> anyhow::Result<()> {
    let (ticked, mails, cosigned) = server::calendar_run(&args.dir)?;
    let moved = match ticked.moved {
        0 => "no concern had a date to pass".to_owned(),
        1 => "one concern moved on".to_owned(),
        more => format!("{more} concerns moved on"),
    };
    let batch = if ticked.batch { "one batch" } else { "no batch" };
    let went = match mails {
        0 => "no mail".to_owned(),
        1 => "one mail".to_owned(),
        more => format!("{more} mails"),
    };
    let line = format!(
        "Done for {}: {moved}, {batch} was signed, {went} went out.",
        words::day(ticked.day)
    );
    let mut lines = vec![line];
    if !cosigned {
        lines.push("A witness has not cosigned: `daylight doctor` says which, and why.".to_owned());
    }
    output.result(
        &json!({ "day": ticked.day, "moved": ticked.moved, "batch": ticked.batch, "mails": mails, "cosigned": cosigned }),
        &lines,
    );
    Ok(())
}
