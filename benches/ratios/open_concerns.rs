//! Concerns that the first stage works on, with everything a reader asks for, and the dummies on its desk.

use daylight::api;
use daylight::crypto::capsule::Capsule;
use daylight::store::Tx;
use daylight::store::concerns::{self, ConcernRow, Projection};
use daylight::store::desks::{Listed, Shown};
use daylight::store::hand_outs::{self, HandOut};
use daylight::store::parts::{self, Part};
use daylight::store::sealed::{self, SealedRow};
use daylight_domain::calendar::add_days;
use daylight_domain::{
    Act, Audience, Author, ClockName, ConcernId, Date, Digest, Entry, OfficeId, StageNo, State, Urgency,
    first_dates,
};
use daylight_tlog::entry::{UnsignedEntry, record};
use daylight_tlog::{UncheckedManifest, person_id, sha256};

use crate::ledger::Slot;
use crate::world::World;

/// Dummies beside them: four a day on average, each for three weeks.
const DUMMIES: u32 = 100;

/// Concerns that the first stage works on: sealed parts, six entries each, a capsule on both desks.
pub(crate) async fn write(
    world: &World,
    tx: &Tx,
    received: Date,
    count: u32,
) -> anyhow::Result<(Vec<Slot>, Vec<Digest>)> {
    let (mut slots, mut locators) = (Vec::new(), Vec::new());
    let opened = Listed {
        unread: false,
        first_due: Some(add_days(received, 28)),
        danger: false,
        waits: false,
        above: false,
        shown: Some(Shown {
            clock: Some(ClockName::FirstDecision),
            due: Some(add_days(received, 28)),
            extended: false,
            sooner: None,
            policy: world.reporter.policy,
            stage: StageNo::FIRST,
            arrived: received,
            state: State::Acknowledged,
            urgency: Urgency::Ordinary,
            moved_up: false,
            without_concern: true,
            opened_by: vec![person_id(&world.key("guardian")?.signing.public())],
            handed_to: None,
            barred: Vec::new(),
        }),
    };
    for _ in 0..count {
        let (locator, sent) = world.reporter.submission(received)?;
        let concern = UncheckedManifest::parse(sent.manifest.as_bytes())?
            .verify()?
            .concern();
        let digest = sha256(sent.manifest.as_bytes());
        let messages = [words(world)?, words(world)?];
        let written = life(
            world,
            concern,
            digest,
            received,
            [messages[0].digest, messages[1].digest],
        )?;
        concerns::insert(tx, &[&row(world, &sent, concern, received)]).await?;
        parts::insert(tx, concern, messages.into()).await?;
        let capsules: Vec<Part> = sent.capsules.into_iter().map(part).collect();
        let hand_outs = (world.reporter.offices.iter().zip(&capsules))
            .take(world.policy.offices(StageNo::FIRST).len())
            .map(|(office, capsule)| {
                let (mut row, bytes) = hand_out(world, office, received, capsule, Some(concern));
                row.listed = (office.as_str() == "guardian").then(|| opened.clone());
                (row, bytes)
            })
            .collect();
        hand_outs::insert(tx, hand_outs).await?;
        let parts = [part(sent.about), part(sent.account)]
            .into_iter()
            .chain(capsules)
            .collect();
        let manifest = sent.manifest.into_bytes();
        sealed::insert(
            tx,
            &[&SealedRow {
                concern,
                manifest,
                parts,
            }],
        )
        .await?;
        slots.extend(written);
        locators.push(locator);
    }
    Ok((slots, locators))
}

fn part(bytes: api::Bytes) -> Part {
    Part {
        digest: sha256(&bytes.0),
        bytes: bytes.0,
    }
}

/// Sealed words as long as any others.
fn words(world: &World) -> anyhow::Result<Part> {
    let sealed = Capsule::dummy(&world.reporter.entropy)?;
    Ok(part(api::Bytes(sealed.into_bytes())))
}

fn row(world: &World, sent: &api::Submission, id: ConcernId, received: Date) -> ConcernRow {
    ConcernRow {
        id,
        locator: sent.locator_hash.0,
        policy: world.reporter.policy,
        received,
        projection: Projection {
            stage: StageNo::FIRST,
            state: "acknowledged".to_owned(),
            next: Some(add_days(received, 29)),
            entries: 6,
            erasable: None,
        },
    }
}

/// Received, opened, no conflict, acknowledged, and a message each way. The reporter's is signed by the holder: who
/// reads it here checks the rules, and signatures were checked when they came.
fn life(
    world: &World,
    concern: ConcernId,
    manifest: Digest,
    received: Date,
    [asked, answered]: [Digest; 2],
) -> anyhow::Result<Vec<Slot>> {
    let guardian = world.key("guardian")?.signing.key();
    let origin = world.service.log.origin();
    let person = Author::Person(person_id(&guardian.public()));
    let message = |item| Act::Message {
        item,
        audience: Audience::Case,
    };
    let opened = Act::Opened {
        office: "guardian".parse()?,
        countersign: guardian.sign(b"opened"),
    };
    let received_as = Act::Received {
        manifest,
        policy: world.reporter.policy,
        urgency: Urgency::Ordinary,
        left_out: Vec::new(),
        dates: first_dates(&world.policy, received, Urgency::Ordinary),
    };
    let acts = [
        (Author::Reporter, "received", received_as),
        (person, "opened", opened),
        (person, "no_conflict", Act::NoConflict {}),
        (person, "acknowledged", Act::Acknowledged { item: None }),
        (person, "message", message(asked)),
        (Author::Reporter, "message", message(answered)),
    ];
    let mut slots: Vec<Slot> = Vec::new();
    for (seq, (by, kind, act)) in acts.into_iter().enumerate() {
        let day = add_days(received, u16::try_from(seq)?);
        let entry = UnsignedEntry(Entry {
            day,
            concern: Some(concern),
            by,
            after: slots.last().map(|slot| slot.record),
            act,
        });
        let bytes = match seq {
            0 => entry.to_bytes(None)?,
            _ => entry.sign(origin, &guardian)?,
        };
        let salt = world.reporter.random();
        slots.push(Slot {
            record: record(&salt, &bytes),
            kind,
            concern: Some((concern, seq)),
            real: Some((salt, bytes, day)),
        });
    }
    Ok(slots)
}

fn hand_out(
    world: &World,
    office: &OfficeId,
    day: Date,
    capsule: &Part,
    concern: Option<ConcernId>,
) -> (HandOut, Vec<u8>) {
    let row = HandOut {
        id: world.reporter.random(),
        office: office.clone(),
        day,
        arrived: day,
        capsule: capsule.digest,
        concern,
        expires: concern.is_none().then(|| add_days(day, 20)),
        listed: None,
        note: None,
    };
    (row, capsule.bytes.clone())
}

pub(crate) async fn dummies(world: &World, tx: &Tx, day: Date) -> anyhow::Result<()> {
    let office: OfficeId = "guardian".parse()?;
    for _ in 0..DUMMIES {
        let dummy = hand_out(world, &office, day, &words(world)?, None);
        hand_outs::insert(tx, vec![dummy]).await?;
    }
    Ok(())
}
