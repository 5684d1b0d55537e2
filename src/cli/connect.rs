//! From arguments to a checked service and a signed-in person. Warns when the day of the service is far from ours.

use std::path::{Path, PathBuf};

use anyhow::Context as _;
use clap::Args;
use daylight_domain::calendar::days_between;
use zeroize::Zeroizing;

use super::output::Output;
use super::replace::replace_key;
use super::{secrets, words};
use crate::client::log_key::{remember, remembered, words_of};
use crate::client::session::check_log;
use crate::client::{Caller, GivenKey, Service, SignedIn, Trust, Way};
use crate::clock::{Clock as _, SystemClock, civil_date};
use crate::crypto::key_file::KeyFile;

/// Which service, and the key it must have.
#[derive(Debug, Args)]
pub(super) struct AtService {
    /// The service's address, for instance `https://speak-up.example.org`; an .onion address needs Tor, named in
    /// the variable `ALL_PROXY` (for instance `socks5h://127.0.0.1:9050`)
    #[arg(long)]
    pub(super) url: String,
    /// File with the log key as on the poster: the whole key, or its six words
    #[arg(long, value_name = "FILE")]
    pub(super) log_key: Option<PathBuf>,
}

/// A person at a service.
#[derive(Debug, Args)]
pub(super) struct AsPerson {
    #[command(flatten)]
    at: AtService,
    /// Your key file
    #[arg(long, value_name = "FILE")]
    key: PathBuf,
    /// File with its passphrase on the first line; asked for if left out
    #[arg(long, value_name = "FILE")]
    passphrase_file: Option<PathBuf>,
}

impl AtService {
    /// The service at the address, through the proxy that the environment names, if it names one.
    pub(super) fn service(&self) -> anyhow::Result<Service> {
        service_at(&self.url)
    }

    /// A command at the same service, to be copied.
    pub(super) fn command(&self, what: &str) -> String {
        format!("daylight {what} --url {}", quoted(&self.url))
    }

    /// Fetches what the service says about itself and checks it.
    pub(super) fn trust(&self, service: &Service, output: Output) -> anyhow::Result<Trust> {
        trust(
            service,
            secrets::log_key(self.log_key.as_deref())?.as_ref(),
            output,
        )
    }
}

impl AsPerson {
    /// A command of the same person at the same service, to be copied.
    pub(super) fn command(&self, what: &str) -> String {
        let mut line = self.at.command(what);
        let mut add = |option: &str, file: &PathBuf| {
            line = format!("{line} {option} {}", quoted(&file.to_string_lossy()));
        };
        add("--key", &self.key);
        if let Some(file) = &self.passphrase_file {
            add("--passphrase-file", file);
        }
        line
    }

    /// The service's address.
    pub(super) fn url(&self) -> &str {
        self.at.url.trim_end_matches('/')
    }

    /// Checks the service, opens the key and signs in. The first visit's log key is remembered beside the key file.
    pub(super) fn sign_in(&self, output: Output) -> anyhow::Result<SignedIn> {
        Ok(self.sign_in_to_change(output)?.0)
    }

    /// What the service says about itself, checked with the log key given or remembered, without signing in.
    pub(super) fn trust(&self, output: Output) -> anyhow::Result<Trust> {
        trust_beside(&self.at, &self.key, output)
    }

    /// Writes the key file anew, whole or not at all.
    pub(super) fn keep(&self, key: &KeyFile, passphrase: &str) -> anyhow::Result<()> {
        replace_key(&self.key, key, passphrase)
    }

    /// As [`AsPerson::sign_in`], with the passphrase, to write the key file anew.
    pub(super) fn sign_in_to_change(&self, output: Output) -> anyhow::Result<(SignedIn, Zeroizing<String>)> {
        let service = self.at.service()?;
        let before = remembered_at(&self.key)?;
        let given = secrets::log_key(self.at.log_key.as_deref())?.or_else(|| before.clone());
        let trust = trust(&service, given.as_ref(), output)?;
        let (key, passphrase) =
            secrets::key_and_passphrase(&self.key, self.passphrase_file.as_deref(), output)?;
        if before.is_none() {
            // A key file that names its log has been compared when it was made, and signing in compares it again.
            if key.log.is_none() {
                output.note(&format!(
                    "The log key of this service: {}",
                    words_of(&trust.log.vkey()).join(" ")
                ));
                output.note("Compare these words with the poster. From now on no other key is accepted with your key file.");
            }
            check_log(&key, &trust)?;
            if remember(&self.key, &trust.log).is_err() {
                output.note(
                    "The log key could not be remembered beside your key file: give it with --log-key.",
                );
            }
        }
        Ok((SignedIn::new(service, trust, key)?, passphrase))
    }
}

/// What a service says about itself, checked with the log key given, else the one remembered beside a key file.
pub(super) fn trust_beside(at: &AtService, key: &Path, output: Output) -> anyhow::Result<Trust> {
    let given = match secrets::log_key(at.log_key.as_deref())? {
        Some(given) => Some(given),
        None => remembered_at(key)?,
    };
    trust(&at.service()?, given.as_ref(), output)
}

fn remembered_at(key: &Path) -> anyhow::Result<Option<GivenKey>> {
    remembered(key).with_context(|| format!("the log key remembered beside {} cannot be read", key.display()))
}

/// The service at an address, by the way the environment names (`ALL_PROXY`).
pub(super) fn service_at(url: &str) -> anyhow::Result<Service> {
    let way = Way::from_variables(|name| std::env::var(name).ok())?;
    Ok(Service::through(url, &way)?)
}

/// A word as a shell takes it for one.
pub(super) fn quoted(word: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_./:@%+=[]".contains(c);
    if !word.is_empty() && word.chars().all(is_plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', "'\\''"))
    }
}

fn trust(service: &Service, given: Option<&GivenKey>, output: Output) -> anyhow::Result<Trust> {
    let trust = Trust::check(service.get("instance", Caller::Anyone)?, given)?;
    let (_, policy) = trust.policy_on(trust.today)?;
    let ours = civil_date(SystemClock::new().now_ms(), &policy.time_zone);
    if days_between(ours, trust.today).abs() > 1 {
        output.note(&format!(
            "Warning: the service says it is {}, your machine says {}. Dates are counted by the service's day.",
            words::day(trust.today),
            words::day(ours),
        ));
    }
    Ok(trust)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_to_be_copied_is_one_word_for_each_word_in_a_shell() {
        assert_eq!(quoted("demo/keys/guardian.key"), "demo/keys/guardian.key");
        assert_eq!(quoted("my key; rm"), "'my key; rm'");
        assert_eq!(quoted("it's"), "'it'\\''s'");
        assert_eq!(quoted(""), "''");
    }
}
