//! A holder's hand on one concern: signs in, takes words in, signs, tells. Must not know which act it is.

use std::path::{Path, PathBuf};

use anyhow::Context as _;
use clap::Args;
use daylight_domain::{Act, Digest, OfficeId, Policy};
use serde_json::json;

use crate::api::ActAccepted;
use crate::cli::connect::AsPerson;
use crate::cli::draft::Draft;
use crate::cli::output::Output;
use crate::cli::secrets::{self, LONGEST_MESSAGE};
use crate::cli::words;
use crate::client::desk::{self, Found};
use crate::client::{Concern, SignedIn};
use crate::crypto::seal::{Plaintext, Sealed};
use crate::entropy::SystemEntropy;

/// Which concern, and who signs.
#[derive(Debug, Args)]
pub(super) struct OnConcern {
    /// The concern's id, or its beginning
    pub(super) id: String,
    #[command(flatten)]
    pub(super) person: AsPerson,
    /// Where to write the receipt of your signature
    #[arg(long, value_name = "FILE")]
    receipt: Option<PathBuf>,
}

/// Where words come from.
#[derive(Debug, Args)]
pub(super) struct Words {
    /// File with the words; without it they are read from standard input, or written in your editor
    #[arg(long, alias = "message-file", value_name = "FILE")]
    pub(super) words_file: Option<PathBuf>,
}

/// A signed-in holder at a concern they opened.
pub(super) struct Hand {
    pub(super) holder: SignedIn,
    pub(super) found: Found,
    pub(super) concern: Concern,
    pub(super) output: Output,
    pub(super) items: Vec<Sealed>,
    drafts: Vec<Draft>,
}

/// An act, and what it means in sentences.
pub(super) struct Signing {
    pub(super) act: Act,
    pub(super) means: Vec<String>,
}

impl Signing {
    /// An act that one sentence explains.
    pub(super) fn new(act: Act, means: &str) -> Self {
        Self {
            act,
            means: vec![means.to_owned()],
        }
    }
}

impl OnConcern {
    /// Signs in.
    pub(super) fn sign_in(&self, output: Output) -> anyhow::Result<SignedIn> {
        secrets::place_for(self.receipt.as_deref())?;
        self.person.sign_in(output)
    }

    /// Signs in and finds the concern among what the key opens.
    pub(super) fn find(&self, output: Output) -> anyhow::Result<(SignedIn, Found)> {
        let holder = self.sign_in(output)?;
        let found = desk::find_one(&holder, &self.id)?;
        Ok((holder, found))
    }

    /// Builds an act on a concern that was opened, signs it and tells. Words from the editor are kept if anything
    /// fails on the way.
    pub(super) fn sign(
        &self,
        output: Output,
        build: impl FnOnce(&mut Hand) -> anyhow::Result<Signing>,
    ) -> anyhow::Result<()> {
        self.sign_and_then(output, build, |_, _, _| Ok(()))
    }

    /// The same, with something to do once it is signed.
    pub(super) fn sign_and_then(
        &self,
        output: Output,
        build: impl FnOnce(&mut Hand) -> anyhow::Result<Signing>,
        then: impl FnOnce(&Hand, &ActAccepted, &mut Vec<String>) -> anyhow::Result<()>,
    ) -> anyhow::Result<()> {
        let (holder, found) = self.find(output)?;
        let concern = found.concern(&holder)?.with_context(|| {
            let open = self.person.command(&format!("open {}", found.id));
            format!("you have not opened this concern: open it first, with {open}")
        })?;
        self.sign_found((holder, found, concern), output, build, then)
    }

    /// The same at a concern that was found before.
    pub(super) fn sign_found(
        &self,
        (holder, found, concern): (SignedIn, Found, Concern),
        output: Output,
        build: impl FnOnce(&mut Hand) -> anyhow::Result<Signing>,
        then: impl FnOnce(&Hand, &ActAccepted, &mut Vec<String>) -> anyhow::Result<()>,
    ) -> anyhow::Result<()> {
        let mut hand = Hand {
            holder,
            found,
            concern,
            output,
            items: Vec::new(),
            drafts: Vec::new(),
        };
        let signed = build(&mut hand).and_then(|signing| {
            let answer = hand
                .found
                .act_on(&hand.holder, &hand.concern, &signing.act, &hand.items)?;
            Ok((answer, signing.means))
        });
        let drafts = std::mem::take(&mut hand.drafts);
        match signed {
            Ok((answer, mut means)) => {
                for draft in drafts {
                    draft.discard(output);
                }
                then(&hand, &answer, &mut means)?;
                self.tell(&hand.found, &answer, means, output);
                Ok(())
            }
            Err(fault) => {
                for draft in drafts {
                    draft.keep(output);
                }
                Err(fault)
            }
        }
    }

    /// Writes the receipt and says what was signed.
    pub(super) fn tell(&self, found: &Found, answer: &ActAccepted, means: Vec<String>, output: Output) {
        self.tell_of(&found.id.to_string(), answer, means, output);
    }

    /// The same for a concern known by its id alone.
    pub(super) fn tell_of(&self, concern: &str, answer: &ActAccepted, means: Vec<String>, output: Output) {
        secrets::keep_receipt(self.receipt.as_deref(), &answer.receipt, output);
        let value = json!({
            "concern": concern,
            "record": answer.record,
            "batch_on": answer.batch_on,
            "followed_by": answer.followed_by,
        });
        let mut lines = vec![format!(
            "Signed. It stands in the record from {}.",
            words::day(answer.batch_on)
        )];
        lines.extend(means);
        if answer.followed_by.iter().any(|kind| kind == "escalated") {
            lines.push("The concern has moved to the next stage.".to_owned());
        }
        output.result(&value, &lines);
    }
}

impl Hand {
    /// The policy that the concern is bound to.
    pub(super) fn policy(&self) -> anyhow::Result<&Policy> {
        Ok(self.concern.policy(&self.holder.trust)?)
    }

    /// Words from a file, standard input or the editor, in clear.
    pub(super) fn read(&mut self, file: Option<&Path>, heading: &str) -> anyhow::Result<Plaintext> {
        let empty = "nothing was written: nothing was signed";
        let (text, draft) = secrets::text(file, LONGEST_MESSAGE, heading, empty, self.output)?;
        self.drafts.extend(draft);
        Ok(text)
    }

    /// Seals words to the case: the reporter reads them, and every office that opened it.
    pub(super) fn seal(&mut self, text: &Plaintext) -> anyhow::Result<Digest> {
        let sealed = self.found.seal(text)?;
        Ok(self.bring(sealed))
    }

    /// Words to offices, sealed once to each; the writer's own office is always among them.
    pub(super) fn note(&mut self, to: &[OfficeId], text: &Plaintext) -> anyhow::Result<Act> {
        let mut offices = [to, std::slice::from_ref(&self.found.office)].concat();
        offices.sort_unstable();
        offices.dedup();
        let note = self
            .found
            .seal_note(&self.holder, &self.concern, &offices, text, &SystemEntropy)?;
        let item = self.bring(note);
        Ok(Act::Note { item, offices })
    }

    /// Words read and sealed to the case.
    pub(super) fn words(&mut self, words: &Words, heading: &str) -> anyhow::Result<Digest> {
        let text = self.read(words.words_file.as_deref(), heading)?;
        self.seal(&text)
    }

    /// Sends sealed words with the act.
    pub(super) fn bring(&mut self, sealed: Sealed) -> Digest {
        let digest = sealed.digest();
        self.items.push(sealed);
        digest
    }
}

/// Above words for the reporter.
pub(super) const TO_REPORTER: &str =
    "Write to the reporter below this line. Do not ask who they are, nor for more proof.\n---\n";
