//! From arguments to a checked service and a signed-in person. Warns when the day of the service is far from ours.

use std::path::PathBuf;

use anyhow::Context as _;
use clap::Args;
use daylight_domain::calendar::days_between;

use super::output::Output;
use super::{secrets, words};
use crate::client::log_key::{remember, remembered, words_of};
use crate::client::{Caller, GivenKey, Service, SignedIn, Trust};
use crate::clock::{Clock as _, SystemClock, civil_date};

/// Which service, and the key it must have.
#[derive(Debug, Args)]
pub(super) struct AtService {
    /// The service's address, for instance `https://speak-up.example.org`
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
    /// The service at the address.
    pub(super) fn service(&self) -> anyhow::Result<Service> {
        Ok(Service::at(&self.url)?)
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
    /// Checks the service, opens the key and signs in. The first visit's log key is remembered beside the key file.
    pub(super) fn sign_in(&self, output: Output) -> anyhow::Result<SignedIn> {
        let service = self.at.service()?;
        let before = remembered(&self.key).with_context(|| {
            format!(
                "the log key remembered beside {} cannot be read",
                self.key.display()
            )
        })?;
        let given = secrets::log_key(self.at.log_key.as_deref())?.or_else(|| before.clone());
        let trust = trust(&service, given.as_ref(), output)?;
        let key = secrets::key(&self.key, self.passphrase_file.as_deref())?;
        if before.is_none() {
            output.note(&format!(
                "The log key of this service: {}",
                words_of(&trust.log.vkey()).join(" ")
            ));
            output.note("Compare these words with the poster. From now on no other key is accepted with your key file.");
            if remember(&self.key, &trust.log).is_err() {
                output.note(
                    "The log key could not be remembered beside your key file: give it with --log-key.",
                );
            }
        }
        Ok(SignedIn::new(service, trust, key)?)
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
