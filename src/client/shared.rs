//! Chosen parts of a concern for another body (R33): sealed anew to the body's key, in one file that the holder hands
//! over. The service keeps the same sealed copies, which it cannot read, and the record names them.

use daylight_domain::{ConcernId, Digest};
use daylight_tlog::sha256;
use serde::{Deserialize, Serialize};

use super::problem::Stopped;
use crate::api::Bytes;
use crate::crypto::hybrid::{HybridIdentity, HybridRecipient};
use crate::crypto::seal::{Plaintext, Sealed, open_text, seal_text};

/// What the body gets.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SharedFile {
    v: u32,
    /// The log in whose record the sharing stands.
    pub origin: String,
    /// Of which concern.
    pub concern: ConcernId,
    /// The record of the entry `shared`, which names each part.
    pub record: Digest,
    /// Age files.
    pub parts: Vec<Bytes>,
}

/// A part that the body opened.
pub struct SharedPart {
    /// As the entry names it.
    pub digest: Digest,
    /// In clear.
    pub text: Plaintext,
}

/// Seals a part to the body. A first line says what it is.
pub fn seal_part(body: &HybridRecipient, what: &str, text: &Plaintext) -> Result<Sealed, Stopped> {
    let words = text.as_str().unwrap_or_default();
    seal_text(body, &Plaintext::new(format!("{what}\n\n{words}")))
        .map_err(|fault| Stopped::Here(fault.to_string()))
}

/// The digest by which an entry names the body.
pub fn body_digest(body: &HybridRecipient) -> Digest {
    sha256(body.to_string().as_bytes())
}

impl SharedFile {
    /// A file of parts.
    pub fn new(origin: &str, concern: ConcernId, record: Digest, parts: &[Sealed]) -> Self {
        let parts = parts.iter().map(|part| Bytes(part.as_bytes().to_vec())).collect();
        Self {
            v: 1,
            origin: origin.to_owned(),
            concern,
            record,
            parts,
        }
    }

    /// Its bytes.
    pub fn to_bytes(&self) -> Result<Vec<u8>, Stopped> {
        serde_json::to_vec_pretty(self).map_err(|_| Stopped::Here("the file cannot be written".to_owned()))
    }

    /// Reads a file. Fails on anything but one of ours.
    pub fn parse(bytes: &[u8]) -> Result<Self, Stopped> {
        let file: Option<Self> = serde_json::from_slice(bytes).ok();
        file.filter(|file| file.v == 1)
            .ok_or_else(|| Stopped::Here("this is no file of shared parts: ask for it again".to_owned()))
    }

    /// Opens every part with the body's identity. Fails if one is not for it, or damaged.
    pub fn open(&self, with: &HybridIdentity) -> Result<Vec<SharedPart>, Stopped> {
        let part = |bytes: &Bytes| {
            let sealed = Sealed::check_text(bytes.0.clone()).map_err(|bad| Stopped::Here(bad.to_string()))?;
            let text = open_text(with, &sealed)
                .map_err(|bad| Stopped::Here(format!("a shared part does not open with this key: {bad}")))?;
            Ok(SharedPart {
                digest: sealed.digest(),
                text,
            })
        };
        self.parts.iter().map(part).collect()
    }
}
