//! `daylight key`: makes a person's secrets on their own machine. The operator gets the public half alone.

use std::path::PathBuf;

use anyhow::{Context as _, anyhow, ensure};
use clap::{Args, Subcommand};
use daylight_domain::{OfficeId, Role};
use daylight_tlog::{Cosigner, sha256};
use serde_json::json;

use super::key_check::{self, CheckArgs, PassphraseArgs};
use super::output::Output;
use super::secrets;
use crate::api::Bytes;
use crate::client::people::role_named;
use crate::client::public_file::{PublicFile, office_words};
use crate::crypto::hybrid::HybridIdentity;
use crate::crypto::key_file::{KeyFile, USUAL_WORK};
use crate::crypto::seal::{Plaintext, seal_text};
use crate::crypto::sign::SigningSecret;
use crate::entropy::SystemEntropy;

/// What to do with keys.
#[derive(Debug, Subcommand)]
pub(super) enum KeyCommand {
    /// Make a key file, sealed with a passphrase, and its public half beside it (`.pub`)
    ///
    /// Run it on your own machine. Give the `.pub` file to the operator, and read the six words to a colleague in your
    /// office, never to the operator.
    New(NewArgs),
    /// Open a key file and say whose it is, what it opens, and (with --url) whether the record knows it and until when
    Check(CheckArgs),
    /// Write the `.pub` file of an outside witness from the verifier key that it publishes, and say its six words
    ///
    /// The operator proposes the file with `person propose`. Whoever signs for the witness makes the file too, from the
    /// verifier key as the witness itself publishes it, and gives these words to `person sign`.
    Witness(WitnessArgs),
    /// Change the passphrase of a key file; the old file stays until the new one is whole
    Passphrase(PassphraseArgs),
}

/// Whose key.
#[derive(Debug, Args)]
pub(super) struct NewArgs {
    /// What you are called here; colleagues and reporters see it
    #[arg(long)]
    name: String,
    /// holder, auditor, viewer, inspector or operator
    #[arg(long, value_parser = role_named)]
    role: Role,
    /// Your office, if you are a holder
    #[arg(long)]
    office: Option<OfficeId>,
    /// You are the first holder of the office: make the office's own key too
    #[arg(long, requires = "office")]
    first: bool,
    /// Where to write the key file, for instance `guardian.key`
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// File with the passphrase on the first line; asked for if left out
    #[arg(long, value_name = "FILE")]
    passphrase_file: Option<PathBuf>,
}

/// Which witness.
#[derive(Debug, Args)]
pub(super) struct WitnessArgs {
    /// Its verifier key, for instance witness.example.org+5896c587+BG5…
    vkey: String,
    /// Where to write the file, for instance `witness.pub`
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
}

/// Does it.
pub(super) fn run(command: &KeyCommand, output: Output) -> anyhow::Result<()> {
    match command {
        KeyCommand::New(args) => new(args, output),
        KeyCommand::Check(args) => key_check::check(args, output),
        KeyCommand::Witness(args) => witness(args, output),
        KeyCommand::Passphrase(args) => key_check::passphrase(args, output),
    }
}

fn witness(args: &WitnessArgs, output: Output) -> anyhow::Result<()> {
    let cosigner = Cosigner::from_vkey(args.vkey.trim()).map_err(|_| {
        anyhow!("this is no verifier key of a witness: it has three parts between plus signs, as the witness publishes it")
    })?;
    let public = PublicFile::of_witness(&cosigner);
    let text = serde_json::to_string_pretty(&public).context("the file could not be written")?;
    secrets::write_new(&args.out, format!("{text}\n").as_bytes())?;
    let words = public.key_words().join(" ");
    output.result(
        &json!({
            "public_file": args.out,
            "person": daylight_tlog::person_id(&public.signing),
            "key_words": words,
        }),
        &[
            format!("Written to {}.", args.out.display()),
            format!("Its key words: {words}"),
            "Whoever signs for it makes the file anew from the witness's own publication, and compares."
                .to_owned(),
        ],
    );
    Ok(())
}

fn new(args: &NewArgs, output: Output) -> anyhow::Result<()> {
    ensure!(
        args.office.is_some() == (args.role == Role::Holder),
        "a holder needs an office and nobody else has one: give --office with --role holder, and only then"
    );
    ensure!(
        !args.name.trim().is_empty(),
        "the name is empty: write how you are called here"
    );
    let public_path = args.out.with_extension("pub");
    ensure!(
        public_path != args.out,
        "the key file cannot end in .pub: choose a name like guardian.key"
    );
    ensure!(
        !public_path.exists(),
        "{} is there already: choose another name",
        public_path.display()
    );
    secrets::place_for(Some(&args.out))?;
    let passphrase = secrets::new_passphrase(args.passphrase_file.as_deref())?;

    let mut key = KeyFile {
        name: args.name.trim().to_owned(),
        role: args.role,
        identity: HybridIdentity::generate(&SystemEntropy),
        signing: SigningSecret::generate(&SystemEntropy),
        offices: Vec::new(),
        log: None,
    };
    let mut office_secret = None;
    if let (true, Some(office)) = (args.first, args.office.clone()) {
        let identity = HybridIdentity::generate(&SystemEntropy);
        // Sealed to the first holder, the service keeps it for them as it does for those who come after.
        let text = Plaintext::new(identity.to_secret_text().as_str().to_owned());
        office_secret = Some(Bytes(seal_text(&key.identity.recipient(), &text)?.into_bytes()));
        key.offices.push((office, identity));
    }
    let public = PublicFile {
        office_secret,
        ..PublicFile::of(&key, args.office.clone())
    };
    secrets::write_new(&args.out, &key.write(&passphrase, USUAL_WORK)?)?;
    let text = serde_json::to_string_pretty(&public).context("the public half could not be written")?;
    secrets::write_new(&public_path, format!("{text}\n").as_bytes())?;

    let words = public.key_words().join(" ");
    let office_words = public
        .office_recipient
        .as_ref()
        .map(|recipient| office_words(&sha256(recipient.as_bytes())).join(" "));
    let value = json!({
        "key_file": args.out,
        "public_file": public_path,
        "person": daylight_tlog::person_id(&public.signing),
        "key_words": words,
        "office_key_words": office_words,
    });
    let to_whom = match args.role {
        Role::Holder => "to the holder who signs for you and to the one who lets you in",
        _ => "to the holder who signs for you",
    };
    let mut lines = vec![
        format!(
            "Your key is in {}. Keep it and the passphrase apart, and a copy elsewhere; nobody can replace them.",
            args.out.display()
        ),
        format!("Give this file to the operator: {}", public_path.display()),
        format!("Your key words: {words}"),
        format!("Read them {to_whom}, never to the operator."),
    ];
    lines.extend(
        office_words
            .map(|words| format!("The words of your office's key, for the one who signs it: {words}")),
    );
    output.result(&value, &lines);
    Ok(())
}
