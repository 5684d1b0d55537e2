//! The database of one test: a SQLite file in its folder, or, when `DAYLIGHT_TEST_DATABASE` names a PostgreSQL server,
//! a database of its own there, made from a migrated template and dropped at the end. What differs between the engines
//! in the words of SQL stands here.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};

use daylight::store::Store;
use sea_orm::{ConnectionTrait as _, Database, DatabaseConnection, DbBackend, QueryResult, Statement};

static NUMBER: AtomicU64 = AtomicU64::new(1);
static TEMPLATE: OnceLock<String> = OnceLock::new();

/// The server that the tests run on, if it is not SQLite: a `postgres:` URL with a database's name in its path.
fn server() -> Option<String> {
    std::env::var("DAYLIGHT_TEST_DATABASE")
        .ok()
        .filter(|url| !url.is_empty())
}

/// Whether these tests run on PostgreSQL.
pub(crate) fn is_postgres() -> bool {
    server().is_some()
}

/// The same server's URL with another database's name.
fn url_of(server: &str, name: &str) -> String {
    let (place, query) = server.split_once('?').unwrap_or((server, ""));
    let (place, _) = place.rsplit_once('/').unwrap();
    format!("{place}/{name}?{query}")
}

/// Runs work on a thread and a runtime of its own, so that it can be called from anywhere.
fn apart<T: Send>(work: impl Future<Output = T> + Send) -> T {
    let run = || {
        let mut builder = tokio::runtime::Builder::new_current_thread();
        builder.enable_all().build().unwrap().block_on(work)
    };
    std::thread::scope(|scope| scope.spawn(run).join().unwrap())
}

async fn connect(url: String) -> DatabaseConnection {
    let mut options = sea_orm::ConnectOptions::new(url);
    options.max_connections(1).sqlx_logging(false);
    Database::connect(options).await.unwrap()
}

/// Statements about whole databases.
fn administer(server: &str, statements: &[String]) {
    apart(async {
        let connection = connect(server.to_owned()).await;
        for statement in statements {
            connection.execute_unprepared(statement).await.unwrap();
        }
        connection.close().await.unwrap();
    });
}

fn name() -> String {
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    format!("daylight_{}_{number}", std::process::id())
}

fn template(server: &str) -> &'static str {
    TEMPLATE.get_or_init(|| {
        let name = format!("{}_template", name());
        administer(server, &[format!("CREATE DATABASE {name}")]);
        apart(async {
            let store = Store::open(&url_of(server, &name)).await.unwrap();
            store.migrate().await.unwrap();
            store.close().await.unwrap();
        });
        name
    })
}

/// The database of one test.
pub(crate) enum TestDatabase {
    File(PathBuf),
    Server { server: String, name: String },
}

impl TestDatabase {
    /// A new one, for a test with this folder.
    pub(crate) fn new(dir: &Path) -> Self {
        let Some(server) = server() else {
            return Self::File(dir.join("daylight.db"));
        };
        let (name, from) = (name(), template(&server));
        administer(&server, &[format!("CREATE DATABASE {name} TEMPLATE {from}")]);
        Self::Server { server, name }
    }

    /// An empty one without tables.
    pub(crate) fn empty(dir: &Path) -> Self {
        match server() {
            None => Self::File(dir.join("daylight.db")),
            Some(server) => Self::empty_on(server),
        }
    }

    /// An empty one on a server of the test's own.
    pub(crate) fn empty_on(server: String) -> Self {
        let name = name();
        administer(&server, &[format!("CREATE DATABASE {name}")]);
        Self::Server { server, name }
    }

    pub(crate) fn url(&self) -> String {
        match self {
            Self::File(path) => format!("sqlite://{}?mode=rwc", path.display()),
            Self::Server { server, name } => url_of(server, name),
        }
    }

    /// Its name on its server; of a file none.
    pub(crate) fn name(&self) -> Option<&str> {
        match self {
            Self::File(_) => None,
            Self::Server { name, .. } => Some(name),
        }
    }

    /// What `daylight setup` is told of it: nothing of a file.
    pub(crate) fn arguments(&self) -> Vec<String> {
        match self {
            Self::File(_) => Vec::new(),
            Self::Server { .. } => vec!["--database".to_owned(), self.url()],
        }
    }

    /// Does something to the whole database on its server, with `{}` for its name.
    pub(crate) fn administer(&self, statement: &str) {
        if let Self::Server { server, name } = self {
            administer(server, &[statement.replace("{}", name)]);
        }
    }

    /// Keeps a copy, as a backup would. Nothing may be connected.
    pub(crate) fn copy(&self) {
        match self {
            Self::File(path) => {
                std::fs::copy(path, path.with_extension("old")).unwrap();
            }
            Self::Server { server, name } => {
                administer(server, &[format!("CREATE DATABASE {name}_old TEMPLATE {name}")]);
            }
        }
    }

    /// Puts the copy back. Nothing may be connected.
    pub(crate) fn put_back(&self) {
        match self {
            Self::File(path) => {
                for suffix in ["-wal", "-shm"] {
                    let _ = std::fs::remove_file(format!("{}{suffix}", path.display()));
                }
                std::fs::rename(path.with_extension("old"), path).unwrap();
            }
            Self::Server { server, name } => administer(
                server,
                &[
                    format!("DROP DATABASE {name} WITH (FORCE)"),
                    format!("ALTER DATABASE {name}_old RENAME TO {name}"),
                ],
            ),
        }
    }

    /// The files of the tables as they lie on the server's disk; none for a file, which lies in the test's folder.
    pub(crate) fn server_files(&self) -> Vec<(PathBuf, Vec<u8>)> {
        let Self::Server { .. } = self else {
            return Vec::new();
        };
        let ask = "SELECT current_setting('data_directory') || '/' || pg_relation_filepath(oid) \
                   FROM pg_class WHERE pg_relation_filepath(oid) IS NOT NULL \
                   AND (relnamespace = 'public'::regnamespace OR relname LIKE 'pg_toast_%' AND oid >= 16384)";
        let rows = apart(async {
            let connection = connect(self.url()).await;
            connection.execute_unprepared("CHECKPOINT").await.unwrap();
            let rows = connection
                .query_all_raw(Statement::from_string(DbBackend::Postgres, ask))
                .await
                .unwrap();
            connection.close().await.unwrap();
            rows
        });
        let path = |row: &QueryResult| PathBuf::from(row.try_get_by_index::<String>(0).unwrap());
        let file = |path: PathBuf| std::fs::read(&path).map(|bytes| (path, bytes)).unwrap();
        rows.iter().map(path).map(file).collect()
    }
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        if let Self::Server { server, name } = self {
            let gone = |name: &str| format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)");
            let work = || administer(server, &[gone(name), gone(&format!("{name}_old"))]);
            // A test that has failed already says why by itself.
            let _ = std::panic::catch_unwind(std::panic::AssertUnwindSafe(work));
        }
    }
}

/// A value of bytes, from hexadecimal digits.
pub(crate) fn bytes(hex: &str) -> String {
    if is_postgres() {
        format!("'\\x{hex}'::bytea")
    } else {
        format!("x'{hex}'")
    }
}

/// A query for the names of the tables, in order.
pub(crate) fn tables() -> &'static str {
    if is_postgres() {
        "SELECT table_name::text FROM information_schema.tables WHERE table_schema = 'public' ORDER BY 1"
    } else {
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
    }
}

/// A query for a table's columns, in order.
pub(crate) fn columns(table: &str) -> String {
    if is_postgres() {
        format!(
            "SELECT column_name::text FROM information_schema.columns \
             WHERE table_schema = 'public' AND table_name = '{table}' ORDER BY ordinal_position"
        )
    } else {
        format!("SELECT name FROM pragma_table_info('{table}')")
    }
}

/// An expression for a cell of whatever type as text.
pub(crate) fn as_text(column: &str) -> String {
    if is_postgres() {
        format!("coalesce(\"{column}\"::text, 'NULL')")
    } else {
        format!("quote(\"{column}\")")
    }
}

/// A condition that a cell is a number, or a text.
pub(crate) fn is_of_type(column: &str, what: &str) -> String {
    match (is_postgres(), what) {
        (false, what) => format!("typeof(\"{column}\") = '{what}'"),
        (true, "integer") => format!("pg_typeof(\"{column}\") IN ('integer'::regtype, 'bigint'::regtype)"),
        (true, _) => format!("pg_typeof(\"{column}\") IN ('text'::regtype, 'character varying'::regtype)"),
    }
}
