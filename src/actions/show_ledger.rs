//! The ledger as it is published: checkpoint, tiles, proofs; and, to auditors, entries with their salts.

use std::collections::BTreeSet;
use std::fmt::Display;

use daylight_domain::Digest;
use daylight_tlog::checkpoint::UnverifiedCheckpoint;
use daylight_tlog::proof::TlogProof;
use daylight_tlog::tiles::{Tile, bundle};
use daylight_tlog::tree;

use super::rules::Rules;
use super::views::filed;
use super::{ActionError, Service};
use crate::api;
use crate::store::batches::BatchRow;
use crate::store::entries::EntryRow;
use crate::store::{batches, entries};

/// Entries of one answer to an auditor.
const PAGE: u64 = 1000;

/// The newest batch whose checkpoint is signed: what reporters and holders work under, and what an auditor is given.
pub(super) async fn signed(service: &Service) -> Result<(BatchRow, String), ActionError> {
    with_checkpoint(batches::last_signed(&service.store).await?)
}

/// The newest batch that is published.
pub(super) async fn published(service: &Service) -> Result<(BatchRow, String), ActionError> {
    with_checkpoint(batches::last_published(&service.store).await?)
}

fn with_checkpoint(batch: Option<BatchRow>) -> Result<(BatchRow, String), ActionError> {
    batch
        .and_then(|batch| batch.checkpoint.clone().map(|checkpoint| (batch, checkpoint)))
        .ok_or_else(|| {
            ActionError::Closed("nothing is published yet; the first batch comes with set-up, and is published when the witnesses have signed".into())
        })
}

/// The checkpoint (c2sp.org/tlog-checkpoint).
pub async fn checkpoint(service: &Service) -> Result<String, ActionError> {
    Ok(published(service).await?.1)
}

/// Every signed checkpoint, oldest first.
pub async fn checkpoints(service: &Service) -> Result<Vec<String>, ActionError> {
    Ok(batches::all(&service.store)
        .await?
        .into_iter()
        .filter_map(|batch| batch.checkpoint)
        .collect())
}

/// A tile (c2sp.org/tlog-tiles), by its path without the leading `tile/`.
pub async fn tile(service: &Service, path: &str) -> Result<Vec<u8>, ActionError> {
    let tile = Tile::from_path(&format!("tile/{path}")).ok_or(ActionError::NotFound)?;
    let (batch, _) = published(service).await?;
    if !tile.fits(batch.size) {
        return Err(ActionError::NotFound);
    }
    tile_bytes(service, &tile).await
}

/// The bytes of a tile that the signed tree has.
pub(super) async fn tile_bytes(service: &Service, tile: &Tile) -> Result<Vec<u8>, ActionError> {
    if tile.is_entries() {
        let (start, count) = tile.entries();
        let rows = entries::in_tree(&service.store, start, count.into()).await?;
        let records: Vec<Digest> = rows.iter().map(|row| row.record).collect();
        return Ok(bundle(&records));
    }
    let have = batches::hashes(&service.store, &tile.needed_hashes()).await?;
    tile.hash_bytes(&have).map_err(|error| damaged(&error))
}

/// The proofs that the tree of this size holds the records at these places, all with one question to the database.
pub(super) async fn inclusions(
    service: &Service,
    size: u64,
    places: &[u64],
) -> Result<Vec<Vec<Digest>>, ActionError> {
    let needed: BTreeSet<u64> = places
        .iter()
        .flat_map(|place| tree::needed_for_inclusion(size, *place))
        .collect();
    let needed: Vec<u64> = needed.into_iter().collect();
    let have = batches::hashes(&service.store, &needed).await?;
    let proofs = places.iter().map(|place| tree::inclusion(size, *place, &have));
    proofs.collect::<Result<_, _>>().map_err(|error| damaged(&error))
}

/// Entries of the tree of this size, each with its proof; those that stand behind it are left out.
pub(super) async fn proven(
    service: &Service,
    rules: &Rules,
    size: u64,
    rows: &[EntryRow],
) -> Result<Vec<api::ProvenEntry>, ActionError> {
    let in_tree = |row: &EntryRow| row.position.filter(|index| *index < size);
    let places: Vec<u64> = rows.iter().filter_map(in_tree).collect();
    let proofs = inclusions(service, size, &places).await?;
    let rows = rows.iter().filter(|row| in_tree(row).is_some());
    let proven = rows.zip(places).zip(proofs).map(|((row, index), proof)| {
        let filed = filed(rules, row);
        api::ProvenEntry {
            index,
            batch_day: filed.batch_day,
            salt: filed.salt,
            entry: filed.entry,
            proof,
        }
    });
    Ok(proven.collect())
}

fn damaged(what: &dyn Display) -> ActionError {
    anyhow::anyhow!("the stored tree is damaged: {what}").into()
}

/// The proof that a record stands in the log (c2sp.org/tlog-proof). Not found while it waits for its batch.
pub async fn proof(service: &Service, record: Digest) -> Result<String, ActionError> {
    let (batch, checkpoint) = published(service).await?;
    let row = entries::find(&service.store, record)
        .await?
        .ok_or(ActionError::NotFound)?;
    let index = row
        .position
        .filter(|index| *index < batch.size)
        .ok_or(ActionError::NotFound)?;
    let hashes = inclusions(service, batch.size, &[index]).await?.pop();
    let checkpoint = UnverifiedCheckpoint::parse(checkpoint.as_bytes()).map_err(|error| damaged(&error))?;
    Ok(TlogProof {
        extra: None,
        index,
        hashes: hashes.unwrap_or_default(),
        checkpoint,
    }
    .to_text())
}

/// Published entries with their salts, from index `start`, for auditors.
pub async fn audit_entries(
    service: &Service,
    start: u64,
    count: u64,
) -> Result<api::AuditEntries, ActionError> {
    let rules = service.rules().await?;
    let rows = entries::in_tree(&service.store, start, count.min(PAGE)).await?;
    Ok(api::AuditEntries {
        entries: rows.iter().map(|row| filed(&rules, row)).collect(),
    })
}
