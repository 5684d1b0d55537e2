//! Uploads that are still going on: one growing file each, whose length is what has come. After a broken connection or a
//! restart the sender goes on from there. Knows files; must not know whose.

use std::fs::{File, OpenOptions};
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::Path;

use daylight_domain::{Date, Digest};
use sha2::{Digest as _, Sha256};

use super::HeadCheck;
use crate::durable::midnight;

/// No header of something sealed is longer.
const HEAD: usize = 4096;

/// Adds to a file if it has exactly `offset` bytes. Two at once take turns; the second then finds another length.
pub(super) fn append(path: &Path, offset: u64, bytes: &[u8], day: Date) -> io::Result<u64> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let mut file = OpenOptions::new().create(true).append(true).open(path)?;
    file.lock()?;
    let come = file.metadata()?.len();
    if come != offset {
        return Ok(come);
    }
    let written = file.write_all(bytes);
    // Also after a full disk: the sender goes on from what is there.
    file.set_modified(midnight(day))?;
    written?;
    file.metadata().map(|now| now.len())
}

/// Hashes the file and makes it durable. None if `check` refuses its first bytes.
pub(super) fn seal_up(path: &Path, check: HeadCheck, day: Date) -> io::Result<Option<Digest>> {
    let mut file = OpenOptions::new().read(true).append(true).open(path)?;
    file.lock()?;
    let mut head = Vec::with_capacity(HEAD);
    (&file)
        .take(u64::try_from(HEAD).unwrap_or(0))
        .read_to_end(&mut head)?;
    if !check(&head) {
        return Ok(None);
    }
    file.set_modified(midnight(day))?;
    file.sync_all()?;
    hash(&mut file).map(Some)
}

/// The SHA-256 of a whole file.
pub(super) fn hash(file: &mut File) -> io::Result<Digest> {
    file.seek(SeekFrom::Start(0))?;
    let (mut hash, mut room) = (Sha256::new(), vec![0; 256 * 1024]);
    loop {
        let read = file.read(&mut room)?;
        if read == 0 {
            return Ok(Digest(hash.finalize().into()));
        }
        hash.update(room.get(..read).unwrap_or_default());
    }
}
