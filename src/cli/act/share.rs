//! Chosen parts of a concern for another body (R33): their sealed bytes, and the keys of these alone, sealed to the body.

use std::cell::RefCell;
use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use clap::Args;
use daylight_domain::{Act, Author, Date};

use super::hand::{Hand, OnConcern, Signing};
use super::parts::Part;
use crate::cli::output::Output;
use crate::cli::{files, secrets};
use crate::client::public_file::PublicFile;
use crate::client::shared::{self, SharedFile, SharedPart};
use crate::client::{Concern, attachments};
use crate::crypto::hybrid::HybridRecipient;
use crate::crypto::opening::Opening;
use crate::crypto::seal::{Plaintext, Sealed};
use crate::words::{Words, languages};

const PURPOSE: &str =
    "Say below this line what the body needs it for, and the legal basis. The reporter reads it.\n---\n";

/// Seal chosen parts to another body's key, with purpose and legal basis
///
/// The body gets the file you name with --out, and the sealed attachments beside it, and opens them with `daylight shared`.
/// The reporter sees that parts were shared, which, and what for.
#[derive(Debug, Args)]
pub(in crate::cli) struct ShareArgs {
    #[command(flatten)]
    on: OnConcern,
    /// The body's recipient: its `.pub` file, or a file with its `age1pq1…`
    #[arg(long, value_name = "FILE")]
    to: PathBuf,
    /// Which parts: `about`, `account`, `message:3`, `file:1`; with commas between them
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
        let given = RefCell::new(Vec::new());
        self.on.sign_and_then(
            output,
            |hand| {
                let mut keys = Vec::new();
                for part in &self.parts {
                    let (key, shared) = self.give(hand, part, &body)?;
                    given.borrow_mut().push(shared);
                    keys.push(hand.bring(key));
                }
                let purpose = hand.read(self.purpose_file.as_deref(), PURPOSE)?;
                let told = [
                    self.in_words(hand)?.as_str(),
                    purpose.as_str().unwrap_or_default(),
                ]
                .join("\n\n");
                let item = Some(hand.seal(&Plaintext::new(told))?);
                let body = shared::body_digest(&body);
                let means = format!("Give {} to the body; its key alone opens it.", self.out.display());
                let act = Act::Shared {
                    body,
                    parts: keys,
                    item,
                };
                Ok(Signing::new(act, &means))
            },
            // The file names the entry, so it is written once that is signed.
            |hand, answer, means| {
                let parts = given.take();
                let beside = parts.iter().filter_map(SharedPart::beside);
                means.extend(
                    beside.map(|name| format!("Give {} with it.", self.place_beside(&name).display())),
                );
                let origin = hand.holder.trust.log.origin();
                let file = SharedFile::new(origin, hand.found.id, answer.record, parts);
                secrets::write_new(&self.out, &file.to_bytes()?)
            },
        )
    }

    /// Which parts are shared, in the language of the reporter: by their days, for the numbers are a reviewer's.
    fn in_words(&self, hand: &Hand) -> anyhow::Result<String> {
        let account = hand.concern.account(&hand.found.capsule.case_identity)?;
        let account = account.as_ref().and_then(Plaintext::as_str).unwrap_or_default();
        let words = language_of(account).context("this program has no words for the reporter")?;
        let mut lines = vec![words.say("ready-share-head").into_owned()];
        for part in &self.parts {
            let (key, day) = match part {
                Part::About => ("about", None),
                Part::Account => ("account", None),
                Part::File(number) => ("file", attached_on(&hand.concern, *number)),
                Part::Message(number) => match hand.text(*number) {
                    Some((step, _)) if step.by == Author::Reporter => ("own", Some(step.day)),
                    Some((step, _)) if matches!(step.act, Act::Note { .. }) => ("note", Some(step.day)),
                    told => ("ours", told.map(|(step, _)| step.day)),
                },
            };
            let day = day.map(|day| words.date(day)).unwrap_or_default();
            let told = words.say_with(&format!("ready-share-{key}"), &[("date", &day)]);
            lines.push(format!("- {told}"));
        }
        lines.dedup();
        Ok(lines.join("\n"))
    }

    /// The key of a part, sealed to the body, and the part as it is handed over. A sealed attachment is saved next to the file
    /// of parts; one that is there already was saved before something failed.
    fn give(&self, hand: &Hand, part: &Part, body: &HybridRecipient) -> anyhow::Result<(Sealed, SharedPart)> {
        let seal = |opening: &Opening| {
            let what = format!("{part} of concern {}", hand.found.id);
            shared::seal_key(body, &what, opening)
        };
        let Part::File(number) = part else {
            let (digest, _) = hand.part(part)?;
            let original = hand.concern.original(&digest, &hand.found.readers());
            let (sealed, opening) =
                original.with_context(|| format!("the part {part} does not open: nothing was signed"))?;
            let key = seal(&opening)?;
            let gives = SharedPart::words(&key, sealed);
            return Ok((key, gives));
        };
        let all = attachments::attached(&hand.concern);
        let item = number.checked_sub(1).and_then(|place| all.get(place));
        let item = *item.with_context(|| format!("there is no {part}: nothing was signed"))?;
        let path = self.place_beside(&shared::beside(&item));
        if !path.exists() {
            let source = |item: &_, offset| hand.found.attachment(&hand.holder, item, offset);
            files::save_sealed(&source, &item, &path, hand.output)?;
        }
        let sealed = BufReader::new(File::open(&path)?);
        let opening = Opening::of(&hand.found.capsule.case_identity, sealed)
            .with_context(|| format!("the {part} does not open: nothing was signed"))?;
        let key = seal(&opening)?;
        let gives = SharedPart::file(&key, item);
        Ok((key, gives))
    }

    fn place_beside(&self, name: &str) -> PathBuf {
        self.out.parent().unwrap_or_else(|| Path::new("")).join(name)
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

/// The questions by which an account is known as ours.
const QUESTIONS: [&str; 6] = ["what", "when", "told", "people", "who", "danger"];

/// The language in which the reporter was asked; English for an account that came in another way.
fn language_of(account: &str) -> Option<&'static Words> {
    let asks = |words: &Words, line: &str| {
        let mut headings = QUESTIONS
            .iter()
            .map(|question| words.say(format!("{question}-heading")));
        headings.any(|heading| heading == line.trim())
    };
    let asked = |words: &&Words| account.lines().any(|line| asks(words, line));
    languages().iter().find(asked).or(languages().first())
}

fn attached_on(concern: &Concern, number: usize) -> Option<Date> {
    let steps = concern.outlook.timeline.iter();
    let mut files = steps.filter(|step| matches!(step.act, Act::Attached { .. }));
    files.nth(number.checked_sub(1)?).map(|step| step.day)
}
