//! The engine of one machine: a file, a write-ahead log, one writer. Knows no table.

use std::path::Path;

use sea_orm::sqlx::sqlite::SqliteConnection;
use sea_orm::sqlx::{self, Connection as _};
use sea_orm::{
    ConnectOptions, ConnectionTrait as _, Database, DatabaseConnection, DatabaseTransaction, DbBackend,
    DbErr, SqliteTransactionMode, Statement, TransactionOptions, TransactionTrait as _,
};

/// Of the one writer: a transaction of many concerns that does not fit would be written to the disk twice.
const WRITER_CACHE_KIB: u32 = 16_000;
/// Of the writer during long work at random places: what comes again is not read again, nor written in between.
const AMPLE_CACHE_KIB: u32 = 48_000;
/// Of each reader: the upper pages of the keys. All four fill up with use, and the machine keeps the files in memory
/// anyway.
const READER_CACHE_KIB: u32 = 1000;
/// The WAL goes into the database when it has so many pages of 4 KiB. At SQLite's 1000, a busy hour writes the same
/// pages of the keys again and again, waiting for the disk each time; at 4000 a tick with ten thousand lapses still does.
const WAL_PAGES: &str = "16000";

/// Rows that the engine's own thread reads ahead: a page of a desk without the two waiting for each other.
const ROWS_AHEAD: usize = 512;
/// Statements that a connection keeps ready. One that writes many rows is long, and there is one for each number of rows.
const STATEMENTS: usize = 64;

fn options(url: &str, connections: u32, cache_kib: u32) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(connections)
        .min_connections(1)
        .sqlx_logging(false)
        .record_stmt_in_spans(false)
        .test_before_acquire(false)
        .map_sqlx_sqlite_opts(move |sqlite| {
            use sea_orm::sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};
            sqlite
                .create_if_missing(true)
                .journal_mode(SqliteJournalMode::Wal)
                .synchronous(SqliteSynchronous::Full)
                .busy_timeout(std::time::Duration::from_secs(10))
                .pragma("secure_delete", "on")
                .pragma("cache_size", format!("-{cache_kib}"))
                .pragma("wal_autocheckpoint", WAL_PAGES)
                .row_buffer_size(ROWS_AHEAD)
                .statement_cache_capacity(STATEMENTS)
        })
        .map_sqlx_sqlite_pool_opts(|pool| {
            pool.after_release(|connection, _| Box::pin(async move { is_idle(connection).await }))
        });
    options
}

/// Whether a connection that is given back stands outside of every transaction; else it is closed, and the next one is
/// new. When the disk is full, SQLite may end a transaction by itself. sqlx counts it on, and what follows would be kept
/// in an inner transaction of one that is never committed.
async fn is_idle(connection: &mut SqliteConnection) -> Result<bool, sqlx::Error> {
    // A transaction that was let go is rolled back before this is answered.
    connection.ping().await?;
    Ok(!connection.is_in_transaction())
}

/// The pool of readers and the one writer.
pub(super) async fn open(url: &str) -> Result<(DatabaseConnection, DatabaseConnection), DbErr> {
    let write = Database::connect(options(url, 1, WRITER_CACHE_KIB)).await?;
    let read = Database::connect(options(url, 4, READER_CACHE_KIB)).await?;
    Ok((read, write))
}

/// Begins a write at once. A read that turned into a write would fail with "busy" instead.
pub(super) async fn begin(write: &DatabaseConnection) -> Result<DatabaseTransaction, DbErr> {
    let options = TransactionOptions {
        sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
        ..TransactionOptions::default()
    };
    write.begin_with_options(options).await
}

/// Gives the writer more memory than usual, or takes it back.
pub(super) async fn make_room(write: &DatabaseConnection, ample: bool) -> Result<(), DbErr> {
    let kib = if ample { AMPLE_CACHE_KIB } else { WRITER_CACHE_KIB };
    let pragmas = format!("PRAGMA cache_size = -{kib}; PRAGMA shrink_memory");
    write.execute_unprepared(&pragmas).await.map(|_| ())
}

/// Writes a consistent copy of the whole database into a new file.
pub(super) async fn copy_to(read: &DatabaseConnection, file: &Path) -> Result<(), DbErr> {
    let copy = Statement::from_sql_and_values(
        DbBackend::Sqlite,
        "VACUUM INTO ?",
        [file.display().to_string().into()],
    );
    read.execute_raw(copy).await.map(|_| ())
}
