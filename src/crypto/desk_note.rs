//! What the calendar says of a concern, sealed to whoever opens its capsule. The key follows from the concern's case recipient,
//! which stands in no capsule's outside and in no entry: an office that was left out cannot tell such a note from random bytes,
//! which is what lies beside a dummy (ADR 27). Must not know how the dates are reckoned.

use std::str;

use age_core::primitives::{aead_decrypt, aead_encrypt};
use daylight_domain::{ClockName, Date, Urgency};
use hkdf::Hkdf;
use sha2::Sha256;

use crate::entropy::Entropy;

const LABEL: &[u8] = b"daylight/desk-note/v1";
const KEY: usize = 32;
const SALT: usize = 12;
/// Urgency, clock and mark a character each, and two days.
const PLAIN: usize = 23;
const NO_DAY: &str = "----------";
/// Their characters in a note are `0`, `1` and so on.
const URGENCIES: [Urgency; 3] = [Urgency::Ordinary, Urgency::DataLoss, Urgency::Danger];
/// Their characters in a note are `a`, `b` and so on; no clock is `-`.
const CLOCKS: [ClockName; 12] = [
    ClockName::Danger,
    ClockName::LostData,
    ClockName::Acknowledge,
    ClockName::FirstDecision,
    ClockName::Feedback,
    ClockName::StageAnswer,
    ClockName::ReferralReview,
    ClockName::Dispute,
    ClockName::UnheldStage,
    ClockName::Conclude,
    ClockName::LaterTreatment,
    ClockName::ReporterAnswer,
];

/// What the calendar says of a concern on the day it was written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DeskNote {
    /// Chosen, raised or lowered.
    pub urgency: Urgency,
    /// The clock of `due`.
    pub clock: Option<ClockName>,
    /// A proposal waits for approval.
    pub waits: bool,
    /// The nearest first date; none if no date is running.
    pub first_due: Option<Date>,
    /// The nearest date as it decides now.
    pub due: Option<Date>,
}

/// What a note is sealed with.
#[derive(Clone, PartialEq, Eq)]
pub struct NoteKey([u8; KEY]);

impl DeskNote {
    fn to_plain(self) -> Vec<u8> {
        let place = |at: Option<usize>, first: u8| {
            let at = at.and_then(|at| u8::try_from(at).ok());
            at.map_or('-', |at| char::from(first.saturating_add(at)))
        };
        let urgency = URGENCIES.iter().position(|each| *each == self.urgency);
        let clock = CLOCKS.iter().position(|each| Some(*each) == self.clock);
        let day = |day: Option<Date>| day.map_or_else(|| NO_DAY.to_owned(), |day| day.to_string());
        let plain = format!(
            "{}{}{}{}{}",
            place(urgency, b'0'),
            place(clock, b'a'),
            if self.waits { 'w' } else { '-' },
            day(self.first_due),
            day(self.due)
        );
        plain.into_bytes()
    }

    fn of_plain(plain: &[u8]) -> Option<Self> {
        let text = str::from_utf8(plain).ok().filter(|text| text.is_ascii())?;
        let (marks, days) = text.split_at_checked(3)?;
        let (first_due, due) = days.split_at_checked(10)?;
        let place = |mark: u8, first: u8| mark.checked_sub(first).map(usize::from);
        let day = |text: &str| match text {
            NO_DAY => Some(None),
            day => day.parse().ok().map(Some),
        };
        let [urgency, clock, waits] = *marks.as_bytes() else {
            return None;
        };
        Some(Self {
            urgency: *URGENCIES.get(place(urgency, b'0')?)?,
            clock: match clock {
                b'-' => None,
                mark => Some(*CLOCKS.get(place(mark, b'a')?)?),
            },
            waits: waits == b'w',
            first_due: day(first_due)?,
            due: day(due)?,
        })
    }

    /// The form in which the service keeps it beside a capsule, to be sealed anew for each answer.
    pub fn to_kept(self, key: &NoteKey) -> Vec<u8> {
        [&key.0, self.to_plain().as_slice()].concat()
    }
}

impl NoteKey {
    /// The key of a concern's notes, from the text of its case recipient.
    pub fn of(case_recipient: &str) -> Self {
        let (key, _) = Hkdf::<Sha256>::extract(None, case_recipient.as_bytes());
        Self(key.into())
    }

    /// What the note says; none if it is of another concern, of a dummy, or of no known form.
    pub fn open(&self, sealed: &[u8]) -> Option<DeskNote> {
        let (salt, sealed) = sealed.split_at_checked(SALT)?;
        let plain = aead_decrypt(&self.of_note(salt), PLAIN, sealed).ok()?;
        DeskNote::of_plain(&plain)
    }

    /// Each note has a key of its own, and with it the nonce zero.
    #[expect(
        clippy::expect_used,
        reason = "HKDF takes a key of 32 bytes and gives as many"
    )]
    fn of_note(&self, salt: &[u8]) -> [u8; KEY] {
        let mut key = [0; KEY];
        Hkdf::<Sha256>::from_prk(&self.0)
            .and_then(|all| {
                let expanded = all.expand_multi_info(&[LABEL, salt], &mut key);
                expanded.map_err(|_| hkdf::InvalidPrkLength)
            })
            .expect("32 bytes in, 32 bytes out");
        key
    }
}

/// Seals a note as it is kept. Where none is kept, a note that nobody opens is made with the same work, so that an answer's time
/// does not say beside which capsule there is one.
pub fn seal_kept(kept: Option<&[u8]>, entropy: &dyn Entropy) -> Vec<u8> {
    let mut nobodys = [0; KEY + PLAIN];
    entropy.fill(&mut nobodys);
    let kept: [u8; KEY + PLAIN] = kept.and_then(|kept| kept.try_into().ok()).unwrap_or(nobodys);
    let mut salt = [0; SALT];
    entropy.fill(&mut salt);
    let (key, plain) = kept.split_at(KEY);
    let key = NoteKey(key.try_into().unwrap_or_default());
    let sealed = aead_encrypt(&key.of_note(&salt), plain);
    [&salt, sealed.as_slice()].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entropy::SeededEntropy;

    const RECIPIENT: &str = "age1pq1exampleofacaserecipientthatisnoneinfact";

    fn every_kind() -> Vec<DeskNote> {
        let days = [None, Some("2026-12-18".parse().unwrap())];
        let clocks = CLOCKS.into_iter().map(Some).chain([None]);
        let all = clocks.flat_map(|clock| URGENCIES.map(|urgency| (clock, urgency)));
        let all = all.flat_map(|(clock, urgency)| [true, false].map(|waits| (clock, urgency, waits)));
        all.flat_map(|(clock, urgency, waits)| {
            days.map(|day| DeskNote {
                urgency,
                clock,
                waits,
                first_due: day,
                due: day,
            })
        })
        .collect()
    }

    #[test]
    fn whoever_knows_the_case_recipient_reads_what_was_written_and_nobody_else() {
        let dice = SeededEntropy::new(1);
        let (key, other) = (NoteKey::of(RECIPIENT), NoteKey::of("age1pq1another"));
        for note in every_kind() {
            let sealed = seal_kept(Some(&note.to_kept(&key)), &dice);
            assert_eq!(key.open(&sealed), Some(note));
            assert_eq!(other.open(&sealed), None);
            for at in [0, SALT, sealed.len() - 1] {
                let mut bent = sealed.clone();
                bent[at] ^= 1;
                assert_eq!(key.open(&bent), None);
            }
        }
    }

    #[test]
    fn all_notes_have_one_length_whatever_they_say_and_no_two_are_alike() {
        let dice = SeededEntropy::new(2);
        let key = NoteKey::of(RECIPIENT);
        let kept = every_kind().into_iter().map(|note| Some(note.to_kept(&key)));
        let kept = kept.chain([None, None, Some(vec![0; 3])]);
        let mut sealed: Vec<Vec<u8>> = kept.map(|kept| seal_kept(kept.as_deref(), &dice)).collect();
        let again = every_kind()[0].to_kept(&key);
        sealed.push(seal_kept(Some(&again), &dice));
        assert!(sealed.iter().all(|note| note.len() == SALT + PLAIN + 16));
        let count = sealed.len();
        sealed.sort_unstable();
        sealed.dedup();
        assert_eq!(sealed.len(), count);
    }

    #[test]
    fn what_is_no_note_opens_as_nothing() {
        let dice = SeededEntropy::new(3);
        let key = NoteKey::of(RECIPIENT);
        for plain in [
            "9a-2026-12-182026-12-18",
            "0z-2026-12-182026-12-18",
            "0a-2026-13-182026-12-18",
            "0a-2026-12-182026-12-1\u{e9}",
        ] {
            let kept = [&key.0, &plain.as_bytes()[..PLAIN]].concat();
            assert_eq!(key.open(&seal_kept(Some(&kept), &dice)), None, "{plain}");
        }
        for length in 0..60 {
            assert_eq!(key.open(&vec![7; length]), None);
        }
    }
}
