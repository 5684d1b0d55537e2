//! The words in which keys are read aloud and stand on posters: those of the tracking codes. Must not know whose key it is.

use super::code::LIST;

/// The six words of a text that stands for a key; what it is for whom stands in section 8 of the ledger's format.
pub fn words_of(key: &str) -> Vec<String> {
    let words = daylight_tlog::key_words(key, &LIST);
    words.into_iter().map(str::to_owned).collect()
}

/// Whether a word, in small letters, can stand for a key at all.
pub fn is_word(word: &str) -> bool {
    LIST.binary_search(&word).is_ok()
}
