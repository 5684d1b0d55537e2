//! Every file of an export with bytes of it changed at random, time and again: the check never panics, and takes none of it.
//! The same bytes each time: the seed stands here.

use std::collections::BTreeSet;

use crate::book::day;
use crate::export_of::{Files, WITNESS, export, folder};
use crate::program::judge;
use crate::reporting::answered;

/// What the service may write there as it likes: comments, keys of others, what nothing in this export is signed by.
const FREE: [&str; 2] = ["vkeys", "policy.txt"];

struct Dice(u64);

impl Dice {
    /// xorshift64*: good enough to break things with.
    fn roll(&mut self, below: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let rolled = self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33;
        usize::try_from(rolled).unwrap().checked_rem(below).unwrap_or(0)
    }

    fn byte(&mut self) -> u8 {
        const TELLING: [u8; 12] = *b"\n\"{}[],:0-=\0";
        match self.roll(4) {
            0 => TELLING[self.roll(TELLING.len())],
            _ => u8::try_from(self.roll(256)).unwrap(),
        }
    }

    /// Changes up to `most` bytes in one place, and says how many.
    fn change(&mut self, bytes: &mut Vec<u8>, most: usize) -> usize {
        let at = self.roll(bytes.len().saturating_add(1));
        let count = self.roll(most).saturating_add(1);
        let end = at.saturating_add(count).min(bytes.len());
        let fresh: Vec<u8> = (0..count).map(|_| self.byte()).collect();
        match self.roll(5) {
            0 if at < bytes.len() => bytes[at] ^= 1 << self.roll(8),
            1 => drop(bytes.splice(at..at, fresh)),
            2 => drop(bytes.drain(at..end)),
            3 => {
                let piece = bytes[at..end].to_vec();
                let to = self.roll(bytes.len().saturating_add(1));
                bytes.splice(to..to, piece);
            }
            _ => drop(bytes.splice(at..end, fresh)),
        }
        count
    }
}

/// A note says nothing else with a line of its signatures doubled: readers pass over what they have seen (so does Go's
/// `note.Open`). Its text must be the very same.
fn says_the_same(file: &str, whole: &[u8], changed: &[u8]) -> bool {
    let halves = |note: &[u8]| -> Option<(Vec<u8>, BTreeSet<Vec<u8>>)> {
        let end = note.windows(2).position(|pair| pair == b"\n\n")?;
        let (text, signatures) = note.split_at(end);
        let lines = signatures.split(|byte| *byte == b'\n').map(<[u8]>::to_vec);
        Some((text.to_vec(), lines.collect()))
    };
    file.starts_with("checkpoint") && halves(whole) == halves(changed)
}

/// Changes at least so many bytes of each file, at most `most` at a time.
fn mutate(good: &Files, each: usize, most: usize) {
    let dir = folder(good);
    judge(dir.path()).unwrap();
    for (file, whole) in good {
        let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
        let path = dir.path().join(file);
        let mut changed = 0_usize;
        while changed < each {
            let mut bytes = whole.clone();
            changed = changed.saturating_add(dice.change(&mut bytes, most));
            if bytes == *whole {
                continue;
            }
            std::fs::write(&path, &bytes).unwrap();
            let is_taken = judge(dir.path()).is_ok();
            let may_be = FREE.contains(&file.as_str()) || says_the_same(file, whole, &bytes);
            assert!(!is_taken || may_be, "{file} was taken, {changed}: {bytes:?}");
        }
        std::fs::write(&path, whole).unwrap();
    }
}

fn sample() -> Files {
    let mut book = answered();
    book.cosign(WITNESS, "witness.invalid/w", day("2026-12-22"));
    export(&book)
}

#[test]
fn no_changed_byte_of_any_file_is_taken_or_panics() {
    mutate(&sample(), 1500, 50);
}

#[test]
#[ignore = "ten million bytes of every file: `make faults`"]
fn no_changed_byte_of_ten_million_of_any_file_is_taken_or_panics() {
    mutate(&sample(), 10_000_000, 1000);
}
