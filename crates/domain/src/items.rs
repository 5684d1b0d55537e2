//! Which sealed words an entry names. Knows digests, not what lies under them.

use crate::act::ScopePoint;
use crate::entry::Act;
use crate::values::Digest;

impl Act {
    /// Words that stay sealed outside the ledger and that this entry names.
    pub fn items(&self) -> Vec<Digest> {
        match self {
            Self::Acknowledged { item }
            | Self::Extended { item, .. }
            | Self::Regulator { item, .. }
            | Self::UrgencyChanged { item, .. }
            | Self::TreatmentReported { item, .. } => item.iter().copied().collect(),
            Self::Scope { points, item } => points
                .iter()
                .filter_map(ScopePoint::reason)
                .chain([*item])
                .collect(),
            Self::Referred { receiver, item, .. } | Self::ClosingProposed { receiver, item, .. } => {
                receiver.iter().copied().chain([*item]).collect()
            }
            Self::Shared { parts, item, .. } => parts.iter().chain(item.iter()).copied().collect(),
            Self::Redacted { original, copy, .. } => vec![*original, *copy],
            Self::Message { item, .. }
            | Self::Note { item, .. }
            | Self::Feedback { item }
            | Self::Findings { item, .. }
            | Self::ReferralResult { item }
            | Self::ActionDue { item, .. }
            | Self::ActionDone { item, .. }
            | Self::Refused { item, .. }
            | Self::Disputed { item, .. }
            | Self::DisputeAnswered { item, .. }
            | Self::TreatmentAnswered { item }
            | Self::Repeat { item }
            | Self::Attached { item }
            | Self::Statement { item, .. }
            | Self::Pack { item } => vec![*item],
            _ => Vec::new(),
        }
    }
}
