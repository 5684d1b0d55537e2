//! What the fuzz targets share: how to say that two spellings are one, and keys that never change.

pub mod sample;

use serde::Serialize;
use serde::de::DeserializeOwned;

/// Bytes of a strict format were read and written again: they must not have changed.
#[track_caller]
pub fn same(read: &[u8], written: &[u8]) {
    assert!(
        read == written,
        "two spellings of one thing:\n{}\n{}",
        String::from_utf8_lossy(read),
        String::from_utf8_lossy(written)
    );
}

/// JSON has many spellings, ours is one of them: what is read and written is read again as the same.
pub fn json_comes_back<T: Serialize + DeserializeOwned>(bytes: &[u8]) {
    if let Ok(read) = serde_json::from_slice::<T>(bytes) {
        let written = serde_json::to_vec(&read).expect("what was read can be written");
        let again: T = serde_json::from_slice(&written).expect("our own spelling");
        same(
            &written,
            &serde_json::to_vec(&again).expect("what was read can be written"),
        );
    }
}
