//! The first tables. Days are days since 1970-01-01, the few instants milliseconds; digests and ids are bytes.
//!
//! Every table that a reporter's act writes has a random key and, on SQLite, no row id: neither may tell in
//! which order concerns came in (promise 3).

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, binary, binary_null, boolean, integer, integer_null, text,
};
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
        for mut table in tables() {
            manager.create_table(table.extra(order_free).to_owned()).await?;
        }
        for index in indexes() {
            manager.create_index(index).await?;
        }
        if manager.get_database_backend() == DbBackend::Postgres {
            // What is sealed does not compress: PostgreSQL need not try.
            for (table, column) in [("sealed", "manifest"), ("sealed", "parts"), ("part", "bytes")] {
                let plain = format!("ALTER TABLE {table} ALTER COLUMN {column} SET STORAGE EXTERNAL");
                manager.get_connection().execute_unprepared(&plain).await?;
            }
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in tables() {
            if let Some(name) = table.get_table_name() {
                manager
                    .drop_table(Table::drop().table(name.clone()).to_owned())
                    .await?;
            }
        }
        Ok(())
    }
}

fn table(name: &'static str, key: ColumnDef) -> TableCreateStatement {
    let mut key = key;
    Table::create().table(name).col(key.primary_key()).to_owned()
}

fn tables() -> Vec<TableCreateStatement> {
    vec![
        // What happened: the exact bytes first written, and where they stand in the tree.
        table("entry", binary("record"))
            .col(binary("salt"))
            .col(binary("bytes"))
            .col(text("kind"))
            .col(integer("day"))
            .col(binary_null("concern"))
            .col(integer_null("seq"))
            .col(boolean("handed_out"))
            .col(integer("batch_day"))
            .col(integer_null("batch"))
            .col(big_integer_null("position"))
            .to_owned(),
        // Projection of a concern's entries, and the index that finds due ones.
        table("concern", binary("id"))
            .col(binary("locator"))
            .col(binary("policy"))
            .col(integer("received_day"))
            .col(integer("stage"))
            .col(text("state"))
            .col(integer_null("next_day"))
            .col(integer("entries"))
            .to_owned(),
        // What a reporter sealed and signed: the manifest, and all its parts in one value.
        table("sealed", binary("concern"))
            .col(binary("manifest"))
            .col(binary("parts"))
            .to_owned(),
        // Sealed bytes that an entry names, and dummy capsules.
        table("part", binary("digest"))
            .col(binary_null("concern"))
            .col(binary("bytes"))
            .to_owned(),
        // Files on their way in; how much has come, the file itself says.
        table("upload", binary("id"))
            .col(binary("concern"))
            .col(big_integer("size"))
            .col(integer("day"))
            .to_owned(),
        // Capsules lying at an office's desk, dummies among them.
        table("hand_out", binary("id"))
            .col(text("office"))
            .col(integer("day"))
            .col(integer("arrived"))
            .col(binary("capsule"))
            .col(binary_null("concern"))
            .col(integer_null("expires_day"))
            .to_owned(),
        table("batch", integer("number"))
            .col(integer("day"))
            .col(big_integer("size"))
            .col(binary("root"))
            .col(ColumnDef::new("checkpoint").text().null().to_owned())
            .to_owned(),
        table("tree_hash", big_integer("position"))
            .col(binary("hash"))
            .to_owned(),
        // What the ledger must not hold of a person: name, address, and the long recipient.
        table("person", binary("id"))
            .col(text("name"))
            .col(text("address"))
            .col(text("recipient"))
            .to_owned(),
        // Public recipients and policies by digest, and an office's identity sealed to each of its holders.
        table("document", binary("digest")).col(text("body")).to_owned(),
        Table::create()
            .table("office_secret")
            .col(binary("recipient"))
            .col(binary("person"))
            .col(binary("bytes"))
            .primary_key(Index::create().col("recipient").col("person"))
            .to_owned(),
        table("session", binary("id"))
            .col(binary("person"))
            .col(big_integer("expires_ms"))
            .to_owned(),
        // Mail waiting to go, and the day it went.
        table("mail", binary("id"))
            .col(binary("person"))
            .col(text("kind"))
            .col(integer("day"))
            .col(text("message"))
            .col(integer("attempts"))
            .col(big_integer("not_before_ms"))
            .col(integer_null("delivered_day"))
            .to_owned(),
        table("lease", text("name"))
            .col(binary("holder"))
            .col(big_integer("until_ms"))
            .to_owned(),
        // Written each minute, so that the file's modification time says nothing.
        table("heartbeat", integer("id"))
            .col(big_integer("beats"))
            .to_owned(),
    ]
}

fn index(table: &'static str, columns: &[&'static str]) -> IndexCreateStatement {
    let mut index = Index::create();
    index.name(format!("{table}_{}", columns.join("_"))).table(table);
    for column in columns {
        index.col(*column);
    }
    index.clone()
}

fn indexes() -> Vec<IndexCreateStatement> {
    vec![
        index("entry", &["concern", "seq"]).unique().to_owned(),
        // Not of every row: a new entry pays for what finds it today, not for what finds it in a year.
        index("entry", &["position"])
            .unique()
            .and_where(Expr::col("position").is_not_null())
            .to_owned(),
        index("entry", &["batch"])
            .and_where(Expr::col("batch").is_null())
            .to_owned(),
        index("entry", &["handed_out"])
            .and_where(Expr::cust("NOT handed_out"))
            .to_owned(),
        index("concern", &["locator"]).unique().to_owned(),
        index("concern", &["next_day"]),
        index("part", &["concern"]),
        index("upload", &["concern"]),
        index("hand_out", &["office", "day"]),
        index("hand_out", &["concern"]),
        index("session", &["expires_ms"]),
        index("mail", &["delivered_day", "not_before_ms"]),
        index("mail", &["person", "day"]),
    ]
}
