//! Sealed bytes, known by their form alone. Must not know a key: the server checks with this what it cannot read.

use std::fmt;

use daylight_domain::Digest;
use daylight_tlog::sha256;

use super::header::{self, BadHeader, HEADER_BYTES};
use super::padding;

const NONCE_BYTES: usize = 16;
const TAG_BYTES: usize = 16;
const CHUNK_BYTES: usize = 65_536;

/// An age file whose header names exactly one hybrid recipient: the only form in which content reaches the server.
#[derive(Clone, PartialEq, Eq)]
pub struct Sealed(Vec<u8>);

/// Why bytes are not taken as sealed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotSealed {
    /// The header is not that of one hybrid recipient.
    #[error(transparent)]
    Header(#[from] BadHeader),
    /// The payload is shorter than the shortest.
    #[error("the sealed file is cut off within its payload")]
    Truncated,
    /// The size is none of those that padded text has.
    #[error("the sealed text has {0} bytes, which is no padded size: pad it before sealing")]
    NotPadded(usize),
    /// The size is not that of a capsule.
    #[error("the sealed capsule has {0} bytes and all capsules have one other size: seal it as a capsule")]
    NotACapsule(usize),
}

impl Sealed {
    /// Refuses, by the header alone, what is not an age file to exactly one hybrid recipient. Needs no key, and looks
    /// at no more than the first 4096 bytes; the caller bounds the whole.
    pub fn looks_like_age_for_hybrid(bytes: &[u8]) -> Result<(), NotSealed> {
        header::check(bytes)?;
        if bytes.len() < HEADER_BYTES.saturating_add(NONCE_BYTES).saturating_add(TAG_BYTES) {
            return Err(NotSealed::Truncated);
        }
        Ok(())
    }

    /// Takes bytes from outside, after [`Sealed::looks_like_age_for_hybrid`].
    pub fn check(bytes: Vec<u8>) -> Result<Self, NotSealed> {
        Self::looks_like_age_for_hybrid(&bytes)?;
        Ok(Self(bytes))
    }

    /// As [`Sealed::check`], and the size must be that of a padded text: truncated and unpadded parts are refused.
    pub fn check_text(bytes: Vec<u8>) -> Result<Self, NotSealed> {
        let sealed = Self::check(bytes)?;
        if sealed_text_sizes().any(|size| size == sealed.0.len()) {
            Ok(sealed)
        } else {
            Err(NotSealed::NotPadded(sealed.0.len()))
        }
    }

    /// As [`Sealed::check`], and the size must be that of every capsule, so that none stands out.
    pub fn check_capsule(bytes: Vec<u8>) -> Result<Self, NotSealed> {
        let sealed = Self::check(bytes)?;
        if sealed.0.len() == sealed_capsule_size() {
            Ok(sealed)
        } else {
            Err(NotSealed::NotACapsule(sealed.0.len()))
        }
    }

    /// What was sealed just now.
    pub(super) fn fresh(file: Vec<u8>) -> Self {
        Self(file)
    }

    /// The SHA-256 by which the manifest and the ledger name it.
    pub fn digest(&self) -> Digest {
        sha256(&self.0)
    }

    /// The age file.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// The age file, to be stored.
    pub fn into_bytes(self) -> Vec<u8> {
        self.0
    }
}

impl fmt::Debug for Sealed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Sealed({} bytes)", self.0.len())
    }
}

/// How long an age file of ours is for a plaintext of so many bytes. Saturates, far beyond every limit.
pub fn sealed_size(plain: usize) -> usize {
    // c2sp.org/age#payload: a tag for each chunk, and one chunk even for nothing.
    let chunks = plain.div_ceil(CHUNK_BYTES).max(1);
    HEADER_BYTES
        .saturating_add(NONCE_BYTES)
        .saturating_add(plain)
        .saturating_add(chunks.saturating_mul(TAG_BYTES))
}

/// The sizes in bytes that a sealed text can have, one for each bucket of the padding.
pub fn sealed_text_sizes() -> impl Iterator<Item = usize> {
    padding::BUCKETS.into_iter().map(sealed_size)
}

/// The size in bytes of every sealed capsule, real or dummy.
pub fn sealed_capsule_size() -> usize {
    let [size] = padding::CAPSULE;
    sealed_size(size)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crypto::hybrid::HybridIdentity;
    use crate::crypto::seal::{Plaintext, seal_text};

    fn sealed() -> Vec<u8> {
        let to = HybridIdentity::from_seed([1; 32]).recipient();
        seal_text(&to, &Plaintext::new("the till is short".to_owned()))
            .unwrap()
            .into_bytes()
    }

    #[test]
    fn what_we_seal_passes_the_check_and_what_is_cut_off_does_not() {
        let whole = sealed();
        assert!(Sealed::check_text(whole.clone()).is_ok());
        for cut in [0, 10, 1000, HEADER_BYTES - 1, HEADER_BYTES, HEADER_BYTES + 31] {
            assert!(Sealed::check(whole[..cut].to_vec()).is_err(), "cut at {cut}");
        }
        let cut = whole.len() - 1;
        assert_eq!(
            Sealed::check_text(whole[..cut].to_vec()),
            Err(NotSealed::NotPadded(cut))
        );
        assert_eq!(
            Sealed::check_capsule(whole.clone()),
            Err(NotSealed::NotACapsule(whole.len()))
        );
    }
}
