//! The two databases that everything is measured on, one beside the other: a SQLite file, and a PostgreSQL server when
//! `DAYLIGHT_TEST_DATABASE` names one (`scripts/with-postgres.sh`). What differs in SQL stands here.

use std::sync::atomic::{AtomicU32, Ordering};

use anyhow::Context as _;
use daylight::store::{Db as _, Store, Tx};
use sea_orm::{ConnectionTrait as _, Database, DatabaseConnection, DbBackend, Statement};

static NUMBER: AtomicU32 = AtomicU32::new(1);

/// Which database.
#[derive(Clone, Debug)]
pub(crate) enum Engine {
    Sqlite,
    /// With the server's URL.
    Postgres(String),
}

impl Engine {
    /// Both, or SQLite alone when no server is given.
    pub(crate) fn given() -> (Self, Option<Self>) {
        let server = std::env::var("DAYLIGHT_TEST_DATABASE").ok();
        let server = server.filter(|url| !url.is_empty());
        (Self::Sqlite, server.map(Self::Postgres))
    }

    pub(crate) const fn name(&self) -> &'static str {
        match self {
            Self::Sqlite => "SQLite",
            Self::Postgres(_) => "PostgreSQL",
        }
    }
}

/// A folder for an instance, and its database: a file there, or one of its own on the server. Gone when dropped.
pub(crate) struct Place {
    pub(crate) dir: tempfile::TempDir,
    server: Option<(String, String)>,
}

impl Place {
    pub(crate) fn new(engine: &Engine) -> anyhow::Result<Self> {
        let dir = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR"))?;
        let Engine::Postgres(server) = engine else {
            return Ok(Self { dir, server: None });
        };
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let name = format!("daylight_bench_{}_{number}", std::process::id());
        administer(server, &format!("CREATE DATABASE {name}"))?;
        let server = Some((server.clone(), name));
        Ok(Self { dir, server })
    }

    pub(crate) fn url(&self) -> anyhow::Result<String> {
        self.url_of("daylight.db")
    }

    fn url_of(&self, file: &str) -> anyhow::Result<String> {
        let Some((server, name)) = &self.server else {
            return Ok(format!(
                "sqlite://{}?mode=rwc",
                self.dir.path().join(file).display()
            ));
        };
        let (place, query) = server.split_once('?').unwrap_or((server, ""));
        let (place, _) = place
            .rsplit_once('/')
            .context("DAYLIGHT_TEST_DATABASE names no database")?;
        Ok(format!("{place}/{name}?{query}"))
    }

    /// What `daylight setup` is told of it: nothing of a file.
    pub(crate) fn arguments(&self) -> anyhow::Result<Vec<String>> {
        match self.server {
            None => Ok(Vec::new()),
            Some(_) => Ok(vec!["--database".to_owned(), self.url()?]),
        }
    }

    /// A table of bytes beside the instance's, with the cheapest key there is.
    pub(crate) async fn bare(&self) -> anyhow::Result<Bare> {
        if self.server.is_some() {
            let mut options = sea_orm::ConnectOptions::new(self.url()?);
            options.max_connections(BARE_CONNECTIONS).sqlx_logging(false);
            let pool = Database::connect(options).await?;
            pool.execute_unprepared("CREATE TABLE bare (id BIGSERIAL PRIMARY KEY, bytes BYTEA NOT NULL)")
                .await?;
            // As the sealed parts: what does not compress need not be tried.
            pool.execute_unprepared("ALTER TABLE bare ALTER COLUMN bytes SET STORAGE EXTERNAL")
                .await?;
            return Ok(Bare::Postgres(pool));
        }
        let store = Store::open(&self.url_of("bare.db")?).await?;
        let tx = store.begin_write().await?;
        tx.conn()
            .execute_unprepared("CREATE TABLE bare (id INTEGER PRIMARY KEY, bytes BLOB NOT NULL)")
            .await?;
        tx.commit().await?;
        Ok(Bare::Sqlite(store))
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        if let Some((server, name)) = &self.server
            && let Err(error) = administer(server, &format!("DROP DATABASE {name} WITH (FORCE)"))
        {
            eprintln!("the database {name} stays on the server: {error}");
        }
    }
}

/// As many connections as Daylight has, readers and writers together.
const BARE_CONNECTIONS: u32 = 10;

/// The barest way to keep bytes: on SQLite the same pool and settings, on PostgreSQL one statement, whose writers pass
/// each other.
#[derive(Clone)]
pub(crate) enum Bare {
    Sqlite(Store),
    Postgres(DatabaseConnection),
}

impl Bare {
    /// One insert and one transaction.
    pub(crate) async fn commit(&self, bytes: Vec<u8>) -> anyhow::Result<()> {
        let insert = |engine, sql: &str| Statement::from_sql_and_values(engine, sql, [bytes.into()]);
        match self {
            Self::Sqlite(store) => {
                let insert = insert(DbBackend::Sqlite, "INSERT INTO bare (bytes) VALUES (?)");
                let tx = store.begin_write().await?;
                tx.conn().execute_raw(insert).await?;
                tx.commit().await?;
            }
            Self::Postgres(pool) => {
                let insert = insert(DbBackend::Postgres, "INSERT INTO bare (bytes) VALUES ($1)");
                pool.execute_raw(insert).await?;
            }
        }
        Ok(())
    }
}

/// What engine and machine do by themselves within a minute of a bulk load: the server's statistics, the file's log, and what
/// was written goes to the disk.
pub(crate) async fn settle(store: &Store) -> anyhow::Result<()> {
    let settled: &[&str] = match store.conn().get_database_backend() {
        DbBackend::Postgres => &["VACUUM ANALYZE", "CHECKPOINT"],
        _ => &["PRAGMA wal_checkpoint(TRUNCATE)"],
    };
    for statement in settled {
        store.conn().execute_unprepared(statement).await?;
    }
    let written = std::process::Command::new("sync").status()?;
    anyhow::ensure!(written.success(), "sync ended with {written}");
    Ok(())
}

/// An expression for as many random bytes, a multiple of 16; on PostgreSQL the same sixteen again and again.
pub(crate) fn random(tx: &Tx, bytes: u32) -> String {
    match tx.conn().get_database_backend() {
        DbBackend::Postgres => {
            format!("decode(repeat(md5(random()::text), {}), 'hex')", bytes / 16)
        }
        _ => format!("randomblob({bytes})"),
    }
}

/// Bytes as a value in SQL.
pub(crate) fn literal(tx: &Tx, bytes: &[u8]) -> String {
    let hex = daylight_domain::to_hex(bytes);
    match tx.conn().get_database_backend() {
        DbBackend::Postgres => format!("'\\x{hex}'"),
        _ => format!("x'{hex}'"),
    }
}

/// A statement about a whole database.
fn administer(server: &str, statement: &str) -> anyhow::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        let mut options = sea_orm::ConnectOptions::new(server);
        options.max_connections(1).sqlx_logging(false);
        let connection = Database::connect(options).await?;
        connection.execute_unprepared(statement).await?;
        Ok(connection.close().await?)
    })
}
