//! Blobs that nobody names any more, or never did, are removed for good: an upload whose `attached` never came, a part
//! whose submission was cut off, and all that belonged to a concern whose content was erased by rule.
//!
//! Each is removed within the write transaction in which its row goes. Whoever wants to write the same bytes claims them
//! in a write transaction first (`keep_parts::claim`), and names them in another: writers take turns, so nothing is
//! removed between a claim of today and its naming. *Dying after a file and before the commit: the row is still there,
//! and the next tick finds nothing left to remove.*

use daylight_domain::Date;

use super::examine::Health;
use super::take_upload::KEPT_FOR;
use super::{ActionError, Service, run_calendar};
use crate::store::{blobs, parts};

/// Blobs of one transaction: others wait for their turn to write meanwhile.
const AT_ONCE: u64 = 10;

/// Removes what is loose for too long. A blob that cannot be removed is told of in the log of the program and by
/// `doctor`, and tried again with the next tick.
pub(super) async fn remove_blobs(service: &Service, today: Date) -> Result<(), ActionError> {
    let before = today.saturating_sub(KEPT_FOR);
    loop {
        let tx = service.store.begin_write().await?;
        let loose = blobs::loose_before(&tx, before, AT_ONCE).await?;
        let mut gone = Vec::new();
        for digest in &loose {
            match service.blobs.remove(*digest, today).await {
                Ok(()) => gone.push(*digest),
                Err(error) => tracing::error!(blob = %digest, %error, "a blob could not be removed"),
            }
        }
        if !gone.is_empty() {
            parts::delete_unnamed(&tx, &gone).await?;
            blobs::delete(&tx, &gone).await?;
            tx.commit().await?;
        }
        let all_removed = gone.len() == loose.len();
        if loose.is_empty() || !all_removed || !run_calendar::hold(service).await? {
            return Ok(());
        }
    }
}

/// What `daylight doctor` says: what the last tick should have removed is still there.
pub(super) async fn left_over(
    service: &Service,
    last_tick: Date,
    health: &mut Health,
) -> Result<(), ActionError> {
    let before = last_tick.saturating_sub(KEPT_FOR);
    let left = blobs::loose_before(&service.store, before, 1000).await?.len();
    if left > 0 {
        health.add(
            "fault",
            format!("{left} sealed files that should be gone are still among the blobs"),
            "Give the service's user the right to remove files in storage.blobs; the next tick tries again.",
        );
    }
    Ok(())
}
