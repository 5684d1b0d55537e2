//! The operator's word for a database that has no high-water mark: it is the newest there is, because a checkpoint that
//! somebody outside kept is part of it, or because what came after it is lost for good. Decides nothing about a mark
//! that is there.

use anyhow::Context as _;
use daylight_tlog::UnverifiedCheckpoint;
use daylight_tlog::high_water::HighWater;

use super::high_water::{self, Stand};
use super::{ActionError, Service};
use crate::store::batches;

/// Writes the mark anew and gives its size; `kept` is a checkpoint from outside. The next tick signs on from there.
pub async fn confirm_mark(service: &Service, kept: Option<&[u8]>) -> Result<u64, ActionError> {
    let refused = |what: &str| Err(ActionError::Refused(what.to_owned()));
    let (Some(last), Some(signed)) = (
        batches::last(&service.store).await?,
        batches::last_signed(&service.store).await?,
    ) else {
        return refused("nothing was ever signed in this database: there is nothing to confirm");
    };
    if high_water::stand(service, &last).await? != Stand::Unknown {
        return refused(
            "the high-water file is there, and the service goes by it: there is nothing to confirm",
        );
    }
    let mut mark = high_water::mark_of(service, &signed);
    if let Some(bytes) = kept {
        let seen = UnverifiedCheckpoint::parse(bytes)
            .and_then(|checkpoint| checkpoint.verify(service.log.verifier()))
            .map_err(|bad| ActionError::Malformed(format!("this is no checkpoint of this log ({bad})")))?;
        let seen = HighWater::of(&seen);
        if high_water::against(service, &seen, &last).await? == Stand::Older {
            return Err(ActionError::Refused(format!(
                "that checkpoint of {} entries was signed, and this database, which has {}, does not go on from it: \
                 restore a newer copy. Nothing was written",
                seen.size, last.size
            )));
        }
        // A batch whose signature was lost with the machine and kept outside.
        if seen.size > mark.size {
            mark = seen;
        }
    }
    high_water::write(service, &mark).context("nothing was confirmed")?;
    Ok(mark.size)
}
