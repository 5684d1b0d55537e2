//! `daylight channel`: the end of the channel, signed by those who may, and the record that is left behind. Decides nothing.

use std::path::PathBuf;

use anyhow::{bail, ensure};
use clap::{Args, Subcommand};
use serde_json::json;

use super::connect::AsPerson;
use super::output::Output;
use super::words;
use crate::client::people;
use crate::server;

/// What to do about the channel.
#[derive(Debug, Subcommand)]
pub(super) enum ChannelCommand {
    /// Close the channel for good (operator, or a holder of the last stage)
    ///
    /// From the day after the next batch on no concern is taken, and every concern that is open moves up one stage; it
    /// goes on there to its end, with all its dates. Nothing is erased or ended by this, and it cannot be taken back.
    Close(CloseArgs),
    /// Write the final export twice, for the auditor and for the outside witness, on the host of the instance
    ///
    /// It is refused until the channel is closed and the batch is signed in which everything open has moved up. Nothing
    /// sealed and no name is in it. The dates of what is open go on after it: keep the service running, and its daily
    /// checkpoints going to the witness, until the last concern is closed.
    Export(FinalArgs),
}

/// Of which instance, and where to.
#[derive(Debug, Args)]
pub(super) struct FinalArgs {
    /// The instance's folder, where daylight.toml lies
    #[arg(long)]
    dir: PathBuf,
    /// The folder to make; `auditor` and `witness` in it are the two exports
    #[arg(long, value_name = "FOLDER")]
    out: PathBuf,
}

/// Who signs.
#[derive(Debug, Args)]
pub(super) struct CloseArgs {
    #[command(flatten)]
    signer: AsPerson,
    /// The name of the service's log, to say that you mean this one; asked for if left out
    #[arg(long, value_name = "NAME")]
    confirm: Option<String>,
}

/// Signs in and does it.
pub(super) fn run(command: &ChannelCommand, output: Output) -> anyhow::Result<()> {
    match command {
        ChannelCommand::Close(args) => close(args, output),
        ChannelCommand::Export(args) => export(args, output),
    }
}

/// What is said before anybody signs.
const WHAT_HAPPENS: [&str; 6] = [
    "This closes the channel for good. What happens then:",
    "1. What you sign is public from the next batch on, with your id, and cannot be taken back.",
    "2. From the day after it no concern is taken. The page stays, says so, and names the other ways.",
    "3. Every concern that is open moves up one stage on that day. None is ended, none is erased, and its dates go on.",
    "4. Reporters come back with their codes as before: the service must be kept running.",
    "5. Once everything has moved, the final export goes to the auditor and the outside witness: `daylight channel export`.",
];

fn close(args: &CloseArgs, output: Output) -> anyhow::Result<()> {
    let signer = args.signer.sign_in(output)?;
    if let Some(from) = signer.trust.roster.channel_closed() {
        bail!(
            "the channel is closed already, from {} on: nothing was signed",
            words::day(from)
        );
    }
    let name = signer.trust.log.origin();
    let typed = match &args.confirm {
        Some(typed) => typed.clone(),
        None if output.is_conversation() => {
            for line in WHAT_HAPPENS {
                output.note(line);
            }
            output
                .ask(&format!("To go on, type the name of the log, {name}:"))
                .unwrap_or_default()
        }
        None => bail!(
            "there is nobody to ask: say with --confirm {name} that you mean this service; nothing was signed"
        ),
    };
    ensure!(
        typed.trim() == name,
        "the log of this service is named {name}, and that is not what you typed: nothing was signed"
    );
    let answer = people::close_channel(&signer)?;
    let from = words::day(answer.batch_on.tomorrow().unwrap_or(answer.batch_on));
    output.result(
        &json!({ "record": answer.record, "batch_on": answer.batch_on }),
        &[
            format!("Signed. It stands in the record from {}.", words::day(answer.batch_on)),
            format!(
                "From {from} on no concern is taken, and what is open then has moved up. Keep the service running: \
                 reporters come back to it, and the dates of what is open go on."
            ),
            "Say publicly which outside routes are left; the policy names them.".to_owned(),
            format!(
                "After the batch of {from}, on the host: daylight channel export --dir DIR --out FOLDER. Give the one to the \
                 auditor and the other to the outside witness."
            ),
        ],
    );
    Ok(())
}

fn export(args: &FinalArgs, output: Output) -> anyhow::Result<()> {
    let [auditor, witness] = server::final_export(&args.dir, &args.out)?;
    let at = |name: &str| args.out.join(name);
    output.result(
        &json!({
            "auditor": at("auditor"), "witness": at("witness"),
            "entries": auditor.entries, "witness_entries": witness.entries,
        }),
        &[
            format!("For the auditor: {}, {} entries.", at("auditor").display(), auditor.entries),
            format!("For the outside witness: {}, {} entries.", at("witness").display(), witness.entries),
            "Each checks theirs on their own machine, with daylight-verify, and keeps it. Neither has to ask the other, or \
             you."
                .to_owned(),
            "Keep the service running until the last concern is closed; that these were made is in the next batch.".to_owned(),
        ],
    );
    Ok(())
}
