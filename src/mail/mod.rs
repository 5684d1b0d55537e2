//! Mail that leaves. Carries sealed bytes and fixed words; must not know concerns, keys or the database.

mod compose;
mod directory;
mod memory;
mod smtp;

pub use compose::{BadAddress, Letter, compose, is_address};
pub use directory::DirectoryMailer;
pub use memory::MemoryMailer;
pub use smtp::SmtpMailer;

use std::sync::Arc;
use std::time::Duration;

use daylight_domain::Date;

use crate::config::Config;

/// A composed mail on its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outgoing {
    /// Random; names the file, and is the Message-ID's local part.
    pub id: [u8; 16],
    /// The day it belongs to; nothing of it bears a finer time.
    pub day: Date,
    /// Where it goes.
    pub to: String,
    /// The whole message.
    pub message: String,
}

/// Why a mail did not leave. It will be tried again.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotSent {
    /// This mail was refused; others may go.
    #[error("refused: {0}")]
    Refused(String),
    /// No mail can go now.
    #[error("{0}")]
    Unreachable(String),
}

/// Something that takes mail away. Must be safe to call twice with the same mail.
#[async_trait::async_trait]
pub trait Mailer: Send + Sync {
    /// Takes one mail; when it returns the mail is durable or gone on its way.
    async fn send(&self, mail: &Outgoing) -> Result<(), NotSent>;

    /// How long `send` can take at most, whatever the other side does.
    fn longest(&self) -> Duration {
        Duration::from_secs(30)
    }

    /// Whether mail could go now, without sending any.
    async fn check(&self) -> Result<(), NotSent>;

    /// Where mail goes, in a few words for the operator.
    fn place(&self) -> String;
}

/// The way that the configuration names.
pub fn mailer(config: &Config) -> Arc<dyn Mailer> {
    match SmtpMailer::of(config) {
        Some(smtp) => Arc::new(smtp),
        None => Arc::new(DirectoryMailer::new(config.path(&config.mail.folder))),
    }
}
