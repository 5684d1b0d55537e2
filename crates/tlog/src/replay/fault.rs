//! What can be wrong with a ledger, in words for whoever reads a verdict.

use std::fmt;

use daylight_domain::{ConcernId, Date, Refusal};

use crate::checkpoint::BadCheckpoint;
use crate::entry::BadEntry;
use crate::manifest::BadManifest;

/// Where a fault is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum At {
    /// A batch, counted from 0.
    Batch {
        /// Which one.
        number: usize,
    },
    /// An entry, by its place in the tree, counted from 0.
    Entry {
        /// Which one.
        index: u64,
    },
    /// What is still owed at the end.
    End,
    /// A line of the list of items, counted from 0.
    Item {
        /// Which one.
        place: usize,
    },
    /// A manifest, by its place among those handed in, counted from 0.
    Manifest {
        /// Which one.
        place: usize,
    },
}

impl fmt::Display for At {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Batch { number } => write!(f, "batch {number}"),
            Self::Entry { index } => write!(f, "entry {index}"),
            Self::Item { place } => write!(f, "item {place}"),
            Self::Manifest { place } => write!(f, "manifest {place}"),
            Self::End => f.write_str("the end of the ledger"),
        }
    }
}

/// The first thing that does not hold.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{at}: {what}")]
pub struct Fault {
    /// Where.
    pub at: At,
    /// What.
    pub what: What,
}

impl Fault {
    pub(crate) fn entry(index: u64, what: What) -> Self {
        Self {
            at: At::Entry { index },
            what,
        }
    }

    pub(crate) fn batch(number: usize, what: What) -> Self {
        Self {
            at: At::Batch { number },
            what,
        }
    }
}

/// What does not hold.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
#[expect(missing_docs, reason = "each variant's sentence stands beside it")]
pub enum What {
    // ---- bytes and tree
    #[error("its checkpoint does not hold: {0}")]
    Checkpoint(BadCheckpoint),
    #[error("its checkpoint speaks of more entries than there are, or of no more than the one before")]
    Size,
    #[error(
        "the entries do not hash to the root of its checkpoint: one was changed, dropped or put elsewhere"
    )]
    Root,
    #[error(
        "it is not the entry that was published at this place: it was changed, or one before it was dropped, added or moved"
    )]
    Changed,
    #[error("it was published at this place and is missing: one was dropped, or the end was cut off")]
    Missing,
    #[error(
        "entries and tiles agree with each other and not with its checkpoint, which belongs to another history of this log"
    )]
    OtherHistory,
    #[error("entries stand behind the last checkpoint")]
    Unsigned,
    #[error("its bytes are no entry: {0}")]
    Bytes(BadEntry),
    #[error("the same signed entry stands in the ledger twice")]
    Twice,
    // ---- days
    #[error("it holds no padding entry that says its day")]
    NoDay,
    #[error("its padding entries bear more than one day")]
    TwoDays,
    #[error("it is dated before the batch that came before it ({before})")]
    BatchBefore { before: Date },
    #[error(
        "it bears the day {day}, which does not lie between the batch before ({from}) and its own ({until})"
    )]
    Day { day: Date, from: Date, until: Date },
    #[error("its two days are the same, or the ledger's is not its own: it excuses nothing")]
    Clock,
    #[error(
        "the machine's clock is said to stand behind, and the days go on: more than two since {since}, in which dates could pass unseen"
    )]
    ClockBehind { since: Date },
    // ---- people
    #[error(
        "the first batch holds the log's own key, once and for all; here it is missing, another or a second"
    )]
    Key,
    #[error("the person's id is not the beginning of the digest of their key")]
    PersonId,
    #[error("it was not signed with its author's key, or it was changed after it was signed")]
    Signature,
    #[error("its author was not in service on that day: unknown, not let in yet, or retired")]
    NobodySigned,
    #[error("a rule forbids it: {0}")]
    Refused(Refusal),
    // ---- concerns
    #[error("a manifest does not hold: {0}")]
    Manifest(BadManifest),
    #[error("the manifest is not the one the entry names")]
    OtherManifest,
    #[error("the manifest says something else than the entry about {0}")]
    ManifestDiffers(&'static str),
    #[error("the manifest says that the server sealed it, which its policy does not allow")]
    SealedOnArrival,
    #[error("the policy it names was not in force on that day")]
    PolicyNotInForce,
    #[error("the policy it names was not handed in, or cannot be read")]
    PolicyMissing,
    #[error("the opening is not countersigned by the key in the capsule of that office")]
    Countersignature,
    #[error("it does not follow the entry that its author had last been handed")]
    After,
    #[error(
        "content was erased before a witness had co-signed on {from} or later; without a witness, before batches of seven such days"
    )]
    ErasedUnborne { from: Date },
    #[error("the list of items says something else here than the record names")]
    Items,
    #[error("the calendar owed `{kind}`{which} in concern {concern} by {by}, and nobody wrote it")]
    Owed {
        concern: ConcernId,
        kind: &'static str,
        /// Of which date, or from where to where.
        which: String,
        by: Date,
    },
}
