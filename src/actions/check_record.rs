//! The service's own look at its record, once a day (R34), also where no timer runs `daylight doctor`. Says whether it
//! holds; what is wrong with it is for `doctor` to say.

use super::examine_record::replay_ledger;
use super::{ActionError, Service};
use crate::store::batches;

/// Replays the record if a batch came after `seen`, and gives the newest that was looked at. A record that does not hold is
/// one line in the log, which quotes nothing of it.
pub async fn check_record(service: &Service, seen: Option<i32>) -> Result<Option<i32>, ActionError> {
    let newest = batches::last_number(&service.store).await?;
    if newest == seen {
        return Ok(seen);
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
