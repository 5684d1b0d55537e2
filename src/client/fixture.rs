//! A service in memory for the tests of this room: what an honest one shows, to be tampered with piece by piece.

use std::collections::BTreeMap;

use daylight_domain::{
    Act, Author, Date, Digest, Entry, KdfParams, NewPerson, OfficeChange, OfficeId, OfficeKey, PersonChange,
    Policy, PolicyChange, Role, StageNo, Urgency, to_hex,
};
use daylight_tlog::{LogKey, UncheckedEntry, UnsignedEntry, person_id, sha256, tree};

use super::submit::{Choices, prepare};
use super::trust::Trust;
use crate::api::{Accepted, Instance, PersonName, ProvenEntry};
use crate::crypto::code::TrackingCode;
use crate::crypto::derive::Master;
use crate::crypto::hybrid::HybridIdentity;
use crate::crypto::seal::Plaintext;
use crate::crypto::sign::SigningSecret;
use crate::crypto::submission::Submission;
use crate::entropy::SeededEntropy;

pub(super) const ORIGIN: &str = "demo.daylight.invalid/log";
pub(super) const POLICY: &str = include_str!("../../config/policies/example.toml");
const OFFICES: [(&str, u8); 4] = [("guardian", 1), ("deputy", 1), ("chair", 2), ("outside", 3)];

pub(super) fn founded_on() -> Date {
    "2026-12-01".parse().unwrap()
}

pub(super) fn today() -> Date {
    "2026-12-18".parse().unwrap()
}

/// An honest service and everybody's secrets.
pub(super) struct World {
    pub(super) log: LogKey,
    pub(super) entries: Vec<Vec<u8>>,
    pub(super) people: BTreeMap<&'static str, SigningSecret>,
    pub(super) offices: BTreeMap<&'static str, HybridIdentity>,
    pub(super) dice: SeededEntropy,
}

impl World {
    pub(super) fn new() -> Self {
        let dice = SeededEntropy::new(7);
        let people = OFFICES
            .map(|(name, _)| (name, SigningSecret::generate(&dice)))
            .into();
        let offices = OFFICES
            .map(|(name, _)| (name, HybridIdentity::generate(&dice)))
            .into();
        let log = LogKey::new(ORIGIN, &[9; 32]).unwrap();
        let mut world = Self {
            log,
            entries: Vec::new(),
            people,
            offices,
            dice,
        };
        world.entries = world.founding();
        world
    }

    fn founding(&self) -> Vec<Vec<u8>> {
        let key = Act::Key {
            vkey: self.log.verifier().vkey(),
            salt: "0b".repeat(16),
            kdf: KdfParams::CURRENT,
        };
        let policy = sha256(POLICY.as_bytes());
        let mut acts = vec![key, Act::Policy(PolicyChange::Founded { policy })];
        for (name, stage) in OFFICES {
            let office: OfficeId = name.parse().unwrap();
            let recipient = self.offices[name].recipient().digest();
            let key = OfficeKey {
                office: office.clone(),
                stage: StageNo(stage),
                recipient,
            };
            acts.push(Act::Office(OfficeChange::Founded(key)));
            let key = self.people[name].public();
            acts.push(Act::Person(PersonChange::Founded(NewPerson {
                person: person_id(&key),
                role: Role::Holder,
                office: Some(office),
                key,
                recipient: Digest([5; 32]),
                until: None,
            })));
        }
        acts.into_iter()
            .map(|act| self.signed("outside", entry(self.author("outside"), act)))
            .collect()
    }

    pub(super) fn author(&self, name: &str) -> Author {
        Author::Person(person_id(&self.people[name].public()))
    }

    pub(super) fn signed(&self, name: &str, entry: Entry) -> Vec<u8> {
        UnsignedEntry(entry)
            .sign(ORIGIN, &self.people[name].key())
            .unwrap()
    }

    /// What the service shows: every entry proven under a checkpoint that its key signed.
    pub(super) fn instance(&self) -> Instance {
        let salt = |index: usize| [u8::try_from(index).unwrap(); 32];
        let record =
            |(index, bytes): (usize, &Vec<u8>)| UncheckedEntry::parse(bytes).unwrap().record(&salt(index));
        let records: Vec<Digest> = self.entries.iter().enumerate().map(record).collect();
        let size = u64::try_from(records.len()).unwrap();
        let hashes: tree::Hashes = tree::append(0, &records, &tree::Hashes::new())
            .unwrap()
            .into_iter()
            .collect();
        let root = tree::root(size, &hashes).unwrap();
        let proven = self.entries.iter().enumerate().map(|(index, bytes)| {
            let place = u64::try_from(index).unwrap();
            ProvenEntry {
                index: place,
                batch_day: founded_on(),
                salt: Digest(salt(index)),
                entry: String::from_utf8(bytes.clone()).unwrap(),
                proof: tree::inclusion(size, place, &hashes).unwrap(),
            }
        });
        Instance {
            origin: ORIGIN.to_owned(),
            vkey: self.log.verifier().vkey(),
            checkpoint: self.log.sign_checkpoint(size, root).unwrap(),
            colour: daylight_domain::Colour::DEFAULT,
            today: today(),
            record: proven.collect(),
            policies: vec![POLICY.to_owned()],
            recipients: self
                .offices
                .values()
                .map(|identity| identity.recipient().to_string())
                .collect(),
            names: vec![PersonName {
                person: person_id(&self.people["guardian"].public()),
                name: "Guardian".to_owned(),
            }],
        }
    }

    pub(super) fn trust(&self) -> Trust {
        Trust::check(self.instance(), None).unwrap()
    }

    /// A concern sealed for this service, and the reporter's secrets.
    pub(super) fn submission(&self) -> (Master, Submission) {
        let trust = self.trust();
        let code = TrackingCode::generate(&self.dice);
        let master = Master::derive(&code, &trust.salt, &trust.kdf).unwrap();
        let (about, account) = (
            Plaintext::new("the canteen".to_owned()),
            Plaintext::new("the till is short".to_owned()),
        );
        let choices = Choices {
            excluded: &[],
            urgency: Urgency::Ordinary,
            about: &about,
            account: &account,
        };
        let sealed = prepare(&trust, &master, &choices, &self.dice).unwrap();
        (master, sealed)
    }

    /// The bytes of the entry `received` for a submission, with dates of one's choosing.
    pub(super) fn received(sealed: &Submission, urgency: Urgency) -> Vec<u8> {
        let manifest = &sealed.manifest;
        let act = Act::Received {
            manifest: sha256(&sealed.manifest_bytes),
            policy: manifest.policy,
            urgency: manifest.urgency,
            left_out: manifest.left_out.clone(),
            dates: daylight_domain::first_dates(&Policy::parse(POLICY).unwrap(), manifest.day, urgency),
        };
        let concern = Some(manifest.concern());
        let entry = Entry {
            day: manifest.day,
            concern,
            by: Author::Reporter,
            after: None,
            act,
        };
        UnsignedEntry(entry).to_bytes(None).unwrap()
    }

    /// The answer of an honest service to a submission.
    pub(super) fn accepted(&self, sealed: &Submission) -> Accepted {
        let entry = Self::received(sealed, sealed.manifest.urgency);
        Accepted {
            concern: sealed.manifest.concern(),
            received_on: today(),
            batch_on: today(),
            receipt: self.log.sign_receipt(today(), &[1; 32], &entry).unwrap(),
            deadlines: Vec::new(),
        }
    }
}

pub(super) fn entry(by: Author, act: Act) -> Entry {
    Entry {
        day: founded_on(),
        concern: None,
        by,
        after: None,
        act,
    }
}

/// Another digest of the same length.
pub(super) fn bent(digest: Digest) -> Digest {
    sha256(to_hex(&digest.0).as_bytes())
}
