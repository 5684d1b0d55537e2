//! Reads the folder of an export, every byte of it: the short files whole, the long ones in pieces.

use std::fs::{self, File};
use std::io::Read as _;
use std::path::{Path, PathBuf};

use daylight_tlog::export::{CHECKPOINT, CHECKPOINTS, POLICIES, POLICY, VKEYS, batch_file, policy_file};
use daylight_tlog::{LogVerifier, WitnessPolicy, sha256};

/// The longest of the small files.
const LONGEST_FILE: u64 = 16 * 1024 * 1024;
/// Bytes of a long file that are looked at together; far longer than any line.
const PIECE: usize = 4 * 1024 * 1024;

/// Why there is no report.
#[derive(Debug)]
pub(crate) enum Unread {
    /// The record does not hold; the sentence says where.
    Fault(String),
    /// There is nothing that could be checked; the sentence says what to do.
    Unusable(String),
}

/// The short files of the folder.
pub(crate) struct Folder {
    pub(crate) log: LogVerifier,
    pub(crate) newest: Vec<u8>,
    pub(crate) checkpoints: Vec<Vec<u8>>,
    pub(crate) witnesses: WitnessPolicy,
    pub(crate) policies: Vec<Vec<u8>>,
}

impl Folder {
    /// Reads them. A key and witnesses that the auditor has from elsewhere come before the folder's own.
    pub(crate) fn read(dir: &Path, log_key: Option<&str>, witnesses: Option<&Path>) -> Result<Self, Unread> {
        if !dir.is_dir() {
            return Err(unusable(
                dir,
                "is no folder: name the one that `daylight export` wrote",
            ));
        }
        Ok(Self {
            log: log(dir, log_key)?,
            newest: bytes(&dir.join(CHECKPOINT))?,
            checkpoints: checkpoints(&dir.join(CHECKPOINTS))?,
            witnesses: policy(witnesses.unwrap_or(&dir.join(POLICY)))?,
            policies: policies(&dir.join(POLICIES))?,
        })
    }
}

fn log(dir: &Path, given: Option<&str>) -> Result<LogVerifier, Unread> {
    if let Some(vkey) = given {
        return LogVerifier::from_vkey(vkey.trim())
            .map_err(|_| Unread::Unusable("--log-key is no verifier key: NAME+8 digits+base64".to_owned()));
    }
    let file = dir.join(VKEYS);
    let text = bytes(&file)?;
    let first = text.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let vkey = std::str::from_utf8(first).ok();
    let vkey = vkey.and_then(|vkey| LogVerifier::from_vkey(vkey).ok());
    vkey.ok_or_else(|| unusable(&file, "does not begin with the log's verifier key"))
}

/// The bytes of a small file.
pub(crate) fn bytes(file: &Path) -> Result<Vec<u8>, Unread> {
    let mut bytes = Vec::new();
    let opened = open(file)?;
    opened
        .take(LONGEST_FILE.saturating_add(1))
        .read_to_end(&mut bytes)
        .map_err(|error| unusable(file, &format!("cannot be read: {error}")))?;
    match u64::try_from(bytes.len()) {
        Ok(length) if length <= LONGEST_FILE => Ok(bytes),
        _ => Err(unusable(
            file,
            "is longer than 16 MiB: it is not what it should be",
        )),
    }
}

fn open(file: &Path) -> Result<File, Unread> {
    File::open(file).map_err(|error| unusable(file, &format!("cannot be read: {error}")))
}

/// One after the other from 0 on; one that is missing is a fault of the record.
fn checkpoints(dir: &Path) -> Result<Vec<Vec<u8>>, Unread> {
    let names = names(dir)?;
    let mut all = Vec::new();
    for (number, name) in names.iter().enumerate() {
        let wanted = batch_file(number);
        if *name != wanted {
            let missing = dir.join(&wanted);
            return Err(Unread::Fault(format!(
                "{} is missing: no batch may be without its checkpoint.",
                missing.display()
            )));
        }
        all.push(bytes(&dir.join(name))?);
    }
    Ok(all)
}

fn policies(dir: &Path) -> Result<Vec<Vec<u8>>, Unread> {
    let mut all = Vec::new();
    for name in names(dir)? {
        let text = bytes(&dir.join(&name))?;
        if name != policy_file(&sha256(&text)) {
            return Err(Unread::Fault(format!(
                "{} is not the policy that its name says: it was changed.",
                dir.join(name).display()
            )));
        }
        all.push(text);
    }
    Ok(all)
}

fn policy(file: &Path) -> Result<WitnessPolicy, Unread> {
    let text = bytes(file)?;
    let text = String::from_utf8_lossy(&text);
    WitnessPolicy::parse(&text).map_err(|bad| unusable(file, &format!("is no policy of witnesses: {bad}")))
}

fn names(dir: &Path) -> Result<Vec<String>, Unread> {
    let cannot = |error: std::io::Error| unusable(dir, &format!("cannot be read: {error}"));
    let mut names = Vec::new();
    for file in fs::read_dir(dir).map_err(cannot)? {
        names.push(file.map_err(cannot)?.file_name().to_string_lossy().into_owned());
    }
    names.sort_unstable();
    Ok(names)
}

/// Hands a long file over in pieces that end with a line. What is left without an end is handed over too, and so is a line
/// that is longer than any may be: both are refused there.
pub(crate) fn pieces(file: &Path, take: &mut dyn FnMut(&[u8]) -> Result<(), Unread>) -> Result<(), Unread> {
    let mut reader = open(file)?;
    let mut piece = Vec::with_capacity(PIECE);
    loop {
        let room = PIECE.saturating_sub(piece.len());
        let read = reader
            .by_ref()
            .take(u64::try_from(room).unwrap_or_default())
            .read_to_end(&mut piece)
            .map_err(|error| unusable(file, &format!("cannot be read: {error}")))?;
        let end = piece
            .iter()
            .rposition(|byte| *byte == b'\n')
            .map(|at| at.saturating_add(1));
        // The end of the file, or no line feed in a whole piece.
        let end = end.filter(|_| read > 0).unwrap_or(piece.len());
        if end == 0 {
            return Ok(());
        }
        take(piece.get(..end).unwrap_or_default())?;
        piece.drain(..end);
    }
}

fn unusable(file: &Path, says: &str) -> Unread {
    Unread::Unusable(format!("{} {says}", PathBuf::from(file).display()))
}
