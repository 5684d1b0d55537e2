//! The day on which ten thousand concerns lapse among a million: finding them, and moving them on.

use std::time::Instant;

use anyhow::Context as _;
use daylight::actions::lapse_concerns::lapse_concerns;
use daylight::actions::run_calendar::run_calendar;
use daylight::crypto::hybrid::HybridIdentity;
use daylight::store::concerns::{self, ConcernRow, Projection};
use daylight::store::entries::{self, EntryRow};
use daylight::store::hand_outs::{self, HandOut};
use daylight::store::parts::Part;
use daylight::store::sealed::{self, SealedRow};
use daylight::store::{Db as _, Store, Tx};
use daylight_domain::{Act, Author, Date, Digest, Entry, StageNo, Urgency, first_dates};
use daylight_tlog::entry::{UnsignedEntry, record};
use daylight_tlog::sig::sha256;
use sea_orm::ConnectionTrait as _;

use crate::Size;
use crate::engine::{Bare, Engine, random, settle};
use crate::table::{Row, median};
use crate::world::{FIRST_DAY, World};

const BARE_COMMITS: u32 = 2000;
const LOOKS: usize = 21;
/// Bytes of a sealed part.
const SEALED: usize = 6300;

pub(crate) fn measure(size: &Size, engine: &Engine) -> anyhow::Result<Vec<Row>> {
    let world = World::found(engine)?;
    let service = &world.service;
    let rows = world.runtime.block_on(async {
        let tx = service.store.begin_write().await?;
        for _ in 0..size.lapses {
            add_concern(&world, &tx).await?;
        }
        tx.commit().await?;
        fill_up(&world, size.open).await?;
        settle(&service.store).await?;
        world.clock.advance_days(8);
        let rules = service.rules().await?;
        let today = service.today(&rules);

        let (mut found, mut seconds) = (0, Vec::new());
        for _ in 0..LOOKS {
            let start = Instant::now();
            let count = concerns::count_due(&service.store, today).await?;
            found = find_all(&service.store, today, count).await?;
            seconds.push(start.elapsed().as_secs_f64() * 1000.0);
        }
        anyhow::ensure!(found == size.lapses, "{found} concerns were found due");
        let found_in = median(seconds);

        // Before and after, so that a busy moment of the machine meets both.
        let plain = world.place.bare().await?;
        let before = bare_commits(&plain).await?;
        let start = Instant::now();
        let moved = lapse_concerns(service, &rules, today).await?;
        let rate = f64::from(u32::try_from(moved)?) / start.elapsed().as_secs_f64();
        anyhow::ensure!(moved == u64::from(size.lapses), "{moved} concerns were moved on");
        let bare = f64::midpoint(before, bare_commits(&plain).await?);
        let start = Instant::now();
        run_calendar(service).await?;
        let rest = start.elapsed().as_secs_f64();
        anyhow::Ok(vec![
            Row {
                what: "a tick with ten thousand lapses and a million open concerns: finding them all",
                database: engine.name(),
                daylight: format!("{found_in:.1} ms"),
                bare: String::new(),
                ratio: format!("{:.2} of what it may", found_in / 50.0),
                target: "under 50 ms",
                met: Some(found_in < 50.0),
            },
            Row {
                what: "moving them on (two entries, the row, the hand-outs each); bare: one row and one commit each",
                database: engine.name(),
                daylight: format!("{rate:.0}/s"),
                bare: format!("{bare:.0}/s"),
                ratio: format!("{:.2}", rate / bare),
                target: "at least 0.5",
                met: Some(rate / bare >= 0.5),
            },
            Row {
                what: "the rest of that tick: hand-outs, digests, the batch of all new entries, its checkpoint",
                database: engine.name(),
                daylight: format!("{rest:.1} s"),
                bare: String::new(),
                ratio: String::new(),
                target: "",
                met: None,
            },
        ])
    })?;
    Ok(rows)
}

/// A concern received on the first day, as its submission and the first tick would leave it; the sealed parts are random
/// bytes, as they look from outside.
async fn add_concern(world: &World, tx: &Tx) -> anyhow::Result<()> {
    let reporter = &world.reporter;
    let identity = HybridIdentity::generate(&reporter.entropy);
    let parts: Vec<Part> = (0..reporter.offices.len().saturating_add(2))
        .map(|_| {
            let bytes = reporter.random::<SEALED>().to_vec();
            let digest = sha256(&bytes);
            Part { digest, bytes }
        })
        .collect();
    let digests: Vec<Digest> = parts.iter().map(|part| part.digest).collect();
    let (body, capsules) = digests
        .split_first_chunk()
        .context("two parts and the capsules")?;
    let (manifest, bytes) = reporter.manifest(&identity, FIRST_DAY, *body, capsules)?;
    let dates = first_dates(&world.policy, FIRST_DAY, Urgency::Ordinary);
    let next = dates
        .iter()
        .map(|first| first.due)
        .min()
        .and_then(|due| due.tomorrow().ok());
    let entry = Entry {
        day: FIRST_DAY,
        concern: Some(manifest.concern()),
        by: Author::Reporter,
        after: None,
        act: Act::Received {
            manifest: sha256(&bytes),
            policy: manifest.policy,
            urgency: manifest.urgency,
            left_out: Vec::new(),
            dates,
        },
    };
    let entry_bytes = UnsignedEntry(entry).to_bytes(None)?;
    let salt = reporter.random();
    let row = EntryRow {
        record: record(&salt, &entry_bytes),
        salt,
        bytes: entry_bytes,
        kind: "received".into(),
        day: FIRST_DAY,
        concern: Some(manifest.concern()),
        seq: Some(0),
        handed_out: true,
        batch_day: FIRST_DAY,
        batch: None,
        position: None,
    };
    let concern = ConcernRow {
        id: manifest.concern(),
        locator: reporter.random(),
        policy: manifest.policy,
        received: FIRST_DAY,
        projection: Projection {
            stage: StageNo(1),
            state: "received".into(),
            next,
            entries: 1,
            erasable: None,
        },
    };
    let sealed = SealedRow {
        concern: concern.id,
        manifest: bytes,
        parts,
    };
    concerns::insert(tx, &[&concern]).await?;
    sealed::insert(tx, &[&sealed]).await?;
    entries::insert(tx, &[row]).await?;
    let first_stage = world
        .policy
        .offices(StageNo::FIRST)
        .iter()
        .zip(&manifest.capsules);
    let hand_outs = first_stage
        .map(|(office, capsule)| {
            let row = HandOut {
                id: reporter.random(),
                office: office.id.clone(),
                day: FIRST_DAY,
                arrived: FIRST_DAY,
                capsule: capsule.digest,
                concern: Some(manifest.concern()),
                expires: None,
                listed: None,
                note: None,
            };
            (row, reporter.random::<SEALED>().to_vec())
        })
        .collect();
    Ok(hand_outs::insert(tx, hand_outs).await?)
}

/// The others: rows of the index alone, due from ninety days on. No tick loads them, so they have no entries.
async fn fill_up(world: &World, count: u32) -> anyhow::Result<()> {
    let tx = world.service.store.begin_write().await?;
    let received = 20_805; // FIRST_DAY, in days since 1970-01-01
    let (of_16, of_32) = (random(&tx, 16), random(&tx, 32));
    let sql = format!(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {count}) \
         INSERT INTO concern (id, locator, policy, received_day, stage, state, next_day, entries) \
         SELECT {of_16}, {of_32}, {of_32}, {received}, 1, \
         'acknowledged', {received} + 90 + i % 100, 2 FROM n"
    );
    tx.conn().execute_unprepared(&sql).await?;
    Ok(tx.commit().await?)
}

async fn find_all(store: &Store, today: Date, count: u64) -> anyhow::Result<u32> {
    Ok(u32::try_from(concerns::due(store, today, count).await?.len())?)
}

/// Commits a second of one row of an entry's size, one after another.
async fn bare_commits(bare: &Bare) -> anyhow::Result<f64> {
    let start = Instant::now();
    for _ in 0..BARE_COMMITS {
        bare.commit(vec![0x5a_u8; 512]).await?;
    }
    Ok(f64::from(BARE_COMMITS) / start.elapsed().as_secs_f64())
}
