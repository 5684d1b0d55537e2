//! A reporter's receipt against the record: what was promised to stand in it must stand in it.

use daylight_domain::{Date, Digest};

use crate::note::LogVerifier;
use crate::proof::{BadProof, TlogProof};
use crate::receipt::{BadReceipt, UncheckedReceipt};
use crate::replay::Verdict;

/// What is promised of an entry.
enum Promise {
    /// A receipt: it will stand in the batch of this day.
    Batch(Date),
    /// A proof: it stands at this place.
    Place(u64),
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
    /// A proof was made of a longer record: this export ends before the entry's place.
    Beyond {
        /// The place, from 0.
        index: u64,
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
    let (record, promise) = read(log, bytes)?;
    let at = |index: u64| Kept::At {
        index,
        day: verdict.batch_day_of(index).unwrap_or(Date::MIN),
    };
    match promise {
        Promise::Place(index) => match records.get(usize::try_from(index).unwrap_or(usize::MAX)) {
            Some(there) if *there == record => Ok(at(index)),
            Some(_) => Err(BadPromise::Replaced { index }),
            None => Ok(Kept::Beyond { index }),
        },
        Promise::Batch(day) => {
            let index = records.iter().position(|there| *there == record);
            match index.and_then(|index| u64::try_from(index).ok()) {
                Some(index) => Ok(at(index)),
                None if verdict.batch_days.last().is_none_or(|last| *last < day) => Ok(Kept::NotYet { day }),
                None => Err(BadPromise::Dropped { day }),
            }
        }
    }
}

/// The entry's digest, and what is promised of it.
fn read(log: &LogVerifier, bytes: &[u8]) -> Result<(Digest, Promise), BadPromise> {
    if bytes.starts_with(b"c2sp.org/tlog-proof@") {
        let proof = TlogProof::parse(bytes).map_err(BadPromise::Proof)?;
        let proven = proof.verify(log).map_err(BadPromise::Proof)?;
        return Ok((proven.entry.record(&proven.salt), Promise::Place(proven.index)));
    }
    let receipt = UncheckedReceipt::parse(bytes)
        .and_then(|receipt| receipt.verify(log))
        .map_err(BadPromise::Receipt)?;
    Ok((receipt.record(), Promise::Batch(receipt.batch_day)))
}
