//! A capsule lies with its hand-out while it is on the desk. Before, a desk was put together from all that was sealed
//! of every concern that had ever lain there.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::binary_null;
use sea_orm_migration::sea_orm::DbBackend;

/// A kept part is its digest (32 bytes), its length (four, of which a capsule needs two), and its bytes.
const SQLITE: &str = "UPDATE hand_out SET bytes = (
    SELECT substr(parts, at + 36, instr(digits, substr(length, 1, 1)) * 4096 + instr(digits, substr(length, 2, 1)) * 256
        + instr(digits, substr(length, 3, 1)) * 16 + instr(digits, substr(length, 4, 1)) - 4369)
    FROM (SELECT parts, at, '0123456789ABCDEF' AS digits, hex(substr(parts, at + 34, 2)) AS length
        FROM (SELECT parts, instr(parts, hand_out.capsule) AS at FROM sealed
            WHERE sealed.concern = hand_out.concern)))
    WHERE concern IS NOT NULL";
const POSTGRES: &str = "UPDATE hand_out SET bytes = substr(parts, at + 36, get_byte(parts, at + 33) * 256
        + get_byte(parts, at + 34))
    FROM (SELECT id, parts, position(capsule IN parts) AS at FROM hand_out JOIN sealed USING (concern)) AS kept
    WHERE kept.id = hand_out.id";
const DUMMIES: &str =
    "UPDATE hand_out SET bytes = (SELECT bytes FROM part WHERE digest = capsule) WHERE concern IS NULL";

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // None once the concern is closed: then only the row stays, to find it again.
        let column = Table::alter()
            .table("hand_out")
            .add_column(binary_null("bytes"))
            .to_owned();
        manager.alter_table(column).await?;
        let is_postgres = manager.get_database_backend() == DbBackend::Postgres;
        let connection = manager.get_connection();
        if is_postgres {
            let plain = "ALTER TABLE hand_out ALTER COLUMN bytes SET STORAGE EXTERNAL";
            connection.execute_unprepared(plain).await?;
        }
        connection.execute_unprepared(DUMMIES).await?;
        let real = if is_postgres { POSTGRES } else { SQLITE };
        connection.execute_unprepared(real).await?;
        connection
            .execute_unprepared("DELETE FROM part WHERE concern IS NULL")
            .await?;
        for index in indexes() {
            manager.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let connection = manager.get_connection();
        let dummies =
            "INSERT INTO part (digest, bytes) SELECT capsule, bytes FROM hand_out WHERE concern IS NULL";
        connection.execute_unprepared(dummies).await?;
        for index in indexes() {
            if let Some(name) = index.get_index_spec().get_name() {
                let gone = Index::drop().name(name.to_owned()).table("hand_out").to_owned();
                manager.drop_index(gone).await?;
            }
        }
        let column = Table::alter().table("hand_out").drop_column("bytes").to_owned();
        manager.alter_table(column).await
    }
}

/// What lies on a desk, and what was put away from it: neither costs anything when the other grows.
fn indexes() -> [IndexCreateStatement; 2] {
    let index = |name: &str, column: &'static str, which| {
        Index::create()
            .name(name.to_owned())
            .table("hand_out")
            .col("office")
            .col(column)
            .and_where(which)
            .to_owned()
    };
    [
        index("hand_out_on_desk", "id", Expr::col("bytes").is_not_null()),
        index("hand_out_put_away", "concern", Expr::col("bytes").is_null()),
    ]
}
