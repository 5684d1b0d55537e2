//! Sealed bytes that came after the concern, by the digest that an entry names.

use daylight_domain::{ConcernId, Digest};
use sea_orm::{ActiveValue::Set, ColumnTrait as _, EntityTrait as _, QueryFilter as _};

use super::entity::part::{ActiveModel, Column, Entity, Model};
use super::values::{array, key_of, keys_of};
use super::{Db, StoreError, Tx, add};

/// A sealed part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// SHA-256 of the bytes.
    pub digest: Digest,
    /// An age file; empty when it lies among the blobs.
    pub bytes: Vec<u8>,
}

impl TryFrom<Model> for Part {
    type Error = StoreError;
    fn try_from(row: Model) -> Result<Self, StoreError> {
        Ok(Self {
            digest: Digest(array(&row.digest, "part", "digest")?),
            bytes: row.bytes,
        })
    }
}

fn all(models: Vec<Model>) -> Result<Vec<Part>, StoreError> {
    models.into_iter().map(Part::try_from).collect()
}

/// Adds parts of a concern; [`StoreError::Duplicate`] if one is there already.
pub async fn insert(tx: &Tx, concern: ConcernId, parts: Vec<Part>) -> Result<(), StoreError> {
    if parts.is_empty() {
        return Ok(());
    }
    let models = parts.into_iter().map(|part| ActiveModel {
        key: Set(key_of(&part.digest.0)),
        digest: Set(part.digest.0.to_vec()),
        concern: Set(Some(concern.0.to_vec())),
        bytes: Set(part.bytes),
    });
    add(tx, models).await?;
    Ok(())
}

/// The parts of a concern with one of these digests.
pub async fn of_concern(
    db: &impl Db,
    concern: ConcernId,
    digests: &[Digest],
) -> Result<Vec<Part>, StoreError> {
    if digests.is_empty() {
        return Ok(Vec::new());
    }
    let found = Entity::find()
        .filter(Column::Concern.eq(concern.0.to_vec()))
        .filter(Column::Key.is_in(keys(digests)));
    Ok(of(digests, all(found.all(db.conn()).await?)?))
}

/// The parts with one of these digests, whosever they are.
pub async fn with(db: &impl Db, digests: &[Digest]) -> Result<Vec<Part>, StoreError> {
    let found = Entity::find().filter(Column::Key.is_in(keys(digests)));
    Ok(of(digests, all(found.all(db.conn()).await?)?))
}

fn keys(digests: &[Digest]) -> impl Iterator<Item = i64> {
    keys_of(digests.iter().map(|digest| &digest.0))
}

fn of(digests: &[Digest], mut found: Vec<Part>) -> Vec<Part> {
    found.retain(|part| digests.contains(&part.digest));
    found
}

/// Everything that came after a concern.
pub async fn all_of(db: &impl Db, concern: ConcernId) -> Result<Vec<Part>, StoreError> {
    all(Entity::find()
        .filter(Column::Concern.eq(concern.0.to_vec()))
        .all(db.conn())
        .await?)
}

/// Removes everything that came after a concern: its content is erased.
pub async fn delete_of(tx: &Tx, concern: ConcernId) -> Result<(), StoreError> {
    Entity::delete_many()
        .filter(Column::Concern.eq(concern.0.to_vec()))
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// Removes the rows of parts that lay among the blobs and were never named.
pub async fn delete_unnamed(tx: &Tx, digests: &[Digest]) -> Result<(), StoreError> {
    Entity::delete_many()
        .filter(Column::Key.is_in(keys(digests)))
        .exec(tx.conn())
        .await?;
    Ok(())
}
