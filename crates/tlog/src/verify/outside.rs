//! What somebody outside holds: a checkpoint they kept, cosignatures of witnesses. Without either, a record is consistent
//! with itself only, and whoever has the log's key could have written it anew.

use daylight_domain::calendar::days_between;
use daylight_domain::{Date, Digest, PublicKey};

use super::Export;
use crate::checkpoint::{BadCheckpoint, UnverifiedCheckpoint};
use crate::cosignature::{Cosignature, Cosigner};
use crate::growing::Growing;
use crate::replay::Verdict;

/// With what the record was compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outside {
    /// A copy that somebody outside kept, of that day.
    Copy {
        /// The day of the batch that it ends with.
        day: Date,
        /// How many entries it has; those behind them it says nothing about.
        entries: u64,
    },
    /// The cosignatures of witnesses, up to the newest batch that enough of them signed.
    Cosigned {
        /// How many did.
        by: usize,
        /// The day of that batch.
        until: Date,
    },
    /// Cosignatures of keys that the export names itself: nobody whom the record knows vouches for them.
    Named {
        /// How many.
        by: usize,
        /// The day of that batch.
        until: Date,
    },
    /// Nothing.
    ItselfOnly,
}

/// A cosignature that came later than on the day after its batch: no fault, and told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LateCosignature {
    /// Whose.
    pub witness: String,
    /// The day of the batch.
    pub batch: Date,
    /// How many days later it was made, by the witness's own clock.
    pub days: u64,
}

/// The record is not the one that somebody outside has seen.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OutsideFault {
    /// The copy is none of this log.
    #[error("the outside copy is no checkpoint of this log: {0}")]
    Copy(BadCheckpoint),
    /// The end was cut off.
    #[error("the outside copy speaks of {copy} entries and this record has {here}: its end is missing")]
    CutOff {
        /// Entries of the copy.
        copy: u64,
        /// Entries here.
        here: u64,
    },
    /// Another history.
    #[error(
        "the first {size} entries are not those that somebody outside has seen: the record was written anew, or this is another one"
    )]
    Another {
        /// Entries of the copy.
        size: u64,
    },
    /// A cosignature that does not verify.
    #[error("batch {number}: a cosignature on its checkpoint does not verify: {bad}")]
    Cosignature {
        /// Which batch, from 0.
        number: usize,
        /// Why.
        bad: BadCheckpoint,
    },
}

/// Compares with a copy.
pub(super) fn compare(
    export: &Export<'_>,
    verdict: &Verdict,
    records: &[Digest],
    copy: &[u8],
) -> Result<Outside, OutsideFault> {
    let copy = UnverifiedCheckpoint::parse(copy)
        .and_then(|copy| copy.verify(export.log))
        .map_err(OutsideFault::Copy)?;
    if copy.size > verdict.entries {
        return Err(OutsideFault::CutOff {
            copy: copy.size,
            here: verdict.entries,
        });
    }
    if root_at(records, copy.size) != Some(copy.root) {
        return Err(OutsideFault::Another { size: copy.size });
    }
    let last = copy.size.saturating_sub(1);
    let day = verdict
        .batch_day_of(last)
        .ok_or(OutsideFault::Another { size: copy.size })?;
    let entries = copy.size;
    Ok(Outside::Copy { day, entries })
}

/// The newest checkpoint that enough witnesses signed, and which of their cosignatures were late. A policy that asks for
/// none says nothing about outsiders; nor does a key that the export names by itself, which may be the operator's own.
pub(super) fn cosigned(
    export: &Export<'_>,
    verdict: &Verdict,
) -> Result<(Outside, Vec<LateCosignature>), OutsideFault> {
    let mut late = Vec::new();
    let witnesses = export.witnesses.witnesses();
    let is_vouched = |key: PublicKey| export.witnesses_from_elsewhere || verdict.witnesses.contains(&key);
    let vouched: Vec<Cosigner> = witnesses
        .iter()
        .filter(|witness| is_vouched(witness.public_key()))
        .cloned()
        .collect();
    let batches = export.checkpoints.iter().zip(&verdict.batch_days).enumerate();
    let mut newest = Outside::ItselfOnly;
    for (number, (bytes, day)) in batches {
        let lines = UnverifiedCheckpoint::parse(bytes)
            .and_then(|checkpoint| checkpoint.cosignatures(&witnesses))
            .map_err(|bad| OutsideFault::Cosignature { number, bad })?;
        late.extend(lines.iter().filter_map(|line| {
            // Days of UTC: a day more or less is no matter here.
            let made = line.timestamp.checked_div(24 * 60 * 60)?;
            let cut = u64::try_from(days_between(Date::constant(1970, 1, 1), *day)).ok()?;
            let days = made.checked_sub(cut).filter(|days| *days > 1)?;
            Some(LateCosignature {
                witness: line.witness.clone(),
                batch: *day,
                days,
            })
        }));
        let is_theirs = |line: &&Cosignature| vouched.iter().any(|witness| line.is_by(witness));
        let theirs: Vec<Cosignature> = lines.iter().filter(is_theirs).cloned().collect();
        let until = *day;
        if !theirs.is_empty() && export.witnesses.is_met_by(&theirs) {
            let by = theirs.len();
            newest = Outside::Cosigned { by, until };
        } else if !lines.is_empty()
            && export.witnesses.is_met_by(&lines)
            && !matches!(newest, Outside::Cosigned { .. })
        {
            let by = lines.len();
            newest = Outside::Named { by, until };
        }
    }
    Ok((newest, late))
}

fn root_at(records: &[Digest], size: u64) -> Option<Digest> {
    let mut tree = Growing::default();
    for record in records.get(..usize::try_from(size).ok()?)? {
        tree.push(record);
        tree.take_full();
    }
    Some(tree.root())
}
