//! A sealed file goes out to its reporter, or to a holder who may read the account. Which bytes of it is the caller's to
//! say; whether it is whole, the reader finds out.

use daylight_domain::{Act, ConcernId, Digest};
use daylight_tlog::entry::UncheckedEntry;

use super::show_concern::{by_locator, cleared, is_shown};
use super::{ActionError, Service, Signed};
use crate::api;
use crate::store::entries::EntryRow;

/// Lets a reporter have a file of their concern. Gives its length in bytes.
pub async fn to_reporter(service: &Service, request: &api::AttachmentRequest) -> Result<u64, ActionError> {
    let rules = service.rules().await?;
    let docket = by_locator(service, &rules, request.locator).await?;
    docket.manifest()?;
    length(service, docket.entries.iter(), request.item).await
}

/// Lets a holder have a file that was handed out to them, once they have signed that they have no conflict.
pub async fn to_holder(
    service: &Service,
    signed: &Signed,
    concern: ConcernId,
    item: Digest,
) -> Result<u64, ActionError> {
    let docket = cleared(service, signed, concern).await?.ok_or_else(|| {
        ActionError::Forbidden("sign first that you have no conflict; files belong to the account".into())
    })?;
    docket.manifest()?;
    let shown = docket.entries.iter().filter(|row| is_shown(row, docket.today));
    length(service, shown, item).await
}

async fn length<'rows>(
    service: &Service,
    mut entries: impl Iterator<Item = &'rows EntryRow>,
    wanted: Digest,
) -> Result<u64, ActionError> {
    let names = |row: &EntryRow| {
        row.kind == "attached"
            && UncheckedEntry::parse(&row.bytes)
                .is_ok_and(|entry| matches!(entry.entry().act, Act::Attached { item } if item == wanted))
    };
    if !entries.any(names) {
        return Err(ActionError::NotFound);
    }
    let length = service.blobs.length(wanted).await.map_err(anyhow::Error::new)?;
    length.ok_or(ActionError::Gone)
}

/// At most `most` bytes of a file from `offset` on; empty at its end.
pub async fn read(service: &Service, item: Digest, offset: u64, most: usize) -> Result<Vec<u8>, ActionError> {
    let read = service.blobs.read(item, offset, most).await;
    Ok(read.map_err(anyhow::Error::new)?.unwrap_or_default())
}
