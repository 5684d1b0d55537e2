//! Reads the roster from the people entries of the ledger. Knows what each entry changes; who may write it stands in
//! `people_rules`.
//!
//! Each entry comes with the day from which it takes effect: the day after the batch it stands in, for the first
//! batch that batch's own day. Within one batch the order is random, so nothing here depends on it.

use crate::calendar::add_days;
use crate::entry::{Act, Entry};
use crate::people::{NewPerson, OfficeChange, OfficeKey, PersonChange, PolicyChange};
use crate::people_rules;
use crate::refusal::Refusal;
use crate::replay::{Bad, Recorded};
use crate::roster::{Person, Proposal, Roster};
use crate::values::{Date, Digest};

impl Roster {
    /// Reads entries in the order of the ledger, each with its day of effect (never falling). Entries about
    /// other matters are passed over. Fails at the first one that breaks a rule of DESIGN section 2; `index`
    /// counts within what was given.
    pub fn build<'a>(entries: impl IntoIterator<Item = (Date, &'a Recorded)>) -> Result<Self, Bad> {
        let all: Vec<(usize, Date, &Recorded)> = entries
            .into_iter()
            .enumerate()
            .map(|(index, (from, recorded))| (index, from, recorded))
            .collect();
        let genesis = all.first().map(|(_, from, _)| *from);
        let mut roster = Self::default();
        for batch in all.chunk_by(|a, b| a.1 == b.1) {
            let founding = batch.first().map(|(_, from, _)| *from) == genesis;
            for (index, from, recorded) in batch {
                roster
                    .introduce(recorded, *from, founding)
                    .map_err(|refusal| Bad {
                        index: *index,
                        refusal,
                    })?;
            }
            for (index, _, recorded) in batch {
                people_rules::check(&roster, &recorded.entry, founding).map_err(|refusal| Bad {
                    index: *index,
                    refusal,
                })?;
            }
            for (_, from, recorded) in batch {
                roster.take_effect(&recorded.entry, *from);
            }
            roster.find_change_days();
        }
        Ok(roster)
    }

    /// First pass over a batch: what is proposed or founded, so that a signature may stand before it.
    fn introduce(&mut self, recorded: &Recorded, from: Date, founding: bool) -> Result<(), Refusal> {
        match &recorded.entry.act {
            Act::Person(PersonChange::Founded(new)) if founding => self.add_person(new, Some(from))?,
            Act::Person(PersonChange::Proposed(new)) => {
                self.add_person(new, None)?;
                self.proposals
                    .insert(recorded.record, Proposal::Person(new.person));
            }
            Act::Person(PersonChange::RetirementProposed { person }) => {
                self.proposals
                    .insert(recorded.record, Proposal::Retirement(*person));
            }
            Act::Office(OfficeChange::Founded(key)) if founding => self.add_office(from, key),
            Act::Office(OfficeChange::Proposed(key)) => {
                let proposal = Proposal::Office(key.clone(), recorded.entry.by);
                self.proposals.insert(recorded.record, proposal);
            }
            Act::Policy(PolicyChange::Founded { policy }) if founding => self.policies.push((from, *policy)),
            Act::Policy(PolicyChange::Proposed { policy }) => {
                self.proposals.insert(recorded.record, Proposal::Policy(*policy));
            }
            _ => {}
        }
        Ok(())
    }

    fn add_person(&mut self, new: &NewPerson, founded: Option<Date>) -> Result<(), Refusal> {
        // R24: one person, one role. A second role needs a second key, and so a second id.
        if self.persons.contains_key(&new.person) {
            return Err(Refusal::PersonKnown { person: new.person });
        }
        let person = Person {
            is: new.clone(),
            signed: founded,
            admitted: founded,
            retired: None,
            absences: Vec::new(),
        };
        self.persons.insert(new.person, person);
        Ok(())
    }

    fn add_office(&mut self, from: Date, key: &OfficeKey) {
        self.offices
            .entry(key.office.clone())
            .or_default()
            .push((from, key.clone()));
    }

    /// Second pass: checked entries change the roster from their day on; the first of two signatures counts.
    fn take_effect(&mut self, entry: &Entry, from: Date) {
        match &entry.act {
            Act::Person(PersonChange::Signed { proposal }) => {
                if let Some(person) = self.proposed_person(proposal) {
                    person.signed = person.signed.or(Some(from));
                }
            }
            Act::Person(PersonChange::Admitted { proposal }) => {
                if let Some(person) = self.proposed_person(proposal) {
                    person.admitted = person.admitted.or(Some(from));
                }
            }
            Act::Person(PersonChange::RetirementSigned { proposal }) => {
                if let Some(Proposal::Retirement(id)) = self.proposals.get(proposal)
                    && let Some(person) = self.persons.get_mut(id)
                {
                    person.retired = person.retired.or(Some(from));
                }
            }
            Act::Office(OfficeChange::Signed { proposal }) => {
                if let Some(Proposal::Office(key, _)) = self.proposals.get(proposal).cloned()
                    && self.settled.insert(*proposal)
                {
                    self.add_office(from, &key);
                }
            }
            Act::Policy(PolicyChange::Signed { proposal }) => {
                if let Some(Proposal::Policy(policy)) = self.proposals.get(proposal)
                    && self.settled.insert(*proposal)
                {
                    // In force 7 days after the batch; `from` is the day after it.
                    self.policies.push((add_days(from, 6), *policy));
                }
            }
            Act::Absent {
                person,
                from: first,
                until,
            } => {
                if let Some(person) = self.persons.get_mut(person) {
                    // Never before the day of effect: what was derived for a day stays as it was.
                    person.absences.push(((*first).max(from), *until));
                }
            }
            Act::ChannelClosed {} => self.channel_closed = self.channel_closed.or(Some(from)),
            _ => {}
        }
    }

    fn proposed_person(&mut self, proposal: &Digest) -> Option<&mut Person> {
        match self.proposals.get(proposal)? {
            Proposal::Person(id) => self.persons.get_mut(id),
            _ => None,
        }
    }

    fn find_change_days(&mut self) {
        self.change_days = self
            .persons
            .values()
            .flat_map(|person| {
                let after = |day: Date| add_days(day, 1);
                let absences = person
                    .absences
                    .iter()
                    .flat_map(move |(from, until)| [*from, after(*until)]);
                person
                    .from()
                    .into_iter()
                    .chain(person.retired)
                    .chain(person.is.until.map(after))
                    .chain(absences)
            })
            .chain(self.channel_closed)
            .collect();
    }
}
