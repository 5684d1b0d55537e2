//! Dates that passed, as entries say it, each with the policy that its concern is bound to.

use daylight_domain::{Date, Digest};
use sea_orm::sea_query::{ExprTrait as _, IntoCondition};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};

use super::entity::concern;
use super::entity::entry::{Column, Entity};
use super::entries::EntryRow;
use super::values::{array, to_day};
use super::{Db, StoreError};

/// The lapses of a day that wait for their batch.
pub async fn waiting(db: &impl Db, day: Date) -> Result<Vec<(EntryRow, Digest)>, StoreError> {
    let of_day = Column::Batch.is_null().and(Column::Day.eq(to_day(day)));
    lapses(db, of_day).await
}

/// The lapses that stand in a batch or a later one.
pub async fn published_since(db: &impl Db, batch: i32) -> Result<Vec<(EntryRow, Digest)>, StoreError> {
    lapses(db, Column::Batch.gte(batch)).await
}

async fn lapses(db: &impl Db, which: impl IntoCondition) -> Result<Vec<(EntryRow, Digest)>, StoreError> {
    let found = Entity::find()
        .filter(which)
        .filter(Column::Kind.eq("lapsed"))
        .find_also_related(concern::Entity)
        .all(db.conn())
        .await?;
    let with_policy = found
        .into_iter()
        .filter_map(|(entry, concern)| Some((entry, concern?)));
    with_policy
        .map(|(entry, concern)| {
            let policy = array(&concern.policy, "concern", "policy")?;
            Ok((entry.try_into()?, Digest(policy)))
        })
        .collect()
}
