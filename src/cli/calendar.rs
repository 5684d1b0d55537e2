//! `daylight calendar run`: does all that is due now, once, also beside a running `serve`.

use serde_json::json;

use super::InstanceArgs;
use super::output::Output;
use crate::server;

/// Runs the calendar and says what it did.
pub(super) fn run(args: &InstanceArgs, output: Output) -> anyhow::Result<()> {
    let ticked = server::calendar_run(&args.dir)?;
    let line = if ticked.batch {
        format!(
            "Done: {} concerns moved on, one batch published, {} mails left.",
            ticked.moved, ticked.mails
        )
    } else {
        format!("Nothing was due; {} mails left.", ticked.mails)
    };
    output.result(
        &json!({ "moved": ticked.moved, "batch": ticked.batch, "mails": ticked.mails }),
        &[line],
    );
    Ok(())
}
