//! Acts in the form most tests want them.

use daylight_domain::*;

use super::*;

pub(crate) fn acknowledged() -> Act {
    Act::Acknowledged { item: None }
}

pub(crate) fn point_in() -> ScopePoint {
    ScopePoint {
        mark: Some(Mark::In),
        reason: None,
    }
}

pub(crate) fn scope_of_one() -> Act {
    Act::Scope {
        points: vec![point_in()],
        item: ITEM,
    }
}

pub(crate) fn enquiries() -> Enquiries {
    Enquiries {
        made: 2,
        spoken_to: 3,
        standard: Some(Standard::BalanceOfProbabilities),
    }
}

pub(crate) fn findings(points: &[u16]) -> Act {
    let result = FindingResult::NotEstablished;
    let points = points
        .iter()
        .map(|point| Finding {
            point: *point,
            result,
        })
        .collect();
    Act::Findings {
        points,
        enquiries: enquiries(),
        item: ITEM,
    }
}

pub(crate) fn message() -> Act {
    Act::Message {
        item: ITEM,
        audience: Audience::Case,
    }
}

pub(crate) fn feedback() -> Act {
    Act::Feedback { item: ITEM }
}

pub(crate) fn closing(reason: ClosingReason) -> Act {
    Act::ClosingProposed {
        reason,
        receiver: None,
        item: ITEM,
    }
}

pub(crate) fn disputed(matter: Disputed) -> Act {
    Act::Disputed { matter, item: ITEM }
}

pub(crate) fn answered(same_person: bool) -> Act {
    Act::DisputeAnswered {
        item: ITEM,
        same_person,
    }
}
