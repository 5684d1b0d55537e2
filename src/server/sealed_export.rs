//! An export in one sealed file, for a way on which others could read it: a tar of the folder, sealed to the auditor. Any tool
//! for age and tar opens it as well.

use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter, Write as _};
use std::path::{Component, Path};

use anyhow::{Context as _, ensure};

use super::export::{part_beside, part_of};
use super::{block_on, open};
use crate::actions::export::Exported;
use crate::actions::take_export::archive;
use crate::crypto::hybrid::{HybridIdentity, HybridRecipient};
use crate::crypto::seal::open_stream;

/// Bytes that are written at once.
const BUFFER: usize = 1 << 20;

/// Writes the signed record of an instance into one file that only `to` opens.
///
/// What is true on dying: `OUT.part` is no export, and the next try begins it anew.
pub fn export_sealed(
    dir: &Path,
    out: &Path,
    to: &HybridRecipient,
    progress: &mut dyn FnMut(u64, u64),
) -> anyhow::Result<Exported> {
    let part = part_beside(out)?;
    let done = block_on(async {
        let service = open(dir).await?;
        let (mut archive, done) = archive(&service, Some(to), progress).await?;
        let mut write = || -> io::Result<()> {
            let mut file = File::create(&part)?;
            while let Some(bytes) = archive.fetch()? {
                file.write_all(&bytes)?;
            }
            file.sync_all()
        };
        write().with_context(|| format!("{} could not be written: is there room?", part.display()))?;
        service.store.clone().close().await?;
        anyhow::Ok(done)
    })?;
    fs::rename(part, out)?;
    Ok(done)
}

/// Opens a sealed export into a new folder, and says how many files it held.
///
/// What is true on dying: `OUT.part` is no export, and the next try begins it anew.
pub fn open_export(sealed: &Path, with: &HybridIdentity, out: &Path) -> anyhow::Result<u64> {
    let file = File::open(sealed).with_context(|| format!("{} cannot be read", sealed.display()))?;
    let stream = open_stream(with, BufReader::with_capacity(BUFFER, file))
        .with_context(|| format!("{} cannot be opened with this key", sealed.display()))?;
    let part = part_of(out)?;
    let written = unpack(stream, &part);
    if written.is_err() {
        let _ = fs::remove_dir_all(&part);
    }
    let written = written.with_context(|| {
        format!(
            "{} is damaged, or is no export: ask for it again",
            sealed.display()
        )
    })?;
    fs::rename(part, out)?;
    Ok(written)
}

fn unpack(stream: impl io::Read, folder: &Path) -> anyhow::Result<u64> {
    let mut tar = tar::Archive::new(stream);
    let mut written = 0_u64;
    for file in tar.entries()? {
        let mut file = file?;
        let name = file.path()?.into_owned();
        let is_inside = name.components().all(|part| matches!(part, Component::Normal(_)));
        ensure!(
            is_inside && file.header().entry_type().is_file(),
            "it holds something that no export does: {}",
            name.display()
        );
        let path = folder.join(name);
        if let Some(above) = path.parent() {
            fs::create_dir_all(above)?;
        }
        let mut writer = BufWriter::with_capacity(BUFFER, File::create_new(path)?);
        io::copy(&mut file, &mut writer)?;
        writer.flush()?;
        written = written.saturating_add(1);
    }
    // The end is sealed too: a file that was cut off is known only there.
    io::copy(&mut tar.into_inner(), &mut io::sink())?;
    Ok(written)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crypto::seal::seal_stream;
    use crate::entropy::SeededEntropy;

    /// A sealed tar with one file of this name.
    fn sealed(name: &str, with: &HybridIdentity) -> Vec<u8> {
        let mut tar = tar::Builder::new(seal_stream(&with.recipient(), Vec::new()).unwrap());
        let mut header = tar::Header::new_ustar();
        // Written as it is: the crate's own way refuses such names.
        header.as_mut_bytes()[..name.len()].copy_from_slice(name.as_bytes());
        header.set_size(5);
        header.set_entry_type(tar::EntryType::Regular);
        header.set_cksum();
        tar.append(&header, &b"words"[..]).unwrap();
        tar.into_inner().unwrap().finish().unwrap().into_inner()
    }

    #[test]
    fn nothing_is_written_outside_the_folder_or_under_a_name_that_was_not_whole() {
        let with = HybridIdentity::generate(&SeededEntropy::new(1));
        let dir = tempfile::tempdir().unwrap();
        let (file, out) = (dir.path().join("record.age"), dir.path().join("record"));
        for name in ["../outside", "/outside", "tile/../../outside"] {
            fs::write(&file, sealed(name, &with)).unwrap();
            let refused = open_export(&file, &with, &out).unwrap_err();
            assert!(format!("{refused:#}").contains("no export"), "{refused:#}");
        }
        let good = sealed("tile/entries/000.p/4", &with);
        for cut in [good.len() - 1, good.len() - 600, 900] {
            fs::write(&file, &good[..cut]).unwrap();
            assert!(open_export(&file, &with, &out).is_err(), "cut at {cut}");
        }
        let left: Vec<_> = fs::read_dir(dir.path())
            .unwrap()
            .map(|item| item.unwrap().file_name())
            .collect();
        assert_eq!(left, ["record.age"]);
        fs::write(&file, good).unwrap();
        assert_eq!(open_export(&file, &with, &out).unwrap(), 1);
        assert_eq!(fs::read(out.join("tile/entries/000.p/4")).unwrap(), b"words");
    }
}
