//! `daylight policy`: checks a policy offline, proposes it, signs it, shows the one in force.

use std::path::PathBuf;

use anyhow::anyhow;
use clap::{Args, Subcommand};
use daylight_domain::calendar::add_days;
use daylight_domain::{Act, Date, Digest, Policy, PolicyChange};
use daylight_tlog::sha256;
use serde_json::{Value, json};

use super::connect::{AsPerson, AtService};
use super::output::Output;
use super::{secrets, words};
use crate::api::ActAccepted;
use crate::client::{Trust, clean, people};

/// Between the batch of the last stage's signature and the first day of force (DESIGN section 2).
const DAYS_BEFORE_FORCE: u16 = 7;

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
        /// The policy's digest, as `policy propose` gave it
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
            let earliest = in_force(&answer);
            let next = format!(
                "From then on a holder of the last stage signs it: `daylight policy sign`. It is in force 7 days after the batch of that signature: on {} at the earliest.",
                words::day(earliest)
            );
            done(
                &answer,
                &digest.to_string(),
                &next,
                ("in_force_earliest", earliest),
                output,
            );
        }
        PolicyCommand::Sign { policy, signer } => {
            let answer = people::sign_policy(&signer.sign_in(output)?, policy)?;
            let from = in_force(&answer);
            let next = format!(
                "It is in force 7 days after that: from {}. Concerns sent before keep the policy they were sent under.",
                words::day(from)
            );
            done(&answer, policy, &next, ("in_force_from", from), output);
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
    let from = trust.roster.policy_from(digest);
    let stands = match from {
        Some(from) if from > trust.today => format!("This policy is in force from {}.", words::day(from)),
        Some(from) if digest == trust.policy_on(trust.today)?.0 => {
            format!("This policy is in force since {}.", words::day(from))
        }
        Some(_) => "This policy is not in force any more; concerns sent under it keep it.".to_owned(),
        None => "This policy is proposed and not signed: it is not in force.".to_owned(),
    };
    output.note(&format!("{stands} Its digest: {digest}"));
    let next = coming(&trust);
    for (from, policy) in &next {
        output.note(&format!(
            "From {} another is in force: {policy}",
            words::day(*from)
        ));
    }
    let next: Vec<Value> = next
        .iter()
        .map(|(from, policy)| json!({ "policy": policy, "from": from }))
        .collect();
    output.result(
        &json!({ "policy": digest, "from": from, "coming": next, "toml": toml }),
        &[clean(toml.trim_end())],
    );
    Ok(())
}

/// Policies that are signed and not in force yet, with their first day.
fn coming(trust: &Trust) -> Vec<(Date, Digest)> {
    let policies = trust
        .record
        .iter()
        .filter_map(|recorded| match &recorded.entry.act {
            Act::Policy(PolicyChange::Proposed { policy }) => Some(*policy),
            _ => None,
        });
    let mut coming: Vec<(Date, Digest)> = policies
        .filter_map(|policy| Some((trust.roster.policy_from(policy)?, policy)))
        .filter(|(from, _)| *from > trust.today)
        .collect();
    coming.sort_unstable();
    coming
}

/// The first day of force, if what was sent is the signature and its batch comes on its day.
fn in_force(answer: &ActAccepted) -> Date {
    add_days(answer.batch_on, DAYS_BEFORE_FORCE)
}

fn done(answer: &ActAccepted, policy: &str, next: &str, day: (&str, Date), output: Output) {
    let mut value = json!({ "policy": policy, "record": answer.record, "batch_on": answer.batch_on });
    if let Some(value) = value.as_object_mut() {
        value.insert(day.0.to_owned(), json!(day.1));
    }
    let lines = [format!(
        "Signed for policy {policy}. It stands in the record from {}. {next}",
        words::day(answer.batch_on)
    )];
    output.result(&value, &lines);
}
