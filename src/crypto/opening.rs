//! What opens one sealed file and no other: its file key (c2sp.org/age, "File key"). Whoever is given it beside the sealed bytes
//! reads what is sealed in them, and no second text: the MAC of the header binds the key. Must not know what for.

use std::cell::RefCell;
use std::fmt;
use std::io::BufRead;
use std::str::FromStr;

use age::DecryptError;
use age::secrecy::ExposeSecret as _;
use age_core::format::{FileKey, Stanza};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use zeroize::Zeroizing;

use super::hybrid::HybridIdentity;
use super::seal::{OpenError, open_stream};

const FILE_KEY_BYTES: usize = 16;

/// The key of one sealed file. Erased from memory when dropped.
pub struct Opening(Zeroizing<[u8; FILE_KEY_BYTES]>);

/// Text that is not the key of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not the key of a sealed file (24 characters of base64)")]
pub struct NotAnOpening;

impl Opening {
    /// The key of a file that is sealed to this identity. Reads no more than the file's beginning.
    pub fn of(with: &HybridIdentity, sealed: impl BufRead) -> Result<Self, OpenError> {
        let noting = Noting {
            identity: with,
            noted: RefCell::new(None),
        };
        // Also checks that the header was written with this key.
        open_stream(&noting, sealed)?;
        noting.noted.into_inner().map(Self).ok_or(OpenError::NotForUs)
    }

    /// Its text, which is a secret as long as the sealed bytes are one.
    pub fn to_secret_text(&self) -> Zeroizing<String> {
        Zeroizing::new(BASE64_STANDARD.encode(self.0.as_slice()))
    }
}

impl FromStr for Opening {
    type Err = NotAnOpening;

    fn from_str(text: &str) -> Result<Self, NotAnOpening> {
        let bytes = Zeroizing::new(BASE64_STANDARD.decode(text).map_err(|_| NotAnOpening)?);
        let key = bytes.as_slice().try_into().map_err(|_| NotAnOpening)?;
        Ok(Self(Zeroizing::new(key)))
    }
}

impl fmt::Debug for Opening {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Opening(..)")
    }
}

impl age::Identity for Opening {
    fn unwrap_stanza(&self, _: &Stanza) -> Option<Result<FileKey, DecryptError>> {
        Some(Ok(FileKey::new(Box::new(*self.0))))
    }
}

/// Unwraps as its identity does, and keeps the key.
struct Noting<'a> {
    identity: &'a HybridIdentity,
    noted: RefCell<Option<Zeroizing<[u8; FILE_KEY_BYTES]>>>,
}

impl age::Identity for Noting<'_> {
    fn unwrap_stanza(&self, stanza: &Stanza) -> Option<Result<FileKey, DecryptError>> {
        let unwrapped = self.identity.unwrap_stanza(stanza);
        if let Some(Ok(key)) = &unwrapped {
            *self.noted.borrow_mut() = Some(Zeroizing::new(*key.expose_secret()));
        }
        unwrapped
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crypto::seal::{Plaintext, Sealed, open_text, seal_text};

    fn sealed(text: &str) -> Sealed {
        let to = HybridIdentity::from_seed([1; 32]).recipient();
        seal_text(&to, &Plaintext::new(text.to_owned())).unwrap()
    }

    #[test]
    fn it_opens_its_own_file_and_no_other() {
        let (one, other) = (sealed("the till is short"), sealed("the till is short"));
        let opening = Opening::of(&HybridIdentity::from_seed([1; 32]), one.as_bytes()).unwrap();
        let again: Opening = opening.to_secret_text().parse().unwrap();
        assert_eq!(
            open_text(&again, &one).unwrap().as_str(),
            Some("the till is short")
        );
        assert!(matches!(
            open_text(&again, &other),
            Err(OpenError::NotForUs | OpenError::Broken)
        ));
        assert_eq!(format!("{again:?}"), "Opening(..)");
    }

    #[test]
    fn only_the_reader_of_a_file_can_give_it() {
        let stranger = HybridIdentity::from_seed([2; 32]);
        assert!(matches!(
            Opening::of(&stranger, sealed("x").as_bytes()),
            Err(OpenError::NotForUs)
        ));
    }

    #[test]
    fn a_text_of_another_length_is_none() {
        for bad in [
            "",
            "AAAA",
            "AAAAAAAAAAAAAAAAAAAAAAAAAAAA",
            "AAAAAAAAAAAAAAAAAAAAA!",
        ] {
            assert_eq!(bad.parse::<Opening>().unwrap_err(), NotAnOpening);
        }
    }
}
