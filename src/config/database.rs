//! Where the tables are: a file, or a server. Knows no engine.

use std::path::{Path, PathBuf};

use serde::Deserialize;

/// The database of an instance.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(from = "String")]
pub enum Database {
    /// A SQLite file; relative to the folder of the configuration.
    File(PathBuf),
    /// The `postgres:` URL of a server, without a password.
    Server(String),
}

impl From<String> for Database {
    fn from(text: String) -> Self {
        match text.split_once("://") {
            None => Self::File(text.into()),
            // PostgreSQL's own programs take both names.
            Some(("postgresql", rest)) => Self::Server(format!("postgres://{rest}")),
            Some(_) => Self::Server(text),
        }
    }
}

impl Database {
    /// Says what is wrong with it, but never what a password is.
    pub(super) fn check(&self) -> Result<(), String> {
        let Self::Server(url) = self else {
            return Ok(());
        };
        let Some(rest) = url.strip_prefix("postgres://") else {
            return Err("storage.database is the name of a file, or begins with postgres://".to_owned());
        };
        let (place, query) = rest.split_once('?').unwrap_or((rest, ""));
        let user = place.rsplit_once('@').map_or("", |(user, _)| user);
        if user.contains(':') || query.split('&').any(|pair| pair.starts_with("password=")) {
            return Err(
                "storage.database holds a password, which must not stand in daylight.toml: write it into a file \
                 that the service alone reads and name that in storage.database_password, or take the \
                 password file of PostgreSQL (PGPASSFILE)"
                    .to_owned(),
            );
        }
        Ok(())
    }

    /// The URL to open, for an instance in `dir`.
    pub fn url(&self, dir: &Path) -> String {
        match self {
            Self::File(path) => format!("sqlite://{}?mode=rwc", dir.join(path).display()),
            Self::Server(url) => url.clone(),
        }
    }

    /// As people know it: the file, or the server's URL.
    pub fn name(&self, dir: &Path) -> String {
        match self {
            Self::File(path) => dir.join(path).display().to_string(),
            Self::Server(url) => url.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_database_is_a_file_or_a_server_and_bears_no_password() {
        let of = |text: &str| {
            let database = Database::from(text.to_owned());
            database.check().map(|()| database)
        };
        assert_eq!(
            of("a.db").unwrap().url(Path::new("d")),
            "sqlite://d/a.db?mode=rwc"
        );
        for url in [
            "postgres://daylight@db.example.org/daylight?sslmode=verify-full",
            "postgresql://db.example.org:5432/daylight",
            "postgres:///daylight?host=/run/postgresql",
        ] {
            let Ok(Database::Server(kept)) = of(url) else {
                panic!("{url}")
            };
            assert_eq!(
                kept.replace("postgres:", "").as_str(),
                url.split_once(':').unwrap().1
            );
        }
        for url in [
            "postgres://daylight:secret@db.example.org/daylight",
            "postgres://db.example.org/daylight?user=a&password=secret",
        ] {
            let error = of(url).unwrap_err();
            assert!(
                error.contains("database_password") && !error.contains("secret"),
                "{error}"
            );
        }
        assert!(of("mysql://db/daylight").unwrap_err().contains("postgres://"));
    }
}
