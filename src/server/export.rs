//! The record written into a folder for an auditor. Knows files, not what stands in them.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufWriter, Write as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, ensure};

use daylight_tlog::export::{ENTRIES, ITEMS, MANIFESTS};

use super::{block_on, open};
use crate::actions::Service;
use crate::actions::export::{self, Exported, Shelf};

/// Writes the published record of an instance into a new folder, also while it is served.
///
/// What is true on dying: `OUT.part` is no export, and the next try begins it anew.
pub fn export(dir: &Path, out: &Path, progress: &mut dyn FnMut(u64, u64)) -> anyhow::Result<Exported> {
    let part = part_of(out)?;
    let done = block_on(async {
        let service = open(dir).await?;
        let done = write(&service, &part, progress).await?;
        service.store.clone().close().await?;
        anyhow::Ok(done)
    })?;
    std::fs::rename(&part, out)?;
    Ok(done)
}

/// The final export after the channel was closed, twice: `OUT/auditor` and `OUT/witness`. Refused before everything open has
/// moved up in a signed batch.
pub fn final_export(dir: &Path, out: &Path) -> anyhow::Result<[Exported; 2]> {
    let (part, done) = block_on(async {
        let service = open(dir).await?;
        export::check_closed(&service).await?;
        let part = part_of(out)?;
        let mut done = Vec::new();
        for whose in ["auditor", "witness"] {
            done.push(write(&service, &part.join(whose), &mut |_, _| ()).await?);
        }
        service.store.clone().close().await?;
        anyhow::Ok((part, done))
    })?;
    std::fs::rename(&part, out)?;
    <[Exported; 2]>::try_from(done).map_err(|_| anyhow::anyhow!("the two exports were not written"))
}

async fn write(service: &Service, at: &Path, progress: &mut dyn FnMut(u64, u64)) -> anyhow::Result<Exported> {
    let mut folder = Folder {
        at: at.to_owned(),
        open: BTreeMap::new(),
    };
    let done = export::export(service, &mut folder, progress).await?;
    folder
        .finish()
        .context("the export could not be written to its end: is there room?")?;
    Ok(done)
}

/// An empty folder beside the one that is to be made.
fn part_of(out: &Path) -> anyhow::Result<PathBuf> {
    ensure!(
        !out.exists(),
        "{} is there already: name a new folder",
        out.display()
    );
    let mut part = out.as_os_str().to_owned();
    part.push(".part");
    let part = PathBuf::from(part);
    if part.exists() {
        std::fs::remove_dir_all(&part)?;
    }
    std::fs::create_dir_all(&part).with_context(|| {
        format!(
            "{} cannot be made: is there room, and may you write there?",
            part.display()
        )
    })?;
    Ok(part)
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
