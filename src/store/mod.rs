//! The tables. Alone names sea-orm; knows rows and digests, not rules, keys or HTTP.
//!
//! Two engines, one behaviour: a write begins at once (`begin_write`), work is claimed by compare-and-set, never
//! by a row lock (SQLite drops those silently), and a bad row is [`StoreError::Corrupt`], never a panic.

mod entity;

pub mod batches;
pub mod concerns;
pub mod documents;
pub mod entries;
pub mod hand_outs;
pub mod leases;
pub mod mails;
pub mod parts;
pub mod people;
pub mod sealed;
pub mod sessions;
pub mod uploads;
mod values;

use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr,
    RuntimeErr, SqlErr, SqliteTransactionMode, Statement, TransactionOptions, TransactionTrait,
};

/// How a store call can fail. The only place that reads `DbErr`.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// No such row.
    #[error("there is no such {0}")]
    NotFound(&'static str),
    /// The key is already taken.
    #[error("it is already there")]
    Duplicate,
    /// Somebody else was first; load again and retry.
    #[error("another process changed it at the same moment; try again")]
    Conflict,
    /// A row that cannot have been written by Daylight.
    #[error("the table {table} holds a bad {column}: restore the database from a backup")]
    Corrupt {
        /// Which table.
        table: &'static str,
        /// Which column.
        column: &'static str,
    },
    /// No room on the disk. Nothing was written.
    #[error("the disk that holds the database is full: make room")]
    Full,
    /// The engine refused.
    #[error("the database does not answer")]
    Database(#[source] DbErr),
}

impl From<DbErr> for StoreError {
    fn from(error: DbErr) -> Self {
        match error.sql_err() {
            Some(SqlErr::UniqueConstraintViolation(_)) => Self::Duplicate,
            _ => match error {
                DbErr::RecordNotInserted => Self::Duplicate,
                full if is_full(&full) => Self::Full,
                other => Self::Database(other),
            },
        }
    }
}

/// `SQLITE_FULL` (13), and `disk_full` (53100) of PostgreSQL.
fn is_full(error: &DbErr) -> bool {
    let (DbErr::Conn(RuntimeErr::SqlxError(cause))
    | DbErr::Exec(RuntimeErr::SqlxError(cause))
    | DbErr::Query(RuntimeErr::SqlxError(cause))) = error
    else {
        return false;
    };
    cause
        .as_database_error()
        .is_some_and(|told| matches!(told.code().as_deref(), Some("13" | "53100")))
}

/// Something that queries can run on: the store itself (reads), or an open write transaction.
pub trait Db: Send + Sync {
    /// The connection type of the engine.
    type Conn: ConnectionTrait;
    /// The connection.
    fn conn(&self) -> &Self::Conn;
}

/// The database: many readers, and on SQLite one writer, because it has one anyway and waiting here is fair.
#[derive(Clone, Debug)]
pub struct Store {
    read: DatabaseConnection,
    write: DatabaseConnection,
}

impl Db for Store {
    type Conn = DatabaseConnection;
    fn conn(&self) -> &DatabaseConnection {
        &self.read
    }
}

/// An open write transaction; dropped without [`Tx::commit`] it changes nothing.
#[derive(Debug)]
pub struct Tx(DatabaseTransaction);

impl Db for Tx {
    type Conn = DatabaseTransaction;
    fn conn(&self) -> &DatabaseTransaction {
        &self.0
    }
}

impl Tx {
    /// Makes everything durable, or nothing.
    pub async fn commit(self) -> Result<(), StoreError> {
        Ok(self.0.commit().await?)
    }
}

/// Of the one writer: a transaction of many concerns that does not fit would be written to the disk twice.
const WRITER_CACHE_KIB: u32 = 16_000;
/// Of each reader: what SQLite takes by itself.
const READER_CACHE_KIB: u32 = 2000;
/// The WAL goes into the database when it has so many pages of 4 KiB. At SQLite's 1000, a busy hour writes the same
/// pages of the keys again and again, waiting for the disk each time.
const WAL_PAGES: &str = "4000";

fn sqlite_options(url: &str, connections: u32, cache_kib: u32) -> ConnectOptions {
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
                .statement_cache_capacity(256)
        });
    options
}

impl Store {
    /// Opens the database at a `sqlite:` URL, making the file if it is not there. Runs no migration.
    pub async fn open(url: &str) -> Result<Self, StoreError> {
        let write = Database::connect(sqlite_options(url, 1, WRITER_CACHE_KIB)).await?;
        let read = Database::connect(sqlite_options(url, 4, READER_CACHE_KIB)).await?;
        Ok(Self { read, write })
    }

    /// Runs every pending migration.
    pub async fn migrate(&self) -> Result<(), StoreError> {
        use daylight_migrations::{Migrator, MigratorTrait as _};
        Ok(Migrator::up(&self.write, None).await?)
    }

    /// How many migrations are pending; `serve` refuses to start unless it is none.
    pub async fn pending_migrations(&self) -> Result<usize, StoreError> {
        use daylight_migrations::{Migrator, MigratorTrait as _};
        Ok(Migrator::get_pending_migrations(&self.read).await?.len())
    }

    /// Begins a write, waiting for its turn. A read that turned into a write would fail with "busy" instead.
    pub async fn begin_write(&self) -> Result<Tx, StoreError> {
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        Ok(Tx(self.write.begin_with_options(options).await?))
    }

    /// A heartbeat write, so that the file's modification time tells nothing about reporters.
    pub async fn beat(&self) -> Result<(), StoreError> {
        use entity::heartbeat::{ActiveModel, Column, Entity};
        use sea_orm::sea_query::{Expr, ExprTrait as _, OnConflict};
        use sea_orm::{ActiveValue::Set, EntityTrait as _};
        Entity::insert(ActiveModel {
            id: Set(1),
            beats: Set(0),
        })
        .on_conflict(
            OnConflict::column(Column::Id)
                .value(Column::Beats, Expr::col((Entity, Column::Beats)).add(1))
                .to_owned(),
        )
        .exec_without_returning(&self.write)
        .await?;
        Ok(())
    }

    /// Writes a consistent copy of the whole database into a new file, beside whoever else writes; without what was
    /// deleted. For SQLite.
    pub async fn copy_to(&self, file: &std::path::Path) -> Result<(), StoreError> {
        let copy = Statement::from_sql_and_values(
            DbBackend::Sqlite,
            "VACUUM INTO ?",
            [file.display().to_string().into()],
        );
        self.read.execute_raw(copy).await?;
        Ok(())
    }

    /// Closes all connections; a write in flight is finished first.
    pub async fn close(self) -> Result<(), StoreError> {
        self.read.close().await?;
        Ok(self.write.close().await?)
    }
}
