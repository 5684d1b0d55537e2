//! The long files of an export, in pieces of whole lines, each piece read by all processors.

use crate::export::BadLine;
use crate::parallel;

/// A line that is none.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}, line {number}: {why}")]
pub struct WrongLine {
    /// The file.
    pub file: &'static str,
    /// Which line, from 1.
    pub number: usize,
    /// What is wrong with it.
    pub why: BadLine,
}

/// A file whose lines come in pieces.
pub(super) struct Lines {
    file: &'static str,
    read: usize,
}

impl Lines {
    pub(super) const fn of(file: &'static str) -> Self {
        Self { file, read: 0 }
    }

    /// Reads the next piece. What stands before a line that is none is given with it.
    pub(super) fn read<T: Send>(
        &mut self,
        piece: &[u8],
        read: impl Fn(&str) -> Result<T, BadLine> + Sync,
    ) -> (Vec<T>, Result<(), WrongLine>) {
        let lines: Vec<&[u8]> = piece.split_inclusive(|byte| *byte == b'\n').collect();
        let results = parallel::map(&lines, |line| {
            let line = line.strip_suffix(b"\n").ok_or(BadLine::NoEnd)?;
            read(std::str::from_utf8(line).map_err(|_| BadLine::NoText)?)
        });
        let mut good = Vec::with_capacity(results.len());
        for result in results {
            self.read = self.read.saturating_add(1);
            match result {
                Ok(line) => good.push(line),
                Err(why) => {
                    let (file, number) = (self.file, self.read);
                    return (good, Err(WrongLine { file, number, why }));
                }
            }
        }
        (good, Ok(()))
    }
}
