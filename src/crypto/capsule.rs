//! Capsules: the key of one concern, sealed to one office of the route, and dummies that look the same from outside.
//! Must not know which offices there are.

use std::borrow::Cow;

use daylight_domain::{Date, OfficeId, PublicKey, Urgency, from_hex, to_hex};
use daylight_tlog::{Manifest, sha256};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::hybrid::{HybridIdentity, HybridRecipient};
use super::padding::CAPSULE;
use super::seal::{OpenError, Plaintext, SealError, Sealed, open_padded, seal_padded};
use super::sign::SigningSecret;
use crate::entropy::Entropy;

/// Room for everything, and always the same: what a padded capsule holds beside its length.
const LONGEST_JSON: usize = 636;

/// What an office needs to open a concern. Secret; erased from memory when dropped.
pub struct Capsule {
    /// The log under which the concern stands.
    pub origin: String,
    /// The office this capsule is for.
    pub office: OfficeId,
    /// Verifies what the reporter signs.
    pub reporter: PublicKey,
    /// Opens everything sealed to the concern. The case recipient follows from it.
    pub case_identity: HybridIdentity,
    /// Countersigns the opening with this capsule alone.
    pub opening: SigningSecret,
    /// The day of the manifest, so that a desk can sort before opening.
    pub day: Date,
    /// The urgency of the manifest, for the same reason.
    pub urgency: Urgency,
}

/// Why a capsule gives nothing.
#[derive(Debug, thiserror::Error)]
pub enum CapsuleError {
    /// Not sealed to this office: a dummy, or somebody else's. No fault.
    #[error("this capsule is not for this office")]
    NotForUs,
    /// Sealed to this office and useless: a `mismatch` to be signed.
    #[error("this capsule is for this office but {0}")]
    Broken(&'static str),
}

/// The capsule's fields in the order in which they stand in its JSON.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wire<'a> {
    v: u32,
    #[serde(borrow)]
    origin: Cow<'a, str>,
    office: OfficeId,
    reporter: PublicKey,
    // Borrowed, so that no copy of a secret stays behind; hexadecimal needs no escapes.
    case_identity: &'a str,
    opening: &'a str,
    day: Date,
    urgency: Urgency,
}

impl Capsule {
    /// The age recipient of this concern alone, which gives it its id.
    pub fn case_recipient(&self) -> HybridRecipient {
        self.case_identity.recipient()
    }

    /// Seals the capsule to its office. Fails if the log's origin is absurdly long.
    pub fn seal(&self, to: &HybridRecipient) -> Result<Sealed, SealError> {
        let case_identity = Zeroizing::new(to_hex(self.case_identity.seed()));
        let opening = Zeroizing::new(to_hex(self.opening.seed()));
        let wire = Wire {
            v: 1,
            origin: (&self.origin).into(),
            office: self.office.clone(),
            reporter: self.reporter,
            case_identity: &case_identity,
            opening: &opening,
            day: self.day,
            urgency: self.urgency,
        };
        let mut json = Zeroizing::new(Vec::with_capacity(LONGEST_JSON));
        serde_json::to_writer(&mut *json, &wire).map_err(|fault| SealError::Io(fault.into()))?;
        if json.len() > LONGEST_JSON {
            return Err(SealError::CapsuleTooLong);
        }
        seal_padded(to, &Plaintext::from(json), &CAPSULE)
    }

    /// A capsule nobody can open: nothing, sealed to a key that is thrown away. From outside it is like any other.
    pub fn dummy(entropy: &dyn Entropy) -> Result<Sealed, SealError> {
        let thrown_away = HybridIdentity::generate(entropy).recipient();
        seal_padded(&thrown_away, &Plaintext::new(String::new()), &CAPSULE)
    }

    /// Opens a capsule with the office's identity.
    pub fn open(with: &HybridIdentity, sealed: &Sealed) -> Result<Self, CapsuleError> {
        let text = match open_padded(with, sealed, &CAPSULE) {
            Ok(text) => text,
            Err(OpenError::NotForUs) => return Err(CapsuleError::NotForUs),
            Err(OpenError::Broken | OpenError::Io(_)) => return Err(CapsuleError::Broken("damaged")),
        };
        let malformed = || CapsuleError::Broken("not of the known form");
        let wire: Wire<'_> = serde_json::from_slice(text.as_bytes()).map_err(|_| malformed())?;
        if wire.v != 1 {
            return Err(CapsuleError::Broken("of a version this program does not know"));
        }
        Ok(Self {
            origin: wire.origin.into_owned(),
            office: wire.office,
            reporter: wire.reporter,
            case_identity: HybridIdentity::from_seed(from_hex(wire.case_identity).map_err(|_| malformed())?),
            opening: SigningSecret::from_seed(from_hex(wire.opening).map_err(|_| malformed())?),
            day: wire.day,
            urgency: wire.urgency,
        })
    }

    /// Whether the manifest the reporter signed says the same as this capsule, `sealed` being the bytes it came in.
    /// Everyone who opens asks this; a no is a `mismatch`.
    pub fn agrees_with(&self, manifest: &Manifest, sealed: &Sealed) -> bool {
        let listed = manifest
            .capsules
            .iter()
            .find(|listed| listed.office == self.office);
        listed.is_some_and(|listed| {
            listed.digest == sha256(sealed.as_bytes()) && listed.opening == self.opening.public()
        }) && manifest.origin == self.origin
            && manifest.case_recipient == self.case_recipient().to_string()
            && manifest.reporter == self.reporter
            && manifest.day == self.day
            && manifest.urgency == self.urgency
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crypto::seal::seal_text;
    use crate::crypto::sealed::sealed_capsule_size;
    use crate::entropy::SeededEntropy;

    fn capsule(entropy: &dyn Entropy, office: &str) -> Capsule {
        Capsule {
            origin: "demo.daylight.invalid/log".to_owned(),
            office: office.parse().unwrap(),
            reporter: SigningSecret::generate(entropy).public(),
            case_identity: HybridIdentity::generate(entropy),
            opening: SigningSecret::generate(entropy),
            day: "2026-12-18".parse().unwrap(),
            urgency: Urgency::Danger,
        }
    }

    #[test]
    fn an_office_gets_out_what_was_put_in() {
        let dice = SeededEntropy::new(1);
        let office = HybridIdentity::generate(&dice);
        let sent = capsule(&dice, "guardian");
        let got = Capsule::open(&office, &sent.seal(&office.recipient()).unwrap()).unwrap();
        assert_eq!(got.case_identity, sent.case_identity);
        assert_eq!(got.opening, sent.opening);
        assert_eq!((got.origin, got.office), (sent.origin, sent.office));
        assert_eq!(
            (got.reporter, got.day, got.urgency),
            (sent.reporter, sent.day, sent.urgency)
        );
    }

    #[test]
    fn real_and_dummy_capsules_have_one_size_whatever_the_office_is_called() {
        let dice = SeededEntropy::new(2);
        let office = HybridIdentity::generate(&dice).recipient();
        for name in ["a", "guardian", "the-committee-with-the-long-name"] {
            assert_eq!(
                capsule(&dice, name).seal(&office).unwrap().as_bytes().len(),
                sealed_capsule_size()
            );
        }
        for _ in 0..8 {
            assert_eq!(
                Capsule::dummy(&dice).unwrap().as_bytes().len(),
                sealed_capsule_size()
            );
        }
    }

    #[test]
    fn a_dummy_is_not_for_us_and_no_fault() {
        let dice = SeededEntropy::new(3);
        let office = HybridIdentity::generate(&dice);
        let dummy = Capsule::dummy(&dice).unwrap();
        assert!(matches!(
            Capsule::open(&office, &dummy),
            Err(CapsuleError::NotForUs)
        ));
    }

    #[test]
    fn a_capsule_that_is_ours_and_useless_is_broken() {
        let dice = SeededEntropy::new(4);
        let office = HybridIdentity::generate(&dice);
        let to = office.recipient();
        let words = Plaintext::new("the till is short".to_owned());
        let no_json = seal_padded(&to, &words, &CAPSULE).unwrap();
        let no_capsule = seal_text(&to, &words).unwrap();
        let mut bent = capsule(&dice, "guardian").seal(&to).unwrap().into_bytes();
        *bent.last_mut().unwrap() ^= 1;
        for sealed in [no_json, no_capsule, Sealed::check(bent).unwrap()] {
            assert!(matches!(
                Capsule::open(&office, &sealed),
                Err(CapsuleError::Broken(_))
            ));
        }
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig::with_cases(32))]
        #[test]
        fn whatever_is_sealed_to_an_office_never_brings_it_down(text in "\\PC{0,150}") {
            let office = HybridIdentity::from_seed([6; 32]);
            let sealed = seal_padded(&office.recipient(), &Plaintext::new(text), &CAPSULE).unwrap();
            proptest::prop_assert!(matches!(Capsule::open(&office, &sealed), Err(CapsuleError::Broken(_))));
        }
    }

    #[test]
    fn the_longest_origin_that_a_log_can_have_fits() {
        let dice = SeededEntropy::new(6);
        let office = HybridIdentity::generate(&dice);
        let mut longest = capsule(&dice, "the-committee-with-the-long-name");
        longest.origin = "x".repeat(255);
        longest.urgency = Urgency::DataLoss;
        let sealed = longest.seal(&office.recipient()).unwrap();
        assert_eq!(Capsule::open(&office, &sealed).unwrap().origin, longest.origin);
    }

    #[test]
    fn an_origin_that_does_not_fit_is_refused_rather_than_seen_in_the_size() {
        let dice = SeededEntropy::new(5);
        let mut capsule = capsule(&dice, "guardian");
        capsule.origin = "x".repeat(400);
        let to = HybridIdentity::generate(&dice).recipient();
        assert!(matches!(capsule.seal(&to), Err(SealError::CapsuleTooLong)));
    }
}
