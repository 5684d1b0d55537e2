//! `daylight channel`: the end of the channel, signed by those who may. Decides nothing.

use anyhow::{bail, ensure};
use clap::{Args, Subcommand};
use serde_json::json;

use super::connect::AsPerson;
use super::output::Output;
use super::words;
use crate::client::people;

/// What to do about the channel.
#[derive(Debug, Subcommand)]
pub(super) enum ChannelCommand {
    /// Close the channel for good (operator, or a holder of the last stage)
    ///
    /// From the day after the next batch on no concern is taken, and every concern that is open moves up one stage; it
    /// goes on there to its end, with all its dates. Nothing is erased or ended by this, and it cannot be taken back.
    Close(CloseArgs),
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
    let ChannelCommand::Close(args) = command;
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
            output.note(
                "This closes the channel for good: no new concern, and every open one moves up one stage.",
            );
            output.note("It is public from the next batch on, with your id, and cannot be taken back.");
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
        ],
    );
    Ok(())
}
