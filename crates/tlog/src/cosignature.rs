//! Cosignatures of witnesses (c2sp.org/tlog-cosignature), the Ed25519 form `cosignature/v1`.

use daylight_domain::{PublicKey, Signature};
use signed_note::Verifier;

use crate::note::{BadKey, key_id, read_vkey, write_vkey};
use crate::sig::{self, SigningKey};

/// Signature type of a timestamped Ed25519 cosignature (c2sp.org/signed-note, "Signature types").
const COSIGNATURE: u8 = 0x04;

/// A witness's public key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cosigner {
    name: String,
    key: PublicKey,
}

impl Cosigner {
    /// From a verifier key of type 0x04.
    pub fn from_vkey(vkey: &str) -> Result<Self, BadKey> {
        let (name, key) = read_vkey(vkey, COSIGNATURE)?;
        Ok(Self { name, key })
    }

    /// From the witness's name and key; fails for a name no key can bear.
    pub fn new(name: &str, key: PublicKey) -> Result<Self, BadKey> {
        Self::from_vkey(&write_vkey(name, COSIGNATURE, &key))
    }

    /// The verifier key as text.
    pub fn vkey(&self) -> String {
        write_vkey(&self.name, COSIGNATURE, &self.key)
    }

    /// The witness's name.
    pub fn witness(&self) -> &str {
        &self.name
    }

    /// The bare key.
    pub fn public_key(&self) -> PublicKey {
        self.key
    }

    /// The signature line by which this witness says it saw the checkpoint, and nothing contradicting it, at
    /// `timestamp` (seconds since 1970). For whoever is the witness.
    pub fn cosign(&self, key: &SigningKey, checkpoint_text: &str, timestamp: u64) -> String {
        let signature = key.sign(&message(timestamp, checkpoint_text.as_bytes()));
        let bytes = [timestamp.to_be_bytes().as_slice(), &signature.0].concat();
        signed_note::Signature::new(self.name.clone(), self.key_id(), bytes)
            .ok()
            .and_then(|line| String::from_utf8(line.to_bytes()).ok())
            .unwrap_or_default()
    }
}

/// What a cosignature signs ("Ed25519 signed message").
fn message(timestamp: u64, note_text: &[u8]) -> Vec<u8> {
    [
        format!("cosignature/v1\ntime {timestamp}\n").as_bytes(),
        note_text,
    ]
    .concat()
}

impl Verifier for Cosigner {
    fn name(&self) -> &str {
        &self.name
    }

    fn key_id(&self) -> u32 {
        key_id(&self.name, COSIGNATURE, &self.key)
    }

    fn verify(&self, text: &[u8], signature: &[u8]) -> bool {
        let Some((timestamp, signature)) = split(signature) else {
            return false;
        };
        // "It MUST NOT exceed 2^63 - 1."
        i64::try_from(timestamp).is_ok()
            && sig::verify(&self.key, &message(timestamp, text), &signature).is_ok()
    }
}

/// A cosignature that verified.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cosignature {
    /// The witness's name.
    pub witness: String,
    /// Its key's id.
    pub key_id: u32,
    /// When it signed: seconds since 1970, by the witness's own clock.
    pub timestamp: u64,
}

impl Cosignature {
    /// Whether it is this witness's.
    pub fn is_by(&self, witness: &Cosigner) -> bool {
        self.witness == witness.name && self.key_id == witness.key_id()
    }

    pub(crate) fn read(line: &signed_note::Signature) -> Option<Self> {
        let (timestamp, _) = split(line.signature())?;
        Some(Self {
            witness: line.name().to_owned(),
            key_id: line.id(),
            timestamp,
        })
    }
}

/// `timestamped_signature`: eight bytes of time, big-endian, and the signature.
fn split(bytes: &[u8]) -> Option<(u64, Signature)> {
    let (timestamp, signature) = bytes.split_first_chunk::<8>()?;
    Some((
        u64::from_be_bytes(*timestamp),
        Signature(signature.try_into().ok()?),
    ))
}
