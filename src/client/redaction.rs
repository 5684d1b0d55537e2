//! A redacted copy beside an original (R11): what was taken out is marked, and nothing else is changed. Must not know
//! whose words they are.

/// Stands in a copy for each passage that was taken out.
pub const MARK: &str = "[redacted]";

/// Why a text is no redacted copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotACopy {
    /// No passage is marked.
    #[error("nothing is taken out: put {MARK} in the place of each passage that must not be seen")]
    NothingRedacted,
    /// Something stands in it that does not stand in the original.
    #[error(
        "the copy has words that the original has not, from word {word} on: only take out, and put {MARK} there"
    )]
    Changed {
        /// Counted in words of the copy, from 1.
        word: usize,
    },
    /// More passages than an entry can count.
    #[error("too many passages are taken out: write a summary instead")]
    TooMany,
}

/// Counts the passages taken out of the original. Fails if anything else differs than passages taken out and white
/// space.
pub fn passages(original: &str, copy: &str) -> Result<u16, NotACopy> {
    let words: Vec<&str> = original.split_whitespace().collect();
    let segments: Vec<Vec<&str>> = copy
        .split(MARK)
        .map(|part| part.split_whitespace().collect())
        .collect();
    let count = segments.len().saturating_sub(1);
    if count == 0 {
        return Err(NotACopy::NothingRedacted);
    }
    let mut rest = words.as_slice();
    let mut read = 0_usize;
    for (place, segment) in segments.iter().enumerate() {
        let fits = |at: usize| {
            rest.get(at..)
                .is_some_and(|from| matches(from, segment, place, count))
        };
        let changed = NotACopy::Changed {
            word: read.saturating_add(1),
        };
        let at = if place == 0 {
            Some(0).filter(|at| fits(*at))
        } else if place == count {
            rest.len().checked_sub(segment.len()).filter(|at| fits(*at))
        } else {
            (0..=rest.len()).find(|at| fits(*at))
        };
        let at = at.ok_or(changed)?;
        rest = rest.get(at.saturating_add(segment.len())..).unwrap_or_default();
        read = read.saturating_add(segment.len());
    }
    u16::try_from(count).map_err(|_| NotACopy::TooMany)
}

/// A passage may begin or end within a word: the words beside a mark need only begin or end as the original's do.
fn matches(from: &[&str], segment: &[&str], place: usize, count: usize) -> bool {
    let Some(from) = from.get(..segment.len()) else {
        return false;
    };
    let last = segment.len().saturating_sub(1);
    from.iter()
        .zip(segment)
        .enumerate()
        .all(|(at, (original, kept))| {
            let cut_before = at == 0 && place > 0;
            let cut_behind = at == last && place < count;
            match (cut_before, cut_behind) {
                (true, true) => original.contains(kept),
                (true, false) => original.ends_with(kept),
                (false, true) => original.starts_with(kept),
                (false, false) => original == kept,
            }
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    const ORIGINAL: &str = "Ann at the till takes ten pounds every Friday, said Bob.";

    #[test]
    fn passages_are_counted_wherever_they_are_taken_out() {
        for (copy, count) in [
            (
                "[redacted] at the till takes ten pounds every Friday, said Bob.",
                1,
            ),
            (
                "[redacted] at the till takes ten pounds every Friday, said [redacted].",
                2,
            ),
            ("Ann at the till [redacted] every\nFriday, said [redacted]", 2),
            ("[redacted]", 1),
            ("[redacted] till takes [redacted] Friday[redacted]", 3),
        ] {
            assert_eq!(passages(ORIGINAL, copy), Ok(count), "{copy}");
        }
    }

    #[test]
    fn a_copy_says_nothing_that_the_original_does_not_say() {
        assert_eq!(passages(ORIGINAL, ORIGINAL), Err(NotACopy::NothingRedacted));
        for copy in [
            "[redacted] at the till takes two pounds every Friday, said Bob.",
            "[redacted] takes ten pounds every Friday, said Bob. And more.",
            "Nobody at the till [redacted]",
            "[redacted] Bob [redacted] Friday, said Bob.",
            "Ann [redacted] said",
        ] {
            assert!(
                matches!(passages(ORIGINAL, copy), Err(NotACopy::Changed { .. })),
                "{copy}"
            );
        }
    }

    proptest::proptest! {
        #[test]
        fn nothing_typed_brings_it_down(original in "\\PC{0,60}", copy in "[a-z \\[\\]]{0,20}\\[redacted\\]\\PC{0,20}") {
            let _ = passages(&original, &copy);
        }
    }
}
