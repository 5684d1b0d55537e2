//! Whom words are for, where that is not everybody who opened the concern: notes, and what a reporter keeps from the
//! first reader (DESIGN section 3). Knows offices and stages, no keys.

use crate::act::Audience;
use crate::entry::Act;
use crate::outlook::{Outlook, Step};
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

/// The same for words about how the reporter was treated. The first report moves the concern up; a further one moves nothing, and
/// goes also to the stage that answers already, or nobody would be handed it.
pub fn offices_told_of_treatment(policy: &Policy, held: Held) -> Vec<OfficeId> {
    let complained_of = held.by.0.saturating_sub(u8::from(held.answers_treatment));
    offices_above(policy, StageNo(complained_of))
}

/// Who held a concern before an act.
#[derive(Clone, Copy, Debug)]
pub struct Held {
    /// The stage.
    pub by: StageNo,
    /// It owed an answer about how the reporter was treated.
    pub answers_treatment: bool,
}

impl Held {
    /// Before the first act.
    pub const FIRST: Self = Self {
        by: StageNo::FIRST,
        answers_treatment: false,
    };

    /// After a step: who holds it before the next one.
    #[must_use]
    pub fn after(self, step: &Step) -> Self {
        let answers_treatment = match step.act {
            Act::TreatmentReported { ill, .. } => ill || self.answers_treatment,
            Act::TreatmentAnswered { .. } => false,
            _ => self.answers_treatment,
        };
        Self {
            by: step.stage,
            answers_treatment,
        }
    }
}

impl Outlook {
    /// Who holds it before the next act.
    pub fn held(&self) -> Held {
        self.timeline.iter().fold(Held::FIRST, Held::after)
    }
}

impl Act {
    /// The offices to each of which a copy of the words is sealed, in this order; none if they are sealed once, to the
    /// case.
    pub fn copies_for(&self, policy: &Policy, held: Held) -> Option<Vec<OfficeId>> {
        match self {
            Self::Note { offices, .. } => Some(offices.clone()),
            Self::TreatmentReported { .. } => Some(offices_told_of_treatment(policy, held)),
            Self::Disputed { .. }
            | Self::Message {
                audience: Audience::Above,
                ..
            } => Some(offices_above(policy, held.by)),
            _ => None,
        }
    }

    /// Whether an office that opened the concern is handed the words of this act. An answer about treatment stays with
    /// the stage that gave it and those above, and the reporter: the case key alone would open it for all (R28).
    pub fn is_for(&self, office: &OfficeId, policy: &Policy, held: Held) -> bool {
        match (self, self.copies_for(policy, held)) {
            (_, Some(offices)) => offices.contains(office),
            (Self::TreatmentAnswered { .. }, None) => policy.stage_of(office) >= Some(held.by),
            (_, None) => true,
        }
    }
}
