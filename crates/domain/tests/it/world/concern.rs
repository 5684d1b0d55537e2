//! One concern and its record, and how far it has come.

use daylight_domain::*;

use super::*;

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
            after: self.entries.last().map(|last| last.record),
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

/// The date of a running clock.
pub(crate) fn due(outlook: &Outlook, clock: ClockName) -> Option<String> {
    outlook
        .deadlines
        .iter()
        .find(|each| each.clock == clock)
        .map(|each| each.due.to_string())
}

/// Closed on 19 March by the guardian with the chair's approval.
pub(crate) fn closed() -> World {
    let mut world = World::new("2026-03-02");
    world.finds(GUARDIAN, "2026-03-03");
    let of = world.does(GUARDIAN, "2026-03-18", closing(ClosingReason::NotEstablished));
    world.opens(CHAIR, "2026-03-19");
    world.does(CHAIR, "2026-03-19", Act::Approved { of });
    world
}

/// A concern that has reached the outside body, with findings sent there on 4 January 2027.
pub(crate) fn outside(people: &People) -> World {
    let mut world = World::with(policy(), people.roster(), "2026-12-18", Urgency::Ordinary, &[]);
    world.settle(day("2027-01-03"));
    world.finds(OUTSIDE, "2027-01-04");
    world
}
