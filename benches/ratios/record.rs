//! A true record of years, every signature and every date of it right, in an instance's database: what an export and its
//! check are measured on. Concerns come evenly, are answered within a month, and are asked about afterwards.

use std::collections::BTreeMap;

use anyhow::Context as _;
use daylight::crypto::capsule::Capsule;
use daylight::crypto::seal::{Plaintext, seal_text};
use daylight::store::batches::{self, BatchRow};
use daylight::store::parts::{self, Part};
use daylight::store::sealed::{self, SealedRow};
use daylight::store::{Db as _, Tx};
use daylight_domain::calendar::{add_days, add_months, days_between};
use daylight_domain::{
    Act, Audience, Author, ClosingReason, Date, Digest, Enquiries, Entry, Finding, FindingResult, Mark,
    ScopePoint, StageNo, Standard, Urgency, first_dates,
};
use daylight_tlog::{
    Growing, Manifest, ManifestCapsule, Salt, SigningKey, UnsignedEntry, opening_message, padding_needed,
    person_id, record, sha256,
};
use sea_orm::ConnectionTrait as _;

use crate::engine::settle;
use crate::ledger::{Slot, write_entries};
use crate::reporter::route;
use crate::world::{FIRST_DAY, World};

/// Concerns that come on one day.
const A_DAY: u32 = 56;
/// Days after the last has come: it is closed by then, and was asked twice how its reporter was treated.
const AFTERWARDS: u16 = 230;
/// Findings came, and the reporter had a fortnight.
const CLOSED_AFTER: u16 = 28;

/// What is written.
pub(crate) struct Written {
    pub(crate) entries: u64,
    pub(crate) concerns: u32,
}

/// A concern of one day with all its life, and what is sealed of it.
struct Life {
    entries: Vec<(Date, Slot)>,
    sealed: SealedRow,
    later: Vec<Part>,
}

/// Writes so many concerns, a cohort a day, and a batch a day.
pub(crate) async fn write(world: &World, concerns: u32) -> anyhow::Result<Written> {
    let store = &world.service.store;
    let cohorts = u16::try_from(concerns.div_ceil(A_DAY))?;
    let last_day = add_days(FIRST_DAY, cohorts.saturating_add(AFTERWARDS));
    let author = Authors::of(world)?;
    let mut days: BTreeMap<Date, Vec<Slot>> = BTreeMap::new();
    let cohort_numbers: Vec<u16> = (1..=cohorts).collect();
    let mut left = concerns;
    // So many at a time that a transaction ends in time.
    for some in cohort_numbers.chunks(32) {
        let cohort = |number: &u16| -> anyhow::Result<Vec<Life>> {
            let first = u32::from(number.saturating_sub(1)).saturating_mul(A_DAY);
            let numbers = first..first.saturating_add(A_DAY).min(concerns);
            numbers.map(|life| author.life(life, *number, last_day)).collect()
        };
        let lives = in_two(some, &cohort)?;
        let tx = store.begin_write().await?;
        tx.conn()
            .execute_unprepared("PRAGMA cache_size = -1000000")
            .await?;
        for life in lives {
            left = left.saturating_sub(1);
            sealed::insert(&tx, &[&life.sealed]).await?;
            parts::insert(&tx, life.sealed.concern, life.later).await?;
            for (day, slot) in life.entries {
                days.entry(day).or_default().push(slot);
            }
        }
        tx.commit().await?;
    }
    anyhow::ensure!(left == 0, "{left} concerns were not written");
    let tx = store.begin_write().await?;
    let entries = write_batches(world, &tx, days, last_day).await?;
    tx.commit().await?;
    settle(store).await?;
    let tx = store.begin_write().await?;
    tx.conn().execute_unprepared("PRAGMA cache_size = -16000").await?;
    tx.commit().await?;
    Ok(Written { entries, concerns })
}

/// Both processors sign.
fn in_two<T: Sync, R: Send>(
    items: &[T],
    work: &(impl Fn(&T) -> anyhow::Result<Vec<R>> + Sync),
) -> anyhow::Result<Vec<R>> {
    let (first, second) = items.split_at(items.len() / 2);
    let all = |items: &[T]| -> anyhow::Result<Vec<R>> {
        let lists = items.iter().map(work).collect::<anyhow::Result<Vec<_>>>()?;
        Ok(lists.into_iter().flatten().collect())
    };
    let (first, second) = std::thread::scope(|scope| {
        let running = scope.spawn(|| all(first));
        let second = all(second);
        let first = running
            .join()
            .unwrap_or_else(|_| anyhow::bail!("a signer panicked"));
        (first, second)
    });
    Ok(first?.into_iter().chain(second?).collect())
}

/// Fills each day with padding and signs its checkpoint; the entries follow, in the order of their keys.
async fn write_batches(
    world: &World,
    tx: &Tx,
    mut days: BTreeMap<Date, Vec<Slot>>,
    last_day: Date,
) -> anyhow::Result<u64> {
    let last = batches::last(tx).await?.context("the instance has no batch")?;
    let founding = daylight::store::entries::in_tree(tx, 0, u64::MAX).await?;
    let mut tree = Growing::default();
    for row in &founding {
        tree.push(&row.record);
    }
    let (mut slots, mut ends) = (Vec::new(), Vec::new());
    for number in 1..=u16::try_from(days_between(FIRST_DAY, last_day))? {
        let day = add_days(FIRST_DAY, number);
        let mut batch = days.remove(&day).unwrap_or_default();
        let count = u64::try_from(batch.len())?;
        for each in 0..padding_needed(tree.size(), count, 64) {
            batch.push(padding(day, each)?);
        }
        for slot in &batch {
            tree.push(&slot.record);
        }
        tree.take_full();
        let root = tree.root();
        let row = BatchRow {
            number: last.number.saturating_add(i32::from(number)),
            day,
            size: tree.size(),
            root: root.0,
            checkpoint: Some(world.service.log.sign_checkpoint(tree.size(), root)?),
            published: true,
        };
        batches::insert(tx, &row).await?;
        slots.extend(batch);
        ends.push(slots.len());
    }
    let day_of = |at| ends.partition_point(|end| *end <= at);
    write_entries(tx, &last, slots, day_of).await?;
    Ok(tree.size())
}

fn padding(day: Date, number: u64) -> anyhow::Result<Slot> {
    let entry = Entry {
        day,
        concern: None,
        by: Author::Service,
        after: None,
        act: Act::Padding {},
    };
    let bytes = UnsignedEntry(entry).to_bytes(None)?;
    let salt = sha256(format!("padding {day} {number}").as_bytes()).0;
    Ok(slot("padding", None, salt, bytes, day))
}

fn slot(
    kind: &'static str,
    concern: Option<(daylight_domain::ConcernId, usize)>,
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

/// Who writes, and what all their concerns have in common.
struct Authors<'a> {
    world: &'a World,
    guardian: SigningKey,
    chair: SigningKey,
    offices: Vec<daylight_domain::OfficeId>,
    /// Sealed words and a capsule, as long as any others; each copy gets an end of its own.
    words: Vec<u8>,
    capsule: Vec<u8>,
}

impl<'a> Authors<'a> {
    fn of(world: &'a World) -> anyhow::Result<Self> {
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
    fn life(&self, number: u32, cohort: u16, last_day: Date) -> anyhow::Result<Life> {
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

#[derive(Clone, Copy, PartialEq, Eq)]
enum By {
    Reporter,
    Guardian,
    Chair,
    Service,
}

/// One entry of a concern's life: its kind, who writes it, and when.
struct Step {
    kind: &'static str,
    by: By,
    days: u16,
    /// Months after the closing.
    months: u16,
}

const fn step(kind: &'static str, by: By, days: u16) -> Step {
    Step {
        kind,
        by,
        days,
        months: 0,
    }
}

const fn asked(months: u16) -> Step {
    Step {
        kind: "treatment_asked",
        by: By::Service,
        days: CLOSED_AFTER,
        months,
    }
}

const LIFE: [Step; 20] = [
    step("received", By::Reporter, 0),
    step("opened", By::Guardian, 1),
    step("no_conflict", By::Guardian, 1),
    step("acknowledged", By::Guardian, 1),
    step("message", By::Guardian, 2),
    step("message", By::Reporter, 3),
    step("scope", By::Guardian, 5),
    step("message", By::Guardian, 6),
    step("message", By::Reporter, 7),
    step("feedback", By::Guardian, 10),
    step("findings", By::Guardian, 12),
    step("message", By::Reporter, 14),
    step("closing_proposed", By::Guardian, CLOSED_AFTER),
    step("opened", By::Chair, CLOSED_AFTER),
    step("no_conflict", By::Chair, CLOSED_AFTER),
    step("approved", By::Chair, CLOSED_AFTER),
    step("closed", By::Service, CLOSED_AFTER),
    asked(3),
    asked(6),
    asked(12),
];

impl Step {
    fn day(&self, received: Date) -> Date {
        add_months(add_days(received, self.days), self.months)
    }

    fn stage(&self) -> StageNo {
        StageNo(if self.by == By::Chair { 2 } else { 1 })
    }

    fn act(&self, item: &mut dyn FnMut() -> Digest) -> Act {
        match self.kind {
            "no_conflict" => Act::NoConflict {},
            "acknowledged" => Act::Acknowledged { item: None },
            "scope" => Act::Scope {
                points: vec![ScopePoint {
                    mark: Some(Mark::In),
                    reason: None,
                }],
                item: item(),
            },
            "feedback" => Act::Feedback { item: item() },
            "findings" => Act::Findings {
                points: vec![Finding {
                    point: 1,
                    result: FindingResult::Established,
                }],
                enquiries: Enquiries {
                    made: 3,
                    spoken_to: 2,
                    standard: Some(Standard::BalanceOfProbabilities),
                },
                item: item(),
            },
            "closing_proposed" => Act::ClosingProposed {
                reason: ClosingReason::Established,
                receiver: None,
                item: item(),
            },
            "closed" => Act::Closed {},
            "treatment_asked" => Act::TreatmentAsked {
                month: u8::try_from(self.months).unwrap_or_default(),
            },
            _ => Act::Message {
                item: item(),
                audience: Audience::Case,
            },
        }
    }
}
