//! People, offices and policies of a ledger: the domain's rules, and what needs a digest to be seen.

use daylight_domain::{Act, NewPerson, PersonChange, Roster};

use super::Placed;
use super::fault::{Fault, What};
use crate::note::LogVerifier;
use crate::sig;

/// Who was who on which day. Fails at the first entry that a rule forbids.
pub(super) fn roster(placed: &[Placed], log: &LogVerifier) -> Result<Roster, Fault> {
    check_key(placed, log)?;
    for each in placed {
        if let Some(new) = introduced(each)
            && new.person != sig::person_id(&new.key)
        {
            return Err(Fault::entry(each.index, What::PersonId));
        }
    }
    let house: Vec<&Placed> = placed
        .iter()
        .filter(|each| each.entry().concern.is_none())
        .collect();
    Roster::build(house.iter().map(|each| (each.effect, &each.recorded))).map_err(|bad| {
        let index = house.get(bad.index).map_or(0, |each| each.index);
        Fault::entry(index, What::Refused(bad.refusal))
    })
}

/// The first batch, and no other, holds one `key`: the log's own.
fn check_key(placed: &[Placed], log: &LogVerifier) -> Result<(), Fault> {
    let Some(first) = placed.first() else {
        return Ok(());
    };
    let mut keys = placed
        .iter()
        .filter(|each| matches!(each.entry().act, Act::Key { .. }));
    let is_own = |each: &&Placed| {
        let founding = each.effect == first.effect;
        founding && matches!(&each.entry().act, Act::Key { vkey, .. } if *vkey == log.vkey())
    };
    if !keys.next().as_ref().is_some_and(is_own) {
        return Err(Fault::entry(first.index, What::Key));
    }
    match keys.next() {
        Some(second) => Err(Fault::entry(second.index, What::Key)),
        None => Ok(()),
    }
}

fn introduced(placed: &Placed) -> Option<&NewPerson> {
    match &placed.entry().act {
        Act::Person(PersonChange::Founded(new) | PersonChange::Proposed(new)) => Some(new),
        _ => None,
    }
}
