//! Every signature of a ledger, each with the key that was valid for its author on that day.

use std::collections::BTreeMap;

use daylight_domain::{Act, Author, ConcernId, Date, Entry, OfficeId, PersonId, Roster, Signature};

use super::Placed;
use super::fault::{Fault, What};
use super::manifests::Known;
use crate::entry::{opening_message, signing_bytes};
use crate::manifest::Manifest;
use crate::parallel;
use crate::sig::VerifyingKey;
use crate::together::{self, Signed};

/// Entries whose signatures are looked at in one go: so many that a reporter's key mostly stands in one equation.
const AT_ONCE: usize = 32 * 1024;

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
    parallel::first(placed, AT_ONCE, |some| against.first_fault(some)).map_or(Ok(()), Err)
}

/// A signature that is to be looked at, and what is to be said if it does not hold.
struct Due {
    index: u64,
    what: What,
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
    fn first_fault(&self, some: &[Placed]) -> Option<Fault> {
        let (mut due, mut signed) = (Vec::new(), Vec::new());
        let collected = some.iter().try_for_each(|each| {
            let mut take = |what, one| {
                let index = each.index;
                due.push(Due { index, what });
                signed.push(one);
            };
            let collected = self.collect(each, &mut take);
            collected.map_err(|what| Fault::entry(each.index, what))
        });
        // What stands before an entry that nobody may sign comes first.
        let bad = together::first_bad(&signed).and_then(|bad| due.into_iter().nth(bad));
        match bad {
            Some(Due { index, what }) => Some(Fault::entry(index, what)),
            None => collected.err(),
        }
    }

    /// Hands over the signatures that an entry bears, up to what makes it wrong without looking at them.
    fn collect(&self, each: &Placed, take: &mut dyn FnMut(What, Signed)) -> Result<(), What> {
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
            let (key, message) = (
                key.clone(),
                signing_bytes(entry, self.origin).map_err(What::Bytes)?,
            );
            let signed = Signed {
                key,
                message,
                signature,
            };
            take(What::Signature, signed);
        }
        if let (Some(known), Act::Opened { office, countersign }) = (known, &entry.act) {
            let opening = opening(entry, self.origin, &known.manifest, office, *countersign);
            take(What::Countersignature, opening.ok_or(What::Countersignature)?);
        }
        Ok(())
    }
}

/// What the capsule's opening key signed.
fn opening(
    entry: &Entry,
    origin: &str,
    manifest: &Manifest,
    office: &OfficeId,
    signature: Signature,
) -> Option<Signed> {
    let (Author::Person(person), Some(concern)) = (entry.by, entry.concern) else {
        return None;
    };
    let key = VerifyingKey::new(&manifest.opening_key(office)?).ok()?;
    let message = opening_message(origin, &concern, office, &person, entry.day);
    Some(Signed {
        key,
        message,
        signature,
    })
}
