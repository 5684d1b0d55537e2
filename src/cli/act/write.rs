//! Acts that are words: to the reporter, or between offices.

use std::path::PathBuf;

use clap::Args;
use daylight_domain::{Act, Audience, OfficeId};

use super::hand::{OnConcern, Signing, TO_REPORTER, Words};
use crate::cli::output::Output;

/// Confirm to the reporter that your stage has it
#[derive(Debug, Args)]
pub(in crate::cli) struct AcknowledgeArgs {
    #[command(flatten)]
    on: OnConcern,
    /// File with a line to the reporter, if you like
    #[arg(long, alias = "words-file", value_name = "FILE")]
    message_file: Option<PathBuf>,
}

impl AcknowledgeArgs {
    pub(super) fn run(&self, output: Output) -> anyhow::Result<()> {
        self.on.sign(output, |hand| {
            let mut item = None;
            if let Some(file) = &self.message_file {
                let text = hand.read(Some(file), TO_REPORTER)?;
                item = Some(hand.seal(&text)?);
            }
            let means = "The reporter sees it when they come back with their code.";
            Ok(Signing::new(Act::Acknowledged { item }, means))
        })
    }
}

/// Write to the reporter
#[derive(Debug, Args)]
pub(in crate::cli) struct MessageArgs {
    #[command(flatten)]
    on: OnConcern,
    /// File with the message; without it it is read from standard input, or written in your editor
    #[arg(long, alias = "words-file", value_name = "FILE")]
    message_file: Option<PathBuf>,
}

impl MessageArgs {
    pub(super) fn run(&self, output: Output) -> anyhow::Result<()> {
        self.on.sign(output, |hand| {
            let text = hand.read(self.message_file.as_deref(), TO_REPORTER)?;
            let act = Act::Message {
                item: hand.seal(&text)?,
                audience: Audience::Case,
            };
            Ok(Signing::new(
                act,
                "The reporter reads it when they come back with their code.",
            ))
        })
    }
}

/// Tell the reporter what has been done so far
#[derive(Debug, Args)]
pub(in crate::cli) struct FeedbackArgs {
    #[command(flatten)]
    on: OnConcern,
    #[command(flatten)]
    words: Words,
}

impl FeedbackArgs {
    pub(super) fn run(&self, output: Output) -> anyhow::Result<()> {
        let heading = "Say below this line what has been done so far, and what comes next. The reporter reads it.\n---\n";
        self.on.sign(output, |hand| {
            let item = hand.words(&self.words, heading)?;
            Ok(Signing::new(
                Act::Feedback { item },
                "The next word is due in three months.",
            ))
        })
    }
}

/// Write a note to other offices; the reporter does not see it
///
/// It is sealed once to each office you name and to your own, and to nobody else.
#[derive(Debug, Args)]
pub(in crate::cli) struct NoteArgs {
    #[command(flatten)]
    on: OnConcern,
    /// An office that may read it; may be given more than once
    #[arg(long = "to", value_name = "OFFICE", required = true)]
    to: Vec<OfficeId>,
    #[command(flatten)]
    words: Words,
}

impl NoteArgs {
    pub(super) fn run(&self, output: Output) -> anyhow::Result<()> {
        self.on.sign(output, |hand| {
            let policy = hand.policy()?;
            if let Some(unknown) = self.to.iter().find(|office| policy.stage_of(office).is_none()) {
                anyhow::bail!(
                    "there is no office {unknown} on the route of this concern: nothing was signed"
                );
            }
            let names: Vec<&str> = self.to.iter().map(OfficeId::as_str).collect();
            let names = names.join(", ");
            let heading = format!("Write to {names} below this line. The reporter does not see it.\n---\n");
            let text = hand.read(self.words.words_file.as_deref(), &heading)?;
            let act = hand.note(&self.to, &text)?;
            Ok(Signing::new(
                act,
                &format!("Only {names} and your own office can read it."),
            ))
        })
    }
}

/// Say that the same name has come up before; the concern moves up
#[derive(Debug, Args)]
pub(in crate::cli) struct RepeatArgs {
    #[command(flatten)]
    on: OnConcern,
    #[command(flatten)]
    words: Words,
}

impl RepeatArgs {
    pub(super) fn run(&self, output: Output) -> anyhow::Result<()> {
        let heading =
            "Say below this line what has come up before, for the next stage and the reporter.\n---\n";
        self.on.sign(output, |hand| {
            let item = hand.words(&self.words, heading)?;
            Ok(Signing::new(
                Act::Repeat { item },
                "The next stage goes on with it.",
            ))
        })
    }
}
