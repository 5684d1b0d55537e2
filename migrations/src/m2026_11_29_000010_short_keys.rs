//! The three tables of long rows are kept by a short key: the first eight bytes of their own.
//!
//! A tree whose keys lie in the rows branches by how many rows go into a page: of a million entries it was eight pages
//! deep. A number branches by the hundred. It is random as the digest is whose beginning it repeats, so that rows still
//! lie in no order of arrival.

use sea_orm_migration::prelude::*;

use crate::short_key;

/// Tables with the key that was theirs, and their columns.
const TABLES: [(&str, &str, &[&str]); 3] = [
    (
        "entry",
        "record",
        &[
            "record",
            "salt",
            "bytes",
            "kind",
            "day",
            "concern",
            "seq",
            "handed_out",
            "batch_day",
            "batch",
            "position",
        ],
    ),
    ("part", "digest", &["digest", "concern", "bytes"]),
    ("sealed", "concern", &["concern", "manifest", "parts"]),
];

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in TABLES {
            short_key::give(manager, table).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in TABLES {
            short_key::take_away(manager, table).await?;
        }
        Ok(())
    }
}
