//! Act receipts: the log's signed promise that an entry will stand in the batch of a day. From its publication
//! on, the receipt is a [`crate::proof::TlogProof`].

use std::fmt::Write as _;

use daylight_domain::{Date, Digest, from_hex, to_hex};

use crate::entry::{BadEntry, Salt, UncheckedEntry};
use crate::note::{BadNote, LogKey, LogVerifier, UncheckedNote};

/// Differs from every origin ([`LogKey::new`] refuses it), so that a receipt is never read as a checkpoint.
const FIRST_LINE: &str = "daylight/receipt/v1";

/// Why a receipt is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum BadReceipt {
    /// Not a receipt in its one spelling.
    #[error("not a receipt")]
    Malformed,
    /// Its entry is not one.
    #[error("the receipt's entry is not one: {0}")]
    Entry(#[from] BadEntry),
    /// It is of another log than the one asked for.
    #[error("the receipt is of another log")]
    OtherLog,
    /// The log's signature is missing or wrong.
    #[error("the receipt is not signed by the log")]
    Signature,
}

impl From<BadNote> for BadReceipt {
    fn from(bad: BadNote) -> Self {
        match bad {
            BadNote::Malformed => Self::Malformed,
            BadNote::Unsigned | BadNote::Signature => Self::Signature,
        }
    }
}

/// A receipt whose signature verified.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActReceipt {
    /// The log that promised.
    pub log: LogVerifier,
    /// The day in whose batch the entry will stand.
    pub batch_day: Date,
    /// The entry's salt.
    pub salt: Salt,
    /// The entry, in its one spelling; its author's signature is not checked here.
    pub entry: UncheckedEntry,
    /// Which key the signature was checked with.
    pub key_used: KeyUsed,
}

impl ActReceipt {
    /// The entry's digest: what will stand in the tree.
    pub fn record(&self) -> Digest {
        self.entry.record(&self.salt)
    }
}

/// How much a verified receipt proves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyUsed {
    /// A key the holder of the receipt had from elsewhere, for instance from the poster.
    Given,
    /// The key in the receipt itself: it is whole, but whose it is has to be seen from the key words.
    InReceipt,
}

impl LogKey {
    /// Promises that this entry will stand in the batch of a day.
    ///
    /// Fails if the bytes are no entry.
    pub fn sign_receipt(
        &self,
        batch_day: Date,
        salt: &Salt,
        entry_bytes: &[u8],
    ) -> Result<String, BadReceipt> {
        let entry = UncheckedEntry::parse(entry_bytes)?;
        Ok(self.sign_note(&text(self.verifier(), batch_day, salt, &entry)?)?)
    }
}

/// A receipt in its one spelling, its signature not yet checked.
#[derive(Debug)]
pub struct UncheckedReceipt {
    note: UncheckedNote,
    receipt: ActReceipt,
}

impl UncheckedReceipt {
    /// Reads a receipt.
    pub fn parse(bytes: &[u8]) -> Result<Self, BadReceipt> {
        let note = UncheckedNote::parse(bytes)?;
        let mut lines = note.text()?.split('\n').skip(2);
        let (Some(vkey), Some(day), Some(salt), Some(entry)) =
            (lines.next(), lines.next(), lines.next(), lines.next())
        else {
            return Err(BadReceipt::Malformed);
        };
        let receipt = ActReceipt {
            log: LogVerifier::from_vkey(vkey).map_err(|_| BadReceipt::Malformed)?,
            batch_day: day.parse().map_err(|_| BadReceipt::Malformed)?,
            salt: from_hex(salt).map_err(|_| BadReceipt::Malformed)?,
            entry: UncheckedEntry::parse(entry.as_bytes())?,
            key_used: KeyUsed::InReceipt,
        };
        // The lines not read above are compared here, like every other byte of the text.
        if text(&receipt.log, receipt.batch_day, &receipt.salt, &receipt.entry)? != note.text()? {
            return Err(BadReceipt::Malformed);
        }
        Ok(Self { note, receipt })
    }

    /// Checks the receipt with a key the caller trusts.
    pub fn verify(self, log: &LogVerifier) -> Result<ActReceipt, BadReceipt> {
        if self.receipt.log != *log {
            return Err(BadReceipt::OtherLog);
        }
        let receipt = self.verify_with_own_key()?;
        Ok(ActReceipt {
            key_used: KeyUsed::Given,
            ..receipt
        })
    }

    /// Checks the receipt with the key it carries, and says so in [`ActReceipt::key_used`].
    pub fn verify_with_own_key(self) -> Result<ActReceipt, BadReceipt> {
        self.note.verified(vec![Box::new(self.receipt.log.clone())])?;
        Ok(self.receipt)
    }
}

fn text(
    log: &LogVerifier,
    batch_day: Date,
    salt: &Salt,
    entry: &UncheckedEntry,
) -> Result<String, BadReceipt> {
    let entry = std::str::from_utf8(entry.bytes()).map_err(|_| BadReceipt::Malformed)?;
    let mut text = String::new();
    for line in [
        FIRST_LINE,
        log.origin(),
        &log.vkey(),
        &batch_day.to_string(),
        &to_hex(salt),
        entry,
    ] {
        // Writing to a String cannot fail.
        let _ = writeln!(text, "{line}");
    }
    Ok(text)
}
