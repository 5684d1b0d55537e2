//! `daylight mail`: what a mail from Daylight says, for its holder's key. No service is asked.

use std::fs;
use std::path::PathBuf;

use anyhow::Context as _;
use clap::Args;
use serde_json::json;

use super::output::Output;
use super::secrets;
use crate::client::clean;
use crate::crypto::seal::{Sealed, open_text};

/// Read what a mail from Daylight says
///
/// Every mail looks alike. What it says is in its attachment, daily.age, sealed to your own key: save that, and name it here.
#[derive(Debug, Args)]
pub(super) struct MailArgs {
    /// The attachment of the mail
    file: PathBuf,
    /// Your key file
    #[arg(long, value_name = "FILE")]
    key: PathBuf,
    /// File with its passphrase on the first line; asked for if left out
    #[arg(long, value_name = "FILE")]
    passphrase_file: Option<PathBuf>,
}

/// Opens it and shows it.
pub(super) fn run(args: &MailArgs, output: Output) -> anyhow::Result<()> {
    let bytes = fs::read(&args.file).with_context(|| format!("{} cannot be read", args.file.display()))?;
    let sealed = Sealed::check_text(bytes).with_context(|| {
        format!(
            "{} is not the attachment of a mail from Daylight: save the attachment daily.age by itself",
            args.file.display()
        )
    })?;
    let key = secrets::key(&args.key, args.passphrase_file.as_deref(), output)?;
    let words = open_text(&key.identity, &sealed)
        .context("this mail is sealed to another key: use the key file of whoever it was sent to")?;
    let words = clean(words.as_str().unwrap_or_default());
    output.result(&json!({ "says": words }), &[words]);
    Ok(())
}
