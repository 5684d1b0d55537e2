//! What a closing means to its reporter: when and why it was closed, to whom it went, and what is still to come. Must not
//! know how it is shown.

use daylight_domain::calendar::add_months;
use daylight_domain::ceilings::TREATMENT_MONTHS;
use daylight_domain::{Act, ClosingReason, Date, Policy};

use super::concern::Concern;
use super::told::text;
use crate::crypto::hybrid::HybridIdentity;

/// How a concern was closed.
pub struct Closing {
    /// The day.
    pub on: Date,
    /// The reason that was proposed and approved.
    pub reason: ClosingReason,
    /// Whom it went to (R18), as far as the words open.
    pub receiver: Option<String>,
    /// Until when its reporter can say that they disagree, if there is something to disagree with.
    pub disputable_until: Option<Date>,
    /// When its reporter is next asked how they have been treated (R28).
    pub asked_on: Option<Date>,
}

/// The closing of a concern; none while it is open.
pub fn closing(concern: &Concern, policy: &Policy, with: &[HybridIdentity]) -> Option<Closing> {
    let outlook = &concern.outlook;
    let on = outlook.closed?;
    let steps = || outlook.timeline.iter();
    let (reason, receiver) = steps().rev().find_map(|step| match &step.act {
        Act::ClosingProposed { reason, receiver, .. } => Some((*reason, *receiver)),
        _ => None,
    })?;
    let is_readable = outlook.erased.is_none();
    let any = reason == ClosingReason::CannotBeOpened
        || steps().any(|step| matches!(step.act, Act::Scope { .. } | Act::Findings { .. }));
    let asked = TREATMENT_MONTHS.map(|months| add_months(on, u16::from(months)));
    Some(Closing {
        on,
        reason,
        receiver: receiver.and_then(|item| text(concern, &item, with)),
        disputable_until: (is_readable && any).then(|| policy.kept_until(on)),
        asked_on: asked.into_iter().find(|day| is_readable && *day > outlook.today),
    })
}
