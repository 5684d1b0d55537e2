//! Beside each capsule on a desk lies what the calendar says of its concern, to be sealed for whoever opens it.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::binary_null;

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
            .add_column(binary_null("note"))
            .to_owned();
        manager.alter_table(add).await?;
        // The next tick looks at every open concern and writes its notes. Until then a desk reckons from the capsules.
        let again = "UPDATE concern SET next_day = received_day WHERE next_day IS NOT NULL";
        manager.get_connection().execute_unprepared(again).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let gone = Table::alter().table("hand_out").drop_column("note").to_owned();
        manager.alter_table(gone).await
    }
}
