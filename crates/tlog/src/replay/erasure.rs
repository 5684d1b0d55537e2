//! Nothing is erased before somebody outside has borne the date (DESIGN section 4): a machine whose clock runs ahead
//! finds no witness who says so, and without a witness it must say so itself for a week, in public.

use std::collections::BTreeSet;

use daylight_domain::calendar::civil_date;
use daylight_domain::{Date, PersonId, Policy, Role, Roster};

use super::fault::{Fault, What};
use super::{Ledger, Placed};
use crate::checkpoint::{BadCheckpoint, UnverifiedCheckpoint};
use crate::cosignature::Cosigner;

/// Without a witness in service: how many daily batches must bear the date.
const DAILY_BATCHES: usize = 7;

/// A batch, and who said outside when they had seen it.
#[derive(Clone, Debug)]
pub struct Seen {
    /// Entries up to and with this batch.
    size: u64,
    day: Date,
    /// Witnesses of the record, with their cosignature's time in seconds since 1970.
    cosigned: Vec<(PersonId, u64)>,
}

impl Seen {
    /// A batch of that day with the cosignatures that its checkpoint bears by witnesses of the record. Fails if one of
    /// theirs does not verify; those of others are passed over.
    pub fn of(checkpoint: &[u8], day: Date, roster: &Roster) -> Result<Self, BadCheckpoint> {
        let checkpoint = UnverifiedCheckpoint::parse(checkpoint)?;
        let mut cosigned = Vec::new();
        for witness in roster.introduced().filter(|person| person.role == Role::Witness) {
            // The record names a witness by key alone: under which name it signs, its line says.
            let lines = checkpoint
                .signers()
                .filter_map(|name| Cosigner::new(name, witness.key).ok());
            let cosigners: Vec<Cosigner> = lines.collect();
            let theirs = checkpoint.cosignatures(&cosigners)?;
            cosigned.extend(theirs.iter().map(|line| (witness.person, line.timestamp)));
        }
        Ok(Self {
            size: checkpoint.claimed().size,
            day,
            cosigned,
        })
    }
}

/// Every batch of a ledger.
pub(super) fn seen(ledger: &Ledger<'_>, days: &[Date], roster: &Roster) -> Result<Vec<Seen>, Fault> {
    let batches = ledger.checkpoints.iter().zip(days).enumerate();
    let seen = batches.map(|(number, (bytes, day))| {
        Seen::of(bytes, *day, roster).map_err(|bad| Fault::batch(number, What::Checkpoint(bad)))
    });
    seen.collect()
}

/// Whether content may be erased on the day `on`: among the batches before the erasure is one that a witness in service
/// co-signed on the day `from` (the first on which it may be erased) or later, and not after the erasure; if no witness
/// is in service on that day, seven of those batches bear such a day. Days are those of the concern's policy.
pub fn is_borne<'a>(
    before: impl IntoIterator<Item = &'a Seen>,
    roster: &Roster,
    policy: &Policy,
    from: Date,
    on: Date,
) -> bool {
    let mut before = before.into_iter();
    let is_witness = |person: PersonId, day| roster.role(person, day) == Some(Role::Witness);
    if roster.in_service(on).any(|person| person.role == Role::Witness) {
        before.flat_map(|batch| &batch.cosigned).any(|(who, time)| {
            signed_on(*time, policy).is_some_and(|day| (from..=on).contains(&day) && is_witness(*who, day))
        })
    } else {
        let days: BTreeSet<Date> = before.by_ref().map(|batch| batch.day).collect();
        days.range(from..).count() >= DAILY_BATCHES
    }
}

/// The civil day of a cosignature's time, which is in seconds since 1970.
pub fn signed_on(time: u64, policy: &Policy) -> Option<Date> {
    civil_date(i64::try_from(time).ok()?.checked_mul(1000)?, &policy.time_zone)
}

/// Whether the entry `erased` stands behind batches that bear the day `from` or later.
pub(super) fn check(
    batches: &[Seen],
    roster: &Roster,
    policy: &Policy,
    erased: &Placed,
    from: Date,
) -> Result<(), What> {
    let before = batches.iter().filter(|batch| batch.size <= erased.index);
    if is_borne(before, roster, policy, from, erased.entry().day) {
        Ok(())
    } else {
        Err(What::ErasedUnborne { from })
    }
}
