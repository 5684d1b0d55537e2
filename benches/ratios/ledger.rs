//! A ledger as it stands after years, written in bulk: closed concerns with nine entries each, padding, daily batches
//! with their tree and checkpoints, and some hundreds of open concerns with everything a reader asks for. What no
//! reader of an open concern asks for (the bytes of old entries, sealed parts of closed concerns) is random.

use std::collections::BTreeMap;

use anyhow::Context as _;
use daylight::store::batches::{self, BatchRow};
use daylight::store::{Db as _, Tx, key_of};
use daylight_domain::calendar::add_days;
use daylight_domain::{ConcernId, Date, Digest};
use daylight_tlog::tree;
use sea_orm::{ConnectionTrait as _, DbBackend};

use crate::engine::{literal, random, settle};
use crate::open_concerns;
use crate::world::World;

/// Entries of a day's batch.
const A_DAY: usize = 576;
/// A closed concern's life.
const LIFE: [&str; 9] = [
    "received",
    "opened",
    "no_conflict",
    "acknowledged",
    "scope",
    "findings",
    "closing_proposed",
    "approved",
    "closed",
];
/// Every so many entries, one is padding.
const PADDING: usize = LIFE.len() + 1;
/// Bytes of an entry, of a manifest.
const ENTRY_BYTES: u32 = 416;
const MANIFEST_BYTES: u32 = 3072;
/// Rows of one statement: SQLite's stack grows with them.
const ROWS: usize = 1000;

/// What is asked for afterwards.
pub(crate) struct Ledger {
    pub(crate) locators: Vec<Digest>,
    pub(crate) records: Vec<Digest>,
    pub(crate) closed: usize,
}

/// One entry's row, before its place in the tree.
pub(crate) struct Slot {
    pub(crate) record: Digest,
    pub(crate) kind: &'static str,
    pub(crate) concern: Option<(ConcernId, usize)>,
    /// Of those that are read: salt, bytes and day.
    pub(crate) real: Option<([u8; 32], Vec<u8>, Date)>,
}

/// Fills the instance's ledger up to so many entries, with so many open concerns on the first desk. Its clock stands on the last day afterwards.
pub(crate) async fn write(world: &World, entries: u32, open: u32) -> anyhow::Result<Ledger> {
    let store = &world.service.store;
    let last = batches::last(store).await?.context("the instance has no batch")?;
    let wanted = usize::try_from(u64::from(entries).saturating_sub(last.size))?;
    let days = u16::try_from(wanted.div_ceil(A_DAY))?;
    let last_day = add_days(last.day, days);
    let tx = store.begin_write().await?;
    let is_sqlite = tx.conn().get_database_backend() == DbBackend::Sqlite;
    if is_sqlite {
        // Keys are random: what does not fit is written again and again. Given back below.
        tx.conn()
            .execute_unprepared("PRAGMA cache_size = -1500000")
            .await?;
    }
    let received = add_days(last.day, days.saturating_sub(6));
    let (open, locators) = open_concerns::write(world, &tx, received, open).await?;
    let old = wanted.saturating_sub(open.len());
    let closed: Vec<ConcernId> = (0..old.div_ceil(PADDING))
        .map(|_| ConcernId(world.reporter.random()))
        .collect();
    let slots: Vec<Slot> = (0..old)
        .map(|at| Slot {
            record: Digest(world.reporter.random()),
            kind: LIFE.get(at % PADDING).copied().unwrap_or("padding"),
            concern: (at % PADDING < LIFE.len())
                .then(|| closed.get(at / PADDING).map(|id| (*id, at % PADDING)))
                .flatten(),
            real: None,
        })
        .chain(open)
        .collect();
    write_batches(world, &tx, &last, &slots).await?;
    let records = slots.iter().rev().step_by(997).map(|slot| slot.record).collect();
    write_entries(&tx, &last, slots, |at| at / A_DAY).await?;
    write_closed(world, &tx, &closed, last_day).await?;
    open_concerns::dummies(world, &tx, last_day).await?;
    tx.commit().await?;
    settle(store).await?;
    if is_sqlite {
        let tx = store.begin_write().await?;
        tx.conn().execute_unprepared("PRAGMA cache_size = -16000").await?;
        tx.commit().await?;
    }
    world.clock.advance_days(i64::from(days));
    Ok(Ledger {
        locators,
        records,
        closed: closed.len(),
    })
}

/// Values of one table, a statement of many rows at a time.
struct Bulk<'tx> {
    tx: &'tx Tx,
    table: &'static str,
    rows: Vec<String>,
}

impl<'tx> Bulk<'tx> {
    const fn into(tx: &'tx Tx, table: &'static str) -> Self {
        Self {
            tx,
            table,
            rows: Vec::new(),
        }
    }

    async fn add(&mut self, row: String) -> anyhow::Result<()> {
        self.rows.push(row);
        if self.rows.len() == ROWS {
            self.flush().await?;
        }
        Ok(())
    }

    async fn flush(&mut self) -> anyhow::Result<()> {
        if !self.rows.is_empty() {
            let statement = format!("INSERT INTO {} VALUES ({})", self.table, self.rows.join("),("));
            self.tx.conn().execute_unprepared(&statement).await?;
            self.rows.clear();
        }
        Ok(())
    }
}

/// The tree over the records, a batch a day after the last one, each with its checkpoint.
async fn write_batches(world: &World, tx: &Tx, last: &BatchRow, slots: &[Slot]) -> anyhow::Result<()> {
    let mut known = batches::hashes(tx, &tree::needed_to_append(last.size)).await?;
    let mut size = last.size;
    let mut hashes = Bulk::into(tx, "tree_hash");
    for (day, slots) in (1_u16..).zip(slots.chunks(A_DAY)) {
        let records: Vec<Digest> = slots.iter().map(|slot| slot.record).collect();
        let new = tree::append(size, &records, &known)?;
        for (at, hash) in &new {
            hashes.add(format!("{at}, {}", literal(tx, &hash.0))).await?;
        }
        size = size.saturating_add(u64::try_from(records.len())?);
        known.extend(new);
        let root = tree::root(size, &known)?;
        let needed = tree::needed_to_append(size);
        known = needed
            .iter()
            .filter_map(|at| Some((*at, *known.get(at)?)))
            .collect::<BTreeMap<_, _>>();
        let batch = BatchRow {
            number: last.number.saturating_add(i32::from(day)),
            day: add_days(last.day, day),
            size,
            root: root.0,
            checkpoint: Some(world.service.log.sign_checkpoint(size, root)?),
            published: true,
        };
        batches::insert(tx, &batch).await?;
    }
    hashes.flush().await
}

/// In the order of their keys, because that is far faster.
/// `day_of` says on which day after the last batch a slot stands, from 0.
pub(crate) async fn write_entries(
    tx: &Tx,
    last: &BatchRow,
    slots: Vec<Slot>,
    day_of: impl Fn(usize) -> usize,
) -> anyhow::Result<()> {
    let (salt, bytes) = (random(tx, 32), random(tx, ENTRY_BYTES));
    let mut placed: Vec<(usize, Slot)> = slots.into_iter().enumerate().collect();
    placed.sort_unstable_by_key(|(_, slot)| slot.record);
    let mut rows = Bulk::into(
        tx,
        "entry (key, record, salt, bytes, kind, day, concern, seq, handed_out, batch_day, batch, position)",
    );
    for (at, slot) in placed {
        let day = u16::try_from(day_of(at))?.saturating_add(1);
        let batch = last.number.saturating_add(i32::from(day));
        let batch_day = number(add_days(last.day, day))?;
        let (salt, bytes, day) = match &slot.real {
            Some((salt, bytes, day)) => (literal(tx, salt), literal(tx, bytes), number(*day)?),
            None => (salt.clone(), bytes.clone(), batch_day),
        };
        let (concern, seq) = match slot.concern {
            Some((id, seq)) => (literal(tx, &id.0), seq.to_string()),
            None => ("NULL".to_owned(), "NULL".to_owned()),
        };
        let (record, kind) = (literal(tx, &slot.record.0), slot.kind);
        let position = last.size.saturating_add(u64::try_from(at)?);
        let row = format!(
            "{}, {record}, {salt}, {bytes}, '{kind}', {day}, {concern}, {seq}, TRUE, {batch_day}, {batch}, {position}",
            key_of(&slot.record.0)
        );
        rows.add(row).await?;
    }
    rows.flush().await
}

/// Rows of closed concerns; some of them are still to be asked how they were treated. Their capsules were
/// put away from the desks of the first stage and of the one that approved.
async fn write_closed(world: &World, tx: &Tx, closed: &[ConcernId], last_day: Date) -> anyhow::Result<()> {
    let last_day = number(last_day)?;
    let policy = literal(tx, &world.reporter.policy.0);
    let (of_32, manifest) = (random(tx, 32), random(tx, MANIFEST_BYTES));
    let empty = literal(tx, &[]);
    let mut closed = closed.to_vec();
    closed.sort_unstable();
    let ids: Vec<String> = closed.iter().map(|id| literal(tx, &id.0)).collect();
    let mut rows = Bulk::into(
        tx,
        "concern (id, locator, policy, received_day, stage, state, next_day, entries)",
    );
    for (at, id) in ids.iter().enumerate() {
        let next = match at % 5 {
            0 => format!("{last_day} + 30 + {}", at % 90),
            _ => "NULL".to_owned(),
        };
        rows.add(format!(
            "{id}, {of_32}, {policy}, {last_day} - 365, 1, 'closed', {next}, 9"
        ))
        .await?;
    }
    rows.flush().await?;
    let mut rows = Bulk::into(tx, "sealed (key, concern, manifest, parts)");
    for (concern, id) in closed.iter().zip(&ids) {
        rows.add(format!("{}, {id}, {manifest}, {empty}", key_of(&concern.0)))
            .await?;
    }
    rows.flush().await?;
    let mut rows = Bulk::into(tx, "hand_out (key, id, office, day, arrived, capsule, concern)");
    for office in ["guardian", "chair"] {
        for id in &ids {
            let day = format!("{last_day} - 300");
            let own: [u8; 16] = world.reporter.random();
            let (key, own) = (key_of(&own), literal(tx, &own));
            rows.add(format!("{key}, {own}, '{office}', {day}, {day}, {of_32}, {id}"))
                .await?;
        }
    }
    rows.flush().await
}

/// Days since 1970-01-01.
fn number(day: Date) -> anyhow::Result<i32> {
    let days = day.duration_since(Date::constant(1970, 1, 1)).as_hours() / 24;
    Ok(i32::try_from(days)?)
}
