//! Key files that lie here sealed to a passkey: this program cannot open them.

use daylight_domain::PersonId;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, EntityTrait as _};

use super::entity::passkey::{ActiveModel, Column, Entity};
use super::{Db, StoreError, Tx};

/// Keeps a person's, in the place of one that was there.
pub async fn put(tx: &Tx, person: PersonId, bytes: Vec<u8>) -> Result<(), StoreError> {
    let model = ActiveModel {
        person: Set(person.0.to_vec()),
        bytes: Set(bytes),
    };
    let again = OnConflict::column(Column::Person)
        .update_column(Column::Bytes)
        .to_owned();
    Entity::insert(model)
        .on_conflict(again)
        .exec_without_returning(tx.conn())
        .await?;
    Ok(())
}

/// A person's.
pub async fn find(db: &impl Db, person: PersonId) -> Result<Option<Vec<u8>>, StoreError> {
    let row = Entity::find_by_id(person.0.to_vec()).one(db.conn()).await?;
    Ok(row.map(|row| row.bytes))
}

/// Forgets a person's, if there is one.
pub async fn delete(tx: &Tx, person: PersonId) -> Result<(), StoreError> {
    Entity::delete_by_id(person.0.to_vec()).exec(tx.conn()).await?;
    Ok(())
}
