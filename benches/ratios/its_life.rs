//! One concern of a true record, from its account to the questions a year after closing, every signature right.

use daylight::crypto::capsule::Capsule;
use daylight::crypto::seal::{Plaintext, seal_text};
use daylight::store::parts::Part;
use daylight::store::sealed::SealedRow;
use daylight_domain::calendar::add_days;
use daylight_domain::{Act, Author, ConcernId, Date, Digest, Entry, OfficeId, Urgency, first_dates};
use daylight_tlog::{
    Manifest, ManifestCapsule, Salt, SigningKey, UnsignedEntry, opening_message, person_id, record, sha256,
};

use crate::ledger::Slot;
use crate::reporter::route;
use crate::steps::{By, LIFE, Step};
use crate::world::{FIRST_DAY, World};

/// A concern of one day with all its life, and what is sealed of it.
pub(crate) struct Life {
    pub(crate) entries: Vec<(Date, Slot)>,
    pub(crate) sealed: SealedRow,
    pub(crate) later: Vec<Part>,
}

/// Who writes, and what all their concerns have in common.
pub(crate) struct Authors<'a> {
    world: &'a World,
    guardian: SigningKey,
    chair: SigningKey,
    offices: Vec<OfficeId>,
    /// Sealed words and a capsule, as long as any others; each copy gets an end of its own.
    words: Vec<u8>,
    capsule: Vec<u8>,
}

impl<'a> Authors<'a> {
    pub(crate) fn of(world: &'a World) -> anyhow::Result<Self> {
        let to = world.key("guardian")?.identity.recipient();
        let words = seal_text(&to, &Plaintext::new("The till is short.".to_owned()))?;
        Ok(Self {
            world,
            guardian: world.key("guardian")?.signing.key(),
            chair: world.key("chair")?.signing.key(),
            offices: route(&world.policy),
            words: words.into_bytes(),
            capsule: Capsule::dummy(&world.reporter.entropy)?.into_bytes(),
        })
    }

    /// One that came with this cohort.
    pub(crate) fn life(&self, number: u32, cohort: u16, last_day: Date) -> anyhow::Result<Life> {
        let received = add_days(FIRST_DAY, cohort);
        let seed = |what: &str| sha256(format!("{what} {number}").as_bytes()).0;
        let part = |like: &[u8], what: &str| {
            let mut bytes = like.to_vec();
            let end = bytes.len().saturating_sub(32);
            bytes.splice(end.., seed(what));
            Part {
                digest: sha256(&bytes),
                bytes,
            }
        };
        let (reporter, opening) = (
            SigningKey::from_seed(&seed("reporter")),
            SigningKey::from_seed(&seed("opening")),
        );
        let sent: Vec<Part> = [part(&self.words, "about"), part(&self.words, "account")]
            .into_iter()
            .chain(
                self.offices
                    .iter()
                    .map(|office| part(&self.capsule, office.as_str())),
            )
            .collect();
        let mut words = (0_u8..).map(|n| part(&self.words, &format!("words {n}")));
        let mut later = Vec::new();
        let manifest = self.manifest(received, &reporter, &opening, &sent, &seed("recipient"));
        let concern = manifest.concern();
        let manifest = manifest.sign(&reporter)?;
        let mut entries: Vec<(Date, Slot)> = Vec::new();
        let mut proposal = Digest([0; 32]);
        for (seq, step) in LIFE.iter().enumerate() {
            let day = step.day(received);
            if day > last_day {
                break;
            }
            let mut item = || {
                let words = words.next().unwrap_or_else(|| part(&[], "none"));
                let digest = words.digest;
                later.push(words);
                digest
            };
            let act = match step.kind {
                "received" => Act::Received {
                    manifest: sha256(&manifest),
                    policy: self.world.reporter.policy,
                    urgency: Urgency::Ordinary,
                    left_out: Vec::new(),
                    dates: first_dates(&self.world.policy, received, Urgency::Ordinary),
                },
                "opened" => {
                    let office = self.world.policy.offices(step.stage()).first();
                    let office = office.map(|office| office.id.clone());
                    let office = office.ok_or_else(|| anyhow::anyhow!("a stage without an office"))?;
                    let person = person_id(&self.key(step, &reporter).public());
                    let message =
                        opening_message(self.world.service.log.origin(), &concern, &office, &person, day);
                    let countersign = opening.sign(&message);
                    Act::Opened { office, countersign }
                }
                "approved" => Act::Approved { of: proposal },
                _ => step.act(&mut item),
            };
            let entry = UnsignedEntry(Entry {
                day,
                concern: Some(concern),
                by: self.by(step, &reporter),
                after: entries.last().map(|(_, slot)| slot.record),
                act,
            });
            let bytes = if matches!(step.kind, "received") || step.by == By::Service {
                entry.to_bytes(None)?
            } else {
                entry.sign(self.world.service.log.origin(), self.key(step, &reporter))?
            };
            let slot = slot(
                step.kind,
                Some((concern, seq)),
                seed(&format!("salt {seq}")),
                bytes,
                day,
            );
            if step.kind == "closing_proposed" {
                proposal = slot.record;
            }
            entries.push((day, slot));
        }
        let sealed = SealedRow {
            concern,
            manifest,
            parts: sent,
        };
        Ok(Life {
            entries,
            sealed,
            later,
        })
    }

    fn manifest(
        &self,
        day: Date,
        reporter: &SigningKey,
        opening: &SigningKey,
        sent: &[Part],
        seed: &[u8; 32],
    ) -> Manifest {
        let (log, origin) = self.world.reporter.log.clone();
        // As long as a recipient, and nobody's.
        let case_recipient = format!("age1pq1{}", Digest(*seed).to_string().repeat(31));
        let mut digests = sent.iter().map(|part| part.digest);
        let mut next = || digests.next().unwrap_or(Digest([0; 32]));
        Manifest {
            log,
            origin,
            policy: self.world.reporter.policy,
            day,
            urgency: Urgency::Ordinary,
            left_out: Vec::new(),
            case_recipient,
            reporter: reporter.public(),
            about: next(),
            account: next(),
            capsules: self
                .offices
                .iter()
                .map(|office| ManifestCapsule {
                    office: office.clone(),
                    digest: next(),
                    opening: opening.public(),
                })
                .collect(),
            sealed_on_arrival: false,
        }
    }

    fn key<'k>(&'k self, step: &Step, reporter: &'k SigningKey) -> &'k SigningKey {
        match step.by {
            By::Chair => &self.chair,
            By::Reporter => reporter,
            By::Guardian | By::Service => &self.guardian,
        }
    }

    fn by(&self, step: &Step, reporter: &SigningKey) -> Author {
        match step.by {
            By::Service => Author::Service,
            By::Reporter => Author::Reporter,
            By::Guardian | By::Chair => Author::Person(person_id(&self.key(step, reporter).public())),
        }
    }
}

pub(crate) fn slot(
    kind: &'static str,
    concern: Option<(ConcernId, usize)>,
    salt: Salt,
    bytes: Vec<u8>,
    day: Date,
) -> Slot {
    Slot {
        record: record(&salt, &bytes),
        kind,
        concern,
        real: Some((salt, bytes, day)),
    }
}
