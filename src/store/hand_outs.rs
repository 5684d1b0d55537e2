//! Capsules lying at an office's desk, dummies among them. A row never says which it is but to this server.

use daylight_domain::{ConcernId, Date, Digest, OfficeId};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, Condition, EntityTrait as _, PaginatorTrait as _, QueryFilter as _,
    QueryOrder as _,
};

use super::entity::hand_out::{ActiveModel, Column, Entity, Model};
use super::values::{array, from_day, to_day};
use super::{Db, StoreError, Tx, add};

/// One capsule at one desk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandOut {
    /// Random; the list is kept in its order, so that it tells nothing.
    pub id: [u8; 16],
    /// Whose desk.
    pub office: OfficeId,
    /// The day it was handed out.
    pub day: Date,
    /// Since when the stage holds the concern (for a dummy: as if).
    pub arrived: Date,
    /// Digest of the sealed capsule.
    pub capsule: Digest,
    /// The concern; none for a dummy made here.
    pub concern: Option<ConcernId>,
    /// When a dummy leaves the desk.
    pub expires: Option<Date>,
}

impl TryFrom<Model> for HandOut {
    type Error = StoreError;
    fn try_from(row: Model) -> Result<Self, StoreError> {
        Ok(Self {
            id: array(&row.id, "hand_out", "id")?,
            office: row.office.try_into().map_err(|_| StoreError::Corrupt {
                table: "hand_out",
                column: "office",
            })?,
            day: from_day(row.day, "hand_out", "day")?,
            arrived: from_day(row.arrived, "hand_out", "arrived")?,
            capsule: Digest(array(&row.capsule, "hand_out", "capsule")?),
            concern: row
                .concern
                .map(|id| array(&id, "hand_out", "concern").map(ConcernId))
                .transpose()?,
            expires: row
                .expires_day
                .map(|day| from_day(day, "hand_out", "expires_day"))
                .transpose()?,
        })
    }
}

/// Puts capsules on desks.
pub async fn insert(tx: &Tx, rows: &[HandOut]) -> Result<(), StoreError> {
    for chunk in rows.chunks(500) {
        let models = chunk.iter().map(|row| ActiveModel {
            id: Set(row.id.to_vec()),
            office: Set(row.office.to_string()),
            day: Set(to_day(row.day)),
            arrived: Set(to_day(row.arrived)),
            capsule: Set(row.capsule.0.to_vec()),
            concern: Set(row.concern.map(|id| id.0.to_vec())),
            expires_day: Set(row.expires.map(to_day)),
        });
        add(tx, models).await?;
    }
    Ok(())
}

/// What lies on an office's desk, in the order of its random ids.
pub async fn of_office(db: &impl Db, office: &OfficeId) -> Result<Vec<HandOut>, StoreError> {
    Entity::find()
        .filter(Column::Office.eq(office.as_str()))
        .order_by_asc(Column::Id)
        .all(db.conn())
        .await?
        .into_iter()
        .map(HandOut::try_from)
        .collect()
}

/// Where the capsules of some concerns lie.
pub async fn of_concerns(db: &impl Db, concerns: &[ConcernId]) -> Result<Vec<HandOut>, StoreError> {
    let mut found = Vec::new();
    for chunk in concerns.chunks(500) {
        let models = Entity::find()
            .filter(Column::Concern.is_in(chunk.iter().map(|id| id.0.to_vec())))
            .all(db.conn())
            .await?;
        for row in models {
            found.push(HandOut::try_from(row)?);
        }
    }
    Ok(found)
}

/// How many capsules an office was handed on a day.
pub async fn count_of_day(db: &impl Db, office: &OfficeId, day: Date) -> Result<u64, StoreError> {
    Ok(Entity::find()
        .filter(Column::Office.eq(office.as_str()))
        .filter(Column::Day.eq(to_day(day)))
        .count(db.conn())
        .await?)
}

/// Takes capsules off desks.
pub async fn withdraw(tx: &Tx, ids: &[[u8; 16]]) -> Result<(), StoreError> {
    for chunk in ids.chunks(500) {
        Entity::delete_many()
            .filter(Column::Id.is_in(chunk.iter().map(|id| id.to_vec())))
            .exec(tx.conn())
            .await?;
    }
    Ok(())
}

/// Takes a concern's capsules off every desk: its content is erased.
pub async fn delete_of(tx: &Tx, concern: ConcernId) -> Result<(), StoreError> {
    Entity::delete_many()
        .filter(Column::Concern.eq(concern.0.to_vec()))
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// Takes dummies off the desks whose time is over, and says which capsules they were.
pub async fn expire(tx: &Tx, today: Date) -> Result<Vec<Digest>, StoreError> {
    let over = Condition::all()
        .add(Column::Concern.is_null())
        .add(Column::ExpiresDay.lte(to_day(today)));
    let gone = Entity::find()
        .filter(over.clone())
        .all(tx.conn())
        .await?
        .iter()
        .map(|row| array(&row.capsule, "hand_out", "capsule").map(Digest))
        .collect::<Result<Vec<_>, _>>()?;
    Entity::delete_many().filter(over).exec(tx.conn()).await?;
    Ok(gone)
}
