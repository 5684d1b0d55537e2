//! Whom words are for, where that is not everybody who opened the concern: notes, and what a reporter keeps from the
//! first reader (DESIGN section 3). Knows offices and stages, no keys.

use crate::act::Audience;
use crate::entry::Act;
use crate::policy::Policy;
use crate::values::{OfficeId, StageNo};

/// The offices for which a reporter seals what is kept from the stage that holds the concern: every office of the
/// stages above it; at the last stage its own. Offices left out are among them, so that the number says nothing; their
/// copies are dummies.
pub fn offices_above(policy: &Policy, held_by: StageNo) -> Vec<OfficeId> {
    let last = policy.last_stage();
    let is_meant = |stage: &StageNo| *stage > held_by || (held_by >= last && *stage == last);
    policy
        .stage_numbers()
        .filter(is_meant)
        .flat_map(|stage| policy.offices(stage))
        .map(|office| office.id.clone())
        .collect()
}

impl Act {
    /// The offices to each of which a copy of the words is sealed, in this order; none if they are sealed once, to the
    /// case. `held_by` is the stage that held the concern before the act.
    pub fn copies_for(&self, policy: &Policy, held_by: StageNo) -> Option<Vec<OfficeId>> {
        match self {
            Self::Note { offices, .. } => Some(offices.clone()),
            Self::Disputed { .. }
            | Self::TreatmentReported { .. }
            | Self::Message {
                audience: Audience::Above,
                ..
            } => Some(offices_above(policy, held_by)),
            _ => None,
        }
    }

    /// Whether an office that opened the concern is handed the words of this act. An answer about treatment stays with
    /// the stage that gave it and those above, and the reporter: the case key alone would open it for all (R28).
    pub fn is_for(&self, office: &OfficeId, policy: &Policy, held_by: StageNo) -> bool {
        match (self, self.copies_for(policy, held_by)) {
            (_, Some(offices)) => offices.contains(office),
            (Self::TreatmentAnswered { .. }, None) => policy.stage_of(office) >= Some(held_by),
            (_, None) => true,
        }
    }
}
