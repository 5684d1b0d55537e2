//! A small service in memory: founds a ledger, takes entries, makes daily batches. It checks nothing, so that the
//! tests can write what an honest service would refuse.

use std::collections::BTreeSet;

use daylight_domain::{
    Act, Author, ConcernId, Date, Entry, KdfParams, NewPerson, OfficeChange, OfficeKey, PersonChange,
    PersonId, Policy, PolicyChange, Recorded, Role, Roster, StageNo,
    calendar::{add_days, days_between},
    replay,
};
use daylight_tlog::replay::{Fault, Ledger, Verdict, check};
use daylight_tlog::{
    Cosigner, Hashes, LogKey, Place, Salt, SigningKey, UnsignedEntry, in_batch_order, padding_needed,
    person_id, record, sha256, tree,
};

use crate::sample::{ORIGIN, log_key};

pub(crate) const POLICY: &str = include_str!("../fixtures/policy.toml");

/// The persons, by the byte their seed is made of.
pub(crate) const GUARDIAN: u8 = 20;
pub(crate) const DEPUTY: u8 = 21;
pub(crate) const CHAIR: u8 = 22;
pub(crate) const OUTSIDE: u8 = 23;
pub(crate) const AUDITOR: u8 = 24;
pub(crate) const OPERATOR: u8 = 25;

pub(crate) fn key(seed: u8) -> SigningKey {
    SigningKey::from_seed(&[seed; 32])
}

pub(crate) fn id(seed: u8) -> PersonId {
    person_id(&key(seed).public())
}

pub(crate) fn day(text: &str) -> Date {
    text.parse().unwrap()
}

pub(crate) fn new_person(seed: u8, role: Role, office: Option<&str>) -> NewPerson {
    let office = office.map(|office| office.parse().unwrap());
    let key = key(seed).public();
    NewPerson {
        person: person_id(&key),
        role,
        office,
        key,
        recipient: sha256(&[seed]),
        until: None,
    }
}

#[derive(Clone)]
pub(crate) struct Book {
    pub(crate) log: LogKey,
    pub(crate) entries: Vec<(Salt, Vec<u8>)>,
    pub(crate) checkpoints: Vec<Vec<u8>>,
    pub(crate) manifests: Vec<Vec<u8>>,
    pub(crate) policies: Vec<Vec<u8>>,
    pending: Vec<(Entry, Salt, Vec<u8>)>,
    /// Everything written, pending or not, with its day of effect once it is in a batch.
    written: Vec<(Option<Date>, Recorded)>,
    pub(crate) stored: Hashes,
    salts: u64,
}

impl Book {
    /// Founded on 1 December 2026, in one batch, signed by the outside body.
    pub(crate) fn found() -> Self {
        let mut book = Self {
            log: log_key(),
            entries: vec![],
            checkpoints: vec![],
            manifests: vec![],
            policies: vec![POLICY.as_bytes().to_vec()],
            pending: vec![],
            written: vec![],
            stored: Hashes::new(),
            salts: 0,
        };
        let on = day("2026-12-01");
        let kdf = KdfParams {
            version: 1,
            m_kib: 19_456,
            t: 2,
            p: 1,
        };
        book.person(
            OUTSIDE,
            None,
            on,
            Act::Key {
                vkey: log_key().verifier().vkey(),
                salt: "00".repeat(16),
                kdf,
            },
        );
        for (office, stage) in [("guardian", 1), ("deputy", 1), ("chair", 2), ("outside", 3)] {
            let key = OfficeKey {
                office: office.parse().unwrap(),
                stage: StageNo(stage),
                recipient: sha256(office.as_bytes()),
            };
            book.person(OUTSIDE, None, on, Act::Office(OfficeChange::Founded(key)));
        }
        for (seed, role, office) in [
            (GUARDIAN, Role::Holder, Some("guardian")),
            (DEPUTY, Role::Holder, Some("deputy")),
            (CHAIR, Role::Holder, Some("chair")),
            (OUTSIDE, Role::Holder, Some("outside")),
            (AUDITOR, Role::Auditor, None),
            (OPERATOR, Role::Operator, None),
        ] {
            let new = new_person(seed, role, office);
            book.person(OUTSIDE, None, on, Act::Person(PersonChange::Founded(new)));
        }
        let policy = PolicyChange::Founded {
            policy: sha256(POLICY.as_bytes()),
        };
        book.person(OUTSIDE, None, on, Act::Policy(policy));
        book.batch(on);
        book
    }

    pub(crate) fn write(&mut self, entry: Entry, bytes: Vec<u8>) -> daylight_domain::Digest {
        let salt = sha256(&self.salts.to_be_bytes()).0;
        self.salts = self.salts.wrapping_add(1);
        let record = record(&salt, &bytes);
        self.pending.push((entry.clone(), salt, bytes));
        self.written.push((None, Recorded { record, entry }));
        record
    }

    pub(crate) fn service(
        &mut self,
        concern: Option<ConcernId>,
        on: Date,
        act: Act,
    ) -> daylight_domain::Digest {
        let after = concern.and_then(|concern| self.of(concern).last().map(|last| last.record));
        let entry = Entry {
            day: on,
            concern,
            by: Author::Service,
            after,
            act,
        };
        let bytes = UnsignedEntry(entry.clone()).to_bytes(None).unwrap();
        self.write(entry, bytes)
    }

    /// A person's act, after the concern's last entry.
    pub(crate) fn person(
        &mut self,
        seed: u8,
        concern: Option<ConcernId>,
        on: Date,
        act: Act,
    ) -> daylight_domain::Digest {
        self.act(Author::Person(id(seed)), &key(seed), concern, on, act)
    }

    pub(crate) fn act(
        &mut self,
        by: Author,
        with: &SigningKey,
        concern: Option<ConcernId>,
        on: Date,
        act: Act,
    ) -> daylight_domain::Digest {
        let after = concern.and_then(|concern| self.of(concern).last().map(|last| last.record));
        let entry = Entry {
            day: on,
            concern,
            by,
            after,
            act,
        };
        let bytes = UnsignedEntry(entry.clone()).sign(ORIGIN, with).unwrap();
        self.write(entry, bytes)
    }

    pub(crate) fn of(&self, concern: ConcernId) -> Vec<Recorded> {
        let all = self.written.iter().map(|(_, recorded)| recorded);
        all.filter(|recorded| recorded.entry.concern == Some(concern))
            .cloned()
            .collect()
    }

    /// A witness whom the last stage vouches for.
    pub(crate) fn sign_for_a_witness(&mut self, seed: u8, on: Date) {
        let new = new_person(seed, Role::Witness, None);
        let proposal = self.person(OPERATOR, None, on, Act::Person(PersonChange::Proposed(new)));
        self.person(OUTSIDE, None, on, Act::Person(PersonChange::Signed { proposal }));
    }

    /// What the calendar owes on that day, then the batch.
    pub(crate) fn tick(&mut self, on: Date) {
        let policy = Policy::parse(POLICY).unwrap();
        let house: Vec<(Date, Recorded)> = self
            .written
            .iter()
            .filter(|(_, recorded)| recorded.entry.concern.is_none())
            .filter_map(|(effect, recorded)| Some(((*effect)?, recorded.clone())))
            .collect();
        let roster = Roster::build(house.iter().map(|(effect, recorded)| (*effect, recorded))).unwrap();
        let concerns: BTreeSet<ConcernId> = self
            .written
            .iter()
            .filter_map(|(_, recorded)| recorded.entry.concern)
            .collect();
        for concern in concerns {
            for act in replay(&policy, &roster, &self.of(concern), on).unwrap().owed {
                self.service(Some(concern), on, act);
            }
        }
        self.batch(on);
    }

    /// Pads to 8, orders, appends, signs.
    pub(crate) fn batch(&mut self, on: Date) {
        let size = length(&self.entries);
        for _ in 0..padding_needed(size, length(&self.pending), 8) {
            self.service(None, on, Act::Padding {});
        }
        let pending: Vec<_> = std::mem::take(&mut self.pending)
            .into_iter()
            .zip(0_u64..)
            .collect();
        let mut state = size;
        let mut random = |out: &mut [u8]| {
            state = u64::wrapping_add(state, 1);
            out.copy_from_slice(&sha256(&state.to_be_bytes()).0[..out.len()]);
        };
        let place = |((entry, _, _), number): &((Entry, Salt, Vec<u8>), u64)| match entry.act {
            Act::Padding {} => Place::Anywhere,
            _ => Place::InOrder(entry.concern, *number),
        };
        let batch = in_batch_order(pending, place, &mut random);
        let effect = if self.checkpoints.is_empty() {
            on
        } else {
            add_days(on, 1)
        };
        for (slot, _) in self.written.iter_mut().filter(|(slot, _)| slot.is_none()) {
            *slot = Some(effect);
        }
        let records: Vec<_> = batch
            .iter()
            .map(|((_, salt, bytes), _)| record(salt, bytes))
            .collect();
        self.stored
            .extend(tree::append(size, &records, &self.stored).unwrap());
        self.entries
            .extend(batch.into_iter().map(|((_, salt, bytes), _)| (salt, bytes)));
        let size = length(&self.entries);
        let root = tree::root(size, &self.stored).unwrap();
        self.checkpoints
            .push(self.log.sign_checkpoint(size, root).unwrap().into_bytes());
    }

    /// The witness of that seed signs the newest checkpoint at noon of that day (UTC).
    pub(crate) fn cosign(&mut self, seed: u8, name: &str, on: Date) {
        let days = u64::try_from(days_between(day("1970-01-01"), on)).unwrap();
        let time = days.saturating_mul(86_400).saturating_add(43_200);
        let note = String::from_utf8(self.checkpoints.pop().unwrap()).unwrap();
        let text = format!("{}\n", note.split_once("\n\n").unwrap().0);
        let cosigner = Cosigner::new(name, key(seed).public()).unwrap();
        let line = cosigner.cosign(&key(seed), &text, time);
        self.checkpoints.push(format!("{note}{line}").into_bytes());
    }

    pub(crate) fn check(&self) -> Result<Verdict, Fault> {
        check(&Ledger {
            log: self.log.verifier(),
            checkpoints: &self.checkpoints,
            entries: &self.entries,
            manifests: &self.manifests,
            policies: &self.policies,
            items: None,
        })
    }
}

fn length<T>(items: &[T]) -> u64 {
    u64::try_from(items.len()).unwrap()
}
