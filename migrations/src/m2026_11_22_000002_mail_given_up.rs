//! The day on which a mail was given up. Mail that left keeps no moment of its last try.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::integer_null;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mail = || Alias::new("mail");
        let column = Table::alter()
            .table(mail())
            .add_column(integer_null("given_up_day"))
            .to_owned();
        manager.alter_table(column).await?;
        let forget = Query::update()
            .table(mail())
            .value(Alias::new("not_before_ms"), 0)
            .and_where(Expr::col(Alias::new("delivered_day")).is_not_null())
            .to_owned();
        manager.execute(forget).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let column = Table::alter()
            .table(Alias::new("mail"))
            .drop_column(Alias::new("given_up_day"))
            .to_owned();
        manager.alter_table(column).await
    }
}
