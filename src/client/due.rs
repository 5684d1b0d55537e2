//! What a desk says of a concern that nobody here has opened: by the note beside its capsule, or else by the capsule alone. Knows
//! no entry of it.

use daylight_domain::calendar::add_days;
use daylight_domain::{Act, Author, Date, Digest, Entry, Recorded, first_dates, replay};

use super::desk::Found;
use super::problem::Mistrust;
use super::trust::Trust;
use crate::crypto::desk_note::DeskNote;

impl Found {
    /// What the list says of a concern nobody here has opened: its note, or else what follows from the capsule. How urgent it is
    /// the reporter has sealed as well, and no note makes that less. Dates are the note's, later ones too: whoever wanted to hide a
    /// concern behind a late date could keep the capsule back (ADR 27).
    pub fn standing(&self, trust: &Trust) -> Result<DeskNote, Mistrust> {
        let urgency = self.capsule.urgency;
        if let Some(note) = self.note {
            return Ok(DeskNote {
                urgency: note.urgency.max(urgency),
                ..note
            });
        }
        let due = Some(self.first_due(trust)?);
        Ok(DeskNote {
            urgency,
            clock: None,
            waits: false,
            first_due: due,
            due,
        })
    }

    /// The date by which somebody must act if nobody ever has: from the capsule's day and urgency.
    /// Earlier stages may have done more than the capsule says, so the stage's own answer is always among them.
    pub fn first_due(&self, trust: &Trust) -> Result<Date, Mistrust> {
        let (digest, policy) = trust.policy_on(self.capsule.day)?;
        let stage = policy.stage_of(&self.office).ok_or(Mistrust::Policy)?;
        let received = Act::Received {
            manifest: Digest([0; 32]),
            policy: digest,
            urgency: self.capsule.urgency,
            left_out: policy
                .stage_numbers()
                .filter(|lower| self.arrived == self.capsule.day && *lower < stage)
                .collect(),
            dates: first_dates(policy, self.capsule.day, self.capsule.urgency),
        };
        let entry = Entry {
            day: self.capsule.day,
            concern: Some(self.id),
            by: Author::Reporter,
            after: None,
            act: received,
        };
        let untouched = replay(
            policy,
            &trust.roster,
            &[Recorded {
                record: Digest([0; 32]),
                entry,
            }],
            trust.today,
        )
        .ok();
        let untouched = untouched.filter(|outlook| outlook.stage == stage && outlook.arrived == self.arrived);
        let nearest =
            untouched.and_then(|outlook| outlook.deadlines.iter().map(|deadline| deadline.first_due).min());
        let answer = policy.stage_answer_days(self.capsule.urgency);
        Ok(nearest.unwrap_or_else(|| add_days(self.arrived, answer)))
    }
}
