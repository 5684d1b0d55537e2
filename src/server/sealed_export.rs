//! An export in one sealed file, for a way on which others could read it: a tar of the folder, sealed to the auditor. Any tool
//! for age and tar opens it as well.

use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter, Write as _};
use std::path::{Component, Path, PathBuf};

use anyhow::{Context as _, ensure};

use super::export::{export, is_new, part_of};
use crate::actions::export::Exported;
use crate::crypto::hybrid::{HybridIdentity, HybridRecipient};
use crate::crypto::seal::{open_stream, seal_stream};

/// Bytes between one look at the progress and the next: those of a file.
const BUFFER: usize = 1 << 20;

/// Writes the published record of an instance into one file that only `to` opens. `progress` is told what is counted, how
/// many are done, and of how many.
///
/// What is true on dying: `OUT.plain.part` and `OUT.part` are no export, and the next try begins them anew.
pub fn export_sealed(
    dir: &Path,
    out: &Path,
    to: &HybridRecipient,
    progress: &mut dyn FnMut(&'static str, u64, u64),
) -> anyhow::Result<Exported> {
    is_new(out)?;
    // A tar names a file's length before its bytes, and the record is written page by page: so the folder comes first.
    let mut plain = out.as_os_str().to_owned();
    plain.push(".plain");
    let plain = PathBuf::from(plain);
    let done = export(dir, &plain, &mut |at, all| progress("entries", at, all))?;
    let sealed = seal(&plain, out, to, &mut |at, all| progress("bytes", at, all));
    fs::remove_dir_all(&plain)?;
    sealed.with_context(|| format!("{} could not be written: is there room?", out.display()))?;
    Ok(done)
}

fn seal(
    folder: &Path,
    out: &Path,
    to: &HybridRecipient,
    progress: &mut dyn FnMut(u64, u64),
) -> anyhow::Result<()> {
    let mut files = Vec::new();
    find_files(folder, &mut files)?;
    files.sort();
    let all: u64 = files.iter().map(|(_, length)| *length).sum();
    let part = part_of(out);
    let file = BufWriter::with_capacity(BUFFER, File::create(&part)?);
    let mut tar = tar::Builder::new(seal_stream(to, file)?);
    // No owner and no moment.
    tar.mode(tar::HeaderMode::Deterministic);
    let mut at = 0_u64;
    for (path, length) in files {
        progress(at, all);
        tar.append_path_with_name(&path, path.strip_prefix(folder)?)?;
        at = at.saturating_add(length);
    }
    let file = tar.into_inner()?.finish()?.into_inner();
    file.into_inner()?.sync_all()?;
    progress(all, all);
    Ok(fs::rename(part, out)?)
}

fn find_files(folder: &Path, found: &mut Vec<(PathBuf, u64)>) -> io::Result<()> {
    for item in fs::read_dir(folder)? {
        let item = item?;
        if item.file_type()?.is_dir() {
            find_files(&item.path(), found)?;
        } else {
            found.push((item.path(), item.metadata()?.len()));
        }
    }
    Ok(())
}

/// Opens a sealed export into a new folder, and says how many files it held.
///
/// What is true on dying: `OUT.part` is no export, and the next try begins it anew.
pub fn open_export(sealed: &Path, with: &HybridIdentity, out: &Path) -> anyhow::Result<u64> {
    is_new(out)?;
    let part = part_of(out);
    if part.exists() {
        fs::remove_dir_all(&part)?;
    }
    let file = File::open(sealed).with_context(|| format!("{} cannot be read", sealed.display()))?;
    let stream = open_stream(with, BufReader::with_capacity(BUFFER, file))
        .with_context(|| format!("{} cannot be opened with this key", sealed.display()))?;
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
    fs::create_dir_all(folder)?;
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
