//! A file of shared parts against the record (R16, R33): that it was shared must stand there, and each part must be what an
//! entry or a manifest names. Needs no key: what the parts say opens elsewhere (`daylight shared`).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use daylight_domain::{Act, ConcernId, Date, Digest, Entry};
use serde::Deserialize;

use crate::export::Item;
use crate::sha256;

/// The file, as far as it concerns the record.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    v: u32,
    origin: String,
    concern: ConcernId,
    record: Digest,
    parts: Vec<Part>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Part {
    key: String,
    /// Words, in this file.
    sealed: Option<String>,
    /// An attachment, beside it.
    file: Option<Digest>,
}

/// Parts that stand in the record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shared {
    /// The place of the entry that says that they were shared.
    pub index: u64,
    /// Its day.
    pub day: Date,
    /// Of which concern.
    pub concern: ConcernId,
    /// The digest of each, and the place of the first entry that names it.
    pub parts: Vec<(Digest, u64)>,
}

/// A file that the record does not bear out.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadShare {
    /// Not a file of this log.
    #[error("this is no file of parts shared from this log: ask for it again")]
    Form,
    /// Nobody signed that.
    #[error(
        "no entry of this record says that these parts were shared: the file is altered, or the export ends before it"
    )]
    NotShared,
    /// Another text, or another concern's.
    #[error(
        "part {number} of the file, with the digest {digest}, is named by no entry of its concern: it is not what was recorded"
    )]
    NotNamed {
        /// Which, from 1.
        number: usize,
        /// SHA-256 of the sealed bytes.
        digest: Digest,
    },
}

/// Looks for the entry of a file, and for what names its parts.
pub(super) fn find<'a>(
    origin: &str,
    records: &[Digest],
    items: &[Item],
    entry: impl Fn(u64) -> Option<&'a Entry>,
    bytes: &[u8],
) -> Result<Shared, BadShare> {
    let file: File = serde_json::from_slice(bytes).map_err(|_| BadShare::Form)?;
    if file.v != 1 || file.origin != origin {
        return Err(BadShare::Form);
    }
    let place = records.iter().position(|record| *record == file.record);
    let index = place.and_then(|place| u64::try_from(place).ok());
    let index = index.ok_or(BadShare::NotShared)?;
    let signed = entry(index).filter(|entry| entry.concern == Some(file.concern));
    let keys = file.parts.iter().map(|part| digest(&part.key));
    let keys: Vec<Digest> = keys.collect::<Result<_, _>>()?;
    let day = match signed {
        Some(Entry {
            act: Act::Shared { parts, .. },
            day,
            ..
        }) if *parts == keys => *day,
        _ => return Err(BadShare::NotShared),
    };
    let names = |digest: &Digest| {
        let mut named = items.iter().filter(|item| item.item == *digest);
        named.find(|item| entry(item.entry).is_some_and(|entry| entry.concern == Some(file.concern)))
    };
    let parts = file.parts.iter().zip(1..).map(|(part, number)| {
        let digest = match (&part.sealed, part.file) {
            (Some(sealed), None) => digest(sealed)?,
            (None, Some(digest)) => digest,
            _ => return Err(BadShare::Form),
        };
        let item = names(&digest).ok_or(BadShare::NotNamed { number, digest })?;
        Ok((digest, item.entry))
    });
    Ok(Shared {
        index,
        day,
        concern: file.concern,
        parts: parts.collect::<Result<_, _>>()?,
    })
}

fn digest(text: &str) -> Result<Digest, BadShare> {
    let bytes = STANDARD.decode(text).map_err(|_| BadShare::Form)?;
    Ok(sha256(&bytes))
}
