//! A copy of an instance's folder while it is served, and the way back. For the embedded engine; PostgreSQL has its own
//! tools. Must not know what the files say.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail, ensure};

use super::{block_on, doctor, open};
use crate::actions::examine::Health;
use crate::config::{Config, Database};

/// Copies database, blobs and configuration of a folder into a new one, durably. The log's key and the high-water file
/// stay out: whoever finds the copy must not be able to sign, and a copy put back must be noticed.
///
/// What is true on dying: `OUT.part` is no backup, and the next try begins it anew. The database is copied first: every
/// blob it names was durable before, so the blobs copied after it are enough.
pub fn backup(dir: &Path, out: &Path) -> anyhow::Result<()> {
    ensure!(
        !out.exists(),
        "{} is there already: name a new folder",
        out.display()
    );
    database_file(&Config::load(dir)?)?;
    let mut part = out.as_os_str().to_owned();
    part.push(".part");
    let part = Path::new(&part);
    if part.exists() {
        std::fs::remove_dir_all(part)?;
    }
    create_private(part)?;
    let config = block_on(async {
        let service = open(dir).await?;
        let copy = part.join("daylight.db");
        service.store.copy_to(&copy).await.with_context(|| {
            format!(
                "the database could not be copied to {}: is there room?",
                copy.display()
            )
        })?;
        service.store.clone().close().await?;
        Ok(service.config.clone())
    })?;
    sync(&part.join("daylight.db"))?;
    let blobs = config.path(&config.storage.blobs);
    if blobs.exists() {
        copy_folder(&blobs, &part.join("blobs")).context("the blobs could not be copied: is there room?")?;
    }
    std::fs::copy(dir.join("daylight.toml"), part.join("daylight.toml"))?;
    sync(&part.join("daylight.toml"))?;
    sync(part)?;
    std::fs::rename(part, out)?;
    sync(
        out.parent()
            .filter(|up| !up.as_os_str().is_empty())
            .unwrap_or(Path::new(".")),
    )?;
    Ok(())
}

/// Puts a backup where no instance is, with the log's key from its own place, and looks it over. A high-water file that
/// lies in the folder stays: it says whether batches were signed since the backup.
pub fn restore(from: &Path, dir: &Path, log_key: &Path) -> anyhow::Result<Health> {
    let config =
        Config::load(from).map_err(|wrong| anyhow::anyhow!("{} is no backup: {wrong}", from.display()))?;
    ensure!(
        from.join("daylight.db").is_file(),
        "{} is no backup: it has no daylight.db",
        from.display()
    );
    let target = Config {
        dir: dir.to_owned(),
        ..config
    };
    let database = database_file(&target)?;
    ensure!(
        !database.exists(),
        "{} is there already: nothing is written over. Move it away and keep it for the auditor",
        database.display()
    );
    let key = std::fs::read(log_key).with_context(|| {
        format!(
            "cannot read {}: the log's key is kept apart from backups; give its copy with --log-key-file",
            log_key.display()
        )
    })?;
    std::fs::create_dir_all(dir)?;
    let blobs = target.path(&target.storage.blobs);
    if from.join("blobs").exists() {
        copy_folder(&from.join("blobs"), &blobs).context("the blobs could not be copied: is there room?")?;
    }
    std::fs::copy(from.join("daylight.toml"), dir.join("daylight.toml"))?;
    let own_key = target.path(&target.storage.log_key);
    if !own_key.exists() {
        super::write_private(&own_key, &key)?;
    }
    // The database last: without it the folder is no instance, and the next try begins again.
    let half = database.with_extension("part");
    std::fs::copy(from.join("daylight.db"), &half)?;
    sync(&half)?;
    std::fs::rename(&half, &database)?;
    sync(dir)?;
    doctor(dir)
}

/// The database's file; a server's tables do not lie in the folder.
fn database_file(config: &Config) -> anyhow::Result<PathBuf> {
    match &config.storage.database {
        Database::File(file) => Ok(config.path(file)),
        Database::Server(url) => bail!(
            "the database is on a server, {url}: copy it with pg_dump and pg_restore, and the folder beside it \
             (docs/OPERATING.md, section 5)"
        ),
    }
}

/// Copies files with their times: blobs bear the midnight of their day.
fn copy_folder(from: &Path, to: &Path) -> io::Result<()> {
    std::fs::create_dir_all(to)?;
    for entry in std::fs::read_dir(from)? {
        let path = entry?.path();
        let copy = to.join(path.file_name().unwrap_or_default());
        if path.is_dir() {
            copy_folder(&path, &copy)?;
            continue;
        }
        let shown = std::fs::metadata(&path).and_then(|file| file.modified());
        match shown.and_then(|shown| std::fs::copy(&path, &copy).map(|_| shown)) {
            Ok(shown) => File::open(&copy)?.set_modified(shown)?,
            // An upload that ended meanwhile, or a blob that was removed.
            Err(gone) if gone.kind() == io::ErrorKind::NotFound => continue,
            Err(other) => return Err(other),
        }
        sync(&copy)?;
    }
    File::open(to)?.set_modified(std::fs::metadata(from)?.modified()?)?;
    sync(to)
}

fn create_private(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt as _;
    std::fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(folder)
}

fn sync(path: &Path) -> io::Result<()> {
    File::open(path)?.sync_all()
}
