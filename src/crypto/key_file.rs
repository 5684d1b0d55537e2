//! A person's key file: their identity, signing key and the identities of their offices, sealed with a passphrase.
//! Must not know where it lies.

use std::io::{Read as _, Write as _};
use std::{fmt, io};

use age::secrecy::SecretString;
use age::{DecryptError, Decryptor, Encryptor, scrypt};
use daylight_domain::{OfficeId, PublicKey, Role, from_hex, to_hex};
use daylight_tlog::LogVerifier;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::hybrid::HybridIdentity;
use super::sign::SigningSecret;

/// scrypt's N is 2 to this power: 128 MiB and about half a second on the machine of a desk.
pub const USUAL_WORK: u8 = 17;
/// A file asking for more, 1 GiB, was made to stop the machine.
const MOST_WORK: u8 = 20;
/// Room for some hundred offices.
const LONGEST_FILE: usize = 64 * 1024;

/// All secrets of one person. `Debug` shows the name and role alone; erased from memory when dropped.
pub struct KeyFile {
    /// What the person is called in the operator's list; never in the ledger.
    pub name: String,
    /// What they may do.
    pub role: Role,
    /// Opens what is sealed to the person.
    pub identity: HybridIdentity,
    /// Signs what the person does.
    pub signing: SigningSecret,
    /// The offices they hold; one that changed its identity stands here once for each, newest last.
    pub offices: Vec<(OfficeId, HybridIdentity)>,
    /// The key of the log it was made for, where that was known: a browser keeps nothing else that could remember it.
    pub log: Option<LogVerifier>,
}

/// The public half of a key file, `NAME.pub`: what the operator proposes and others check by its key words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PublicHalf {
    /// 1.
    pub v: u32,
    /// As in the key file.
    pub name: String,
    /// As in the key file.
    pub role: Role,
    /// The age recipient, `age1pq1…`.
    pub recipient: String,
    /// Verifies the person's signatures.
    pub signing: PublicKey,
}

/// Why a key file cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyFileError {
    /// The passphrase does not open it.
    #[error("wrong passphrase")]
    WrongPassphrase,
    /// No age file sealed with a passphrase, or damaged, or something else inside.
    #[error("not a key file, or a damaged one")]
    NotAKeyFile,
    /// Written by a newer version.
    #[error("the key file was written by a newer version of this program")]
    NewerVersion,
    /// It asks for more than 1 GiB of memory.
    #[error("the key file asks for more work than this program does")]
    TooMuchWork,
    /// The work factor is not between 1 and 20, or there is more to seal than a key file holds.
    #[error("a key file with this work factor or this many offices cannot be written")]
    CannotWrite,
}

/// The file's JSON, its secrets borrowed so that no copy stays behind.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wire<'a> {
    v: u32,
    name: String,
    role: Role,
    identity: &'a str,
    signing: &'a str,
    #[serde(borrow)]
    offices: Vec<WireOffice<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    log: Option<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WireOffice<'a> {
    office: OfficeId,
    identity: &'a str,
}

#[derive(Deserialize)]
struct Version {
    v: u32,
}

impl KeyFile {
    /// Seals the file with a passphrase; `log_n` is the work factor, [`USUAL_WORK`] for files that leave a test.
    pub fn write(&self, passphrase: &str, log_n: u8) -> Result<Vec<u8>, KeyFileError> {
        if !(1..=MOST_WORK).contains(&log_n) {
            return Err(KeyFileError::CannotWrite);
        }
        let json = self.to_json()?;
        let mut recipient = scrypt::Recipient::new(SecretString::from(passphrase));
        recipient.set_work_factor(log_n);
        let recipients: [&dyn age::Recipient; 1] = [&recipient];
        let encryptor =
            Encryptor::with_recipients(recipients.into_iter()).map_err(|_| KeyFileError::CannotWrite)?;
        let sealed = || -> io::Result<Vec<u8>> {
            let mut writer = encryptor.wrap_output(Vec::new())?;
            writer.write_all(&json)?;
            writer.finish()
        };
        sealed().map_err(|_| KeyFileError::CannotWrite)
    }

    /// What stands inside the file, its fields in order. Fails if there is more than a key file holds.
    pub fn to_json(&self) -> Result<Zeroizing<Vec<u8>>, KeyFileError> {
        let identity = self.identity.to_secret_text();
        let signing = Zeroizing::new(to_hex(self.signing.seed()));
        let texts: Vec<_> = self
            .offices
            .iter()
            .map(|(_, identity)| identity.to_secret_text())
            .collect();
        let offices = self.offices.iter().zip(&texts);
        let wire = Wire {
            v: 1,
            name: self.name.clone(),
            role: self.role,
            identity: &identity,
            signing: &signing,
            offices: offices
                .map(|((office, _), text)| WireOffice {
                    office: office.clone(),
                    identity: text,
                })
                .collect(),
            log: self.log.as_ref().map(LogVerifier::vkey),
        };
        // The whole room at once: a growing vector would leave copies of the keys behind.
        let mut json = Zeroizing::new(Vec::with_capacity(LONGEST_FILE));
        serde_json::to_writer(&mut *json, &wire).map_err(|_| KeyFileError::CannotWrite)?;
        // A file near the limit could be written and not read again.
        if json.len() > LONGEST_FILE / 2 {
            Err(KeyFileError::CannotWrite)
        } else {
            Ok(json)
        }
    }

    /// Opens a key file. Takes as long as the work factor it was written with.
    pub fn read(bytes: &[u8], passphrase: &str) -> Result<Self, KeyFileError> {
        if bytes.len() > LONGEST_FILE {
            return Err(KeyFileError::NotAKeyFile);
        }
        let decryptor = Decryptor::new_buffered(bytes).map_err(|_| KeyFileError::NotAKeyFile)?;
        if !decryptor.is_scrypt() {
            return Err(KeyFileError::NotAKeyFile);
        }
        let mut identity = scrypt::Identity::new(SecretString::from(passphrase));
        identity.set_max_work_factor(MOST_WORK);
        let identities: [&dyn age::Identity; 1] = [&identity];
        let mut reader = decryptor
            .decrypt(identities.into_iter())
            .map_err(|fault| match fault {
                DecryptError::ExcessiveWork { .. } => KeyFileError::TooMuchWork,
                DecryptError::DecryptionFailed | DecryptError::KeyDecryptionFailed => {
                    KeyFileError::WrongPassphrase
                }
                _ => KeyFileError::NotAKeyFile,
            })?;
        let mut json = Zeroizing::new(Vec::with_capacity(bytes.len()));
        reader
            .read_to_end(&mut json)
            .map_err(|_| KeyFileError::NotAKeyFile)?;
        Self::from_json(&json)
    }

    /// Reads what stands inside a key file, once it is opened. Public so that this reader can be tried by itself:
    /// opening is slow by intent.
    pub fn from_json(json: &[u8]) -> Result<Self, KeyFileError> {
        match serde_json::from_slice(json).map_err(|_| KeyFileError::NotAKeyFile)? {
            Version { v: 1 } => {}
            Version { v: 0 } => return Err(KeyFileError::NotAKeyFile),
            Version { .. } => return Err(KeyFileError::NewerVersion),
        }
        let wire: Wire<'_> = serde_json::from_slice(json).map_err(|_| KeyFileError::NotAKeyFile)?;
        let identity = |text: &str| text.parse().map_err(|_| KeyFileError::NotAKeyFile);
        let log = wire.log.as_deref().map(LogVerifier::from_vkey).transpose();
        Ok(Self {
            name: wire.name,
            role: wire.role,
            identity: identity(wire.identity)?,
            signing: SigningSecret::from_seed(from_hex(wire.signing).map_err(|_| KeyFileError::NotAKeyFile)?),
            offices: wire
                .offices
                .into_iter()
                .map(|held| Ok((held.office, identity(held.identity)?)))
                .collect::<Result<_, _>>()?,
            log: log.map_err(|_| KeyFileError::NotAKeyFile)?,
        })
    }

    /// What others may know of it.
    pub fn public_half(&self) -> PublicHalf {
        PublicHalf {
            v: 1,
            name: self.name.clone(),
            role: self.role,
            recipient: self.identity.recipient().to_string(),
            signing: self.signing.public(),
        }
    }
}

impl fmt::Debug for KeyFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "KeyFile({}, {:?}, ..)", self.name, self.role)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entropy::SeededEntropy;

    const FAST: u8 = 2;

    fn key_file() -> KeyFile {
        let dice = SeededEntropy::new(1);
        let office = || ("guardian".parse().unwrap(), HybridIdentity::generate(&dice));
        KeyFile {
            name: "guardian".to_owned(),
            role: Role::Holder,
            identity: HybridIdentity::generate(&dice),
            signing: SigningSecret::generate(&dice),
            offices: vec![office(), office()],
            log: None,
        }
    }

    fn log() -> LogVerifier {
        let key = daylight_tlog::LogKey::new("demo.daylight.invalid/log", &[7; 32]).unwrap();
        key.verifier().clone()
    }

    #[test]
    fn a_key_file_comes_back_with_its_passphrase() {
        let file = key_file();
        let back = KeyFile::read(&file.write("correct horse", FAST).unwrap(), "correct horse").unwrap();
        assert_eq!((&back.name, back.role), (&file.name, file.role));
        assert_eq!((&back.identity, &back.signing), (&file.identity, &file.signing));
        assert_eq!(back.offices, file.offices);
        assert_eq!(back.public_half(), file.public_half());
    }

    #[test]
    fn the_log_stands_last_in_it_and_only_where_it_is_known() {
        let json = |file: &KeyFile| String::from_utf8(file.to_json().unwrap().to_vec()).unwrap();
        assert!(json(&key_file()).ends_with("}]}"));
        let file = KeyFile {
            log: Some(log()),
            ..key_file()
        };
        let written = json(&file);
        assert!(written.ends_with(&format!("}}],\"log\":\"{}\"}}", log().vkey())));
        assert_eq!(KeyFile::from_json(written.as_bytes()).unwrap().log, Some(log()));
        let other = written.replace(&log().vkey(), &log().vkey().replacen('+', "+0", 1));
        assert_ne!(other, written);
        assert_eq!(
            KeyFile::from_json(other.as_bytes()).map(|_| ()),
            Err(KeyFileError::NotAKeyFile)
        );
    }

    #[test]
    fn each_fault_has_its_name() {
        let sealed = key_file().write("correct horse", FAST).unwrap();
        let read = |bytes: &[u8], passphrase| KeyFile::read(bytes, passphrase).map(|_| ());
        assert_eq!(read(&sealed, "wrong horse"), Err(KeyFileError::WrongPassphrase));
        assert_eq!(
            read(&sealed[..sealed.len() - 1], "correct horse"),
            Err(KeyFileError::NotAKeyFile)
        );
        assert_eq!(read(b"", "x"), Err(KeyFileError::NotAKeyFile));
        assert_eq!(read(b"the till is short", "x"), Err(KeyFileError::NotAKeyFile));
        let to_a_key = age::encrypt(&key_file().identity.recipient(), b"{}").unwrap();
        assert_eq!(read(&to_a_key, "x"), Err(KeyFileError::NotAKeyFile));
        let greedy = String::from_utf8_lossy(&sealed[..100]).replacen(" 2\n", " 40\n", 1);
        let greedy = [greedy.as_bytes(), &sealed[100..]].concat();
        assert_eq!(read(&greedy, "correct horse"), Err(KeyFileError::TooMuchWork));
    }

    #[test]
    fn a_newer_version_is_told_from_a_broken_file() {
        let read = |json: &str| KeyFile::from_json(json.as_bytes()).map(|_| ());
        assert_eq!(read(r#"{"v":2,"anything":[]}"#), Err(KeyFileError::NewerVersion));
        assert_eq!(read(r#"{"v":1,"anything":[]}"#), Err(KeyFileError::NotAKeyFile));
        assert_eq!(read("[]"), Err(KeyFileError::NotAKeyFile));
    }

    #[test]
    fn work_that_no_reader_would_do_is_not_written() {
        assert_eq!(key_file().write("x", 0), Err(KeyFileError::CannotWrite));
        assert_eq!(key_file().write("x", 21), Err(KeyFileError::CannotWrite));
    }

    proptest::proptest! {
        #[test]
        fn foreign_bytes_never_bring_it_down(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..500)) {
            proptest::prop_assert!(KeyFile::read(&bytes, "x").is_err());
            proptest::prop_assert!(KeyFile::from_json(&bytes).is_err());
        }
    }

    #[test]
    fn debug_shows_no_secret() {
        assert_eq!(format!("{:?}", key_file()), "KeyFile(guardian, Holder, ..)");
    }
}
