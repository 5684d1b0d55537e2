//! The high-water mark: what was signed last, in a file beside the database, so that a database that has lost some of
//! it (a restored backup, a standby that had not followed) signs no second history. Must not know what is in a batch.

use std::io::ErrorKind;

use daylight_domain::Digest;
use daylight_tlog::checkpoint::Checkpoint;
use daylight_tlog::high_water::{Compared, HighWater};
use daylight_tlog::tree;

use super::{ActionError, Service};
use crate::durable;
use crate::store::batches::{self, BatchRow};

/// What the mark says of the database at hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stand {
    /// There is no mark: what was signed last is not known, and nothing but a founding may be signed.
    Unknown,
    /// The mark is of this very batch.
    Same,
    /// The batch goes on from the mark.
    Ahead,
    /// What was signed before is not in the database, or is not what it has there.
    Older,
}

/// The mark that the signature of a batch leaves.
pub(super) fn mark_of(service: &Service, batch: &BatchRow) -> HighWater {
    HighWater::of(&Checkpoint {
        origin: service.log.origin().to_owned(),
        size: batch.size,
        root: Digest(batch.root),
    })
}

/// Compares a batch with the mark.
pub(super) async fn stand(service: &Service, batch: &BatchRow) -> Result<Stand, ActionError> {
    match read(service)? {
        Some(signed) => against(service, &signed, batch).await,
        None => Ok(Stand::Unknown),
    }
}

/// Compares a batch with what was signed. A longer tree alone proves nothing: enough that came in since a backup makes it
/// longer than what was lost. What it has at the mark's size must be what was signed.
pub(super) async fn against(
    service: &Service,
    signed: &HighWater,
    batch: &BatchRow,
) -> Result<Stand, ActionError> {
    match signed.compare(&mark_of(service, batch)) {
        Compared::Same => Ok(Stand::Same),
        Compared::Ahead => {
            let have = batches::hashes(&service.store, &tree::needed_for_root(signed.size)).await?;
            let root = tree::root(signed.size, &have)
                .map_err(|error| anyhow::anyhow!("the stored tree is damaged: {error}"))?;
            Ok(if root == signed.root {
                Stand::Ahead
            } else {
                Stand::Older
            })
        }
        Compared::Restored { .. } | Compared::Forked => Ok(Stand::Older),
    }
}

/// Lets this machine's mark go on to what is signed, whichever replica signed it: each must notice what the database
/// has lost, also if it never signed itself. A mark that is not there stays so until the operator has confirmed what the
/// database has (`confirm_mark`).
pub(super) async fn follow(service: &Service) -> Result<(), ActionError> {
    if let Some(batch) = batches::last_signed(&service.store).await?
        && stand(service, &batch).await? == Stand::Ahead
    {
        write(service, &mark_of(service, &batch))?;
    }
    Ok(())
}

fn read(service: &Service) -> Result<Option<HighWater>, ActionError> {
    let path = service.config.path(&service.config.storage.high_water);
    let text = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => {
            return Err(anyhow::Error::new(error)
                .context("cannot read the high-water file")
                .into());
        }
    };
    let mark =
        HighWater::parse(&text).map_err(|bad| anyhow::anyhow!("{} is damaged: {bad}", path.display()))?;
    Ok(Some(mark))
}

/// Dying before this is done: the old mark stands, and the next start signs the same bytes again.
pub(super) fn write(service: &Service, mark: &HighWater) -> Result<(), ActionError> {
    let path = service.config.path(&service.config.storage.high_water);
    durable::write(&path, mark.to_text().as_bytes(), None).map_err(|error| {
        anyhow::Error::new(error)
            .context("cannot write the high-water file")
            .into()
    })
}
