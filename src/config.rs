//! `daylight.toml`: where things lie and how much is accepted. Every field has its default; an unknown one is an error.

mod database;
mod limits;
mod look;
mod mail;
#[cfg(test)]
mod tests;
mod witness;

pub use database::Database;
pub use limits::Limits;
pub use look::Look;
pub use mail::{Mail, Security, Smtp};
pub use witness::Witness;

use std::net::IpAddr;
use std::path::{Path, PathBuf};

use daylight_domain::ceilings::BACKUPS_DAYS;
use serde::Deserialize;

/// The configuration of one instance.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// The log's origin: a name under a domain that is yours, without a scheme.
    pub origin: String,
    /// Demonstration: the tick comes when something is pending and pads to 4.
    #[serde(default)]
    pub demo: bool,
    /// Where the data lies; paths are relative to the folder of this file.
    #[serde(default)]
    pub storage: Storage,
    /// How mail leaves.
    #[serde(default)]
    pub mail: Mail,
    /// What is accepted.
    #[serde(default)]
    pub limits: Limits,
    /// How the pages look.
    #[serde(default)]
    pub look: Look,
    /// Whom each new checkpoint is sent to for a cosignature.
    #[serde(default)]
    pub witness: Vec<Witness>,
    /// How many of them must have cosigned a checkpoint before it is published; all if left out.
    pub witness_quorum: Option<usize>,
    /// The folder of the file, filled in by [`Config::load`].
    #[serde(skip)]
    pub dir: PathBuf,
}

/// Where the data lies.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Storage {
    /// The database: a file, or a server.
    pub database: Database,
    /// The file that holds the server's password in its first line.
    pub database_password: Option<PathBuf>,
    /// The folder of large sealed parts.
    pub blobs: PathBuf,
    /// The log's signing key: 64 hexadecimal digits, readable by the service alone.
    pub log_key: PathBuf,
    /// The last size and root that were signed, outside the database.
    pub high_water: PathBuf,
    /// For how many days a backup is kept: each erasure names the day on which the last one with the content goes.
    pub backups_kept_days: u16,
}

impl Default for Storage {
    fn default() -> Self {
        Self {
            database: Database::File("daylight.db".into()),
            database_password: None,
            blobs: "blobs".into(),
            log_key: "log.key".into(),
            high_water: "high-water".into(),
            backups_kept_days: 14,
        }
    }
}

impl Storage {
    /// Each place has a name, and no two share one: each would write over the other.
    fn check(&self) -> Result<(), String> {
        self.database.check()?;
        if self.backups_kept_days > BACKUPS_DAYS {
            return Err(format!(
                "storage.backups_kept_days is {}: beyond {BACKUPS_DAYS} days nothing would have been erased; keep backups for \
                 less long, and write for how long",
                self.backups_kept_days
            ));
        }
        let database = match &self.database {
            Database::File(file) => Some(file),
            Database::Server(_) => None,
        };
        let places = [
            ("database", database),
            ("database_password", self.database_password.as_ref()),
            ("blobs", Some(&self.blobs)),
            ("log_key", Some(&self.log_key)),
            ("high_water", Some(&self.high_water)),
        ];
        let mut seen: Vec<(&str, &PathBuf)> = Vec::new();
        for (name, path) in places {
            let Some(path) = path else { continue };
            if path.as_os_str().is_empty() {
                return Err(format!(
                    "storage.{name} is empty; write a path, or leave the line out"
                ));
            }
            if let Some((other, _)) = seen.iter().find(|(_, taken)| *taken == path) {
                return Err(format!(
                    "storage.{name} and storage.{other} name the same place; each needs its own"
                ));
            }
            seen.push((name, path));
        }
        Ok(())
    }
}

/// Why a configuration cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// No file, or not readable.
    #[error(
        "cannot read {0}: run `daylight setup --dir DIR` first, or name the folder that holds daylight.toml"
    )]
    Unreadable(PathBuf, #[source] std::io::Error),
    /// A field is wrong.
    #[error("{0} is not right: {1}")]
    Wrong(PathBuf, String),
}

impl Config {
    /// Reads `DIR/daylight.toml`.
    pub fn load(dir: &Path) -> Result<Self, ConfigError> {
        let path = dir.join("daylight.toml");
        let text =
            std::fs::read_to_string(&path).map_err(|error| ConfigError::Unreadable(path.clone(), error))?;
        Self::parse(&text, dir).map_err(|message| ConfigError::Wrong(path, message))
    }

    /// Reads the text of a configuration whose paths are relative to `dir`.
    pub fn parse(text: &str, dir: &Path) -> Result<Self, String> {
        let mut config: Self = toml::from_str(text).map_err(|error| unreadable(&error))?;
        dir.clone_into(&mut config.dir);
        config.check()?;
        Ok(config)
    }

    fn check(&self) -> Result<(), String> {
        daylight_tlog::note::LogKey::new(&self.origin, &[0; 32]).map_err(|_| {
            "origin must be a name without spaces or plus signs, for instance concerns.example.org/log"
                .to_owned()
        })?;
        self.storage.check()?;
        self.mail.check()?;
        witness::check(&self.witness, self.witness_quorum)?;
        self.limits.check()
    }

    /// A path of the configuration, relative to its folder.
    pub fn path(&self, part: &Path) -> PathBuf {
        self.dir.join(part)
    }

    /// The tree grows to multiples of this with each batch.
    pub fn pad_to(&self) -> u64 {
        if self.demo { 4 } else { 64 }
    }
}

/// Whether a host, by name or number, is the machine itself: what goes there crosses no network.
fn is_this_machine(host: &str) -> bool {
    host == "localhost" || host.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

/// What the parser says, with the line it says it of, in words for people.
fn unreadable(error: &toml::de::Error) -> String {
    let said = error.to_string();
    let said = ["usize", "u64", "u16"].iter().fold(said, |said, number| {
        said.replace(&format!("expected {number}"), "expected a whole number")
    });
    format!(
        "{}\nPut that line right; config/daylight.toml of the sources has every field with its default",
        said.trim_end()
    )
}
