//! `daylight person forget`: erases the name of somebody who has left, on the host, without a key.

use std::path::PathBuf;

use clap::Args;
use serde_json::json;

use super::output::Output;
use super::words;
use crate::server;

/// Whose.
#[derive(Debug, Args)]
pub(super) struct ForgetArgs {
    /// The person: their id, or their name if it stands once
    person: String,
    /// The instance's folder, where daylight.toml lies
    #[arg(long)]
    dir: PathBuf,
}

/// Erases it and says so.
pub(super) fn run(args: &ForgetArgs, output: Output) -> anyhow::Result<()> {
    let (person, until) = server::forget_name(&args.dir, &args.person)?;
    output.result(
        &json!({ "person": person, "until": until }),
        &[
            format!(
                "The name and the address of {person}, in service until {}, are erased here.",
                words::day(until)
            ),
            "The id stays in the record, with all they signed. The name is gone from your backups when you destroy them."
                .to_owned(),
        ],
    );
    Ok(())
}
