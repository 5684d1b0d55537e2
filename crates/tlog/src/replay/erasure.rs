//! Nothing is erased before somebody outside has borne the date (DESIGN section 4): a machine whose clock runs ahead
//! finds no witness who says so, and without a witness it must say so itself for a week, in public.

use std::collections::BTreeSet;

use daylight_domain::calendar::civil_date;
use daylight_domain::{Date, NewPerson, PersonId, Policy, Role, Roster};

use super::fault::{Fault, What};
use super::{Ledger, Placed};
use crate::checkpoint::UnverifiedCheckpoint;
use crate::cosignature::Cosigner;

/// Without a witness in service: how many daily batches must bear the date.
const DAILY_BATCHES: usize = 7;

/// A batch, and who said outside when they had seen it.
pub(super) struct Seen {
    /// Entries up to and with this batch.
    size: u64,
    day: Date,
    /// Witnesses of the record, with their cosignature's time in seconds since 1970.
    cosigned: Vec<(PersonId, u64)>,
}

/// Every batch with the cosignatures that its checkpoint bears by witnesses of the record. Fails if one of theirs
/// does not verify; those of others are passed over.
pub(super) fn seen(ledger: &Ledger<'_>, days: &[Date], roster: &Roster) -> Result<Vec<Seen>, Fault> {
    let witnesses: Vec<&NewPerson> = roster
        .introduced()
        .filter(|person| person.role == Role::Witness)
        .collect();
    let batches = ledger.checkpoints.iter().zip(days).enumerate();
    let seen = batches.map(|(number, (bytes, day))| {
        let fault = |bad| Fault::batch(number, What::Checkpoint(bad));
        let checkpoint = UnverifiedCheckpoint::parse(bytes).map_err(fault)?;
        let mut cosigned = Vec::new();
        for witness in &witnesses {
            // The record names a witness by key alone: under which name it signs, its line says.
            let lines = checkpoint
                .signers()
                .filter_map(|name| Cosigner::new(name, witness.key).ok());
            let cosigners: Vec<Cosigner> = lines.collect();
            let theirs = checkpoint.cosignatures(&cosigners).map_err(fault)?;
            cosigned.extend(theirs.iter().map(|line| (witness.person, line.timestamp)));
        }
        Ok(Seen {
            size: checkpoint.claimed().size,
            day: *day,
            cosigned,
        })
    });
    seen.collect()
}

/// Whether the entry `erased` stands behind a batch that a witness in service co-signed on the day `from` (the first
/// on which content may be erased) or later, and not after the erasure; if no witness was in service, behind batches of
/// seven such days. Days are those of the concern's policy.
pub(super) fn check(
    batches: &[Seen],
    roster: &Roster,
    policy: &Policy,
    erased: &Placed,
    from: Date,
) -> Result<(), What> {
    let on = erased.entry().day;
    let before: Vec<&Seen> = batches
        .iter()
        .filter(|batch| batch.size <= erased.index)
        .collect();
    let is_witness = |person: PersonId, day| roster.role(person, day) == Some(Role::Witness);
    let borne = if roster.in_service(on).any(|person| person.role == Role::Witness) {
        before
            .iter()
            .flat_map(|batch| &batch.cosigned)
            .any(|(who, time)| {
                let day = i64::try_from(*time)
                    .ok()
                    .and_then(|seconds| civil_date(seconds.checked_mul(1000)?, &policy.time_zone));
                day.is_some_and(|day| (from..=on).contains(&day) && is_witness(*who, day))
            })
    } else {
        let days: BTreeSet<Date> = before.iter().map(|batch| batch.day).collect();
        days.range(from..).count() >= DAILY_BATCHES
    };
    if borne {
        Ok(())
    } else {
        Err(What::ErasedUnborne { from })
    }
}
