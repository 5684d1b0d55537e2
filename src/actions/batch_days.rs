//! Which batches are cut in one go, of which days, and what they say of the machine's clock (kind `clock`). Knows no tree.
//!
//! An entry may be older than the batch before its own: it came while a clock stood behind, or to a replica whose day had not
//! begun. It holds only beside a `clock` entry, and while one says that the clock stands behind the record's day stands still.
//! So what is old stands in one more batch of the last day, and today's follows in the same transaction.

use std::collections::BTreeSet;

use daylight_domain::calendar::days_between;
use daylight_domain::{Act, Date};
use daylight_tlog::replay::BEHIND_DAYS;

use super::rules::recorded;
use super::{ActionError, Service};
use crate::store::entries::{self, EntryRow};
use crate::store::{Tx, batches, waiting};

/// What one batch is cut from.
pub(super) struct Share {
    pub(super) day: Date,
    pub(super) waiting: Vec<EntryRow>,
    /// What it says of the clock, not written yet.
    pub(super) clock: Option<EntryRow>,
}

/// Everything that waits, as one batch or two. `last` is the last batch's day, `machine` what the machine's clock says.
pub(super) async fn shares(
    service: &Service,
    tx: &Tx,
    last: Date,
    (today, machine): (Date, Date),
) -> Result<Vec<Share>, ActionError> {
    let waiting = waiting::all(tx).await?;
    let day = today.max(last);
    if waiting.iter().any(|row| row.day > day) {
        // Midnight came during this tick. What was done since must not come under changes that this batch would bring into
        // effect: the next tick follows the calendar to the new day first.
        return Err(ActionError::Busy);
    }
    let share = |day, waiting, clock| Share { day, waiting, clock };
    let oldest = waiting.iter().map(|row| row.day).filter(|day| *day < last).min();
    let Some(oldest) = oldest.filter(|_| last < today) else {
        let machine = machine.min(oldest.unwrap_or(machine));
        let clock = says(service, tx, (last, day), machine).await?;
        return Ok(vec![share(day, waiting, clock)]);
    };
    // What is about people is never old (`Service::note`, `change_people`), and takes effect with today's batch.
    let (old, new) = waiting.into_iter().partition(|row| row.day < last);
    let stood = says(service, tx, (last, last), oldest).await?;
    let stands = says(service, tx, (last, today), machine).await?;
    Ok(vec![share(last, old, stood), share(today, new, stands)])
}

/// When the machine's clock and the ledger disagree by a day or more, the record says so: a jump held back, or a clock
/// behind the last batch.
async fn says(
    service: &Service,
    tx: &Tx,
    (last, day): (Date, Date),
    machine: Date,
) -> Result<Option<EntryRow>, ActionError> {
    if machine == day {
        return Ok(None);
    }
    tracing::warn!(%machine, ledger = %day, "the machine's clock and the ledger disagree; check the clock");
    // A clock that was ahead and is put right before the first batch under it: nobody would believe that the record's day went
    // on so far while the clock stood behind.
    if machine < day && last < day && days_between(settled(tx).await?, day) > BEHIND_DAYS {
        return Ok(None);
    }
    let act = Act::Clock { ledger: day, machine };
    Ok(Some(service.own_entry(day, day, act)?))
}

/// The day of the last batch that does not say that the machine's clock stood behind.
async fn settled(tx: &Tx) -> Result<Date, ActionError> {
    let mut behind = BTreeSet::new();
    for row in entries::published_of_kinds(tx, &["clock"]).await? {
        if let Act::Clock { ledger, machine } = recorded(&row)?.entry.act
            && machine < ledger
        {
            behind.extend(row.batch);
        }
    }
    let all = batches::all(tx).await?;
    let settled = all.iter().rev().find(|batch| !behind.contains(&batch.number));
    Ok(settled.map_or(Date::MIN, |batch| batch.day))
}
