//! The calendar at work: every concern with something due is moved on. Late, twice, or by two replicas at once:
//! exactly one entry each, because each concern's row is compared before it is set.

use std::collections::BTreeSet;

use daylight_domain::{ConcernId, Date};

use super::append::{Growth, grow, write};
use super::docket::Docket;
use super::rules::Rules;
use super::{ActionError, Service, run_calendar};
use crate::store::{concerns, entries, sealed};

/// Concerns of one transaction. Their keys lie at random places, so that few large transactions write far fewer pages than
/// many small ones; submissions wait in between, a second at most.
const CHUNK: u64 = 1000;

/// Moves on everything that is due today or earlier. Returns how many concerns it wrote to. A concern whose
/// record breaks a rule is passed over, told of in the log of the program, and found by `doctor`.
pub async fn lapse_concerns(service: &Service, rules: &Rules, today: Date) -> Result<u64, ActionError> {
    if concerns::count_due(&service.store, today).await? <= CHUNK {
        return lapse_all(service, rules, today).await;
    }
    service.store.make_room(true).await?;
    let done = lapse_all(service, rules, today).await;
    service.store.make_room(false).await?;
    done
}

async fn lapse_all(service: &Service, rules: &Rules, today: Date) -> Result<u64, ActionError> {
    let mut written: u64 = 0;
    let mut broken = BTreeSet::new();
    loop {
        let skipped = u64::try_from(broken.len()).unwrap_or(u64::MAX);
        let due = concerns::due(&service.store, today, CHUNK.saturating_add(skipped)).await?;
        let due: Vec<ConcernId> = due.into_iter().filter(|id| !broken.contains(id)).collect();
        if due.is_empty() {
            return Ok(written);
        }
        if !run_calendar::hold(service).await? {
            // Taken over while this process stood still: the other one goes on from here.
            return Err(ActionError::Busy);
        }
        match settle(service, rules, &due, today, &mut broken).await {
            Ok(count) => written = written.saturating_add(count),
            // Another replica was at the same concerns: what it wrote is no longer due.
            Err(ActionError::Busy) => {}
            Err(other) => return Err(other),
        }
    }
}

async fn settle(
    service: &Service,
    rules: &Rules,
    due: &[ConcernId],
    today: Date,
    broken: &mut BTreeSet<ConcernId>,
) -> Result<u64, ActionError> {
    let tx = service.store.begin_write().await?;
    let mut all = entries::of_concerns(&tx, due).await?;
    let mut manifests = sealed::manifests(&tx, due).await?;
    let last_batch = service.last_batch_day(&tx).await?;
    let mut moved = Vec::new();
    for row in concerns::of_ids(&tx, due).await? {
        let id = row.id;
        let (its, manifest) = (all.remove(&id), manifests.remove(&id));
        let loaded = Docket::of(
            rules,
            row,
            manifest.unwrap_or_default(),
            its.unwrap_or_default(),
            today,
        );
        match loaded {
            Ok(mut docket) => {
                let growth = grow(service, rules, &mut docket, last_batch, None)?;
                // A date that stays due would be found again for ever.
                if docket.outlook.next_date.is_some_and(|next| next <= today) {
                    broken.insert(id);
                }
                moved.push((docket, growth));
            }
            Err(error) => {
                tracing::error!(concern = %id, %error, "a concern could not be moved on; run `daylight doctor`");
                broken.insert(id);
            }
        }
    }
    let grown: Vec<(&Docket, &Growth)> = moved.iter().map(|(docket, growth)| (docket, growth)).collect();
    write(service, &tx, &grown).await?;
    tx.commit().await?;
    Ok(u64::try_from(moved.len()).unwrap_or(u64::MAX))
}
