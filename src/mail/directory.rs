//! Mail as `.eml` files in a folder: nothing to install, and any program can carry them on.

use std::io::Write as _;
use std::path::PathBuf;

use daylight_domain::to_hex;

use super::{Mailer, NotSent, Outgoing};

/// Puts each mail into `FOLDER/DAY/ID.eml`, with the day's midnight as modification time.
#[derive(Clone, Debug)]
pub struct DirectoryMailer {
    folder: PathBuf,
}

impl DirectoryMailer {
    /// Uses a folder, made when the first mail comes.
    pub fn new(folder: PathBuf) -> Self {
        Self { folder }
    }

    fn write(&self, mail: &Outgoing) -> std::io::Result<()> {
        let day = self.folder.join(mail.day.to_string());
        std::fs::create_dir_all(&day)?;
        let (part, whole) = (day.join(to_hex(&mail.id) + ".part"), day.join(to_hex(&mail.id) + ".eml"));
        let mut file = std::fs::File::create(&part)?;
        file.write_all(mail.message.as_bytes())?;
        file.set_modified(midnight(mail.day))?;
        file.sync_all()?;
        // Dying here leaves a .part file, which the next try writes again.
        std::fs::rename(&part, &whole)?;
        let folder = std::fs::File::open(&day)?;
        folder.set_modified(midnight(mail.day))?;
        folder.sync_all()
    }
}

fn midnight(day: daylight_domain::Date) -> std::time::SystemTime {
    let seconds = day.to_zoned(jiff::tz::TimeZone::UTC).map_or(0, |at| at.timestamp().as_second());
    let since = std::time::Duration::from_secs(u64::try_from(seconds).unwrap_or(0));
    std::time::UNIX_EPOCH.checked_add(since).unwrap_or(std::time::UNIX_EPOCH)
}

#[async_trait::async_trait]
impl Mailer for DirectoryMailer {
    async fn send(&self, mail: &Outgoing) -> Result<(), NotSent> {
        let (this, mail) = (self.clone(), mail.clone());
        tokio::task::spawn_blocking(move || this.write(&mail))
            .await
            .map_err(|stopped| NotSent(std::io::Error::other(stopped)))?
            .map_err(NotSent)
    }
}
