//! Receipts: the log's promise that an entry will stand in a batch, and the proof that it does. Checked offline;
//! fetching the proof is the only call.

use daylight_domain::{Act, Author, Date, Digest};
use daylight_tlog::{
    ActReceipt, BadProof, BadReceipt, KeyUsed, LogVerifier, Manifest, ProvenRecord, TlogProof,
    UncheckedReceipt, sha256,
};

use super::http::Service;
use super::log_key::GivenKey;
use super::problem::{CallFailed, Mistrust, Stopped};
use super::trust::Trust;

/// What a receipt file holds, its signatures checked.
#[derive(Clone, Debug)]
pub enum Verified {
    /// A well-signed promise.
    Promise(Box<ActReceipt>),
    /// The entry stands in the record.
    Proven(Box<ProvenRecord>),
}

/// Why a receipt file proves nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Unproven {
    /// Neither a receipt nor a proof.
    #[error("this file is neither a receipt nor a proof of one: look whether it is the right file and whole")]
    NotAReceipt,
    /// Another log's.
    #[error("the receipt is of another log than the key you gave: look whether both are of the same service")]
    OtherLog,
    /// Changed, or never signed.
    #[error("the receipt has been changed, or the log never signed it: it proves nothing")]
    Signature,
    /// A proof bears no key.
    #[error(
        "a proof does not carry the log's key: give it whole with --log-key; it is the third line of the receipt, and its six words alone do not do"
    )]
    NeedsWholeKey,
    /// The hashes do not lead to the root.
    #[error("the entry does not stand in the record at this place: it proves nothing; tell the outside body")]
    NotIncluded,
}

impl From<BadReceipt> for Unproven {
    fn from(bad: BadReceipt) -> Self {
        match bad {
            BadReceipt::OtherLog => Self::OtherLog,
            BadReceipt::Signature => Self::Signature,
            _ => Self::NotAReceipt,
        }
    }
}

impl From<BadProof> for Unproven {
    fn from(bad: BadProof) -> Self {
        use daylight_tlog::BadCheckpoint;
        match bad {
            BadProof::Checkpoint(BadCheckpoint::OtherOrigin) => Self::OtherLog,
            BadProof::Checkpoint(BadCheckpoint::Unsigned | BadCheckpoint::Signature) => Self::Signature,
            BadProof::Tree(_) => Self::NotIncluded,
            _ => Self::NotAReceipt,
        }
    }
}

/// Whether a file calls itself a proof (c2sp.org/tlog-proof, first line).
pub fn is_proof(bytes: &[u8]) -> bool {
    bytes.starts_with(b"c2sp.org/tlog-proof")
}

/// Checks a receipt or a proof with the key given, or a receipt with the key it carries.
pub fn verify(bytes: &[u8], given: Option<&GivenKey>) -> Result<Verified, Unproven> {
    if is_proof(bytes) {
        let Some(GivenKey::Whole(log)) = given else {
            return Err(Unproven::NeedsWholeKey);
        };
        return Ok(Verified::Proven(Box::new(TlogProof::parse(bytes)?.verify(log)?)));
    }
    let receipt = UncheckedReceipt::parse(bytes)?.verify_with_own_key()?;
    GivenKey::check(given, &receipt.log).map_err(|_| Unproven::OtherLog)?;
    let key_used = if given.is_some() {
        KeyUsed::Given
    } else {
        KeyUsed::InReceipt
    };
    Ok(Verified::Promise(Box::new(ActReceipt { key_used, ..receipt })))
}

/// Turns a promise into its proof: asks for the inclusion proof, adds salt and entry, and checks the whole.
/// None while the batch is not published.
pub fn prove(service: &Service, receipt: &ActReceipt) -> Result<Option<String>, Stopped> {
    let text = match service.get_text(&format!("ledger/proof/{}", receipt.record())) {
        Ok(text) => text,
        Err(refused) if refused.has_status(404) => return Ok(None),
        Err(other) => return Err(other.into()),
    };
    let mut proof = TlogProof::parse(text.as_bytes()).map_err(|_| CallFailed::NotUnderstood)?;
    proof.extra = Some(TlogProof::extra_of(&receipt.salt, receipt.entry.bytes()));
    proof
        .verify(&receipt.log)
        .map_err(|_| Mistrust::NotInRecord { index: proof.index })?;
    Ok(Some(proof.to_text()))
}

/// Checks the receipt of an act against the bytes that were signed.
pub fn check_act(
    log: &LogVerifier,
    receipt: &str,
    entry: &[u8],
    batch_on: Date,
) -> Result<ActReceipt, Mistrust> {
    let receipt = signed(log, receipt, batch_on)?;
    if receipt.entry.bytes() == entry {
        Ok(receipt)
    } else {
        Err(Mistrust::OtherReceipt)
    }
}

/// Checks the receipt of a submission: it must promise `received` for exactly this manifest, with the dates that the
/// policy gives.
pub fn check_received(
    trust: &Trust,
    receipt: &str,
    manifest: &Manifest,
    manifest_bytes: &[u8],
    batch_on: Date,
) -> Result<ActReceipt, Mistrust> {
    let receipt = signed(&trust.log, receipt, batch_on)?;
    let entry = receipt.entry.entry();
    let Act::Received {
        manifest: digest,
        policy,
        urgency,
        left_out,
        dates,
    } = &entry.act
    else {
        return Err(Mistrust::OtherReceipt);
    };
    let ours: (&Digest, _, _, _) = (
        &sha256(manifest_bytes),
        &manifest.policy,
        &manifest.urgency,
        &manifest.left_out,
    );
    let by_reporter = (entry.by, entry.after) == (Author::Reporter, None);
    let same = (digest, policy, urgency, left_out) == ours && entry.concern == Some(manifest.concern());
    if !by_reporter || !same || entry.day != manifest.day {
        return Err(Mistrust::OtherReceipt);
    }
    if *dates != daylight_domain::first_dates(trust.policy(&manifest.policy)?, manifest.day, manifest.urgency)
    {
        return Err(Mistrust::ReceiptDates);
    }
    Ok(receipt)
}

fn signed(log: &LogVerifier, receipt: &str, batch_on: Date) -> Result<ActReceipt, Mistrust> {
    let receipt = UncheckedReceipt::parse(receipt.as_bytes())
        .and_then(|receipt| receipt.verify(log))
        .map_err(|_| Mistrust::ReceiptSignature)?;
    // A promise for a day before the entry, or for another than was said, is a promise nobody can hold it to.
    if receipt.batch_day != batch_on || receipt.batch_day < receipt.entry.entry().day {
        return Err(Mistrust::ReceiptDay {
            promised: receipt.batch_day,
        });
    }
    Ok(receipt)
}
