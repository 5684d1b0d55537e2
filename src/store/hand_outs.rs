//! Capsules lying at an office's desk, dummies among them. A row never says which it is but to this server.
//!
//! The capsule's bytes lie in the row while it is on the desk. Of a closed concern the row stays without them, put away:
//! a desk costs what lies on it, not what ever did.

use daylight_domain::{ConcernId, Date, Digest, OfficeId};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, EntityTrait as _, FromQueryResult, PaginatorTrait as _,
    QueryFilter as _, QuerySelect as _,
};

use super::desks::Listed;
use super::entity::hand_out::{ActiveModel, Column, Entity};
use super::values::{array, from_day, key_of, keys_of, to_day};
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
    /// What a list of opened concerns is ordered and chosen by; none as long as nobody of the office has opened it.
    pub listed: Option<Listed>,
    /// What the calendar says, as it is kept to be sealed for whoever opens the capsule; none of a dummy.
    pub note: Option<Vec<u8>>,
}

/// A row without the capsule's bytes, and whether they are there.
#[derive(FromQueryResult)]
struct Row {
    id: Vec<u8>,
    office: String,
    day: i32,
    arrived: i32,
    capsule: Vec<u8>,
    concern: Option<Vec<u8>>,
    expires_day: Option<i32>,
    opened: bool,
    first_due: i32,
    marks: i32,
    shown: Option<String>,
    note: Option<Vec<u8>>,
    on_desk: bool,
}

impl TryFrom<Row> for HandOut {
    type Error = StoreError;
    fn try_from(row: Row) -> Result<Self, StoreError> {
        Ok(Self {
            id: array(&row.id, "hand_out", "id")?,
            office: office_of(row.office)?,
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
            listed: row
                .opened
                .then(|| Listed::of(row.first_due, row.marks, row.shown.as_deref()))
                .transpose()?,
            note: row.note,
        })
    }
}

pub(super) fn office_of(office: String) -> Result<OfficeId, StoreError> {
    office.try_into().map_err(|_| StoreError::Corrupt {
        table: "hand_out",
        column: "office",
    })
}

/// Puts capsules on desks.
pub async fn insert(tx: &Tx, rows: Vec<(HandOut, Vec<u8>)>) -> Result<(), StoreError> {
    let mut models = rows.into_iter().map(|(row, bytes)| {
        let (opened, first_due, marks, shown) = Listed::columns(row.listed.as_ref());
        ActiveModel {
            key: Set(key_of(&row.id)),
            id: Set(row.id.to_vec()),
            office: Set(row.office.to_string()),
            day: Set(to_day(row.day)),
            arrived: Set(to_day(row.arrived)),
            capsule: Set(row.capsule.0.to_vec()),
            concern: Set(row.concern.map(|id| id.0.to_vec())),
            expires_day: Set(row.expires.map(to_day)),
            bytes: Set(Some(bytes)),
            opened: Set(opened),
            first_due: Set(first_due),
            marks: Set(marks),
            shown: Set(shown),
            note: Set(row.note),
        }
    });
    loop {
        let chunk: Vec<ActiveModel> = models.by_ref().take(500).collect();
        if chunk.is_empty() {
            return Ok(());
        }
        add(tx, chunk).await?;
    }
}

/// Where the capsules of some concerns lie, and whether each is on the desk or put away.
pub async fn of_concerns(db: &impl Db, concerns: &[ConcernId]) -> Result<Vec<(HandOut, bool)>, StoreError> {
    let mut found = Vec::new();
    for chunk in concerns.chunks(500) {
        let rows = Entity::find()
            .select_only()
            .columns([
                Column::Id,
                Column::Office,
                Column::Day,
                Column::Arrived,
                Column::Capsule,
                Column::Concern,
                Column::ExpiresDay,
                Column::Opened,
                Column::FirstDue,
                Column::Marks,
                Column::Shown,
                Column::Note,
            ])
            .column_as(Column::Bytes.is_not_null(), "on_desk")
            .filter(Column::Concern.is_in(chunk.iter().map(|id| id.0.to_vec())))
            .into_model::<Row>()
            .all(db.conn())
            .await?;
        for row in rows {
            let on_desk = row.on_desk;
            found.push((HandOut::try_from(row)?, on_desk));
        }
    }
    Ok(found)
}

/// Puts capsules of closed concerns away from the desk.
pub async fn put_away(tx: &Tx, ids: &[[u8; 16]]) -> Result<(), StoreError> {
    for chunk in ids.chunks(500) {
        Entity::update_many()
            .col_expr(Column::Bytes, Expr::value(Option::<Vec<u8>>::None))
            .filter(Column::Key.is_in(keys_of(chunk)))
            .exec(tx.conn())
            .await?;
    }
    Ok(())
}

/// Puts a capsule back on the desk it was put away from.
pub async fn bring_back(tx: &Tx, id: [u8; 16], bytes: Vec<u8>) -> Result<(), StoreError> {
    Entity::update_many()
        .col_expr(Column::Bytes, Expr::value(Some(bytes)))
        .filter(Column::Key.eq(key_of(&id)))
        .exec(tx.conn())
        .await?;
    Ok(())
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
            .filter(Column::Key.is_in(keys_of(chunk)))
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

/// Takes dummies off the desks whose time is over.
pub async fn expire(tx: &Tx, today: Date) -> Result<(), StoreError> {
    Entity::delete_many()
        .filter(Column::Concern.is_null())
        .filter(Column::ExpiresDay.lte(to_day(today)))
        .exec(tx.conn())
        .await?;
    Ok(())
}
