//! A reporter's receipt against the record: what was promised to stand in it must stand in it.

use daylight_domain::{Date, Digest};

use crate::note::LogVerifier;
use crate::proof::{BadProof, TlogProof};
use crate::receipt::{BadReceipt, UncheckedReceipt};
use crate::replay::Verdict;

/// What a receipt says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Promise {
    /// The entry's digest.
    pub record: Digest,
    /// The day in whose batch it was to stand; none in a proof, which says the place instead.
    pub batch_day: Option<Date>,
}

/// What became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// It stands in the record.
    At {
        /// Its place, from 0.
        index: u64,
        /// The day of its batch.
        day: Date,
    },
    /// The batch it was promised for is not in this export yet.
    NotYet {
        /// The day of that batch.
        day: Date,
    },
}

/// A receipt that is none, or a promise that was broken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadPromise {
    /// No receipt of this log.
    #[error("the receipt is not signed by this log, or damaged: {0}")]
    Receipt(BadReceipt),
    /// No proof of this log.
    #[error("the proof is not of this log, or damaged: {0}")]
    Proof(BadProof),
    /// It was dropped.
    #[error(
        "the receipt's entry was promised for the batch of {day} and does not stand in the record: it was dropped"
    )]
    Dropped {
        /// The day of the batch.
        day: Date,
    },
    /// It was replaced.
    #[error(
        "the proof's entry stood at place {index}, and another stands there now: the record was written anew"
    )]
    Replaced {
        /// Its place, from 0.
        index: u64,
    },
}

/// Looks for the entry of a receipt, or of the proof that it became.
pub(super) fn find(
    log: &LogVerifier,
    verdict: &Verdict,
    records: &[Digest],
    bytes: &[u8],
) -> Result<Kept, BadPromise> {
    let (promise, place) = read(log, bytes)?;
    let at = records.iter().position(|record| *record == promise.record);
    let found = at.and_then(|at| u64::try_from(at).ok());
    match (found, promise.batch_day) {
        (Some(index), _) => Ok(Kept::At {
            index,
            day: verdict.batch_day_of(index).unwrap_or(Date::MIN),
        }),
        (None, Some(day)) if verdict.batch_days.last().is_none_or(|last| *last < day) => {
            Ok(Kept::NotYet { day })
        }
        (None, Some(day)) => Err(BadPromise::Dropped { day }),
        (None, None) => Err(BadPromise::Replaced { index: place }),
    }
}

/// What it promises, and the place that a proof names.
fn read(log: &LogVerifier, bytes: &[u8]) -> Result<(Promise, u64), BadPromise> {
    if bytes.starts_with(b"c2sp.org/tlog-proof@") {
        let proof = TlogProof::parse(bytes).map_err(BadPromise::Proof)?;
        let proven = proof.verify(log).map_err(BadPromise::Proof)?;
        let promise = Promise {
            record: proven.entry.record(&proven.salt),
            batch_day: None,
        };
        return Ok((promise, proven.index));
    }
    let receipt = UncheckedReceipt::parse(bytes)
        .and_then(|receipt| receipt.verify(log))
        .map_err(BadPromise::Receipt)?;
    let promise = Promise {
        record: receipt.record(),
        batch_day: Some(receipt.batch_day),
    };
    Ok((promise, 0))
}
