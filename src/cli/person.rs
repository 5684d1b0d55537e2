//! `daylight person`: people come and go. The operator proposes, another signs, a colleague admits.

use std::path::PathBuf;

use anyhow::{Context as _, anyhow, bail, ensure};
use clap::{Args, Subcommand};
use daylight_domain::{Date, OfficeId, PersonId, Role};
use serde_json::json;

use super::connect::AsPerson;
use super::output::Output;
use super::{secrets, words};
use crate::api::{ActAccepted, PersonView};
use crate::client::log_key::words_of;
use crate::client::public_file::PublicFile;
use crate::client::{SignedIn, clean, desk, people};

/// What to do about people.
#[derive(Debug, Subcommand)]
pub(super) enum PersonCommand {
    /// Propose a person from their `.pub` file (operator)
    Propose(ProposeArgs),
    /// Sign the last proposal about a person, their coming or their leaving (a higher stage; else the last stage)
    Sign(AboutArgs),
    /// Let a newcomer into your office, after they have read their key words to you
    Admit(AdmitArgs),
    /// List everybody
    List(ListArgs),
    /// Propose that a person leaves, or has lost their key (operator)
    Retire(AboutArgs),
}

/// Who signs.
#[derive(Debug, Args)]
pub(super) struct ListArgs {
    #[command(flatten)]
    signer: AsPerson,
}

/// Whom it is about, and who signs.
#[derive(Debug, Args)]
pub(super) struct AboutArgs {
    /// The person: their id, or their name if it stands once
    person: String,
    #[command(flatten)]
    signer: AsPerson,
}

/// Who comes, and who proposes.
#[derive(Debug, Args)]
pub(super) struct ProposeArgs {
    /// The newcomer's `.pub` file
    public_file: PathBuf,
    #[command(flatten)]
    signer: AsPerson,
    /// Their office, if the file does not say it
    #[arg(long)]
    office: Option<OfficeId>,
    /// Last day of access, for inspectors
    #[arg(long, value_name = "DATE")]
    until: Option<Date>,
    /// Where their mail goes
    #[arg(long, default_value = "")]
    address: String,
}

/// Who comes, and who admits.
#[derive(Debug, Args)]
pub(super) struct AdmitArgs {
    #[command(flatten)]
    about: AboutArgs,
    /// The six words the newcomer read to you; asked for if left out
    #[arg(long)]
    words: Option<String>,
}

/// Signs in and does it.
pub(super) fn run(command: &PersonCommand, output: Output) -> anyhow::Result<()> {
    match command {
        PersonCommand::Propose(args) => propose(args, output),
        PersonCommand::Sign(args) => {
            let signer = args.signer.sign_in(output)?;
            let person = whom(&signer, &args.person)?;
            let next = match person.role {
                Role::Holder => {
                    "If they come: from then on a colleague of their office lets them in, with `daylight person admit`."
                }
                _ => "It takes effect the day after.",
            };
            done(
                &people::sign(&signer, person.person)?,
                person.person,
                next,
                output,
            );
            Ok(())
        }
        PersonCommand::Retire(args) => {
            let signer = args.signer.sign_in(output)?;
            let person = whom(&signer, &args.person)?;
            done(
                &people::retire(&signer, person.person)?,
                person.person,
                TO_BE_SIGNED,
                output,
            );
            Ok(())
        }
        PersonCommand::Admit(args) => admit(args, output),
        PersonCommand::List(args) => list(args, output),
    }
}

fn propose(args: &ProposeArgs, output: Output) -> anyhow::Result<()> {
    let public = PublicFile::parse(&secrets::read(&args.public_file)?).ok_or_else(|| {
        anyhow!(
            "{} is no public half of a key: ask the person for it again",
            args.public_file.display()
        )
    })?;
    let signer = args.signer.sign_in(output)?;
    let office = args.office.clone().or_else(|| public.office.clone());
    let person = daylight_tlog::person_id(&public.signing);
    let answer = people::propose(&signer, public.half(), office, args.until, args.address.clone())?;
    done(&answer, person, TO_BE_SIGNED, output);
    Ok(())
}

fn admit(args: &AdmitArgs, output: Output) -> anyhow::Result<()> {
    let holder = args.about.signer.sign_in(output)?;
    let person = whom(&holder, &args.about.person)?.person;
    let (new, recipient) = people::newcomer(&holder, person)?;
    // The words are heard, not read from the service: they are what ties this key to the newcomer's voice.
    let heard = match &args.words {
        Some(words) => words.clone(),
        None if output.is_conversation() => output
            .ask("The six words the newcomer reads to you:")
            .unwrap_or_default(),
        None => bail!("there is nobody to ask: give the words you heard with --words"),
    };
    let heard: Vec<String> = heard
        .split(|c: char| c.is_whitespace() || matches!(c, '-' | ',' | '.'))
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    ensure!(
        heard == words_of(&new.key.to_string()),
        "these are not the words of the key in the record: have them read to you once more; if they still differ, do not admit this person, and tell the outside body"
    );
    let identities = desk::identities(&holder)?;
    let answer = people::admit(&holder, new, &recipient, &identities)?;
    done(
        &answer,
        person,
        "They can sign in and act from the day after.",
        output,
    );
    Ok(())
}

fn list(args: &ListArgs, output: Output) -> anyhow::Result<()> {
    let signer = args.signer.sign_in(output)?;
    let people = people::list(&signer)?;
    let lines: Vec<String> = people.people.iter().map(line).collect();
    output.result(
        &serde_json::to_value(&people).context("the list could not be written")?,
        &lines,
    );
    Ok(())
}

fn line(person: &PersonView) -> String {
    let office = person
        .office
        .as_ref()
        .map_or_else(String::new, |office| format!(" of {office}"));
    let role = words::fixed(&person.role);
    format!(
        "{}  {}: {role}{office}, {}",
        person.person,
        clean(&person.name),
        clean(&person.standing)
    )
}

/// The one person meant by an id or a name.
fn whom(signer: &SignedIn, wanted: &str) -> anyhow::Result<PersonView> {
    let people = people::list(signer)?.people;
    let id = wanted.parse::<PersonId>().ok();
    let mut meant = people
        .into_iter()
        .filter(|person| Some(person.person) == id || person.name == wanted);
    match (meant.next(), meant.next()) {
        (Some(person), None) => Ok(person),
        (Some(_), Some(_)) => {
            bail!("the name stands more than once: give the id from `daylight person list`")
        }
        (None, _) => bail!("nobody here has this id or name: look at `daylight person list`"),
    }
}

const TO_BE_SIGNED: &str =
    "From then on a holder of a higher stage, else of the last, signs it: `daylight person sign`.";

fn done(answer: &ActAccepted, person: PersonId, next: &str, output: Output) {
    let value = json!({ "person": person, "record": answer.record, "batch_on": answer.batch_on });
    output.result(
        &value,
        &[
            format!(
                "Signed. It stands in the record from {}.",
                words::day(answer.batch_on)
            ),
            format!("It is about {person}. {next}"),
        ],
    );
}
