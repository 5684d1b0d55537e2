//! The engine of several replicas: a server, whose writers take turns as SQLite's one writer does (docs/adr/0009).
//! Knows no table.

use std::time::Duration;

use sea_orm::sqlx::Executor as _;
use sea_orm::{
    ConnectOptions, ConnectionTrait as _, Database, DatabaseConnection, DatabaseTransaction, DbErr,
    TransactionTrait as _,
};

/// Of each replica: a transaction begins while the one before it waits for the disk.
const WRITERS: u32 = 2;
/// Of each replica.
const READERS: u32 = 8;
/// How long a request waits for a connection before it is told to come again.
const PATIENCE: Duration = Duration::from_secs(5);
/// A connection unused for so long is tried before it is used: the server may have been away.
const UNTRIED: Duration = Duration::from_secs(1);

/// What a connection begins with. A replica that hangs in its turn loses it after a minute, so that the others go on; a
/// server told to answer before its disk and its standby's have it is overruled: a receipt is a promise.
const BEGIN: &str = "SELECT set_config('lock_timeout', '30s', false), \
     set_config('idle_in_transaction_session_timeout', '60s', false), \
     set_config('tcp_keepalives_idle', '20', false), \
     CASE WHEN current_setting('synchronous_commit') NOT IN ('on', 'remote_apply') \
     THEN set_config('synchronous_commit', 'on', false) END";

/// Whose turn it is to write: one lock of the whole database, given back with the transaction. The number is the word
/// `daylight`; nobody else takes it by chance.
const TURN: &str = "SELECT pg_advisory_xact_lock(x'6461796c69676874'::bigint)";

/// What a migration holds while it works: no replica writes meanwhile, however long it takes.
const UNHURRIED: &str = "SET LOCAL idle_in_transaction_session_timeout = 0";

fn options(url: &str, password: Option<&str>, connections: u32) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    let password = password.map(str::to_owned);
    options
        .max_connections(connections)
        .min_connections(1)
        .acquire_timeout(PATIENCE)
        .sqlx_logging(false)
        .record_stmt_in_spans(false)
        .test_before_acquire_if_idle_for(UNTRIED)
        .set_application_name("daylight")
        .map_sqlx_postgres_opts(move |server| match &password {
            Some(password) => server.password(password),
            None => server,
        })
        .map_sqlx_postgres_pool_opts(|pool| {
            pool.after_connect(|connection, _| {
                Box::pin(async move { connection.execute(BEGIN).await.map(|_| ()) })
            })
        });
    options
}

/// Readers and writers. A password that is not given comes from the environment or the password file, as with every
/// program of PostgreSQL.
pub(super) async fn open(
    url: &str,
    password: Option<&str>,
) -> Result<(DatabaseConnection, DatabaseConnection), DbErr> {
    let write = Database::connect(options(url, password, WRITERS)).await?;
    let read = Database::connect(options(url, password, READERS)).await?;
    Ok((read, write))
}

/// Begins a write when its turn has come. What the one before has committed is seen by every statement (READ
/// COMMITTED), because its lock was given back after that.
pub(super) async fn begin(write: &DatabaseConnection) -> Result<DatabaseTransaction, DbErr> {
    let tx = write.begin().await?;
    tx.execute_unprepared(TURN).await?;
    Ok(tx)
}

/// Begins a turn in which another connection changes the tables.
pub(super) async fn begin_migration(write: &DatabaseConnection) -> Result<DatabaseTransaction, DbErr> {
    let tx = begin(write).await?;
    tx.execute_unprepared(UNHURRIED).await?;
    Ok(tx)
}
