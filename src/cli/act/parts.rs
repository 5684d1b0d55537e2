//! Parts of a concern as a person names them, and a redacted copy beside an original (R11).

use std::fmt;
use std::str::FromStr;

use anyhow::Context as _;
use clap::Args;
use daylight_domain::{Act, Digest, Step};

use super::hand::{Hand, OnConcern, Signing, Words};
use crate::cli::output::Output;
use crate::client::redaction;
use crate::client::told::{Told, numbered};
use crate::crypto::seal::Plaintext;

/// A part as a person names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part {
    About,
    Account,
    /// As numbered by `daylight open`.
    Message(usize),
    /// An attachment, in the order of `daylight open`, from 1.
    File(usize),
}

impl FromStr for Part {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        match text.split_once(':') {
            None if text == "about" => Ok(Self::About),
            None if text == "account" => Ok(Self::Account),
            Some(("message", number)) => number.parse().map(Self::Message).map_err(|_| Self::help()),
            Some(("file", number)) => number.parse().map(Self::File).map_err(|_| Self::help()),
            _ => Err(Self::help()),
        }
    }
}

impl Part {
    fn help() -> String {
        "a part is `about`, `account`, or `message:3` or `file:1` with the number that `daylight open` shows"
            .to_owned()
    }
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::About => f.write_str("about"),
            Self::Account => f.write_str("account"),
            Self::Message(number) => write!(f, "message:{number}"),
            Self::File(number) => write!(f, "file:{number}"),
        }
    }
}

impl Hand {
    /// A part in clear, with the digest by which it is kept. Fails for an attachment, which is no text.
    pub(super) fn part(&self, part: &Part) -> anyhow::Result<(Digest, Plaintext)> {
        let case = &self.found.capsule.case_identity;
        let missing = || format!("the part {part} is not handed out to you: nothing was signed");
        let manifest = || self.concern.manifest.as_ref().with_context(missing);
        match part {
            Part::About => Ok((
                manifest()?.about,
                self.concern.about(case)?.with_context(missing)?,
            )),
            Part::Account => Ok((
                manifest()?.account,
                self.concern.account(case)?.with_context(missing)?,
            )),
            Part::Message(number) => {
                let told = self.text(*number);
                let (_, told) = told.with_context(|| format!("there is no {part}: nothing was signed"))?;
                Ok((told.item, told.text))
            }
            Part::File(_) => anyhow::bail!("the part {part} is no text: nothing was signed"),
        }
    }

    /// A text by its number, with the step that brought it.
    pub(super) fn text(&self, number: usize) -> Option<(&Step, Told)> {
        let readers = self.found.readers();
        let mut texts = numbered(&self.concern, &readers).into_iter();
        let found = texts.find(|each| each.number == number)?;
        Some((found.step, found.told))
    }
}

const REDACTING: &str =
    "Put [redacted] in the place of each passage that must not be seen. Change nothing else.\n---\n";

/// Put a redacted copy beside a part: passages taken out, nothing else changed
///
/// In the copy stands [redacted] for each passage. The original stays as it was written, and the record names both.
#[derive(Debug, Args)]
pub(in crate::cli) struct RedactArgs {
    #[command(flatten)]
    on: OnConcern,
    /// Which part: `about`, `account`, `message:3`
    #[arg(long)]
    part: Part,
    #[command(flatten)]
    words: Words,
}

impl RedactArgs {
    pub(super) fn run(&self, output: Output) -> anyhow::Result<()> {
        self.on.sign(output, |hand| {
            let (original, text) = hand.part(&self.part)?;
            let text = text.as_str().unwrap_or_default();
            let written = hand.read(self.words.words_file.as_deref(), &format!("{REDACTING}{text}"))?;
            let written = written.as_str().unwrap_or_default();
            let copy = written.strip_prefix(REDACTING).unwrap_or(written);
            let passages = redaction::passages(text, copy).context("nothing was signed")?;
            let copy = hand.seal(&Plaintext::new(copy.to_owned()))?;
            let means = format!("{passages} passages are taken out of the copy. The original stays.");
            Ok(Signing::new(
                Act::Redacted {
                    original,
                    copy,
                    passages,
                },
                &means,
            ))
        })
    }
}
