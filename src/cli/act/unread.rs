//! Acts on a concern that nobody here has read: an auditor's word on the form of a closing, and what a holder of the last
//! stage says of one that does not open.

use anyhow::anyhow;
use daylight_domain::{ConcernId, Digest};

use super::hand::{OnConcern, Signing, Words};
use crate::cli::draft::Draft;
use crate::cli::output::Output;
use crate::cli::secrets;
use crate::client::{Concern, SignedIn, Stopped, desk, unread};
use crate::crypto::seal::Sealed;

/// A person at a concern of which they see the entries alone.
pub(super) struct Unread {
    pub(super) concern: Concern,
    output: Output,
    sealed: Option<Sealed>,
    draft: Option<Draft>,
}

impl OnConcern {
    /// Builds an act, signs it after the last entry that is shown, and tells. Words from the editor are kept if anything
    /// fails on the way.
    pub(super) fn sign_unread(
        &self,
        person: &SignedIn,
        output: Output,
        build: impl FnOnce(&mut Unread) -> anyhow::Result<Signing>,
    ) -> anyhow::Result<()> {
        let id = self.whole_id(person)?;
        let concern = unread::look(person, id).map_err(|fault| match fault {
            Stopped::Call(call) if call.has_status(404) => {
                let command = |words: &str| self.person.command(&format!("{words} {id}"));
                let (open, say) = (command("open"), command("act cannot-open"));
                anyhow!("nothing of it is shown to you. Open it first: {open}. If it does not open, sign that: {say}")
            }
            other => other.into(),
        })?;
        let mut hand = Unread {
            concern,
            output,
            sealed: None,
            draft: None,
        };
        let signed = build(&mut hand).and_then(|signing| {
            let answer = unread::judge(person, &hand.concern, &signing.act, hand.sealed.take().as_slice())?;
            Ok((answer, signing.means))
        });
        match (&signed, hand.draft.take()) {
            (Ok(_), Some(draft)) => draft.discard(output),
            (Err(_), Some(draft)) => draft.keep(output),
            (_, None) => {}
        }
        let (answer, means) = signed?;
        self.tell_of(&id.to_string(), &answer, means, output);
        Ok(())
    }

    /// The id as it was given, or whole, where the concern opens.
    fn whole_id(&self, person: &SignedIn) -> Result<ConcernId, Stopped> {
        match self.id.trim().to_ascii_lowercase().parse() {
            Ok(id) => Ok(id),
            Err(_) => Ok(desk::find_one(person, &self.id)
                .map_err(|_| {
                    Stopped::Here("give the whole id of the concern, 32 digits of 0-9 and a-f".to_owned())
                })?
                .id),
        }
    }
}

impl Unread {
    /// Words read and sealed to the case.
    pub(super) fn words(&mut self, words: &Words, heading: &str) -> anyhow::Result<Digest> {
        let empty = "nothing was written: nothing was signed";
        let file = words.words_file.as_deref();
        let (text, draft) = secrets::text(file, secrets::LONGEST_MESSAGE, heading, empty, self.output)?;
        self.draft = draft;
        let sealed = unread::seal(&self.concern, &text)?;
        let digest = sealed.digest();
        self.sealed = Some(sealed);
        Ok(digest)
    }
}
