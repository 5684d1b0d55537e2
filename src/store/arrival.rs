//! What an engine's own order tells of who came before whom, and how it is forgotten (promise 3, docs/adr/0009).
//!
//! SQLite keeps these tables in the order of their random keys and overwrites what it deletes. PostgreSQL keeps rows
//! where and as they came, each with the number of its transaction. So the rows of a day are written once more, in the
//! transaction of the batch and in the order of their keys; the first ones are given free at once.

use sea_orm::{ConnectionTrait as _, DbBackend};

use super::{Db as _, Store, StoreError, Tx};

/// Tables with the key by which they are written again, and the rows that came since the last batch, whose entries
/// begin at `$`. What was sealed and sent never changes: only that of new concerns.
const DAY: [(&str, &str, &str); 6] = [
    (
        "concern",
        "id",
        "id IN (SELECT concern FROM entry WHERE position >= $)",
    ),
    (
        "sealed",
        "concern",
        "concern IN (SELECT concern FROM entry WHERE seq = 0 AND position >= $)",
    ),
    (
        "part",
        "digest",
        "concern IN (SELECT concern FROM entry WHERE position >= $)",
    ),
    (
        "blob",
        "digest",
        "loose_day IS NOT NULL OR concern IN (SELECT concern FROM entry WHERE position >= $)",
    ),
    ("upload", "id", "true"),
    ("entry", "record", "position >= $"),
];

/// Forgets in which order the entries from `position` on came, with all that came with them.
pub async fn forget(tx: &Tx, position: u64) -> Result<(), StoreError> {
    if tx.conn().get_database_backend() != DbBackend::Postgres {
        return Ok(());
    }
    for (table, key, rows) in DAY {
        let rows = rows.replace('$', &position.to_string());
        // The rows are all deleted before the first is written again: the sort waits for the last.
        let again = format!(
            "WITH day AS (DELETE FROM {table} WHERE {rows} RETURNING *) \
             INSERT INTO {table} SELECT * FROM day ORDER BY {key}"
        );
        tx.conn().execute_unprepared(&again).await?;
    }
    Ok(())
}

impl Store {
    /// Gives free what [`forget`] left behind. The engine overwrites it when it needs the place.
    pub async fn sweep(&self) -> Result<(), StoreError> {
        if self.is_postgres() {
            let tables = DAY.map(|(table, ..)| table).join(", ");
            self.write.execute_unprepared(&format!("VACUUM {tables}")).await?;
        }
        Ok(())
    }
}
