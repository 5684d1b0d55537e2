//! `daylight policy`: checks a policy offline, proposes it, signs it, shows the one in force.

use std::path::PathBuf;

use anyhow::anyhow;
use clap::{Args, Subcommand};
use daylight_domain::{Digest, Policy};
use daylight_tlog::sha256;
use serde_json::json;

use super::connect::{AsPerson, AtService};
use super::output::Output;
use super::{secrets, words};
use crate::api::ActAccepted;
use crate::client::{clean, people};

/// What to do about policies.
#[derive(Debug, Subcommand)]
pub(super) enum PolicyCommand {
    /// Check a policy file, offline: says everything that is wrong at once
    Check {
        /// The policy (TOML)
        file: PathBuf,
    },
    /// Propose a policy (operator)
    Propose {
        /// The policy (TOML)
        file: PathBuf,
        #[command(flatten)]
        signer: AsPerson,
    },
    /// Sign a proposed policy (last stage); it is in force 7 days after its batch. Read it first: policy show --policy
    Sign {
        /// The policy's digest, as `policy propose` gave it, or its beginning
        policy: String,
        #[command(flatten)]
        signer: AsPerson,
    },
    /// Show the policy in force, proven in the record
    Show(ShowArgs),
}

/// Which policy of which service.
#[derive(Debug, Args)]
pub(super) struct ShowArgs {
    #[command(flatten)]
    at: AtService,
    /// Another policy of the record, by its digest
    #[arg(long, value_name = "DIGEST")]
    policy: Option<Digest>,
}

/// Does it.
pub(super) fn run(command: &PolicyCommand, output: Output) -> anyhow::Result<()> {
    match command {
        PolicyCommand::Check { file } => {
            let toml = secrets::read(file)?;
            let policy = Policy::parse(&toml)?;
            let digest = sha256(toml.as_bytes());
            let lines = [format!(
                "The policy is sound: {} stages. Its digest: {digest}",
                policy.stages.len()
            )];
            output.result(
                &json!({ "policy": digest, "stages": policy.stages.len() }),
                &lines,
            );
        }
        PolicyCommand::Propose { file, signer } => {
            let toml = secrets::read(file)?;
            let digest = sha256(toml.as_bytes());
            let answer = people::propose_policy(&signer.sign_in(output)?, &toml)?;
            let next = "From then on a holder of the last stage signs it: `daylight policy sign`.";
            done(&answer, &digest.to_string(), next, output);
        }
        PolicyCommand::Sign { policy, signer } => {
            done(
                &people::sign_policy(&signer.sign_in(output)?, policy)?,
                policy,
                "It is in force 7 days after that.",
                output,
            );
        }
        PolicyCommand::Show(args) => show(args, output)?,
    }
    Ok(())
}

fn show(args: &ShowArgs, output: Output) -> anyhow::Result<()> {
    let trust = args.at.trust(&args.at.service()?, output)?;
    let digest = match args.policy {
        Some(digest) => digest,
        None => trust.policy_on(trust.today)?.0,
    };
    let toml = trust
        .policy_text(&digest)
        .map_err(|_| anyhow!("no policy with this digest is shown here: `daylight policy show` without --policy shows the one in force"))?;
    output.result(
        &json!({ "policy": digest, "toml": toml }),
        &[clean(toml.trim_end())],
    );
    Ok(())
}

fn done(answer: &ActAccepted, policy: &str, next: &str, output: Output) {
    let value = json!({ "policy": policy, "record": answer.record, "batch_on": answer.batch_on });
    let lines = [format!(
        "Signed for policy {policy}. It stands in the record from {}. {next}",
        words::day(answer.batch_on)
    )];
    output.result(&value, &lines);
}
