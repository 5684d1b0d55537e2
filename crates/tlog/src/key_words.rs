//! Key words: a key read aloud or from a poster. Knows no list of words; the caller brings it.

use crate::sig;

/// How many words stand for a key: 77 bits with the list of 7772 words.
const WORDS: usize = 6;

/// Six words for a key, from SHA-256 over its text (a log's verifier key, or a person's key in hexadecimal).
///
/// The first 16 bytes of the digest, as a big-endian number, are written in base `list.len()`; the words are
/// the six lowest digits, lowest first. Gives nothing for an empty list.
pub fn key_words<'a>(key_text: &str, list: &[&'a str]) -> Vec<&'a str> {
    let digest = sig::sha256(key_text.as_bytes()).0;
    let mut number = digest
        .iter()
        .take(16)
        .fold(0_u128, |number, byte| number << 8 | u128::from(*byte));
    let mut words = Vec::new();
    let Ok(base) = u128::try_from(list.len()) else {
        return words;
    };
    while words.len() < WORDS {
        let (Some(digit), Some(rest)) = (number.checked_rem(base), number.checked_div(base)) else {
            break;
        };
        number = rest;
        words.extend(usize::try_from(digit).ok().and_then(|digit| list.get(digit)));
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_has_always_the_same_six_words_and_another_key_has_others() {
        let list: Vec<String> = (0..7772).map(|n| format!("w{n}")).collect();
        let list: Vec<&str> = list.iter().map(String::as_str).collect();
        let words = key_words("log.invalid+00000000+AA", &list);
        assert_eq!(words.len(), 6);
        assert_eq!(words, key_words("log.invalid+00000000+AA", &list));
        assert_ne!(words, key_words("log.invalid+00000000+AB", &list));
    }

    #[test]
    fn no_list_gives_no_words() {
        assert!(key_words("x", &[]).is_empty());
    }
}
