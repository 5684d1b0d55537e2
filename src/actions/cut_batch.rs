//! The daily batch: pending entries join the tree in random order, then the checkpoint is signed. Who must have cosigned
//! it before it is published stands elsewhere (`publish`).
//!
//! Two durable steps. Dying before the commit: nothing happened. Dying between the commit and the signature: the
//! next start signs the same size and root, and an Ed25519 signature of the same bytes is the same.

use daylight_domain::{Act, Date, Digest};
use daylight_tlog::batch::{Place, in_batch_order, padding_needed};
use daylight_tlog::tree;

use super::batch_days::{self, Share};
use super::high_water::{self, Stand};
use super::publish::publish;
use super::{ActionError, Service};
use crate::store::batches::{self, BatchRow};
use crate::store::entries::{self, EntryRow};
use crate::store::{StoreError, Tx, arrival};

/// Cuts today's batch and signs it, after one of what is older than the last (`batch_days`). A batch cut by another replica at
/// the same moment is no error. `machine` is the day that the machine's clock says.
pub async fn cut_batch(service: &Service, today: Date, machine: Date) -> Result<(), ActionError> {
    let tx = service.store.begin_write().await?;
    let last = batches::last(&tx).await?;
    let last_day = last.as_ref().map_or(Date::MIN, |batch| batch.day);
    let first = last.as_ref().map_or(0, |batch| batch.size);
    let mut next = last.map_or((0, 0), |batch| (batch.number.saturating_add(1), batch.size));
    for share in batch_days::shares(service, &tx, last_day, (today, machine)).await? {
        let batch = cut(service, &tx, next, share).await?;
        match batches::insert(&tx, &batch).await {
            Err(StoreError::Duplicate) => return Ok(()),
            other => other?,
        }
        next = (batch.number.saturating_add(1), batch.size);
    }
    arrival::forget(&tx, first).await?;
    tx.commit().await?;
    sign(service).await?;
    Ok(service.store.sweep().await?)
}

/// Gives a batch's entries their places behind the first `size`.
async fn cut(
    service: &Service,
    tx: &Tx,
    (number, size): (i32, u64),
    share: Share,
) -> Result<BatchRow, ActionError> {
    let Share {
        day,
        waiting: mut all,
        clock,
    } = share;
    let kept = all.len();
    all.extend(clock);
    let count = u64::try_from(all.len()).unwrap_or(u64::MAX);
    for _ in 0..padding_needed(size, count, service.config.pad_to()) {
        all.push(service.own_entry(day, day, Act::Padding {})?);
    }
    entries::insert(tx, all.get(kept..).unwrap_or_default()).await?;
    let place = |row: &EntryRow| match (row.concern, row.seq) {
        (Some(concern), Some(seq)) => Place::InOrder(Some(concern), u64::try_from(seq).unwrap_or(0)),
        // Rules about people hold whatever the order within a batch.
        _ => Place::Anywhere,
    };
    let ordered = in_batch_order(all, place, &mut |bytes| service.entropy.fill(bytes));
    let root = grow(tx, size, number, &ordered).await?;
    Ok(BatchRow {
        number,
        day,
        size: size.saturating_add(u64::try_from(ordered.len()).unwrap_or(u64::MAX)),
        root: root.0,
        checkpoint: None,
        published: false,
    })
}

async fn grow(tx: &Tx, size: u64, number: i32, rows: &[EntryRow]) -> Result<Digest, ActionError> {
    let damaged = |error| anyhow::anyhow!("the stored tree is damaged: {error}");
    let records: Vec<Digest> = rows.iter().map(|row| row.record).collect();
    let mut have = batches::hashes(tx, &tree::needed_to_append(size)).await?;
    let new = tree::append(size, &records, &have).map_err(damaged)?;
    for (row, position) in rows.iter().zip(size..) {
        entries::place(tx, row.record, number, position).await?;
    }
    batches::insert_hashes(tx, &new).await?;
    have.extend(new);
    let grown = size.saturating_add(u64::try_from(rows.len()).unwrap_or(u64::MAX));
    Ok(tree::root(grown, &have).map_err(damaged)?)
}

/// Signs every batch that has no checkpoint yet, oldest first. Refuses when the high-water file shows that the
/// database has lost something that was signed before, and when that file is not there, after the founding, to show that
/// it has not: a restored backup would fork the log.
pub async fn sign(service: &Service) -> Result<(), ActionError> {
    let unsigned: Vec<BatchRow> = batches::all(&service.store)
        .await?
        .into_iter()
        .filter(|batch| batch.checkpoint.is_none())
        .collect();
    for batch in unsigned {
        match high_water::stand(service, &batch).await? {
            Stand::Older => return Err(older(service)),
            Stand::Unknown if batch.number > 0 => return Err(unknown(service)),
            Stand::Unknown | Stand::Same | Stand::Ahead => {}
        }
        let checkpoint = service
            .log
            .sign_checkpoint(batch.size, Digest(batch.root))
            .map_err(|bad| anyhow::anyhow!("the checkpoint could not be signed: {bad}"))?;
        high_water::write(service, &high_water::mark_of(service, &batch))?;
        let tx = service.store.begin_write().await?;
        batches::sign(&tx, batch.number, &checkpoint).await?;
        tx.commit().await?;
    }
    publish(service).await
}

fn older(service: &Service) -> ActionError {
    let path = service.config.path(&service.config.storage.high_water);
    anyhow::anyhow!(
        "the database is older than what was signed before ({}): it looks restored from a backup. \
         Nothing is published, so that the log does not fork; intake and dates go on. \
         Restore the newest copy of the database",
        path.display()
    )
    .into()
}

fn unknown(service: &Service) -> ActionError {
    let path = service.config.path(&service.config.storage.high_water);
    anyhow::anyhow!(
        "the high-water file {} is missing: what was signed last is not known here, and the database may be an old copy. \
         Nothing is published, so that the log does not fork; intake and dates go on. Put that file back, or see \
         `daylight mark --help`",
        path.display()
    )
    .into()
}
