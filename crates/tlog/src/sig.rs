//! Ed25519 and SHA-256 over the domain's values. Alone names `ed25519_dalek`; knows no format. Many signatures in one go
//! stand in [`together`](crate::together).

use std::fmt;

use daylight_domain::{ConcernId, Digest, PersonId, PublicKey, Signature};
use ed25519_dalek::Signer as _;
use sha2::{Digest as _, Sha256};

/// A signature that its key did not make over these bytes, or a key that is no point of the curve.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the signature does not verify")]
pub struct BadSignature;

/// Checks an Ed25519 signature strictly: small-order keys and second spellings of a signature are refused
/// (RFC 8032 section 5.1.7 leaves them open), so that every verifier comes to the same answer.
pub fn verify(key: &PublicKey, message: &[u8], signature: &Signature) -> Result<(), BadSignature> {
    VerifyingKey::new(key)?.verify(message, signature)
}

/// A public key made ready, for whoever checks many signatures by it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifyingKey(ed25519_dalek::VerifyingKey);

impl VerifyingKey {
    /// Fails if the key is no point of the curve.
    pub fn new(key: &PublicKey) -> Result<Self, BadSignature> {
        ed25519_dalek::VerifyingKey::from_bytes(&key.0)
            .map(Self)
            .map_err(|_| BadSignature)
    }

    /// The key's bytes as they were given: what a signature is made over holds them.
    pub(crate) fn to_bytes(&self) -> [u8; 32] {
        self.0.to_bytes()
    }

    /// The point of the curve that the bytes name.
    pub(crate) fn to_edwards(&self) -> curve25519_dalek::EdwardsPoint {
        self.0.to_edwards()
    }

    /// As [`verify`].
    pub fn verify(&self, message: &[u8], signature: &Signature) -> Result<(), BadSignature> {
        let signature = ed25519_dalek::Signature::from_bytes(&signature.0);
        self.0
            .verify_strict(message, &signature)
            .map_err(|_| BadSignature)
    }
}

/// The secret half of an Ed25519 key: of a person, a reporter, an opening, or the log. Wiped when dropped.
#[derive(Clone)]
pub struct SigningKey(ed25519_dalek::SigningKey);

impl SigningKey {
    /// From its 32-byte seed (RFC 8032 section 5.1.5).
    pub fn from_seed(seed: &[u8; 32]) -> Self {
        Self(ed25519_dalek::SigningKey::from_bytes(seed))
    }

    /// The half everybody may know.
    pub fn public(&self) -> PublicKey {
        PublicKey(self.0.verifying_key().to_bytes())
    }

    /// Signs; the same bytes give the same signature every time.
    pub fn sign(&self, message: &[u8]) -> Signature {
        Signature(self.0.sign(message).to_bytes())
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SigningKey(..)")
    }
}

/// SHA-256 of some bytes.
pub fn sha256(bytes: &[u8]) -> Digest {
    Digest(Sha256::digest(bytes).into())
}

/// SHA-256 over several pieces as if they were one.
pub(crate) fn sha256_of(pieces: &[&[u8]]) -> Digest {
    let mut hasher = Sha256::new();
    for piece in pieces {
        hasher.update(piece);
    }
    Digest(hasher.finalize().into())
}

/// A person's pseudonymous id: the first 8 bytes of SHA-256 over their verifying key.
pub fn person_id(key: &PublicKey) -> PersonId {
    PersonId(first_bytes(&sha256(&key.0)))
}

/// A concern's id: the first 16 bytes of SHA-256 over its case recipient (the `age1pq1…` text).
pub fn concern_id(case_recipient: &str) -> ConcernId {
    ConcernId(first_bytes(&sha256(case_recipient.as_bytes())))
}

fn first_bytes<const N: usize>(digest: &Digest) -> [u8; N] {
    let mut first = [0; N];
    for (slot, byte) in first.iter_mut().zip(digest.0) {
        *slot = byte;
    }
    first
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signature_holds_for_its_key_and_bytes_alone() {
        let key = SigningKey::from_seed(&[1; 32]);
        let signature = key.sign(b"words");
        assert_eq!(verify(&key.public(), b"words", &signature), Ok(()));
        assert_eq!(verify(&key.public(), b"word", &signature), Err(BadSignature));
        let other = SigningKey::from_seed(&[2; 32]).public();
        assert_eq!(verify(&other, b"words", &signature), Err(BadSignature));
    }

    #[test]
    fn a_small_order_key_verifies_nothing() {
        // The neutral element with R = neutral and s = 0 satisfies the plain equation for every message.
        let mut neutral = [0; 32];
        neutral[0] = 1;
        let mut signature = [0; 64];
        signature[0] = 1;
        assert_eq!(
            verify(&PublicKey(neutral), b"any", &Signature(signature)),
            Err(BadSignature)
        );
    }

    #[test]
    fn a_signing_key_does_not_print_its_seed() {
        assert_eq!(format!("{:?}", SigningKey::from_seed(&[7; 32])), "SigningKey(..)");
    }

    #[test]
    fn ids_are_the_first_bytes_of_the_digest() {
        let key = SigningKey::from_seed(&[3; 32]).public();
        assert!(
            sha256(&key.0)
                .to_string()
                .starts_with(&person_id(&key).to_string())
        );
        assert!(
            sha256(b"age1pq1x")
                .to_string()
                .starts_with(&concern_id("age1pq1x").to_string())
        );
    }
}
