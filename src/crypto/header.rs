//! The header of everything sealed: one hybrid recipient and nothing else, so that its length never varies.
//! Must not know payloads: they are the `age` crate's business.
//!
//! The crate adds a stanza of random size ("grease") to each header. Sizes would then differ between a real and a
//! dummy capsule, and between a browser's file and ours; so we write the header ourselves, around the same file key.

use std::cell::RefCell;
use std::collections::HashSet;
use std::io::{self, Write};

use age::EncryptError;
use age::secrecy::ExposeSecret as _;
use age_core::format::{FileKey, Stanza};
use age_core::primitives::hkdf;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD_NO_PAD;
use hkdf::Hkdf;
use sha2::Sha256;
use zeroize::Zeroizing;

use super::hybrid::{ENCAPSULATION_BYTES, HybridRecipient, STANZA_TAG, WRAPPED_KEY_BYTES};

const VERSION_LINE: &str = "age-encryption.org/v1";
const MAC_BYTES: usize = 32;
/// The length of our header in bytes, line ends included.
pub(crate) const HEADER_BYTES: usize = 1627;
/// No header of ours or of the age crate is longer; parsing stops there.
const LONGEST_HEADER: usize = 4096;

/// What is wrong with the head of a file that should be sealed to one post-quantum recipient.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadHeader {
    /// No age file at all, or an armoured one.
    #[error("not an age v1 file: seal it to the recipient before sending")]
    NotAge,
    /// It ends within the header.
    #[error("the sealed file is cut off within its header")]
    Truncated,
    /// Sealed to another type of recipient, a passphrase for instance.
    #[error("sealed to another type of recipient: only {STANZA_TAG} (age1pq1…) is taken")]
    WrongRecipient,
    /// More than one recipient; a second reader is a leak.
    #[error("sealed to more than one recipient: exactly one is taken")]
    SeveralRecipients,
    /// The stanza or the header's MAC does not have its form.
    #[error("the header of the sealed file is malformed")]
    Malformed,
}

/// Checks by form alone that a file begins with a header for exactly one hybrid recipient. Needs no key.
pub(crate) fn check(file: &[u8]) -> Result<(), BadHeader> {
    let head = file.get(..LONGEST_HEADER.min(file.len())).unwrap_or_default();
    let mut lines = head
        .split_inclusive(|byte| *byte == b'\n')
        .map(|line| line.strip_suffix(b"\n"));
    let mut next = || lines.next().flatten();
    match next() {
        Some(line) if line == VERSION_LINE.as_bytes() => {}
        None if !head.is_empty() && VERSION_LINE.as_bytes().starts_with(head) => {
            return Err(BadHeader::Truncated);
        }
        _ => return Err(BadHeader::NotAge),
    }
    let arguments = next()
        .ok_or(BadHeader::Truncated)?
        .strip_prefix(b"-> ")
        .ok_or(BadHeader::Malformed)?;
    let mut arguments = arguments.split(|byte| *byte == b' ');
    if arguments.next() != Some(STANZA_TAG.as_bytes()) {
        return Err(BadHeader::WrongRecipient);
    }
    let (Some(share), None) = (arguments.next(), arguments.next()) else {
        return Err(BadHeader::Malformed);
    };
    is_base64_of::<ENCAPSULATION_BYTES>(share)?;
    is_base64_of::<WRAPPED_KEY_BYTES>(next().ok_or(BadHeader::Truncated)?)?;
    let last = next().ok_or(BadHeader::Truncated)?;
    if last.starts_with(b"-> ") {
        return Err(BadHeader::SeveralRecipients);
    }
    is_base64_of::<MAC_BYTES>(last.strip_prefix(b"--- ").ok_or(BadHeader::Malformed)?)
}

fn is_base64_of<const N: usize>(text: &[u8]) -> Result<(), BadHeader> {
    let bytes = BASE64_STANDARD_NO_PAD
        .decode(text)
        .map_err(|_| BadHeader::Malformed)?;
    if bytes.len() == N {
        Ok(())
    } else {
        Err(BadHeader::Malformed)
    }
}

/// A recipient that, asked to wrap the file key, also writes the whole header without grease.
pub(crate) struct OneRecipient<'a> {
    to: &'a HybridRecipient,
    header: RefCell<Vec<u8>>,
}

impl<'a> OneRecipient<'a> {
    pub(crate) fn new(to: &'a HybridRecipient) -> Self {
        Self {
            to,
            header: RefCell::default(),
        }
    }

    /// The header; empty before the file key was wrapped.
    pub(crate) fn into_header(self) -> Vec<u8> {
        self.header.into_inner()
    }
}

impl age::Recipient for OneRecipient<'_> {
    fn wrap_file_key(&self, file_key: &FileKey) -> Result<(Vec<Stanza>, HashSet<String>), EncryptError> {
        let (stanzas, labels) = self.to.wrap_file_key(file_key)?;
        let lines = stanzas.iter().map(|stanza| {
            // One line of body: 32 bytes are 43 characters, and a line takes 64.
            let body = BASE64_STANDARD_NO_PAD.encode(&stanza.body);
            format!("-> {} {}\n{body}\n", stanza.tag, stanza.args.join(" "))
        });
        let covered = format!("{VERSION_LINE}\n{}---", lines.collect::<String>());
        // c2sp.org/age#header-mac: HMAC-SHA-256 under HKDF(file key, "header"). HKDF-Extract is that HMAC (RFC 5869).
        let mac_key = Zeroizing::new(hkdf(b"", b"header", file_key.expose_secret()));
        let (mac, _) = Hkdf::<Sha256>::extract(Some(mac_key.as_slice()), covered.as_bytes());
        self.header
            .replace(format!("{covered} {}\n", BASE64_STANDARD_NO_PAD.encode(mac)).into_bytes());
        Ok((stanzas, labels))
    }
}

/// Puts our header in the place of the one the age crate writes first; passes everything after it through.
pub struct HeaderSwap<W> {
    out: W,
    ours: Vec<u8>,
    /// What was written so far of the crate's header; `None` once it ended.
    theirs: Option<Vec<u8>>,
}

impl<W: Write> HeaderSwap<W> {
    pub(crate) fn new(out: W, header: Vec<u8>) -> Self {
        Self {
            out,
            ours: header,
            theirs: Some(Vec::new()),
        }
    }

    /// The writer underneath.
    pub fn into_inner(self) -> W {
        self.out
    }
}

impl<W: Write> Write for HeaderSwap<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let Some(theirs) = &mut self.theirs else {
            return self.out.write(bytes);
        };
        theirs.extend_from_slice(bytes);
        if let Some(length) = header_length(theirs) {
            let rest = theirs.split_off(length);
            self.theirs = None;
            self.out.write_all(&self.ours)?;
            self.out.write_all(&rest)?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Where a header ends: behind the line that begins with `---`.
fn header_length(bytes: &[u8]) -> Option<usize> {
    let mut length: usize = 0;
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        length = length.saturating_add(line.len());
        if line.starts_with(b"--- ") && line.ends_with(b"\n") {
            return Some(length);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn header(share: usize, body: usize) -> String {
        let text = |bytes: usize| BASE64_STANDARD_NO_PAD.encode(vec![7; bytes]);
        format!(
            "{VERSION_LINE}\n-> {STANZA_TAG} {}\n{}\n--- {}\n",
            text(share),
            text(body),
            text(32)
        )
    }

    #[test]
    fn one_hybrid_recipient_is_taken() {
        assert_eq!(header(1120, 32).len(), HEADER_BYTES);
        assert_eq!(check(header(1120, 32).as_bytes()), Ok(()));
    }

    #[test]
    fn each_fault_has_its_name() {
        let good = header(1120, 32);
        let second = good.replace("\n--- ", "\n-> X25519 abc\nabc\n--- ");
        let grease = good.replace("\n--- ", "\n-> x-grease\n\n--- ");
        for (file, fault) in [
            ("", BadHeader::NotAge),
            ("the till is short", BadHeader::NotAge),
            ("-----BEGIN AGE ENCRYPTED FILE-----\n", BadHeader::NotAge),
            ("age-encryption.org/v2\n", BadHeader::NotAge),
            ("age-encryption", BadHeader::Truncated),
            (&good[..1000], BadHeader::Truncated),
            (&good[..HEADER_BYTES - 1], BadHeader::Truncated),
            (&good.replace(STANZA_TAG, "X25519"), BadHeader::WrongRecipient),
            (&good.replace(STANZA_TAG, "scrypt"), BadHeader::WrongRecipient),
            (&second, BadHeader::SeveralRecipients),
            (&grease, BadHeader::SeveralRecipients),
            (&header(1119, 32), BadHeader::Malformed),
            (&header(1120, 31), BadHeader::Malformed),
            (&good.replace("\n--- ", "\n---"), BadHeader::Malformed),
            (
                &good.replace("mlkem768x25519 ", "mlkem768x25519 more "),
                BadHeader::Malformed,
            ),
        ] {
            assert_eq!(check(file.as_bytes()), Err(fault), "{file:.60}");
        }
    }

    #[test]
    fn the_header_is_swapped_however_it_is_cut_into_writes() {
        let theirs = b"v\n-> x-grease\n\n--- mac\nPAYLOAD--- \nmore";
        for cut in 1..theirs.len() {
            let mut swap = HeaderSwap::new(Vec::new(), b"OURS\n".to_vec());
            for piece in theirs.chunks(cut) {
                swap.write_all(piece).unwrap();
            }
            assert_eq!(swap.into_inner(), b"OURS\nPAYLOAD--- \nmore");
        }
    }

    proptest! {
        #[test]
        fn foreign_bytes_never_bring_the_check_down(bytes in proptest::collection::vec(any::<u8>(), 0..3_000), at in 0..1_700_usize) {
            let _ = check(&bytes);
            let mut bent = header(1120, 32).into_bytes();
            bent.truncate(at);
            bent.extend(bytes);
            let _ = check(&bent);
        }
    }
}
