//! Tests of the tracking code: its words, its slips and its messages.

use super::*;
use crate::entropy::SeededEntropy;
use proptest::prelude::*;

fn code(seed: u64) -> TrackingCode {
    TrackingCode::generate(&SeededEntropy::new(seed))
}

fn words(code: &TrackingCode) -> Vec<String> {
    code.words().split(' ').map(str::to_owned).collect()
}

#[test]
fn the_list_is_the_effs_without_its_hyphenated_words() {
    assert_eq!(LIST.len(), 7772);
    assert_eq!((LIST[0], LIST[7771]), ("abacus", "zoom"));
    assert!(LIST.is_sorted());
    assert!(
        LIST.iter()
            .all(|word| word.bytes().all(|b| b.is_ascii_lowercase()) && word.len() <= 9)
    );
}

#[test]
fn the_smallest_and_the_largest_code_have_seven_words() {
    for bytes in [[0; 10], [0xff; 10]] {
        let code = TrackingCode(Zeroizing::new(bytes));
        assert_eq!(words(&code).len(), 7);
        assert_eq!(TrackingCode::parse(&code.words()), Ok(code));
    }
}

#[test]
fn a_number_above_ninety_bits_is_no_code() {
    assert_eq!(
        TrackingCode::parse("zoom zoom zoom zoom zoom zoom zoom"),
        Err(CodeError::Checksum)
    );
    assert_eq!(TrackingCode::from_number(1 << 90), Err(CodeError::Checksum));
}

#[test]
fn an_unknown_word_is_named_with_its_likeliest_spellings() {
    let mut words = words(&code(1));
    words[2] = "abdomin".to_owned();
    let refused = TrackingCode::parse(&words.join(" ")).unwrap_err();
    assert_eq!(
        refused,
        CodeError::UnknownWord {
            position: 3,
            suggestions: vec!["abdomen", "abdominal"]
        }
    );
    assert_eq!(
        refused.to_string(),
        "word 3 is not in the list of words: did you mean “abdomen” or “abdominal”?"
    );
    assert_eq!(format!("{refused:?}"), "UnknownWord(..)");
}

#[test]
fn suggestions_are_few_and_near() {
    assert_eq!(suggest("zom"), ["zoom", "mom"]);
    assert!(suggest("qqqqqqqqq").is_empty());
    assert!(suggest("cat").len() <= 3);
    assert_eq!(edit_distance("abacus", "abacus"), 0);
    assert_eq!(edit_distance("abacs", "abacus"), 1);
    assert_eq!(edit_distance("kitten", "sitting"), 3);
    assert_eq!(edit_distance("", "abc"), 3);
}

#[test]
fn a_wrong_number_of_words_is_told() {
    assert_eq!(TrackingCode::parse(""), Err(CodeError::WordCount { found: 0 }));
    assert_eq!(
        TrackingCode::parse("abacus zoom"),
        Err(CodeError::WordCount { found: 2 })
    );
    assert_eq!(
        TrackingCode::parse(&"zoom ".repeat(8)),
        Err(CodeError::WordCount { found: 8 })
    );
    assert_eq!(
        TrackingCode::parse(&"zoom ".repeat(1000)),
        Err(CodeError::TooLong)
    );
}

#[test]
fn one_wrong_word_or_two_swapped_get_through_about_once_in_a_thousand() {
    let (mut wrong, mut swapped, mut tried_swaps) = (0, 0, 0);
    for seed in 0..4000 {
        let original = words(&code(seed));
        let mut changed = original.clone();
        let place = usize::try_from(seed % 7).unwrap();
        let other = usize::try_from(seed.wrapping_mul(2_654_435_761) % 7772).unwrap();
        if changed[place] != LIST[other] {
            changed[place] = LIST[other].to_owned();
            wrong += i32::from(TrackingCode::parse(&changed.join(" ")).is_ok());
        }
        let mut changed = original;
        let (one, two) = (place, (place + 1) % 7);
        if changed[one] != changed[two] {
            tried_swaps += 1;
            changed.swap(one, two);
            swapped += i32::from(TrackingCode::parse(&changed.join(" ")).is_ok());
        }
    }
    assert!(tried_swaps > 3900);
    // About 4 of 4000 are expected each; 14 or more would happen by chance once in ten thousand runs.
    assert!(wrong <= 13, "{wrong} of 4000 wrong words got through");
    assert!(swapped <= 13, "{swapped} of 4000 swaps got through");
}

#[test]
fn these_slips_are_caught() {
    let original = words(&TrackingCode(Zeroizing::new(*b"daylight!!")));
    for place in 0..7 {
        let mut changed = original.clone();
        changed[place] = if original[place] == "abacus" {
            "zoom"
        } else {
            "abacus"
        }
        .to_owned();
        assert_eq!(
            TrackingCode::parse(&changed.join(" ")),
            Err(CodeError::Checksum),
            "word {place} wrong"
        );
        let mut changed = original.clone();
        changed.swap(place, (place + 1) % 7);
        assert_eq!(
            TrackingCode::parse(&changed.join(" ")),
            Err(CodeError::Checksum),
            "word {place} swapped"
        );
    }
}

#[test]
fn debug_shows_no_secret() {
    assert_eq!(format!("{:?}", code(1)), "TrackingCode(..)");
}

proptest! {
    #[test]
    fn a_code_comes_back_however_it_is_typed(bytes: [u8; 10], separators in proptest::collection::vec("[ .,\n\t\u{2013}\u{a0}-]{1,3}", 8), upper: [bool; 7]) {
        let code = TrackingCode(Zeroizing::new(bytes));
        let mut typed = separators[7].clone();
        for ((word, upper), separator) in words(&code).iter().zip(upper).zip(&separators) {
            typed.push_str(&if upper { word.to_uppercase() } else { word.clone() });
            typed.push_str(separator);
        }
        prop_assert_eq!(TrackingCode::parse(&typed), Ok(code));
    }

    #[test]
    fn foreign_text_never_brings_it_down(text in "\\PC{0,600}") {
        let _ = TrackingCode::parse(&text);
    }
}
