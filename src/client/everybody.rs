//! Everybody as the record has them. The service's list adds names, keys to seal to, and what waits for its batch; whoever is
//! left out of it is here all the same.

use std::collections::BTreeSet;

use daylight_domain::{Act, Digest, NewPerson, PersonChange, PersonId};

use super::people::proposal;
use super::trust::Trust;
use crate::api::PersonView;

/// The service's list with the roles and offices of the record, and nobody further on than can be.
pub(super) fn everybody(trust: &Trust, listed: Vec<PersonView>) -> Vec<PersonView> {
    let is_listed: BTreeSet<PersonId> = listed.iter().map(|view| view.person).collect();
    let left_out = trust.roster.introduced();
    let left_out = left_out.filter(|is| !is_listed.contains(&is.person));
    let left_out = left_out.map(|is| unlisted(trust, is));
    let recorded = listed.into_iter().chain(left_out).map(|mut view| {
        if let Some(is) = trust.roster.person(view.person) {
            view.role = is.role;
            view.office.clone_from(&is.office);
            view.standing = standing(trust, &view).to_owned();
        }
        view
    });
    recorded.collect()
}

fn unlisted(trust: &Trust, is: &NewPerson) -> PersonView {
    PersonView {
        person: is.person,
        name: trust.name(is.person),
        role: is.role,
        office: is.office.clone(),
        standing: String::new(),
        admitted: false,
        proposal: None,
        recipient: String::new(),
    }
}

/// How they stand by the record; further on where a leaving or a signature can be waiting for its batch.
fn standing(trust: &Trust, view: &PersonView) -> &'static str {
    match (recorded(trust, view.person), view.standing.as_str()) {
        ("proposed", "signed") => "signed",
        ("proposed" | "signed" | "present", "retiring") => "retiring",
        ("retiring", "retired") => "retired",
        (recorded, _) => recorded,
    }
}

fn recorded(trust: &Trust, person: PersonId) -> &'static str {
    let (roster, today) = (&trust.roster, trust.today);
    if roster.service(person).1.is_some_and(|last| last < today) {
        return "retired";
    }
    let last = proposal(trust, person);
    let is_signed = last.is_some_and(|last| is_signed(trust, last.record));
    match last.map(|last| &last.entry.act) {
        Some(Act::Person(PersonChange::RetirementProposed { .. })) if is_signed => "retired",
        Some(Act::Person(PersonChange::RetirementProposed { .. })) => "retiring",
        // Whoever founded the log was proposed by nobody.
        None => "present",
        Some(_) if roster.role(person, today).is_some() => "present",
        Some(_) if is_signed => "signed",
        Some(_) => "proposed",
    }
}

fn is_signed(trust: &Trust, of: Digest) -> bool {
    trust.record.iter().any(|recorded| {
        matches!(&recorded.entry.act,
            Act::Person(PersonChange::Signed { proposal } | PersonChange::RetirementSigned { proposal }) if *proposal == of)
    })
}

#[cfg(test)]
mod tests {
    use daylight_domain::Role;

    use super::*;
    use crate::client::fixture::World;

    #[test]
    fn a_list_that_says_otherwise_or_leaves_somebody_out_is_put_right_by_the_record() {
        let trust = World::new().trust();
        let introduced: Vec<&NewPerson> = trust.roster.introduced().collect();
        let lie = PersonView {
            name: "As the service has it".to_owned(),
            role: Role::Viewer,
            office: None,
            standing: "retired".to_owned(),
            ..unlisted(&trust, introduced[0])
        };
        let people = everybody(&trust, vec![lie]);
        assert_eq!(people.len(), introduced.len());
        assert_eq!(people[0].name, "As the service has it");
        for (view, is) in people.iter().zip(introduced) {
            assert_eq!(
                (view.person, view.role, &view.office),
                (is.person, is.role, &is.office)
            );
            assert_eq!(view.standing, "present");
        }
    }
}
