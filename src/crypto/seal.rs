//! Turns plaintext into sealed bytes and back: an age v1 file to exactly one hybrid recipient. Must not know whose.

use std::io::{self, BufRead, Read as _, Write};

use age::stream::{StreamReader, StreamWriter};
use age::{DecryptError, Decryptor, EncryptError, Encryptor};
use zeroize::Zeroizing;

use super::header::{HeaderSwap, OneRecipient};
use super::hybrid::HybridRecipient;
use super::padding::{self, BUCKETS, TextTooLong};
pub use super::sealed::{NotSealed, Sealed, sealed_size, sealed_text_sizes};

/// Text before sealing or after opening. No `Debug`, `Clone` or `Serialize`; erased from memory when dropped.
pub struct Plaintext(Zeroizing<Vec<u8>>);

impl Plaintext {
    /// Takes the text over.
    pub fn new(text: String) -> Self {
        Self(Zeroizing::new(text.into_bytes()))
    }

    /// The text, if it is UTF-8, as everything sealed by us is.
    pub fn as_str(&self) -> Option<&str> {
        std::str::from_utf8(&self.0).ok()
    }

    /// The bytes of the text.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

impl From<Zeroizing<Vec<u8>>> for Plaintext {
    fn from(bytes: Zeroizing<Vec<u8>>) -> Self {
        Self(bytes)
    }
}

/// Why something could not be sealed.
#[derive(Debug, thiserror::Error)]
pub enum SealError {
    /// Longer than the largest bucket.
    #[error(transparent)]
    TooLong(#[from] TextTooLong),
    /// A capsule that does not fit into the size of all capsules.
    #[error("the log's origin is too long for a capsule")]
    CapsuleTooLong,
    /// The age crate refused, for want of randomness for instance.
    #[error("sealing failed")]
    Age(#[source] EncryptError),
    /// The output could not be written.
    #[error("the sealed bytes could not be written")]
    Io(#[from] io::Error),
}

/// Why something sealed could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// Sealed to somebody else.
    #[error("not sealed to this key")]
    NotForUs,
    /// For this key, or of no known form, and damaged.
    #[error("the sealed file is damaged")]
    Broken,
    /// The input could not be read.
    #[error("the sealed bytes could not be read")]
    Io(#[from] io::Error),
}

impl From<DecryptError> for OpenError {
    fn from(fault: DecryptError) -> Self {
        match fault {
            DecryptError::NoMatchingKeys => Self::NotForUs,
            // The end of the input within the header is damage, not a failing disk.
            DecryptError::Io(fault) if !is_damage(&fault) => Self::Io(fault),
            _ => Self::Broken,
        }
    }
}

fn is_damage(fault: &io::Error) -> bool {
    matches!(
        fault.kind(),
        io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof
    )
}

/// Pads a text and seals it.
pub fn seal_text(to: &HybridRecipient, text: &Plaintext) -> Result<Sealed, SealError> {
    seal_padded(to, text, &BUCKETS)
}

/// Pads a text to the first of these lengths that holds it, and seals it.
pub(super) fn seal_padded(
    to: &HybridRecipient,
    text: &Plaintext,
    buckets: &[usize],
) -> Result<Sealed, SealError> {
    let padded = padding::pad(text.as_bytes(), buckets)?;
    let mut writer = seal_stream(to, Vec::with_capacity(sealed_size(padded.len())))?;
    writer.write_all(&padded)?;
    Ok(Sealed::fresh(writer.finish()?.into_inner()))
}

/// Opens what [`seal_text`] sealed. Refuses text that is not padded as it should be.
pub fn open_text(with: &dyn age::Identity, sealed: &Sealed) -> Result<Plaintext, OpenError> {
    open_padded(with, sealed, &BUCKETS)
}

/// Opens what [`seal_padded`] sealed with the same lengths.
pub(super) fn open_padded(
    with: &dyn age::Identity,
    sealed: &Sealed,
    buckets: &[usize],
) -> Result<Plaintext, OpenError> {
    let mut reader = open_stream(with, sealed.as_bytes())?;
    // The whole room at once: a growing vector would leave copies of the text behind.
    let mut padded = Zeroizing::new(Vec::with_capacity(sealed.as_bytes().len()));
    reader.read_to_end(&mut padded).map_err(|_| OpenError::Broken)?;
    let text = padding::unpad(&padded, buckets).map_err(|_| OpenError::Broken)?;
    Ok(Plaintext(Zeroizing::new(text.to_vec())))
}

/// A writer that seals what it is given, without padding. Call `finish` at the end: without it the file does not open.
pub fn seal_stream<W: Write>(to: &HybridRecipient, out: W) -> Result<StreamWriter<HeaderSwap<W>>, SealError> {
    let recipient = OneRecipient::new(to);
    let recipients: [&dyn age::Recipient; 1] = [&recipient];
    let encryptor = Encryptor::with_recipients(recipients.into_iter()).map_err(SealError::Age)?;
    Ok(encryptor.wrap_output(HeaderSwap::new(out, recipient.into_header()))?)
}

/// A reader of what was sealed. Bytes it gave out before an error are genuine, but not the whole.
pub fn open_stream<R: BufRead>(with: &dyn age::Identity, sealed: R) -> Result<StreamReader<R>, OpenError> {
    Ok(Decryptor::new_buffered(sealed)?.decrypt(std::iter::once(with))?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crypto::header::{BadHeader, HEADER_BYTES};
    use crate::crypto::hybrid::HybridIdentity;
    use crate::entropy::SeededEntropy;

    fn identity(seed: u64) -> HybridIdentity {
        HybridIdentity::generate(&SeededEntropy::new(seed))
    }

    fn sealed(text: &str) -> Sealed {
        seal_text(&identity(1).recipient(), &Plaintext::new(text.to_owned())).unwrap()
    }

    #[test]
    fn a_text_comes_back_to_its_owner_alone() {
        let part = sealed("the till is short");
        assert_eq!(
            open_text(&identity(1), &part).unwrap().as_str(),
            Some("the till is short")
        );
        assert!(matches!(open_text(&identity(2), &part), Err(OpenError::NotForUs)));
    }

    #[test]
    fn the_size_of_what_is_sealed_follows_from_the_bucket_alone() {
        for (text, bucket) in [(0, 4608), (4604, 4608), (4605, 17408), (70_000, 270_336)] {
            for _ in 0..4 {
                assert_eq!(sealed(&"x".repeat(text)).as_bytes().len(), sealed_size(bucket));
            }
        }
    }

    #[test]
    fn a_changed_byte_anywhere_is_noticed() {
        let whole = sealed("the till is short").into_bytes();
        for at in [
            30,
            600,
            HEADER_BYTES - 20,
            HEADER_BYTES + 3,
            HEADER_BYTES + 40,
            whole.len() - 1,
        ] {
            let mut bent = whole.clone();
            bent[at] ^= 1;
            if let Ok(bent) = Sealed::check(bent) {
                assert!(open_text(&identity(1), &bent).is_err(), "changed at {at}");
            }
        }
    }

    #[test]
    fn a_text_sealed_without_padding_is_broken() {
        let mut writer = seal_stream(&identity(1).recipient(), Vec::new()).unwrap();
        writer.write_all(b"no padding").unwrap();
        let part = Sealed::check(writer.finish().unwrap().into_inner()).unwrap();
        assert!(matches!(open_text(&identity(1), &part), Err(OpenError::Broken)));
        assert!(matches!(
            Sealed::check_text(part.into_bytes()),
            Err(NotSealed::NotPadded(_))
        ));
    }

    #[test]
    fn a_file_of_the_age_crate_opens_grease_and_all() {
        let to = identity(1).recipient();
        let foreign = age::encrypt(&to, &padding::pad(b"the till is short", &BUCKETS).unwrap()).unwrap();
        assert_eq!(
            Sealed::check(foreign.clone()),
            Err(NotSealed::Header(BadHeader::SeveralRecipients))
        );
        assert_eq!(
            open_text(&identity(1), &Sealed::fresh(foreign)).unwrap().as_str(),
            Some("the till is short")
        );
    }

    #[test]
    fn streams_of_any_length_come_back() {
        for length in [0, 1, 65_535, 65_536, 65_537, 196_608] {
            let plain = vec![b'x'; length];
            let mut writer = seal_stream(&identity(1).recipient(), Vec::new()).unwrap();
            writer.write_all(&plain).unwrap();
            let file = writer.finish().unwrap().into_inner();
            assert_eq!(file.len(), sealed_size(length));
            let mut opened = Vec::new();
            open_stream(&identity(1), &file[..])
                .unwrap()
                .read_to_end(&mut opened)
                .unwrap();
            assert!(opened == plain, "{length} bytes");
        }
    }
}
