//! `.tlog-proof` files (c2sp.org/tlog-proof): a record's inclusion under a signed checkpoint, checked offline.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use daylight_domain::Digest;

use crate::checkpoint::{BadCheckpoint, Checkpoint, UnverifiedCheckpoint};
use crate::cosignature::Cosignature;
use crate::entry::{BadEntry, Salt, UncheckedEntry};
use crate::note::LogVerifier;
use crate::tree::{self, TreeError};
use crate::witness_policy::WitnessPolicy;

const FIRST_LINE: &str = "c2sp.org/tlog-proof@v1";

/// No proof is longer, in bytes; checked before parsing.
pub const MAX_PROOF_BYTES: usize = 128 * 1024;

/// Why a proof is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum BadProof {
    /// Not a proof in its one spelling.
    #[error("not a proof")]
    Malformed,
    /// Its checkpoint is refused.
    #[error(transparent)]
    Checkpoint(#[from] BadCheckpoint),
    /// The hashes do not lead from the record to the root.
    #[error(transparent)]
    Tree(#[from] TreeError),
    /// The extra line holds no salt and entry.
    #[error("the proof does not carry its entry")]
    NoEntry,
    /// What it carries is no entry.
    #[error("the proof's entry is not one: {0}")]
    Entry(#[from] BadEntry),
}

/// A proof that a record stands in the log; nothing of it checked yet.
#[derive(Debug)]
pub struct TlogProof {
    /// Opaque here; Daylight puts salt ‖ entry bytes. Not authenticated by the format: the record made of
    /// them is what the proof is about.
    pub extra: Option<Vec<u8>>,
    /// The record's place, from 0.
    pub index: u64,
    /// From the leaf's sibling up to a child of the root (RFC 6962 section 2.1.1).
    pub hashes: Vec<Digest>,
    /// The signed checkpoint, verbatim.
    pub checkpoint: UnverifiedCheckpoint,
}

/// A record that stands in the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProvenRecord {
    /// Its salt.
    pub salt: Salt,
    /// The entry; its author's signature is not checked here.
    pub entry: UncheckedEntry,
    /// Its place, from 0.
    pub index: u64,
    /// The tree it stands in.
    pub checkpoint: Checkpoint,
    /// The witnesses of the policy that signed; none where only the log's signature was checked.
    pub cosignatures: Vec<Cosignature>,
}

impl TlogProof {
    /// The extra data of a Daylight proof: salt ‖ entry bytes.
    pub fn extra_of(salt: &Salt, entry_bytes: &[u8]) -> Vec<u8> {
        [salt.as_slice(), entry_bytes].concat()
    }

    /// The file's text.
    pub fn to_text(&self) -> String {
        let mut text = format!("{FIRST_LINE}\n");
        if let Some(extra) = &self.extra {
            text += &["extra ", &STANDARD.encode(extra), "\n"].concat();
        }
        text += &["index ", &self.index.to_string(), "\n"].concat();
        for hash in &self.hashes {
            text += &[STANDARD.encode(hash.0).as_str(), "\n"].concat();
        }
        // A checkpoint is a note, and notes are UTF-8.
        format!("{text}\n{}", String::from_utf8_lossy(self.checkpoint.bytes()))
    }

    /// Reads a proof; one spelling alone.
    pub fn parse(bytes: &[u8]) -> Result<Self, BadProof> {
        if bytes.len() > MAX_PROOF_BYTES {
            return Err(BadProof::Malformed);
        }
        let text = std::str::from_utf8(bytes).map_err(|_| BadProof::Malformed)?;
        let (head, checkpoint) = text.split_once("\n\n").ok_or(BadProof::Malformed)?;
        let mut lines = head.split('\n').skip(1).peekable();
        let extra = lines
            .next_if(|line| line.starts_with("extra "))
            .and_then(|line| line.strip_prefix("extra "));
        let extra = extra
            .map(|extra| STANDARD.decode(extra))
            .transpose()
            .map_err(|_| BadProof::Malformed)?;
        let index = lines
            .next()
            .and_then(|line| line.strip_prefix("index "))
            .and_then(|index| index.parse().ok());
        let hashes = lines
            .map(|line| STANDARD.decode(line).ok()?.try_into().ok().map(Digest))
            .collect();
        let (Some(index), Some(hashes)) = (index, hashes) else {
            return Err(BadProof::Malformed);
        };
        let checkpoint = UnverifiedCheckpoint::parse(checkpoint.as_bytes())?;
        let proof = Self {
            extra,
            index,
            hashes,
            checkpoint,
        };
        if proof.to_text() == text {
            Ok(proof)
        } else {
            Err(BadProof::Malformed)
        }
    }

    /// Checks the entry in the extra line against the checkpoint, and the checkpoint against the log's key.
    pub fn verify(&self, log: &LogVerifier) -> Result<ProvenRecord, BadProof> {
        let checkpoint = self.checkpoint.verify(log)?;
        self.proven(checkpoint, Vec::new())
    }

    /// As [`TlogProof::verify`], with the logs and the quorum of a policy of witnesses.
    pub fn verify_policy(&self, policy: &WitnessPolicy) -> Result<ProvenRecord, BadProof> {
        let (checkpoint, cosignatures) = self.checkpoint.verify_policy(policy)?;
        self.proven(checkpoint, cosignatures)
    }

    fn proven(
        &self,
        checkpoint: Checkpoint,
        cosignatures: Vec<Cosignature>,
    ) -> Result<ProvenRecord, BadProof> {
        let extra = self.extra.as_deref().ok_or(BadProof::NoEntry)?;
        let (salt, entry) = extra.split_first_chunk::<32>().ok_or(BadProof::NoEntry)?;
        let entry = UncheckedEntry::parse(entry)?;
        let record = entry.record(salt);
        tree::check_inclusion(
            &self.hashes,
            checkpoint.size,
            &checkpoint.root,
            self.index,
            &record,
        )?;
        Ok(ProvenRecord {
            salt: *salt,
            entry,
            index: self.index,
            checkpoint,
            cosignatures,
        })
    }
}
