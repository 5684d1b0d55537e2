//! The service's own look at its record, once a day (R34), also where no timer runs `daylight doctor`. Says whether it
//! holds; what is wrong with it is for `doctor` to say.

use super::examine_record::replay_ledger;
use super::{ActionError, Service};
use crate::store::batches;

/// Of a longer record the service would need more memory than its unit has, beside all else it does: `doctor`, a process of its
/// own, looks at that one alone. With the usual padding a record comes to this in ten years.
const LONGEST: u64 = 250_000;

/// Replays the record if a batch came after `seen`, and gives the newest that was looked at. A record that does not hold is
/// one line in the log, which quotes nothing of it.
pub async fn check_record(service: &Service, seen: Option<i32>) -> Result<Option<i32>, ActionError> {
    let last = batches::last(&service.store).await?;
    let newest = last.as_ref().map(|batch| batch.number);
    if newest == seen {
        return Ok(seen);
    }
    if last.is_some_and(|batch| batch.size > LONGEST) {
        tracing::info!("the record is too long to be looked over here: `daylight doctor` does it");
        return Ok(newest);
    }
    let verdict = replay_ledger(service).await?;
    // A batch that was cut meanwhile is half in what was read: the whole is read again.
    if batches::last_number(&service.store).await? != newest {
        return Ok(seen);
    }
    if verdict.is_err() {
        tracing::error!("the record does not hold: stop, and let `daylight doctor` say what is wrong");
    }
    Ok(newest)
}
