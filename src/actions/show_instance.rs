//! What a client needs before it seals: people, offices and policy, each entry proven under the checkpoint.

use super::show_ledger::{inclusions, published};
use super::views::filed;
use super::{ActionError, Service};
use crate::api;
use crate::store::entries::EntryRow;
use crate::store::people;

/// Everything published about keys, people, offices and policies.
pub async fn show_instance(service: &Service) -> Result<api::Instance, ActionError> {
    let rules = service.rules().await?;
    let (batch, checkpoint) = published(service).await?;
    let in_tree = |row: &EntryRow| row.position.filter(|index| *index < batch.size);
    let places: Vec<u64> = rules.record.iter().filter_map(in_tree).collect();
    let proofs = inclusions(service, batch.size, &places).await?;
    let published = rules.record.iter().filter(|row| in_tree(row).is_some());
    let record = published.zip(places).zip(proofs).map(|((row, index), proof)| {
        let filed = filed(&rules, row);
        api::ProvenEntry {
            index,
            batch_day: filed.batch_day,
            salt: filed.salt,
            entry: filed.entry,
            proof,
        }
    });
    let record = record.collect();
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
