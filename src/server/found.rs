//! Founding an instance: the folder, the log's key, the database, and the first batch.

use std::path::Path;

use anyhow::Context as _;
use daylight_domain::{KdfParams, OfficeId, PublicKey, Role, to_hex};
use daylight_tlog::sig::SigningKey;
use serde::Deserialize;
use zeroize::Zeroizing;

use super::open::{with_key, write_private};
use crate::actions::set_up::{FoundedOffice, Founder, Founding};
use crate::actions::set_up as action;
use crate::config::Config;
use crate::crypto::derive;
use crate::entropy::{Entropy as _, SystemEntropy};

/// What set-up is given: the text of the configuration and the policy, the people and the offices.
#[derive(Debug)]
pub struct Plan {
    /// `daylight.toml`.
    pub config: String,
    /// The policy's TOML.
    pub policy: String,
    /// Everybody of the first hour.
    pub people: Vec<PlannedPerson>,
    /// Every office of the policy, with its identity sealed to its holders.
    pub offices: Vec<FoundedOffice>,
}

/// A person of the first hour.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlannedPerson {
    /// Their name.
    pub name: String,
    /// Where their mail goes; may be empty.
    #[serde(default)]
    pub address: String,
    /// What they may do.
    pub role: Role,
    /// Their office, for holders.
    pub office: Option<OfficeId>,
    /// Verifies their signatures.
    pub key: PublicKey,
    /// Their own recipient, `age1pq1…`.
    pub recipient: String,
}

/// Founds an instance in an empty folder. `signer` is a holder of the last stage. Returns the log's vkey.
pub fn set_up(dir: &Path, plan: Plan, signer: &SigningKey) -> anyhow::Result<String> {
    let config = Config::parse(&plan.config, dir).map_err(|wrong| anyhow::anyhow!("daylight.toml: {wrong}"))?;
    std::fs::create_dir_all(dir).with_context(|| format!("cannot make the folder {}", dir.display()))?;
    anyhow::ensure!(
        !dir.join("daylight.toml").exists(),
        "{} holds an instance already; name another folder",
        dir.display()
    );
    let mut seed = Zeroizing::new([0; 32]);
    SystemEntropy.fill(&mut *seed);
    write_private(&config.path(&config.storage.log_key), Zeroizing::new(to_hex(&*seed) + "\n").as_bytes())?;
    let written = plan.config.clone();
    let vkey = super::block_on(async {
        let service = with_key(config, &seed).await?;
        service.store.migrate().await.context("the database could not be made")?;
        let people = plan.people.into_iter().map(|person| Founder {
            name: person.name,
            address: person.address,
            role: person.role,
            office: person.office,
            key: person.key,
            recipient: person.recipient,
        });
        let derive::KdfParams { version, m_kib, t, p } = derive::KdfParams::CURRENT;
        let kdf = KdfParams { version, m_kib, t, p };
        let founding = Founding { policy: plan.policy, offices: plan.offices, people: people.collect(), kdf };
        action::set_up(&service, founding, signer).await?;
        let vkey = service.log.verifier().vkey();
        service.store.clone().close().await?;
        anyhow::Ok(vkey)
    })?;
    // Last, so that a folder with a configuration is a whole instance.
    write_private(&dir.join("daylight.toml"), written.as_bytes())?;
    Ok(vkey)
}
