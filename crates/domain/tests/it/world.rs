//! A small organisation to tell stories in: two offices on stage 1, one on stage 2, one outside.

use daylight_domain::*;

pub(crate) const GUARDIAN: PersonId = PersonId([1; 8]);
pub(crate) const DEPUTY: PersonId = PersonId([2; 8]);
pub(crate) const CHAIR: PersonId = PersonId([3; 8]);
pub(crate) const OUTSIDE: PersonId = PersonId([4; 8]);
pub(crate) const OUTSIDE_TWO: PersonId = PersonId([5; 8]);
pub(crate) const AUDITOR: PersonId = PersonId([6; 8]);
pub(crate) const OPERATOR: PersonId = PersonId([7; 8]);
pub(crate) const NEWCOMER: PersonId = PersonId([8; 8]);

pub(crate) const ITEM: Digest = Digest([9; 32]);
pub(crate) const EXAMPLE: &str = include_str!("../../../../config/policies/example.toml");

pub(crate) fn policy() -> Policy {
    Policy::parse(EXAMPLE).unwrap()
}

pub(crate) fn day(text: &str) -> Date {
    text.parse().unwrap()
}

pub(crate) fn office(id: &str) -> OfficeId {
    id.parse().unwrap()
}

pub(crate) fn record(number: u32) -> Digest {
    let mut bytes = [0; 32];
    bytes[..4].copy_from_slice(&number.to_be_bytes());
    bytes[31] = 1;
    Digest(bytes)
}

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

/// One concern and its record, written as a server would: what is owed first, then the act, then what follows.
#[derive(Clone)]
pub(crate) struct World {
    pub(crate) policy: Policy,
    pub(crate) roster: Roster,
    pub(crate) entries: Vec<Recorded>,
}

/// The record alone: what a failing walk must show.
impl std::fmt::Debug for World {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        writeln!(f, "{:?}", self.policy.clocks)?;
        self.entries
            .iter()
            .try_for_each(|each| writeln!(f, "{} {} {:?}", each.entry.day, each.entry.by, each.entry.act))
    }
}

pub(crate) const CONCERN: ConcernId = ConcernId([7; 16]);

impl World {
    pub(crate) fn new(received: &str) -> Self {
        Self::with(
            policy(),
            People::founded().roster(),
            received,
            Urgency::Ordinary,
            &[],
        )
    }

    pub(crate) fn urgent(received: &str, urgency: Urgency) -> Self {
        Self::with(policy(), People::founded().roster(), received, urgency, &[])
    }

    pub(crate) fn with(
        policy: Policy,
        roster: Roster,
        received: &str,
        urgency: Urgency,
        left_out: &[u8],
    ) -> Self {
        let mut world = Self {
            policy,
            roster,
            entries: Vec::new(),
        };
        let on = day(received);
        let dates = first_dates(&world.policy, on, urgency);
        let left_out = left_out.iter().copied().map(StageNo).collect();
        world.push(
            Author::Reporter,
            on,
            Act::Received {
                manifest: ITEM,
                policy: ITEM,
                urgency,
                left_out,
                dates,
            },
        );
        world
    }

    pub(crate) fn push(&mut self, by: Author, on: Date, act: Act) -> Digest {
        let record = record(u32::try_from(self.entries.len()).unwrap());
        let entry = Entry {
            day: on,
            concern: Some(CONCERN),
            by,
            after: None,
            act,
        };
        self.entries.push(Recorded { record, entry });
        record
    }

    pub(crate) fn on(&self, today: &str) -> Outlook {
        self.at(day(today))
    }

    pub(crate) fn at(&self, today: Date) -> Outlook {
        replay(&self.policy, &self.roster, &self.entries, today).unwrap()
    }

    /// The tick: writes what the calendar owes.
    pub(crate) fn settle(&mut self, today: Date) -> Vec<Act> {
        let owed = self.at(today).owed;
        for act in &owed {
            self.push(Author::Service, today, act.clone());
        }
        owed
    }

    /// Writes an act and what follows from it, or says why not.
    pub(crate) fn attempt(&mut self, by: Author, on: Date, act: Act) -> Result<Digest, Refusal> {
        self.settle(on);
        let follows = self.at(on).check(&self.policy, &self.roster, by, on, &act)?;
        assert!(
            !follows.iter().any(|act| matches!(act, Act::Lapsed { .. })),
            "an act makes nothing lapse"
        );
        let record = self.push(by, on, act);
        assert_eq!(
            self.at(on).owed,
            follows,
            "what check foretells is what replay owes"
        );
        self.settle(on);
        Ok(record)
    }

    pub(crate) fn person(&mut self, person: PersonId, on: &str, act: Act) -> Result<Digest, Refusal> {
        self.attempt(Author::Person(person), day(on), act)
    }

    pub(crate) fn reporter(&mut self, on: &str, act: Act) -> Result<Digest, Refusal> {
        self.attempt(Author::Reporter, day(on), act)
    }

    /// Opens it and declares no conflict.
    pub(crate) fn opens(&mut self, person: PersonId, on: &str) {
        let office = self.roster.office_of(person, day(on)).unwrap().clone();
        self.person(
            person,
            on,
            Act::Opened {
                office,
                countersign: Signature([0; 64]),
            },
        )
        .unwrap();
        self.person(person, on, Act::NoConflict {}).unwrap();
    }

    pub(crate) fn does(&mut self, person: PersonId, on: &str, act: Act) -> Digest {
        self.person(person, on, act).unwrap()
    }

    /// Opened, acknowledged, scoped with one point, findings sent: all by one person on one day.
    pub(crate) fn finds(&mut self, person: PersonId, on: &str) {
        self.opens(person, on);
        self.does(person, on, acknowledged());
        self.does(person, on, scope_of_one());
        self.does(person, on, findings(&[1]));
    }

    /// The moves so far, as (to, arrived, cause).
    pub(crate) fn moves(&self) -> Vec<(u8, String, Cause)> {
        let escalated = |recorded: &Recorded| match recorded.entry.act {
            Act::Escalated {
                to, arrived, cause, ..
            } => Some((to.0, arrived.to_string(), cause)),
            _ => None,
        };
        self.entries.iter().filter_map(escalated).collect()
    }

    pub(crate) fn lapsed(&self) -> Vec<ClockName> {
        let lapsed = |recorded: &Recorded| match recorded.entry.act {
            Act::Lapsed { clock, .. } => Some(clock),
            _ => None,
        };
        self.entries.iter().filter_map(lapsed).collect()
    }
}

pub(crate) fn acknowledged() -> Act {
    Act::Acknowledged { item: None }
}

pub(crate) fn point_in() -> ScopePoint {
    ScopePoint {
        mark: Some(Mark::In),
        reason: None,
    }
}

pub(crate) fn scope_of_one() -> Act {
    Act::Scope {
        points: vec![point_in()],
        item: ITEM,
    }
}

pub(crate) fn enquiries() -> Enquiries {
    Enquiries {
        made: 2,
        spoken_to: 3,
        standard: Some(Standard::BalanceOfProbabilities),
    }
}

pub(crate) fn findings(points: &[u16]) -> Act {
    let result = FindingResult::NotEstablished;
    let points = points
        .iter()
        .map(|point| Finding {
            point: *point,
            result,
        })
        .collect();
    Act::Findings {
        points,
        enquiries: enquiries(),
        item: ITEM,
    }
}

pub(crate) fn message() -> Act {
    Act::Message {
        item: ITEM,
        audience: Audience::Case,
    }
}

pub(crate) fn feedback() -> Act {
    Act::Feedback { item: ITEM }
}

pub(crate) fn closing(reason: ClosingReason) -> Act {
    Act::ClosingProposed {
        reason,
        receiver: None,
        item: ITEM,
    }
}

pub(crate) fn disputed(matter: Disputed) -> Act {
    Act::Disputed { matter, item: ITEM }
}

pub(crate) fn answered(same_person: bool) -> Act {
    Act::DisputeAnswered {
        item: ITEM,
        same_person,
    }
}

/// The date of a running clock.
pub(crate) fn due(outlook: &Outlook, clock: ClockName) -> Option<String> {
    outlook
        .deadlines
        .iter()
        .find(|each| each.clock == clock)
        .map(|each| each.due.to_string())
}
