//! Every signature of a ledger, each with the key that was valid for its author on that day.

use std::collections::BTreeMap;

use daylight_domain::{Act, Author, ConcernId, Date, Entry, PersonId, Roster};

use super::Placed;
use super::concerns::Known;
use super::fault::{Fault, What};
use crate::entry::{opening_message, signing_bytes};
use crate::manifest::Manifest;
use crate::parallel;
use crate::sig::{self, VerifyingKey};

/// Checks signatures of persons, reporters and openings. Those that need an absent manifest are passed over;
/// the verdict names the concern.
pub(super) fn check(
    placed: &[Placed],
    origin: &str,
    roster: &Roster,
    manifests: &BTreeMap<ConcernId, Known>,
) -> Result<(), Fault> {
    let keys = roster
        .introduced()
        .filter_map(|person| Some((person.person, VerifyingKey::new(&person.key).ok()?)));
    let against = Against {
        origin,
        founding: placed.first().map(|first| first.batch_day),
        roster,
        keys: keys.collect(),
        manifests,
    };
    parallel::first(placed, |each| {
        let what = against.check(each).err()?;
        Some(Fault::entry(each.index, what))
    })
    .map_or(Ok(()), Err)
}

struct Against<'a> {
    origin: &'a str,
    /// The day of the first batch.
    founding: Option<Date>,
    roster: &'a Roster,
    /// Everybody's key, whether or not it counts on a day.
    keys: BTreeMap<PersonId, VerifyingKey>,
    manifests: &'a BTreeMap<ConcernId, Known>,
}

impl Against<'_> {
    fn check(&self, each: &Placed) -> Result<(), What> {
        let entry = each.entry();
        let known = entry.concern.and_then(|concern| self.manifests.get(&concern));
        let key = match entry.by {
            Author::Service => None,
            Author::Reporter => known.map(|known| &known.reporter),
            Author::Person(person) => {
                // Founders are in effect from the day of the first batch, which may end a night's work.
                let on = if Some(each.effect) == self.founding {
                    each.effect
                } else {
                    entry.day
                };
                self.roster.role(person, on).ok_or(What::NobodySigned)?;
                Some(self.keys.get(&person).ok_or(What::Signature)?)
            }
        };
        if let (Some(key), Some(signature)) = (key, each.signature) {
            let signed = signing_bytes(entry, self.origin).map_err(What::Bytes)?;
            key.verify(&signed, &signature).map_err(|_| What::Signature)?;
        }
        match known {
            Some(known) => {
                check_opening(entry, self.origin, &known.manifest).map_err(|()| What::Countersignature)
            }
            None => Ok(()),
        }
    }
}

fn check_opening(entry: &Entry, origin: &str, manifest: &Manifest) -> Result<(), ()> {
    let Act::Opened { office, countersign } = &entry.act else {
        return Ok(());
    };
    let (Author::Person(person), Some(concern)) = (entry.by, entry.concern) else {
        return Err(());
    };
    let key = manifest.opening_key(office).ok_or(())?;
    let message = opening_message(origin, &concern, office, &person, entry.day);
    sig::verify(&key, &message, countersign).map_err(|_| ())
}
