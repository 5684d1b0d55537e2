//! What a PostgreSQL server is told to do that Daylight's promises depend on. Reads; judges nothing.

use std::collections::BTreeMap;

use sea_orm::{ConnectionTrait as _, DbBackend, Statement};

use super::{Store, StoreError};

/// Settings by name, as the server says them; `connection`: `local`, `sealed` (TLS) or `open`; `standby`: `none`,
/// `awaited` by every commit, or `behind`. How far a standby is only the server's own administrators are told.
const ASK: &str = "SELECT name, setting FROM pg_settings WHERE name IN ('fsync', 'full_page_writes', \
     'track_commit_timestamp', 'log_statement', 'log_min_duration_statement', \
     'log_min_duration_sample', 'log_duration', 'log_transaction_sample_rate') \
     UNION ALL SELECT 'connection', CASE WHEN inet_server_addr() IS NULL \
     OR host(inet_client_addr()) = host(inet_server_addr()) THEN 'local' WHEN ssl THEN 'sealed' ELSE 'open' END \
     FROM pg_stat_ssl WHERE pid = pg_backend_pid() \
     UNION ALL SELECT 'standby', CASE \
     WHEN NOT EXISTS (SELECT FROM pg_stat_replication WHERE coalesce(state, 'streaming') = 'streaming') THEN 'none' \
     WHEN current_setting('synchronous_standby_names') = '' THEN 'behind' ELSE 'awaited' END";

impl Store {
    /// The settings of the server; none of a file, whose settings are our own.
    pub async fn server_settings(&self) -> Result<Option<BTreeMap<String, String>>, StoreError> {
        if !self.is_postgres() {
            return Ok(None);
        }
        let rows = self
            .read
            .query_all_raw(Statement::from_string(DbBackend::Postgres, ASK))
            .await?;
        let pairs = rows
            .iter()
            .map(|row| Ok((row.try_get_by_index(0)?, row.try_get_by_index(1)?)));
        Ok(Some(pairs.collect::<Result<_, sea_orm::DbErr>>()?))
    }
}
