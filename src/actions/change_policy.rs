//! A policy is proposed by the operator and signed by the last stage; it is in force seven days after it stands in
//! a published batch. Concerns keep the policy they were sent under for life.

use daylight_domain::{Act, Policy, PolicyChange};

use super::change_people::{add_rule, parse};
use super::rules::digest_of;
use super::{ActionError, Service, Signed};
use crate::api;
use crate::store::documents;

/// Adds a signed entry about a policy, with its text if it is a proposal.
pub async fn change_policy(
    service: &Service,
    signed: &Signed,
    act: api::PolicyAct,
) -> Result<api::ActAccepted, ActionError> {
    let parsed = parse(&act.entry)?;
    let tx = service.store.begin_write().await?;
    let rules = service.rules().await?;
    match &parsed.entry().act {
        Act::Policy(PolicyChange::Proposed { policy }) => {
            let toml = act.toml.ok_or_else(|| {
                ActionError::Malformed(
                    "the policy's text must come with the proposal; send both together".into(),
                )
            })?;
            if digest_of(&toml) != *policy {
                return Err(ActionError::Malformed(
                    "the text is not the policy that the entry names".into(),
                ));
            }
            Policy::parse(&toml).map_err(|errors| ActionError::Malformed(errors.to_string()))?;
            documents::put(&tx, *policy, &toml).await?;
        }
        Act::Policy(PolicyChange::Signed { .. }) => {}
        _ => {
            return Err(ActionError::Malformed(
                "here only entries about policies are taken".into(),
            ));
        }
    }
    add_rule(service, tx, &rules, signed, &parsed).await
}
