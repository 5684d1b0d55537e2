//! Proof of work: when more arrives than can be taken at once, a sender's device works a few seconds for its place, and
//! nobody is asked who they are (DESIGN section 9). Bound to one manifest, so that it is good for one concern alone.

use std::fmt;
use std::str::FromStr;

use daylight_domain::{Digest, from_hex};
use sha2::{Digest as _, Sha256};

/// A proof has so many pieces: eight short searches take about as long each time, one long search does not.
pub const PIECES: usize = 8;
/// The most zero bits asked of a piece: two million hashes in all, a few seconds of a phone.
pub const MOST_BITS: u8 = 18;
/// No challenge is longer, in characters.
const LONGEST_CHALLENGE: usize = 128;

/// What a sender found: sent in the header `Daylight-Work`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    /// The service's challenge, as it was given.
    pub challenge: String,
    /// SHA-256 of the manifest it is good for.
    pub manifest: Digest,
    /// One number for each piece.
    pub nonces: [u64; PIECES],
}

impl Proof {
    /// Searches. Takes about `8 * 2^bits` hashes.
    pub fn find(challenge: &str, manifest: Digest, bits: u8) -> Self {
        let mut nonces = [0; PIECES];
        for (piece, nonce) in (0_u8..).zip(&mut nonces) {
            let start = begun(challenge, manifest, piece);
            *nonce = (0..u64::MAX)
                .find(|nonce| zero_bits(&start, *nonce) >= u32::from(bits))
                .unwrap_or_default();
        }
        Self {
            challenge: challenge.to_owned(),
            manifest,
            nonces,
        }
    }

    /// Whether every piece has so many zero bits.
    pub fn holds(&self, bits: u8) -> bool {
        let mut pieces = (0_u8..).zip(self.nonces);
        pieces.all(|(piece, nonce)| {
            zero_bits(&begun(&self.challenge, self.manifest, piece), nonce) >= u32::from(bits)
        })
    }
}

fn begun(challenge: &str, manifest: Digest, piece: u8) -> Sha256 {
    Sha256::new()
        .chain_update("daylight/work/v1\n")
        .chain_update(challenge)
        .chain_update("\n")
        .chain_update(manifest.0)
        .chain_update([piece])
}

fn zero_bits(start: &Sha256, nonce: u64) -> u32 {
    let hash = start.clone().chain_update(nonce.to_be_bytes()).finalize();
    let head: [u8; 8] = hash.first_chunk().copied().unwrap_or([u8::MAX; 8]);
    u64::from_be_bytes(head).leading_zeros()
}

/// `challenge:manifest:nonce,nonce,…`, the nonces in decimal.
impl fmt::Display for Proof {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let nonces = self.nonces.map(|nonce| nonce.to_string()).join(",");
        write!(f, "{}:{}:{nonces}", self.challenge, self.manifest)
    }
}

/// A header that is no proof.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the header Daylight-Work is not `challenge:manifest:nonce,nonce,…` with {PIECES} nonces")]
pub struct BadProof;

impl FromStr for Proof {
    type Err = BadProof;
    fn from_str(text: &str) -> Result<Self, BadProof> {
        let (challenge, rest) = text.split_once(':').ok_or(BadProof)?;
        let (manifest, rest) = rest.split_once(':').ok_or(BadProof)?;
        if challenge.len() > LONGEST_CHALLENGE || rest.len() > PIECES.saturating_mul(21) {
            return Err(BadProof);
        }
        let nonces: Vec<u64> = rest
            .split(',')
            .map(|nonce| nonce.parse().map_err(|_| BadProof))
            .collect::<Result<_, _>>()?;
        Ok(Self {
            challenge: challenge.to_owned(),
            manifest: Digest(from_hex(manifest).map_err(|_| BadProof)?),
            nonces: nonces.try_into().map_err(|_| BadProof)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_proof_holds_for_its_challenge_and_manifest_alone() {
        let proof = Proof::find("c0ffee", Digest([7; 32]), 10);
        assert!(proof.holds(10));
        assert_eq!(proof.to_string().parse(), Ok(proof.clone()));
        for other in [
            Proof {
                challenge: "c0ffef".into(),
                ..proof.clone()
            },
            Proof {
                manifest: Digest([8; 32]),
                ..proof.clone()
            },
            Proof {
                nonces: [0; PIECES],
                ..proof.clone()
            },
        ] {
            assert!(!other.holds(10), "{other}");
        }
    }

    // Reckoned with Python: hashlib.sha256(b"daylight/work/v1\nab\n" + bytes(32) + bytes([0]) + n.to_bytes(8, "big")).
    #[test]
    fn the_hash_is_the_one_written_down() {
        let proof = Proof::find("ab", Digest([0; 32]), 8);
        assert_eq!(proof.nonces, [27, 71, 1022, 275, 247, 489, 900, 169]);
    }

    proptest! {
        #[test]
        fn any_text_is_a_proof_or_refused(text in "[0-9a-f:,]{0,300}") {
            if let Ok(proof) = text.parse::<Proof>() {
                prop_assert_eq!(proof.to_string().parse(), Ok(proof));
            }
        }
    }
}
