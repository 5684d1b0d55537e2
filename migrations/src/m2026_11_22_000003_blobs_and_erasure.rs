//! Whose each blob is and since when it waits to be named; and the day from which a concern's content may be erased.
//! Concerns that are closed already are looked at once, which sets their day right.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{binary, integer_null};
use sea_orm_migration::sea_orm::DbBackend;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let order_free = match manager.get_database_backend() {
            DbBackend::Sqlite => "WITHOUT ROWID",
            _ => "",
        };
        let blob = Table::create()
            .table("blob")
            .col(binary("digest").primary_key())
            .col(binary("concern"))
            .col(integer_null("loose_day"))
            .extra(order_free)
            .to_owned();
        manager.create_table(blob).await?;
        let column = Table::alter()
            .table("concern")
            .add_column(integer_null("erasable_day"))
            .to_owned();
        manager.alter_table(column).await?;
        let look = Query::update()
            .table("concern")
            .value("erasable_day", 0)
            .and_where(Expr::col("state").eq("closed"))
            .to_owned();
        manager.execute(look).await?;
        // Few rows have such a day at any time: the others cost the index nothing.
        for (table, column) in [("blob", "loose_day"), ("concern", "erasable_day")] {
            let index = Index::create()
                .name(format!("{table}_{column}"))
                .table(table)
                .col(column)
                .and_where(Expr::col(column).is_not_null())
                .to_owned();
            manager.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .drop_index(
                Index::drop()
                    .name("concern_erasable_day")
                    .table("concern")
                    .to_owned(),
            )
            .await?;
        let column = Table::alter()
            .table("concern")
            .drop_column("erasable_day")
            .to_owned();
        manager.alter_table(column).await?;
        manager.drop_table(Table::drop().table("blob").to_owned()).await
    }
}
