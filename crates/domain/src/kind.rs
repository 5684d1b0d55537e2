//! The name of an entry's kind, as it stands in the entry's bytes, and whether it belongs to a concern.

use crate::entry::Act;

impl Act {
    /// Whether the entry belongs to a concern; all others are about people, rules and the service itself.
    pub fn is_of_a_concern(&self) -> bool {
        !matches!(
            self,
            Self::Key { .. }
                | Self::Person(_)
                | Self::Office(_)
                | Self::Policy(_)
                | Self::Absent { .. }
                | Self::Code { .. }
                | Self::Export { .. }
                | Self::Opinion { .. }
                | Self::Statement { .. }
                | Self::StatementOpened { .. }
                | Self::Pack { .. }
                | Self::MailGivenUp { .. }
                | Self::Difficulty { .. }
                | Self::RefusedDay {}
                | Self::ChannelClosed {}
                | Self::Clock { .. }
                | Self::OutsideCheckOverdue { .. }
                | Self::Padding {}
        )
    }

    /// The `kind` of the entry, for instance `closing_proposed`.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Received { .. } => "received",
            Self::Opened { .. } => "opened",
            Self::NoConflict {} => "no_conflict",
            Self::Conflict {} => "conflict",
            Self::Acknowledged { .. } => "acknowledged",
            Self::Scope { .. } => "scope",
            Self::Message { .. } => "message",
            Self::Note { .. } => "note",
            Self::Feedback { .. } => "feedback",
            Self::Findings { .. } => "findings",
            Self::Extended { .. } => "extended",
            Self::Referred { .. } => "referred",
            Self::ReferralResult { .. } => "referral_result",
            Self::HandedOver { .. } => "handed_over",
            Self::Regulator { .. } => "regulator",
            Self::UrgencyChanged { .. } => "urgency_changed",
            Self::Shared { .. } => "shared",
            Self::Redacted { .. } => "redacted",
            Self::ActionDue { .. } => "action_due",
            Self::ActionDone { .. } => "action_done",
            Self::ClosingProposed { .. } => "closing_proposed",
            Self::Approved { .. } => "approved",
            Self::Refused { .. } => "refused",
            Self::Closed {} => "closed",
            Self::Disputed { .. } => "disputed",
            Self::DisputeAnswered { .. } => "dispute_answered",
            Self::Reopened {} => "reopened",
            Self::TreatmentAsked { .. } => "treatment_asked",
            Self::TreatmentReported { .. } => "treatment_reported",
            Self::TreatmentAnswered { .. } => "treatment_answered",
            Self::Repeat { .. } => "repeat",
            Self::Withdrawn { .. } => "withdrawn",
            Self::Attached { .. } => "attached",
            Self::Lapsed { .. } => "lapsed",
            Self::Escalated { .. } => "escalated",
            Self::CannotOpen {} => "cannot_open",
            Self::Mismatch {} => "mismatch",
            Self::Erased { .. } => "erased",
            Self::Key { .. } => "key",
            Self::Person(_) => "person",
            Self::Office(_) => "office",
            Self::Policy(_) => "policy",
            Self::Absent { .. } => "absent",
            Self::Code { .. } => "code",
            Self::Export { .. } => "export",
            Self::Opinion { .. } => "opinion",
            Self::Statement { .. } => "statement",
            Self::StatementOpened { .. } => "statement_opened",
            Self::Pack { .. } => "pack",
            Self::MailGivenUp { .. } => "mail_given_up",
            Self::Difficulty { .. } => "difficulty",
            Self::RefusedDay {} => "refused_day",
            Self::ChannelClosed {} => "channel_closed",
            Self::Clock { .. } => "clock",
            Self::OutsideCheckOverdue { .. } => "outside_check_overdue",
            Self::Padding {} => "padding",
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::samples;

    #[test]
    fn a_kind_is_named_as_in_the_bytes() {
        for act in samples::of_a_concern() {
            let json = serde_json::to_value(&act).unwrap();
            assert_eq!(json["kind"], act.kind());
        }
    }
}
