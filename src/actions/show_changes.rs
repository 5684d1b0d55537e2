//! What was changed about people, offices and rules, as everybody may read it: published entries with the names beside them.

use std::collections::BTreeMap;

use daylight_domain::{
    Act, Author, Date, Digest, Entry, NewPerson, OfficeChange, OfficeKey, PersonChange, PersonId,
    PolicyChange, Recorded, Role,
};

use super::rules::{Rules, recorded};
use super::{ActionError, Service};
use crate::store::people;

/// One change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The day its author signed.
    pub day: Date,
    /// Which step: the end of a message's key, such as `person-proposed`.
    pub step: &'static str,
    /// Whom or what it is about.
    pub about: About,
    /// Who signed it; none for the service itself.
    pub by: Option<String>,
    /// First and last day, of an absence or of an inspector's access.
    pub days: (Option<Date>, Option<Date>),
}

/// Whom or what a change is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum About {
    /// A name, and what they are: the role, and for holders the office.
    Person(String, Role, Option<String>),
    /// An office's name.
    Office(String),
    /// Rules, by their digest.
    Policy(Digest),
    /// The log, or the whole service.
    Service,
}

/// All of them, newest first.
pub async fn changes(service: &Service, rules: &Rules) -> Result<Vec<Change>, ActionError> {
    let names = people::all(&service.store).await?;
    let names: BTreeMap<PersonId, String> = names.into_iter().map(|row| (row.id, row.name)).collect();
    let record: Vec<Recorded> = rules.record.iter().map(recorded).collect::<Result<_, _>>()?;
    let book = Book { rules, names, record };
    let mut all: Vec<Change> = book.record.iter().filter_map(|each| book.change(&each.entry)).collect();
    // Within a batch the order is random; a day is the finest there is.
    all.sort_by_key(|change| std::cmp::Reverse(change.day));
    Ok(all)
}

struct Book<'a> {
    rules: &'a Rules,
    names: BTreeMap<PersonId, String>,
    record: Vec<Recorded>,
}

impl Book<'_> {
    fn change(&self, entry: &Entry) -> Option<Change> {
        let (step, about, days) = match &entry.act {
            Act::Key { .. } => ("key", About::Service, (None, None)),
            Act::ChannelClosed {} => ("channel-closed", About::Service, (None, None)),
            Act::Absent { person, from, until } => {
                ("absent", self.person(*person)?, (Some(*from), Some(*until)))
            }
            Act::Person(change) => self.of_person(change)?,
            Act::Office(change) => self.of_office(change)?,
            Act::Policy(change) => self.of_policy(change)?,
            _ => return None,
        };
        let by = match entry.by {
            Author::Person(person) => Some(self.name(person)),
            Author::Service | Author::Reporter => None,
        };
        Some(Change {
            day: entry.day,
            step,
            about,
            by,
            days,
        })
    }

    fn of_person(&self, change: &PersonChange) -> Option<Step> {
        let (step, person) = match change {
            PersonChange::Founded(new) => ("person-founded", new.person),
            PersonChange::Proposed(new) => ("person-proposed", new.person),
            PersonChange::Signed { proposal } => ("person-signed", self.proposed(*proposal)?),
            PersonChange::Admitted { proposal } => ("person-admitted", self.proposed(*proposal)?),
            PersonChange::RetirementProposed { person } => ("person-leaving", *person),
            PersonChange::RetirementSigned { proposal } => ("person-left", self.proposed(*proposal)?),
        };
        let until = self.rules.roster.person(person).and_then(|known| known.until);
        Some((step, self.person(person)?, (None, until)))
    }

    fn of_office(&self, change: &OfficeChange) -> Option<Step> {
        let (step, key) = match change {
            OfficeChange::Founded(key) => ("office-founded", key),
            OfficeChange::Proposed(key) => ("office-proposed", key),
            OfficeChange::Signed { proposal } => match self.act(*proposal)? {
                Act::Office(OfficeChange::Proposed(key)) => ("office-signed", key),
                _ => return None,
            },
        };
        Some((step, About::Office(self.office(key)), (None, None)))
    }

    fn of_policy(&self, change: &PolicyChange) -> Option<Step> {
        let (step, policy) = match change {
            PolicyChange::Founded { policy } => ("policy-founded", *policy),
            PolicyChange::Proposed { policy } => ("policy-proposed", *policy),
            PolicyChange::Signed { proposal } => match self.act(*proposal)? {
                Act::Policy(PolicyChange::Proposed { policy }) => ("policy-signed", *policy),
                _ => return None,
            },
        };
        Some((step, About::Policy(policy), (None, None)))
    }

    fn act(&self, record: Digest) -> Option<&Act> {
        let found = self.record.iter().find(|each| each.record == record);
        found.map(|each| &each.entry.act)
    }

    fn proposed(&self, proposal: Digest) -> Option<PersonId> {
        match self.act(proposal)? {
            Act::Person(PersonChange::Proposed(NewPerson { person, .. }) | PersonChange::RetirementProposed { person }) => {
                Some(*person)
            }
            _ => None,
        }
    }

    fn person(&self, person: PersonId) -> Option<About> {
        let is = self.rules.roster.person(person)?;
        let office = is.office.as_ref().map(|office| self.office_named(office));
        Some(About::Person(self.name(person), is.role, office))
    }

    /// A name that was erased leaves the id.
    fn name(&self, person: PersonId) -> String {
        let name = self.names.get(&person).filter(|name| !name.is_empty());
        name.cloned().unwrap_or_else(|| person.to_string())
    }

    fn office(&self, key: &OfficeKey) -> String {
        self.office_named(&key.office)
    }

    /// By any policy of the record: an office may stand on a route that is past.
    fn office_named(&self, office: &daylight_domain::OfficeId) -> String {
        let all = self.rules.policies.values().flat_map(|text| &text.policy.stages);
        let mut offices = all.flat_map(|stage| &stage.offices);
        let found = offices.find(|each| each.id == *office);
        found.map_or_else(|| office.to_string(), |found| found.name.clone())
    }
}

type Step = (&'static str, About, (Option<Date>, Option<Date>));
