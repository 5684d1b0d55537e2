//! A state that can be put back: what one cell of the table did is undone before the next is tried, so that no cell
//! changes another. Knows tables, not what lies in them.

use daylight::store::{Db as _, Tx};
use sea_orm::ConnectionTrait as _;

use crate::harness::TestApp;

const KEPT: &str = "kept_";

impl TestApp {
    /// Keeps every table as it stands now.
    pub(super) fn keep(&self) {
        let copy = |table: &String| format!("CREATE TABLE {KEPT}{table} AS SELECT * FROM \"{table}\";");
        self.run(&self.own_tables().iter().map(copy).collect::<String>());
    }

    /// Puts back what was kept.
    pub(super) fn put_back(&self) {
        let back = |table: &String| {
            format!("DELETE FROM \"{table}\"; INSERT INTO \"{table}\" SELECT * FROM {KEPT}{table};")
        };
        self.run(&self.own_tables().iter().map(back).collect::<String>());
    }

    /// Drops the copies: the tables are the service's alone again.
    pub(super) fn forget_kept(&self) {
        let drop = |table: &String| format!("DROP TABLE {KEPT}{table};");
        self.run(&self.own_tables().iter().map(drop).collect::<String>());
    }

    fn own_tables(&self) -> Vec<String> {
        let mut tables = self.tables();
        tables.retain(|table| !table.starts_with(KEPT));
        tables
    }

    fn run(&self, sql: &str) {
        self.runtime.block_on(async {
            let tx: Tx = self.service().store.begin_write().await.unwrap();
            tx.conn().execute_unprepared(sql).await.unwrap();
            tx.commit().await.unwrap();
        });
    }
}
