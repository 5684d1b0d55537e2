//! Parts of a concern for others: shared with another body's key, or redacted beside the original.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

use anyhow::Context as _;
use clap::Args;
use daylight_domain::{Act, Digest};

use super::hand::{Hand, OnConcern, Signing, Words};
use crate::cli::output::Output;
use crate::cli::{secrets, story};
use crate::client::public_file::PublicFile;
use crate::client::redaction;
use crate::client::shared::{self, SharedFile};
use crate::crypto::hybrid::HybridRecipient;
use crate::crypto::opening::Opening;
use crate::crypto::seal::Plaintext;

/// A part as a person names it.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    About,
    Account,
    /// As numbered by `daylight open`.
    Message(usize),
}

impl FromStr for Part {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        match text.split_once(':') {
            None if text == "about" => Ok(Self::About),
            None if text == "account" => Ok(Self::Account),
            Some(("message", number)) => number.parse().map(Self::Message).map_err(|_| Self::help()),
            _ => Err(Self::help()),
        }
    }
}

impl Part {
    fn help() -> String {
        "a part is `about`, `account`, or `message:3` with the number that `daylight open` shows".to_owned()
    }
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::About => f.write_str("about"),
            Self::Account => f.write_str("account"),
            Self::Message(number) => write!(f, "message:{number}"),
        }
    }
}

impl Hand {
    /// A part as it is sealed, and the key of these bytes.
    fn original(&self, part: &Part) -> anyhow::Result<(Vec<u8>, Opening)> {
        let (digest, _) = self.part(part)?;
        self.concern
            .original(&digest, &self.found.readers())
            .with_context(|| format!("the part {part} does not open: nothing was signed"))
    }

    /// A part in clear, with the digest by which it is kept.
    fn part(&self, part: &Part) -> anyhow::Result<(Digest, Plaintext)> {
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
                let mut told = story::texts(&self.concern, &self.found.readers()).into_iter();
                let told = told.nth(number.saturating_sub(1)).filter(|_| *number > 0);
                let told = told.with_context(|| format!("there is no {part}: nothing was signed"))?;
                Ok((told.item, told.text))
            }
        }
    }
}

/// Seal chosen parts to another body's key, with purpose and legal basis
///
/// The body gets the file you name with --out, and opens it with `daylight shared`. The reporter sees that parts were
/// shared, which, and what for.
#[derive(Debug, Args)]
pub(in crate::cli) struct ShareArgs {
    #[command(flatten)]
    on: OnConcern,
    /// The body's recipient: its `.pub` file, or a file with its `age1pq1…`
    #[arg(long, value_name = "FILE")]
    to: PathBuf,
    /// Which parts: `about`, `account`, `message:3`; with commas between them
    #[arg(long, value_delimiter = ',', required = true)]
    parts: Vec<Part>,
    /// File with the purpose and the legal basis; without it standard input, or your editor
    #[arg(long, value_name = "FILE")]
    purpose_file: Option<PathBuf>,
    /// Where to write the file for the body
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
}

impl ShareArgs {
    pub(super) fn run(&self, output: Output) -> anyhow::Result<()> {
        secrets::place_for(Some(&self.out))?;
        let body = self.recipient()?;
        self.on.sign_and_then(
            output,
            |hand| {
                let mut parts = Vec::new();
                for part in &self.parts {
                    let (_, opening) = hand.original(part)?;
                    let what = format!("{part} of concern {}", hand.found.id);
                    parts.push(hand.bring(shared::seal_key(&body, &what, &opening)?));
                }
                let purpose = hand.read(self.purpose_file.as_deref(), PURPOSE)?;
                let names: Vec<String> = self.parts.iter().map(Part::to_string).collect();
                let told = format!(
                    "Shared: {}.\n{}",
                    names.join(", "),
                    purpose.as_str().unwrap_or_default()
                );
                let item = Some(hand.seal(&Plaintext::new(told))?);
                let body = shared::body_digest(&body);
                let means = format!("Give {} to the body; its key alone opens it.", self.out.display());
                Ok(Signing::new(Act::Shared { body, parts, item }, &means))
            },
            // The file names the entry, so it is written once that is signed.
            |hand, answer, _| {
                let origin = hand.holder.trust.log.origin();
                let sealed = self.parts.iter().map(|part| Ok(hand.original(part)?.0));
                let sealed = sealed.collect::<anyhow::Result<Vec<_>>>()?;
                let parts = hand.items.iter().zip(sealed).collect();
                let file = SharedFile::new(origin, hand.found.id, answer.record, parts);
                secrets::write_new(&self.out, &file.to_bytes()?)
            },
        )
    }

    fn recipient(&self) -> anyhow::Result<HybridRecipient> {
        let text = secrets::read(&self.to)?;
        let file: Option<PublicFile> = serde_json::from_str(&text).ok();
        let recipient = file.map_or_else(|| text.trim().to_owned(), |file| file.recipient);
        recipient.parse().ok().with_context(|| {
            let file = self.to.display();
            format!("{file} is no recipient: it begins with age1pq1, or is a `.pub` file")
        })
    }
}

const PURPOSE: &str =
    "Say below this line what the body needs it for, and the legal basis. The reporter reads it.\n---\n";
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
