//! Files of a concern: sealed on the way out, opened on the way in, both as streams. A broken connection goes on where it
//! stopped. Must not know who is looking.

use std::fs::File;
use std::io::{self, BufReader, Read, Seek as _, Write};
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::Duration;

use daylight_domain::{Act, Digest};
use sha2::{Digest as _, Sha256};

use super::clean;
use super::concern::Concern;
use super::http::Service;
use super::problem::{CallFailed, Stopped};
use crate::api::{Upload, Uploaded};
use crate::crypto::attachment::{self, AttachmentError, Described, Identity};
use crate::crypto::hybrid::HybridRecipient;

/// Bytes of one request: what is sent again after a broken connection.
const PIECE: usize = 2 << 20;
/// How often a broken connection is tried again without a byte of progress; the waits grow to half a minute.
const TRIES: u32 = 6;
/// Longest name that a file gets here, in characters.
const LONGEST_NAME: usize = 120;

/// Told how many bytes have gone, of how many.
pub type Progress<'a> = &'a dyn Fn(u64, u64);

/// A file of this machine, described as its reader will see it: its name without folders, its length.
pub fn describe(path: &Path) -> Result<(File, Described), Stopped> {
    let unreadable = |fault: io::Error| Stopped::Here(format!("{} cannot be read: {fault}", path.display()));
    let mut file = File::open(path).map_err(unreadable)?;
    let about = file.metadata().map_err(unreadable)?;
    let name = path
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    if !about.is_file() {
        return Err(Stopped::Here(format!(
            "{} is no file: give the files one by one",
            path.display()
        )));
    }
    let media_type = media_type(&mut file).map_err(unreadable)?.to_owned();
    let described = Described {
        name,
        media_type,
        size: about.len(),
    };
    Ok((file, described))
}

/// What can be shown to a reviewer says so by its first bytes, as in the browser (`web/src/portal/pages/shown_as.ts`).
fn media_type(file: &mut File) -> io::Result<&'static str> {
    const SHOWN: [(&[u8], &str); 4] = [
        (b"\x89PNG\r\n\x1a\n", "image/png"),
        (b"\xff\xd8\xff", "image/jpeg"),
        (b"GIF8", "image/gif"),
        (b"%PDF-", "application/pdf"),
    ];
    let mut beginning = Vec::new();
    Read::take(&mut *file, 8).read_to_end(&mut beginning)?;
    file.rewind()?;
    let known = SHOWN.iter().find(|(bytes, _)| beginning.starts_with(bytes));
    Ok(known.map_or("application/octet-stream", |(_, kind)| kind))
}

/// Seals a file to the case and sends it into an upload that was begun for it. Gives the digest to be named in `attached`.
pub fn send(
    service: &Service,
    to: &HybridRecipient,
    (file, described): (&File, &Described),
    upload: Upload,
    progress: Progress<'_>,
) -> Result<Digest, Stopped> {
    let name = upload.upload.clone();
    let mut going = Going {
        service,
        path: format!("uploads/{name}"),
        upload,
        piece: Vec::with_capacity(PIECE),
        progress,
    };
    let digest = attachment::seal(to, described, BufReader::new(file), &mut going).map_err(stopped)?;
    match patiently(|| service.post_nothing::<Uploaded>(&format!("uploads/{name}/finish"))) {
        Ok(done) if done.item != digest => Err(Stopped::Here(
            "the file arrived changed: send it again".to_owned(),
        )),
        // Finished before, the answer lost: whether it is there, the entry that names it will tell.
        Err(gone) if gone.has_status(404) => Ok(digest),
        other => other.map(|_| digest).map_err(Into::into),
    }
}

/// A failure to write is a failure of the call behind it.
fn stopped(fault: AttachmentError) -> Stopped {
    match fault {
        AttachmentError::Io(fault) => match fault.downcast::<CallFailed>() {
            Ok(call) => call.into(),
            Err(fault) => Stopped::Here(format!("the file cannot be read or written: {fault}")),
        },
        other => Stopped::Here(other.to_string()),
    }
}

struct Going<'a> {
    service: &'a Service,
    path: String,
    upload: Upload,
    piece: Vec<u8>,
    progress: Progress<'a>,
}

impl Going<'_> {
    /// Sends the piece; what has come of it already is left out.
    fn deliver(&mut self) -> Result<(), CallFailed> {
        let begins = self.upload.come;
        let length = u64::try_from(self.piece.len()).unwrap_or(u64::MAX);
        let ends = begins.saturating_add(length);
        while self.upload.come < ends {
            let come = self.upload.come;
            let done = usize::try_from(come.saturating_sub(begins)).unwrap_or(usize::MAX);
            let rest = self.piece.get(done..).unwrap_or_default();
            let (service, path) = (self.service, self.path.as_str());
            let stands: Upload = match service.put_bytes(path, come, rest) {
                Err(CallFailed::Unreachable { .. }) => {
                    patiently(|| service.get(path, super::http::Caller::Anyone))?
                }
                other => other?,
            };
            if !(begins..=ends).contains(&stands.come) {
                return Err(CallFailed::NotUnderstood);
            }
            self.upload = stands;
            (self.progress)(self.upload.come, self.upload.size);
        }
        self.piece.clear();
        Ok(())
    }
}

impl Write for Going<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let room = PIECE.saturating_sub(self.piece.len()).min(bytes.len());
        self.piece
            .extend_from_slice(bytes.get(..room).unwrap_or_default());
        if self.piece.len() >= PIECE {
            self.deliver().map_err(io::Error::other)?;
        }
        Ok(room)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.deliver().map_err(io::Error::other)
    }
}

/// Tries again while nothing answers.
#[expect(
    clippy::disallowed_methods,
    reason = "a person's program waits for the network; it serves nobody meanwhile"
)]
fn patiently<T>(mut call: impl FnMut() -> Result<T, CallFailed>) -> Result<T, CallFailed> {
    let mut tries = 0;
    loop {
        match call() {
            Err(CallFailed::Unreachable { .. }) if tries < TRIES => {
                sleep(Duration::from_secs(1_u64.checked_shl(tries).unwrap_or(32)));
                tries = tries.saturating_add(1);
            }
            other => return other,
        }
    }
}

/// The digests of the files that the entries name, in order.
pub fn attached(concern: &Concern) -> Vec<Digest> {
    let acts = concern.entries.iter().map(|recorded| &recorded.entry.act);
    acts.filter_map(|act| match act {
        Act::Attached { item } => Some(*item),
        _ => None,
    })
    .collect()
}

/// Opens a stream of a sealed file from an offset.
pub type Source<'a> = &'a dyn Fn(&Digest, u64) -> Result<Box<dyn Read>, CallFailed>;

/// What a file is: reads no more than its beginning.
pub fn look(source: Source<'_>, item: &Digest, with: &dyn Identity) -> Result<Described, Stopped> {
    let coming = Coming::begin(source, *item)?;
    let (described, _) = attachment::open(with, BufReader::new(coming)).map_err(stopped)?;
    Ok(described)
}

/// Saves a file into a folder under its own name, without anything a name could do harm with; beside another of the same
/// name it gets a number. A file that is not whole does not get its name.
pub fn save(
    source: Source<'_>,
    item: &Digest,
    with: &dyn Identity,
    folder: &Path,
    progress: Progress<'_>,
) -> Result<(Described, PathBuf), Stopped> {
    let here = |fault: io::Error| Stopped::Here(format!("cannot write into {}: {fault}", folder.display()));
    std::fs::create_dir_all(folder).map_err(here)?;
    let part = folder.join(format!("{item}.part"));
    let saved = fetch(source, item, with, &part, progress).inspect_err(|_| {
        let _ = std::fs::remove_file(&part);
    })?;
    let path = unused(folder, &saved.name);
    std::fs::rename(&part, &path).map_err(here)?;
    Ok((saved, path))
}

/// Saves a file as it is sealed. One that is not whole does not get its name.
pub fn save_sealed(
    source: Source<'_>,
    item: &Digest,
    path: &Path,
    progress: Progress<'_>,
) -> Result<(), Stopped> {
    let here = |fault: io::Error| Stopped::Here(format!("cannot write {}: {fault}", path.display()));
    let part = path.with_extension("part");
    fetch_sealed(source, item, &part, progress).inspect_err(|_| {
        let _ = std::fs::remove_file(&part);
    })?;
    std::fs::rename(&part, path).map_err(here)
}

fn fetch_sealed(
    source: Source<'_>,
    item: &Digest,
    part: &Path,
    progress: Progress<'_>,
) -> Result<(), Stopped> {
    let mut coming = Coming::begin(source, *item)?;
    let mut out = File::create(part).map_err(|fault| stopped(fault.into()))?;
    let mut counted = Counted {
        out: &mut out,
        done: 0,
        size: 0,
        progress,
    };
    io::copy(&mut coming, &mut counted).map_err(|fault| stopped(fault.into()))?;
    out.sync_all().map_err(|fault| stopped(fault.into()))?;
    is_it(coming, item)
}

fn fetch(
    source: Source<'_>,
    item: &Digest,
    with: &dyn Identity,
    part: &Path,
    progress: Progress<'_>,
) -> Result<Described, Stopped> {
    let mut coming = Coming::begin(source, *item)?;
    let (described, content) = attachment::open(with, BufReader::new(&mut coming)).map_err(stopped)?;
    let mut out = File::create(part).map_err(|fault| stopped(fault.into()))?;
    let counted = Counted {
        out: &mut out,
        done: 0,
        size: described.size,
        progress,
    };
    content.write_to(counted).map_err(stopped)?;
    out.sync_all().map_err(|fault| stopped(fault.into()))?;
    is_it(coming, item).map(|()| described)
}

fn is_it(coming: Coming<'_>, item: &Digest) -> Result<(), Stopped> {
    if coming.digest() == *item {
        Ok(())
    } else {
        Err(Stopped::Here(format!(
            "the file {item} is not the one that was attached: tell the outside body"
        )))
    }
}

/// A name that stays in its folder on every system.
fn harmless(name: &str) -> String {
    let plain: String = clean(name)
        .chars()
        .map(|letter| {
            if letter.is_control() || "/\\:*?\"<>|".contains(letter) {
                '_'
            } else {
                letter
            }
        })
        .take(LONGEST_NAME)
        .collect();
    let plain = plain.trim_matches(|edge: char| edge == '.' || edge.is_whitespace());
    if plain.is_empty() {
        "file".to_owned()
    } else {
        plain.to_owned()
    }
}

fn unused(folder: &Path, name: &str) -> PathBuf {
    let name = harmless(name);
    let numbered = (2_u32..).map(|number| format!("{number}-{name}"));
    let mut names = std::iter::once(name.clone()).chain(numbered);
    let free = names.find(|name| !folder.join(name).exists());
    folder.join(free.unwrap_or(name))
}

/// What comes, hashed; opened again where it broke off.
struct Coming<'a> {
    source: Source<'a>,
    item: Digest,
    stream: Box<dyn Read>,
    at: u64,
    hash: Sha256,
}

impl<'a> Coming<'a> {
    fn begin(source: Source<'a>, item: Digest) -> Result<Self, CallFailed> {
        Ok(Self {
            source,
            item,
            stream: source(&item, 0)?,
            at: 0,
            hash: Sha256::new(),
        })
    }

    fn digest(self) -> Digest {
        Digest(self.hash.finalize().into())
    }
}

impl Read for Coming<'_> {
    fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
        let mut tries = 0;
        let read = loop {
            match self.stream.read(room) {
                Err(_) if tries < TRIES => {
                    tries = tries.saturating_add(1);
                    let again = patiently(|| (self.source)(&self.item, self.at));
                    self.stream = again.map_err(io::Error::other)?;
                }
                read => break read?,
            }
        };
        self.hash.update(room.get(..read).unwrap_or_default());
        self.at = self.at.saturating_add(u64::try_from(read).unwrap_or(0));
        Ok(read)
    }
}

struct Counted<'a, W> {
    out: W,
    done: u64,
    size: u64,
    progress: Progress<'a>,
}

impl<W: Write> Write for Counted<'_, W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.done = self.done.saturating_add(u64::try_from(written).unwrap_or(0));
        (self.progress)(self.done, self.size);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_stays_in_its_folder_and_replaces_nothing() {
        let dir = tempfile::tempdir().unwrap();
        for (name, plain) in [
            ("photo.jpeg", "photo.jpeg"),
            ("../../etc/passwd", "_.._etc_passwd"),
            ("..", "file"),
            ("", "file"),
            ("a\\b:c", "a_b_c"),
            (".bashrc", "bashrc"),
        ] {
            assert_eq!(harmless(name), plain);
        }
        std::fs::write(dir.path().join("photo.jpeg"), "there").unwrap();
        assert_eq!(unused(dir.path(), "photo.jpeg"), dir.path().join("2-photo.jpeg"));
    }
}
