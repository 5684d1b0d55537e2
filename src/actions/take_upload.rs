//! A reporter's file comes in, piece by piece. The concern was accepted before: text never waits for files (DESIGN
//! section 8). What is true on dying: what came is a file, and its length says where to go on; it counts for nothing
//! until it is whole, durable, and named by a signed entry.

use daylight_domain::{Date, to_hex};
use daylight_tlog::entry::upload_message;
use daylight_tlog::sig;
use jiff::SignedDuration;

use super::docket::Docket;
use super::error::of_disk;
use super::keep_parts::claim;
use super::show_concern::by_locator;
use super::{ActionError, Service};
use crate::api;
use crate::crypto::seal::Sealed;
use crate::store::blobs;
use crate::store::parts::{self, Part};
use crate::store::uploads::{self, UploadRow};

/// An upload that was not finished by then is thrown away, and one that was finished and not named by an entry. A
/// program that sends a file goes on with it at once, and a person who was cut off comes back within days; rows know
/// days alone, so that three of them are three at least and four at most.
pub(super) const KEPT_FOR: SignedDuration = SignedDuration::from_hours(3 * 24);

/// Begins an upload. Of more than may go on at once, the one of which the least has come is given up: a program that was
/// ended begins anew, and must not wait days for what it left behind.
pub async fn begin(service: &Service, request: api::BeginUpload) -> Result<api::Upload, ActionError> {
    let rules = service.rules().await?;
    let docket = by_locator(service, &rules, request.locator).await?;
    let message = upload_message(service.log.origin(), &docket.id(), request.size);
    sig::verify(&docket.manifest()?.reporter, &message, &request.signature).map_err(|_| {
        ActionError::Forbidden("the upload is not signed with your code's key; sign it again".into())
    })?;
    let limits = &service.config.limits;
    if request.size > limits.longest_attachment() {
        return Err(ActionError::TooLarge(format!(
            "the file is longer than {} MiB; send it in parts, or say in a message where it lies",
            limits.attachment_mib
        )));
    }
    // Those that came whole and were not named count too, as long as they are kept.
    let unnamed = blobs::loose_of(&service.store, docket.id()).await?;
    is_room_for_one(service, &docket, usize::try_from(unnamed).unwrap_or(usize::MAX))?;
    let row = UploadRow {
        id: service.random(),
        concern: docket.id(),
        size: request.size,
    };
    let tx = service.store.begin_write().await?;
    let mut others = Vec::new();
    for other in uploads::of_concern(&tx, row.concern).await? {
        others.push((service.blobs.come(other.id).await.map_err(of_disk)?, other.id));
    }
    others.sort_unstable();
    let given_up = others.len().saturating_add(1).saturating_sub(limits.open_uploads);
    for (_, id) in others.into_iter().take(given_up) {
        uploads::delete(&tx, id).await?;
        service.blobs.discard(id, docket.today).await.map_err(of_disk)?;
    }
    uploads::insert(&tx, &row, docket.today).await?;
    tx.commit().await?;
    Ok(view(&row, 0))
}

/// Whether a concern may have one file more, beside those attached and so many others.
pub(super) fn is_room_for_one(service: &Service, docket: &Docket, others: usize) -> Result<(), ActionError> {
    let attached = docket.entries.iter().filter(|row| row.kind == "attached").count();
    if attached.saturating_add(others) < service.config.limits.attachments {
        return Ok(());
    }
    Err(ActionError::Refused(format!(
        "{attached} files are attached, and no more are taken; put several into one, or describe them in a message"
    )))
}

/// How much of an upload has come.
pub async fn progress(service: &Service, id: [u8; 16]) -> Result<api::Upload, ActionError> {
    let row = find(service, id).await?;
    let come = service.blobs.come(id).await.map_err(of_disk)?;
    Ok(view(&row, come))
}

/// Adds bytes to an upload; the answer says how much has come, also when these began elsewhere and were not taken.
pub async fn append(
    service: &Service,
    id: [u8; 16],
    offset: u64,
    bytes: Vec<u8>,
) -> Result<api::Upload, ActionError> {
    let row = find(service, id).await?;
    let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    if offset.saturating_add(length) > row.size {
        return Err(ActionError::Malformed(
            "more comes than was said at the beginning; begin again with the right size".into(),
        ));
    }
    let day = today(service).await?;
    let come = service
        .blobs
        .append(id, offset, bytes, day)
        .await
        .map_err(of_disk)?;
    Ok(view(&row, come))
}

/// Makes a whole upload durable. Sending `attached` with its digest is the next step.
pub async fn finish(service: &Service, id: [u8; 16]) -> Result<api::Uploaded, ActionError> {
    let row = find(service, id).await?;
    let come = service.blobs.come(id).await.map_err(of_disk)?;
    if come != row.size {
        return Err(ActionError::Refused(format!(
            "{come} of {} bytes have come; send the rest first",
            row.size
        )));
    }
    let day = today(service).await?;
    let is_sealed = |head: &[u8]| Sealed::looks_like_age_for_hybrid(head).is_ok();
    let item = service.blobs.seal_up(id, is_sealed, day).await.map_err(of_disk)?;
    let item = item.ok_or_else(|| {
        ActionError::Malformed(
            "what came is not sealed as it must be; seal it to the concern and begin again".into(),
        )
    })?;
    // Dying after this or after the next: a blob that is known and that nobody names, for `remove_blobs`.
    claim(service, row.concern, &[item], day).await?;
    service.blobs.take(id, item, day).await.map_err(of_disk)?;
    let tx = service.store.begin_write().await?;
    uploads::find(&tx, id).await?.ok_or(ActionError::NotFound)?;
    let part = Part {
        digest: item,
        bytes: Vec::new(),
    };
    parts::insert(&tx, row.concern, vec![part]).await?;
    uploads::delete(&tx, id).await?;
    tx.commit().await?;
    Ok(api::Uploaded { item })
}

/// Throws away an upload with which nobody can go on. *Dying between the row and the file: as in [`clear`].*
pub async fn give_up(service: &Service, id: [u8; 16]) -> Result<(), ActionError> {
    let tx = service.store.begin_write().await?;
    uploads::delete(&tx, id).await?;
    tx.commit().await?;
    let day = today(service).await?;
    service.blobs.discard(id, day).await.map_err(of_disk)
}

/// Throws away what was begun days ago and not finished. *Dying between the row and the file: the next tick finds a
/// file without a row; a file never comes before its row. A disk that fails holds up neither dates nor the batch.*
pub(super) async fn clear(service: &Service, today: Date) -> Result<(), ActionError> {
    let old = today.saturating_sub(KEPT_FOR);
    for row in uploads::begun_before(&service.store, old).await? {
        let tx = service.store.begin_write().await?;
        uploads::delete(&tx, row.id).await?;
        tx.commit().await?;
    }
    let there = service.blobs.uploads().await;
    for id in there.inspect_err(not_cleared).unwrap_or_default() {
        if uploads::find(&service.store, id).await?.is_none() {
            let gone = service.blobs.discard(id, today).await;
            let _ = gone.inspect_err(not_cleared);
        }
    }
    Ok(())
}

fn not_cleared(error: &std::io::Error) {
    tracing::error!(%error, "what is left of uploads could not be removed");
}

async fn find(service: &Service, id: [u8; 16]) -> Result<UploadRow, ActionError> {
    uploads::find(&service.store, id)
        .await?
        .ok_or(ActionError::NotFound)
}

async fn today(service: &Service) -> Result<Date, ActionError> {
    let rules = service.rules().await?;
    Ok(service.today(&rules))
}

fn view(row: &UploadRow, come: u64) -> api::Upload {
    api::Upload {
        upload: to_hex(&row.id),
        come,
        size: row.size,
    }
}
