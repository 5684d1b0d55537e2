//! Bytes, tree and days: every entry in its one spelling, under a checkpoint of the log, in a batch with a day. Entries come
//! one after another, and their bytes are not kept.

use std::collections::{BTreeSet, HashSet};

use daylight_domain::calendar::{add_days, days_between};
use daylight_domain::{Act, Date, Digest, Entry, Recorded, Signature};

use super::fault::{At, Fault, What};
use super::{ClockSaid, Placed, Settled, Verdict};
use crate::checkpoint::{Checkpoint, UnverifiedCheckpoint};
use crate::entry::{self, BadEntry, Salt, record};
use crate::growing::Growing;
use crate::note::LogVerifier;
use crate::sig;

/// So many days may pass while the machine's clock is said to stand behind: a jump is held back for 24 hours, which touch
/// two midnights at most.
pub const BEHIND_DAYS: i32 = 2;

/// An entry in its one spelling, before it has a place.
pub(crate) struct Read {
    recorded: Recorded,
    signature: Option<Signature>,
    /// Of a signed entry the digest of its bytes: it must stand in the ledger once.
    once: Option<Digest>,
}

impl Read {
    pub(crate) fn parse(salt: &Salt, bytes: &[u8]) -> Result<Self, BadEntry> {
        let (entry, signature) = entry::parse(bytes)?;
        let record = record(salt, bytes);
        Ok(Self {
            recorded: Recorded { record, entry },
            signature,
            once: signature.map(|_| sig::sha256(bytes)),
        })
    }
}

/// Places every entry, or names the first that has no place.
pub(super) struct Placing<'a> {
    log: &'a LogVerifier,
    checkpoints: &'a [Vec<u8>],
    /// The checkpoint that ends the batch which is being read.
    due: Option<Checkpoint>,
    seen: HashSet<Digest>,
    pub(super) tree: Growing,
    pub(super) placed: Vec<Placed>,
    pub(super) verdict: Verdict,
}

impl<'a> Placing<'a> {
    pub(super) fn begin(log: &'a LogVerifier, checkpoints: &'a [Vec<u8>]) -> Self {
        Self {
            log,
            checkpoints,
            due: None,
            seen: HashSet::new(),
            tree: Growing::default(),
            placed: Vec::new(),
            verdict: Verdict::default(),
        }
    }

    /// Takes the next entry.
    pub(super) fn push(&mut self, read: Result<Read, BadEntry>) -> Result<(), Fault> {
        let index = self.tree.size();
        if self.due.is_none() {
            let (at, what) = (At::Entry { index }, What::Unsigned);
            self.due = Some(self.next_checkpoint()?.ok_or(Fault { at, what })?);
        }
        let Read {
            recorded,
            signature,
            once,
        } = read.map_err(|bad| Fault::entry(index, What::Bytes(bad)))?;
        // A signed act sent in once more would count once more.
        if once.is_some_and(|digest| !self.seen.insert(digest)) {
            return Err(Fault::entry(index, What::Twice));
        }
        self.tree.push(&recorded.record);
        // Its batch says the day, and comes to its end first.
        self.placed.push(Placed {
            index,
            batch_day: Date::ZERO,
            effect: Date::ZERO,
            recorded,
            signature,
        });
        let size = self.tree.size();
        match self.due.take_if(|due| due.size == size) {
            Some(due) => self.end_batch(&due),
            None => Ok(()),
        }
    }

    /// Fails while entries of a checkpoint are missing.
    pub(super) fn is_whole(&self) -> Result<(), Fault> {
        if self.due.is_some() || self.next_checkpoint()?.is_some() {
            return Err(Fault::batch(self.number(), What::Size));
        }
        Ok(())
    }

    /// The number of the batch that is being read.
    fn number(&self) -> usize {
        self.verdict.batch_sizes.len()
    }

    fn next_checkpoint(&self) -> Result<Option<Checkpoint>, Fault> {
        let number = self.number();
        let Some(bytes) = self.checkpoints.get(number) else {
            return Ok(None);
        };
        let checkpoint = UnverifiedCheckpoint::parse(bytes)
            .and_then(|checkpoint| checkpoint.verify(self.log))
            .map_err(|bad| Fault::batch(number, What::Checkpoint(bad)))?;
        if checkpoint.size > self.verdict.entries {
            Ok(Some(checkpoint))
        } else {
            Err(Fault::batch(number, What::Size))
        }
    }

    fn end_batch(&mut self, checkpoint: &Checkpoint) -> Result<(), Fault> {
        let (number, verdict) = (self.number(), &mut self.verdict);
        // The root before the days: whose bytes were changed is said before what they say is judged.
        if self.tree.root() != checkpoint.root {
            return Err(Fault::batch(number, What::Root));
        }
        let first = usize::try_from(verdict.entries).unwrap_or(usize::MAX);
        let batch = self.placed.get_mut(first..).unwrap_or_default();
        let before = verdict.batch_days.last().copied();
        let day = day_of(number, batch.iter().map(Placed::entry), before)?;
        let effect = if before.is_none() { day } else { add_days(day, 1) };
        for each in batch.iter_mut() {
            (each.batch_day, each.effect) = (day, effect);
        }
        let clocks = clocks(batch)?;
        let behind = clocks.iter().filter(|said| said.machine < said.ledger);
        let oldest = behind.map(|said| said.machine).min();
        let dated_back = check_days(batch, before.unwrap_or(day), day, oldest)?;
        // While the machine stands behind, the record's day stands still, once a held-back jump is believed.
        let settled = verdict.settled.day;
        if oldest.is_none() || before.is_none() {
            verdict.settled = Settled {
                day,
                size: checkpoint.size,
            };
        } else if days_between(settled, day) > BEHIND_DAYS {
            return Err(Fault::batch(number, What::ClockBehind { since: settled }));
        }
        verdict.clock_entries.extend(clocks);
        verdict.dated_back.extend(dated_back);
        verdict.gaps.extend(
            before
                .filter(|before| has_gap(*before, day))
                .map(|before| (before, day)),
        );
        verdict.batch_days.push(day);
        verdict.batch_sizes.push(checkpoint.size);
        (verdict.entries, verdict.root) = (checkpoint.size, Some(checkpoint.root));
        Ok(())
    }
}

/// The day of a batch stands in its padding entries, and so in the tree.
fn day_of<'a>(
    number: usize,
    batch: impl Iterator<Item = &'a Entry>,
    before: Option<Date>,
) -> Result<Date, Fault> {
    let padding = batch.filter(|each| matches!(each.act, Act::Padding {}));
    let days: BTreeSet<Date> = padding.map(|each| each.day).collect();
    let day = *days.first().ok_or_else(|| Fault::batch(number, What::NoDay))?;
    if days.len() > 1 {
        return Err(Fault::batch(number, What::TwoDays));
    }
    match before {
        Some(before) if day < before => Err(Fault::batch(number, What::BatchBefore { before })),
        _ => Ok(day),
    }
}

/// An entry's day lies between the previous batch's and its own batch's. Beside a clock that stood behind, at `oldest`, it
/// may be older; those are given, with their days.
fn check_days(
    batch: &[Placed],
    from: Date,
    until: Date,
    oldest: Option<Date>,
) -> Result<Vec<(u64, Date)>, Fault> {
    // It may have been noted after midnight.
    let oldest = oldest.and_then(|day| day.yesterday().ok()).unwrap_or(from);
    let mut dated_back = Vec::new();
    for each in batch {
        let day = each.entry().day;
        if day > until || day < from.min(oldest) {
            return Err(Fault::entry(each.index, What::Day { day, from, until }));
        }
        if day < from {
            dated_back.push((each.index, day));
        }
    }
    Ok(dated_back)
}

/// What the batch says of the machine's clock.
fn clocks(batch: &[Placed]) -> Result<Vec<ClockSaid>, Fault> {
    let said = batch.iter().filter_map(|each| {
        let Act::Clock { ledger, machine } = each.entry().act else {
            return None;
        };
        let index = each.index;
        let said = ClockSaid {
            index,
            ledger,
            machine,
        };
        let says = machine != ledger && ledger == each.entry().day;
        Some(says.then_some(said).ok_or(Fault::entry(index, What::Clock)))
    });
    said.collect()
}

fn has_gap(before: Date, day: Date) -> bool {
    days_between(before, day) > 1
}
