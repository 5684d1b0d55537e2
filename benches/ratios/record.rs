//! A true record of years, every signature and every date of it right, in an instance's database: what an export and its
//! check are measured on. Concerns come evenly, are answered within a month, and are asked about afterwards.

use std::collections::BTreeMap;

use anyhow::Context as _;
use daylight::store::batches::{self, BatchRow};
use daylight::store::{Db as _, Tx, parts, sealed};
use daylight_domain::calendar::{add_days, days_between};
use daylight_domain::{Act, Author, Date, Entry};
use daylight_tlog::{Growing, UnsignedEntry, padding_needed, sha256};
use sea_orm::ConnectionTrait as _;

use crate::engine::settle;
use crate::its_life::{Authors, Life, slot};
use crate::ledger::{Slot, write_entries};
use crate::world::{FIRST_DAY, World};

/// Concerns that come on one day.
const A_DAY: u32 = 56;
/// Days after the last has come: it is closed by then, and was asked twice how its reporter was treated.
const AFTERWARDS: u16 = 230;
/// What is written.
pub(crate) struct Written {
    pub(crate) entries: u64,
    pub(crate) concerns: u32,
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
