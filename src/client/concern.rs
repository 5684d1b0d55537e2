//! One concern as its reporter or a holder sees it: what the service hands out is checked against what was signed,
//! and the state is computed again from the entries. Must not know who is looking.

use std::collections::{BTreeMap, BTreeSet};

use daylight_domain::{
    Act, Author, ConcernId, Date, Digest, OfficeId, Outlook, PersonId, Policy, PublicKey, Recorded, replay,
};
use daylight_tlog::{Manifest, UncheckedEntry, UncheckedManifest, opening_message, sha256, verify};

use super::problem::Mistrust;
use super::trust::Trust;
use crate::api::{ConcernView, FiledEntry};
use crate::crypto::copies;
use crate::crypto::hybrid::{HybridIdentity, HybridRecipient};
use crate::crypto::opening::Opening;
use crate::crypto::seal::{Plaintext, Sealed, open_text};
use crate::entropy::Entropy;

/// A concern whose every entry has been checked.
#[derive(Debug)]
pub struct Concern {
    /// Its id.
    pub id: ConcernId,
    /// What the reporter signed; none once the content was erased by rule.
    pub manifest: Option<Manifest>,
    policy: Digest,
    /// Where it stands, computed here.
    pub outlook: Outlook,
    /// Its entries in order, with the day of the batch of each.
    pub entries: Vec<Recorded>,
    /// Whether the service's own account of stage and state differs from what follows from the entries.
    pub service_differs: bool,
    about: Option<Sealed>,
    account: Option<Sealed>,
    items: BTreeMap<Digest, Vec<Sealed>>,
}

impl Concern {
    /// Checks what the service handed out. Fails at the first part that is not as its author wrote it.
    pub fn check(view: ConcernView, trust: &Trust) -> Result<Self, Mistrust> {
        if view.manifest.is_empty() {
            return Self::check_erased(&view, trust);
        }
        let unchecked = UncheckedManifest::parse(view.manifest.as_bytes()).map_err(|_| Mistrust::Manifest)?;
        let digest = unchecked.digest();
        let manifest = unchecked.verify().map_err(|_| Mistrust::Manifest)?;
        // The reporter sealed under this key; a service that now shows another is another, or was swapped.
        if manifest.log != trust.log.vkey() || manifest.origin != trust.log.origin() {
            return Err(Mistrust::LogKeyChanged);
        }
        let policy = trust.policy(&manifest.policy)?;
        if manifest.sealed_on_arrival && !policy.seal_on_arrival {
            return Err(Mistrust::Manifest);
        }
        let entries = read_entries(&view.entries, Some(&manifest), trust)?;
        begins_with(&entries, &manifest, digest)?;
        let outlook = follow(policy, trust, &entries, view.today)?;
        let service_differs = differs(&view, &outlook);
        let part = |bytes: Option<crate::api::Bytes>, digest| match bytes {
            Some(bytes) if sha256(&bytes.0) == digest => Sealed::check_text(bytes.0)
                .map(Some)
                .map_err(|_| Mistrust::PartChanged),
            Some(_) => Err(Mistrust::PartChanged),
            None => Ok(None),
        };
        let about = part(view.about, manifest.about)?;
        let account = part(view.account, manifest.account)?;
        let items = view
            .items
            .into_iter()
            .filter(|item| sha256(&item.sealed.0) == item.digest);
        Ok(Self {
            id: manifest.concern(),
            outlook,
            entries,
            service_differs,
            about,
            account,
            items: items
                .filter_map(|item| Some((item.digest, copies::split(item.sealed.0).ok()?)))
                .collect(),
            policy: manifest.policy,
            manifest: Some(manifest),
        })
    }

    /// The same for whoever is handed every step, notes too, as a reporter is not. Whoever signs had been handed what they sign
    /// after, and so is every other holder (`docs/LEDGER_FORMAT.md` section 9).
    pub fn check_whole(view: ConcernView, trust: &Trust) -> Result<Self, Mistrust> {
        let concern = Self::check(view, trust)?;
        let mut handed = BTreeSet::new();
        for (Recorded { record, entry }, number) in concern.entries.iter().zip(1..) {
            let after = entry.after.filter(|_| matches!(entry.by, Author::Person(_)));
            if after.is_some_and(|after| !handed.contains(&after)) {
                return Err(Mistrust::Step { number });
            }
            handed.insert(*record);
        }
        Ok(concern)
    }

    /// Without its manifest a concern is believed only where its entries show that its content was erased by rule: it
    /// was closed, as holders signed it, and the months of its policy had passed. Signatures of the reporter, and
    /// countersignatures of openings, cannot be checked any more. Whose it is, the caller compares.
    fn check_erased(view: &ConcernView, trust: &Trust) -> Result<Self, Mistrust> {
        let entries = read_entries(&view.entries, None, trust)?;
        let first = entries
            .first()
            .map(|first| (&first.entry.act, first.entry.concern));
        let Some((Act::Received { policy, .. }, Some(id))) = first else {
            return Err(Mistrust::OtherConcern);
        };
        if entries.iter().any(|each| each.entry.concern != Some(id)) {
            return Err(Mistrust::OtherConcern);
        }
        let policy = *policy;
        let outlook = follow(trust.policy(&policy)?, trust, &entries, view.today)?;
        // The replay goes as far as the last entry: what is to be erased on a day to come is there today.
        if outlook.erased.is_none_or(|day| day > view.today) {
            return Err(Mistrust::Manifest);
        }
        Ok(Self {
            id,
            manifest: None,
            policy,
            service_differs: differs(view, &outlook),
            outlook,
            entries,
            about: None,
            account: None,
            items: BTreeMap::new(),
        })
    }

    /// The policy it is bound to.
    pub fn policy<'a>(&self, trust: &'a Trust) -> Result<&'a Policy, Mistrust> {
        trust.policy(&self.policy)
    }

    /// The digest of the last entry handed out: what the next act names as `after`.
    pub fn last(&self) -> Option<Digest> {
        self.entries.last().map(|entry| entry.record)
    }

    /// The day to sign: the service's, never before the last entry.
    pub fn day_to_sign(&self, today: Date) -> Date {
        self.entries
            .last()
            .map_or(today, |entry| entry.entry.day.max(today))
    }

    /// Who and where, if it has been handed out. Fails if it does not open with this identity.
    pub fn about(&self, with: &HybridIdentity) -> Result<Option<Plaintext>, Mistrust> {
        open_part(self.about.as_ref(), with)
    }

    /// All the rest, if it has been handed out. Fails as [`Concern::about`] does.
    pub fn account(&self, with: &HybridIdentity) -> Result<Option<Plaintext>, Mistrust> {
        open_part(self.account.as_ref(), with)
    }

    /// Whether the account was handed out, and with it whatever words are for everybody who reads the concern.
    pub fn has_account(&self) -> bool {
        self.account.is_some()
    }

    /// Words that an entry names, where they were handed out and one of their copies opens with this identity.
    pub fn words(&self, item: &Digest, with: &HybridIdentity) -> Option<Plaintext> {
        let mut copies = self.items.get(item)?.iter();
        copies.find_map(|copy| open_text(with, copy).ok())
    }

    /// Sealed bytes that the record names, as they were handed out, and the key that opens these alone. None where none of these
    /// identities reads them.
    pub fn original(&self, item: &Digest, with: &[HybridIdentity]) -> Option<(Vec<u8>, Opening)> {
        let copies = match &self.manifest {
            Some(manifest) if manifest.about == *item => self.about.as_slice(),
            Some(manifest) if manifest.account == *item => self.account.as_slice(),
            _ => self.items.get(item)?,
        };
        let mut openings = with
            .iter()
            .flat_map(|identity| copies.iter().map(|copy| Opening::of(identity, copy.as_bytes())));
        let opening = openings.find_map(Result::ok)?;
        let whole = copies.iter().flat_map(|copy| copy.as_bytes().to_vec()).collect();
        Some((whole, opening))
    }

    /// Recipients of the offices to which copies of words go, in their order; a new throw-away key in the place of an
    /// office that must not read them (`is_left_out`), has no key, or whose capsule was withdrawn. Fails if the service
    /// withholds a key that the record names.
    pub fn recipients(
        &self,
        trust: &Trust,
        offices: &[OfficeId],
        is_left_out: impl Fn(&OfficeId) -> bool,
        entropy: &dyn Entropy,
    ) -> Result<Vec<HybridRecipient>, Mistrust> {
        let seats = trust.seats(self.policy(trust)?, self.day_to_sign(trust.today))?;
        let recipient = |office: &OfficeId| {
            let seat = seats.iter().find(|seat| seat.office == *office);
            let key = seat.and_then(|seat| seat.recipient.clone());
            key.filter(|_| !is_left_out(office) && !self.is_withdrawn(office))
                .unwrap_or_else(|| HybridIdentity::generate(entropy).recipient())
        };
        Ok(offices.iter().map(recipient).collect())
    }

    /// Whether the reporter took the concern back from this office.
    pub fn is_withdrawn(&self, office: &OfficeId) -> bool {
        let mut acts = self.entries.iter().map(|each| &each.entry.act);
        acts.any(|act| matches!(act, Act::Withdrawn { office: gone } if gone == office))
    }

    /// Offices of stages below the last with those who hold them now and did not when the concern was sent: a reporter is
    /// told of them, and may withdraw the office's capsule (DESIGN section 2).
    pub fn new_holders(&self, trust: &Trust) -> Result<Vec<(OfficeId, Vec<PersonId>)>, Mistrust> {
        let policy = self.policy(trust)?;
        let stages = policy
            .stage_numbers()
            .filter(|stage| *stage < policy.last_stage());
        let offices = stages.flat_map(|stage| policy.offices(stage));
        let newcomers = offices.filter_map(|office| {
            let then: Vec<PersonId> = trust
                .roster
                .all_holders(&office.id, self.outlook.received)
                .collect();
            let now = trust.roster.all_holders(&office.id, self.outlook.today);
            let new: Vec<PersonId> = now.filter(|person| !then.contains(person)).collect();
            (!new.is_empty()).then(|| (office.id.clone(), new))
        });
        Ok(newcomers.collect())
    }
}

/// The state, computed here.
fn follow(policy: &Policy, trust: &Trust, entries: &[Recorded], today: Date) -> Result<Outlook, Mistrust> {
    replay(policy, &trust.roster, entries, today).map_err(|bad| Mistrust::StepRules {
        number: bad.index.saturating_add(1),
        refusal: bad.refusal.to_string(),
    })
}

/// Whether the service tells of another stage or state.
fn differs(view: &ConcernView, outlook: &Outlook) -> bool {
    let state = serde_json::to_value(outlook.state).unwrap_or_default();
    view.outlook.stage != outlook.stage || state != view.outlook.state.as_str()
}

fn open_part(sealed: Option<&Sealed>, with: &HybridIdentity) -> Result<Option<Plaintext>, Mistrust> {
    sealed
        .map(|sealed| open_text(with, sealed))
        .transpose()
        .map_err(|_| Mistrust::PartDoesNotOpen)
}

/// Each entry with its signature checked, the reporter's and those of openings against the manifest.
fn read_entries(
    filed: &[FiledEntry],
    manifest: Option<&Manifest>,
    trust: &Trust,
) -> Result<Vec<Recorded>, Mistrust> {
    let origin = trust.log.origin();
    let mut entries = Vec::new();
    for (filed, number) in filed.iter().zip(1..) {
        let wrong = Mistrust::Step { number };
        let Ok(unchecked) = UncheckedEntry::parse(filed.entry.as_bytes()) else {
            return Err(wrong);
        };
        let is_signed = match unchecked.entry().by {
            // Not signed one by one: the replay below accepts only what follows from the others.
            Author::Service => true,
            Author::Reporter if matches!(unchecked.entry().act, Act::Received { .. }) => true,
            Author::Reporter => {
                manifest.is_none_or(|manifest| unchecked.verify(origin, &manifest.reporter).is_ok())
            }
            Author::Person(person) => {
                let key = trust.roster.key(person, unchecked.entry().day);
                key.is_some_and(|key: PublicKey| unchecked.verify(origin, &key).is_ok())
            }
        };
        let is_open = manifest.is_none_or(|manifest| countersigned(&unchecked, manifest));
        if !is_signed || unchecked.entry().day > filed.batch_day || !is_open {
            return Err(wrong);
        }
        let record = unchecked.record(&filed.salt.0);
        entries.push(Recorded {
            record,
            entry: unchecked.into_entry(),
        });
    }
    Ok(entries)
}

/// An opening counts only with the signature of the key that lay in that office's capsule.
fn countersigned(entry: &UncheckedEntry, manifest: &Manifest) -> bool {
    let entry = entry.entry();
    let (Act::Opened { office, countersign }, Author::Person(person)) = (&entry.act, entry.by) else {
        return !matches!(entry.act, Act::Opened { .. });
    };
    let message = opening_message(&manifest.origin, &manifest.concern(), office, &person, entry.day);
    manifest
        .opening_key(office)
        .is_some_and(|key| verify(&key, &message, countersign).is_ok())
}

fn begins_with(entries: &[Recorded], manifest: &Manifest, digest: Digest) -> Result<(), Mistrust> {
    let first = entries.first().map(|first| &first.entry);
    let Some((
        Act::Received {
            manifest: named,
            policy,
            urgency,
            left_out,
            ..
        },
        first,
    )) = first.map(|entry| (&entry.act, entry))
    else {
        return Err(Mistrust::OtherConcern);
    };
    let same = (*named, *policy, *urgency, left_out)
        == (digest, manifest.policy, manifest.urgency, &manifest.left_out);
    if same && first.concern == Some(manifest.concern()) && first.day == manifest.day {
        Ok(())
    } else {
        Err(Mistrust::OtherConcern)
    }
}
