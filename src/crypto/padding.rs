//! Hides the size of a text: everything sealed as text has one of four lengths, every capsule one of its own. Must not
//! know what the text says.

use zeroize::Zeroizing;

/// The lengths of padded text in bytes: 4.5, 17, 66 and 264 KiB (DESIGN section 3).
pub const BUCKETS: [usize; 4] = [4608, 17408, 67584, 270_336];

/// The one length of a padded capsule in bytes: room for any name of a log and of an office (ADR 14).
pub const CAPSULE: [usize; 1] = [640];

/// Room for the length in front of the text.
const LENGTH_BYTES: usize = 4;

/// The longest text in bytes: what the largest bucket holds beside the length.
pub const LONGEST_TEXT: usize = 270_332;

/// Why a text cannot be padded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "the text has {bytes} bytes and at most {LONGEST_TEXT} can be sealed: shorten it or send the rest as a message"
)]
pub struct TextTooLong {
    bytes: usize,
}

/// Bytes that are not a padded text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the sealed text is not padded as it should be")]
pub struct BadPadding;

/// Puts the length before the text and zero bytes behind it, up to the smallest bucket that holds both.
pub fn pad(text: &[u8], buckets: &[usize]) -> Result<Zeroizing<Vec<u8>>, TextTooLong> {
    let too_long = TextTooLong { bytes: text.len() };
    let length = u32::try_from(text.len()).map_err(|_| too_long)?;
    let needed = text.len().checked_add(LENGTH_BYTES).ok_or(too_long)?;
    let bucket = fitting(needed, buckets).ok_or(too_long)?;
    // The whole room at once: a growing vector would leave copies of the text behind.
    let mut padded = Zeroizing::new(Vec::with_capacity(bucket));
    padded.extend_from_slice(&length.to_be_bytes());
    padded.extend_from_slice(text);
    padded.resize(bucket, 0);
    Ok(padded)
}

/// Gives the text back. Refuses any other length, and padding that is not zero: two writings of one text could carry a mark.
pub fn unpad<'a>(padded: &'a [u8], buckets: &[usize]) -> Result<&'a [u8], BadPadding> {
    let (length, rest) = padded.split_first_chunk::<LENGTH_BYTES>().ok_or(BadPadding)?;
    let length = usize::try_from(u32::from_be_bytes(*length)).map_err(|_| BadPadding)?;
    let (text, zeros) = rest.split_at_checked(length).ok_or(BadPadding)?;
    let needed = length.checked_add(LENGTH_BYTES).ok_or(BadPadding)?;
    if fitting(needed, buckets) == Some(padded.len()) && zeros.iter().all(|byte| *byte == 0) {
        Ok(text)
    } else {
        Err(BadPadding)
    }
}

fn fitting(needed: usize, buckets: &[usize]) -> Option<usize> {
    buckets.iter().copied().find(|bucket| *bucket >= needed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_smallest_bucket_that_holds_length_and_text_is_taken() {
        for (text, bucket) in [
            (0, 4608),
            (4604, 4608),
            (4605, 17408),
            (17404, 17408),
            (17405, 67584),
            (67580, 67584),
            (67581, 270_336),
            (LONGEST_TEXT, 270_336),
        ] {
            assert_eq!(
                pad(&vec![b'x'; text], &BUCKETS).unwrap().len(),
                bucket,
                "{text} bytes of text"
            );
        }
    }

    #[test]
    fn a_text_too_long_is_refused_with_its_length() {
        let refused = pad(&vec![b'x'; LONGEST_TEXT + 1], &BUCKETS).unwrap_err();
        assert!(refused.to_string().contains("270333 bytes"), "{refused}");
    }

    #[test]
    fn padding_that_is_not_zero_or_a_wrong_bucket_is_refused() {
        let good = pad(b"the till is short", &BUCKETS).unwrap();
        let mut marked = good.to_vec();
        *marked.last_mut().unwrap() = 1;
        assert_eq!(unpad(&marked, &BUCKETS), Err(BadPadding));
        let mut longer = good.to_vec();
        longer.resize(BUCKETS[1], 0);
        assert_eq!(unpad(&longer, &BUCKETS), Err(BadPadding));
        assert_eq!(unpad(&good[..100], &BUCKETS), Err(BadPadding));
        assert_eq!(unpad(b"abc", &BUCKETS), Err(BadPadding));
        assert_eq!(unpad(&[0xff; 4608], &BUCKETS), Err(BadPadding));
        assert_eq!(unpad(&good, &CAPSULE), Err(BadPadding), "a text is no capsule");
    }

    proptest! {
        #[test]
        fn what_was_padded_comes_back(text in proptest::collection::vec(any::<u8>(), 0..20_000)) {
            let padded = pad(&text, &BUCKETS).unwrap();
            prop_assert_eq!(unpad(&padded, &BUCKETS).unwrap(), &text[..]);
        }

        #[test]
        fn foreign_bytes_never_bring_it_down(bytes in proptest::collection::vec(any::<u8>(), 0..5_000)) {
            let _ = unpad(&bytes, &BUCKETS);
        }
    }
}
