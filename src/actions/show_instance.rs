//! What a client needs before it seals: people, offices and policy, each entry proven under the checkpoint.

use super::show_ledger::published;
use super::{ActionError, Service};
use crate::api;
use crate::store::{batches, people};
use daylight_domain::Digest;
use daylight_tlog::tree;

/// Everything published about keys, people, offices and policies.
pub async fn show_instance(service: &Service) -> Result<api::Instance, ActionError> {
    let rules = service.rules().await?;
    let (batch, checkpoint) = published(service).await?;
    let mut record = Vec::new();
    for row in &rules.record {
        let Some(index) = row.position.filter(|index| *index < batch.size) else {
            continue;
        };
        let needed = tree::needed_for_inclusion(batch.size, index);
        let have = batches::hashes(&service.store, &needed).await?;
        let proof = tree::inclusion(batch.size, index, &have)
            .map_err(|error| anyhow::anyhow!("the stored tree is damaged: {error}"))?;
        record.push(api::ProvenEntry {
            index,
            batch_day: row
                .batch
                .and_then(|number| rules.batch_day(number))
                .unwrap_or(row.batch_day),
            salt: Digest(row.salt),
            entry: String::from_utf8_lossy(&row.bytes).into_owned(),
            proof,
        });
    }
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
