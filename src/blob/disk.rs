//! Blobs as files: `FOLDER/ab/cdef…`, named by their digest, with midnight of their day as modification time.

use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::path::PathBuf;

use daylight_domain::{Date, Digest, from_hex, to_hex};
use daylight_tlog::sig::sha256;

use super::{Blobs, HeadCheck, UploadId, incoming};
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

    /// Folders show when something was put into them: they too bear the day's midnight.
    fn settle(&self, day: Date) -> io::Result<()> {
        let at = durable::midnight(day);
        File::open(&self.folder)?.set_modified(at)?;
        found(File::open(self.folder.join("incoming")).and_then(|folder| folder.set_modified(at))).map(|_| ())
    }

    fn incoming(&self, upload: UploadId) -> PathBuf {
        self.folder.join("incoming").join(to_hex(&upload))
    }
}

#[async_trait::async_trait]
impl Blobs for DiskBlobs {
    async fn put(&self, digest: Digest, bytes: &[u8], day: Date) -> io::Result<()> {
        let (path, bytes) = (self.path(digest), bytes.to_vec());
        let blobs = self.clone();
        blocking(move || {
            durable::write(&path, &bytes, Some(day))?;
            blobs.settle(day)
        })
        .await
    }

    async fn get(&self, digest: Digest) -> io::Result<Option<Vec<u8>>> {
        let path = self.path(digest);
        let read = found(blocking(move || std::fs::read(path)).await)?;
        Ok(read.filter(|bytes| sha256(bytes) == digest))
    }

    async fn is_whole(&self, digest: Digest) -> io::Result<bool> {
        let path = self.path(digest);
        let hashed = blocking(move || incoming::hash(&mut File::open(path)?)).await;
        found(hashed).map(|hash| hash == Some(digest))
    }

    async fn read(&self, digest: Digest, offset: u64, most: usize) -> io::Result<Option<Vec<u8>>> {
        let path = self.path(digest);
        let read = blocking(move || {
            let mut file = File::open(path)?;
            file.seek(SeekFrom::Start(offset))?;
            let mut bytes = Vec::with_capacity(most);
            file.take(u64::try_from(most).unwrap_or(u64::MAX))
                .read_to_end(&mut bytes)?;
            Ok(bytes)
        });
        found(read.await)
    }

    async fn length(&self, digest: Digest) -> io::Result<Option<u64>> {
        let path = self.path(digest);
        found(blocking(move || Ok(std::fs::metadata(path)?.len())).await)
    }

    async fn come(&self, upload: UploadId) -> io::Result<u64> {
        let path = self.incoming(upload);
        let length = blocking(move || Ok(std::fs::metadata(path)?.len())).await;
        Ok(found(length)?.unwrap_or_default())
    }

    async fn append(&self, upload: UploadId, offset: u64, bytes: Vec<u8>, day: Date) -> io::Result<u64> {
        let (path, blobs) = (self.incoming(upload), self.clone());
        blocking(move || {
            let come = incoming::append(&path, offset, &bytes, day);
            blobs.settle(day)?;
            come
        })
        .await
    }

    async fn seal_up(&self, upload: UploadId, check: HeadCheck, day: Date) -> io::Result<Option<Digest>> {
        let path = self.incoming(upload);
        blocking(move || incoming::seal_up(&path, check, day)).await
    }

    async fn take(&self, upload: UploadId, digest: Digest, day: Date) -> io::Result<()> {
        let (path, blobs) = (self.incoming(upload), self.clone());
        blocking(move || {
            durable::rename(&path, &blobs.path(digest), day)?;
            blobs.settle(day)
        })
        .await
    }

    async fn discard(&self, upload: UploadId, day: Date) -> io::Result<()> {
        let (path, blobs) = (self.incoming(upload), self.clone());
        blocking(move || {
            found(std::fs::remove_file(path))?;
            found(blobs.settle(day)).map(|_| ())
        })
        .await
    }

    async fn uploads(&self) -> io::Result<Vec<UploadId>> {
        let folder = self.folder.join("incoming");
        let listed = blocking(move || std::fs::read_dir(folder)?.collect::<io::Result<Vec<_>>>()).await;
        let names = found(listed)?.unwrap_or_default().into_iter();
        Ok(names
            .filter_map(|entry| from_hex(entry.file_name().to_str()?).ok())
            .collect())
    }

    async fn remove(&self, digest: Digest, day: Date) -> io::Result<()> {
        let (path, blobs) = (self.path(digest), self.clone());
        blocking(move || {
            durable::remove(&path, day)?;
            found(blobs.settle(day)).map(|_| ())
        })
        .await
    }
}

async fn blocking<T: Send + 'static>(work: impl FnOnce() -> io::Result<T> + Send + 'static) -> io::Result<T> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(io::Error::other)?
}

/// A file that is not there is no failure.
fn found<T>(result: io::Result<T>) -> io::Result<Option<T>> {
    match result {
        Ok(value) => Ok(Some(value)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
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
        assert!(!blobs.is_whole(digest).await.unwrap());
    }

    #[tokio::test]
    async fn an_upload_goes_on_from_where_it_stopped_and_shows_no_time_but_its_day() {
        let dir = tempfile::tempdir().unwrap();
        let blobs = DiskBlobs::new(dir.path().join("blobs"));
        let day = Date::constant(2026, 12, 18);
        let upload = [7; 16];
        assert_eq!(blobs.come(upload).await.unwrap(), 0);
        assert_eq!(blobs.append(upload, 0, b"sea".to_vec(), day).await.unwrap(), 3);
        // The same piece again, and one from further on, change nothing.
        for offset in [0, 5] {
            assert_eq!(
                blobs.append(upload, offset, b"xxx".to_vec(), day).await.unwrap(),
                3
            );
        }
        assert_eq!(blobs.append(upload, 3, b"led".to_vec(), day).await.unwrap(), 6);
        assert_eq!(blobs.seal_up(upload, |_| false, day).await.unwrap(), None);
        let digest = blobs.seal_up(upload, |head| head == b"sealed", day).await;
        let digest = digest.unwrap().unwrap();
        assert_eq!(blobs.uploads().await.unwrap(), [upload]);
        blobs.take(upload, digest, day).await.unwrap();
        assert_eq!(digest, sha256(b"sealed"));
        assert!(blobs.is_whole(digest).await.unwrap());
        assert_eq!(blobs.length(digest).await.unwrap(), Some(6));
        assert_eq!(blobs.read(digest, 2, 3).await.unwrap(), Some(b"ale".to_vec()));
        assert_eq!(blobs.read(sha256(b"other"), 0, 3).await.unwrap(), None);
        blobs.append([8; 16], 0, b"more".to_vec(), day).await.unwrap();
        blobs.discard([8; 16], day).await.unwrap();
        blobs.discard([8; 16], day).await.unwrap();
        for path in [
            blobs.folder.clone(),
            blobs.folder.join("incoming"),
            blobs.path(digest),
        ] {
            let shown = std::fs::metadata(&path).unwrap().modified().unwrap();
            assert_eq!(shown, durable::midnight(day), "{}", path.display());
        }
        for _ in 0..2 {
            blobs.remove(digest, day).await.unwrap();
            assert_eq!(blobs.length(digest).await.unwrap(), None);
        }
    }
}
