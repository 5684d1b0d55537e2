//! Reads the folder of an export, every byte of it, a line at a time.

use std::fs::{self, File};
use std::io::{BufRead, BufReader, Read as _};
use std::path::{Path, PathBuf};

use daylight_tlog::entry::Salt;
use daylight_tlog::export::{
    CHECKPOINT, CHECKPOINTS, ENTRIES, ITEMS, Item, LONGEST_LINE, MANIFESTS, POLICIES, POLICY, VKEYS,
    batch_file, parse_entry_line, policy_file,
};
use daylight_tlog::{LogVerifier, MAX_MANIFEST_BYTES, WitnessPolicy, sha256};

/// The longest of the small files.
const LONGEST_FILE: u64 = 1024 * 1024;

/// Why there is no report.
#[derive(Debug)]
pub(crate) enum Unread {
    /// The record does not hold; the sentence says where.
    Fault(String),
    /// There is nothing that could be checked; the sentence says what to do.
    Unusable(String),
}

/// What the folder holds.
pub(crate) struct Folder {
    pub(crate) log: LogVerifier,
    pub(crate) newest: Vec<u8>,
    pub(crate) checkpoints: Vec<Vec<u8>>,
    pub(crate) entries: Vec<(Salt, Vec<u8>)>,
    pub(crate) manifests: Vec<Vec<u8>>,
    pub(crate) items: Vec<Item>,
    pub(crate) witnesses: WitnessPolicy,
    pub(crate) policies: Vec<Vec<u8>>,
}

impl Folder {
    /// Reads all of it. A key and witnesses that the auditor has from elsewhere come before the folder's own.
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
            entries: lines(&dir.join(ENTRIES), LONGEST_LINE, |line| {
                parse_entry_line(line).map_err(|bad| bad.to_string())
            })?,
            manifests: lines(&dir.join(MANIFESTS), MAX_MANIFEST_BYTES, |line| {
                Ok(line.as_bytes().to_vec())
            })?,
            items: lines(&dir.join(ITEMS), LONGEST_LINE, |line| {
                Item::parse(line).map_err(|bad| bad.to_string())
            })?,
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
            "is longer than 1 MiB: it is not what it should be",
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

/// Every line of a file, read; each ends with a line feed, the last one too.
fn lines<T>(file: &Path, longest: usize, read: impl Fn(&str) -> Result<T, String>) -> Result<Vec<T>, Unread> {
    let mut reader = BufReader::with_capacity(1 << 20, open(file)?);
    let most = u64::try_from(longest).unwrap_or(u64::MAX).saturating_add(2);
    let (mut all, mut line) = (Vec::new(), String::new());
    loop {
        line.clear();
        let number = all.len().saturating_add(1);
        let fault = |says: &str| Unread::Fault(format!("{}, line {number}: {says}.", file.display()));
        match reader.by_ref().take(most).read_line(&mut line) {
            Ok(0) => return Ok(all),
            Ok(_) => {}
            Err(_) => return Err(fault("it is no text")),
        }
        let told = line
            .strip_suffix('\n')
            .ok_or_else(|| fault("it has no end: the file was cut off, or a line is too long"))?;
        all.push(read(told).map_err(|says| fault(&says))?);
    }
}

fn unusable(file: &Path, says: &str) -> Unread {
    Unread::Unusable(format!("{} {says}", PathBuf::from(file).display()))
}
