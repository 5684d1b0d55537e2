//! `daylight open`: a holder opens a concern. Two signatures, and between them the chance to pass it on.

use std::path::PathBuf;

use anyhow::{Context as _, bail, ensure};
use clap::Args;
use daylight_domain::{Act, Author, ConcernId};
use serde_json::{Value, json};

use super::connect::AsPerson;
use super::output::Output;
use super::{files, secrets, story};
use crate::client::desk::Found;
use crate::client::{Concern, Mistrust, SignedIn, clean, desk, tags};
use crate::crypto::seal::Plaintext;

/// Open a concern: signs `opened`, shows whom and where it concerns, then signs `no conflict` and shows all of it
///
/// Both signatures stand in the record with your id. If you have a conflict, do not go on: stop after the first part
/// (--only-about, or answer no) and pass it on with `daylight act conflict ID`.
#[derive(Debug, Args)]
pub(super) struct OpenArgs {
    /// The concern's id, or its beginning
    id: String,
    #[command(flatten)]
    person: AsPerson,
    /// Show whom and where it concerns, and sign nothing more
    #[arg(long)]
    only_about: bool,
    /// Save the attached files into this folder. Open them on a machine without a network: they can hold anything
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Folder for the receipts of your signatures
    #[arg(long, value_name = "DIR")]
    receipts: Option<PathBuf>,
}

/// Opens, step by step.
pub(super) fn run(args: &OpenArgs, output: Output) -> anyhow::Result<()> {
    if let Some(dir) = &args.receipts {
        std::fs::create_dir_all(dir).with_context(|| {
            format!(
                "the folder {} cannot be made: choose another place; nothing was signed",
                dir.display()
            )
        })?;
    }
    let holder = args.person.sign_in(output)?;
    let found = match desk::find_one(&holder, &args.id) {
        Ok(found) => found,
        Err(not_there) => {
            let id = args.id.trim().parse::<ConcernId>();
            let erased = id.map(|id| desk::erased(&holder, id));
            let Ok(Some(concern)) = erased.unwrap_or(Ok(None)) else {
                return Err(not_there.into());
            };
            let policy = concern.policy(&holder.trust)?;
            let value = story::value(&concern, &holder.trust, policy, &[]);
            let lines = story::lines(&concern, &holder.trust, policy, &[]);
            output.result(&Value::Object(value), &lines);
            return Ok(());
        }
    };
    let mut concern = opened(args, &found, &holder, output)?;
    ensure!(
        !concern.outlook.barred.contains(&holder.person),
        "you passed this concern on: you cannot read it any more; leave it to the others"
    );
    let identity = &found.capsule.case_identity;
    let readers = found.readers();
    let Some(about) = concern.about(identity)? else {
        return Err(Mistrust::PartDoesNotOpen.into());
    };
    let about = text(Some(about));
    output.show(&format!(
        "Whom and where it concerns:\n\n{}\n",
        about_or_nothing(&about)
    ));

    let settled = concern.outlook.no_conflict.contains(&holder.person);
    if !settled {
        let pass_on = args.person.command(&format!("act conflict {}", found.id));
        if args.only_about || !goes_on(output, &pass_on) {
            output.note(&format!(
                "Nothing more was signed. If you have a conflict, pass it on: {pass_on}"
            ));
            let mut value = story::value(&concern, &holder.trust, concern.policy(&holder.trust)?, &readers);
            value.insert("about".to_owned(), json!(about));
            value.insert("account".to_owned(), Value::Null);
            value.insert("attachments".to_owned(), json!([]));
            output.result(&Value::Object(value), &[]);
            return Ok(());
        }
        let answer = found.act_on(&holder, &concern, &Act::NoConflict {}, &[])?;
        keep(args, &found, "no_conflict", &answer.receipt, output);
        concern = load(&found, &holder)?;
    }
    let Some(account) = concern.account(identity)? else {
        return Err(Mistrust::PartDoesNotOpen.into());
    };
    let account = text(Some(account));
    let policy = concern.policy(&holder.trust)?;
    let mut value = story::value(&concern, &holder.trust, policy, &readers);
    let by = Author::Person(holder.person);
    let allowed = concern.outlook.allowed(policy, &holder.trust.roster, by);
    value.insert("allowed".to_owned(), json!(allowed));
    value.insert("about".to_owned(), json!(about));
    value.insert("account".to_owned(), json!(account));
    value.insert(
        "tags".to_owned(),
        json!(tags::of(&concern, &found.office, &readers)),
    );
    let source = |item: &_, offset| found.attachment(&holder, item, offset);
    let (files, about_files) = files::fetch(&concern, &source, identity, args.out.as_deref(), output);
    value.insert("attachments".to_owned(), json!(files));
    let mut lines = vec![format!("The account:\n\n{}\n", clean(&account))];
    lines.extend(about_files);
    lines.extend(story::lines(&concern, &holder.trust, policy, &readers));
    lines.push(String::new());
    if allowed.contains(&"approved") {
        let approve = args.person.command(&format!("act approve {}", found.id));
        lines.push(format!(
            "It waits for your approval: {approve} (or the same with --refuse)"
        ));
    }
    if allowed.contains(&"acknowledged") {
        lines.push(format!(
            "Confirm to the reporter that you have it: {}",
            args.person.command(&format!("act acknowledge {}", found.id))
        ));
    }
    lines.push("What you can sign now: `daylight act --help` explains each.".to_owned());
    lines.push(format!("  {}", allowed.join(", ").replace('_', " ")));
    output.result(&Value::Object(value), &lines);
    Ok(())
}

/// Signs `opened`, unless this person has done so before.
fn opened(args: &OpenArgs, found: &Found, holder: &SignedIn, output: Output) -> anyhow::Result<Concern> {
    if let Some(concern) = found.concern(holder)?
        && concern
            .outlook
            .opened
            .iter()
            .any(|(person, _)| *person == holder.person)
    {
        return Ok(concern);
    }
    let answer = found.sign_opened(holder)?;
    output.note("Signed: you opened it. This stands in the record with your id.");
    keep(args, found, "opened", &answer.receipt, output);
    load(found, holder)
}

fn load(found: &Found, holder: &SignedIn) -> anyhow::Result<Concern> {
    let Some(concern) = found.concern(holder)? else {
        bail!(
            "the service has taken your signature and does not hand out the concern: tell the outside body"
        );
    };
    Ok(concern)
}

fn goes_on(output: Output, pass_on: &str) -> bool {
    if !output.is_conversation() {
        output.note(&format!(
            "Signing: I have no conflict. To pass a concern on instead, open it with --only-about, then: {pass_on}"
        ));
        return true;
    }
    output.note("To read the rest you sign: I have no conflict. It stands in the record with your id.");
    output.note(
        "You have a conflict if it concerns you, your family, your friends, your own work or your own money.",
    );
    output.note(&format!("If you have one, answer no and pass it on: {pass_on}"));
    loop {
        let answer = output.ask("Do you sign that you have no conflict? (yes/no)");
        match answer.map(|answer| answer.to_lowercase()).as_deref() {
            Some("yes") => return true,
            Some("no") | None => return false,
            Some(_) => output.note("Write yes or no, in full."),
        }
    }
}

fn keep(args: &OpenArgs, found: &Found, name: &str, receipt: &str, output: Output) {
    let file = args
        .receipts
        .as_ref()
        .map(|dir| dir.join(format!("{}.{name}.receipt", found.id)));
    secrets::keep_receipt(file.as_deref(), receipt, output);
}

fn text(part: Option<Plaintext>) -> String {
    part.and_then(|part| part.as_str().map(str::to_owned))
        .unwrap_or_default()
}

fn about_or_nothing(about: &str) -> String {
    if about.is_empty() {
        "(nothing was written here)".to_owned()
    } else {
        clean(about)
    }
}
