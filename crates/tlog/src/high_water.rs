//! The high-water mark: the last size and root the log signed, kept outside its database, so that a restored
//! backup is noticed. Text in and out; the file is the server's.

use daylight_domain::Digest;

use crate::checkpoint::Checkpoint;

const FIRST_LINE: &str = "daylight/high-water/v1";

/// The last size the log signed, with its root.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HighWater {
    /// Number of entries.
    pub size: u64,
    /// RFC 6962 root.
    pub root: Digest,
}

/// What the mark says of the ledger at hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compared {
    /// The ledger is where the mark is.
    Same,
    /// The ledger is further on: it was signed and the mark not yet written. Check consistency, then write it.
    Ahead,
    /// The ledger is shorter than what was signed: an older backup. Nothing may be signed.
    Restored {
        /// The size already signed.
        signed: u64,
    },
    /// Same size, other root: another history. Nothing may be signed.
    Forked,
}

/// Text that is no high-water mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a high-water mark")]
pub struct BadHighWater;

impl HighWater {
    /// The mark a checkpoint leaves.
    pub fn of(checkpoint: &Checkpoint) -> Self {
        Self {
            size: checkpoint.size,
            root: checkpoint.root,
        }
    }

    /// The file's text.
    pub fn to_text(&self) -> String {
        format!("{FIRST_LINE}\n{}\n{}\n", self.size, self.root)
    }

    /// Reads the file's text; one spelling alone.
    pub fn parse(text: &str) -> Result<Self, BadHighWater> {
        let mut lines = text.lines().skip(1);
        let (Some(size), Some(root)) = (lines.next(), lines.next()) else {
            return Err(BadHighWater);
        };
        let (Ok(size), Ok(root)) = (size.parse(), root.parse()) else {
            return Err(BadHighWater);
        };
        let mark = Self { size, root };
        if mark.to_text() == text {
            Ok(mark)
        } else {
            Err(BadHighWater)
        }
    }

    /// Compares the mark with the ledger's present size and root. `Ahead` says nothing of the roots: the
    /// caller computes the ledger's root at the mark's size and compares once more.
    pub fn compare(&self, current: &Self) -> Compared {
        match current.size.cmp(&self.size) {
            std::cmp::Ordering::Less => Compared::Restored { signed: self.size },
            std::cmp::Ordering::Greater => Compared::Ahead,
            std::cmp::Ordering::Equal if current.root == self.root => Compared::Same,
            std::cmp::Ordering::Equal => Compared::Forked,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_restored_backup_and_a_fork_are_told_from_the_usual() {
        let mark = HighWater {
            size: 128,
            root: Digest([1; 32]),
        };
        let at = |size, root: u8| {
            mark.compare(&HighWater {
                size,
                root: Digest([root; 32]),
            })
        };
        assert_eq!(at(128, 1), Compared::Same);
        assert_eq!(at(192, 2), Compared::Ahead);
        assert_eq!(at(64, 3), Compared::Restored { signed: 128 });
        assert_eq!(at(128, 2), Compared::Forked);
    }
}
