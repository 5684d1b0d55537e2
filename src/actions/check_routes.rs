//! An office stands on the stage of its key, also on the route of every policy. Clients believe no other route: nobody could
//! send a concern under such a policy. Only the service asks for it, before either is written; policies lie beside the record.

use daylight_domain::{Act, Digest, OfficeChange, Policy, PolicyChange, Refusal, Roster};

use super::ActionError;
use crate::store::{Tx, documents};

/// Checks what is new against a roster that knows it. Fails if an office would stand on two stages.
pub(super) async fn check_routes(tx: &Tx, roster: &Roster, new: &Act) -> Result<(), ActionError> {
    let named: Vec<Digest> = match new {
        Act::Policy(PolicyChange::Proposed { policy }) => vec![*policy],
        // What was signed last comes last.
        Act::Policy(PolicyChange::Signed { .. }) => roster.policies().last().into_iter().collect(),
        Act::Office(OfficeChange::Proposed(_)) => roster.policies().collect(),
        _ => return Ok(()),
    };
    for (digest, toml) in documents::all(tx).await? {
        if named.contains(&digest) {
            let policy = Policy::parse(&toml)
                .map_err(|errors| anyhow::anyhow!("a kept policy is not valid any more: {errors}"))?;
            check_route(roster, &policy)?;
        }
    }
    Ok(())
}

fn check_route(roster: &Roster, policy: &Policy) -> Result<(), Refusal> {
    for stage in policy.stage_numbers() {
        for office in policy.offices(stage) {
            if roster.stages_of(&office.id).any(|known| known != stage) {
                let office = office.id.clone();
                return Err(Refusal::OfficeMoved { office });
            }
        }
    }
    Ok(())
}
