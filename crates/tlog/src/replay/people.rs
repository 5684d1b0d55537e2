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
    let recorded: Vec<_> = house
        .iter()
        .map(|each| (each.effect, super::concerns::recorded(each)))
        .collect();
    Roster::build(recorded.iter().map(|(effect, recorded)| (*effect, recorded))).map_err(|bad| {
        let index = house.get(bad.index).map_or(0, |each| each.index);
        Fault::entry(index, What::Refused(bad.refusal))
    })
}

/// The first entry that is not padding is `key`, names the log's own key, and is the only one of its kind.
fn check_key(placed: &[Placed], log: &LogVerifier) -> Result<(), Fault> {
    let mut telling = placed
        .iter()
        .filter(|each| !matches!(each.entry().act, Act::Padding {}));
    let Some(first) = telling.next() else {
        return Ok(());
    };
    let is_own = matches!(&first.entry().act, Act::Key { vkey, .. } if *vkey == log.vkey());
    if !is_own {
        return Err(Fault::entry(first.index, What::Key));
    }
    match telling.find(|each| matches!(each.entry().act, Act::Key { .. })) {
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
