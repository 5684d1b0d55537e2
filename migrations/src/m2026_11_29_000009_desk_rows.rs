//! A desk's list is read from its own rows alone: each says all that the list shows of a concern.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::text_null;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let add = Table::alter()
            .table("hand_out")
            .add_column(text_null("shown"))
            .to_owned();
        manager.alter_table(add).await?;
        // The next tick looks at every open concern and writes what its rows say.
        let again = "UPDATE concern SET next_day = received_day WHERE next_day IS NOT NULL";
        manager.get_connection().execute_unprepared(again).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let gone = Table::alter().table("hand_out").drop_column("shown").to_owned();
        manager.alter_table(gone).await
    }
}
