//! Large sealed parts, kept outside the database by their digest. Knows bytes and digests; must not know concerns,
//! keys or tables.

mod disk;

pub use disk::DiskBlobs;

use daylight_domain::{Date, Digest};

/// A place for sealed bytes. Putting the same bytes twice is no error.
#[async_trait::async_trait]
pub trait Blobs: Send + Sync {
    /// Keeps bytes under their SHA-256, which the caller has computed; durable when it returns. `day` is the only
    /// time the file shows.
    async fn put(&self, digest: Digest, bytes: &[u8], day: Date) -> std::io::Result<()>;

    /// The bytes, if they are there and still what their digest says.
    async fn get(&self, digest: Digest) -> std::io::Result<Option<Vec<u8>>>;
}
