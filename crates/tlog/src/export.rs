//! The files of an export and their lines (DESIGN section 6; section 13 of the ledger's format). Every line has one
//! spelling: what is read is written again and compared. Knows lines, not folders.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use daylight_domain::Digest;
use serde::{Deserialize, Serialize};

use crate::entry::{MAX_ENTRY_BYTES, Salt};

/// The newest signed checkpoint.
pub const CHECKPOINT: &str = "checkpoint";
/// One signed checkpoint a batch, each in a file named by the number of its batch ([`batch_file`]).
pub const CHECKPOINTS: &str = "checkpoints";
/// Salt and bytes of every entry, in the order of the tree.
pub const ENTRIES: &str = "entries.jsonl";
/// The signed manifests that have not been erased, in the order in which entries name them.
pub const MANIFESTS: &str = "manifests.jsonl";
/// Every sealed item that the record names, and whether it is kept.
pub const ITEMS: &str = "items.jsonl";
/// The witnesses whose cosignatures count (c2sp.org/tlog-policy).
pub const POLICY: &str = "policy.txt";
/// The log's verifier key, then those of its witnesses, a line each (c2sp.org/signed-note).
pub const VKEYS: &str = "vkeys";
/// The policies that the record names, each in a file named by its digest ([`policy_file`]).
pub const POLICIES: &str = "policies";
/// Tiles of the tree, at the paths of c2sp.org/tlog-tiles.
pub const TILES: &str = "tile";

/// The longest line: an entry in base64, its salt, and the names of both.
pub const LONGEST_LINE: usize = MAX_ENTRY_BYTES.saturating_mul(2).saturating_add(128);

/// The name of a batch's checkpoint; batches are counted from 0.
pub fn batch_file(number: usize) -> String {
    format!("{number:06}")
}

/// The name of a policy's text.
pub fn policy_file(digest: &Digest) -> String {
    format!("{digest}.toml")
}

/// Why a line is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadLine {
    /// Not the JSON that this line has, or bytes that are not in strict base64.
    #[error("it is not in the one form of its file: fields, order, spaces or base64 differ")]
    Form,
    /// Bytes that are not UTF-8.
    #[error("it is no text")]
    NoText,
    /// A line feed ends every line, the last one too.
    #[error("it has no end: the file was cut off, or a line is too long")]
    NoEnd,
}

/// The line of an entry, without its end.
pub fn entry_line(salt: &Salt, entry: &[u8]) -> String {
    // Base64 holds nothing that JSON escapes.
    format!(
        "{{\"salt\":\"{}\",\"entry\":\"{}\"}}",
        STANDARD.encode(salt),
        STANDARD.encode(entry)
    )
}

/// Reads the line of an entry. Fails for every other spelling of the same.
pub fn parse_entry_line(line: &str) -> Result<(Salt, Vec<u8>), BadLine> {
    let halves = line
        .strip_prefix(r#"{"salt":""#)
        .and_then(|rest| rest.strip_suffix(r#""}"#))
        .and_then(|rest| rest.split_once(r#"","entry":""#));
    let (salt, entry) = halves.ok_or(BadLine::Form)?;
    // The strict alphabet, with all padding and no bit that no byte has: one spelling.
    let salt = STANDARD.decode(salt).map_err(|_| BadLine::Form)?;
    let salt = Salt::try_from(salt).map_err(|_| BadLine::Form)?;
    let entry = STANDARD.decode(entry).map_err(|_| BadLine::Form)?;
    Ok((salt, entry))
}

/// A sealed item that an entry names, directly or through the manifest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// The place in the tree of the entry that names it.
    pub entry: u64,
    /// SHA-256 of the sealed bytes.
    pub item: Digest,
    /// Whether it is kept, whole.
    pub there: bool,
}

impl Item {
    /// Its line, without its end.
    pub fn to_line(&self) -> String {
        format!(
            "{{\"entry\":{},\"item\":\"{}\",\"there\":{}}}",
            self.entry, self.item, self.there
        )
    }

    /// Reads a line. Fails for every other spelling of the same.
    pub fn parse(line: &str) -> Result<Self, BadLine> {
        let item: Self = serde_json::from_str(line).map_err(|_| BadLine::Form)?;
        if item.to_line() == line {
            Ok(item)
        } else {
            Err(BadLine::Form)
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn lines_come_back_as_they_were(
            salt in any::<[u8; 32]>(), entry in prop::collection::vec(any::<u8>(), 0..400), at in any::<u64>(), there in any::<bool>(),
        ) {
            prop_assert_eq!(parse_entry_line(&entry_line(&salt, &entry)), Ok((salt, entry)));
            let item = Item { entry: at, item: Digest(salt), there };
            prop_assert_eq!(Item::parse(&item.to_line()), Ok(item));
        }

        #[test]
        fn whatever_is_read_is_written_the_same(line in "\\PC{0,120}") {
            if let Ok((salt, entry)) = parse_entry_line(&line) {
                prop_assert_eq!(entry_line(&salt, &entry), line);
            }
        }
    }

    #[test]
    fn every_other_spelling_is_refused() {
        let salt = STANDARD.encode([7; 32]);
        let good = entry_line(&[7; 32], b"words");
        assert!(parse_entry_line(&good).is_ok());
        for bad in [
            good.replace(',', ", "),
            good.replace('}', ",\"more\":1}"),
            good.replace("d29yZHM=", "d29yZHM"),
            // The same bytes, with a bit set that no byte has.
            good.replace("d29yZHM=", "d29yZHN="),
            format!("{{\"entry\":\"d29yZHM=\",\"salt\":\"{salt}\"}}"),
            good.replace(&salt, "AAAA"),
            String::new(),
        ] {
            assert_eq!(parse_entry_line(&bad), Err(BadLine::Form), "{bad}");
        }
    }
}
