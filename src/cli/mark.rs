//! `daylight mark`: the high-water file, written anew after a restore without it. Decides nothing.

use std::path::PathBuf;

use anyhow::Context as _;
use clap::Args;
use serde_json::json;

use super::output::Output;
use crate::server;

/// Say that a database without its high-water file is the newest: signing goes on from there
///
/// Without that file nobody knows here what was signed last. An old copy that signs on makes a second history of the
/// days that it lacks, and every receipt and checkpoint of those days proves it: so nothing is signed until you have said
/// this. First look for the file, or its copy on another machine. If there is none, look for the newest checkpoint that
/// somebody outside has kept (the auditor's last export has one, a witness has one), and give it with --against.
#[derive(Debug, Args)]
pub(super) struct MarkArgs {
    /// The instance's folder, where daylight.toml lies
    #[arg(long)]
    dir: PathBuf,
    /// File with the newest checkpoint that somebody outside kept. The database must go on from it
    #[arg(long, value_name = "FILE", required_unless_present = "accept_loss")]
    against: Option<PathBuf>,
    /// Sign on from what the database has, whatever was signed after it: nobody kept a checkpoint, or nobody has a newer
    /// copy and the last stage and the auditor have agreed in writing. NAME is the name of the service's log
    #[arg(long, value_name = "NAME", conflicts_with = "against")]
    accept_loss: Option<String>,
}

/// Writes it, and says what that means.
pub(super) fn run(args: &MarkArgs, output: Output) -> anyhow::Result<()> {
    let kept = args.against.as_ref().map(|file| {
        std::fs::read(file).with_context(|| format!("cannot read the checkpoint {}", file.display()))
    });
    let size = server::confirm_mark(
        &args.dir,
        kept.transpose()?.as_deref(),
        args.accept_loss.as_deref(),
    )?;
    let meaning = if args.against.is_some() {
        "That checkpoint is part of it. What was signed after that checkpoint, and is not here, nobody has compared."
    } else {
        "If more was signed, what is signed from now on contradicts it, and whoever holds it can prove that."
    };
    output.result(
        &json!({ "signed": size }),
        &[
            format!(
                "The high-water file says that {size} entries were signed. The next tick signs on from there."
            ),
            meaning.to_owned(),
        ],
    );
    Ok(())
}
