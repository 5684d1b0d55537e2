//! Sealed bytes, by the digest that a manifest or an entry names.

use daylight_domain::{ConcernId, Digest};
use sea_orm::{ActiveValue::Set, ColumnTrait as _, EntityTrait as _, QueryFilter as _, QuerySelect as _};

use super::entity::part::{ActiveModel, Column, Entity, Model};
use super::values::array;
use super::{Db, StoreError, Tx};

/// What a sealed part is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartName {
    /// Who and where.
    About,
    /// All the rest.
    Account,
    /// The case key sealed to one office, or a dummy.
    Capsule,
    /// Words that an entry names.
    Item,
}

impl PartName {
    fn as_str(self) -> &'static str {
        match self {
            Self::About => "about",
            Self::Account => "account",
            Self::Capsule => "capsule",
            Self::Item => "item",
        }
    }
}

/// A sealed part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartRow {
    /// SHA-256 of the bytes.
    pub digest: Digest,
    /// Its concern; none for a dummy capsule made here.
    pub concern: Option<ConcernId>,
    /// What it is.
    pub name: PartName,
    /// An age file; empty when it lies among the blobs.
    pub bytes: Vec<u8>,
}

impl TryFrom<Model> for PartRow {
    type Error = StoreError;
    fn try_from(row: Model) -> Result<Self, StoreError> {
        let name = match row.name.as_str() {
            "about" => PartName::About,
            "account" => PartName::Account,
            "capsule" => PartName::Capsule,
            "item" => PartName::Item,
            _ => {
                return Err(StoreError::Corrupt {
                    table: "part",
                    column: "name",
                });
            }
        };
        Ok(Self {
            digest: Digest(array(&row.digest, "part", "digest")?),
            concern: row
                .concern
                .map(|id| array(&id, "part", "concern").map(ConcernId))
                .transpose()?,
            name,
            bytes: row.bytes,
        })
    }
}

/// Adds parts; [`StoreError::Duplicate`] if one is there already.
pub async fn insert(tx: &Tx, parts: Vec<PartRow>) -> Result<(), StoreError> {
    if parts.is_empty() {
        return Ok(());
    }
    let models = parts.into_iter().map(|part| ActiveModel {
        digest: Set(part.digest.0.to_vec()),
        concern: Set(part.concern.map(|id| id.0.to_vec())),
        name: Set(part.name.as_str().to_owned()),
        bytes: Set(part.bytes),
    });
    Entity::insert_many(models)
        .exec_without_returning(tx.conn())
        .await?;
    Ok(())
}

/// A part by its digest.
pub async fn find(db: &impl Db, digest: Digest) -> Result<Option<PartRow>, StoreError> {
    Entity::find_by_id(digest.0.to_vec())
        .one(db.conn())
        .await?
        .map(PartRow::try_from)
        .transpose()
}

/// The parts of a concern with one of these digests.
pub async fn of_concern(
    db: &impl Db,
    concern: ConcernId,
    digests: &[Digest],
) -> Result<Vec<PartRow>, StoreError> {
    Entity::find()
        .filter(Column::Concern.eq(concern.0.to_vec()))
        .filter(Column::Digest.is_in(digests.iter().map(|digest| digest.0.to_vec())))
        .all(db.conn())
        .await?
        .into_iter()
        .map(PartRow::try_from)
        .collect()
}

/// The digests of everything kept of a concern.
pub async fn digests_of(db: &impl Db, concern: ConcernId) -> Result<Vec<Digest>, StoreError> {
    let found: Vec<Vec<u8>> = Entity::find()
        .select_only()
        .column(Column::Digest)
        .filter(Column::Concern.eq(concern.0.to_vec()))
        .into_tuple()
        .all(db.conn())
        .await?;
    found
        .iter()
        .map(|digest| array(digest, "part", "digest").map(Digest))
        .collect()
}

/// Parts whose bytes lie among the blobs.
pub async fn on_disk(db: &impl Db) -> Result<Vec<PartRow>, StoreError> {
    Entity::find()
        .filter(Column::Bytes.eq(Vec::<u8>::new()))
        .all(db.conn())
        .await?
        .into_iter()
        .map(PartRow::try_from)
        .collect()
}

/// Removes dummy capsules that no desk holds any more.
pub async fn delete(tx: &Tx, digests: &[Digest]) -> Result<(), StoreError> {
    for chunk in digests.chunks(500) {
        Entity::delete_many()
            .filter(Column::Concern.is_null())
            .filter(Column::Digest.is_in(chunk.iter().map(|digest| digest.0.to_vec())))
            .exec(tx.conn())
            .await?;
    }
    Ok(())
}
