//! The record written into a folder for an auditor. Knows files, not what stands in them.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufWriter, Write as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, ensure};

use daylight_tlog::export::{ENTRIES, ITEMS, MANIFESTS};

use super::{block_on, open};
use crate::actions::export::{self, Exported, Shelf};

/// Writes the published record of an instance into a new folder, also while it is served.
///
/// What is true on dying: `OUT.part` is no export, and the next try begins it anew.
pub fn export(dir: &Path, out: &Path, progress: &mut dyn FnMut(u64, u64)) -> anyhow::Result<Exported> {
    is_new(out)?;
    let part = part_of(out);
    if part.exists() {
        std::fs::remove_dir_all(&part)?;
    }
    std::fs::create_dir_all(&part).with_context(|| {
        format!(
            "{} cannot be made: is there room, and may you write there?",
            part.display()
        )
    })?;
    let done = block_on(async {
        let service = open(dir).await?;
        let mut folder = Folder {
            at: part.clone(),
            open: BTreeMap::new(),
        };
        let done = export::export(&service, &mut folder, progress).await?;
        folder
            .finish()
            .context("the export could not be written to its end: is there room?")?;
        service.store.clone().close().await?;
        anyhow::Ok(done)
    })?;
    std::fs::rename(&part, out)?;
    Ok(done)
}

pub(super) fn is_new(out: &Path) -> anyhow::Result<()> {
    ensure!(
        !out.exists(),
        "{} is there already: choose another name",
        out.display()
    );
    Ok(())
}

/// What is not whole yet has another name.
pub(super) fn part_of(out: &Path) -> PathBuf {
    let mut part = out.as_os_str().to_owned();
    part.push(".part");
    PathBuf::from(part)
}

/// A folder, with the long files open.
struct Folder {
    at: PathBuf,
    open: BTreeMap<String, BufWriter<File>>,
}

impl Shelf for Folder {
    fn append(&mut self, file: &str, bytes: &[u8]) -> io::Result<()> {
        if let Some(open) = self.open.get_mut(file) {
            return open.write_all(bytes);
        }
        let path = self.at.join(file);
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        let mut writer = BufWriter::with_capacity(1 << 20, File::create(path)?);
        writer.write_all(bytes)?;
        // The others are written once, and there are thousands of them.
        if [ENTRIES, MANIFESTS, ITEMS].contains(&file) {
            self.open.insert(file.to_owned(), writer);
            Ok(())
        } else {
            writer.flush()
        }
    }
}

impl Folder {
    fn finish(self) -> io::Result<()> {
        for (_, writer) in self.open {
            writer.into_inner()?.sync_all()?;
        }
        File::open(&self.at)?.sync_all()
    }
}
