//! Where random bytes come from. Must not know what they are used for.
//!
//! `age` and `hpke` draw file keys and encapsulations from the operating system by themselves; every key, code
//! and salt that is ours goes through [`Entropy`], so that tests and benches repeat.

use std::sync::atomic::{AtomicU64, Ordering};

use rand::TryRng as _;
use sha2::{Digest as _, Sha256};

/// A source of random bytes.
pub trait Entropy: Send + Sync {
    /// Fills the whole buffer.
    fn fill(&self, out: &mut [u8]);
}

/// The operating system's generator: the only source for real keys.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemEntropy;

impl Entropy for SystemEntropy {
    /// Stops the process when the operating system has no randomness: to go on without would make guessable keys.
    #[expect(
        clippy::expect_used,
        reason = "no key is better than a key from no randomness"
    )]
    fn fill(&self, out: &mut [u8]) {
        rand::rngs::SysRng
            .try_fill_bytes(out)
            .expect("the operating system gives random bytes");
    }
}

/// The same bytes for the same seed, for tests and benches. Never for real keys: whoever knows the seed knows them all.
#[derive(Debug)]
pub struct SeededEntropy {
    seed: u64,
    block: AtomicU64,
}

impl SeededEntropy {
    /// A source whose whole output follows from `seed` and the order and sizes of the calls.
    pub const fn new(seed: u64) -> Self {
        Self {
            seed,
            block: AtomicU64::new(0),
        }
    }
}

impl Entropy for SeededEntropy {
    fn fill(&self, out: &mut [u8]) {
        for chunk in out.chunks_mut(32) {
            let block = self.block.fetch_add(1, Ordering::Relaxed);
            let bytes = Sha256::new()
                .chain_update(self.seed.to_be_bytes())
                .chain_update(block.to_be_bytes())
                .finalize();
            chunk.iter_mut().zip(bytes).for_each(|(slot, byte)| *slot = byte);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(source: &dyn Entropy) -> [u8; 80] {
        let mut out = [0; 80];
        source.fill(&mut out);
        out
    }

    #[test]
    fn the_same_seed_gives_the_same_bytes_and_another_seed_others() {
        assert_eq!(drawn(&SeededEntropy::new(1)), drawn(&SeededEntropy::new(1)));
        assert_ne!(drawn(&SeededEntropy::new(1)), drawn(&SeededEntropy::new(2)));
    }

    #[test]
    fn no_source_repeats_itself() {
        let seeded = SeededEntropy::new(1);
        assert_ne!(drawn(&seeded), drawn(&seeded));
        assert_ne!(drawn(&SystemEntropy), drawn(&SystemEntropy));
    }
}
