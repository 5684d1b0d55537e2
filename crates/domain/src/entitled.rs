//! Whether a person may act on a concern at all, whatever the act: present, handed it, not barred, having opened it.
//! Knows no act.

use crate::apply::Signed;
use crate::case::{Case, Rules};
use crate::refusal::Refusal;
use crate::values::{OfficeId, PersonId, StageNo};

impl Case {
    /// The office and stage a person acts for: present, handed the concern, not barred, not withdrawn.
    pub(crate) fn entitled(&self, rules: Rules<'_>, signed: Signed) -> Result<(OfficeId, StageNo), Refusal> {
        let Signed { person, day, .. } = signed;
        let Some(office) = rules.roster.office_of(person, day) else {
            return Err(match rules.roster.role(person, day) {
                Some(role) if role != crate::people::Role::Holder => Refusal::WrongRole {
                    needed: crate::people::Role::Holder,
                },
                _ => Refusal::NotPresent { person },
            });
        };
        let handed = rules
            .policy
            .stage_of(office)
            .filter(|stage| self.is_handed(*stage));
        let stage = handed.ok_or_else(|| Refusal::NotHanded {
            office: office.clone(),
        })?;
        if self.withdrawn.contains(office) {
            return Err(Refusal::OfficeWithdrawn {
                office: office.clone(),
            });
        }
        if self.barred.contains(&person) {
            return Err(Refusal::Barred);
        }
        Ok((office.clone(), stage))
    }

    pub(crate) fn must_have_opened(&self, person: PersonId) -> Result<(), Refusal> {
        if !self.opened.contains_key(&person) {
            return Err(Refusal::NotOpened);
        }
        if self.no_conflict.contains(&person) {
            Ok(())
        } else {
            Err(Refusal::ConflictNotSettled)
        }
    }

    pub(crate) fn must_hold(&self, stage: StageNo) -> Result<(), Refusal> {
        if stage == self.stage {
            Ok(())
        } else {
            Err(Refusal::NotTheHoldingStage { holding: self.stage })
        }
    }

    pub(crate) fn must_be_open(&self) -> Result<(), Refusal> {
        if self.is_open() {
            Ok(())
        } else {
            Err(Refusal::Closed)
        }
    }
}
