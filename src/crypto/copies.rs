//! The same words for several offices: one sealed text for each, all of one size, put one after another. So everything
//! sealed still has exactly one recipient. Must not know whose offices they are.

use super::hybrid::HybridRecipient;
use super::seal::{Plaintext, SealError, seal_text};
use super::sealed::{NotSealed, Sealed, sealed_text_sizes};

/// More copies than any route has offices.
const MOST_COPIES: usize = 64;

/// Seals a text once to each recipient. The SHA-256 of the whole is what an entry names.
pub fn seal_copies(to: &[HybridRecipient], text: &Plaintext) -> Result<Sealed, SealError> {
    let mut whole = Vec::new();
    for recipient in to {
        whole.extend(seal_text(recipient, text)?.into_bytes());
    }
    Ok(Sealed::fresh(whole))
}

/// Takes the copies apart; a text that was sealed once is one copy. Refuses what is not made of whole sealed texts of
/// one size.
pub fn split(whole: Vec<u8>) -> Result<Vec<Sealed>, NotSealed> {
    for size in sealed_text_sizes().filter(|size| whole.len().is_multiple_of(*size)) {
        let count = whole.chunks(size).len();
        if !(1..=MOST_COPIES).contains(&count) {
            continue;
        }
        let copies: Result<Vec<_>, _> = whole
            .chunks(size)
            .map(|copy| Sealed::check_text(copy.to_vec()))
            .collect();
        if copies.is_ok() {
            return copies;
        }
    }
    Sealed::check_text(whole).map(|one| vec![one])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crypto::hybrid::HybridIdentity;
    use crate::crypto::seal::open_text;

    fn identities() -> Vec<HybridIdentity> {
        (1..=3)
            .map(|seed| HybridIdentity::from_seed([seed; 32]))
            .collect()
    }

    fn sealed(text: &str) -> Sealed {
        let to: Vec<_> = identities().iter().map(HybridIdentity::recipient).collect();
        seal_copies(&to, &Plaintext::new(text.to_owned())).unwrap()
    }

    #[test]
    fn each_office_opens_its_own_copy_and_no_other() {
        for text in ["", "the till is short", &"x".repeat(70_000)] {
            let copies = split(sealed(text).into_bytes()).unwrap();
            assert_eq!(copies.len(), 3);
            for (place, copy) in copies.iter().enumerate() {
                for (who, identity) in identities().iter().enumerate() {
                    let opened = open_text(identity, copy).ok();
                    assert_eq!(opened.is_some(), who == place);
                    assert!(opened.is_none_or(|opened| opened.as_str() == Some(text)));
                }
            }
        }
    }

    #[test]
    fn what_is_cut_padded_or_mixed_is_refused() {
        let whole = sealed("the till is short").into_bytes();
        let one = split(whole.clone()).unwrap().remove(0).into_bytes();
        let long = seal_text(&identities()[0].recipient(), &Plaintext::new("x".repeat(5000))).unwrap();
        let mixed = [one.clone(), long.into_bytes()].concat();
        let plain = [one.clone(), vec![0; one.len()]].concat();
        for bad in [
            whole[..whole.len() - 1].to_vec(),
            [whole, vec![0]].concat(),
            mixed,
            plain,
            Vec::new(),
        ] {
            assert!(split(bad).is_err());
        }
        assert!(split(one.repeat(MOST_COPIES + 1)).is_err());
    }
}
