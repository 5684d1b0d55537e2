//! Signed notes of the log (c2sp.org/signed-note): its key, its verifier, and nothing about what a note says.

use std::fmt;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use daylight_domain::{PublicKey, Signature};
use signed_note::{Note, Verifier, VerifierList};

use crate::sig::{self, SigningKey};

/// No note is longer, in bytes; checked before parsing. A checkpoint with 16 cosignatures takes 3 KiB.
pub const MAX_NOTE_BYTES: usize = 64 * 1024;

/// Signature type of plain Ed25519 (c2sp.org/signed-note, "Signature types").
const ED25519: u8 = 0x01;

/// Text that is no key of a log or witness, or a name no key can bear.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a verifier key of the expected type")]
pub struct BadKey;

/// Why a note is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum BadNote {
    /// Too long, not a signed note, or not in its one spelling.
    #[error("not a signed note")]
    Malformed,
    /// No signature by the key asked for.
    #[error("the note is not signed by the expected key")]
    Unsigned,
    /// A known key's signature does not verify.
    #[error("a signature on the note does not verify")]
    Signature,
}

/// The log's secret key under its origin. Wiped when dropped.
#[derive(Clone)]
pub struct LogKey {
    key: SigningKey,
    verifier: LogVerifier,
}

impl LogKey {
    /// From the log's origin (a URL without scheme) and a 32-byte seed.
    ///
    /// Fails for an origin with spaces, control characters or `+`, and for one beginning with `daylight/`: such a
    /// one could be taken for the first line of a receipt.
    pub fn new(origin: &str, seed: &[u8; 32]) -> Result<Self, BadKey> {
        let key = SigningKey::from_seed(seed);
        let verifier = LogVerifier::new(origin, key.public())?;
        Ok(Self { key, verifier })
    }

    /// What others check this key's notes with.
    pub fn verifier(&self) -> &LogVerifier {
        &self.verifier
    }

    /// The log's origin, which is the key's name.
    pub fn origin(&self) -> &str {
        self.verifier.origin()
    }

    /// The note over this text. The same text gives the same bytes.
    ///
    /// Fails if the text does not end in a newline or holds control characters.
    pub(crate) fn sign_note(&self, text: &str) -> Result<String, BadNote> {
        let signature = self.key.sign(text.as_bytes());
        signed_note::Signature::new(self.origin().to_owned(), self.verifier.id(), signature.0.to_vec())
            .and_then(|signature| Note::new(text.as_bytes(), &[signature]))
            .ok()
            .and_then(|note| String::from_utf8(note.to_bytes()).ok())
            .ok_or(BadNote::Malformed)
    }
}

impl fmt::Debug for LogKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "LogKey({}, ..)", self.origin())
    }
}

/// The log's public key under its origin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogVerifier {
    origin: String,
    key: PublicKey,
}

impl LogVerifier {
    /// From an origin and a key; fails as [`LogKey::new`] does.
    pub fn new(origin: &str, key: PublicKey) -> Result<Self, BadKey> {
        let plain = signed_note::is_key_name_valid(origin) && !origin.chars().any(char::is_control);
        if !plain || origin.starts_with("daylight/") || origin.len() > 255 {
            return Err(BadKey);
        }
        Ok(Self {
            origin: origin.to_owned(),
            key,
        })
    }

    /// From a verifier key as the poster prints it: `<origin>+<key id>+<base64>`
    /// (c2sp.org/signed-note, "Verifier keys").
    pub fn from_vkey(vkey: &str) -> Result<Self, BadKey> {
        let (name, key) = read_vkey(vkey, ED25519)?;
        Self::new(&name, key)
    }

    /// The verifier key as text.
    pub fn vkey(&self) -> String {
        write_vkey(&self.origin, ED25519, &self.key)
    }

    /// The log's origin.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// The bare key.
    pub fn public_key(&self) -> PublicKey {
        self.key
    }

    fn id(&self) -> u32 {
        key_id(&self.origin, ED25519, &self.key)
    }
}

impl Verifier for LogVerifier {
    fn name(&self) -> &str {
        &self.origin
    }

    fn key_id(&self) -> u32 {
        self.id()
    }

    fn verify(&self, message: &[u8], signature: &[u8]) -> bool {
        <[u8; 64]>::try_from(signature)
            .is_ok_and(|signature| sig::verify(&self.key, message, &Signature(signature)).is_ok())
    }
}

/// A note read and found in its one spelling; its signatures not yet checked.
#[derive(Debug)]
pub(crate) struct UncheckedNote {
    note: Note,
    bytes: Vec<u8>,
}

impl UncheckedNote {
    pub(crate) fn parse(bytes: &[u8]) -> Result<Self, BadNote> {
        if bytes.len() > MAX_NOTE_BYTES {
            return Err(BadNote::Malformed);
        }
        let note = Note::from_bytes(bytes).map_err(|_| BadNote::Malformed)?;
        if note.to_bytes() != bytes {
            return Err(BadNote::Malformed);
        }
        Ok(Self {
            note,
            bytes: bytes.to_vec(),
        })
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    pub(crate) fn text(&self) -> Result<&str, BadNote> {
        std::str::from_utf8(self.note.text()).map_err(|_| BadNote::Malformed)
    }

    /// The names on the signature lines.
    pub(crate) fn signers(&self) -> impl Iterator<Item = &str> {
        let text = self.note.text().len();
        let lines = self
            .bytes
            .get(text..)
            .and_then(|rest| std::str::from_utf8(rest).ok());
        lines
            .unwrap_or_default()
            .lines()
            .filter_map(|line| line.strip_prefix("— ")?.split(' ').next())
    }

    /// The signatures by these keys, each checked. Fails if none of the keys signed, or if one of their
    /// signatures does not verify; signatures of unknown keys are passed over (c2sp.org/signed-note).
    pub(crate) fn verified(
        &self,
        keys: Vec<Box<dyn Verifier>>,
    ) -> Result<Vec<signed_note::Signature>, BadNote> {
        match self.note.verify(&VerifierList::new(keys)) {
            Ok((verified, _unknown)) => Ok(verified),
            Err(signed_note::NoteError::UnverifiedNote) => Err(BadNote::Unsigned),
            Err(_) => Err(BadNote::Signature),
        }
    }
}

/// The id of a key: the first 4 bytes of SHA-256(name ‖ newline ‖ type ‖ key).
pub(crate) fn key_id(name: &str, kind: u8, key: &PublicKey) -> u32 {
    let [a, b, c, d, ..] = sig::sha256_of(&[name.as_bytes(), b"\n", &[kind], &key.0]).0;
    u32::from_be_bytes([a, b, c, d])
}

pub(crate) fn write_vkey(name: &str, kind: u8, key: &PublicKey) -> String {
    let material = [&[kind], key.0.as_slice()].concat();
    format!(
        "{name}+{:08x}+{}",
        key_id(name, kind, key),
        STANDARD.encode(material)
    )
}

/// Reads a verifier key of one type. Refuses a second spelling: keys are compared as text.
pub(crate) fn read_vkey(vkey: &str, kind: u8) -> Result<(String, PublicKey), BadKey> {
    let (name, rest) = vkey.split_once('+').ok_or(BadKey)?;
    let (_id, material) = rest.split_once('+').ok_or(BadKey)?;
    let material = STANDARD.decode(material).map_err(|_| BadKey)?;
    let (first, key) = material.split_first().ok_or(BadKey)?;
    let key = PublicKey(key.try_into().map_err(|_| BadKey)?);
    if *first != kind || !signed_note::is_key_name_valid(name) || write_vkey(name, kind, &key) != vkey {
        return Err(BadKey);
    }
    Ok((name.to_owned(), key))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_of_the_specification_s_example_reads_and_writes_back() {
        let vkey = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
        assert_eq!(LogVerifier::from_vkey(vkey).unwrap().vkey(), vkey);
        for bad in [
            "PeterNeumann+C74F20A3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
            "PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
            "Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
            "PeterNeumann+c74f20a3",
            "",
        ] {
            assert_eq!(LogVerifier::from_vkey(bad), Err(BadKey), "{bad}");
        }
    }

    #[test]
    fn a_log_key_prints_its_origin_and_not_its_seed() {
        let key = LogKey::new("demo.daylight.invalid/log", &[9; 32]).unwrap();
        assert_eq!(format!("{key:?}"), "LogKey(demo.daylight.invalid/log, ..)");
    }

    #[test]
    fn an_origin_that_could_pass_for_a_receipt_is_refused() {
        for origin in ["daylight/receipt/v1", "a b", "a+b", "", "a\nb", "a\u{7f}"] {
            assert!(LogKey::new(origin, &[0; 32]).is_err(), "{origin:?}");
        }
    }
}
