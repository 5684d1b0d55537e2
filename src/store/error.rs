//! How a store call can fail. The only place that reads `DbErr`.

use sea_orm::sqlx;
use sea_orm::{DbErr, RuntimeErr, SqlErr};

/// How a store call can fail.
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
    /// The engine is not there, or not to be written to at this moment; nothing was changed unless it was a commit.
    #[error("the database does not answer")]
    Away(#[source] DbErr),
    /// The engine refused.
    #[error("the database refused a statement")]
    Database(#[source] DbErr),
}

impl From<DbErr> for StoreError {
    fn from(error: DbErr) -> Self {
        match error.sql_err() {
            Some(SqlErr::UniqueConstraintViolation(_)) => Self::Duplicate,
            _ if error == DbErr::RecordNotInserted => Self::Duplicate,
            _ if is_full(&error) => Self::Full,
            _ if is_away(&error) => Self::Away(error),
            _ => Self::Database(error),
        }
    }
}

/// What passes when the engine is back: classes of <https://www.postgresql.org/docs/current/errcodes-appendix.html>.
const PASSING: [&str; 6] = [
    "08",    // the connection
    "53",    // too few resources: memory, connections
    "57P",   // shut down, crashed, not yet up
    "25006", // a standby that is not yet the primary
    "25P03", // idle in a transaction for too long
    "55P03", // a lock that did not come in time
];

/// What the driver says, if it was the driver.
fn told(error: &DbErr) -> Option<&sqlx::Error> {
    match error {
        DbErr::Conn(RuntimeErr::SqlxError(cause))
        | DbErr::Exec(RuntimeErr::SqlxError(cause))
        | DbErr::Query(RuntimeErr::SqlxError(cause)) => Some(cause),
        _ => None,
    }
}

/// `SQLITE_FULL` (13), and `disk_full` (53100) of PostgreSQL.
fn is_full(error: &DbErr) -> bool {
    let code = told(error).and_then(|told| told.as_database_error()?.code());
    matches!(code.as_deref(), Some("13" | "53100"))
}

fn is_away(error: &DbErr) -> bool {
    match told(error) {
        Some(sqlx::Error::Database(said)) => said
            .code()
            .is_some_and(|code| PASSING.iter().any(|class| code.starts_with(class))),
        Some(
            sqlx::Error::Io(_)
            | sqlx::Error::Tls(_)
            | sqlx::Error::Protocol(_)
            | sqlx::Error::PoolTimedOut
            | sqlx::Error::PoolClosed
            | sqlx::Error::WorkerCrashed,
        ) => true,
        _ => matches!(error, DbErr::ConnectionAcquire(_)),
    }
}
