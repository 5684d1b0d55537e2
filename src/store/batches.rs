//! The daily batches and the stored hashes of the tree.

use std::collections::BTreeMap;

use daylight_domain::{Date, Digest};
use sea_orm::sea_query::{Expr, IntoCondition};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
    Value,
};

use super::entity::batch::{ActiveModel, Column, Entity, Model};
use super::entity::tree_hash;
use super::values::{array, from_day, to_day};
use super::{Db, StoreError, Tx, add};

/// One batch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BatchRow {
    /// From 0, without a gap.
    pub number: i32,
    /// Its day; never before the previous batch's.
    pub day: Date,
    /// Tree size after it.
    pub size: u64,
    /// Tree root after it.
    pub root: [u8; 32],
    /// The signed checkpoint with the cosignatures that it has; missing only between the commit and the signature.
    pub checkpoint: Option<String>,
    /// Whether the witnesses' quorum signed it: it is published, and so are all before it.
    pub published: bool,
}

impl TryFrom<Model> for BatchRow {
    type Error = StoreError;
    fn try_from(row: Model) -> Result<Self, StoreError> {
        Ok(Self {
            number: row.number,
            day: from_day(row.day, "batch", "day")?,
            size: u64::try_from(row.size).map_err(|_| StoreError::Corrupt {
                table: "batch",
                column: "size",
            })?,
            root: array(&row.root, "batch", "root")?,
            checkpoint: row.checkpoint,
            published: row.published,
        })
    }
}

/// The newest batch, signed or not.
pub async fn last(db: &impl Db) -> Result<Option<BatchRow>, StoreError> {
    let row = Entity::find()
        .order_by_desc(Column::Number)
        .one(db.conn())
        .await?;
    row.map(BatchRow::try_from).transpose()
}

/// The newest batch's number alone.
pub async fn last_number(db: &impl Db) -> Result<Option<i32>, StoreError> {
    let newest: Option<Option<i32>> = Entity::find()
        .select_only()
        .column_as(Column::Number.max(), "number")
        .into_tuple()
        .one(db.conn())
        .await?;
    Ok(newest.flatten())
}

/// The newest batch whose checkpoint the log has signed.
pub async fn last_signed(db: &impl Db) -> Result<Option<BatchRow>, StoreError> {
    newest(db, Column::Checkpoint.is_not_null()).await
}

/// The newest batch that is published.
pub async fn last_published(db: &impl Db) -> Result<Option<BatchRow>, StoreError> {
    newest(db, Column::Published.eq(true)).await
}

async fn newest(db: &impl Db, of: impl IntoCondition) -> Result<Option<BatchRow>, StoreError> {
    let row = Entity::find()
        .filter(of)
        .order_by_desc(Column::Number)
        .one(db.conn())
        .await?;
    row.map(BatchRow::try_from).transpose()
}

/// The signed batches after one, oldest first; all if there is none.
pub async fn signed_after(db: &impl Db, number: Option<i32>) -> Result<Vec<BatchRow>, StoreError> {
    let rows = Entity::find()
        .filter(Column::Number.gt(number.unwrap_or(-1)))
        .filter(Column::Checkpoint.is_not_null())
        .order_by_asc(Column::Number)
        .all(db.conn())
        .await?;
    rows.into_iter().map(BatchRow::try_from).collect()
}

/// One batch.
pub async fn find(db: &impl Db, number: i32) -> Result<Option<BatchRow>, StoreError> {
    let row = Entity::find_by_id(number).one(db.conn()).await?;
    row.map(BatchRow::try_from).transpose()
}

/// Every batch, oldest first.
pub async fn all(db: &impl Db) -> Result<Vec<BatchRow>, StoreError> {
    let rows = Entity::find().order_by_asc(Column::Number).all(db.conn()).await?;
    rows.into_iter().map(BatchRow::try_from).collect()
}

/// Adds a batch; [`StoreError::Duplicate`] if another process cut the same one.
pub async fn insert(tx: &Tx, batch: &BatchRow) -> Result<(), StoreError> {
    let model = ActiveModel {
        number: Set(batch.number),
        day: Set(to_day(batch.day)),
        size: Set(i64::try_from(batch.size).unwrap_or(i64::MAX)),
        root: Set(batch.root.to_vec()),
        checkpoint: Set(batch.checkpoint.clone()),
        published: Set(batch.published),
    };
    add(tx, [model]).await?;
    Ok(())
}

/// Keeps a batch's signed checkpoint, unless it has one: that may bear cosignatures by now.
pub async fn sign(tx: &Tx, number: i32, checkpoint: &str) -> Result<(), StoreError> {
    Entity::update_many()
        .col_expr(Column::Checkpoint, Expr::value(checkpoint))
        .filter(Column::Number.eq(number))
        .filter(Column::Checkpoint.is_null())
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// Keeps a batch's checkpoint with one cosignature more.
pub async fn cosign(tx: &Tx, number: i32, checkpoint: &str) -> Result<(), StoreError> {
    set(tx, number, Column::Checkpoint, checkpoint.into()).await
}

/// Says that a batch is published, and with it all before it.
pub async fn publish(tx: &Tx, number: i32) -> Result<(), StoreError> {
    set(tx, number, Column::Published, true.into()).await
}

async fn set(tx: &Tx, number: i32, column: Column, value: Value) -> Result<(), StoreError> {
    Entity::update_many()
        .col_expr(column, Expr::value(value))
        .filter(Column::Number.eq(number))
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// Adds stored hashes with their indexes.
pub async fn insert_hashes(tx: &Tx, hashes: &[(u64, Digest)]) -> Result<(), StoreError> {
    for chunk in hashes.chunks(2000) {
        let models = chunk.iter().map(|(at, hash)| tree_hash::ActiveModel {
            position: Set(i64::try_from(*at).unwrap_or(i64::MAX)),
            hash: Set(hash.0.to_vec()),
        });
        add(tx, models).await?;
    }
    Ok(())
}

/// Stored hashes by index. [`StoreError::NotFound`] if one is missing.
pub async fn hashes(db: &impl Db, positions: &[u64]) -> Result<BTreeMap<u64, Digest>, StoreError> {
    let mut found = BTreeMap::new();
    for chunk in positions.chunks(1000) {
        let wanted = chunk.iter().map(|at| i64::try_from(*at).unwrap_or(i64::MAX));
        let rows = tree_hash::Entity::find()
            .filter(tree_hash::Column::Position.is_in(wanted))
            .all(db.conn())
            .await?;
        for row in rows {
            let at = u64::try_from(row.position).map_err(|_| StoreError::Corrupt {
                table: "tree_hash",
                column: "position",
            })?;
            found.insert(at, Digest(array(&row.hash, "tree_hash", "hash")?));
        }
    }
    if positions.iter().all(|at| found.contains_key(at)) {
        Ok(found)
    } else {
        Err(StoreError::NotFound("tree hash"))
    }
}
