//! The tables. Alone names sea-orm; knows rows and digests, not rules, keys or HTTP.
//!
//! Two engines, one behaviour: writers take turns (`begin_write`), work is claimed by compare-and-set, never
//! by a row lock (SQLite drops those silently), and a bad row is [`StoreError::Corrupt`], never a panic.

mod entity;
mod error;
mod postgres;
mod sqlite;

pub mod arrival;
pub mod batches;
pub mod blobs;
pub mod concerns;
pub mod desks;
pub mod documents;
pub mod entries;
pub mod hand_outs;
pub mod invitations;
pub mod lapses;
pub mod leases;
pub mod mails;
pub mod packs;
pub mod parts;
pub mod passkeys;
pub mod people;
pub mod sealed;
mod server_settings;
pub mod sessions;
pub mod uploads;
mod values;
pub mod waiting;
pub mod witnesses;

use std::time::Duration;

use daylight_migrations::{Migrator, MigratorTrait as _};
pub use error::StoreError;
use sea_orm::{
    ActiveModelTrait, ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr, EntityTrait,
};
pub use values::key_of;

/// Something that queries can run on: the store itself (reads), or an open write transaction.
pub trait Db: Send + Sync {
    /// The connection type of the engine.
    type Conn: ConnectionTrait;
    /// The connection.
    fn conn(&self) -> &Self::Conn;
}

/// The database: many readers, and one writer at a time, because SQLite has one anyway and waiting here is fair. On
/// PostgreSQL the writers of all replicas take turns.
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

/// How long a commit may take. On a server it waits for the standby that must have it too, which may be away.
const COMMIT_WITHIN: Duration = Duration::from_secs(20);

impl Tx {
    /// Makes everything durable, or nothing. Whether it did is not known after [`StoreError::Away`]: who asked for it
    /// asks again.
    pub async fn commit(self) -> Result<(), StoreError> {
        match tokio::time::timeout(COMMIT_WITHIN, self.0.commit()).await {
            Ok(done) => Ok(done?),
            Err(_) => Err(StoreError::Away(DbErr::Custom(
                "it did not confirm a commit in time".to_owned(),
            ))),
        }
    }
}

impl Store {
    /// Opens the database at a `sqlite:` URL, making the file if it is not there, or at a `postgres:` URL. Runs no
    /// migration.
    pub async fn open(url: &str) -> Result<Self, StoreError> {
        Self::open_with(url, None).await
    }

    /// The same with a password for the server; without one it comes from the environment or the password file.
    pub async fn open_with(url: &str, password: Option<&str>) -> Result<Self, StoreError> {
        let (read, write) = if url.starts_with("postgres:") {
            postgres::open(url, password).await?
        } else {
            sqlite::open(url).await?
        };
        Ok(Self { read, write })
    }

    fn is_postgres(&self) -> bool {
        self.read.get_database_backend() == DbBackend::Postgres
    }

    /// Runs every pending migration. Of several processes at once, one does.
    pub async fn migrate(&self) -> Result<(), StoreError> {
        if self.is_postgres() {
            let turn = postgres::begin_migration(&self.write).await?;
            Migrator::up(&self.read, None).await?;
            return Ok(turn.commit().await?);
        }
        Ok(Migrator::up(&self.write, None).await?)
    }

    /// How many migrations are pending; `serve` refuses to start unless it is none.
    pub async fn pending_migrations(&self) -> Result<usize, StoreError> {
        Ok(Migrator::get_pending_migrations(&self.read).await?.len())
    }

    /// Begins a write, waiting for its turn.
    pub async fn begin_write(&self) -> Result<Tx, StoreError> {
        let begun = if self.is_postgres() {
            postgres::begin(&self.write).await
        } else {
            sqlite::begin(&self.write).await
        };
        Ok(Tx(begun?))
    }

    /// Gives the embedded engine's writer more memory for long work, or takes it back. A server has its own.
    pub async fn make_room(&self, ample: bool) -> Result<(), StoreError> {
        if self.is_postgres() {
            return Ok(());
        }
        Ok(sqlite::make_room(&self.write, ample).await?)
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
        Ok(sqlite::copy_to(&self.read, file).await?)
    }

    /// Closes all connections; a write in flight is finished first.
    pub async fn close(self) -> Result<(), StoreError> {
        self.read.close().await?;
        Ok(self.write.close().await?)
    }
}

/// Adds rows. [`StoreError::Duplicate`] if a key of theirs is taken: found without a statement that fails, because
/// PostgreSQL writes what failed into its log, with the key and the moment.
async fn add<A>(tx: &Tx, rows: impl IntoIterator<Item = A>) -> Result<(), StoreError>
where
    A: ActiveModelTrait,
{
    use sea_orm::sea_query::OnConflict;
    let rows: Vec<A> = rows.into_iter().collect();
    let count = rows.len();
    let added = A::Entity::insert_many(rows)
        .on_conflict(OnConflict::new().do_nothing().to_owned())
        .exec_without_returning(tx.conn())
        .await?;
    if usize::try_from(added) == Ok(count) {
        Ok(())
    } else {
        Err(StoreError::Duplicate)
    }
}
