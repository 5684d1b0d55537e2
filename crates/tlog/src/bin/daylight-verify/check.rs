//! The check of a folder: reads it, and lets the library judge.

use std::path::Path;

use daylight_tlog::export::{ENTRIES, ITEMS, MANIFESTS};
use daylight_tlog::verify::{Asked, Export, Report, Verification, Wrong};

use super::folder::{self, Folder, Unread};

/// Checks the export in a folder. A key and witnesses that the auditor has from elsewhere come before the folder's own.
pub(crate) fn check(
    dir: &Path,
    log_key: Option<&str>,
    witnesses: Option<&Path>,
    asked: &Asked<'_>,
) -> Result<Report, Unread> {
    let folder = Folder::read(dir, log_key, witnesses)?;
    let export = Export {
        log: &folder.log,
        newest: &folder.newest,
        checkpoints: &folder.checkpoints,
        witnesses: &folder.witnesses,
        witnesses_from_elsewhere: witnesses.is_some(),
        policies: &folder.policies,
    };
    let fault = |wrong: Wrong| Unread::Fault(format!("{wrong}."));
    let mut tile = |path: &str| std::fs::read(dir.join(path)).ok();
    let mut check = Verification::begin(export, &mut tile);
    let read = |file, take: &mut dyn FnMut(&[u8]) -> Result<(), Wrong>| {
        folder::pieces(&dir.join(file), &mut |piece| take(piece).map_err(fault))
    };
    read(MANIFESTS, &mut |piece| check.manifests(piece))?;
    read(ENTRIES, &mut |piece| check.entries(piece))?;
    read(ITEMS, &mut |piece| check.items(piece))?;
    let report = check.end(asked).map_err(fault);
    // The program ends with its answer: to give a million entries back one by one takes a second.
    std::mem::forget(check);
    report
}
