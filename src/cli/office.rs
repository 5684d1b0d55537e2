//! `daylight office`: the keys of offices. A holder makes a new one when somebody has left; a higher stage signs it.

use std::path::PathBuf;

use anyhow::{Context as _, anyhow, bail};
use clap::{Args, Subcommand};
use daylight_domain::{OfficeId, StageNo};
use daylight_tlog::sha256;
use serde_json::{Value, json};

use super::connect::AsPerson;
use super::heard::Heard;
use super::output::Output;
use super::{secrets, words};
use crate::api::ActAccepted;
use crate::client::offices::{self, OfficeStanding};
use crate::client::public_file::{PublicFile, office_words};
use crate::client::{SignedIn, Trust, clean};
use crate::crypto::hybrid::HybridIdentity;
use crate::entropy::SystemEntropy;

/// What to do about offices.
#[derive(Debug, Subcommand)]
pub(super) enum OfficeCommand {
    /// List the offices, who holds them, the words of their keys, and what waits
    List(ByArgs),
    /// Make a new key for your own office, after somebody left it or lost a key (holder)
    ///
    /// Made on your machine, kept in your key file, sealed to those who stay, and proposed. From the day after it is
    /// signed and published, concerns are sealed to it; old ones stay open to whoever holds the old key.
    Renew(ByArgs),
    /// Propose the key that comes with the first holder of a new office, or of one that nobody is left in (operator)
    Propose(ProposeArgs),
    /// Sign the key that waits for an office, after its holder has read you the words (a higher stage)
    Sign(SignArgs),
}

/// Who signs.
#[derive(Debug, Args)]
pub(super) struct ByArgs {
    #[command(flatten)]
    signer: AsPerson,
}

/// Whose office.
#[derive(Debug, Args)]
pub(super) struct ProposeArgs {
    /// The first holder's `.pub` file, made with `key new --first`
    public_file: PathBuf,
    /// The stage of a new office
    #[arg(long, value_name = "NUMBER")]
    stage: Option<u8>,
    #[command(flatten)]
    signer: AsPerson,
}

/// Which office, and who signs.
#[derive(Debug, Args)]
pub(super) struct SignArgs {
    /// The office
    office: OfficeId,
    #[command(flatten)]
    heard: Heard,
    #[command(flatten)]
    signer: AsPerson,
}

/// Signs in and does it.
pub(super) fn run(command: &OfficeCommand, output: Output) -> anyhow::Result<()> {
    match command {
        OfficeCommand::List(args) => list(args, output),
        OfficeCommand::Renew(args) => renew(args, output),
        OfficeCommand::Propose(args) => propose(args, output),
        OfficeCommand::Sign(args) => {
            let signer = args.signer.sign_in(output)?;
            let (_, key) = offices::proposal(&signer.trust, &args.office).ok_or_else(|| {
                anyhow!(
                    "no key of {} waits in the published record: look at `daylight office list`",
                    args.office
                )
            })?;
            let whose = format!("the holder of {}", args.office);
            args.heard
                .compare(&office_words(&key.recipient), &whose, output)?;
            let answer = offices::sign(&signer, &args.office)?;
            let next = "Concerns are sealed to the new key from the day after.";
            done(&answer, &args.office, None, next, output);
            Ok(())
        }
    }
}

fn list(args: &ByArgs, output: Output) -> anyhow::Result<()> {
    let trust = args.signer.trust(output)?;
    let standings = offices::standings(&trust);
    let values: Vec<Value> = standings.iter().map(value).collect();
    let lines: Vec<String> = standings
        .iter()
        .flat_map(|standing| lines(&trust, standing))
        .collect();
    output.result(&json!({ "today": trust.today, "offices": values }), &lines);
    Ok(())
}

fn value(standing: &OfficeStanding) -> Value {
    json!({
        "office": standing.office,
        "stage": standing.stage,
        "key_words": standing.recipient.as_ref().map(|key| office_words(key).join(" ")),
        "holders": standing.holders,
        "left_with_key": standing.left_with_key,
        "waiting_key_words": standing.waiting.as_ref().map(|key| office_words(&key.recipient).join(" ")),
    })
}

fn lines(trust: &Trust, standing: &OfficeStanding) -> Vec<String> {
    let holders: Vec<String> = standing
        .holders
        .iter()
        .map(|person| trust.name(*person))
        .collect();
    let holders = match holders.as_slice() {
        [] => "nobody: concerns pass it by".to_owned(),
        names => clean(&names.join(", ")),
    };
    let mut lines = vec![format!(
        "{} ({}), held by {holders}",
        standing.office, standing.stage
    )];
    if let Some(key) = &standing.recipient {
        lines.push(format!("  key words: {}", office_words(key).join(" ")));
    }
    if standing.left_with_key {
        lines.push("  somebody has left who could still open what is sealed to this key: a holder makes a new one with `daylight office renew`".to_owned());
    }
    if let Some(key) = &standing.waiting {
        let words = office_words(&key.recipient).join(" ");
        lines.push(format!("  a new key waits for its signature: {words}"));
    }
    lines
}

fn renew(args: &ByArgs, output: Output) -> anyhow::Result<()> {
    let (mut holder, passphrase) = args.signer.sign_in_to_change(output)?;
    let office = own_office(&holder)?;
    let staying = offices::staying(&holder, &office)?;
    let names: Vec<String> = staying
        .iter()
        .map(|(person, _)| clean(&holder.trust.name(person.person)))
        .collect();
    output.note(&format!(
        "The new key goes to those who hold {office} from tomorrow: {}.",
        names.join(", ")
    ));
    let identity = HybridIdentity::generate(&SystemEntropy);
    holder.key.offices.push((office.clone(), identity.clone()));
    // First the file, then the proposal: a key in force that nobody has would lose concerns.
    args.signer.keep(&holder.key, &passphrase)?;
    let answer = offices::renew(&holder, &office, &identity, &staying)?;
    let words = office_words(&identity.recipient().digest()).join(" ");
    let next = "Read the words to the holder of a higher stage who signs it with `daylight office sign` (at the last stage another of its holders, else the auditor). Your key file holds it now: make a new copy of the file.";
    done(&answer, &office, Some(&words), next, output);
    Ok(())
}

fn own_office(holder: &SignedIn) -> anyhow::Result<OfficeId> {
    let office = holder.trust.roster.office_of(holder.person, holder.trust.today);
    office
        .cloned()
        .context("only a holder who is present makes a key for their office: the operator proposes the key of a first holder with `daylight office propose`")
}

fn propose(args: &ProposeArgs, output: Output) -> anyhow::Result<()> {
    let file = args.public_file.display();
    let public = PublicFile::parse(&secrets::read(&args.public_file)?)
        .ok_or_else(|| anyhow!("{file} is no public half of a key: ask the person for it again"))?;
    let (Some(office), Some(recipient)) = (public.office, public.office_recipient) else {
        bail!("{file} brings no key of an office: its owner makes one with `daylight key new --first`");
    };
    let operator = args.signer.sign_in(output)?;
    let (roster, today) = (&operator.trust.roster, operator.trust.today);
    let known = roster.office_key(&office, today).map(|key| key.stage);
    let stage = known.or(args.stage.map(StageNo)).ok_or_else(|| {
        anyhow!("the record does not know the office {office} yet: give its stage with --stage")
    })?;
    if roster.all_holders(&office, today).next().is_some() {
        bail!("{office} has holders, who make its keys themselves: `daylight office renew`");
    }
    let words = office_words(&sha256(recipient.as_bytes())).join(" ");
    let answer = offices::propose(&operator, office.clone(), stage, recipient)?;
    let next = "The newcomer reads the words to the holder who signs it with `daylight office sign`.";
    done(&answer, &office, Some(&words), next, output);
    Ok(())
}

fn done(answer: &ActAccepted, office: &OfficeId, key_words: Option<&str>, next: &str, output: Output) {
    let value = json!({
        "office": office, "record": answer.record, "batch_on": answer.batch_on, "key_words": key_words,
    });
    let mut lines = vec![format!(
        "Signed for {office}. It stands in the record from {}.",
        words::day(answer.batch_on)
    )];
    lines.extend(key_words.map(|words| format!("The words of the new key: {words}")));
    lines.push(next.to_owned());
    output.result(&value, &lines);
}
