//! Whether *no concern stated* can honestly be said of a concern. No rule of the record: whoever closes one concern answers for
//! the reason they give. Where several are closed with this reason in one step, those are left out of which it is not true.

use crate::act::Mark;
use crate::entry::Act;
use crate::outlook::Outlook;
use crate::values::Urgency;

impl Outlook {
    /// Nothing is looked into, nothing was found, and nobody told of ill-treatment or danger.
    pub fn is_without_concern(&self) -> bool {
        let acts = || self.timeline.iter().map(|step| &step.act);
        let scope = acts().rev().find_map(|act| match act {
            Act::Scope { points, .. } => Some(points),
            _ => None,
        });
        let looks_into_any =
            scope.is_some_and(|points| points.iter().any(|point| point.mark == Some(Mark::In)));
        !looks_into_any && !acts().any(tells_of_one)
    }
}

fn tells_of_one(act: &Act) -> bool {
    match act {
        Act::Findings { points, .. } => !points.is_empty(),
        Act::TreatmentReported { ill, .. } => *ill,
        // Also where it was made less urgent since.
        Act::Received { urgency, .. } | Act::UrgencyChanged { to: urgency, .. } => {
            *urgency == Urgency::Danger
        }
        _ => false,
    }
}
