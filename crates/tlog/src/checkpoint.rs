//! Checkpoints (c2sp.org/tlog-checkpoint): the log's signed size and root. Knows no entry.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use daylight_domain::Digest;
use signed_note::Verifier;

use crate::cosignature::{Cosignature, Cosigner};
use crate::note::{BadNote, LogKey, LogVerifier, UncheckedNote};
use crate::witness_policy::WitnessPolicy;

/// Why a checkpoint is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum BadCheckpoint {
    /// It is no checkpoint.
    #[error("not a checkpoint")]
    Malformed,
    /// It is of another log.
    #[error("the checkpoint is of another log")]
    OtherOrigin,
    /// The log's signature is missing.
    #[error("the checkpoint is not signed by the log")]
    Unsigned,
    /// A signature of the log or of a known witness does not verify.
    #[error("a signature on the checkpoint does not verify")]
    Signature,
    /// Too few witnesses have signed for the policy.
    #[error("the checkpoint has too few cosignatures for the policy")]
    Quorum,
}

impl From<BadNote> for BadCheckpoint {
    fn from(bad: BadNote) -> Self {
        match bad {
            BadNote::Malformed => Self::Malformed,
            BadNote::Unsigned => Self::Unsigned,
            BadNote::Signature => Self::Signature,
        }
    }
}

/// The log's size and root, its signature checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    /// The log's origin.
    pub origin: String,
    /// How many entries the tree holds.
    pub size: u64,
    /// Its RFC 6962 root.
    pub root: Digest,
}

impl Checkpoint {
    /// The text the log and its witnesses sign.
    pub(crate) fn text(&self) -> String {
        format!(
            "{}\n{}\n{}\n",
            self.origin,
            self.size,
            STANDARD.encode(self.root.0)
        )
    }

    /// Reads the text of a checkpoint. Extension lines are refused: no monitor can audit them, and this log
    /// writes none (c2sp.org/tlog-checkpoint, "Note text").
    fn read(text: &str) -> Result<Self, BadCheckpoint> {
        let mut lines = text.split('\n');
        let (Some(origin), Some(size), Some(root), Some(""), None) = (
            lines.next(),
            lines.next(),
            lines.next(),
            lines.next(),
            lines.next(),
        ) else {
            return Err(BadCheckpoint::Malformed);
        };
        let root = STANDARD.decode(root).ok().and_then(|root| root.try_into().ok());
        let (Ok(size), Some(root)) = (size.parse(), root) else {
            return Err(BadCheckpoint::Malformed);
        };
        let checkpoint = Self {
            origin: origin.to_owned(),
            size,
            root: Digest(root),
        };
        // Reject "007" and "+7": two spellings of one checkpoint would have two signatures.
        if origin.is_empty() || checkpoint.text() != text {
            return Err(BadCheckpoint::Malformed);
        }
        Ok(checkpoint)
    }
}

impl LogKey {
    /// Signs the size and root of the log. The same size and root give the same bytes, so that a checkpoint
    /// may be signed after the commit and again after a crash.
    pub fn sign_checkpoint(&self, size: u64, root: Digest) -> Result<String, BadNote> {
        self.sign_note(
            &Checkpoint {
                origin: self.origin().to_owned(),
                size,
                root,
            }
            .text(),
        )
    }
}

/// A checkpoint as it came in, no signature checked.
#[derive(Debug)]
pub struct UnverifiedCheckpoint {
    note: UncheckedNote,
    checkpoint: Checkpoint,
}

impl UnverifiedCheckpoint {
    /// Reads the bytes of a checkpoint.
    pub fn parse(bytes: &[u8]) -> Result<Self, BadCheckpoint> {
        let note = UncheckedNote::parse(bytes)?;
        let checkpoint = Checkpoint::read(note.text()?)?;
        Ok(Self { note, checkpoint })
    }

    /// The exact bytes.
    pub fn bytes(&self) -> &[u8] {
        self.note.bytes()
    }

    /// The names on its signature lines, unproven.
    pub fn signers(&self) -> impl Iterator<Item = &str> {
        self.note.signers()
    }

    /// What the checkpoint claims, unproven: good for choosing a key, not for believing.
    pub fn claimed(&self) -> &Checkpoint {
        &self.checkpoint
    }

    /// Checks the log's signature.
    pub fn verify(&self, log: &LogVerifier) -> Result<Checkpoint, BadCheckpoint> {
        if log.origin() != self.checkpoint.origin {
            return Err(BadCheckpoint::OtherOrigin);
        }
        self.note.verified(vec![Box::new(log.clone())])?;
        Ok(self.checkpoint.clone())
    }

    /// The cosignatures by these witnesses, each checked; empty if none of them signed.
    ///
    /// Fails if one of their signatures does not verify.
    pub fn cosignatures(&self, witnesses: &[Cosigner]) -> Result<Vec<Cosignature>, BadCheckpoint> {
        match self.note.verified(boxed(witnesses.iter())) {
            Ok(signatures) => Ok(signatures.iter().filter_map(Cosignature::read).collect()),
            Err(BadNote::Unsigned) => Ok(Vec::new()),
            Err(bad) => Err(bad.into()),
        }
    }

    /// Checks the signature of one of the policy's logs and its quorum of witnesses (c2sp.org/tlog-policy).
    pub fn verify_policy(
        &self,
        policy: &WitnessPolicy,
    ) -> Result<(Checkpoint, Vec<Cosignature>), BadCheckpoint> {
        let logs = boxed(policy.logs().filter(|log| log.origin() == self.checkpoint.origin));
        if logs.is_empty() {
            return Err(BadCheckpoint::OtherOrigin);
        }
        self.note.verified(logs)?;
        let cosignatures = self.cosignatures(&policy.witnesses())?;
        if !policy.is_met_by(&cosignatures) {
            return Err(BadCheckpoint::Quorum);
        }
        Ok((self.checkpoint.clone(), cosignatures))
    }
}

fn boxed<'a, V: Verifier + Clone + 'static>(keys: impl Iterator<Item = &'a V>) -> Vec<Box<dyn Verifier>> {
    keys.map(|key| -> Box<dyn Verifier> { Box::new(key.clone()) })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key() -> LogKey {
        LogKey::new("demo.daylight.invalid/log", &[9; 32]).unwrap()
    }

    #[test]
    fn signing_the_same_size_and_root_twice_gives_the_same_bytes() {
        let once = key().sign_checkpoint(64, Digest([5; 32])).unwrap();
        assert_eq!(once, key().sign_checkpoint(64, Digest([5; 32])).unwrap());
    }

    #[test]
    fn a_checkpoint_is_believed_only_from_the_log_s_own_key() {
        let bytes = key().sign_checkpoint(64, Digest([5; 32])).unwrap();
        let read = UnverifiedCheckpoint::parse(bytes.as_bytes()).unwrap();
        let checkpoint = read.verify(key().verifier()).unwrap();
        assert_eq!((checkpoint.size, checkpoint.root), (64, Digest([5; 32])));

        let same_name = LogKey::new("demo.daylight.invalid/log", &[8; 32]).unwrap();
        assert_eq!(read.verify(same_name.verifier()), Err(BadCheckpoint::Unsigned));
        let other_name = LogKey::new("other.daylight.invalid/log", &[9; 32]).unwrap();
        assert_eq!(
            read.verify(other_name.verifier()),
            Err(BadCheckpoint::OtherOrigin)
        );
    }

    #[test]
    fn a_second_spelling_of_the_size_is_refused_though_the_log_signed_it() {
        let root = STANDARD.encode([5; 32]);
        for size in ["007", "+7", " 7", "-1", "18446744073709551616", ""] {
            let note = key()
                .sign_note(&format!("demo.daylight.invalid/log\n{size}\n{root}\n"))
                .unwrap();
            assert!(UnverifiedCheckpoint::parse(note.as_bytes()).is_err(), "{size}");
        }
    }

    #[test]
    fn an_extension_line_is_refused() {
        let root = STANDARD.encode([5; 32]);
        let note = key()
            .sign_note(&format!("demo.daylight.invalid/log\n7\n{root}\nmore\n"))
            .unwrap();
        assert!(UnverifiedCheckpoint::parse(note.as_bytes()).is_err());
    }
}
