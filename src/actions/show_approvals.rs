//! What waits for the auditor: closings proposed at the last stage, where nobody else is left to approve. By id alone;
//! the published entries are asked for one by one (`show_concern::at_audit`).

use daylight_domain::{Act, Author, Recorded, State, replay};

use super::docket::Docket;
use super::rules::Rules;
use super::views::state_name;
use super::{ActionError, Service, Signed};
use crate::api;
use crate::store::concerns;

/// The concerns whose proposed closing this person may judge today, as far as it is published.
pub async fn to_approve(service: &Service, signed: &Signed) -> Result<api::ToApprove, ActionError> {
    let rules = service.rules().await?;
    let mut waiting = Vec::new();
    for row in concerns::in_state(&service.store, state_name(State::ClosingProposed)).await? {
        let docket = Docket::load(service, &service.store, &rules, row).await?;
        if may_judge(&rules, &docket, signed) {
            waiting.push(docket.id());
        }
    }
    Ok(api::ToApprove { concerns: waiting })
}

/// What is not published yet is not shown to an auditor, and no verdict can name it.
fn may_judge(rules: &Rules, docket: &Docket, signed: &Signed) -> bool {
    let published: Vec<Recorded> = docket
        .entries
        .iter()
        .zip(&docket.recorded)
        .filter(|(row, _)| row.position.is_some())
        .map(|(_, recorded)| recorded.clone())
        .collect();
    let policy = &docket.policy.policy;
    let Ok(outlook) = replay(policy, &rules.roster, &published, docket.today) else {
        return false;
    };
    let by = Author::Person(signed.person);
    outlook.to_approve.iter().any(|of| {
        let act = Act::Approved { of: *of };
        outlook
            .check(policy, &rules.roster, by, docket.today, &act)
            .is_ok()
    })
}
