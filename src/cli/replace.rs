//! Writes a key file anew: at every moment either the old one or the new one is there, whole. Must not know what changed.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, ensure};

use super::secrets::write_new;
use crate::crypto::key_file::{KeyFile, USUAL_WORK};

/// Seals the key with a passphrase in place of the file. Fails without touching the old file if the new one does not open.
pub(super) fn replace_key(file: &Path, key: &KeyFile, passphrase: &str) -> anyhow::Result<()> {
    // A link stays one: what it points to is replaced.
    let file = file
        .canonicalize()
        .with_context(|| format!("{} cannot be found", file.display()))?;
    let new = beside(&file);
    if new.exists() {
        // Left by a run that was ended; the old file is the one that counts.
        fs::remove_file(&new).with_context(|| format!("{} is in the way", new.display()))?;
    }
    write_new(&new, &key.write(passphrase, USUAL_WORK)?)?;
    let back = KeyFile::read(&fs::read(&new)?, passphrase);
    let is_whole = back.is_ok_and(|back| {
        back.identity == key.identity && back.signing == key.signing && back.offices == key.offices
    });
    ensure!(
        is_whole,
        "the new key file {} did not open as it must: the old one is as it was; look whether the disk is sound",
        new.display()
    );
    // Dying before the next line: the old file, and a new one beside it that the next try removes.
    fs::rename(&new, &file).with_context(|| format!("{} could not be replaced", file.display()))?;
    let folder = file.parent().unwrap_or(Path::new("."));
    File::open(folder)
        .and_then(|folder| folder.sync_all())
        .with_context(|| {
            format!(
                "{} was replaced, but the folder is not durable yet",
                file.display()
            )
        })
}

fn beside(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".new");
    PathBuf::from(name)
}
