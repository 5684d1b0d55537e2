//! A file inside its seal: name, type and length before the content, zeros behind it, so that nobody outside learns more
//! than a rough size. Streams both ways; memory does not grow with the file.

use std::io::{self, BufRead, Read, Write};

/// Whoever opens one: the case key, or another body's own.
pub use age::Identity;
use daylight_domain::Digest;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::hybrid::HybridRecipient;
use super::seal::{OpenError, SealError, open_stream, sealed_size};
use super::sealing::Sealing;

/// The longest description in bytes: a name of 255 characters fits.
const LONGEST_HEAD: usize = 4096;
const ROOM: usize = 64 * 1024;

/// What a reader is told of a file once it is open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Described {
    /// Its name, without folders.
    pub name: String,
    /// Its media type, `application/octet-stream` where nobody knew.
    #[serde(rename = "type")]
    pub media_type: String,
    /// Its length in bytes.
    pub size: u64,
}

/// Padmé (Nikitin and others, PETS 2019, section 4): keeps about as many leading bits of a length as the length of that
/// length has, so that at most 12 % are added and all files share few sizes.
pub fn padme(length: u64) -> u64 {
    let Some(exponent) = length.checked_ilog2().filter(|exponent| *exponent > 0) else {
        return length;
    };
    let kept = exponent.ilog2().saturating_add(1);
    let free = exponent.saturating_sub(kept);
    let mask = 1_u64.checked_shl(free).unwrap_or(1).saturating_sub(1);
    length.saturating_add(mask) & !mask
}

/// Why a file could not be sealed or opened.
#[derive(Debug, thiserror::Error)]
pub enum AttachmentError {
    /// Could not be sealed.
    #[error(transparent)]
    Seal(#[from] SealError),
    /// Did not open.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The file on this machine could not be read or written, or what it was sent to took it no more.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// It grew or shrank.
    #[error("the file changed while it was read: send it again when nobody writes to it")]
    Changed,
    /// What came out of the seal is no attachment of ours.
    #[error("the attachment is not of the known form")]
    Malformed,
}

impl Described {
    pub(super) fn head(&self) -> Result<Vec<u8>, AttachmentError> {
        let head = serde_json::to_vec(self).map_err(|_| AttachmentError::Malformed)?;
        if head.len() > LONGEST_HEAD {
            return Err(AttachmentError::Malformed);
        }
        let length = u32::try_from(head.len()).map_err(|_| AttachmentError::Malformed)?;
        Ok([&length.to_be_bytes()[..], &head].concat())
    }

    pub(super) fn padded(&self, head: usize) -> u64 {
        let head = u64::try_from(head).unwrap_or(u64::MAX);
        padme(self.size.saturating_add(head))
    }

    /// How long the sealed file will be, in bytes.
    pub fn sealed_size(&self) -> Result<u64, AttachmentError> {
        let plain =
            usize::try_from(self.padded(self.head()?.len())).map_err(|_| AttachmentError::Malformed)?;
        u64::try_from(sealed_size(plain)).map_err(|_| AttachmentError::Malformed)
    }
}

/// Seals `file`, which must hold exactly as many bytes as described, to `out`. Gives the SHA-256 of the sealed bytes.
pub fn seal(
    to: &HybridRecipient,
    described: &Described,
    mut file: impl Read,
    out: impl Write,
) -> Result<Digest, AttachmentError> {
    let mut sealing = Sealing::begin(to, described, out)?;
    let mut room = Zeroizing::new(vec![0; ROOM]);
    loop {
        match file.read(&mut room) {
            Ok(0) => break,
            Err(fault) if fault.kind() == io::ErrorKind::Interrupted => {}
            read => sealing.push(room.get(..read?).unwrap_or_default())?,
        }
    }
    while sealing.pad()? {}
    sealing.finish()
}

/// Opens a sealed file and gives its description and the rest of the stream.
pub fn open<R: BufRead>(
    with: &dyn Identity,
    sealed: R,
) -> Result<(Described, Content<impl Read + use<R>>), AttachmentError> {
    let mut stream = open_stream(with, sealed)?;
    let mut length = [0; 4];
    stream.read_exact(&mut length).map_err(broken)?;
    let length = usize::try_from(u32::from_be_bytes(length)).unwrap_or(usize::MAX);
    if length > LONGEST_HEAD {
        return Err(AttachmentError::Malformed);
    }
    let mut head = vec![0; length];
    stream.read_exact(&mut head).map_err(broken)?;
    let described: Described = serde_json::from_slice(&head).map_err(|_| AttachmentError::Malformed)?;
    let content = Content {
        stream,
        size: described.size,
    };
    Ok((described, content))
}

/// The content behind a description.
pub struct Content<R> {
    stream: R,
    size: u64,
}

impl<R: Read> Content<R> {
    /// Writes the content out, and checks that it ends as described. What was written before an error is genuine, but
    /// not the whole: throw it away.
    pub fn write_to(mut self, mut out: impl Write) -> Result<(), AttachmentError> {
        let mut room = vec![0; ROOM];
        let mut left = self.size;
        loop {
            let read = self.stream.read(&mut room).map_err(broken)?;
            if read == 0 {
                break;
            }
            let content = usize::try_from(left).unwrap_or(usize::MAX).min(read);
            let (content, zeros) = room.get(..read).unwrap_or_default().split_at(content);
            out.write_all(content)?;
            left = left.saturating_sub(u64::try_from(content.len()).unwrap_or(0));
            if zeros.iter().any(|byte| *byte != 0) {
                return Err(AttachmentError::Malformed);
            }
        }
        if left == 0 {
            Ok(())
        } else {
            Err(AttachmentError::Malformed)
        }
    }
}

/// Within the seal every failure to read is damage.
fn broken(_: io::Error) -> AttachmentError {
    OpenError::Broken.into()
}

#[cfg(test)]
mod tests {
    use daylight_tlog::sha256;
    use proptest::prelude::*;

    use super::*;
    use crate::crypto::hybrid::HybridIdentity;
    use crate::crypto::seal::seal_stream;
    use crate::entropy::SeededEntropy;

    fn identity() -> HybridIdentity {
        HybridIdentity::generate(&SeededEntropy::new(1))
    }

    fn described(size: usize) -> Described {
        Described {
            name: "invented photo.jpeg".into(),
            media_type: "image/jpeg".into(),
            size: u64::try_from(size).unwrap(),
        }
    }

    // The table of the paper's reference implementation: L -> padme(L).
    #[test]
    fn lengths_are_padded_as_in_the_paper() {
        for (length, padded) in [
            (0, 0),
            (1, 1),
            (2, 2),
            (3, 3),
            (8, 8),
            (9, 10),
            (15, 16),
            (17, 18),
            (33, 36),
            (100, 104),
            (1000, 1024),
            (1025, 1088),
            (65_535, 65_536),
            (65_537, 67_584),
            (1_000_000, 1_015_808),
        ] {
            assert_eq!(padme(length), padded, "{length}");
        }
    }

    #[test]
    fn a_file_comes_back_with_its_name_and_its_sealed_size_is_known_before() {
        for size in [0, 1, 100_000, 300_001] {
            let file: Vec<u8> = (0..size).map(|at| u8::try_from(at % 251).unwrap()).collect();
            let described = described(size);
            let mut sealed = Vec::new();
            let digest = seal(&identity().recipient(), &described, &file[..], &mut sealed).unwrap();
            assert_eq!(digest, sha256(&sealed));
            assert_eq!(
                u64::try_from(sealed.len()).unwrap(),
                described.sealed_size().unwrap()
            );
            let (told, content) = open(&identity(), &sealed[..]).unwrap();
            assert_eq!(told, described);
            let mut back = Vec::new();
            content.write_to(&mut back).unwrap();
            assert!(back == file, "{size} bytes");
        }
    }

    #[test]
    fn a_file_that_changes_while_it_is_read_is_refused() {
        for size in [9, 11] {
            let sealed = seal(
                &identity().recipient(),
                &described(size),
                &[7; 10][..],
                Vec::new(),
            );
            assert!(matches!(sealed, Err(AttachmentError::Changed)), "{size}");
        }
    }

    #[test]
    fn a_file_cut_off_anywhere_does_not_pass_for_whole() {
        let mut sealed = Vec::new();
        seal(
            &identity().recipient(),
            &described(200_000),
            &vec![7; 200_000][..],
            &mut sealed,
        )
        .unwrap();
        for cut in [2000, 70_000, sealed.len() - 1] {
            let whole =
                open(&identity(), &sealed[..cut]).and_then(|(_, content)| content.write_to(io::sink()));
            assert!(whole.is_err(), "cut at {cut}");
        }
    }

    proptest! {
        #[test]
        fn padding_adds_at_most_an_eighth_and_never_takes_away(length in 0_u64..1 << 40) {
            let padded = padme(length);
            prop_assert!((length..=length.saturating_add(length.div_ceil(8))).contains(&padded));
            prop_assert_eq!(padme(padded), padded);
        }

        #[test]
        fn foreign_plaintext_never_brings_it_down(plain in prop::collection::vec(any::<u8>(), 0..500)) {
            let mut writer = seal_stream(&identity().recipient(), Vec::new()).unwrap();
            writer.write_all(&plain).unwrap();
            let sealed = writer.finish().unwrap().into_inner();
            if let Ok((_, content)) = open(&identity(), &sealed[..]) {
                let _ = content.write_to(io::sink());
            }
        }
    }
}
