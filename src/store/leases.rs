//! Claims that expire by themselves: who runs the calendar now.

use sea_orm::sea_query::{Expr, ExprTrait as _, OnConflict};
use sea_orm::{ActiveValue::Set, ColumnTrait as _, EntityTrait as _, QueryFilter as _};

use super::entity::lease::{ActiveModel, Column, Entity};
use super::{Db as _, Store, StoreError};

impl Store {
    /// Claims or renews a lease; false while somebody else holds it. A holder that dies loses it at `until_ms`.
    pub async fn claim(
        &self,
        name: &str,
        holder: [u8; 16],
        now_ms: i64,
        until_ms: i64,
    ) -> Result<bool, StoreError> {
        let tx = self.begin_write().await?;
        Entity::insert(ActiveModel {
            name: Set(name.to_owned()),
            holder: Set(holder.to_vec()),
            until_ms: Set(0),
        })
        .on_conflict(
            OnConflict::column(Column::Name)
                .value(Column::Name, Expr::value(name))
                .to_owned(),
        )
        .exec_without_returning(tx.conn())
        .await?;
        // One that ends later than two leases from now was claimed under a clock that has been set back since; its dead
        // holder would keep it for as long as the clock was wrong.
        let longest = until_ms.saturating_add(until_ms.saturating_sub(now_ms));
        let is_over = Column::UntilMs.lte(now_ms).or(Column::UntilMs.gt(longest));
        let done = Entity::update_many()
            .col_expr(Column::Holder, Expr::value(holder.to_vec()))
            .col_expr(Column::UntilMs, Expr::value(until_ms))
            .filter(Column::Name.eq(name))
            .filter(is_over.or(Column::Holder.eq(holder.to_vec())))
            .exec(tx.conn())
            .await?;
        tx.commit().await?;
        Ok(done.rows_affected == 1)
    }

    /// Gives a lease back early.
    pub async fn release(&self, name: &str, holder: [u8; 16]) -> Result<(), StoreError> {
        let tx = self.begin_write().await?;
        Entity::update_many()
            .col_expr(Column::UntilMs, Expr::value(0_i64))
            .filter(Column::Name.eq(name))
            .filter(Column::Holder.eq(holder.to_vec()))
            .exec(tx.conn())
            .await?;
        tx.commit().await
    }
}
