//! Large sealed parts, kept outside the database by their digest. Knows bytes and digests; must not know concerns,
//! keys or tables.

mod disk;
mod incoming;

pub use disk::DiskBlobs;

use daylight_domain::{Date, Digest};

/// Names an upload that is still going on.
pub type UploadId = [u8; 16];

/// Whether something may begin like this.
pub type HeadCheck = fn(&[u8]) -> bool;

/// A place for sealed bytes. Putting the same bytes twice is no error.
#[async_trait::async_trait]
pub trait Blobs: Send + Sync {
    /// Keeps bytes under their SHA-256, which the caller has computed; durable when it returns. `day` is the only
    /// time the file shows.
    async fn put(&self, digest: Digest, bytes: &[u8], day: Date) -> std::io::Result<()>;

    /// The bytes, if they are there and still what their digest says.
    async fn get(&self, digest: Digest) -> std::io::Result<Option<Vec<u8>>>;

    /// Whether a blob is there and still what its digest says, however long it is.
    async fn is_whole(&self, digest: Digest) -> std::io::Result<bool>;

    /// At most `most` bytes of a blob from `offset` on; none if it is not there. The reader checks the whole.
    async fn read(&self, digest: Digest, offset: u64, most: usize) -> std::io::Result<Option<Vec<u8>>>;

    /// The length of a blob.
    async fn length(&self, digest: Digest) -> std::io::Result<Option<u64>>;

    /// How much of an upload has come.
    async fn come(&self, upload: UploadId) -> std::io::Result<u64>;

    /// Adds to an upload, if exactly `offset` bytes have come. Gives how many have come then; not yet durable.
    async fn append(&self, upload: UploadId, offset: u64, bytes: Vec<u8>, day: Date) -> std::io::Result<u64>;

    /// Makes an upload durable and gives its digest; none if `check` refuses its first bytes.
    async fn seal_up(&self, upload: UploadId, check: HeadCheck, day: Date)
    -> std::io::Result<Option<Digest>>;

    /// Makes an upload that was sealed up the blob of its digest, durable when it returns.
    async fn take(&self, upload: UploadId, digest: Digest, day: Date) -> std::io::Result<()>;

    /// Throws an upload away. One that is not there is no error.
    async fn discard(&self, upload: UploadId, day: Date) -> std::io::Result<()>;

    /// Uploads of which something lies here.
    async fn uploads(&self) -> std::io::Result<Vec<UploadId>>;

    /// Removes a blob for good, and what a broken-off write left of it. One that is not there is no error.
    async fn remove(&self, digest: Digest, day: Date) -> std::io::Result<()>;
}
