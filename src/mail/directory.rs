//! Mail as `.eml` files in a folder: nothing to install, and any program can carry them on.

use std::path::PathBuf;

use daylight_domain::to_hex;

use super::{Mailer, NotSent, Outgoing};
use crate::durable;

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
        let path = self
            .folder
            .join(mail.day.to_string())
            .join(to_hex(&mail.id) + ".eml");
        durable::write(&path, mail.message.as_bytes(), Some(mail.day))
    }
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
