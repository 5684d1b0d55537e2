//! The people entries of a ledger: who holds which office, and how that changes.

use daylight_domain::*;

use super::*;

pub(crate) fn new_person(person: PersonId, role: Role, office: Option<&str>) -> NewPerson {
    NewPerson {
        person,
        role,
        office: office.map(|id| id.parse().unwrap()),
        key: PublicKey([person.0[0]; 32]),
        recipient: ITEM,
        until: None,
    }
}

pub(crate) fn office_key(id: &str, stage: u8) -> OfficeKey {
    OfficeKey {
        office: office(id),
        stage: StageNo(stage),
        recipient: ITEM,
    }
}

/// The people entries of a ledger, in order, each with its day of effect.
#[derive(Clone, Default)]
pub(crate) struct People(pub(crate) Vec<(Date, Recorded)>);

impl People {
    /// The demonstration's people, in effect from 1 January 2026.
    pub(crate) fn founded() -> Self {
        let mut people = Self::default();
        let from = day("2026-01-01");
        for (id, stage) in [("guardian", 1), ("deputy", 1), ("chair", 2), ("outside", 3)] {
            people.add(
                from,
                OUTSIDE,
                Act::Office(OfficeChange::Founded(office_key(id, stage))),
            );
        }
        for (person, office) in [
            (GUARDIAN, "guardian"),
            (DEPUTY, "deputy"),
            (CHAIR, "chair"),
            (OUTSIDE, "outside"),
        ] {
            people.found(person, Role::Holder, Some(office));
        }
        people.found(AUDITOR, Role::Auditor, None);
        people.found(OPERATOR, Role::Operator, None);
        people
    }

    pub(crate) fn found(&mut self, person: PersonId, role: Role, office: Option<&str>) {
        let new = new_person(person, role, office);
        self.add(
            day("2026-01-01"),
            OUTSIDE,
            Act::Person(PersonChange::Founded(new)),
        );
    }

    /// Adds an entry signed on the day before it takes effect (for the first batch: on the day).
    pub(crate) fn add(&mut self, from: Date, by: PersonId, act: Act) -> Digest {
        let signed = if from == day("2026-01-01") {
            from
        } else {
            from.yesterday().unwrap()
        };
        let record = record(u32::MAX.saturating_sub(u32::try_from(self.0.len()).unwrap()));
        let entry = Entry {
            day: signed,
            concern: None,
            by: Author::Person(by),
            after: None,
            act,
        };
        self.0.push((from, Recorded { record, entry }));
        record
    }

    /// Retires a person from that day on.
    pub(crate) fn retire(&mut self, person: PersonId, by: PersonId, from: &str) {
        let proposal = self.add(
            day(from),
            OPERATOR,
            Act::Person(PersonChange::RetirementProposed { person }),
        );
        self.add(
            day(from),
            by,
            Act::Person(PersonChange::RetirementSigned { proposal }),
        );
    }

    /// Brings a holder in from that day on.
    pub(crate) fn join(
        &mut self,
        person: PersonId,
        office: &str,
        signed: PersonId,
        admitted: PersonId,
        from: &str,
    ) {
        let new = new_person(person, Role::Holder, Some(office));
        let proposal = self.add(day(from), OPERATOR, Act::Person(PersonChange::Proposed(new)));
        self.add(day(from), signed, Act::Person(PersonChange::Signed { proposal }));
        self.add(
            day(from),
            admitted,
            Act::Person(PersonChange::Admitted { proposal }),
        );
    }

    pub(crate) fn build(&self) -> Result<Roster, Bad> {
        Roster::build(self.0.iter().map(|(from, recorded)| (*from, recorded)))
    }

    pub(crate) fn roster(&self) -> Roster {
        self.build().unwrap()
    }
}

pub(crate) fn refusal(people: &People) -> Refusal {
    people.build().unwrap_err().refusal
}
