//! Whose each blob is. A blob is claimed before it is written, and loose until an entry or a manifest names it: what
//! stays loose can be found and removed. It has one owner, so that what goes with one concern is missed by no other.

use daylight_domain::{ConcernId, Date, Digest};
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _,
    QueryOrder as _, QuerySelect as _,
};

use super::entity::blob::{ActiveModel, Column, Entity};
use super::values::{array, to_day};
use super::{Db, StoreError, Tx};

/// Long ago: whatever waits since then is removed at once.
const LONG_AGO: i32 = 0;

fn keys(digests: &[Digest]) -> impl Iterator<Item = Vec<u8>> {
    digests.iter().map(|digest| digest.0.to_vec())
}

/// Says that blobs of a concern are about to be written; those that are not named yet are loose since today.
/// [`StoreError::Duplicate`] if one of them is another concern's.
pub async fn claim(tx: &Tx, concern: ConcernId, digests: &[Digest], today: Date) -> Result<(), StoreError> {
    own(tx, concern, digests, to_day(today)).await?;
    let others = Entity::find()
        .filter(Column::Digest.is_in(keys(digests)))
        .filter(Column::Concern.ne(concern.0.to_vec()))
        .count(tx.conn())
        .await?;
    if others > 0 {
        return Err(StoreError::Duplicate);
    }
    Entity::update_many()
        .col_expr(Column::LooseDay, Expr::value(to_day(today)))
        .filter(Column::Digest.is_in(keys(digests)))
        .filter(Column::LooseDay.is_not_null())
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// In the transaction that names them: they are loose no longer. [`StoreError::Conflict`] if one was removed meanwhile.
pub async fn name(tx: &Tx, concern: ConcernId, digests: &[Digest]) -> Result<(), StoreError> {
    if digests.is_empty() {
        return Ok(());
    }
    let named = Entity::update_many()
        .col_expr(Column::LooseDay, Expr::value(None::<i32>))
        .filter(Column::Digest.is_in(keys(digests)))
        .filter(Column::Concern.eq(concern.0.to_vec()))
        .exec(tx.conn())
        .await?;
    if usize::try_from(named.rows_affected) == Ok(digests.len()) {
        Ok(())
    } else {
        Err(StoreError::Conflict)
    }
}

/// Lets go of every blob of a concern, with those that lie there from before blobs were claimed.
pub async fn let_go(tx: &Tx, concern: ConcernId, unclaimed: &[Digest]) -> Result<(), StoreError> {
    for chunk in unclaimed.chunks(500) {
        own(tx, concern, chunk, LONG_AGO).await?;
    }
    Entity::update_many()
        .col_expr(Column::LooseDay, Expr::value(LONG_AGO))
        .filter(Column::Concern.eq(concern.0.to_vec()))
        .exec(tx.conn())
        .await?;
    Ok(())
}

async fn own(tx: &Tx, concern: ConcernId, digests: &[Digest], day: i32) -> Result<(), StoreError> {
    let models = digests.iter().map(|digest| ActiveModel {
        digest: Set(digest.0.to_vec()),
        concern: Set(concern.0.to_vec()),
        loose_day: Set(Some(day)),
    });
    Entity::insert_many(models)
        .on_conflict(OnConflict::new().do_nothing().to_owned())
        .exec_without_returning(tx.conn())
        .await?;
    Ok(())
}

/// How many blobs of a concern are loose.
pub async fn loose_of(db: &impl Db, concern: ConcernId) -> Result<u64, StoreError> {
    Ok(Entity::find()
        .filter(Column::Concern.eq(concern.0.to_vec()))
        .filter(Column::LooseDay.is_not_null())
        .count(db.conn())
        .await?)
}

/// Blobs that are loose since before a day, at most `limit`, the oldest first.
pub async fn loose_before(db: &impl Db, day: Date, limit: u64) -> Result<Vec<Digest>, StoreError> {
    let digests: Vec<Vec<u8>> = Entity::find()
        .select_only()
        .column(Column::Digest)
        .filter(Column::LooseDay.lt(to_day(day)))
        .order_by_asc(Column::LooseDay)
        .order_by_asc(Column::Digest)
        .limit(limit)
        .into_tuple()
        .all(db.conn())
        .await?;
    digests
        .iter()
        .map(|digest| array(digest, "blob", "digest").map(Digest))
        .collect()
}

/// Forgets blobs that are not there any more.
pub async fn delete(tx: &Tx, digests: &[Digest]) -> Result<(), StoreError> {
    Entity::delete_many()
        .filter(Column::Digest.is_in(keys(digests)))
        .exec(tx.conn())
        .await?;
    Ok(())
}
