//! Where sealed parts lie: small ones in the database, in the transaction that names them; large ones as blobs,
//! durable before that transaction begins.

use daylight_domain::{ConcernId, Date, Digest};

use super::error::of_disk;
use super::{ActionError, Service};
use crate::store::parts::Part;
use crate::store::{StoreError, Tx, blobs};

/// Sealed parts longer than this lie on disk. The two smaller buckets of padded text stay in the database.
const LARGE: usize = 32 * 1024;

/// Puts large parts among the blobs; their rows go on with no bytes. Dying after this leaves a blob that nobody
/// names: sealed, written again when the same part is sent again, and else removed after some days (`remove_blobs`).
pub(super) async fn keep_large(
    service: &Service,
    concern: ConcernId,
    parts: impl IntoIterator<Item = &mut Part>,
    day: Date,
) -> Result<(), ActionError> {
    let large: Vec<&mut Part> = parts
        .into_iter()
        .filter(|part| part.bytes.len() > LARGE)
        .collect();
    let digests: Vec<Digest> = large.iter().map(|part| part.digest).collect();
    claim(service, concern, &digests, day).await?;
    for part in large {
        let bytes = std::mem::take(&mut part.bytes);
        let kept = service.blobs.put(part.digest, &bytes, day).await;
        kept.map_err(of_disk)?;
    }
    Ok(())
}

/// Says whose the blobs are that are about to be written: nobody removes them now, and none is found later that
/// nobody knows of.
pub(super) async fn claim(
    service: &Service,
    concern: ConcernId,
    digests: &[Digest],
    today: Date,
) -> Result<(), ActionError> {
    if digests.is_empty() {
        return Ok(());
    }
    let tx = service.store.begin_write().await?;
    match blobs::claim(&tx, concern, digests, today).await {
        Err(StoreError::Duplicate) => Err(ActionError::Malformed(
            "a sealed part is already kept for another concern; seal it again".into(),
        )),
        claimed => {
            claimed?;
            Ok(tx.commit().await?)
        }
    }
}

/// In the transaction that names parts: those that lie among the blobs stay there. [`ActionError::Busy`] if one was
/// removed since it was put there; sent again, it is put there again.
pub(super) async fn name_large(
    tx: &Tx,
    concern: ConcernId,
    parts: impl IntoIterator<Item = &Part>,
) -> Result<(), ActionError> {
    let large = parts.into_iter().filter(|part| part.bytes.is_empty());
    let digests: Vec<Digest> = large.map(|part| part.digest).collect();
    Ok(blobs::name(tx, concern, &digests).await?)
}

/// Whether a part is there, however long it is; `doctor` names those that are not.
pub(super) async fn is_kept(service: &Service, part: &Part) -> Result<bool, ActionError> {
    if !part.bytes.is_empty() {
        return Ok(true);
    }
    service.blobs.is_whole(part.digest).await.map_err(of_disk)
}

/// The bytes of a part, wherever they lie; none if the blob is gone or damaged, which `doctor` names.
pub(super) async fn bytes_of(service: &Service, part: Part) -> Result<Option<Vec<u8>>, ActionError> {
    if !part.bytes.is_empty() {
        return Ok(Some(part.bytes));
    }
    service.blobs.get(part.digest).await.map_err(of_disk)
}
