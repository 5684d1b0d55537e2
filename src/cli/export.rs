//! `daylight export`: the record for an auditor.

use std::path::PathBuf;

use clap::Args;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use serde_json::json;

use super::output::Output;
use crate::server;

/// Write the record for an auditor, to be checked offline with `daylight-verify`. Holds no sealed byte and no name
#[derive(Debug, Args)]
pub(super) struct ExportArgs {
    /// The instance's folder, where daylight.toml lies
    #[arg(long)]
    dir: PathBuf,
    /// The folder to make
    #[arg(long, value_name = "FOLDER")]
    out: PathBuf,
}

/// Exports and says what to do with it.
pub(super) fn run(args: &ExportArgs, output: Output) -> anyhow::Result<()> {
    let bar = ProgressBar::hidden();
    if !output.is_json() {
        bar.set_draw_target(ProgressDrawTarget::stderr());
        bar.set_style(ProgressStyle::with_template(
            "{bar:40} {pos} of {len} entries, {eta} left",
        )?);
    }
    let done = server::export(&args.dir, &args.out, &mut |at, all| {
        bar.set_length(all);
        bar.set_position(at);
    });
    bar.finish_and_clear();
    let done = done?;
    let (items, missing) = done.items;
    let mut lines = vec![
        format!(
            "Written to {}: {} entries, and of {items} items whether they are kept.",
            args.out.display(),
            done.entries
        ),
        format!(
            "Give it to the auditor, who checks it on another machine: daylight-verify {}",
            args.out.display()
        ),
        "That it was made stands in the record from the next batch on.".to_owned(),
    ];
    if missing > 0 {
        lines.push(format!("{missing} items are recorded and not kept: the auditor will ask for them. `daylight doctor` names them."));
    }
    output.result(
        &json!({ "export": args.out, "entries": done.entries, "items": items, "not_produced": missing }),
        &lines,
    );
    Ok(())
}
