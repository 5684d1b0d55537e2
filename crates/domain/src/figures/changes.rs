//! Changes that everybody may see: people, keys, policies, and what the service says about itself (R25). Names
//! nobody: people by their role and office.

use serde::{Deserialize, Serialize};

use crate::entry::Act;
use crate::people::{NewPerson, OfficeChange, PersonChange, PolicyChange, Role};
use crate::replay::Recorded;
use crate::roster::{Proposal, Roster};
use crate::values::{Date, Digest, OfficeId};

/// A change to who may do what, or to the rules.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Change {
    /// The day it was signed.
    pub day: Date,
    /// The kind of its entry.
    pub kind: String,
    /// The step, for people, offices and policies.
    pub step: Option<String>,
    /// The role of the person it is about.
    pub role: Option<Role>,
    /// The office it is about, or theirs.
    pub office: Option<OfficeId>,
    /// The policy it is about.
    pub policy: Option<Digest>,
    /// The entry's record, by which anybody can ask for its proof.
    pub record: Digest,
}

/// What an entry changes; nothing for those that belong to a concern and for what changes nothing.
pub fn change(recorded: &Recorded, roster: &Roster) -> Option<Change> {
    let mut change = Change {
        day: recorded.entry.day,
        kind: recorded.entry.act.kind().to_owned(),
        step: None,
        role: None,
        office: None,
        policy: None,
        record: recorded.record,
    };
    match &recorded.entry.act {
        Act::Person(step) => change.person(step, roster),
        Act::Office(step) => change.office(step, roster),
        Act::Policy(step) => change.policy(step, roster),
        Act::Absent { person, .. } => change.about(roster.person(*person)),
        Act::Key { .. }
        | Act::Code { .. }
        | Act::RefusedDay {}
        | Act::ChannelClosed {}
        | Act::Clock { .. }
        | Act::MailGivenUp { .. }
        | Act::OutsideCheckOverdue { .. } => {}
        _ => return None,
    }
    Some(change)
}

impl Change {
    fn about(&mut self, person: Option<&NewPerson>) {
        self.role = person.map(|person| person.role);
        self.office = person.and_then(|person| person.office.clone());
    }

    fn person(&mut self, step: &PersonChange, roster: &Roster) {
        let proposed = |proposal: &Digest| match roster.proposals.get(proposal) {
            Some(Proposal::Person(person) | Proposal::Retirement(person)) => roster.person(*person),
            _ => None,
        };
        let (name, person) = match step {
            PersonChange::Founded(new) => ("founded", Some(new)),
            PersonChange::Proposed(new) => ("proposed", Some(new)),
            PersonChange::Signed { proposal } => ("signed", proposed(proposal)),
            PersonChange::Admitted { proposal } => ("admitted", proposed(proposal)),
            PersonChange::RetirementProposed { person } => ("retirement_proposed", roster.person(*person)),
            PersonChange::RetirementSigned { proposal } => ("retirement_signed", proposed(proposal)),
        };
        self.step = Some(name.to_owned());
        self.about(person);
    }

    fn office(&mut self, step: &OfficeChange, roster: &Roster) {
        let (name, office) = match step {
            OfficeChange::Founded(key) => ("founded", Some(&key.office)),
            OfficeChange::Proposed(key) => ("proposed", Some(&key.office)),
            OfficeChange::Signed { proposal } => {
                let office = match roster.proposals.get(proposal) {
                    Some(Proposal::Office(key, _)) => Some(&key.office),
                    _ => None,
                };
                ("signed", office)
            }
        };
        self.step = Some(name.to_owned());
        self.office = office.cloned();
    }

    fn policy(&mut self, step: &PolicyChange, roster: &Roster) {
        let (name, policy) = match step {
            PolicyChange::Founded { policy } => ("founded", Some(*policy)),
            PolicyChange::Proposed { policy } => ("proposed", Some(*policy)),
            PolicyChange::Signed { proposal } => {
                let policy = match roster.proposals.get(proposal) {
                    Some(Proposal::Policy(policy)) => Some(*policy),
                    _ => None,
                };
                ("signed", policy)
            }
        };
        self.step = Some(name.to_owned());
        self.policy = policy;
    }
}
