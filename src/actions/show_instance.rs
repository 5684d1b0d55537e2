//! What a client needs before it seals: people, offices and policy, each entry proven under the checkpoint.

use super::show_ledger::{proven, signed};
use super::{ActionError, Service};
use crate::api;
use crate::store::people;

/// Everything signed about keys, people, offices and policies.
pub async fn show_instance(service: &Service) -> Result<api::Instance, ActionError> {
    let rules = service.rules().await?;
    let (batch, checkpoint) = signed(service).await?;
    let record = proven(service, &rules, batch.size, &rules.record).await?;
    let names = people::all(&service.store).await?;
    Ok(api::Instance {
        origin: service.log.origin().to_owned(),
        vkey: service.log.verifier().vkey(),
        checkpoint,
        today: service.today(&rules),
        colour: service.config.look.colour,
        record,
        policies: rules.policies.values().map(|text| text.toml.clone()).collect(),
        recipients: rules.recipients.values().cloned().collect(),
        names: names
            .into_iter()
            .map(|row| api::PersonName {
                person: row.id,
                name: row.name,
            })
            .collect(),
    })
}
