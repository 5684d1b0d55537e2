//! `daylight person`: people come and go. The operator proposes, another signs, a colleague admits.

use std::path::PathBuf;

use anyhow::{anyhow, bail, ensure};
use clap::{Args, Subcommand};
use daylight_domain::{Date, OfficeId, PersonId};
use serde_json::{Value, json};

use super::address::{self, AddressArgs};
use super::connect::AsPerson;
use super::forget::{self, ForgetArgs};
use super::heard::Heard;
use super::invitation::{self, InvitationsArgs, InviteArgs, WithdrawArgs};
use super::output::Output;
use super::{coming, secrets, words};
use crate::api::{ActAccepted, PersonView};
use crate::client::public_file::{PublicFile, person_words};
use crate::client::{SignedIn, Trust, clean, people};

/// What to do about people.
#[derive(Debug, Subcommand)]
pub(super) enum PersonCommand {
    /// Propose a person from their `.pub` file (operator)
    Propose(ProposeArgs),
    /// Sign the last proposal about a person, their coming or their leaving (a higher stage; else the last stage)
    ///
    /// For a coming, the newcomer has read you their key words. At the last stage another of its holders signs, else the
    /// auditor.
    Sign(HeardArgs),
    /// Let a newcomer into your office, after they have read their key words to you
    ///
    /// A holder of the office does it. If nobody is left in it: a holder of the last stage, else the auditor.
    Admit(HeardArgs),
    /// List everybody, with the words of their keys
    List(ListArgs),
    /// Propose that a person leaves, or has lost their key (operator)
    ///
    /// Whoever lost a key makes a new one with `key new` and comes again as a new person. Where a colleague may have been
    /// robbed of theirs, the office makes a new key too: `office renew`.
    Retire(RetireArgs),
    /// Say that you are away, or a holder of a lower stage: others go on meanwhile
    Away(AwayArgs),
    /// Invite somebody to make their key in the portal, with an address that works once (operator)
    Invite(InviteArgs),
    /// List invitations that are not over, and take out the `.pub` files that newcomers answered with (operator)
    Invitations(InvitationsArgs),
    /// Take an invitation back, or put away one whose answer was proposed (operator)
    Withdraw(WithdrawArgs),
    /// Correct where a person's mail goes, on the host of the instance (no key is needed, and no entry is written)
    Address(AddressArgs),
    /// Erase the name and address of somebody who has left, on the host of the instance; their id stays in the record
    Forget(ForgetArgs),
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
    pub(super) person: String,
    #[command(flatten)]
    pub(super) signer: AsPerson,
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

/// Whom it is about, and what they read aloud.
#[derive(Debug, Args)]
pub(super) struct HeardArgs {
    #[command(flatten)]
    pub(super) about: AboutArgs,
    #[command(flatten)]
    pub(super) heard: Heard,
}

/// Who leaves.
#[derive(Debug, Args)]
pub(super) struct RetireArgs {
    #[command(flatten)]
    about: AboutArgs,
    /// Go on though nobody else holds the office: its concerns then pass to the next stage
    #[arg(long)]
    leave_empty: bool,
}

/// Who is away, and when.
#[derive(Debug, Args)]
pub(super) struct AwayArgs {
    #[command(flatten)]
    about: AboutArgs,
    /// First day away; the day after the batch at the earliest
    #[arg(long, value_name = "DATE")]
    from: Date,
    /// Last day away
    #[arg(long, value_name = "DATE")]
    until: Date,
}

/// Signs in and does it.
pub(super) fn run(command: &PersonCommand, output: Output) -> anyhow::Result<()> {
    match command {
        PersonCommand::Propose(args) => propose(args, output),
        PersonCommand::Sign(args) => coming::sign(args, output),
        PersonCommand::Retire(args) => retire(args, output),
        PersonCommand::Admit(args) => coming::admit(args, output),
        PersonCommand::List(args) => list(args, output),
        PersonCommand::Invite(args) => invitation::invite(args, output),
        PersonCommand::Invitations(args) => invitation::list(args, output),
        PersonCommand::Withdraw(args) => invitation::withdraw(args, output),
        PersonCommand::Address(args) => address::run(args, output),
        PersonCommand::Forget(args) => forget::run(args, output),
        PersonCommand::Away(args) => {
            let signer = args.about.signer.sign_in(output)?;
            let person = whom(&signer, &args.about.person)?.person;
            let answer = people::away(&signer, person, args.from, args.until)?;
            let next =
                "Meanwhile nobody waits for them; if nobody else holds the office, its concerns go up.";
            done(&answer, person, next, output);
            Ok(())
        }
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
    if public.office_recipient.is_some() {
        output.note("This file brings a key for the office too: propose it with `daylight office propose`.");
    }
    done(&answer, person, TO_BE_SIGNED, output);
    Ok(())
}

fn retire(args: &RetireArgs, output: Output) -> anyhow::Result<()> {
    let signer = args.about.signer.sign_in(output)?;
    let person = whom(&signer, &args.about.person)?.person;
    let (roster, today) = (&signer.trust.roster, signer.trust.today);
    let office = roster.person(person).and_then(|known| known.office.as_ref());
    if let Some(office) = office {
        let mut others = roster
            .all_holders(office, today)
            .filter(|holder| *holder != person);
        ensure!(
            others.next().is_some() || args.leave_empty,
            "nobody else holds {office}: bring in a successor first, who gets the office's key from the one who leaves. If the key is lost or they are gone, go on with --leave-empty: concerns then pass the office by until somebody new holds it with a new key (`daylight key new --first`, `daylight office propose`)"
        );
    }
    done(&people::retire(&signer, person)?, person, TO_BE_SIGNED, output);
    Ok(())
}

fn list(args: &ListArgs, output: Output) -> anyhow::Result<()> {
    let signer = args.signer.sign_in(output)?;
    let people = people::list(&signer)?;
    let lines: Vec<String> = people
        .people
        .iter()
        .flat_map(|person| lines(&signer.trust, person))
        .collect();
    let values: Vec<Value> = people
        .people
        .iter()
        .map(|person| value(&signer.trust, person))
        .collect();
    output.result(&json!({ "today": people.today, "people": values }), &lines);
    Ok(())
}

/// The words of a person as the record has them; none before their proposal is published.
fn recorded_words(trust: &Trust, person: PersonId) -> Option<String> {
    let known = trust.roster.person(person)?;
    Some(person_words(&known.key, &known.recipient).join(" "))
}

fn value(trust: &Trust, person: &PersonView) -> Value {
    let (from, until) = trust.roster.service(person.person);
    json!({
        "person": person.person, "name": person.name, "role": person.role, "office": person.office,
        "standing": person.standing, "proposal": person.proposal, "recipient": person.recipient,
        "from": from, "until": until, "key_words": recorded_words(trust, person.person),
    })
}

fn lines(trust: &Trust, person: &PersonView) -> [String; 2] {
    let what = coming::as_what(person.role, person.office.as_ref());
    let until = trust.roster.service(person.person).1;
    let until = until.map_or_else(String::new, |last| format!(", until {}", words::day(last)));
    let key = recorded_words(trust, person.person).map_or_else(
        || "not in the record yet".to_owned(),
        |words| format!("key words: {words}"),
    );
    [
        format!(
            "{}  {}: {what}, {}{until}",
            person.person,
            clean(&person.name),
            clean(&person.standing)
        ),
        format!("  {key}"),
    ]
}

/// The one person meant by an id or a name.
pub(super) fn whom(signer: &SignedIn, wanted: &str) -> anyhow::Result<PersonView> {
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

pub(super) fn done(answer: &ActAccepted, person: PersonId, next: &str, output: Output) {
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
