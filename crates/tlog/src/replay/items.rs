//! What the record names beside itself: the list of items must name all of it, in the order of the entries, and says of
//! each whether it is kept. What is not is told by day and concern, and is no fault of the record (R08).

use std::collections::{BTreeMap, BTreeSet};

use daylight_domain::{Act, ConcernId, Digest};

use super::fault::{At, Fault, What};
use super::manifests::Known;
use super::{NotProduced, Placed, Verdict};
use crate::export::Item;
use crate::manifest::Manifest;

/// Compares the list with what the record names; fails at the first line that names something else.
pub(super) fn check(
    items: Option<&[Item]>,
    placed: &[Placed],
    manifests: &BTreeMap<ConcernId, Known>,
    verdict: &mut Verdict,
) -> Result<(), Fault> {
    let Some(items) = items else { return Ok(()) };
    let is_erasure = |each: &&Placed| matches!(each.entry().act, Act::Erased { .. });
    let erased: BTreeSet<Option<ConcernId>> = placed
        .iter()
        .filter(is_erasure)
        .map(|each| each.entry().concern)
        .collect();
    let (mut lines, mut place) = (items.iter(), 0_usize);
    // Erased by rule: nothing is missing.
    for each in placed
        .iter()
        .filter(|each| !erased.contains(&each.entry().concern))
    {
        let entry = each.entry();
        let manifest = entry.concern.and_then(|concern| manifests.get(&concern));
        for item in named_by(&entry.act, manifest.map(|known| &known.manifest)) {
            let line = lines
                .next()
                .filter(|line| line.entry == each.index && line.item == item);
            let line = line.ok_or_else(|| fault(place))?;
            place = place.saturating_add(1);
            if !line.there {
                verdict.not_produced.push(NotProduced {
                    entry: each.index,
                    day: entry.day,
                    concern: entry.concern,
                    item,
                });
            }
        }
    }
    match lines.next() {
        Some(_) => Err(fault(place)),
        None => Ok(()),
    }
}

/// The items that an entry names, in order: `received` through its manifest, which is the first of them.
pub fn named_by<'a>(act: &'a Act, manifest: Option<&'a Manifest>) -> impl Iterator<Item = Digest> + 'a {
    let received = match act {
        Act::Received { manifest: digest, .. } => Some(*digest),
        _ => None,
    };
    let parts = manifest
        .filter(|_| received.is_some())
        .into_iter()
        .flat_map(|manifest| {
            let capsules = manifest.capsules.iter().map(|capsule| capsule.digest);
            [manifest.about, manifest.account].into_iter().chain(capsules)
        });
    received.into_iter().chain(parts).chain(act.items())
}

fn fault(place: usize) -> Fault {
    Fault {
        at: At::Item { place },
        what: What::Items,
    }
}
