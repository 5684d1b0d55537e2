//! What the ledger must not hold of persons, and the sealed identities of offices.

use daylight_domain::{Digest, PersonId};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ColumnTrait as _, EntityTrait as _, QueryFilter as _};

use super::entity::{office_secret, person};
use super::values::array;
use super::{Db, StoreError, Tx, add};

/// A person's name, address and recipient.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonRow {
    /// From their key.
    pub id: PersonId,
    /// As shown to colleagues and, for holders, to reporters.
    pub name: String,
    /// Where their mail goes.
    pub address: String,
    /// Their own age recipient, `age1pq1…`.
    pub recipient: String,
}

/// Adds or replaces a person's row.
pub async fn put(tx: &Tx, row: &PersonRow) -> Result<(), StoreError> {
    let model = person::ActiveModel {
        id: Set(row.id.0.to_vec()),
        name: Set(row.name.clone()),
        address: Set(row.address.clone()),
        recipient: Set(row.recipient.clone()),
    };
    let columns = [
        person::Column::Name,
        person::Column::Address,
        person::Column::Recipient,
    ];
    person::Entity::insert(model)
        .on_conflict(
            OnConflict::column(person::Column::Id)
                .update_columns(columns)
                .to_owned(),
        )
        .exec_without_returning(tx.conn())
        .await?;
    Ok(())
}

/// Everybody.
pub async fn all(db: &impl Db) -> Result<Vec<PersonRow>, StoreError> {
    person::Entity::find()
        .all(db.conn())
        .await?
        .into_iter()
        .map(|row| {
            Ok(PersonRow {
                id: PersonId(array(&row.id, "person", "id")?),
                name: row.name,
                address: row.address,
                recipient: row.recipient,
            })
        })
        .collect()
}

/// Keeps an office's identity, sealed to one holder.
pub async fn put_office_secret(
    tx: &Tx,
    recipient: Digest,
    to: PersonId,
    sealed: Vec<u8>,
) -> Result<(), StoreError> {
    let model = office_secret::ActiveModel {
        recipient: Set(recipient.0.to_vec()),
        person: Set(to.0.to_vec()),
        bytes: Set(sealed),
    };
    add(tx, [model]).await?;
    Ok(())
}

/// The office identities sealed to a person: digest of the office's recipient, and the sealed identity.
pub async fn office_secrets(db: &impl Db, of: PersonId) -> Result<Vec<(Digest, Vec<u8>)>, StoreError> {
    office_secret::Entity::find()
        .filter(office_secret::Column::Person.eq(of.0.to_vec()))
        .all(db.conn())
        .await?
        .into_iter()
        .map(|row| {
            Ok((
                Digest(array(&row.recipient, "office_secret", "recipient")?),
                row.bytes,
            ))
        })
        .collect()
}
