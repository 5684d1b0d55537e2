//! `daylight.toml`: where things lie and how much is accepted. Every field has its default; an unknown one is an error.

mod database;
mod mail;

pub use database::Database;
pub use mail::{Mail, Security, Smtp};

use std::path::{Path, PathBuf};

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
}

impl Default for Storage {
    fn default() -> Self {
        Self {
            database: Database::File("daylight.db".into()),
            database_password: None,
            blobs: "blobs".into(),
            log_key: "log.key".into(),
            high_water: "high-water".into(),
        }
    }
}

/// What is accepted. Each limit is checked before parsing and answered with what to change.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Limits {
    /// Longest account, KiB of text.
    pub account_kib: usize,
    /// Longest message, KiB of text.
    pub message_kib: usize,
    /// Largest request to submit, KiB.
    pub submission_kib: usize,
    /// Largest other request, KiB.
    pub request_kib: usize,
    /// Longest attached file, MiB.
    pub attachment_mib: u64,
    /// Attached files of one concern.
    pub attachments: usize,
}

impl Limits {
    /// The longest sealed form of an attached file, in bytes: padding adds at most an eighth, the seal less than a
    /// thousandth.
    pub fn longest_attachment(&self) -> u64 {
        let bytes = self.attachment_mib.saturating_mul(1024 * 1024);
        bytes.saturating_add(bytes.div_ceil(7)).saturating_add(16 * 1024)
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            account_kib: 256,
            message_kib: 64,
            submission_kib: 1024,
            request_kib: 256,
            attachment_mib: 500,
            attachments: 20,
        }
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
        let mut config: Self = toml::from_str(text).map_err(|error| error.to_string())?;
        dir.clone_into(&mut config.dir);
        config.check()?;
        Ok(config)
    }

    fn check(&self) -> Result<(), String> {
        daylight_tlog::note::LogKey::new(&self.origin, &[0; 32]).map_err(|_| {
            "origin must be a name without spaces or plus signs, for instance concerns.example.org/log"
                .to_owned()
        })?;
        self.storage.database.check()?;
        self.mail.check()?;
        let limits = &self.limits;
        for (name, value, most) in [
            ("limits.account_kib", limits.account_kib, 256),
            ("limits.message_kib", limits.message_kib, 64),
            ("limits.submission_kib", limits.submission_kib, 4096),
            ("limits.request_kib", limits.request_kib, 4096),
        ] {
            if value == 0 || value > most {
                return Err(format!("{name} is {value}; it must be from 1 to {most}"));
            }
        }
        Ok(())
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_complete_configuration_of_the_repository_is_right_and_says_the_defaults() {
        let text =
            std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/config/daylight.toml")).unwrap();
        let written = Config::parse(&text, Path::new("")).unwrap();
        let default = Config::parse("origin = \"example.org/log\"", Path::new("")).unwrap();
        assert_eq!(format!("{:?}", written.limits), format!("{:?}", default.limits));
        assert_eq!(format!("{:?}", written.storage), format!("{:?}", default.storage));
    }

    #[test]
    fn every_wrong_field_is_named() {
        for (text, named) in [
            ("origin = \"a b\"", "origin"),
            ("", "origin"),
            ("origin = \"a.example/log\"\ncolour = 1", "colour"),
            (
                "origin = \"a.example/log\"\n[limits]\naccount_kib = 0",
                "account_kib",
            ),
            (
                "origin = \"a.example/log\"\n[limits]\naccount_kib = 257",
                "account_kib",
            ),
            (
                "origin = \"a.example/log\"\n[mail]\nsender = \"nobody\"",
                "mail.sender",
            ),
            ("origin = \"a.example/log\"\n[storage]\ndatabase = 1", "database"),
            (
                "origin = \"a.example/log\"\n[storage]\ndatabase = \"postgres://a:b@c/d\"",
                "database_password",
            ),
        ] {
            let error = Config::parse(text, Path::new("")).unwrap_err();
            assert!(error.contains(named), "{error}");
        }
    }
}
