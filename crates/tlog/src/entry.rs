//! The bytes of an entry: how it is written, signed, read back and hashed. Knows nothing of who may sign what.
//!
//! One line of JSON with its fields in one order and no space. Bytes are valid only if reading and writing them
//! again gives the same bytes, so that an entry has one spelling and one digest.

use daylight_domain::{
    Act, Author, ConcernId, Date, Digest, Entry, OfficeId, PersonId, PublicKey, Signature,
};
use serde::Deserialize;
use serde_json::value::RawValue;

use crate::sig::{self, BadSignature, SigningKey};

/// No entry is longer, in bytes; checked before parsing.
pub const MAX_ENTRY_BYTES: usize = 16 * 1024;

/// Few entries are longer.
const USUAL_BYTES: usize = 768;

/// 32 random bytes that keep an entry's digest from being guessed.
pub type Salt = [u8; 32];

/// Why bytes are no entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum BadEntry {
    /// Longer than [`MAX_ENTRY_BYTES`].
    #[error("the entry is longer than {MAX_ENTRY_BYTES} bytes")]
    TooLong,
    /// Not JSON of a known kind with its fields.
    #[error("the entry is not of a known form")]
    Malformed,
    /// Understandable, but spelt in another way than the one allowed.
    #[error("the entry is not in its one allowed spelling")]
    OtherSpelling,
    /// A version this code does not know.
    #[error("the entry is of an unknown version")]
    UnknownVersion,
    /// A signature where none belongs, or none where one does.
    #[error("the entry has a signature where none belongs, or lacks one")]
    SignatureOutOfPlace,
}

/// The 32 bytes that stand in the log for an entry; the one entry digest everywhere.
/// SHA-256(`daylight/entry/v1` ‖ salt ‖ entry bytes).
pub fn record(salt: &Salt, entry_bytes: &[u8]) -> Digest {
    sig::sha256_of(&[b"daylight/entry/v1", salt, entry_bytes])
}

/// What the capsule's opening key signs when a person opens a concern for an office.
pub fn opening_message(
    origin: &str,
    concern: &ConcernId,
    office: &OfficeId,
    person: &PersonId,
    day: Date,
) -> Vec<u8> {
    format!("daylight/opening/v1\n{origin}\n{concern}\n{office}\n{person}\n{day}").into_bytes()
}

/// What a person signs to sign in. Its first line differs from an act's, so it can never be one.
pub fn sign_in_message(origin: &str, challenge_hex: &str) -> Vec<u8> {
    format!("daylight/sign-in/v1\n{origin}\n{challenge_hex}").into_bytes()
}

/// What a reporter signs to begin sending a file of so many sealed bytes.
pub fn upload_message(origin: &str, concern: &ConcernId, size: u64) -> Vec<u8> {
    format!("daylight/upload/v1\n{origin}\n{concern}\n{size}").into_bytes()
}

/// An entry before its signature: its author builds and signs the bytes, nobody signs bytes a server chose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnsignedEntry(pub Entry);

impl UnsignedEntry {
    /// The bytes the author signs, for the log with this origin.
    pub fn signing_bytes(&self, origin: &str) -> Result<Vec<u8>, BadEntry> {
        signing_bytes(&self.0, origin)
    }

    /// The entry's bytes, with the signature of a person or reporter, or with none.
    ///
    /// Fails if a signature is missing or out of place, or the entry is too long.
    pub fn to_bytes(&self, signature: Option<Signature>) -> Result<Vec<u8>, BadEntry> {
        if signature.is_some() != needs_signature(&self.0) {
            return Err(BadEntry::SignatureOutOfPlace);
        }
        let bytes = written(&self.0, signature)?;
        if bytes.len() > MAX_ENTRY_BYTES {
            return Err(BadEntry::TooLong);
        }
        Ok(bytes)
    }

    /// Signs the entry and gives its bytes.
    pub fn sign(&self, origin: &str, key: &SigningKey) -> Result<Vec<u8>, BadEntry> {
        let signature = key.sign(&self.signing_bytes(origin)?);
        self.to_bytes(Some(signature))
    }
}

/// Persons and reporters sign; the service's signature is the checkpoint. `received` carries the digest of
/// the manifest that its reporter signed, and no other reporter-chosen byte.
pub fn needs_signature(entry: &Entry) -> bool {
    match entry.by {
        Author::Service => false,
        Author::Reporter => !matches!(entry.act, Act::Received { .. }),
        Author::Person(_) => true,
    }
}

/// An entry in its one spelling, its signature not yet checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UncheckedEntry {
    entry: Entry,
    signature: Option<Signature>,
    bytes: Vec<u8>,
}

impl UncheckedEntry {
    /// Reads entry bytes; refuses every spelling but the one allowed.
    pub fn parse(bytes: &[u8]) -> Result<Self, BadEntry> {
        let (entry, signature) = parse(bytes)?;
        Ok(Self {
            entry,
            signature,
            bytes: bytes.to_vec(),
        })
    }

    /// What the entry says; not yet known to be signed.
    pub fn entry(&self) -> &Entry {
        &self.entry
    }

    /// The entry without its signature.
    pub fn into_entry(self) -> Entry {
        self.entry
    }

    /// The exact bytes.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The signature, where the entry bears one.
    pub fn signature(&self) -> Option<Signature> {
        self.signature
    }

    /// The entry's digest under its salt.
    pub fn record(&self, salt: &Salt) -> Digest {
        record(salt, &self.bytes)
    }

    /// Checks the author's signature. Fails too for an entry that bears none.
    pub fn verify(&self, origin: &str, key: &PublicKey) -> Result<(), BadSignature> {
        let signature = self.signature.ok_or(BadSignature)?;
        let signed = signing_bytes(&self.entry, origin).map_err(|_| BadSignature)?;
        sig::verify(key, &signed, &signature)
    }
}

/// The entry and its signature, if the bytes are in the one spelling.
pub(crate) fn parse(bytes: &[u8]) -> Result<(Entry, Option<Signature>), BadEntry> {
    if bytes.len() > MAX_ENTRY_BYTES {
        return Err(BadEntry::TooLong);
    }
    let line: Line<'_> = serde_json::from_slice(bytes).map_err(|_| BadEntry::Malformed)?;
    if line.v != 1 {
        return Err(BadEntry::UnknownVersion);
    }
    let act = [
        r#"{"kind":"#,
        line.kind.get(),
        r#","data":"#,
        line.data.get(),
        "}",
    ]
    .concat();
    let entry = Entry {
        day: line.day,
        concern: line.concern,
        by: line.by,
        after: line.after,
        act: serde_json::from_str(&act).map_err(|_| BadEntry::Malformed)?,
    };
    if written(&entry, line.sig)? != bytes {
        return Err(BadEntry::OtherSpelling);
    }
    if line.sig.is_some() != needs_signature(&entry) {
        return Err(BadEntry::SignatureOutOfPlace);
    }
    Ok((entry, line.sig))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line<'a> {
    v: u8,
    #[serde(borrow)]
    kind: &'a RawValue,
    day: Date,
    concern: Option<ConcernId>,
    by: Author,
    after: Option<Digest>,
    #[serde(borrow)]
    data: &'a RawValue,
    sig: Option<Signature>,
}

/// What the author of an entry signs.
pub(crate) fn signing_bytes(entry: &Entry, origin: &str) -> Result<Vec<u8>, BadEntry> {
    let mut bytes = Vec::with_capacity(USUAL_BYTES);
    for part in ["daylight/act/v1\n", origin, "\n"] {
        bytes.extend_from_slice(part.as_bytes());
    }
    write_head(&mut bytes, entry).ok_or(BadEntry::Malformed)?;
    bytes.push(b'}');
    Ok(bytes)
}

/// Everything before the signature: `{"v":1,…,"data":{…}`. Written straight into the bytes: a check of a record does this
/// twice for every entry.
fn write_head(bytes: &mut Vec<u8>, entry: &Entry) -> Option<()> {
    // The act is written by the domain's own rules; its two halves stand apart in the line. A kind is one word, so that
    // the first comma ends it.
    let mut act = Vec::with_capacity(USUAL_BYTES);
    serde_json::to_writer(&mut act, &entry.act).ok()?;
    let halves = std::str::from_utf8(&act)
        .ok()?
        .strip_prefix(r#"{"kind":"#)?
        .strip_suffix('}')?;
    let (kind, data) = halves.split_once(r#","data":"#)?;
    bytes.extend_from_slice(br#"{"v":1,"kind":"#);
    bytes.extend_from_slice(kind.as_bytes());
    bytes.extend_from_slice(br#","day":"#);
    serde_json::to_writer(&mut *bytes, &entry.day).ok()?;
    bytes.extend_from_slice(br#","concern":"#);
    serde_json::to_writer(&mut *bytes, &entry.concern).ok()?;
    bytes.extend_from_slice(br#","by":"#);
    serde_json::to_writer(&mut *bytes, &entry.by).ok()?;
    bytes.extend_from_slice(br#","after":"#);
    serde_json::to_writer(&mut *bytes, &entry.after).ok()?;
    bytes.extend_from_slice(br#","data":"#);
    bytes.extend_from_slice(data.as_bytes());
    Some(())
}

fn written(entry: &Entry, signature: Option<Signature>) -> Result<Vec<u8>, BadEntry> {
    let mut bytes = Vec::with_capacity(USUAL_BYTES);
    write_head(&mut bytes, entry).ok_or(BadEntry::Malformed)?;
    bytes.extend_from_slice(br#","sig":"#);
    serde_json::to_writer(&mut bytes, &signature).map_err(|_| BadEntry::Malformed)?;
    bytes.push(b'}');
    Ok(bytes)
}
