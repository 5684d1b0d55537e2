//! Opens the folder of an instance: configuration, database, log key, mail.

use std::io::Write as _;
use std::path::Path;
use std::sync::Arc;

use anyhow::Context as _;
use daylight_domain::from_hex;
use daylight_tlog::note::LogKey;
use daylight_tlog::sig::sha256;
use zeroize::Zeroizing;

use crate::actions::{Parts, Service};
use crate::blob::DiskBlobs;
use crate::clock::{SystemClock, WaryClock};
use crate::config::{Config, Database};
use crate::entropy::SystemEntropy;
use crate::mail;
use crate::store::Store;

/// Opens a folder whose database is up to date; otherwise says to run `daylight migrate`.
pub async fn open(dir: &Path) -> anyhow::Result<Service> {
    let service = open_unmigrated(dir).await?;
    let pending = service.store.pending_migrations().await?;
    anyhow::ensure!(
        pending == 0,
        "the database is older than this program: run `daylight migrate --dir {}` first",
        dir.display()
    );
    Ok(service)
}

/// Opens a folder as it is.
pub async fn open_unmigrated(dir: &Path) -> anyhow::Result<Service> {
    let config = Config::load(dir)?;
    // Opening would make an empty one, in which nothing that was ever sent can be found.
    if let Database::File(file) = &config.storage.database {
        let file = config.path(file);
        anyhow::ensure!(
            file.is_file(),
            "the database {} is not there: put the path right (storage.database in daylight.toml), or restore the newest backup",
            file.display()
        );
    }
    let key_path = config.path(&config.storage.log_key);
    let text = Zeroizing::new(
        std::fs::read_to_string(&key_path)
            .with_context(|| {
                format!(
                    "cannot read the log's key {}: put the path right (storage.log_key in daylight.toml), or restore it from its backup",
                    key_path.display()
                )
            })?,
    );
    let seed = Zeroizing::new(from_hex::<32>(text.trim()).map_err(|_| {
        anyhow::anyhow!(
            "{} is not a log key, which is 64 hexadecimal digits: restore it from its backup",
            key_path.display()
        )
    })?);
    with_key(config, &seed).await
}

/// Puts a service together from its configuration and the log key's seed.
pub(super) async fn with_key(config: Config, seed: &[u8; 32]) -> anyhow::Result<Service> {
    let log = LogKey::new(&config.origin, seed)
        .map_err(|_| anyhow::anyhow!("the origin in daylight.toml cannot name a log key"))?;
    let database = &config.storage.database;
    let password = password(&config)?;
    let store = Store::open_with(&database.url(&config.dir), password.as_deref().map(String::as_str))
        .await
        .with_context(|| {
            let name = database.name(&config.dir);
            match database {
                Database::File(_) => format!(
                    "cannot open the database {name}: if it is damaged, keep it for the auditor and restore the newest backup"
                ),
                Database::Server(_) => format!(
                    "cannot reach the database {name}: start the server, or put the URL right (storage.database in daylight.toml)"
                ),
            }
        })?;
    let blobs = Arc::new(DiskBlobs::new(config.path(&config.storage.blobs)));
    let mailer = mail::mailer(&config);
    let challenge_key = sha256(&[b"daylight/challenge/v1".as_slice(), seed].concat()).0;
    Ok(Service::new(Parts {
        config,
        store,
        clock: WaryClock::new(Arc::new(SystemClock::new())),
        entropy: Arc::new(SystemEntropy),
        log,
        blobs,
        mailer,
        challenge_key,
    }))
}

fn password(config: &Config) -> anyhow::Result<Option<Zeroizing<String>>> {
    let Some(file) = &config.storage.database_password else {
        return Ok(None);
    };
    let path = config.path(file);
    let text = std::fs::read_to_string(&path).map(Zeroizing::new);
    let text = text.with_context(|| format!("cannot read the database's password {}", path.display()))?;
    Ok(text.lines().next().map(|line| Zeroizing::new(line.to_owned())))
}

/// Makes a folder that only its owner enters; one that is there already stays as it is.
pub(super) fn private_folder(path: &Path) -> anyhow::Result<()> {
    use std::os::unix::fs::DirBuilderExt as _;
    std::fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(path)
        .with_context(|| format!("cannot make the folder {}: choose another place", path.display()))
}

/// Writes a new file that only its owner reads. Fails if it is there already: keys are never overwritten.
pub fn write_private(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    use std::os::unix::fs::OpenOptionsExt as _;
    let write = || -> std::io::Result<()> {
        let mut file = std::fs::OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(path)?;
        file.write_all(bytes)?;
        file.sync_all()
    };
    write().with_context(|| {
        format!(
            "cannot write {}: look whether it is there already, and whether the folder is yours",
            path.display()
        )
    })
}
