//! Uploads that are going on: whose, how long they will be, and since which day. How much has come, the files know.

use daylight_domain::{ConcernId, Date};
use sea_orm::{ActiveValue::Set, ColumnTrait as _, EntityTrait as _, QueryFilter as _};

use super::entity::upload::{ActiveModel, Column, Entity, Model};
use super::values::{array, to_day};
use super::{Db, StoreError, Tx, add};

/// One upload.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UploadRow {
    /// Random; whoever knows it may go on with it.
    pub id: [u8; 16],
    /// To which concern it belongs.
    pub concern: ConcernId,
    /// How many sealed bytes it will have.
    pub size: u64,
}

impl TryFrom<Model> for UploadRow {
    type Error = StoreError;
    fn try_from(row: Model) -> Result<Self, StoreError> {
        Ok(Self {
            id: array(&row.id, "upload", "id")?,
            concern: ConcernId(array(&row.concern, "upload", "concern")?),
            size: u64::try_from(row.size).map_err(|_| StoreError::Corrupt {
                table: "upload",
                column: "size",
            })?,
        })
    }
}

fn rows(models: Vec<Model>) -> Result<Vec<UploadRow>, StoreError> {
    models.into_iter().map(UploadRow::try_from).collect()
}

/// Begins an upload.
pub async fn insert(tx: &Tx, row: &UploadRow, day: Date) -> Result<(), StoreError> {
    let model = ActiveModel {
        id: Set(row.id.to_vec()),
        concern: Set(row.concern.0.to_vec()),
        size: Set(i64::try_from(row.size).unwrap_or(i64::MAX)),
        day: Set(to_day(day)),
    };
    add(tx, [model]).await
}

/// An upload by its id.
pub async fn find(db: &impl Db, id: [u8; 16]) -> Result<Option<UploadRow>, StoreError> {
    Entity::find_by_id(id.to_vec())
        .one(db.conn())
        .await?
        .map(UploadRow::try_from)
        .transpose()
}

/// The uploads of a concern.
pub async fn of_concern(db: &impl Db, concern: ConcernId) -> Result<Vec<UploadRow>, StoreError> {
    let its = Entity::find().filter(Column::Concern.eq(concern.0.to_vec()));
    rows(its.all(db.conn()).await?)
}

/// Uploads that were begun before a day.
pub async fn begun_before(db: &impl Db, day: Date) -> Result<Vec<UploadRow>, StoreError> {
    let old = Entity::find().filter(Column::Day.lt(to_day(day)));
    rows(old.all(db.conn()).await?)
}

/// Ends an upload.
pub async fn delete(tx: &Tx, id: [u8; 16]) -> Result<(), StoreError> {
    Entity::delete_by_id(id.to_vec()).exec(tx.conn()).await?;
    Ok(())
}

/// Ends every upload of a concern: its content is erased.
pub async fn delete_of(tx: &Tx, concern: ConcernId) -> Result<(), StoreError> {
    Entity::delete_many()
        .filter(Column::Concern.eq(concern.0.to_vec()))
        .exec(tx.conn())
        .await?;
    Ok(())
}
