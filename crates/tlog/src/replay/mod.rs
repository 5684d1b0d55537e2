//! The check of a whole ledger, from zero: what `daylight-verify` says and what the tests end with. Everything it
//! looks at is handed in; the rules are the domain's, the bytes are this crate's.
//!
//! The rules in words stand in `docs/LEDGER_FORMAT.md`, section "Replay".

mod batches;
mod concerns;
mod erasure;
mod fault;
mod items;
mod manifests;
mod people;
mod signatures;

use std::collections::BTreeMap;

use daylight_domain::{
    ConcernId, Date, Digest, Entry, Late, PublicKey, Recorded, Role, Signature, StageNo, State,
};

use crate::entry::{BadEntry, Salt};
use crate::export::Item;
use crate::growing::Growing;
use crate::manifest::BadManifest;
use crate::note::LogVerifier;
use crate::parallel;
use crate::together::Signed;

pub use batches::BEHIND_DAYS;
use batches::Placing;
use manifests::Manifests;

pub(crate) use batches::Read;
pub use concerns::after_holds;
pub use erasure::{Seen, is_borne, signed_on};
pub use fault::{At, Fault, What};
pub use items::named_by;
pub(crate) use manifests::Known;

/// Entries that are read at once.
const AT_ONCE: usize = 4096;

/// A ledger as an export holds it.
#[derive(Clone, Copy, Debug)]
pub struct Ledger<'a> {
    /// The log's key, from the poster or from an export one trusts.
    pub log: &'a LogVerifier,
    /// The signed checkpoints, one a batch, oldest first.
    pub checkpoints: &'a [Vec<u8>],
    /// Salt and bytes of every entry, in the order of the tree.
    pub entries: &'a [(Salt, Vec<u8>)],
    /// The manifests that have not been erased, in any order.
    pub manifests: &'a [Vec<u8>],
    /// Every policy named by the ledger (TOML), in any order.
    pub policies: &'a [Vec<u8>],
    /// What an export says is kept of every sealed item that the ledger names; none where nobody says it.
    pub items: Option<&'a [Item]>,
}

/// A ledger in which no fault was found. What is listed here is told to whoever asked, and is no fault.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verdict {
    /// How many entries hold.
    pub entries: u64,
    /// The root over them.
    pub root: Option<Digest>,
    /// The day of each batch.
    pub batch_days: Vec<Date>,
    /// How many entries there are up to and with each batch.
    pub batch_sizes: Vec<u64>,
    /// How many concerns the ledger knows.
    pub concerns: usize,
    /// Lapses written after their day: place in the tree, and days late.
    pub late_lapses: Vec<(u64, i32)>,
    /// `clock` entries: the machine's clock jumped, or stood behind.
    pub clock_entries: Vec<ClockSaid>,
    /// Entries that bear an earlier day than the batch before theirs, beside a clock that stood behind: place and day.
    pub dated_back: Vec<(u64, Date)>,
    /// The last batch in which the machine's clock did not stand behind.
    pub settled: Settled,
    /// Keys of the witnesses that the record knows: the last stage signed for them, and they were in service on the day of
    /// the last batch.
    pub witnesses: Vec<PublicKey>,
    /// Pairs of neighbouring batch days with whole days between them on which there was no batch.
    pub gaps: Vec<(Date, Date)>,
    /// Erased by rule: the reporter's signatures and the openings cannot be checked any more.
    pub erased: Vec<ConcernId>,
    /// Not erased, yet the manifest was not handed in: complete, but items not produced.
    pub manifests_missing: Vec<ConcernId>,
    /// Sealed items that the ledger names and nobody produced: recorded, not produced (R08).
    pub not_produced: Vec<NotProduced>,
    /// Where each concern stands, in the order in which they came into the tree.
    pub standings: Vec<Standing>,
}

impl Verdict {
    /// The day of the batch that holds the entry at this place; none behind the last.
    pub fn batch_day_of(&self, index: u64) -> Option<Date> {
        let mut batches = self.batch_sizes.iter().zip(&self.batch_days);
        batches.find(|(size, _)| **size > index).map(|(_, day)| *day)
    }
}

/// What a `clock` entry says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClockSaid {
    /// Its place in the tree.
    pub index: u64,
    /// The day the record goes by.
    pub ledger: Date,
    /// The day the machine's clock said.
    pub machine: Date,
}

/// By which day the calendar must have written what it owes, to concerns that stood in the record by then.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Settled {
    /// The day.
    pub day: Date,
    /// How many entries there were.
    pub size: u64,
}

/// A sealed item that the record names and an export says is not there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotProduced {
    /// The place in the tree of the entry that names it.
    pub entry: u64,
    /// The entry's day.
    pub day: Date,
    /// Whose; none for what belongs to the service itself.
    pub concern: Option<ConcernId>,
    /// Its digest.
    pub item: Digest,
}

/// Where a concern stands, by its entries alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Place of its first entry in the tree.
    pub entry: u64,
    /// Which.
    pub concern: ConcernId,
    /// The day it was received.
    pub received: Date,
    /// The stage that holds it, or held it last.
    pub stage: StageNo,
    /// How far it has come.
    pub state: State,
    /// The day of its last closing, while it is closed.
    pub closed: Option<Date>,
    /// Its content was erased by rule.
    pub erased: bool,
    /// Every date that was not kept.
    pub late: Vec<Late>,
}

/// An entry whose bytes and place hold.
pub(crate) struct Placed {
    /// Place in the tree, from 0.
    pub(crate) index: u64,
    /// The day of its batch.
    pub(crate) batch_day: Date,
    /// The day from which it has effect on people, offices and policies: the day after its batch; for the
    /// first batch that batch's own day.
    pub(crate) effect: Date,
    pub(crate) recorded: Recorded,
    pub(crate) signature: Option<Signature>,
}

impl Placed {
    pub(crate) fn entry(&self) -> &Entry {
        &self.recorded.entry
    }

    pub(crate) fn record(&self) -> Digest {
        self.recorded.record
    }
}

/// A check on its way: manifests are handed in first, then entries in the order of the tree, in pieces, so that nobody has
/// to hold all of their bytes.
pub(crate) struct Check<'a> {
    log: &'a LogVerifier,
    checkpoints: &'a [Vec<u8>],
    placing: Placing<'a>,
    manifests: Manifests,
}

impl<'a> Check<'a> {
    pub(crate) fn begin(log: &'a LogVerifier, checkpoints: &'a [Vec<u8>]) -> Self {
        Self {
            log,
            checkpoints,
            placing: Placing::begin(log, checkpoints),
            manifests: Manifests::default(),
        }
    }

    pub(crate) fn manifests(&mut self, read: impl IntoIterator<Item = Result<(Known, Signed), BadManifest>>) {
        self.manifests.extend(read);
    }

    pub(crate) fn entries(
        &mut self,
        read: impl IntoIterator<Item = Result<Read, BadEntry>>,
    ) -> Result<(), Fault> {
        read.into_iter().try_for_each(|each| self.placing.push(each))
    }

    /// Fails if a batch has begun or is signed and not all of its entries came.
    pub(crate) fn is_whole(&self) -> Result<(), Fault> {
        self.placing.is_whole()
    }

    /// The records of the entries so far.
    pub(crate) fn records(&self) -> impl Iterator<Item = Digest> + '_ {
        self.placing.placed.iter().map(Placed::record)
    }

    /// The tree over the entries so far.
    pub(crate) fn tree(&mut self) -> &mut Growing {
        &mut self.placing.tree
    }

    /// An entry that came, by its place.
    pub(crate) fn entry(&self, index: u64) -> Option<&Entry> {
        let placed = self.placing.placed.get(usize::try_from(index).ok()?)?;
        Some(placed.entry())
    }

    /// Judges everything.
    pub(crate) fn end(&self, policies: &[Vec<u8>], items: Option<&[Item]>) -> Result<Verdict, Fault> {
        self.is_whole()?;
        let (placed, mut verdict) = (&self.placing.placed, self.placing.verdict.clone());
        let roster = people::roster(placed, self.log)?;
        let manifests = self.manifests.all()?;
        let last = verdict.batch_days.last().copied().unwrap_or_default();
        let witnesses = roster
            .in_service(last)
            .filter(|person| person.role == Role::Witness);
        verdict.witnesses = witnesses.map(|person| person.key).collect();
        let batches = erasure::seen(self.checkpoints, &verdict.batch_days, &roster)?;
        let against = concerns::Against {
            batches: &batches,
            log: self.log,
            roster: &roster,
            manifests,
            settled: verdict.settled,
        };
        // What one processor alone can do of the rules is done beside the signatures, of which there are enough for all.
        let signatures = || signatures::check(placed, self.log.origin(), &roster, manifests);
        let rules = || {
            let by_concern = by_concern(placed);
            let concerns = concerns::check(&against, policies, &by_concern, &mut verdict);
            [concerns, items::check(items, placed, manifests, &mut verdict)]
        };
        let (signatures, [concerns, items]) = parallel::beside(signatures, rules);
        // Each of these finds its own first fault; the ledger's first is the one furthest ahead.
        let faults = [signatures, concerns, items].into_iter().filter_map(Result::err);
        match faults.min_by_key(|fault| fault.at) {
            Some(fault) => Err(fault),
            None => Ok(verdict),
        }
    }
}

/// Checks a whole ledger. Fails at the first entry or batch that does not hold, and says which and why.
pub fn check(ledger: &Ledger<'_>) -> Result<Verdict, Fault> {
    let mut check = Check::begin(ledger.log, ledger.checkpoints);
    check.manifests(parallel::map(ledger.manifests, |bytes| Known::read(bytes)));
    for some in ledger.entries.chunks(AT_ONCE) {
        check.entries(parallel::map(some, |(salt, bytes)| Read::parse(salt, bytes)))?;
        check.tree().take_full();
    }
    check.end(ledger.policies, ledger.items)
}

fn by_concern(placed: &[Placed]) -> BTreeMap<ConcernId, Vec<&Placed>> {
    let mut concerns: BTreeMap<ConcernId, Vec<&Placed>> = BTreeMap::new();
    for each in placed {
        if let Some(concern) = each.entry().concern {
            concerns.entry(concern).or_default().push(each);
        }
    }
    concerns
}
