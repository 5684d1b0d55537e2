//! From a tracking code to the three secrets of a concern. Must not know the server, which sees only the locator.

use std::fmt;
use std::str::FromStr;

use argon2::{Algorithm, Argon2, Params, Version};
use daylight_domain::{Digest, NotHex, OfficeId, from_hex, to_hex};
use hkdf::Hkdf;
use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

use super::code::TrackingCode;
use super::hybrid::HybridIdentity;
use super::sign::SigningSecret;

/// How costly it is to try a code, as the instance publishes it in its first entry.
pub use daylight_domain::KdfParams;

/// Why a client refuses an instance's parameters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadParams {
    /// Another derivation than this program knows.
    #[error(
        "the instance derives secrets in a way this program does not know: a newer version of the program is needed"
    )]
    UnknownVersion,
    /// A code could be guessed more cheaply than we allow.
    #[error("the instance's derivation is weaker than this program accepts")]
    TooWeak,
    /// More than 1 GiB, 16 passes or 4 lanes: a telephone could not do it.
    #[error("the instance's derivation asks for more work than this program does")]
    TooCostly,
}

/// More than this could only be meant to stop the device.
const CEILING: KdfParams = KdfParams {
    version: 1,
    m_kib: 1 << 20,
    t: 16,
    p: 4,
};

/// Refuses anything weaker than [`KdfParams::CURRENT`], and what would only be a way to stop the device.
pub fn check_params(params: &KdfParams) -> Result<(), BadParams> {
    let KdfParams { version, m_kib, t, p } = *params;
    let least = KdfParams::CURRENT;
    if version != least.version {
        return Err(BadParams::UnknownVersion);
    }
    if m_kib < least.m_kib || t < least.t || p < least.p {
        return Err(BadParams::TooWeak);
    }
    if m_kib > CEILING.m_kib || t > CEILING.t || p > CEILING.p {
        return Err(BadParams::TooCostly);
    }
    Ok(())
}

/// What all secrets of one concern follow from. Erased from memory when dropped.
pub struct Master(Zeroizing<[u8; 32]>);

impl Master {
    /// Argon2id over the code with the salt of the genesis entry. Takes a noticeable part of a second by design.
    /// Refuses the parameters as [`check_params`] does.
    pub fn derive(code: &TrackingCode, salt: &[u8; 16], params: &KdfParams) -> Result<Self, BadParams> {
        check_params(params)?;
        let cost =
            Params::new(params.m_kib, params.t, params.p, Some(32)).map_err(|_| BadParams::TooCostly)?;
        let mut master = Zeroizing::new([0; 32]);
        Argon2::new(Algorithm::Argon2id, Version::V0x13, cost)
            .hash_password_into(code.secret(), salt, master.as_mut())
            .map_err(|_| BadParams::TooCostly)?;
        Ok(Self(master))
    }

    /// The secret that finds the concern at the server.
    pub fn locator(&self) -> Locator {
        Locator(self.expand(b"daylight/v1/locator"))
    }

    /// The age identity to which the concern is sealed.
    pub fn case_identity(&self) -> HybridIdentity {
        HybridIdentity::from_seed(*self.expand(b"daylight/v1/case-identity"))
    }

    /// The key that signs what the reporter sends.
    pub fn reporter_key(&self) -> SigningSecret {
        SigningSecret::from_seed(*self.expand(b"daylight/v1/signing-key"))
    }

    /// The opening key of an office that was left out. In the manifest it looks like any other; whoever has the code
    /// recognises it, so that nothing is sealed to that office later either.
    pub fn left_out_key(&self, office: &OfficeId) -> SigningSecret {
        SigningSecret::from_seed(*self.expand(format!("daylight/v1/left-out/{office}").as_bytes()))
    }

    #[expect(clippy::expect_used, reason = "HKDF-SHA-256 gives up to 8160 bytes")]
    fn expand(&self, label: &[u8]) -> Zeroizing<[u8; 32]> {
        let mut out = Zeroizing::new([0; 32]);
        Hkdf::<Sha256>::new(None, self.0.as_slice())
            .expand(label, out.as_mut())
            .expect("32 bytes are not too many");
        out
    }
}

impl fmt::Debug for Master {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Master(..)")
    }
}

/// What a returning reporter shows the server, which keeps only its hash. Erased from memory when dropped.
#[derive(Clone)]
pub struct Locator(Zeroizing<[u8; 32]>);

impl Locator {
    /// SHA-256 of the locator: what the server stores and looks up.
    pub fn hash(&self) -> Digest {
        Digest(Sha256::digest(self.0.as_slice()).into())
    }

    /// 64 hexadecimal digits, for the request that shows it.
    pub fn to_secret_text(&self) -> Zeroizing<String> {
        Zeroizing::new(to_hex(self.0.as_slice()))
    }
}

impl FromStr for Locator {
    type Err = NotHex;
    fn from_str(text: &str) -> Result<Self, NotHex> {
        from_hex(text).map(Zeroizing::new).map(Self)
    }
}

impl fmt::Debug for Locator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Locator(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entropy::SeededEntropy;

    #[test]
    fn weaker_parameters_are_refused_and_so_are_absurd_ones() {
        let current = KdfParams::CURRENT;
        for (params, verdict) in [
            (current, Ok(())),
            (
                KdfParams {
                    m_kib: 65_536,
                    t: 3,
                    ..current
                },
                Ok(()),
            ),
            (
                KdfParams {
                    m_kib: 19_455,
                    ..current
                },
                Err(BadParams::TooWeak),
            ),
            (KdfParams { t: 1, ..current }, Err(BadParams::TooWeak)),
            (KdfParams { p: 0, ..current }, Err(BadParams::TooWeak)),
            (
                KdfParams {
                    version: 2,
                    ..current
                },
                Err(BadParams::UnknownVersion),
            ),
            (
                KdfParams {
                    m_kib: u32::MAX,
                    ..current
                },
                Err(BadParams::TooCostly),
            ),
        ] {
            assert_eq!(check_params(&params), verdict, "{params:?}");
        }
        let code = TrackingCode::generate(&SeededEntropy::new(1));
        assert!(Master::derive(&code, &[0; 16], &KdfParams { m_kib: 8, ..current }).is_err());
    }

    #[test]
    fn another_code_or_another_salt_gives_other_secrets() {
        let (one, two) = (SeededEntropy::new(1), SeededEntropy::new(2));
        let (one, two) = (TrackingCode::generate(&one), TrackingCode::generate(&two));
        let locator = |code, salt| {
            Master::derive(code, salt, &KdfParams::CURRENT)
                .unwrap()
                .locator()
                .hash()
        };
        let first = locator(&one, &[0; 16]);
        assert_eq!(first, locator(&one, &[0; 16]));
        assert_ne!(first, locator(&two, &[0; 16]));
        assert_ne!(first, locator(&one, &[1; 16]));
    }

    #[test]
    fn a_locator_survives_its_text_form_and_debug_shows_nothing() {
        let locator: Locator = "ab".repeat(32).parse().unwrap();
        assert_eq!(*locator.to_secret_text(), "ab".repeat(32));
        assert_eq!(
            format!("{locator:?}{:?}", Master(Zeroizing::new([7; 32]))),
            "Locator(..)Master(..)"
        );
        assert!("AB".repeat(32).parse::<Locator>().is_err());
    }
}
