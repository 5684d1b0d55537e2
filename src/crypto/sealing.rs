//! Seals a file as it comes: what is put in plain is given back sealed, piece by piece, and nothing is held but the chunk that
//! is not full yet. Must not know where the pieces come from or go.

use std::io::{self, Write};
use std::sync::{Arc, Mutex, PoisonError};

use age::stream::StreamWriter;
use daylight_domain::Digest;
use sha2::{Digest as _, Sha256};

use super::attachment::{AttachmentError, Described};
use super::header::HeaderSwap;
use super::hybrid::HybridRecipient;
use super::seal::seal_stream;

/// Zeros that are sealed at once.
static ZEROS: [u8; 64 * 1024] = [0; 64 * 1024];

/// A file on its way into its seal: [`push`](Self::push) all of it, [`pad`](Self::pad) until there is nothing more, then
/// [`finish`](Self::finish). What was given back before an error is of no use: throw it away.
pub struct Sealing {
    writer: StreamWriter<HeaderSwap<Hashed>>,
    sealed: Waiting,
    /// Bytes of the file that have not come.
    left: u64,
    /// Zeros that have to follow.
    zeros: u64,
}

impl Sealing {
    /// Begins with the description.
    pub fn begin(to: &HybridRecipient, described: &Described) -> Result<Self, AttachmentError> {
        let head = described.head()?;
        let sealed = Waiting::default();
        let mut writer = seal_stream(to, Hashed::new(sealed.clone()))?;
        writer.write_all(&head)?;
        let before = described.size.saturating_add(length(&head));
        Ok(Self {
            writer,
            sealed,
            left: described.size,
            zeros: described.padded(head.len()).saturating_sub(before),
        })
    }

    /// Takes the next bytes of the file and gives what is sealed by now: as many, give or take a chunk of 64 KiB. Fails if
    /// more come than were described.
    pub fn push(&mut self, plain: &[u8]) -> Result<Vec<u8>, AttachmentError> {
        self.left = self
            .left
            .checked_sub(length(plain))
            .ok_or(AttachmentError::Changed)?;
        self.writer.write_all(plain)?;
        Ok(self.sealed.take())
    }

    /// Seals some of the zeros behind the file; none once all are there. Fails if the file has not come whole.
    pub fn pad(&mut self) -> Result<Option<Vec<u8>>, AttachmentError> {
        if self.left > 0 {
            return Err(AttachmentError::Changed);
        }
        let some = usize::try_from(self.zeros).unwrap_or(usize::MAX);
        let Some(zeros) = ZEROS
            .get(..some.min(ZEROS.len()))
            .filter(|zeros| !zeros.is_empty())
        else {
            return Ok(None);
        };
        self.zeros = self.zeros.saturating_sub(length(zeros));
        self.writer.write_all(zeros)?;
        Ok(Some(self.sealed.take()))
    }

    /// Gives the last of the sealed bytes, and the SHA-256 of them all. Fails if anything is missing.
    pub fn finish(self) -> Result<(Vec<u8>, Digest), AttachmentError> {
        if self.left > 0 || self.zeros > 0 {
            return Err(AttachmentError::Changed);
        }
        let hashed = self.writer.finish()?.into_inner();
        Ok((self.sealed.take(), Digest(hashed.hash.finalize().into())))
    }
}

fn length(bytes: &[u8]) -> u64 {
    u64::try_from(bytes.len()).unwrap_or(u64::MAX)
}

/// What is sealed and was not fetched yet. Shared, because the writer of the `age` crate does not show what it writes to.
#[derive(Clone, Default)]
struct Waiting(Arc<Mutex<Vec<u8>>>);

impl Waiting {
    fn put(&self, bytes: &[u8]) {
        let mut sealed = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        sealed.extend_from_slice(bytes);
    }

    fn take(&self) -> Vec<u8> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Hashes what passes through.
struct Hashed {
    out: Waiting,
    hash: Sha256,
}

impl Hashed {
    fn new(out: Waiting) -> Self {
        Self {
            out,
            hash: Sha256::new(),
        }
    }
}

impl Write for Hashed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.put(bytes);
        self.hash.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use daylight_tlog::sha256;

    use super::*;
    use crate::crypto::attachment::open;
    use crate::crypto::hybrid::HybridIdentity;
    use crate::entropy::SeededEntropy;

    const PIECE: usize = 50_000;
    /// A full chunk with its tag, and the header before the first.
    const HELD: usize = 64 * 1024 + 16 + 2048;

    fn begin(size: u64) -> (HybridIdentity, Described, Sealing) {
        let identity = HybridIdentity::generate(&SeededEntropy::new(1));
        let described = Described {
            name: "invented recording.mp3".into(),
            media_type: "audio/mpeg".into(),
            size,
        };
        let sealing = Sealing::begin(&identity.recipient(), &described).unwrap();
        (identity, described, sealing)
    }

    #[test]
    fn what_is_put_in_comes_out_at_once_and_a_chunk_at_most_is_held() {
        let pieces = 200_usize;
        let (identity, described, mut sealing) = begin(u64::try_from(pieces * PIECE).unwrap());
        let (mut put, mut sealed) = (0, Vec::new());
        for number in 0..pieces {
            let piece = vec![u8::try_from(number).unwrap(); PIECE];
            let given = sealing.push(&piece).unwrap();
            put += piece.len();
            assert!(given.len() <= PIECE + HELD, "{} bytes at once", given.len());
            sealed.extend_from_slice(&given);
            assert!(sealed.len() + HELD >= put, "{put} put in, {} given", sealed.len());
        }
        while let Some(given) = sealing.pad().unwrap() {
            assert!(given.len() <= ZEROS.len() + HELD);
            sealed.extend_from_slice(&given);
        }
        let (end, digest) = sealing.finish().unwrap();
        assert!(end.len() <= HELD, "{} bytes at the end", end.len());
        sealed.extend_from_slice(&end);
        assert_eq!(digest, sha256(&sealed));
        assert_eq!(length(&sealed), described.sealed_size().unwrap());
        let (told, content) = open(&identity, &sealed[..]).unwrap();
        assert_eq!(told, described);
        let mut back = Vec::new();
        content.write_to(&mut back).unwrap();
        assert_eq!(back.len(), pieces * PIECE);
        assert!(
            back.chunks(PIECE)
                .zip(0..)
                .all(|(piece, number)| piece[0] == number)
        );
    }

    #[test]
    fn more_or_less_than_was_described_is_refused() {
        let refused = |result: Result<_, AttachmentError>| matches!(result, Err(AttachmentError::Changed));
        let (.., mut more) = begin(10);
        more.push(&[1; 9]).unwrap();
        assert!(refused(more.push(&[1; 2])));
        let (.., mut less) = begin(10);
        less.push(&[1; 9]).unwrap();
        assert!(refused(less.pad().map(|_| Vec::new())));
        assert!(refused(less.finish().map(|(end, _)| end)));
        let (.., mut not_padded) = begin(1000);
        not_padded.push(&[1; 1000]).unwrap();
        assert!(refused(not_padded.finish().map(|(end, _)| end)));
    }
}
