//! Entries that wait for a batch. Only reads: the batch gives them their place.

use daylight_domain::Date;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _};

use super::entity::entry::{Column, Entity};
use super::entries::{EntryRow, rows};
use super::values::from_day;
use super::{Db, StoreError};

/// Entries about the service itself of the given kinds that wait for their batch.
pub async fn of_kinds(db: &impl Db, kinds: &[&str]) -> Result<Vec<EntryRow>, StoreError> {
    rows(
        Entity::find()
            .filter(Column::Concern.is_null())
            .filter(Column::Batch.is_null())
            .filter(Column::Kind.is_in(kinds.iter().copied()))
            .all(db.conn())
            .await?,
    )
}

/// Everything that waits for a batch, in one order on every database: a batch follows from what is in it and from chance.
pub async fn all(db: &impl Db) -> Result<Vec<EntryRow>, StoreError> {
    rows(
        Entity::find()
            .filter(Column::Batch.is_null())
            .order_by_asc(Column::Record)
            .all(db.conn())
            .await?,
    )
}

/// Whether anything waits for a batch.
pub async fn any(db: &impl Db) -> Result<bool, StoreError> {
    let first = Entity::find()
        .filter(Column::Batch.is_null())
        .limit(1)
        .one(db.conn())
        .await?;
    Ok(first.is_some())
}

/// The day of the newest.
pub async fn newest_day(db: &impl Db) -> Result<Option<Date>, StoreError> {
    let newest: Option<Option<i32>> = Entity::find()
        .select_only()
        .column_as(Column::Day.max(), "newest")
        .filter(Column::Batch.is_null())
        .into_tuple()
        .one(db.conn())
        .await?;
    newest
        .flatten()
        .map(|day| from_day(day, "entry", "day"))
        .transpose()
}
