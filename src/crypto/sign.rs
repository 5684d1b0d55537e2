//! A signing key that is kept: made from dice, stored in capsules and key files. Must not know what is signed, nor the
//! curve: `daylight_tlog` makes and verifies signatures.

use std::fmt;

use daylight_domain::{PublicKey, Signature};
use daylight_tlog::SigningKey;
use zeroize::Zeroizing;

use crate::entropy::Entropy;

/// An Ed25519 seed: a person's, a reporter's, a capsule's opening key. Erased from memory when dropped.
#[derive(Clone, PartialEq, Eq)]
pub struct SigningSecret(Zeroizing<[u8; 32]>);

impl SigningSecret {
    /// The key that follows from a seed of full strength (RFC 8032 section 5.1.5).
    pub fn from_seed(seed: [u8; 32]) -> Self {
        Self(Zeroizing::new(seed))
    }

    /// A new key.
    pub fn generate(entropy: &dyn Entropy) -> Self {
        let mut seed = Zeroizing::new([0; 32]);
        entropy.fill(seed.as_mut());
        Self(seed)
    }

    /// The seed: for capsules, key files and the log's key, which are kept apart themselves.
    pub fn seed(&self) -> &[u8; 32] {
        &self.0
    }

    /// The key with which the ledger's types sign themselves.
    pub fn key(&self) -> SigningKey {
        SigningKey::from_seed(&self.0)
    }

    /// Signs exactly these bytes. Callers pass bytes with a domain tag, never bytes that somebody else chose.
    pub fn sign(&self, bytes: &[u8]) -> Signature {
        self.key().sign(bytes)
    }

    /// The public half.
    pub fn public(&self) -> PublicKey {
        self.key().public()
    }
}

impl fmt::Debug for SigningSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SigningSecret(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use daylight_domain::from_hex;

    #[test]
    fn the_first_test_of_rfc_8032_holds() {
        let seed = from_hex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60").unwrap();
        let key = SigningSecret::from_seed(seed);
        assert_eq!(
            key.public().to_string(),
            "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
        );
        let signature = key.sign(b"");
        assert!(
            signature
                .to_string()
                .starts_with("e5564300c360ac729086e2cc806e828a84877f1eb8e5d974")
        );
        assert_eq!(daylight_tlog::verify(&key.public(), b"", &signature), Ok(()));
    }

    #[test]
    fn debug_shows_no_secret() {
        assert_eq!(
            format!("{:?}", SigningSecret::from_seed([7; 32])),
            "SigningSecret(..)"
        );
    }
}
