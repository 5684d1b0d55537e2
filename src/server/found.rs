//! Founding an instance: the folder, the log's key, the database, and the first batch.

use std::path::Path;

use anyhow::Context as _;
use daylight_domain::to_hex;
use daylight_tlog::sig::SigningKey;
use zeroize::Zeroizing;

use super::open::{private_folder, with_key, write_private};
use crate::actions::set_up::{self as action, Founding};
use crate::config::Config;
use crate::entropy::{Entropy as _, SystemEntropy};

/// Founds an instance in an empty folder, with this text of `daylight.toml`. `signer` is a holder of the last stage.
/// Returns the log's vkey.
pub fn set_up(
    dir: &Path,
    config_text: &str,
    founding: Founding,
    signer: &SigningKey,
) -> anyhow::Result<String> {
    let config =
        Config::parse(config_text, dir).map_err(|wrong| anyhow::anyhow!("daylight.toml: {wrong}"))?;
    private_folder(dir)?;
    check_empty(dir)?;
    let founded = found(dir, config, config_text, founding, signer);
    if founded.is_err() {
        // What was begun goes, so that the same folder can be named again; none of it was there before.
        for begun in BEGUN {
            let _ = std::fs::remove_file(dir.join(begun));
        }
    }
    founded
}

/// What a founding leaves behind when it stops half-way.
const BEGUN: [&str; 5] = [
    "log.key",
    "high-water",
    "daylight.db",
    "daylight.db-wal",
    "daylight.db-shm",
];

/// Fails if the folder holds an instance, or the beginning of one that was broken off.
pub(super) fn check_empty(dir: &Path) -> anyhow::Result<()> {
    anyhow::ensure!(
        !dir.join("daylight.toml").exists(),
        "{} holds an instance already; name another folder",
        dir.display()
    );
    if let Some(begun) = BEGUN.iter().find(|name| dir.join(name).exists()) {
        anyhow::bail!(
            "{} holds a set-up that was broken off ({begun} is there, daylight.toml is not): remove the folder, or name another",
            dir.display()
        );
    }
    Ok(())
}

fn found(
    dir: &Path,
    config: Config,
    config_text: &str,
    founding: Founding,
    signer: &SigningKey,
) -> anyhow::Result<String> {
    let mut seed = Zeroizing::new([0; 32]);
    SystemEntropy.fill(&mut *seed);
    let log_key = config.path(&config.storage.log_key);
    let vkey = super::block_on(async {
        let service = with_key(config, &seed).await?;
        let begun = async {
            // Not before the database is there: a wrong URL leaves a folder that can be tried again.
            write_private(&log_key, Zeroizing::new(to_hex(&*seed) + "\n").as_bytes())?;
            let made = service.store.migrate().await;
            made.context("the database could not be made")?;
            anyhow::Ok(action::set_up(&service, founding, signer).await?)
        }
        .await;
        // Also when it failed: a connection that closes later takes the database's log with it, and by then that
        // may be the log of the next try in the same folder.
        let closed = service.store.clone().close().await;
        begun?;
        closed?;
        anyhow::Ok(service.log.verifier().vkey())
    })?;
    // Last, so that a folder with a configuration is a whole instance.
    write_private(&dir.join("daylight.toml"), config_text.as_bytes())?;
    Ok(vkey)
}
