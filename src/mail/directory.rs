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

    fn cannot(&self, error: &std::io::Error) -> NotSent {
        NotSent::Unreachable(format!(
            "the folder {} takes no file: {error}",
            self.folder.display()
        ))
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
            .map_err(std::io::Error::other)
            .flatten()
            .map_err(|error| self.cannot(&error))
    }

    async fn check(&self) -> Result<(), NotSent> {
        // `doctor` looks at this folder with the others that the configuration names.
        Ok(())
    }

    fn place(&self) -> String {
        format!("the folder {}", self.folder.display())
    }
}
