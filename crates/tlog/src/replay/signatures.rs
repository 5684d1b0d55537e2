//! Every signature of a ledger, each with the key that was valid for its author on that day.

use std::collections::BTreeMap;

use daylight_domain::{Act, Author, ConcernId, Roster};

use super::Placed;
use super::concerns::Known;
use super::fault::{Fault, What};
use crate::entry::opening_message;
use crate::manifest::Manifest;
use crate::sig;

/// Checks signatures of persons, reporters and openings. Those that need an absent manifest are passed over;
/// the verdict names the concern.
pub(super) fn check(
    placed: &[Placed],
    origin: &str,
    roster: &Roster,
    manifests: &BTreeMap<ConcernId, Known>,
) -> Result<(), Fault> {
    let founding = placed.first().map(|first| first.batch_day);
    for each in placed {
        let fault = |what| Fault::entry(each.index, what);
        let entry = each.entry();
        let manifest = entry
            .concern
            .and_then(|concern| manifests.get(&concern))
            .map(|known| &known.manifest);
        let key = match entry.by {
            Author::Service => None,
            Author::Reporter => manifest.map(|manifest| manifest.reporter),
            Author::Person(person) => {
                // Founders are in effect from the day of the first batch, which may end a night's work.
                let on = if Some(each.effect) == founding {
                    each.effect
                } else {
                    entry.day
                };
                Some(roster.key(person, on).ok_or_else(|| fault(What::NobodySigned))?)
            }
        };
        if let Some(key) = key
            && each.unchecked.signature().is_some()
        {
            each.unchecked
                .verify(origin, &key)
                .map_err(|_| fault(What::Signature))?;
        }
        if let Some(manifest) = manifest {
            check_opening(each, origin, manifest).map_err(|()| fault(What::Countersignature))?;
        }
    }
    Ok(())
}

fn check_opening(each: &Placed, origin: &str, manifest: &Manifest) -> Result<(), ()> {
    let entry = each.entry();
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
