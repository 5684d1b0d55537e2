//! The steps of a concern that is answered within a month, and asked about afterwards.

use daylight_domain::calendar::{add_days, add_months};
use daylight_domain::{
    Act, Audience, ClosingReason, Date, Digest, Enquiries, Finding, FindingResult, Mark, ScopePoint, StageNo,
    Standard,
};

/// Findings came, and the reporter had a fortnight.
const CLOSED_AFTER: u16 = 28;

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum By {
    Reporter,
    Guardian,
    Chair,
    Service,
}

/// One entry of a concern's life: its kind, who writes it, and when.
pub(crate) struct Step {
    pub(crate) kind: &'static str,
    pub(crate) by: By,
    days: u16,
    /// Months after the closing.
    months: u16,
}

const fn step(kind: &'static str, by: By, days: u16) -> Step {
    Step {
        kind,
        by,
        days,
        months: 0,
    }
}

const fn asked(months: u16) -> Step {
    Step {
        kind: "treatment_asked",
        by: By::Service,
        days: CLOSED_AFTER,
        months,
    }
}

pub(crate) const LIFE: [Step; 20] = [
    step("received", By::Reporter, 0),
    step("opened", By::Guardian, 1),
    step("no_conflict", By::Guardian, 1),
    step("acknowledged", By::Guardian, 1),
    step("message", By::Guardian, 2),
    step("message", By::Reporter, 3),
    step("scope", By::Guardian, 5),
    step("message", By::Guardian, 6),
    step("message", By::Reporter, 7),
    step("feedback", By::Guardian, 10),
    step("findings", By::Guardian, 12),
    step("message", By::Reporter, 14),
    step("closing_proposed", By::Guardian, CLOSED_AFTER),
    step("opened", By::Chair, CLOSED_AFTER),
    step("no_conflict", By::Chair, CLOSED_AFTER),
    step("approved", By::Chair, CLOSED_AFTER),
    step("closed", By::Service, CLOSED_AFTER),
    asked(3),
    asked(6),
    asked(12),
];

impl Step {
    pub(crate) fn day(&self, received: Date) -> Date {
        add_months(add_days(received, self.days), self.months)
    }

    pub(crate) fn stage(&self) -> StageNo {
        StageNo(if self.by == By::Chair { 2 } else { 1 })
    }

    pub(crate) fn act(&self, item: &mut dyn FnMut() -> Digest) -> Act {
        match self.kind {
            "no_conflict" => Act::NoConflict {},
            "acknowledged" => Act::Acknowledged { item: None },
            "scope" => Act::Scope {
                points: vec![ScopePoint {
                    mark: Some(Mark::In),
                    reason: None,
                }],
                item: item(),
            },
            "feedback" => Act::Feedback { item: item() },
            "findings" => Act::Findings {
                points: vec![Finding {
                    point: 1,
                    result: FindingResult::Established,
                }],
                enquiries: Enquiries {
                    made: 3,
                    spoken_to: 2,
                    standard: Some(Standard::BalanceOfProbabilities),
                },
                item: item(),
            },
            "closing_proposed" => Act::ClosingProposed {
                reason: ClosingReason::Established,
                receiver: None,
                item: item(),
            },
            "closed" => Act::Closed {},
            "treatment_asked" => Act::TreatmentAsked {
                month: u8::try_from(self.months).unwrap_or_default(),
            },
            _ => Act::Message {
                item: item(),
                audience: Audience::Case,
            },
        }
    }
}
