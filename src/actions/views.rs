//! Domain values in the form in which they cross the wire.

use daylight_domain::{Outlook, Policy, StageNo, State};

use super::rules::Rules;
use super::{ActionError, Service};
use crate::api::{ActAccepted, DeadlineView, FiledEntry, OutlookView};
use crate::store::entries::EntryRow;

/// A state's name, as in `track --json`.
pub(super) fn state_name(state: State) -> &'static str {
    match state {
        State::Received => "received",
        State::Acknowledged => "acknowledged",
        State::Scoped => "scoped",
        State::FindingsSent => "findings_sent",
        State::ClosingProposed => "closing_proposed",
        State::Closed => "closed",
    }
}

/// A stage's name in the policy.
pub(super) fn stage_name(policy: &Policy, stage: StageNo) -> String {
    policy
        .stage(stage)
        .map_or_else(|| stage.to_string(), |stage| stage.name.clone())
}

/// The running clocks with what follows in words.
pub(super) fn deadline_views(policy: &Policy, outlook: &Outlook) -> Vec<DeadlineView> {
    let view = |deadline: &daylight_domain::Deadline| DeadlineView {
        clock: deadline.clock,
        stage: deadline.stage,
        first_due: deadline.first_due,
        due: deadline.due,
        target: deadline.target,
        then: match deadline.then {
            Some(next) => format!("{next}: {}", stage_name(policy, next)),
            None if deadline.clock == daylight_domain::ClockName::ReporterAnswer => {
                "it passes by itself".into()
            }
            None => "the lapse is recorded and shown to everybody, again every week".into(),
        },
    };
    outlook.deadlines.iter().map(view).collect()
}

/// Where a concern stands.
pub(super) fn outlook_view(policy: &Policy, outlook: &Outlook) -> OutlookView {
    OutlookView {
        stage: outlook.stage,
        stage_name: stage_name(policy, outlook.stage),
        arrived: outlook.arrived,
        state: state_name(outlook.state).to_owned(),
        urgency: outlook.urgency,
        deadlines: deadline_views(policy, outlook),
        next_date: outlook.next_date,
    }
}

/// An entry as it is handed out.
pub(super) fn filed(rules: &Rules, row: &EntryRow) -> FiledEntry {
    FiledEntry {
        salt: daylight_domain::Digest(row.salt),
        entry: String::from_utf8_lossy(&row.bytes).into_owned(),
        batch_day: row
            .batch
            .and_then(|number| rules.batch_day(number))
            .unwrap_or(row.batch_day),
        index: row.position,
        proof: None,
    }
}

/// The signed promise that an entry will stand in its batch.
pub(super) fn receipt_for(service: &Service, row: &EntryRow) -> Result<String, ActionError> {
    let signed = service.log.sign_receipt(row.batch_day, &row.salt, &row.bytes);
    Ok(signed.map_err(|bad| anyhow::anyhow!("the receipt could not be signed: {bad}"))?)
}

/// The answer to an act that was added.
pub(super) fn act_accepted(
    service: &Service,
    row: &EntryRow,
    followed_by: Vec<String>,
) -> Result<ActAccepted, ActionError> {
    let receipt = receipt_for(service, row)?;
    Ok(ActAccepted {
        record: row.record,
        batch_on: row.batch_day,
        receipt,
        followed_by,
    })
}
