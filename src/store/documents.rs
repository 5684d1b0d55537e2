//! Public texts by digest: policies and the recipients of offices.

use daylight_domain::Digest;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, EntityTrait as _};

use super::entity::document::{ActiveModel, Column, Entity};
use super::values::array;
use super::{Db, StoreError, Tx};

/// Keeps a text under its SHA-256; the caller has computed it. Keeping the same text twice is no error.
pub async fn put(tx: &Tx, digest: Digest, body: &str) -> Result<(), StoreError> {
    Entity::insert(ActiveModel {
        digest: Set(digest.0.to_vec()),
        body: Set(body.to_owned()),
    })
    .on_conflict(
        OnConflict::column(Column::Digest)
            .update_column(Column::Body)
            .to_owned(),
    )
    .exec_without_returning(tx.conn())
    .await?;
    Ok(())
}

/// Every text.
pub async fn all(db: &impl Db) -> Result<Vec<(Digest, String)>, StoreError> {
    let rows = Entity::find().all(db.conn()).await?;
    rows.into_iter()
        .map(|row| Ok((Digest(array(&row.digest, "document", "digest")?), row.body)))
        .collect()
}
