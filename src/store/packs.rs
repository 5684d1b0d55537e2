//! What the calendar made of the record: packs, statements and released figures, by the digest that the record names.

use std::collections::BTreeSet;

use daylight_domain::{Date, Digest};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
};

use super::entity::pack::{ActiveModel, Column, Entity, Model};
use super::values::{array, from_day, to_day};
use super::{Db, StoreError, Tx, add};

/// One of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackRow {
    /// SHA-256 of the body.
    pub digest: Digest,
    /// What it is.
    pub kind: String,
    /// The period, or the day of the meeting; one of a kind has it.
    pub name: String,
    /// The day it was made.
    pub day: Date,
    /// JSON.
    pub body: String,
}

impl TryFrom<Model> for PackRow {
    type Error = StoreError;
    fn try_from(row: Model) -> Result<Self, StoreError> {
        Ok(Self {
            digest: Digest(array(&row.digest, "pack", "digest")?),
            kind: row.kind,
            name: row.name,
            day: from_day(row.day, "pack", "day")?,
            body: row.body,
        })
    }
}

/// Adds one.
pub async fn insert(tx: &Tx, row: &PackRow) -> Result<(), StoreError> {
    let model = ActiveModel {
        digest: Set(row.digest.0.to_vec()),
        kind: Set(row.kind.clone()),
        name: Set(row.name.clone()),
        day: Set(to_day(row.day)),
        body: Set(row.body.clone()),
    };
    add(tx, [model]).await
}

/// One by its digest.
pub async fn find(db: &impl Db, digest: Digest) -> Result<Option<PackRow>, StoreError> {
    let row = Entity::find_by_id(digest.0.to_vec()).one(db.conn()).await?;
    row.map(PackRow::try_from).transpose()
}

/// The names of all of a kind.
pub async fn names(db: &impl Db, kind: &str) -> Result<BTreeSet<String>, StoreError> {
    let names: Vec<String> = Entity::find()
        .select_only()
        .column(Column::Name)
        .filter(Column::Kind.eq(kind))
        .into_tuple()
        .all(db.conn())
        .await?;
    Ok(names.into_iter().collect())
}

/// All of a kind, oldest first.
pub async fn of_kind(db: &impl Db, kind: &str) -> Result<Vec<PackRow>, StoreError> {
    let rows = Entity::find()
        .filter(Column::Kind.eq(kind))
        .order_by_asc(Column::Day)
        .order_by_asc(Column::Name)
        .all(db.conn())
        .await?;
    rows.into_iter().map(PackRow::try_from).collect()
}
