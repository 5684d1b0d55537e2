//! What `daylight doctor` says about the configuration: its log is the record's own, and what it names can be used.

use std::os::unix::fs::PermissionsExt as _;

use daylight_domain::Act;

use super::Service;
use super::examine::Health;
use super::rules::{Rules, recorded};
use crate::durable::{self, is_full};

/// Whether origin and key of the configuration are those the record was begun with. All else would look forged.
pub(super) fn own_log(service: &Service, rules: &Rules, health: &mut Health) -> bool {
    let begun_with = rules
        .record
        .iter()
        .find_map(|row| match recorded(row).ok()?.entry.act {
            Act::Key { vkey, .. } => Some(vkey),
            _ => None,
        });
    let ours = service.log.verifier().vkey();
    match begun_with {
        Some(vkey) if vkey != ours => {
            let what = format!("the record was begun as {vkey}, the configuration says {ours}");
            health.add(
                "fault",
                what,
                "Put the origin in daylight.toml right, or restore the log's key from its backup. Serve nothing until then.",
            );
            false
        }
        _ => true,
    }
}

/// What the configuration names must be there and open to the service alone.
pub(super) fn places(service: &Service, health: &mut Health) {
    let config = &service.config;
    let password = config
        .mail
        .smtp
        .as_ref()
        .and_then(|smtp| smtp.password_file.as_ref());
    let secrets = [
        ("the log's key", Some(&config.storage.log_key)),
        ("the mail server's password", password),
    ];
    for (secret, file) in secrets {
        let Some(path) = file.map(|file| config.path(file)) else {
            continue;
        };
        if std::fs::metadata(&path).is_ok_and(|file| file.permissions().mode() & 0o077 != 0) {
            let what = format!("others on this machine may read {secret} {}", path.display());
            health.add("warning", what, "Take their rights away: chmod 600.");
        }
    }
    let mails = config
        .mail
        .smtp
        .is_none()
        .then_some((&config.mail.folder, "mails", "mail.folder"));
    let blobs = (&config.storage.blobs, "large sealed parts", "storage.blobs");
    for (folder, holds, field) in [blobs].into_iter().chain(mails) {
        let path = config.path(folder);
        // Made when it is first needed: until then its parent counts.
        let there = path.ancestors().find(|part| part.exists()).unwrap_or(&path);
        let may_write = std::fs::metadata(there)
            .is_ok_and(|found| found.is_dir() && found.permissions().mode() & 0o200 != 0);
        if may_write && matches!(durable::try_room(there), Err(fault) if is_full(&fault)) {
            let what = format!(
                "the disk of {} is full: nothing more can be taken in",
                there.display()
            );
            health.add(
                "fault",
                what,
                "Make room there; what was refused can be sent again.",
            );
        }
        if !may_write {
            let what = format!("{holds} cannot be kept in {}", path.display());
            let todo =
                format!("Make that folder for the service's user, or put {field} right in daylight.toml.");
            health.add("fault", what, &todo);
        }
    }
}
