//! What lies on desks is kept by a short key as well: a row has a capsule in it, and every lapse takes one away and puts another.

use sea_orm_migration::prelude::*;

use crate::short_key;

const TABLE: (&str, &str, &[&str]) = (
    "hand_out",
    "id",
    &[
        "id",
        "office",
        "day",
        "arrived",
        "capsule",
        "concern",
        "expires_day",
        "bytes",
        "opened",
        "first_due",
        "marks",
        "shown",
    ],
);

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        short_key::give(manager, TABLE).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        short_key::take_away(manager, TABLE).await
    }
}
