//! Where sealed parts lie: small ones in the database, in the transaction that names them; large ones as blobs,
//! durable before that transaction begins.

use daylight_domain::Date;

use super::error::of_disk;
use super::{ActionError, Service};
use crate::store::parts::Part;

/// Sealed parts longer than this lie on disk. The two smaller buckets of padded text stay in the database.
const LARGE: usize = 32 * 1024;

/// Puts large parts among the blobs; their rows go on with no bytes. Dying after this leaves a blob that nobody
/// names: sealed, and written again when the same part is sent again.
pub(super) async fn keep_large(
    service: &Service,
    parts: impl IntoIterator<Item = &mut Part>,
    day: Date,
) -> Result<(), ActionError> {
    for part in parts.into_iter().filter(|part| part.bytes.len() > LARGE) {
        let bytes = std::mem::take(&mut part.bytes);
        let kept = service.blobs.put(part.digest, &bytes, day).await;
        kept.map_err(of_disk)?;
    }
    Ok(())
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
