//! What browsers are sent is an entry (`code`): the SHA-256 of a list of all scripts, workers and styles. Code altered for
//! everybody is so either in the record or not what the record says; whoever fetches it from outside can tell.

use daylight_domain::{Act, Digest};
use daylight_tlog::sig::sha256;

use super::rules::recorded;
use super::show_ledger::{proven, published};
use super::{ActionError, Service};
use crate::api;
use crate::store::entries::{self, EntryRow};
use crate::store::waiting;

const KIND: &[&str] = &["code"];

/// Adds the entry, unless the last one says the same. Twice at once: two entries that say the same, which harms nobody.
pub async fn note_code(service: &Service, list: &str) -> Result<(), ActionError> {
    let assets = sha256(list.as_bytes());
    let waiting = waiting::of_kinds(&service.store, KIND).await?;
    let newest = entries::published_of_kinds(&service.store, KIND).await?.pop();
    for row in waiting.iter().chain(newest.iter().filter(|_| waiting.is_empty())) {
        if names(row, assets)? {
            return Ok(());
        }
    }
    service.note(Act::Code { assets }).await
}

/// The list, with the newest published entry about what browsers are sent, where that says the same.
pub async fn show_code(service: &Service, list: String) -> Result<api::Code, ActionError> {
    let rules = service.rules().await?;
    let (batch, checkpoint) = published(service).await?;
    let mut rows = entries::published_of_kinds(&service.store, KIND).await?;
    rows.retain(|row| row.position.is_some_and(|place| place < batch.size));
    let assets = sha256(list.as_bytes());
    let entry = match rows.pop() {
        Some(row) if names(&row, assets)? => proven(service, &rules, batch.size, &[row]).await?.pop(),
        _ => None,
    };
    Ok(api::Code {
        list,
        checkpoint,
        entry,
    })
}

fn names(row: &EntryRow, list: Digest) -> Result<bool, ActionError> {
    Ok(recorded(row)?.entry.act == Act::Code { assets: list })
}
