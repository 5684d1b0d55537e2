//! What each outside witness was asked and has cosigned, and up to which batch the record is published.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{boolean, integer_null, string, string_null};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let published = boolean("published").default(false).take();
        let column = Table::alter().table("batch").add_column(published).to_owned();
        manager.alter_table(column).await?;
        // Until now a checkpoint was published by being signed.
        let signed = Query::update()
            .table("batch")
            .value("published", true)
            .and_where(Expr::col("checkpoint").is_not_null())
            .to_owned();
        manager.execute(signed).await?;
        let witness = Table::create()
            .table("witness")
            .col(string("vkey").primary_key())
            // Numbers of batches: the newest one that it may have been asked for, and the newest that it cosigned.
            .col(integer_null("asked"))
            .col(integer_null("cosigned"))
            .col(string_null("trouble"))
            .col(boolean("refused").default(false))
            .col(integer_null("since_day"))
            .to_owned();
        manager.create_table(witness).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .drop_table(Table::drop().table("witness").to_owned())
            .await?;
        let column = Table::alter().table("batch").drop_column("published").to_owned();
        manager.alter_table(column).await
    }
}
