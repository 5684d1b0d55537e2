//! Packs and released figures: what the calendar made of the record, by the digest that the record names.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{binary, integer, string, text};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let pack = Table::create()
            .table("pack")
            // SHA-256 of the body.
            .col(binary("digest").primary_key())
            .col(string("kind"))
            // The period, or the day of the meeting.
            .col(string("name"))
            .col(integer("day"))
            .col(text("body"))
            .to_owned();
        manager.create_table(pack).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("pack").to_owned()).await
    }
}
