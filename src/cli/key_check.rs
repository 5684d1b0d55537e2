//! `daylight key check` and `daylight key passphrase`: what a key file is good for, and its passphrase changed.

use std::path::{Path, PathBuf};

use anyhow::ensure;
use clap::Args;
use daylight_domain::OfficeId;
use daylight_tlog::person_id;
use serde_json::{Value, json};

use super::connect::{AtService, trust_beside};
use super::output::Output;
use super::replace::replace_key;
use super::{Told, secrets, words};
use crate::client::public_file::PublicFile;
use crate::client::session::check_log;
use crate::client::{SignedIn, clean, desk};
use crate::crypto::key_file::KeyFile;

/// Which key, and where the record is to be asked.
#[derive(Debug, Args)]
pub(super) struct CheckArgs {
    /// The key file
    #[arg(long, value_name = "FILE")]
    key: PathBuf,
    /// File with its passphrase on the first line; asked for if left out
    #[arg(long, value_name = "FILE")]
    passphrase_file: Option<PathBuf>,
    /// The service whose record is asked; nothing is asked if left out
    #[arg(long)]
    url: Option<String>,
    /// File with the log key as on the poster: the whole key, or its six words
    #[arg(long, value_name = "FILE", requires = "url")]
    log_key: Option<PathBuf>,
}

/// Which key, and where its passphrases are.
#[derive(Debug, Args)]
pub(super) struct PassphraseArgs {
    /// The key file
    #[arg(long, value_name = "FILE")]
    key: PathBuf,
    /// File with its passphrase on the first line; asked for if left out
    #[arg(long, value_name = "FILE")]
    passphrase_file: Option<PathBuf>,
    /// File with the new passphrase on the first line; asked for twice if left out
    #[arg(long, value_name = "FILE")]
    new_passphrase_file: Option<PathBuf>,
}

/// Says whose key it is and what it opens; with a service also what the record knows. Fails if the record does not know
/// it today, or it does not open its own office.
pub(super) fn check(args: &CheckArgs, output: Output) -> anyhow::Result<()> {
    let key = secrets::key(&args.key, args.passphrase_file.as_deref(), output)?;
    let public = PublicFile::of(&key, None);
    let person = person_id(&public.signing);
    let key_words = public.key_words().join(" ");
    let role = words::fixed(&key.role);
    let mut lines = vec![
        format!(
            "The key of {}, {role}. In the record they are {person}.",
            clean(&key.name)
        ),
        format!("Key words: {key_words}"),
        in_file(&key),
    ];
    let mut value = json!({
        "person": person, "name": key.name, "role": key.role, "key_words": key_words,
        "offices_in_file": key.offices.iter().map(|(office, _)| office).collect::<Vec<_>>(),
    });
    let fault = match &args.url {
        None => None,
        Some(url) => {
            let at = AtService {
                url: url.clone(),
                log_key: args.log_key.clone(),
            };
            let told = in_record(&at, &args.key, key, output)?;
            lines.push(told.line);
            if let (Some(all), Value::Object(more)) = (value.as_object_mut(), told.value) {
                all.extend(more);
            }
            told.fault
        }
    };
    output.result(&value, &lines);
    fault.map_or(Ok(()), |fault| Err(Told(fault).into()))
}

fn in_file(key: &KeyFile) -> String {
    match key.offices.as_slice() {
        [] => "It holds no key of an office in the file; those that colleagues gave are kept sealed by the service."
            .to_owned(),
        offices => {
            let mut names: Vec<String> = offices.iter().map(|(office, _)| office.to_string()).collect();
            names.dedup();
            format!("Keys of offices in the file: {} ({})", offices.len(), names.join(", "))
        }
    }
}

/// What the record knows of a key.
struct InRecord {
    line: String,
    value: Value,
    fault: Option<&'static str>,
}

fn in_record(at: &AtService, file: &Path, key: KeyFile, output: Output) -> anyhow::Result<InRecord> {
    let trust = trust_beside(at, file, output)?;
    check_log(&key, &trust)?;
    let person = person_id(&key.signing.public());
    let Some(known) = trust.roster.person(person).cloned() else {
        return Ok(InRecord {
            line: "The record does not know this key.".to_owned(),
            value: json!({ "known": false }),
            fault: Some("the record does not know this key: have it proposed, or wait for the batch"),
        });
    };
    let (from, until) = trust.roster.service(person);
    let is_in_service = trust.roster.role(person, trust.today).is_some();
    let is_same = known.recipient == key.identity.recipient().digest();
    let opens = match &known.office {
        Some(office) if is_in_service => Some(opens(at, &trust, key, office)?),
        _ => None,
    };
    let since = from.map_or_else(
        || "not yet in effect".to_owned(),
        |from| format!("from {}", words::day(from)),
    );
    let last = until.map_or_else(String::new, |until| format!(" until {}", words::day(until)));
    let office = known
        .office
        .as_ref()
        .map_or_else(String::new, |office| format!(" of {office}"));
    let opened = match opens {
        Some(true) => " It opens what is sealed to the office now.",
        Some(false) => " It does not open what is sealed to the office now.",
        None => "",
    };
    let fault = if !is_same {
        Some("the record names another key than this one for what is sealed to you: tell the outside body")
    } else if !is_in_service {
        Some("the record does not let this key in today")
    } else if opens == Some(false) {
        Some(
            "this key does not open what is sealed to your office now: ask a colleague to make a new key with `daylight office renew`",
        )
    } else {
        None
    };
    let role = words::fixed(&known.role);
    Ok(InRecord {
        line: format!("The record knows it as {role}{office}, {since}{last}.{opened}"),
        value: json!({
            "known": true, "in_service": is_in_service, "from": from, "until": until,
            "office": known.office, "opens_office": opens,
        }),
        fault,
    })
}

/// Whether the key opens what is sealed to the office today: by the file, or by what the service keeps for the person.
fn opens(
    at: &AtService,
    trust: &crate::client::Trust,
    key: KeyFile,
    office: &OfficeId,
) -> anyhow::Result<bool> {
    let Some(wanted) = trust
        .roster
        .office_key(office, trust.today)
        .map(|key| key.recipient)
    else {
        return Ok(false);
    };
    let is_wanted =
        |identity: &crate::crypto::hybrid::HybridIdentity| identity.recipient().digest() == wanted;
    if key.offices.iter().any(|(_, identity)| is_wanted(identity)) {
        return Ok(true);
    }
    let holder = SignedIn::new(at.service()?, trust.clone(), key)?;
    let kept = desk::identities(&holder).unwrap_or_default();
    Ok(kept.iter().any(|(_, identity)| is_wanted(identity)))
}

/// Changes the passphrase. The old file stays until the new one is durable.
pub(super) fn passphrase(args: &PassphraseArgs, output: Output) -> anyhow::Result<()> {
    let (key, old) = secrets::key_and_passphrase(&args.key, args.passphrase_file.as_deref(), output)?;
    let new = secrets::new_passphrase(args.new_passphrase_file.as_deref())?;
    ensure!(
        *new != *old,
        "the new passphrase is the old one: nothing was written; take another"
    );
    replace_key(&args.key, &key, &new)?;
    let lines = [
        format!("{} opens with the new passphrase now.", args.key.display()),
        "Copies made before still open with the old one: make new copies, and destroy the old.".to_owned(),
    ];
    output.result(&json!({ "key_file": args.key, "changed": true }), &lines);
    Ok(())
}
