//! Invitations by which newcomers make their keys, and key files that lie sealed to a passkey.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{binary, integer, integer_null, string, string_null, text_null};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let invitation = Table::create()
            .table("invitation")
            // SHA-256 of the token, which only its receiver has.
            .col(binary("id").primary_key())
            .col(string("name"))
            .col(string("address"))
            .col(string("role"))
            .col(string_null("office"))
            .col(integer_null("until_day"))
            .col(integer("ends_day"))
            .col(text_null("public"))
            .to_owned();
        manager.create_table(invitation).await?;
        let passkey = Table::create()
            .table("passkey")
            .col(binary("person").primary_key())
            .col(binary("bytes"))
            .to_owned();
        manager.create_table(passkey).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["invitation", "passkey"] {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}
