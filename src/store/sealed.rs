//! What a reporter sealed and signed: the manifest, and all its parts as one value, because they come together, go
//! together, and one row costs the disk a third of what a row for each part does.

use std::collections::BTreeMap;

use daylight_domain::{ConcernId, Digest};
use sea_orm::{ActiveValue::Set, ColumnTrait as _, EntityTrait as _, QueryFilter as _, QuerySelect as _};

use super::entity::sealed::{ActiveModel, Column, Entity, Model};
use super::parts::Part;
use super::values::{array, key_of, keys_of};
use super::{Db, StoreError, Tx, add};

/// Rows read at once: their parts are long.
const AT_ONCE: usize = 50;

/// What came with a concern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SealedRow {
    /// Whose.
    pub concern: ConcernId,
    /// The signed manifest's bytes.
    pub manifest: Vec<u8>,
    /// About, account and capsules, in the manifest's order; those without bytes lie among the blobs.
    pub parts: Vec<Part>,
}

/// Adds what came with concerns; [`StoreError::Duplicate`] if one is there already.
pub async fn insert(tx: &Tx, rows: &[&SealedRow]) -> Result<(), StoreError> {
    let models = rows.iter().map(|row| ActiveModel {
        key: Set(key_of(&row.concern.0)),
        concern: Set(row.concern.0.to_vec()),
        manifest: Set(row.manifest.clone()),
        parts: Set(pack(&row.parts)),
    });
    add(tx, models).await?;
    Ok(())
}

/// The manifest of a concern.
pub async fn manifest(db: &impl Db, concern: ConcernId) -> Result<Vec<u8>, StoreError> {
    let found = manifests(db, &[concern]).await?.remove(&concern);
    found.ok_or(StoreError::NotFound("manifest"))
}

/// The manifests of several concerns.
pub async fn manifests(
    db: &impl Db,
    concerns: &[ConcernId],
) -> Result<BTreeMap<ConcernId, Vec<u8>>, StoreError> {
    let mut found = BTreeMap::new();
    for chunk in concerns.chunks(500) {
        let rows: Vec<(Vec<u8>, Vec<u8>)> = Entity::find()
            .select_only()
            .columns([Column::Concern, Column::Manifest])
            .filter(Column::Key.is_in(keys_of(chunk.iter().map(|id| &id.0))))
            .into_tuple()
            .all(db.conn())
            .await?;
        for (id, manifest) in rows {
            found.insert(ConcernId(array(&id, "sealed", "concern")?), manifest);
        }
    }
    Ok(found)
}

/// All manifests, for a check of the whole ledger.
pub async fn all_manifests(db: &impl Db) -> Result<Vec<Vec<u8>>, StoreError> {
    Ok(Entity::find()
        .select_only()
        .column(Column::Manifest)
        .into_tuple()
        .all(db.conn())
        .await?)
}

/// All that came with a concern; none if nothing is kept of it any more.
pub async fn find(db: &impl Db, concern: ConcernId) -> Result<Option<SealedRow>, StoreError> {
    let row = Entity::find_by_id(key_of(&concern.0)).one(db.conn()).await?;
    let row = row.filter(|row| row.concern == concern.0);
    let read = |row: Model| {
        Ok(SealedRow {
            concern,
            manifest: row.manifest,
            parts: unpacked(&row.parts)?,
        })
    };
    row.map(read).transpose()
}

/// The parts of a concern; none if nothing is kept of it any more.
pub async fn parts(db: &impl Db, concern: ConcernId) -> Result<Vec<Part>, StoreError> {
    let found = parts_of(db, &[concern]).await?.remove(&concern);
    Ok(found.unwrap_or_default())
}

/// The parts of several concerns.
pub async fn parts_of(
    db: &impl Db,
    concerns: &[ConcernId],
) -> Result<BTreeMap<ConcernId, Vec<Part>>, StoreError> {
    let mut found = BTreeMap::new();
    for chunk in concerns.chunks(AT_ONCE) {
        let rows: Vec<(Vec<u8>, Vec<u8>)> = Entity::find()
            .select_only()
            .columns([Column::Concern, Column::Parts])
            .filter(Column::Key.is_in(keys_of(chunk.iter().map(|id| &id.0))))
            .into_tuple()
            .all(db.conn())
            .await?;
        for (id, parts) in rows {
            found.insert(ConcernId(array(&id, "sealed", "concern")?), unpacked(&parts)?);
        }
    }
    Ok(found)
}

/// Removes what came with a concern: its content is erased.
pub async fn delete(tx: &Tx, concern: ConcernId) -> Result<(), StoreError> {
    Entity::delete_by_id(key_of(&concern.0))
        .filter(Column::Concern.eq(concern.0.to_vec()))
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// Each part is its digest, its length in four bytes, and its bytes.
fn pack(parts: &[Part]) -> Vec<u8> {
    let mut packed = Vec::new();
    for part in parts {
        packed.extend_from_slice(&part.digest.0);
        packed.extend_from_slice(&u32::try_from(part.bytes.len()).unwrap_or(u32::MAX).to_be_bytes());
        packed.extend_from_slice(&part.bytes);
    }
    packed
}

fn unpacked(parts: &[u8]) -> Result<Vec<Part>, StoreError> {
    unpack(parts).ok_or(StoreError::Corrupt {
        table: "sealed",
        column: "parts",
    })
}

fn unpack(mut packed: &[u8]) -> Option<Vec<Part>> {
    let mut parts = Vec::new();
    while !packed.is_empty() {
        let (digest, rest) = packed.split_first_chunk()?;
        let (length, rest) = rest.split_first_chunk()?;
        let (bytes, rest) = rest.split_at_checked(usize::try_from(u32::from_be_bytes(*length)).ok()?)?;
        parts.push(Part {
            digest: Digest(*digest),
            bytes: bytes.to_vec(),
        });
        packed = rest;
    }
    Some(parts)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn parts_come_back_as_they_were_and_a_cut_row_is_noticed(
            parts in prop::collection::vec((any::<[u8; 32]>(), prop::collection::vec(any::<u8>(), 0..40)), 1..6),
            cut in 1_usize..36,
        ) {
            let parts: Vec<Part> =
                parts.into_iter().map(|(digest, bytes)| Part { digest: Digest(digest), bytes }).collect();
            let packed = pack(&parts);
            prop_assert_eq!(unpack(&packed), Some(parts.clone()));
            let shorter = unpack(&packed[..packed.len().saturating_sub(cut)]);
            prop_assert!(shorter.is_none_or(|fewer| fewer.len() < parts.len()));
        }
    }
}
