//! A second person's word: approving or refusing, and answers to the reporter's objections.

use anyhow::{bail, ensure};
use clap::Args;
use daylight_domain::{Act, Digest, Outlook, Role};

use super::hand::{Hand, OnConcern, Signing, TO_REPORTER, Words};
use crate::cli::output::Output;
use crate::cli::story;
use crate::client::{SignedIn, Stopped, desk};

const REFUSING: &str =
    "Say below this line why you refuse. The reporter and those who proposed it read it.\n---\n";

/// Approve what another person proposed, or refuse it: a closing, a lower urgency
///
/// What waits is found by itself. At the last stage, where there is no second holder, the auditor approves a closing on
/// its form, without reading anything.
#[derive(Debug, Args)]
pub(in crate::cli) struct ApproveArgs {
    #[command(flatten)]
    on: OnConcern,
    /// Refuse it, with words
    #[arg(long)]
    refuse: bool,
    /// Which, if more than one thing waits: its record, or the beginning of it
    #[arg(long, value_name = "RECORD")]
    of: Option<String>,
    #[command(flatten)]
    words: Words,
}

impl ApproveArgs {
    pub(super) fn run(&self, output: Output) -> anyhow::Result<()> {
        ensure!(
            self.refuse || self.words.words_file.is_none(),
            "an approval carries no words: leave the file out, or refuse with --refuse"
        );
        let person = self.on.sign_in(output)?;
        if person.role == Role::Auditor {
            return self.unread(&person, "Judged on form: you have read nothing of it.", output);
        }
        let opened = match desk::find_one(&person, &self.on.id) {
            Ok(found) => found.concern(&person)?.map(|concern| (found, concern)),
            Err(Stopped::Here(_)) => None,
            Err(fault) => return Err(fault.into()),
        };
        let Some((found, concern)) = opened else {
            return self.unread(&person, "It does not open: you have read nothing of it.", output);
        };
        let build = |hand: &mut Hand| {
            let of = self.chosen(&hand.concern.outlook)?;
            if self.refuse {
                let item = hand.words(&self.words, REFUSING)?;
                return Ok(Signing::new(
                    Act::Refused { of, item },
                    "Refused. It goes on as before.",
                ));
            }
            Ok(Signing::new(Act::Approved { of }, "Approved."))
        };
        self.on
            .sign_found((person, found, concern), output, build, |_, _, _| Ok(()))
    }

    /// Nothing is found on a desk, so the whole id is needed.
    fn unread(&self, person: &SignedIn, means: &str, output: Output) -> anyhow::Result<()> {
        self.on.sign_unread(person, output, |hand| {
            let of = self.chosen(&hand.concern.outlook)?;
            let act = if self.refuse {
                let item = hand.words(&self.words, REFUSING)?;
                Act::Refused { of, item }
            } else {
                Act::Approved { of }
            };
            Ok(Signing::new(act, means))
        })
    }

    fn chosen(&self, outlook: &Outlook) -> anyhow::Result<Digest> {
        let wanted = self.of.as_deref().unwrap_or_default().to_lowercase();
        let waiting = outlook.to_approve.iter();
        let fitting: Vec<&Digest> = waiting
            .filter(|record| record.to_string().starts_with(&wanted))
            .collect();
        match fitting.as_slice() {
            [of] => Ok(**of),
            [] => bail!("nothing of this concern waits for approval; look at it with `daylight open`"),
            several => {
                let told: Vec<String> = several.iter().map(|of| story::proposed(outlook, of)).collect();
                bail!("more than one thing waits, choose with --of: {}", told.join("; "))
            }
        }
    }
}

/// Answer an objection of the reporter: by somebody who neither decided nor approved
#[derive(Debug, Args)]
pub(in crate::cli) struct DisputeAnswerArgs {
    #[command(flatten)]
    on: OnConcern,
    /// Say that you decided yourself and that nobody else is left; only at the last stage
    #[arg(long)]
    same_person: bool,
    #[command(flatten)]
    words: Words,
}

impl DisputeAnswerArgs {
    pub(super) fn run(&self, output: Output) -> anyhow::Result<()> {
        self.on.sign(output, |hand| {
            let item = hand.words(&self.words, TO_REPORTER)?;
            let act = Act::DisputeAnswered {
                item,
                same_person: self.same_person,
            };
            Ok(Signing::new(
                act,
                "The objection is answered. An objection to the scope needs a new scope now.",
            ))
        })
    }
}

/// Answer how the reporter was treated
#[derive(Debug, Args)]
pub(in crate::cli) struct TreatmentAnswerArgs {
    #[command(flatten)]
    on: OnConcern,
    #[command(flatten)]
    words: Words,
}

impl TreatmentAnswerArgs {
    pub(super) fn run(&self, output: Output) -> anyhow::Result<()> {
        self.on.sign(output, |hand| {
            let item = hand.words(&self.words, TO_REPORTER)?;
            Ok(Signing::new(
                Act::TreatmentAnswered { item },
                "The reporter reads it; stages below yours do not.",
            ))
        })
    }
}
