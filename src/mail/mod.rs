//! Mail that leaves. Carries sealed bytes and fixed words; must not know concerns, keys or the database.

mod compose;
mod directory;
mod memory;

pub use compose::{BadAddress, Letter, compose};
pub use directory::DirectoryMailer;
pub use memory::MemoryMailer;

use daylight_domain::Date;

/// A composed mail on its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outgoing {
    /// Random; names the file, and is the Message-ID's local part.
    pub id: [u8; 16],
    /// The day it belongs to; nothing of it bears a finer time.
    pub day: Date,
    /// The whole message.
    pub message: String,
}

/// Why a mail did not leave. It will be tried again.
#[derive(Debug, thiserror::Error)]
#[error("the mail did not leave")]
pub struct NotSent(#[source] pub std::io::Error);

/// Something that takes mail away. Must be safe to call twice with the same mail.
#[async_trait::async_trait]
pub trait Mailer: Send + Sync {
    /// Takes one mail; when it returns the mail is durable or gone on its way.
    async fn send(&self, mail: &Outgoing) -> Result<(), NotSent>;
}
