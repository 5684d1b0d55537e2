//! What a client believes of a service: keys, people and policies that stand proven in the published record.
//! Must not know any concern. A service can still leave entries out; that is the auditor's to find.

use std::collections::BTreeMap;

use daylight_domain::{
    Act, Author, Colour, Date, Digest, OfficeChange, OfficeId, PersonChange, PersonId, Policy, PolicyChange,
    Recorded, Roster, StageNo, from_hex,
};
use daylight_tlog::{LogVerifier, UncheckedEntry, UnverifiedCheckpoint, check_inclusion, person_id, sha256};

use super::clean;
use super::log_key::GivenKey;
use super::problem::Mistrust;
use crate::api::{Instance, ProvenEntry};
use crate::crypto::derive::{KdfParams, check_params};
use crate::crypto::hybrid::HybridRecipient;

/// A service's record as far as a client needs it, every part of it checked.
#[derive(Clone, Debug)]
pub struct Trust {
    /// The log's key.
    pub log: LogVerifier,
    /// The day the service goes by. Its word alone: clients compare it with their own clock.
    pub today: Date,
    /// The organisation's colour, for what is made to look like its pages. The service's word alone.
    pub colour: Colour,
    /// Who held which office when.
    pub roster: Roster,
    /// Salt of the tracking codes.
    pub salt: [u8; 16],
    /// Parameters of the tracking codes, found strong enough.
    pub kdf: KdfParams,
    /// The proven entries, for looking up proposals.
    pub record: Vec<Recorded>,
    /// Policies by digest, with their TOML.
    policies: BTreeMap<Digest, (Policy, String)>,
    recipients: BTreeMap<Digest, HybridRecipient>,
    names: BTreeMap<PersonId, String>,
}

/// An office on the route, as a reporter meets it.
#[derive(Clone, Debug)]
pub struct Seat {
    /// Its short name.
    pub office: OfficeId,
    /// Its name.
    pub name: String,
    /// The rung it stands on.
    pub stage: StageNo,
    /// What is sealed to it goes here; none if the record knows no key of it.
    pub recipient: Option<HybridRecipient>,
    /// The names of those who hold it today, in the service's words.
    pub holders: Vec<String>,
}

impl Trust {
    /// Checks everything a service says about itself. Fails at the first thing that does not hold.
    pub fn check(instance: Instance, given: Option<&GivenKey>) -> Result<Self, Mistrust> {
        let log = LogVerifier::from_vkey(&instance.vkey).map_err(|_| Mistrust::NoLogKey)?;
        GivenKey::check(given, &log)?;
        if log.origin() != instance.origin {
            return Err(Mistrust::NoLogKey);
        }
        let proven = prove(&instance, &log)?;
        let (salt, kdf) = genesis(&proven, &log)?;
        let roster = people(&proven, &log)?;
        let record = proven.into_iter().map(|proven| proven.recorded).collect();
        Ok(Self {
            today: instance.today,
            colour: instance.colour,
            roster,
            salt,
            kdf,
            record,
            policies: policies(instance.policies),
            recipients: recipients(&instance.recipients),
            names: instance
                .names
                .into_iter()
                .map(|named| (named.person, clean(&named.name)))
                .collect(),
            log,
        })
    }

    /// The policy that binds concerns sent on that day. Fails if the service does not show it as the record has it.
    pub fn policy_on(&self, day: Date) -> Result<(Digest, &Policy), Mistrust> {
        let digest = self.roster.policy(day).ok_or(Mistrust::Policy)?;
        Ok((digest, self.policy(&digest)?))
    }

    /// A policy of the record by its digest. Fails as [`Trust::policy_on`] does.
    pub fn policy(&self, digest: &Digest) -> Result<&Policy, Mistrust> {
        self.policies
            .get(digest)
            .map(|(policy, _)| policy)
            .ok_or(Mistrust::Policy)
    }

    /// A policy's text.
    pub fn policy_text(&self, digest: &Digest) -> Result<&str, Mistrust> {
        self.policies
            .get(digest)
            .map(|(_, toml)| toml.as_str())
            .ok_or(Mistrust::Policy)
    }

    /// The offices of the route on that day, stage by stage. Fails if the service withholds a key that the record
    /// names, or shows it on another rung than the policy does.
    pub fn seats(&self, policy: &Policy, day: Date) -> Result<Vec<Seat>, Mistrust> {
        let mut seats = Vec::new();
        for stage in policy.stage_numbers() {
            for office in policy.offices(stage) {
                let key = self.roster.office_key(&office.id, day);
                let wrong = || Mistrust::Recipient {
                    office: office.id.clone(),
                };
                if key.is_some_and(|key| key.stage != stage) {
                    return Err(wrong());
                }
                let recipient = key
                    .map(|key| self.recipients.get(&key.recipient).cloned().ok_or_else(wrong))
                    .transpose()?;
                let holders = self
                    .roster
                    .holders(&office.id, day)
                    .map(|person| self.name(person))
                    .collect();
                seats.push(Seat {
                    office: office.id.clone(),
                    name: clean(&office.name),
                    stage,
                    recipient,
                    holders,
                });
            }
        }
        Ok(seats)
    }

    /// A person's name in the service's words, or their id.
    pub fn name(&self, person: PersonId) -> String {
        self.names
            .get(&person)
            .cloned()
            .unwrap_or_else(|| person.to_string())
    }

    /// How an author is named to people.
    pub fn author(&self, author: Author) -> String {
        match author {
            Author::Service => "service".to_owned(),
            Author::Reporter => "reporter".to_owned(),
            Author::Person(person) => self.name(person),
        }
    }

    /// An entry of the record by its digest.
    pub fn entry(&self, record: &Digest) -> Option<&Recorded> {
        self.record.iter().find(|recorded| recorded.record == *record)
    }
}

struct Proven {
    index: u64,
    batch_day: Date,
    unchecked: UncheckedEntry,
    recorded: Recorded,
}

/// Each entry in its one spelling, included under the checkpoint, in tree order, on days that can be.
fn prove(instance: &Instance, log: &LogVerifier) -> Result<Vec<Proven>, Mistrust> {
    let checkpoint = UnverifiedCheckpoint::parse(instance.checkpoint.as_bytes())
        .and_then(|checkpoint| checkpoint.verify(log))
        .map_err(|_| Mistrust::Checkpoint)?;
    let mut proven: Vec<Proven> = Vec::new();
    for ProvenEntry {
        index,
        batch_day,
        salt,
        entry,
        proof,
    } in &instance.record
    {
        let (index, batch_day) = (*index, *batch_day);
        let unchecked =
            UncheckedEntry::parse(entry.as_bytes()).map_err(|_| Mistrust::NotAnEntry { index })?;
        let record = unchecked.record(&salt.0);
        check_inclusion(proof, checkpoint.size, &checkpoint.root, index, &record)
            .map_err(|_| Mistrust::NotInRecord { index })?;
        if proven
            .last()
            .is_some_and(|last| last.index >= index || last.batch_day > batch_day)
        {
            return Err(Mistrust::NotInRecord { index });
        }
        // An entry is batched on its own day or later. A batch may lie ahead of the service's day: its clock can
        // stand behind its ledger.
        if unchecked.entry().day > batch_day {
            return Err(Mistrust::WrongDay { index });
        }
        let recorded = Recorded {
            entry: unchecked.entry().clone(),
            record,
        };
        proven.push(Proven {
            index,
            batch_day,
            unchecked,
            recorded,
        });
    }
    Ok(proven)
}

/// Salt and parameters of the codes, from the entry that founds this log.
fn genesis(proven: &[Proven], log: &LogVerifier) -> Result<([u8; 16], KdfParams), Mistrust> {
    let mut keys = proven.iter().filter_map(|entry| match &entry.recorded.entry.act {
        Act::Key { vkey, salt, kdf } => Some((vkey, salt, kdf)),
        _ => None,
    });
    let (Some((vkey, salt, kdf)), None) = (keys.next(), keys.next()) else {
        return Err(Mistrust::NoGenesis);
    };
    if *vkey != log.vkey() {
        return Err(Mistrust::NoGenesis);
    }
    let salt = from_hex(salt.as_str()).map_err(|_| Mistrust::NoGenesis)?;
    check_params(kdf).map_err(|weak| Mistrust::Derivation(weak.to_string()))?;
    Ok((salt, *kdf))
}

/// Builds the roster by its rules, and checks that each person signed what the record says they signed.
fn people(proven: &[Proven], log: &LogVerifier) -> Result<Roster, Mistrust> {
    let dated = proven.iter().map(|entry| {
        // What a batch changes is in effect from the next day; the first batch founds, and does so at once. A
        // demonstration may cut more than one batch on that day, so the kind decides, not the day.
        let from = if founds(&entry.recorded.entry.act) {
            entry.batch_day
        } else {
            entry.batch_day.tomorrow().unwrap_or(Date::MAX)
        };
        (from, &entry.recorded)
    });
    let roster = Roster::build(dated).map_err(|bad| Mistrust::Rules {
        index: proven.get(bad.index).map_or(0, |entry| entry.index),
        refusal: bad.refusal.to_string(),
    })?;
    for entry in proven {
        let Author::Person(author) = entry.recorded.entry.by else {
            continue;
        };
        let unsigned = Mistrust::Signature { index: entry.index };
        let Some(person) = roster.person(author) else {
            return Err(unsigned);
        };
        if person_id(&person.key) != author || entry.unchecked.verify(log.origin(), &person.key).is_err() {
            return Err(unsigned);
        }
    }
    Ok(roster)
}

/// Steps that the rules allow in the first batch alone.
fn founds(act: &Act) -> bool {
    matches!(
        act,
        Act::Key { .. }
            | Act::Person(PersonChange::Founded(_))
            | Act::Office(OfficeChange::Founded(_))
            | Act::Policy(PolicyChange::Founded { .. })
    )
}

/// Policies by the digest of their exact text. One that breaks the ceilings is left out, as if it were not shown.
fn policies(texts: Vec<String>) -> BTreeMap<Digest, (Policy, String)> {
    let parsed = texts.into_iter().filter_map(|toml| {
        let policy = Policy::parse(&toml).ok()?;
        Some((sha256(toml.as_bytes()), (policy, toml)))
    });
    parsed.collect()
}

fn recipients(texts: &[String]) -> BTreeMap<Digest, HybridRecipient> {
    texts
        .iter()
        .filter_map(|text| Some((sha256(text.as_bytes()), text.parse().ok()?)))
        .collect()
}
