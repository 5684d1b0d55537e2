//! Opening a concern, declaring conflicts, and parts that do not open or match (DESIGN section 3).

use crate::act::{Cause, ClosingReason};
use crate::apply::Signed;
use crate::case::{Case, Proposal, Rules};
use crate::refusal::Refusal;
use crate::values::{OfficeId, PersonId, StageNo};

impl Case {
    pub(crate) fn open(&mut self, person: PersonId, own: &OfficeId, named: &OfficeId) -> Result<(), Refusal> {
        if own != named {
            return Err(Refusal::NotYourOffice {
                office: named.clone(),
            });
        }
        if self.opened.contains_key(&person) {
            return Err(Refusal::AlreadyOpened);
        }
        self.opened.insert(person, own.clone());
        Ok(())
    }

    /// R24: nobody reads on, and no act counts, before this.
    pub(crate) fn declare_no_conflict(&mut self, rules: Rules<'_>, person: PersonId) -> Result<(), Refusal> {
        if !self.opened.contains_key(&person) {
            return Err(Refusal::NotOpened);
        }
        if !self.no_conflict.insert(person) {
            return Err(Refusal::AlreadyNoConflict);
        }
        if self.cannot_open.is_some() && self.last_stage_has_read(rules) {
            // It opened after all: nobody closes it unread.
            self.cannot_open = None;
            let unread = |proposal: &Proposal| proposal.reason == ClosingReason::CannotBeOpened;
            if self.proposal.as_ref().is_some_and(unread) {
                self.void_proposal();
            }
        }
        Ok(())
    }

    /// The parts do not open, or do not match the manifest. Below the last stage that bars the person and, from
    /// the holding stage or above it, moves the concern up at once; at the last stage it is noted.
    pub(crate) fn cannot_open(
        &mut self,
        rules: Rules<'_>,
        signed: Signed,
        stage: StageNo,
        unopenable: bool,
    ) -> Result<(), Refusal> {
        self.must_be_open()?;
        if stage == rules.policy.last_stage() {
            if unopenable && !self.last_stage_has_read(rules) {
                // The first day counts: saying it again does not move the reporter's time.
                self.cannot_open = self.cannot_open.or(Some(signed.day));
            }
        } else {
            self.barred.insert(signed.person);
        }
        if stage >= self.stage {
            self.move_up(rules, Cause::Mismatch, signed.day);
        }
        Ok(())
    }

    /// Whether a person of the last stage has opened the concern and read on.
    pub(crate) fn last_stage_has_read(&self, rules: Rules<'_>) -> bool {
        let last = rules.policy.last_stage();
        self.opened.iter().any(|(person, office)| {
            rules.policy.stage_of(office) == Some(last) && self.no_conflict.contains(person)
        })
    }
}
