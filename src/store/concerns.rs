//! One row a concern: the hash of its locator, and the projection that finds due ones.

use daylight_domain::{ConcernId, Date, Digest, StageNo};
use sea_orm::sea_query::{Expr, ExprTrait as _, IntoCondition, OnConflict};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _,
    QueryOrder as _, QuerySelect as _, Select,
};

use super::entity::concern::{ActiveModel, Column, Entity, Model};
use super::entity::entry;
use super::entries::{self, EntryRow};
use super::values::{array, from_day, to_day};
use super::{Db, StoreError, Tx, add};

/// A concern's row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConcernRow {
    /// From the case recipient.
    pub id: ConcernId,
    /// SHA-256 of the locator.
    pub locator: [u8; 32],
    /// The policy it is bound to.
    pub policy: Digest,
    /// The day it was received.
    pub received: Date,
    /// The parts of the row that follow its entries.
    pub projection: Projection,
}

/// What follows from a concern's entries; written again with every entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Projection {
    /// The stage that holds it.
    pub stage: StageNo,
    /// Its state's name.
    pub state: String,
    /// The first day on which the calendar has something to do.
    pub next: Option<Date>,
    /// How many entries it has; also the version that a writer compares.
    pub entries: i32,
    /// The first day on which its content may be erased, as long as it stays closed.
    pub erasable: Option<Date>,
}

impl TryFrom<Model> for ConcernRow {
    type Error = StoreError;
    fn try_from(row: Model) -> Result<Self, StoreError> {
        let stage = u8::try_from(row.stage).map_err(|_| StoreError::Corrupt {
            table: "concern",
            column: "stage",
        })?;
        Ok(Self {
            id: ConcernId(array(&row.id, "concern", "id")?),
            locator: array(&row.locator, "concern", "locator")?,
            policy: Digest(array(&row.policy, "concern", "policy")?),
            received: from_day(row.received_day, "concern", "received_day")?,
            projection: Projection {
                stage: StageNo(stage),
                state: row.state,
                next: row
                    .next_day
                    .map(|day| from_day(day, "concern", "next_day"))
                    .transpose()?,
                entries: row.entries,
                erasable: row
                    .erasable_day
                    .map(|day| from_day(day, "concern", "erasable_day"))
                    .transpose()?,
            },
        })
    }
}

/// Adds concerns; [`StoreError::Duplicate`] if an id or a locator of theirs is taken.
pub async fn insert(tx: &Tx, rows: &[&ConcernRow]) -> Result<(), StoreError> {
    add(tx, rows.iter().map(|row| active(row))).await?;
    Ok(())
}

/// A concern by id.
pub async fn find(db: &impl Db, id: ConcernId) -> Result<Option<ConcernRow>, StoreError> {
    Entity::find_by_id(id.0.to_vec())
        .one(db.conn())
        .await?
        .map(ConcernRow::try_from)
        .transpose()
}

/// A concern by the hash of its locator.
pub async fn find_by_locator(db: &impl Db, locator: [u8; 32]) -> Result<Option<ConcernRow>, StoreError> {
    Entity::find()
        .filter(Column::Locator.eq(locator.to_vec()))
        .one(db.conn())
        .await?
        .map(ConcernRow::try_from)
        .transpose()
}

/// A concern with its entries, in order: one question instead of two.
pub async fn with_entries(
    db: &impl Db,
    id: ConcernId,
) -> Result<Option<(ConcernRow, Vec<EntryRow>)>, StoreError> {
    and_entries(db, Column::Id.eq(id.0.to_vec())).await
}

/// The same by the hash of its locator.
pub async fn with_entries_by_locator(
    db: &impl Db,
    locator: [u8; 32],
) -> Result<Option<(ConcernRow, Vec<EntryRow>)>, StoreError> {
    and_entries(db, Column::Locator.eq(locator.to_vec())).await
}

async fn and_entries(
    db: &impl Db,
    which: impl IntoCondition,
) -> Result<Option<(ConcernRow, Vec<EntryRow>)>, StoreError> {
    let found = Entity::find()
        .filter(which)
        .find_with_related(entry::Entity)
        .order_by_asc(entry::Column::Seq)
        .all(db.conn())
        .await?;
    let read = |(row, its): (Model, Vec<entry::Model>)| Ok((row.try_into()?, entries::rows(its)?));
    found.into_iter().next().map(read).transpose()
}

/// Concerns for which the calendar has something to do on or before `today`, at most `limit`. Their ids alone, which
/// stand in the index: their rows are long, and read where they are written.
pub async fn due(db: &impl Db, today: Date, limit: u64) -> Result<Vec<ConcernId>, StoreError> {
    let wanted = Entity::find()
        .filter(Column::NextDay.lte(to_day(today)))
        .order_by_asc(Column::NextDay)
        .limit(limit);
    ids_of(db, wanted).await
}

/// How many concerns were received from one day to another, both counted.
pub async fn received_between(db: &impl Db, from: Date, to: Date) -> Result<u64, StoreError> {
    let wanted = Entity::find()
        .filter(Column::ReceivedDay.gte(to_day(from)))
        .filter(Column::ReceivedDay.lte(to_day(to)));
    Ok(wanted.count(db.conn()).await?)
}

/// Concerns whose content may be erased today, by the day since when.
pub async fn erasable(db: &impl Db, today: Date) -> Result<Vec<ConcernId>, StoreError> {
    let wanted = Entity::find()
        .filter(Column::ErasableDay.lte(to_day(today)))
        .order_by_asc(Column::ErasableDay)
        .order_by_asc(Column::Id);
    ids_of(db, wanted).await
}

/// Concerns by their ids.
pub async fn of_ids(db: &impl Db, ids: &[ConcernId]) -> Result<Vec<ConcernRow>, StoreError> {
    Entity::find()
        .filter(Column::Id.is_in(ids.iter().map(|id| id.0.to_vec())))
        .all(db.conn())
        .await?
        .into_iter()
        .map(ConcernRow::try_from)
        .collect()
}

/// The concerns in a state, in the order of their ids.
pub async fn in_state(db: &impl Db, state: &str) -> Result<Vec<ConcernRow>, StoreError> {
    Entity::find()
        .filter(Column::State.eq(state))
        .order_by_asc(Column::Id)
        .all(db.conn())
        .await?
        .into_iter()
        .map(ConcernRow::try_from)
        .collect()
}

/// How many concerns are overdue for the calendar.
pub async fn count_due(db: &impl Db, today: Date) -> Result<u64, StoreError> {
    Ok(Entity::find()
        .filter(Column::NextDay.lte(to_day(today)))
        .count(db.conn())
        .await?)
}

/// Makes every open concern due today at the latest, so that its next date is worked out again.
pub async fn make_due(tx: &Tx, today: Date) -> Result<(), StoreError> {
    Entity::update_many()
        .col_expr(Column::NextDay, Expr::value(to_day(today)))
        .filter(Column::NextDay.gt(to_day(today)))
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// The id of every concern, for a check of what is kept.
pub async fn ids(db: &impl Db) -> Result<Vec<ConcernId>, StoreError> {
    ids_of(db, Entity::find()).await
}

/// The ids alone of what is looked for.
async fn ids_of(db: &impl Db, wanted: Select<Entity>) -> Result<Vec<ConcernId>, StoreError> {
    let ids: Vec<Vec<u8>> = wanted
        .select_only()
        .column(Column::Id)
        .into_tuple()
        .all(db.conn())
        .await?;
    ids.iter()
        .map(|id| array(id, "concern", "id").map(ConcernId))
        .collect()
}

/// Writes the projections of concerns. [`StoreError::Conflict`] if one of them has got more entries than its projection
/// knows; of two writers that add as many, the second one's entries are refused.
pub async fn project(tx: &Tx, rows: &[&ConcernRow]) -> Result<(), StoreError> {
    for chunk in rows.chunks(500) {
        let newer = Expr::col((Entity, Column::Entries)).lte(Expr::col(("excluded", Column::Entries)));
        let by_id = OnConflict::column(Column::Id)
            .update_columns([
                Column::Stage,
                Column::State,
                Column::NextDay,
                Column::Entries,
                Column::ErasableDay,
            ])
            .action_and_where(newer)
            .to_owned();
        let written = Entity::insert_many(chunk.iter().map(|row| active(row)))
            .on_conflict(by_id)
            .exec_without_returning(tx.conn())
            .await?;
        if usize::try_from(written) != Ok(chunk.len()) {
            return Err(StoreError::Conflict);
        }
    }
    Ok(())
}

fn active(row: &ConcernRow) -> ActiveModel {
    ActiveModel {
        id: Set(row.id.0.to_vec()),
        locator: Set(row.locator.to_vec()),
        policy: Set(row.policy.0.to_vec()),
        received_day: Set(to_day(row.received)),
        stage: Set(row.projection.stage.0.into()),
        state: Set(row.projection.state.clone()),
        next_day: Set(row.projection.next.map(to_day)),
        entries: Set(row.projection.entries),
        erasable_day: Set(row.projection.erasable.map(to_day)),
    }
}
