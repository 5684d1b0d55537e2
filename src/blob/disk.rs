//! Blobs as files: `FOLDER/ab/cdef…`, named by their digest, with midnight of their day as modification time.

use std::io;
use std::path::PathBuf;

use daylight_domain::{Date, Digest};
use daylight_tlog::sig::sha256;

use super::Blobs;
use crate::durable;

/// Blobs in a folder, made when the first one comes.
#[derive(Clone, Debug)]
pub struct DiskBlobs {
    folder: PathBuf,
}

impl DiskBlobs {
    /// Uses a folder.
    pub fn new(folder: PathBuf) -> Self {
        Self { folder }
    }

    fn path(&self, digest: Digest) -> PathBuf {
        let name = digest.to_string();
        let (drawer, rest) = name.split_at(2);
        self.folder.join(drawer).join(rest)
    }
}

#[async_trait::async_trait]
impl Blobs for DiskBlobs {
    async fn put(&self, digest: Digest, bytes: &[u8], day: Date) -> io::Result<()> {
        let (path, bytes) = (self.path(digest), bytes.to_vec());
        tokio::task::spawn_blocking(move || durable::write(&path, &bytes, Some(day)))
            .await
            .map_err(io::Error::other)?
    }

    async fn get(&self, digest: Digest) -> io::Result<Option<Vec<u8>>> {
        let path = self.path(digest);
        let read = tokio::task::spawn_blocking(move || std::fs::read(path))
            .await
            .map_err(io::Error::other)?;
        match read {
            Ok(bytes) => Ok(Some(bytes).filter(|bytes| sha256(bytes) == digest)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_blob_comes_back_whole_and_one_that_was_changed_does_not() {
        let dir = tempfile::tempdir().unwrap();
        let blobs = DiskBlobs::new(dir.path().to_owned());
        let digest = sha256(b"sealed");
        blobs
            .put(digest, b"sealed", Date::constant(2026, 12, 18))
            .await
            .unwrap();
        assert_eq!(blobs.get(digest).await.unwrap(), Some(b"sealed".to_vec()));
        std::fs::write(blobs.path(digest), b"seales").unwrap();
        assert_eq!(blobs.get(digest).await.unwrap(), None);
        assert_eq!(blobs.get(sha256(b"other")).await.unwrap(), None);
    }
}
