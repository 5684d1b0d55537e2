//! Who held which office on which day. Knows no concern; `roster_build` reads it from the ledger.

use std::collections::{BTreeMap, BTreeSet};

use crate::people::{NewPerson, OfficeKey, Role};
use crate::refusal::Refusal;
use crate::values::{Author, Date, Digest, OfficeId, PersonId, PublicKey, StageNo};

/// The people, offices and policies of the record, by day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Roster {
    pub(crate) persons: BTreeMap<PersonId, Person>,
    pub(crate) offices: BTreeMap<OfficeId, Vec<(Date, OfficeKey)>>,
    pub(crate) policies: Vec<(Date, Digest)>,
    pub(crate) proposals: BTreeMap<Digest, Proposal>,
    /// Proposals of offices and policies that have had their effect: a second signature has none.
    pub(crate) settled: BTreeSet<Digest>,
    pub(crate) channel_closed: Option<Date>,
    /// Days from which somebody's presence may differ from the day before, or the channel is closed.
    pub(crate) change_days: BTreeSet<Date>,
}

/// A person of the record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Person {
    pub(crate) is: NewPerson,
    pub(crate) signed: Option<Date>,
    pub(crate) admitted: Option<Date>,
    pub(crate) retired: Option<Date>,
    pub(crate) absences: Vec<(Date, Date)>,
}

/// A proposal waiting for a signature, or signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Proposal {
    Person(PersonId),
    Retirement(PersonId),
    /// With whoever proposed it.
    Office(OfficeKey, Author),
    Policy(Digest),
}

impl Person {
    /// First day of effect: for holders once admitted, for all others once signed.
    pub(crate) fn from(&self) -> Option<Date> {
        match self.is.role {
            Role::Holder => Some(self.signed?.max(self.admitted?)),
            _ => self.signed,
        }
    }

    fn in_service(&self, on: Date) -> bool {
        self.from().is_some_and(|from| from <= on)
            && self.retired.is_none_or(|retired| on < retired)
            && self.is.until.is_none_or(|until| on <= until)
    }

    fn is_present(&self, on: Date) -> bool {
        self.in_service(on)
            && !self
                .absences
                .iter()
                .any(|(from, until)| (*from..=*until).contains(&on))
    }
}

impl Roster {
    /// Days after `from`, ascending, on which somebody's presence may change, as far as is known.
    pub(crate) fn changes_after(&self, from: Date) -> impl Iterator<Item = Date> + '_ {
        use std::ops::Bound::{Excluded, Unbounded};
        self.change_days.range((Excluded(from), Unbounded)).copied()
    }

    /// Whether somebody's presence may differ on a day after `from`, up to and including `to`, from the day before
    /// it, or the channel closes then. The next dates of open concerns, worked out before, no longer hold.
    pub fn changed_between(&self, from: Date, to: Date) -> bool {
        self.changes_after(from).next().is_some_and(|day| day <= to)
    }

    /// The role of a person in service on that day (absent ones included).
    pub fn role(&self, person: PersonId, on: Date) -> Option<Role> {
        self.persons
            .get(&person)
            .filter(|known| known.in_service(on))
            .map(|known| known.is.role)
    }

    /// The office a person holds on that day, being present.
    pub fn office_of(&self, person: PersonId, on: Date) -> Option<&OfficeId> {
        let known = self.persons.get(&person).filter(|known| known.is_present(on))?;
        known.is.office.as_ref().filter(|_| known.is.role == Role::Holder)
    }

    /// The key that a person's signature must verify with on that day; none if they are not in service then.
    /// A newcomer has none before the change is in effect.
    pub fn key(&self, person: PersonId, on: Date) -> Option<PublicKey> {
        self.persons
            .get(&person)
            .filter(|known| known.in_service(on))
            .map(|known| known.is.key)
    }

    /// A person as introduced, whether or not in effect yet or still.
    pub fn person(&self, person: PersonId) -> Option<&NewPerson> {
        self.persons.get(&person).map(|known| &known.is)
    }

    /// Everybody the record introduces, in effect or not.
    pub fn introduced(&self) -> impl Iterator<Item = &NewPerson> + '_ {
        self.persons.values().map(|known| &known.is)
    }

    /// First and last day of a person's service, as far as they are known: no first while a signature or the admission is
    /// missing, no last while nobody has signed that they leave.
    pub fn service(&self, person: PersonId) -> (Option<Date>, Option<Date>) {
        let Some(known) = self.persons.get(&person) else {
            return (None, None);
        };
        let last = known
            .retired
            .map(|retired| retired.yesterday().unwrap_or(retired));
        (known.from(), last.into_iter().chain(known.is.until).min())
    }

    /// Everybody in service on that day.
    pub fn in_service(&self, on: Date) -> impl Iterator<Item = &NewPerson> + '_ {
        self.persons
            .values()
            .filter(move |known| known.in_service(on))
            .map(|known| &known.is)
    }

    /// Present holders of an office on that day.
    pub fn holders<'a>(&'a self, office: &'a OfficeId, on: Date) -> impl Iterator<Item = PersonId> + 'a {
        self.persons
            .values()
            .filter(move |known| {
                known.is.role == Role::Holder
                    && known.is.office.as_ref() == Some(office)
                    && known.is_present(on)
            })
            .map(|known| known.is.person)
    }

    /// Holders of an office in service on that day, absent ones included: those its mail goes to.
    pub fn all_holders<'a>(&'a self, office: &'a OfficeId, on: Date) -> impl Iterator<Item = PersonId> + 'a {
        self.in_service(on)
            .filter(move |person| person.role == Role::Holder && person.office.as_ref() == Some(office))
            .map(|person| person.person)
    }

    /// The office's key for concerns sent on that day: the newest in effect.
    pub fn office_key(&self, office: &OfficeId, on: Date) -> Option<&OfficeKey> {
        self.offices
            .get(office)?
            .iter()
            .rfind(|(from, _)| *from <= on)
            .map(|(_, key)| key)
    }

    /// Where the keys of this office stand or are proposed to stand: one stage, or none yet.
    pub fn stages_of<'a>(&'a self, office: &'a OfficeId) -> impl Iterator<Item = StageNo> + 'a {
        let proposed = self.proposals.values().filter_map(|proposal| match proposal {
            Proposal::Office(key, _) => Some(key),
            _ => None,
        });
        let founded = self.offices.get(office).into_iter().flatten();
        founded
            .map(|(_, key)| key)
            .chain(proposed)
            .filter(move |key| key.office == *office)
            .map(|key| key.stage)
    }

    /// Whether somebody left this office after its key for that day was made: they could still open what is sealed to
    /// it, if they kept a copy. Then the office should make a new one.
    pub fn has_left_with_key(&self, office: &OfficeId, on: Date) -> bool {
        let keys = self.offices.get(office);
        let newest = keys.and_then(|keys| keys.iter().rfind(|(from, _)| *from <= on));
        let gone = |known: &Person| {
            known.from()?;
            known.retired.filter(|retired| *retired <= on)
        };
        newest.is_some_and(|(from, _)| {
            let held = |known: &&Person| known.is.office.as_ref() == Some(office);
            self.persons
                .values()
                .filter(held)
                .filter_map(gone)
                .any(|retired| retired > *from)
        })
    }

    /// Every office with its key for that day.
    pub fn office_keys(&self, on: Date) -> impl Iterator<Item = &OfficeKey> + '_ {
        self.offices
            .keys()
            .filter_map(move |office| self.office_key(office, on))
    }

    /// Every office as it first stood in the record.
    pub(crate) fn offices_first(&self) -> impl Iterator<Item = &OfficeKey> + '_ {
        self.offices
            .values()
            .filter_map(|keys| keys.first())
            .map(|(_, key)| key)
    }

    /// The policy in force on that day.
    pub fn policy(&self, on: Date) -> Option<Digest> {
        self.policies
            .iter()
            .filter(|(from, _)| *from <= on)
            .max_by_key(|(from, _)| *from)
            .map(|(_, policy)| *policy)
    }

    /// Every policy that is in force, was or will be.
    pub fn policies(&self) -> impl Iterator<Item = Digest> + '_ {
        self.policies.iter().map(|(_, policy)| *policy)
    }

    /// From which day a policy is in force, if it ever was or will be.
    pub fn policy_from(&self, policy: Digest) -> Option<Date> {
        self.policies
            .iter()
            .find(|(_, known)| *known == policy)
            .map(|(from, _)| *from)
    }

    /// The day from which the channel is closed, if it is.
    pub fn channel_closed(&self) -> Option<Date> {
        self.channel_closed
    }

    /// The person's stage on that day: their office's.
    pub(crate) fn stage_of(&self, person: PersonId, on: Date) -> Option<StageNo> {
        self.office_key(self.office_of(person, on)?, on)
            .map(|key| key.stage)
    }

    /// The highest stage that has ever had a holder by that day: the last one. A stage added above it becomes
    /// the last when its first holder is in effect.
    pub(crate) fn last_stage(&self, on: Date) -> Option<StageNo> {
        self.persons
            .values()
            .filter(|known| known.is.role == Role::Holder && known.from().is_some_and(|from| from <= on))
            .filter_map(|known| self.office_key(known.is.office.as_ref()?, on))
            .map(|key| key.stage)
            .max()
    }

    /// Present holders of the last stage on that day.
    pub(crate) fn last_stage_holders(&self, on: Date) -> impl Iterator<Item = PersonId> + '_ {
        let last = self.last_stage(on);
        self.persons
            .keys()
            .copied()
            .filter(move |person| last.is_some() && self.stage_of(*person, on) == last)
    }

    /// Holders of the last stage in service on that day, absent ones included.
    pub(crate) fn last_stage_in_service(&self, on: Date) -> impl Iterator<Item = PersonId> + '_ {
        let last = self.last_stage(on);
        let stage = move |office| self.office_key(office, on).map(|key| key.stage);
        self.in_service(on)
            .filter(move |person| last.is_some() && person.office.as_ref().and_then(stage) == last)
            .map(|person| person.person)
    }

    /// The person who wrote an entry, if a person did and is in service on that day.
    pub(crate) fn signer(&self, by: Author, on: Date) -> Result<PersonId, Refusal> {
        let Author::Person(person) = by else {
            return Err(Refusal::WrongAuthor);
        };
        if self.role(person, on).is_some() {
            Ok(person)
        } else {
            Err(Refusal::NotPresent { person })
        }
    }
}
