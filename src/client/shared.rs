//! Chosen parts of a concern for another body (R33): their sealed bytes as the record names them, each with the key that opens
//! these bytes and no others, sealed to the body; in one file that the holder hands over. So the body reads what stands under
//! the record's digest, and no second text. The service keeps the keys sealed to the body, which it cannot read, and the record
//! names them.

use daylight_domain::{ConcernId, Digest};
use daylight_tlog::sha256;
use serde::{Deserialize, Serialize};

use super::problem::Stopped;
use crate::api::Bytes;
use crate::crypto::copies::split;
use crate::crypto::hybrid::{HybridIdentity, HybridRecipient};
use crate::crypto::opening::{NotAnOpening, Opening};
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
    /// The record of the entry `shared`, which names the key of each part.
    pub record: Digest,
    /// In the order of the entry.
    pub parts: Vec<SharedPart>,
}

/// A part as it is handed over: words in this file, an attachment beside it ([`beside`]).
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SharedPart {
    /// An age file to the body: what it is, and the key of the sealed bytes.
    key: Bytes,
    /// The sealed words, as an entry or the manifest names them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    sealed: Option<Bytes>,
    /// The digest of a sealed attachment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    file: Option<Digest>,
}

/// A part that the body opened.
pub struct OpenedPart {
    /// What it is, as the sender says.
    pub what: String,
    /// The digest under which the record names these very bytes.
    pub digest: Digest,
    /// What is in it.
    pub content: Content,
}

/// What is in a part.
pub enum Content {
    /// Words, in clear.
    Words(Plaintext),
    /// An attachment: the key of the file beside.
    File(Opening),
}

/// The name of a sealed attachment beside the file of parts.
pub fn beside(item: &Digest) -> String {
    format!("{item}.age")
}

/// Seals the key of a part to the body. A first line says what the part is.
pub fn seal_key(body: &HybridRecipient, what: &str, opening: &Opening) -> Result<Sealed, Stopped> {
    let key = opening.to_secret_text();
    seal_text(body, &Plaintext::new(format!("{what}\n{}", key.as_str())))
        .map_err(|fault| Stopped::Here(fault.to_string()))
}

/// The digest by which an entry names the body.
pub fn body_digest(body: &HybridRecipient) -> Digest {
    sha256(body.to_string().as_bytes())
}

impl SharedFile {
    /// A file of parts.
    pub fn new(origin: &str, concern: ConcernId, record: Digest, parts: Vec<SharedPart>) -> Self {
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

    /// What the entry `shared` must name, in its order.
    pub fn keys(&self) -> Vec<Digest> {
        self.parts.iter().map(|part| sha256(&part.key.0)).collect()
    }

    /// Opens every part with the body's identity. Fails if one is not for it, or damaged.
    pub fn open(&self, with: &HybridIdentity) -> Result<Vec<OpenedPart>, Stopped> {
        self.parts.iter().map(|part| part.open(with)).collect()
    }
}

impl SharedPart {
    /// Words: their sealed key, and their sealed bytes.
    pub fn words(key: &Sealed, sealed: Vec<u8>) -> Self {
        Self {
            key: Bytes(key.as_bytes().to_vec()),
            sealed: Some(Bytes(sealed)),
            file: None,
        }
    }

    /// An attachment: its sealed key, and the digest by which an entry names it.
    pub fn file(key: &Sealed, item: Digest) -> Self {
        Self {
            key: Bytes(key.as_bytes().to_vec()),
            sealed: None,
            file: Some(item),
        }
    }

    /// The name of the file beside, if it is an attachment.
    pub fn beside(&self) -> Option<String> {
        self.file.as_ref().map(beside)
    }

    fn open(&self, with: &HybridIdentity) -> Result<OpenedPart, Stopped> {
        let bad = |why: String| Stopped::Here(format!("a shared part does not open with this key: {why}"));
        let key = Sealed::check_text(self.key.0.clone()).map_err(|fault| bad(fault.to_string()))?;
        let told = open_text(with, &key).map_err(|fault| bad(fault.to_string()))?;
        let (what, opening) = told
            .as_str()
            .and_then(|told| told.split_once('\n'))
            .ok_or_else(|| bad("it says no key".to_owned()))?;
        let opening: Opening = opening
            .parse()
            .map_err(|fault: NotAnOpening| bad(fault.to_string()))?;
        let what = what.to_owned();
        match (&self.sealed, self.file) {
            (Some(sealed), None) => {
                let copies = split(sealed.0.clone()).map_err(|fault| bad(fault.to_string()))?;
                let words = copies.iter().find_map(|copy| open_text(&opening, copy).ok());
                let words =
                    words.ok_or_else(|| bad("the key is not that of these sealed bytes".to_owned()))?;
                Ok(OpenedPart {
                    what,
                    digest: sha256(&sealed.0),
                    content: Content::Words(words),
                })
            }
            (None, Some(digest)) => Ok(OpenedPart {
                what,
                digest,
                content: Content::File(opening),
            }),
            _ => Err(bad("it is neither words nor an attachment".to_owned())),
        }
    }
}

impl OpenedPart {
    /// The words, if it is not an attachment.
    pub fn words(&self) -> Option<&str> {
        match &self.content {
            Content::Words(words) => words.as_str(),
            Content::File(_) => None,
        }
    }
}
