//! `daylight opinion`: an auditor says whether the record held. Decides nothing.

use clap::{Args, ValueEnum};
use daylight_domain::Opinion;
use serde_json::json;

use super::connect::AsPerson;
use super::output::Output;
use super::words;
use crate::client::people;

/// What the check showed.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Verdict {
    /// Complete and unchanged
    Sound,
    /// Complete, but items that the record names were not produced
    ItemsMissing,
    /// Something is wrong
    Unsound,
}

/// Sign an opinion of the record (auditor). It is an entry, and the public page shows it with its date
#[derive(Debug, Args)]
pub(super) struct OpinionArgs {
    /// What your check showed
    verdict: Verdict,
    /// How many entries the checkpoint has that you have checked, as `daylight-verify` says
    #[arg(long, value_name = "ENTRIES")]
    size: u64,
    #[command(flatten)]
    signer: AsPerson,
}

/// Signs in and does it.
pub(super) fn run(args: &OpinionArgs, output: Output) -> anyhow::Result<()> {
    let verdict = match args.verdict {
        Verdict::Sound => Opinion::Sound,
        Verdict::ItemsMissing => Opinion::ItemsMissing,
        Verdict::Unsound => Opinion::Unsound,
    };
    let auditor = args.signer.sign_in(output)?;
    let answer = people::opinion(&auditor, verdict, args.size)?;
    output.result(
        &json!({ "record": answer.record, "batch_on": answer.batch_on }),
        &[
            format!(
                "Signed: your opinion of the record up to entry {}. It stands in the record from {}.",
                args.size,
                words::day(answer.batch_on)
            ),
            "From then on the public page shows it, with its date.".to_owned(),
        ],
    );
    Ok(())
}
