//! The post-quantum recipient of age, `mlkem768x25519` (c2sp.org/age). Must not know what is sealed to it.
//!
//! HPKE base mode with KEM 0x647a (X-Wing), HKDF-SHA256 and `ChaCha20Poly1305`; the private key is a 32-byte seed.

use std::collections::HashSet;
use std::fmt;
use std::str::FromStr;

use age::secrecy::ExposeSecret as _;
use age::{DecryptError, EncryptError};
use age_core::format::{FileKey, Stanza};
use age_core::primitives::{bech32_decode, bech32_encode, bech32_encode_to_fmt};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD_NO_PAD;
use bech32::Hrp;
use daylight_domain::{ConcernId, Digest};
use hpke_rs::{Hpke, HpkePrivateKey, HpkePublicKey, Mode};
use hpke_rs_crypto::HpkeCrypto as _;
use hpke_rs_crypto::types::{AeadAlgorithm, KdfAlgorithm, KemAlgorithm};
use hpke_rs_libcrux::HpkeLibcrux;
use zeroize::{Zeroize as _, Zeroizing};

use crate::entropy::Entropy;

const RECIPIENT_HRP: Hrp = Hrp::parse_unchecked("age1pq");
const IDENTITY_HRP: Hrp = Hrp::parse_unchecked("age-secret-key-pq-");
const INFO: &[u8] = b"age-encryption.org/mlkem768x25519";
const KEM: KemAlgorithm = KemAlgorithm::XWingDraft06;

/// The stanza's type on the wire.
pub(crate) const STANZA_TAG: &str = "mlkem768x25519";
/// An encapsulation: 1088 bytes of ML-KEM-768 and 32 of X25519.
pub(crate) const ENCAPSULATION_BYTES: usize = 1120;
/// A file key of 16 bytes and its 16-byte tag.
pub(crate) const WRAPPED_KEY_BYTES: usize = 32;
const PUBLIC_KEY_BYTES: usize = 1216;
const RECIPIENT_CHARS: usize = 1959;

/// Text that is not a hybrid age key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadKey {
    /// Not one `age1pq1…` in lower case, or no key that can be sealed to.
    #[error("not a post-quantum age recipient (age1pq1…)")]
    Recipient,
    /// Not one `AGE-SECRET-KEY-PQ-1…` in upper case.
    #[error("not a post-quantum age identity (AGE-SECRET-KEY-PQ-1…)")]
    Identity,
}

fn hpke() -> Result<Hpke<HpkeLibcrux>, hpke_rs::HpkeError> {
    Hpke::try_new(
        Mode::Base,
        KEM,
        KdfAlgorithm::HkdfSha256,
        AeadAlgorithm::ChaCha20Poly1305,
    )
}

/// A public key, 1216 bytes, to which everything at rest is sealed. Its text form is `age1pq1…`.
#[derive(Clone, PartialEq, Eq)]
pub struct HybridRecipient(Vec<u8>);

impl HybridRecipient {
    /// The id of the concern whose case recipient this is: the first 16 bytes of SHA-256 over its text form.
    pub fn concern_id(&self) -> ConcernId {
        daylight_tlog::concern_id(&self.to_string())
    }

    /// By which the record names it: SHA-256 over its text form.
    pub fn digest(&self) -> Digest {
        daylight_tlog::sha256(self.to_string().as_bytes())
    }
}

impl FromStr for HybridRecipient {
    type Err = BadKey;

    /// Accepts one spelling only, because a concern's id is a digest of the text.
    fn from_str(text: &str) -> Result<Self, BadKey> {
        if text.len() != RECIPIENT_CHARS {
            return Err(BadKey::Recipient);
        }
        let key = decode(text, RECIPIENT_HRP).ok_or(BadKey::Recipient)?;
        if key.len() != PUBLIC_KEY_BYTES || bech32_encode(RECIPIENT_HRP, &key) != text {
            return Err(BadKey::Recipient);
        }
        // FIPS 203 section 7.2 wants the key checked before use; a trial encapsulation does that.
        <HpkeLibcrux>::kem_encaps_derand(KEM, &key, &[1; 64]).map_err(|_| BadKey::Recipient)?;
        Ok(Self(key))
    }
}

impl fmt::Display for HybridRecipient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        bech32_encode_to_fmt(f, RECIPIENT_HRP, &self.0)
    }
}

impl fmt::Debug for HybridRecipient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "HybridRecipient({:.20}…)", self.to_string())
    }
}

impl age::Recipient for HybridRecipient {
    fn wrap_file_key(&self, file_key: &FileKey) -> Result<(Vec<Stanza>, HashSet<String>), EncryptError> {
        let key = HpkePublicKey::new(self.0.clone());
        let (share, body) = hpke()
            .and_then(|mut hpke| hpke.seal(&key, INFO, b"", file_key.expose_secret(), None, None, None))
            .map_err(|fault| EncryptError::Io(std::io::Error::other(fault.to_string())))?;
        let stanza = Stanza {
            tag: STANZA_TAG.to_owned(),
            args: vec![BASE64_STANDARD_NO_PAD.encode(share)],
            body,
        };
        Ok((vec![stanza], HashSet::from(["postquantum".to_owned()])))
    }
}

/// The private key of a [`HybridRecipient`]. Erased from memory when dropped.
#[derive(Clone, PartialEq, Eq)]
pub struct HybridIdentity(Zeroizing<[u8; 32]>);

impl HybridIdentity {
    /// The identity that follows from a seed of full strength.
    pub fn from_seed(seed: [u8; 32]) -> Self {
        Self(Zeroizing::new(seed))
    }

    /// A new identity.
    pub fn generate(entropy: &dyn Entropy) -> Self {
        let mut seed = Zeroizing::new([0; 32]);
        entropy.fill(seed.as_mut());
        Self(seed)
    }

    /// The seed: for the capsule and derivations alone.
    pub(crate) fn seed(&self) -> &[u8; 32] {
        &self.0
    }

    /// The public half.
    #[expect(
        clippy::expect_used,
        clippy::missing_panics_doc,
        reason = "key generation from 32 bytes has no failing case"
    )]
    pub fn recipient(&self) -> HybridRecipient {
        let (public, mut private) =
            <HpkeLibcrux>::kem_key_gen_derand(KEM, self.0.as_slice()).expect("32 bytes are an X-Wing seed");
        private.zeroize();
        HybridRecipient(public)
    }

    /// The text form `AGE-SECRET-KEY-PQ-1…`, for a key file that is sealed itself.
    pub fn to_secret_text(&self) -> Zeroizing<String> {
        let mut text = Zeroizing::new(bech32_encode(IDENTITY_HRP, self.0.as_slice()));
        text.make_ascii_uppercase();
        text
    }
}

impl FromStr for HybridIdentity {
    type Err = BadKey;

    fn from_str(text: &str) -> Result<Self, BadKey> {
        let seed = Zeroizing::new(decode(text, IDENTITY_HRP).ok_or(BadKey::Identity)?);
        let seed = seed.as_slice().try_into().map_err(|_| BadKey::Identity)?;
        let identity = Self::from_seed(seed);
        if identity.to_secret_text().as_str() == text {
            Ok(identity)
        } else {
            Err(BadKey::Identity)
        }
    }
}

impl fmt::Debug for HybridIdentity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("HybridIdentity(..)")
    }
}

impl age::Identity for HybridIdentity {
    /// `None` only for stanzas of another type or another person; a malformed one of ours is a broken file.
    fn unwrap_stanza(&self, stanza: &Stanza) -> Option<Result<FileKey, DecryptError>> {
        if stanza.tag != STANZA_TAG {
            return None;
        }
        let invalid = Some(Err(DecryptError::InvalidHeader));
        let [share] = stanza.args.as_slice() else {
            return invalid;
        };
        let Ok(share) = BASE64_STANDARD_NO_PAD.decode(share) else {
            return invalid;
        };
        if share.len() != ENCAPSULATION_BYTES || stanza.body.len() != WRAPPED_KEY_BYTES {
            return invalid;
        }
        let private = HpkePrivateKey::new(self.0.to_vec());
        let context = hpke().and_then(|hpke| hpke.setup_receiver(&share, &private, INFO, None, None, None));
        let Ok(mut context) = context else { return invalid };
        // Any share decapsulates to some key; only the tag tells whether the stanza was for us.
        let file_key = Zeroizing::new(context.open(b"", &stanza.body).ok()?);
        Some(FileKey::try_init_with_mut(|slot| {
            let key: &[u8; 16] = file_key
                .as_slice()
                .try_into()
                .map_err(|_| DecryptError::InvalidHeader)?;
            slot.copy_from_slice(key);
            Ok(())
        }))
    }
}

fn decode(text: &str, hrp: Hrp) -> Option<Vec<u8>> {
    bech32_decode(
        text,
        |_| (),
        |found| if found == hrp { Ok(()) } else { Err(()) },
        |_, bytes| Ok(bytes.collect()),
    )
    .ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entropy::SeededEntropy;

    fn identity() -> HybridIdentity {
        HybridIdentity::generate(&SeededEntropy::new(7))
    }

    #[test]
    fn keys_survive_their_text_form() {
        let identity = identity();
        let text = identity.to_secret_text();
        assert!(text.starts_with("AGE-SECRET-KEY-PQ-1"));
        assert_eq!(text.parse(), Ok(identity.clone()));
        let recipient = identity.recipient();
        assert_eq!(recipient.to_string().len(), RECIPIENT_CHARS);
        assert!(recipient.to_string().starts_with("age1pq1"));
        assert_eq!(recipient.to_string().parse(), Ok(recipient));
    }

    #[test]
    fn a_key_has_one_spelling() {
        let identity = identity();
        let recipient = identity.recipient().to_string();
        assert_eq!(
            recipient.to_uppercase().parse::<HybridRecipient>(),
            Err(BadKey::Recipient)
        );
        assert_eq!(
            format!("{recipient} ").parse::<HybridRecipient>(),
            Err(BadKey::Recipient)
        );
        let lower = identity.to_secret_text().to_lowercase();
        assert_eq!(lower.parse::<HybridIdentity>(), Err(BadKey::Identity));
        assert_eq!(recipient.parse::<HybridIdentity>(), Err(BadKey::Identity));
    }

    #[test]
    fn a_recipient_that_cannot_be_sealed_to_is_refused() {
        // Every coefficient 0xfff is above the modulus of ML-KEM.
        let text = bech32_encode(RECIPIENT_HRP, &[0xff; PUBLIC_KEY_BYTES]);
        assert_eq!(text.parse::<HybridRecipient>(), Err(BadKey::Recipient));
        // An X25519 key of all zeros is of low order.
        let mut low_order = identity().recipient().0;
        low_order[PUBLIC_KEY_BYTES - 32..].fill(0);
        let text = bech32_encode(RECIPIENT_HRP, &low_order);
        assert_eq!(text.parse::<HybridRecipient>(), Err(BadKey::Recipient));
    }

    proptest::proptest! {
        #[test]
        fn every_seed_has_a_recipient_that_parses(seed: [u8; 32]) {
            let recipient = HybridIdentity::from_seed(seed).recipient();
            proptest::prop_assert_eq!(recipient.to_string().parse(), Ok(recipient));
        }

        #[test]
        fn foreign_text_never_brings_the_parsers_down(text in "(age1pq1|AGE-SECRET-KEY-PQ-1)?[a-zA-Z0-9]{0,2000}") {
            proptest::prop_assert!(text.parse::<HybridRecipient>().is_err());
            proptest::prop_assert!(text.parse::<HybridIdentity>().is_err());
        }
    }

    #[test]
    fn debug_shows_no_secret() {
        assert_eq!(format!("{:?}", identity()), "HybridIdentity(..)");
    }
}
