//! Bytes, tree and days: every entry in its one spelling, under a checkpoint of the log, in a batch with a day.

use std::collections::BTreeSet;

use daylight_domain::{Act, Date};

use super::fault::{At, Fault, What};
use super::{Ledger, Placed, Verdict};
use crate::checkpoint::UnverifiedCheckpoint;
use crate::entry::UncheckedEntry;
use crate::sig;
use crate::tree::{self, Hashes};

/// Places every entry, or names the first that has no place.
pub(super) fn place(ledger: &Ledger<'_>) -> Result<(Vec<Placed>, Verdict), Fault> {
    let mut placed: Vec<Placed> = Vec::with_capacity(ledger.entries.len());
    let mut verdict = Verdict::default();
    let mut seen = BTreeSet::new();
    let mut stored = Hashes::new();
    for (number, bytes) in ledger.checkpoints.iter().enumerate() {
        let checkpoint = UnverifiedCheckpoint::parse(bytes)
            .and_then(|checkpoint| checkpoint.verify(ledger.log))
            .map_err(|bad| Fault::batch(number, What::Checkpoint(bad)))?;
        let old = verdict.entries;
        let range = usize::try_from(old)
            .ok()
            .zip(usize::try_from(checkpoint.size).ok());
        let slice = range
            .filter(|(from, to)| from < to)
            .and_then(|(from, to)| ledger.entries.get(from..to));
        let slice = slice.ok_or_else(|| Fault::batch(number, What::Size))?;

        let mut batch = Vec::with_capacity(slice.len());
        for ((salt, bytes), index) in slice.iter().zip(old..) {
            let unchecked =
                UncheckedEntry::parse(bytes).map_err(|bad| Fault::entry(index, What::Bytes(bad)))?;
            // A signed act sent in once more would count once more.
            if unchecked.signature().is_some() && !seen.insert(sig::sha256(bytes)) {
                return Err(Fault::entry(index, What::Twice));
            }
            batch.push((index, unchecked.record(salt), unchecked));
        }
        let records: Vec<_> = batch.iter().map(|(_, record, _)| *record).collect();
        // The root before the days: whose bytes were changed is said before what they say is judged.
        let grown = tree::append(old, &records, &stored).map_err(|_| Fault::batch(number, What::Root))?;
        stored.extend(grown);
        if tree::root(checkpoint.size, &stored).ok() != Some(checkpoint.root) {
            return Err(Fault::batch(number, What::Root));
        }
        let needed: BTreeSet<u64> = tree::needed_for_root(checkpoint.size).into_iter().collect();
        stored.retain(|index, _| needed.contains(index));

        let before = verdict.batch_days.last().copied();
        let day = day_of(number, batch.iter().map(|(_, _, unchecked)| unchecked), before)?;
        let effect = if before.is_none() {
            day
        } else {
            daylight_domain::calendar::add_days(day, 1)
        };
        for (index, record, unchecked) in batch {
            placed.push(Placed {
                index,
                record,
                batch_day: day,
                effect,
                unchecked,
            });
        }
        let this = placed
            .get(usize::try_from(old).unwrap_or(usize::MAX)..)
            .unwrap_or_default();
        check_days(this, before.unwrap_or(day), day)?;
        verdict
            .clock_entries
            .extend(clocks(this).map(|clock| clock.index));
        verdict.gaps.extend(
            before
                .filter(|before| has_gap(*before, day))
                .map(|before| (before, day)),
        );
        verdict.batch_days.push(day);
        verdict.batch_sizes.push(checkpoint.size);
        (verdict.entries, verdict.root) = (checkpoint.size, Some(checkpoint.root));
    }
    if placed.len() != ledger.entries.len() {
        return Err(Fault {
            at: At::Entry {
                index: verdict.entries,
            },
            what: What::Unsigned,
        });
    }
    Ok((placed, verdict))
}

/// The day of a batch stands in its padding entries, and so in the tree.
fn day_of<'a>(
    number: usize,
    batch: impl Iterator<Item = &'a UncheckedEntry>,
    before: Option<Date>,
) -> Result<Date, Fault> {
    let padding = batch.filter(|each| matches!(each.entry().act, Act::Padding {}));
    let days: BTreeSet<Date> = padding.map(|each| each.entry().day).collect();
    let day = *days.first().ok_or_else(|| Fault::batch(number, What::NoDay))?;
    if days.len() > 1 {
        return Err(Fault::batch(number, What::TwoDays));
    }
    match before {
        Some(before) if day < before => Err(Fault::batch(number, What::BatchBefore { before })),
        _ => Ok(day),
    }
}

/// An entry's day lies between the previous batch's and its own batch's; an older one only beside a `clock` entry.
fn check_days(batch: &[Placed], from: Date, until: Date) -> Result<(), Fault> {
    let excused = clocks(batch).next().is_some();
    for each in batch {
        let day = each.entry().day;
        if day > until || (day < from && !excused) {
            return Err(Fault::entry(each.index, What::Day { day, from, until }));
        }
    }
    Ok(())
}

fn clocks(batch: &[Placed]) -> impl Iterator<Item = &Placed> {
    batch
        .iter()
        .filter(|each| matches!(each.entry().act, Act::Clock { .. }))
}

fn has_gap(before: Date, day: Date) -> bool {
    daylight_domain::calendar::days_between(before, day) > 1
}
