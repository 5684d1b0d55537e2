//! The tracking code: seven words that are the reporter's only way back. Must not know what is derived from it.
//!
//! Words are those of the EFF's large list (CC BY 3.0 US) without its four hyphenated ones.

use std::fmt;
use std::str::FromStr;
use std::sync::LazyLock;

use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

use crate::entropy::Entropy;

const WORDS: usize = 7;
const BASE: u128 = 7772;
const CHECKSUM_BITS: u32 = 10;
const CHECKSUM_MASK: u128 = (1 << CHECKSUM_BITS) - 1;
/// Seven words of nine letters need 69; the rest is room for generous spacing.
const LONGEST_INPUT: usize = 512;
const SUGGESTIONS: usize = 3;
/// Up to so many letters one slip is allowed for, in longer words two: beyond that it is another word.
const SHORT_WORD: usize = 4;

pub(super) static LIST: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| include_str!("../../config/words.txt").lines().collect());

/// The secret a reporter keeps to come back to a concern: 80 random bits. Erased from memory when dropped.
#[derive(Clone, PartialEq, Eq)]
pub struct TrackingCode(Zeroizing<[u8; 10]>);

/// Why a text is no tracking code. The message may be shown to the reporter; `Debug` tells nothing of the words.
#[derive(Clone, PartialEq, Eq, thiserror::Error)]
pub enum CodeError {
    /// Far longer than seven words can be.
    #[error("a tracking code has {WORDS} words: this text is too long")]
    TooLong,
    /// Too few or too many words.
    #[error("a tracking code has {WORDS} words: this text has {found}")]
    WordCount {
        /// How many words there are.
        found: usize,
    },
    /// A word that is not in the list.
    #[error("word {position} is not in the list of words{}", did_you_mean(suggestions))]
    UnknownWord {
        /// Which one, counted from 1.
        position: usize,
        /// Up to three words of the list that look like it, the likeliest first.
        suggestions: Vec<&'static str>,
    },
    /// All words are in the list, but they do not belong together.
    #[error("one of the words is wrong or two are swapped: compare them with what you wrote down")]
    Checksum,
}

impl fmt::Debug for CodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::TooLong => "TooLong",
            Self::WordCount { .. } => "WordCount",
            Self::UnknownWord { .. } => "UnknownWord(..)",
            Self::Checksum => "Checksum",
        })
    }
}

fn did_you_mean(suggestions: &[&str]) -> String {
    match suggestions.split_last() {
        None => String::new(),
        Some((only, [])) => format!(": did you mean “{only}”?"),
        Some((last, others)) => format!(": did you mean “{}” or “{last}”?", others.join("”, “")),
    }
}

impl TrackingCode {
    /// A new code.
    pub fn generate(entropy: &dyn Entropy) -> Self {
        let mut bytes = Zeroizing::new([0; 10]);
        entropy.fill(bytes.as_mut());
        Self(bytes)
    }

    /// The code of ten bytes that are already at hand: in vectors and in tests.
    pub fn from_bytes(bytes: [u8; 10]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// Reads seven words in any case, with spaces, hyphens, dots, commas or line ends between them.
    pub fn parse(text: &str) -> Result<Self, CodeError> {
        if text.len() > LONGEST_INPUT {
            return Err(CodeError::TooLong);
        }
        let folded = Zeroizing::new(text.to_ascii_lowercase());
        let words = || folded.split(is_separator).filter(|word| !word.is_empty());
        let found = words().count();
        if found != WORDS {
            return Err(CodeError::WordCount { found });
        }
        let mut number: u128 = 0;
        for (place, word) in words().enumerate() {
            let digit = index_of(word).ok_or_else(|| CodeError::UnknownWord {
                position: place.saturating_add(1),
                suggestions: suggest(word),
            })?;
            number = number.saturating_mul(BASE).saturating_add(digit);
        }
        Self::from_number(number)
    }

    fn from_number(number: u128) -> Result<Self, CodeError> {
        let [0, 0, 0, 0, 0, 0, bytes @ ..] = (number >> CHECKSUM_BITS).to_be_bytes() else {
            return Err(CodeError::Checksum);
        };
        let code = Self(Zeroizing::new(bytes));
        if number & CHECKSUM_MASK == code.checksum() {
            Ok(code)
        } else {
            Err(CodeError::Checksum)
        }
    }

    /// The first 10 bits of SHA-256(`daylight/code/v1` ‖ code).
    fn checksum(&self) -> u128 {
        let digest: [u8; 32] = Sha256::new()
            .chain_update(b"daylight/code/v1")
            .chain_update(self.0.as_slice())
            .finalize()
            .into();
        let [first, second, ..] = digest;
        u128::from(u16::from_be_bytes([first, second]) >> (16 - CHECKSUM_BITS))
    }

    /// The seven words, with single spaces, to be shown once and written down.
    pub fn words(&self) -> Zeroizing<String> {
        let mut number = self
            .0
            .iter()
            .fold(0_u128, |number, byte| number << 8 | u128::from(*byte));
        number = number << CHECKSUM_BITS | self.checksum();
        let mut words = [""; WORDS];
        for slot in words.iter_mut().rev() {
            *slot = usize::try_from(number % BASE)
                .ok()
                .and_then(|at| LIST.get(at))
                .copied()
                .unwrap_or_default();
            number /= BASE;
        }
        Zeroizing::new(words.join(" "))
    }

    /// The 10 bytes, for the derivation alone.
    pub(crate) fn secret(&self) -> &[u8; 10] {
        &self.0
    }
}

impl FromStr for TrackingCode {
    type Err = CodeError;
    fn from_str(text: &str) -> Result<Self, CodeError> {
        Self::parse(text)
    }
}

impl fmt::Debug for TrackingCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TrackingCode(..)")
    }
}

/// Telephones turn a typed hyphen into one of the longer dashes.
fn is_separator(c: char) -> bool {
    c.is_whitespace() || matches!(c, '-' | '.' | ',' | '\u{2010}'..='\u{2015}')
}

fn index_of(word: &str) -> Option<u128> {
    LIST.binary_search(&word).ok().and_then(|at| at.try_into().ok())
}

/// The nearest words of the list, at most [`SUGGESTIONS`]; among equals those with the same first letter come first.
fn suggest(word: &str) -> Vec<&'static str> {
    let farthest = if word.len() <= SHORT_WORD { 1 } else { 2 };
    let mut near: Vec<_> = LIST
        .iter()
        .filter(|known| known.len().abs_diff(word.len()) <= farthest)
        .map(|known| {
            (
                edit_distance(word, known),
                known.chars().next() != word.chars().next(),
                *known,
            )
        })
        .filter(|(distance, ..)| *distance <= farthest)
        .collect();
    near.sort_unstable();
    near.into_iter()
        .take(SUGGESTIONS)
        .map(|(.., known)| known)
        .collect()
}

/// Levenshtein's distance: letters to change, put in or take out. Quadratic, so the caller bounds the lengths.
fn edit_distance(a: &str, b: &str) -> usize {
    let mut row: Vec<usize> = (0..=b.chars().count()).collect();
    for (line, from) in a.chars().enumerate() {
        let mut diagonal = line;
        let mut left = line.saturating_add(1);
        let Some((first, rest)) = row.split_first_mut() else {
            return 0;
        };
        *first = left;
        for (slot, to) in rest.iter_mut().zip(b.chars()) {
            let changed = diagonal.saturating_add(usize::from(from != to));
            diagonal = *slot;
            left = changed
                .min(left.saturating_add(1))
                .min(diagonal.saturating_add(1));
            *slot = left;
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
#[path = "code_tests.rs"]
mod tests;
