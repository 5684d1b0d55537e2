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
    anyhow::ensure!(
        !dir.join("daylight.toml").exists(),
        "{} holds an instance already; name another folder",
        dir.display()
    );
    let mut seed = Zeroizing::new([0; 32]);
    SystemEntropy.fill(&mut *seed);
    write_private(
        &config.path(&config.storage.log_key),
        Zeroizing::new(to_hex(&*seed) + "\n").as_bytes(),
    )?;
    let vkey = super::block_on(async {
        let service = with_key(config, &seed).await?;
        service
            .store
            .migrate()
            .await
            .context("the database could not be made")?;
        action::set_up(&service, founding, signer).await?;
        let vkey = service.log.verifier().vkey();
        service.store.clone().close().await?;
        anyhow::Ok(vkey)
    })?;
    // Last, so that a folder with a configuration is a whole instance.
    write_private(&dir.join("daylight.toml"), config_text.as_bytes())?;
    Ok(vkey)
}
