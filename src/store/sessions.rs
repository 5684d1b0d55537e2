//! Signed-in sessions of persons; reporters have none.

use daylight_domain::PersonId;
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue::Set, ColumnTrait as _, EntityTrait as _, QueryFilter as _};

use super::entity::session::{ActiveModel, Column, Entity};
use super::values::array;
use super::{Db, StoreError, Tx, add};

/// Begins a session under the hash of its token. [`StoreError::Duplicate`] if a challenge is answered twice.
pub async fn insert(tx: &Tx, id: [u8; 32], person: PersonId, expires_ms: i64) -> Result<(), StoreError> {
    let model = ActiveModel {
        id: Set(id.to_vec()),
        person: Set(person.0.to_vec()),
        expires_ms: Set(expires_ms),
    };
    add(tx, [model]).await?;
    Ok(())
}

/// Whose session it is, if it has not expired.
pub async fn find(db: &impl Db, id: [u8; 32], now_ms: i64) -> Result<Option<(PersonId, i64)>, StoreError> {
    let row = Entity::find_by_id(id.to_vec())
        .filter(Column::ExpiresMs.gt(now_ms))
        .one(db.conn())
        .await?;
    row.map(|row| Ok((PersonId(array(&row.person, "session", "person")?), row.expires_ms)))
        .transpose()
}

/// Moves a session's end.
pub async fn extend(tx: &Tx, id: [u8; 32], expires_ms: i64) -> Result<(), StoreError> {
    Entity::update_many()
        .col_expr(Column::ExpiresMs, Expr::value(expires_ms))
        .filter(Column::Id.eq(id.to_vec()))
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// Forgets sessions that ended before `now_ms`.
pub async fn forget_expired(tx: &Tx, now_ms: i64) -> Result<(), StoreError> {
    Entity::delete_many()
        .filter(Column::ExpiresMs.lte(now_ms))
        .exec(tx.conn())
        .await?;
    Ok(())
}
