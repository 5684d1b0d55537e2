//! An export for somebody who is signed in: one file, a tar, sealed to them or in the open, made piece by piece while it is
//! sent. Memory does not grow with the record; what is written down meanwhile has no name on the disk and goes with the answer.

use std::collections::{BTreeMap, VecDeque};
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _, Seek as _, SeekFrom, Write};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;

use daylight_domain::to_hex;
use tar::{EntryType, Header};

use super::error::of_disk;
use super::export::{Exported, Shelf, export};
use super::{ActionError, Service, Signed, Why};
use crate::crypto::hybrid::HybridRecipient;
use crate::crypto::sealing::{SealedStream, Waiting};
use crate::store::people;

/// So much is sent at a time, or one page of the record.
const PART: usize = 512 * 1024;
/// A tar counts in blocks, and ends with two empty ones.
const BLOCK: u64 = 512;

/// Makes an export of the published record for whoever asks. That it was made is an entry. Fails if it shall be sealed and their
/// recipient is not kept here.
pub async fn take_export(service: &Service, signed: &Signed, sealed: bool) -> Result<Archive, ActionError> {
    let to = if sealed {
        Some(recipient(service, signed).await?)
    } else {
        None
    };
    Ok(archive(service, to.as_ref(), &mut |_, _| ()).await?.0)
}

/// Makes an export as one file, sealed to somebody or in the open. `progress` is told how many of how many entries are done.
pub async fn archive(
    service: &Service,
    to: Option<&HybridRecipient>,
    progress: &mut dyn FnMut(u64, u64),
) -> Result<(Archive, Exported), ActionError> {
    let waiting = Waiting::default();
    let out: Out = if let Some(to) = to {
        let stream = SealedStream::begin(to, waiting.clone()).map_err(anyhow::Error::from)?;
        Out::Sealed(Box::new(stream))
    } else {
        Out::Plain(waiting.clone())
    };
    let mut spool = Spool::begin(&service.config.path(Path::new("")), &service.random()).map_err(of_disk)?;
    let done = export(service, &mut spool, progress).await?;
    let archive = Archive {
        parts: spool.parts(),
        file: spool.file,
        out: Some(out),
        waiting,
    };
    Ok((archive, done))
}

async fn recipient(service: &Service, signed: &Signed) -> Result<HybridRecipient, ActionError> {
    let rows = people::all(&service.store).await?;
    let row = rows.iter().find(|row| row.id == signed.person);
    row.and_then(|row| row.recipient.parse().ok()).ok_or_else(|| {
        ActionError::Because(
            Why::NoRecipient,
            "your recipient is not kept here: take the export without sealing it".into(),
        )
    })
}

/// What was written of each file, one piece behind the other in a file without a name.
struct Spool {
    file: File,
    length: u64,
    files: BTreeMap<String, Vec<(u64, u64)>>,
}

impl Spool {
    fn begin(dir: &Path, name: &[u8; 16]) -> io::Result<Self> {
        let path = dir.join(format!("export-{}.part", to_hex(name)));
        let mut options = OpenOptions::new();
        let file = options
            .read(true)
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(&path)?;
        // From here on a death leaves nothing behind.
        fs::remove_file(path)?;
        Ok(Self {
            file,
            length: 0,
            files: BTreeMap::new(),
        })
    }

    /// The whole tar, in order.
    fn parts(&self) -> VecDeque<Piece> {
        let mut parts = VecDeque::new();
        for (name, pieces) in &self.files {
            let size: u64 = pieces.iter().map(|(_, length)| length).sum();
            parts.push_back(Piece::Head(name.clone(), size));
            parts.extend(pieces.iter().map(|(from, length)| Piece::Bytes(*from, *length)));
            parts.push_back(Piece::Zeros(size.wrapping_neg() % BLOCK));
        }
        parts.push_back(Piece::Zeros(BLOCK.saturating_mul(2)));
        parts
    }
}

impl Shelf for Spool {
    fn append(&mut self, file: &str, bytes: &[u8]) -> io::Result<()> {
        self.file.write_all(bytes)?;
        let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        let pieces = self.files.entry(file.to_owned()).or_default();
        pieces.push((self.length, length));
        self.length = self.length.saturating_add(length);
        Ok(())
    }
}

enum Piece {
    /// Name and length of the file that follows.
    Head(String, u64),
    /// From where, how many.
    Bytes(u64, u64),
    Zeros(u64),
}

enum Out {
    Plain(Waiting),
    Sealed(Box<SealedStream>),
}

/// The export as it is sent: fetched part by part.
pub struct Archive {
    file: File,
    parts: VecDeque<Piece>,
    out: Option<Out>,
    waiting: Waiting,
}

impl Archive {
    /// How many bytes are still to come, before sealing: that adds less than a thousandth.
    pub fn length(&self) -> u64 {
        let length = |piece: &Piece| match piece {
            Piece::Head(..) => BLOCK,
            Piece::Bytes(_, length) | Piece::Zeros(length) => *length,
        };
        self.parts.iter().map(length).sum()
    }

    /// The next bytes; none at the end. Reads from the disk and waits for it.
    pub fn fetch(&mut self) -> io::Result<Option<Vec<u8>>> {
        let mut ready = self.waiting.fetch();
        while ready.len() < PART {
            match (self.parts.pop_front(), &mut self.out) {
                (Some(piece), Some(out)) => {
                    let bytes = read(&mut self.file, &piece)?;
                    match out {
                        Out::Plain(waiting) => waiting.write_all(&bytes)?,
                        Out::Sealed(stream) => stream.write_all(&bytes)?,
                    }
                }
                _ => match self.out.take() {
                    Some(Out::Sealed(stream)) => stream.finish()?,
                    Some(Out::Plain(_)) => {}
                    None => break,
                },
            }
            ready.extend(self.waiting.fetch());
        }
        Ok((!ready.is_empty()).then_some(ready))
    }
}

fn read(file: &mut File, piece: &Piece) -> io::Result<Vec<u8>> {
    match piece {
        Piece::Head(name, size) => {
            let mut head = Header::new_gnu();
            head.set_path(name)?;
            head.set_size(*size);
            head.set_mode(0o644);
            head.set_entry_type(EntryType::Regular);
            // No owner and no moment.
            head.set_uid(0);
            head.set_gid(0);
            head.set_mtime(0);
            head.set_cksum();
            Ok(head.as_bytes().to_vec())
        }
        Piece::Bytes(from, length) => {
            file.seek(SeekFrom::Start(*from))?;
            let mut bytes = vec![0; usize::try_from(*length).map_err(io::Error::other)?];
            file.read_exact(&mut bytes)?;
            Ok(bytes)
        }
        Piece::Zeros(count) => Ok(vec![0; usize::try_from(*count).map_err(io::Error::other)?]),
    }
}
