//! Seals a file as it comes: what is put in plain goes out sealed, piece by piece, and nothing is held but the chunk that is not
//! full yet. Must not know where the pieces come from.

use std::io::{self, Write};
use std::sync::{Arc, Mutex, PoisonError};

use age::stream::StreamWriter;
use daylight_domain::Digest;
use sha2::{Digest as _, Sha256};

use super::attachment::{AttachmentError, Described};
use super::header::HeaderSwap;
use super::hybrid::HybridRecipient;
use super::seal::{SealError, seal_stream};

/// Zeros that are sealed at once.
static ZEROS: [u8; 64 * 1024] = [0; 64 * 1024];

/// A file on its way through its seal to `W`: [`push`](Self::push) all of it, [`pad`](Self::pad) until there is nothing more,
/// then [`finish`](Self::finish). What was written before an error is of no use: throw it away.
pub struct Sealing<W: Write> {
    writer: StreamWriter<HeaderSwap<Hashed<W>>>,
    /// Bytes of the file that have not come.
    left: u64,
    /// Zeros that have to follow.
    zeros: u64,
}

impl<W: Write> Sealing<W> {
    /// Begins with the description.
    pub fn begin(to: &HybridRecipient, described: &Described, out: W) -> Result<Self, AttachmentError> {
        let head = described.head()?;
        let hash = Sha256::new();
        let mut writer = seal_stream(to, Hashed { out, hash })?;
        writer.write_all(&head)?;
        let before = described.size.saturating_add(length(&head));
        Ok(Self {
            writer,
            left: described.size,
            zeros: described.padded(head.len()).saturating_sub(before),
        })
    }

    /// Takes the next bytes of the file. As many are written sealed, give or take a chunk of 64 KiB. Fails if more come than
    /// were described.
    pub fn push(&mut self, plain: &[u8]) -> Result<(), AttachmentError> {
        self.left = self
            .left
            .checked_sub(length(plain))
            .ok_or(AttachmentError::Changed)?;
        Ok(self.writer.write_all(plain)?)
    }

    /// Seals some of the zeros behind the file, and says whether there were any left. Fails if the file has not come whole.
    pub fn pad(&mut self) -> Result<bool, AttachmentError> {
        if self.left > 0 {
            return Err(AttachmentError::Changed);
        }
        let some = usize::try_from(self.zeros).unwrap_or(usize::MAX);
        let zeros = ZEROS.get(..some.min(ZEROS.len())).unwrap_or_default();
        self.zeros = self.zeros.saturating_sub(length(zeros));
        self.writer.write_all(zeros)?;
        Ok(!zeros.is_empty())
    }

    /// Writes the last of the sealed bytes, and gives the SHA-256 of them all. Fails if anything is missing.
    pub fn finish(self) -> Result<Digest, AttachmentError> {
        if self.left > 0 || self.zeros > 0 {
            return Err(AttachmentError::Changed);
        }
        let mut hashed = self.writer.finish()?.into_inner();
        hashed.out.flush()?;
        Ok(Digest(hashed.hash.finalize().into()))
    }
}

fn length(bytes: &[u8]) -> u64 {
    u64::try_from(bytes.len()).unwrap_or(u64::MAX)
}

/// Sealed bytes that wait to be fetched, by whoever cannot write where they come out: both ends are one.
#[derive(Clone, Default)]
pub struct Waiting(Arc<Mutex<Vec<u8>>>);

impl Waiting {
    /// All that waits.
    pub fn fetch(&self) -> Vec<u8> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Write for Waiting {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// What is sealed as it is written, without a name and without padding, for whoever fetches it.
pub struct SealedStream(StreamWriter<HeaderSwap<Waiting>>);

impl SealedStream {
    /// Begins. What is written comes out sealed at the other end of `out`.
    pub fn begin(to: &HybridRecipient, out: Waiting) -> Result<Self, SealError> {
        Ok(Self(seal_stream(to, out)?))
    }

    /// Ends it: without this it does not open.
    pub fn finish(self) -> io::Result<()> {
        self.0.finish().map(drop)
    }
}

impl Write for SealedStream {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// Hashes what passes through.
struct Hashed<W> {
    out: W,
    hash: Sha256,
}

impl<W: Write> Write for Hashed<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.hash.update(bytes.get(..written).unwrap_or_default());
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
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

    fn begin(size: u64) -> (HybridIdentity, Described, Sealing<Waiting>, Waiting) {
        let identity = HybridIdentity::generate(&SeededEntropy::new(1));
        let described = Described {
            name: "invented recording.mp3".into(),
            media_type: "audio/mpeg".into(),
            size,
        };
        let waiting = Waiting::default();
        let sealing = Sealing::begin(&identity.recipient(), &described, waiting.clone()).unwrap();
        (identity, described, sealing, waiting)
    }

    #[test]
    fn what_is_put_in_comes_out_at_once_and_a_chunk_at_most_is_held() {
        let pieces = 200_usize;
        let (identity, described, mut sealing, waiting) = begin(u64::try_from(pieces * PIECE).unwrap());
        let (mut put, mut sealed) = (0, Vec::new());
        for number in 0..pieces {
            let piece = vec![u8::try_from(number).unwrap(); PIECE];
            sealing.push(&piece).unwrap();
            put += piece.len();
            let given = waiting.fetch();
            assert!(given.len() <= PIECE + HELD, "{} bytes at once", given.len());
            sealed.extend_from_slice(&given);
            assert!(sealed.len() + HELD >= put, "{put} put in, {} given", sealed.len());
        }
        while sealing.pad().unwrap() {
            let given = waiting.fetch();
            assert!(given.len() <= ZEROS.len() + HELD);
            sealed.extend_from_slice(&given);
        }
        let digest = sealing.finish().unwrap();
        let end = waiting.fetch();
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
        let (_, _, mut more, _) = begin(10);
        more.push(&[1; 9]).unwrap();
        assert!(matches!(more.push(&[1; 2]), Err(AttachmentError::Changed)));
        let (_, _, mut less, _) = begin(10);
        less.push(&[1; 9]).unwrap();
        assert!(matches!(less.pad(), Err(AttachmentError::Changed)));
        assert!(matches!(less.finish(), Err(AttachmentError::Changed)));
        let (_, _, mut not_padded, _) = begin(1000);
        not_padded.push(&[1; 1000]).unwrap();
        assert!(matches!(not_padded.finish(), Err(AttachmentError::Changed)));
    }
}
