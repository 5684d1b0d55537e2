//! Entries of the ledger: pending ones, and those that stand in a batch. Added to, never changed but for the
//! place in the tree that the batch gives them.

use std::collections::BTreeMap;

use daylight_domain::{ConcernId, Date, Digest, Entry};
use daylight_tlog::entry::record;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
};

use super::entity::entry::{ActiveModel, Column, Entity, Model};
use super::values::{array, from_day, key_of, to_day};
use super::{Db, StoreError, Tx, add};

/// One entry with what the database knows about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryRow {
    /// SHA-256 over domain tag, salt and bytes: the one digest of an entry.
    pub record: Digest,
    /// 32 random bytes.
    pub salt: [u8; 32],
    /// The exact bytes first written.
    pub bytes: Vec<u8>,
    /// The kind's name, as an index.
    pub kind: String,
    /// The day in the bytes.
    pub day: Date,
    /// The concern in the bytes.
    pub concern: Option<ConcernId>,
    /// Its place among the concern's entries, from 0.
    pub seq: Option<i32>,
    /// Whether signers have been shown it; what a reporter writes waits for the tick.
    pub handed_out: bool,
    /// The batch day its receipt promises.
    pub batch_day: Date,
    /// The batch it stands in, once it does.
    pub batch: Option<i32>,
    /// Its index in the tree, once it has one.
    pub position: Option<u64>,
}

impl EntryRow {
    /// A new entry about the service itself, shown to everybody, waiting for the batch of `batch_day`.
    pub fn new(salt: [u8; 32], entry: &Entry, bytes: Vec<u8>, batch_day: Date) -> Self {
        Self {
            record: record(&salt, &bytes),
            salt,
            bytes,
            kind: entry.act.kind().to_owned(),
            day: entry.day,
            concern: entry.concern,
            seq: None,
            handed_out: true,
            batch_day,
            batch: None,
            position: None,
        }
    }
}

impl TryFrom<Model> for EntryRow {
    type Error = StoreError;
    fn try_from(row: Model) -> Result<Self, StoreError> {
        let corrupt = |column| StoreError::Corrupt {
            table: "entry",
            column,
        };
        Ok(Self {
            record: Digest(array(&row.record, "entry", "record")?),
            salt: array(&row.salt, "entry", "salt")?,
            bytes: row.bytes,
            kind: row.kind,
            day: from_day(row.day, "entry", "day")?,
            concern: row
                .concern
                .map(|id| array(&id, "entry", "concern").map(ConcernId))
                .transpose()?,
            seq: row.seq,
            handed_out: row.handed_out,
            batch_day: from_day(row.batch_day, "entry", "batch_day")?,
            batch: row.batch,
            position: row
                .position
                .map(u64::try_from)
                .transpose()
                .map_err(|_| corrupt("position"))?,
        })
    }
}

pub(super) fn rows(models: Vec<Model>) -> Result<Vec<EntryRow>, StoreError> {
    models.into_iter().map(EntryRow::try_from).collect()
}

/// Adds entries. A second entry at the same place of a concern is [`StoreError::Duplicate`]: somebody was first.
pub async fn insert<'rows>(
    tx: &Tx,
    entries: impl IntoIterator<Item = &'rows EntryRow>,
) -> Result<(), StoreError> {
    let entries: Vec<&EntryRow> = entries.into_iter().collect();
    // Bounded by the number of bind variables an engine takes in one statement.
    for chunk in entries.chunks(500) {
        let models = chunk.iter().map(|entry| ActiveModel {
            key: Set(key_of(&entry.record.0)),
            record: Set(entry.record.0.to_vec()),
            salt: Set(entry.salt.to_vec()),
            bytes: Set(entry.bytes.clone()),
            kind: Set(entry.kind.clone()),
            day: Set(to_day(entry.day)),
            concern: Set(entry.concern.map(|id| id.0.to_vec())),
            seq: Set(entry.seq),
            handed_out: Set(entry.handed_out),
            batch_day: Set(to_day(entry.batch_day)),
            batch: Set(entry.batch),
            position: Set(entry.position.and_then(|at| i64::try_from(at).ok())),
        });
        add(tx, models).await?;
    }
    Ok(())
}

/// A concern's entries, in order.
pub async fn of_concern(db: &impl Db, concern: ConcernId) -> Result<Vec<EntryRow>, StoreError> {
    rows(
        Entity::find()
            .filter(Column::Concern.eq(concern.0.to_vec()))
            .order_by_asc(Column::Seq)
            .all(db.conn())
            .await?,
    )
}

/// The entries of several concerns, each in order.
pub async fn of_concerns(
    db: &impl Db,
    concerns: &[ConcernId],
) -> Result<BTreeMap<ConcernId, Vec<EntryRow>>, StoreError> {
    let mut found: BTreeMap<ConcernId, Vec<EntryRow>> = BTreeMap::new();
    for chunk in concerns.chunks(500) {
        let models = Entity::find()
            .filter(Column::Concern.is_in(chunk.iter().map(|id| id.0.to_vec())))
            .order_by_asc(Column::Concern)
            .order_by_asc(Column::Seq)
            .all(db.conn())
            .await?;
        for row in rows(models)? {
            if let Some(id) = row.concern {
                found.entry(id).or_default().push(row);
            }
        }
    }
    Ok(found)
}

fn concerns(ids: &[Vec<u8>]) -> Result<Vec<ConcernId>, StoreError> {
    let ids = ids.iter();
    ids.map(|id| array(id, "entry", "concern").map(ConcernId))
        .collect()
}

/// Every concern that the record has received.
pub async fn received_concerns(db: &impl Db) -> Result<Vec<ConcernId>, StoreError> {
    let ids: Vec<Vec<u8>> = Entity::find()
        .select_only()
        .column(Column::Concern)
        .filter(Column::Seq.eq(0))
        .into_tuple()
        .all(db.conn())
        .await?;
    concerns(&ids)
}

/// An entry by its record.
pub async fn find(db: &impl Db, record: Digest) -> Result<Option<EntryRow>, StoreError> {
    let found = Entity::find_by_id(key_of(&record.0)).one(db.conn()).await?;
    let found = found.filter(|row| row.record == record.0);
    found.map(EntryRow::try_from).transpose()
}

/// Entries about the service itself of the given kinds that stand in a batch, in tree order.
pub async fn published_of_kinds(db: &impl Db, kinds: &[&str]) -> Result<Vec<EntryRow>, StoreError> {
    rows(
        Entity::find()
            .filter(Column::Concern.is_null())
            .filter(Column::Batch.is_not_null())
            .filter(Column::Kind.is_in(kinds.iter().copied()))
            .order_by_asc(Column::Position)
            .all(db.conn())
            .await?,
    )
}

/// Concerns whose content was erased, and where the record says so, once it does.
pub async fn erasures(db: &impl Db) -> Result<BTreeMap<ConcernId, Option<u64>>, StoreError> {
    let found: Vec<(Vec<u8>, Option<i64>)> = Entity::find()
        .select_only()
        .column(Column::Concern)
        .column(Column::Position)
        .filter(Column::Kind.eq("erased"))
        .into_tuple()
        .all(db.conn())
        .await?;
    let place = |position: Option<i64>| position.and_then(|at| u64::try_from(at).ok());
    found
        .into_iter()
        .map(|(id, position)| Ok((ConcernId(array(&id, "entry", "concern")?), place(position))))
        .collect()
}

/// The entry about the service itself that has these very bytes.
pub async fn same(db: &impl Db, new: &EntryRow) -> Result<Option<EntryRow>, StoreError> {
    let of_that_day = rows(
        Entity::find()
            .filter(Column::Concern.is_null())
            .filter(Column::Kind.eq(new.kind.as_str()))
            .filter(Column::Day.eq(to_day(new.day)))
            .all(db.conn())
            .await?,
    )?;
    Ok(of_that_day.into_iter().find(|row| row.bytes == new.bytes))
}

/// Published entries from index `start` on, at most `count`, in tree order.
pub async fn in_tree(db: &impl Db, start: u64, count: u64) -> Result<Vec<EntryRow>, StoreError> {
    let from = i64::try_from(start).unwrap_or(i64::MAX);
    let until = from.saturating_add(i64::try_from(count).unwrap_or(i64::MAX));
    rows(
        Entity::find()
            .filter(Column::Position.gte(from))
            .filter(Column::Position.lt(until))
            .order_by_asc(Column::Position)
            .all(db.conn())
            .await?,
    )
}

/// Gives a pending entry its place in the tree. [`StoreError::Conflict`] if it already has one.
pub async fn place(tx: &Tx, record: Digest, batch: i32, position: u64) -> Result<(), StoreError> {
    let done = Entity::update_many()
        .col_expr(Column::Batch, Expr::value(batch))
        .col_expr(
            Column::Position,
            Expr::value(i64::try_from(position).unwrap_or(i64::MAX)),
        )
        .filter(Column::Key.eq(key_of(&record.0)))
        .filter(Column::Record.eq(record.0.to_vec()))
        .filter(Column::Batch.is_null())
        .exec(tx.conn())
        .await?;
    if done.rows_affected == 1 {
        Ok(())
    } else {
        Err(StoreError::Conflict)
    }
}

/// Entries that no signer has been shown yet.
pub async fn not_handed_out(db: &impl Db) -> Result<Vec<EntryRow>, StoreError> {
    rows(
        Entity::find()
            .filter(Expr::cust("NOT handed_out"))
            .all(db.conn())
            .await?,
    )
}

/// Marks a concern's entries as shown to signers.
pub async fn mark_handed_out(tx: &Tx, concern: ConcernId) -> Result<(), StoreError> {
    Entity::update_many()
        .col_expr(Column::HandedOut, Expr::value(true))
        .filter(Column::Concern.eq(concern.0.to_vec()))
        .filter(Column::HandedOut.eq(false))
        .exec(tx.conn())
        .await?;
    Ok(())
}
