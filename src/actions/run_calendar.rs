//! The daily tick: lapses, hand-outs, batch, digests, in one go and under one lease. Twice-run,
//! late-run, two replicas at once: exactly one of each. Mail is written here and leaves elsewhere (`deliver_mail`):
//! no mail server, however slow, holds up a date.

use std::sync::Arc;

use daylight_domain::{Act, ConcernId, Date};

use super::docket::Docket;
use super::rules::Rules;
use super::{
    ActionError, Service, cut_batch, erase_concerns, hand_out, high_water, invite, lapse_concerns,
    make_packs, outside_check, remove_blobs, send_digests, take_upload,
};
use crate::clock::{civil_date, civil_hour};
use crate::store::{batches, concerns, entries, waiting};

const LEASE: &str = "calendar";
/// Short, so that a tick whose process was killed is taken over while `calendar run` still waits; renewed on the way.
const LEASE_MS: i64 = 20_000;

/// What a tick did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ticked {
    /// The day it was done for.
    pub day: Date,
    /// Concerns that were moved on.
    pub moved: u64,
    /// Whether a batch was cut.
    pub batch: bool,
}

/// Runs what is due. `None` if another process holds the lease now.
pub async fn run_calendar(service: &Service) -> Result<Option<Ticked>, ActionError> {
    // A mark that cannot be written stops no date: it is told of at the end.
    let followed = high_water::follow(service).await;
    if !hold(service).await? {
        return followed.map(|()| None);
    }
    let done = tick(service).await;
    service.store.release(LEASE, service.0.id).await?;
    let done = done?;
    followed.map(|()| Some(done))
}

/// Claims or renews the lease. Two holders at once would only be slower: every write compares before it sets.
pub(super) async fn hold(service: &Service) -> Result<bool, ActionError> {
    let now = service.clock.raw_ms();
    Ok(service
        .store
        .claim(LEASE, service.0.id, now, now.saturating_add(LEASE_MS))
        .await?)
}

async fn tick(service: &Service) -> Result<Ticked, ActionError> {
    // A batch committed before a death is signed first: a receipt promised it. A log that must not be signed, after
    // an older backup was restored, stops no date and no mail: it is told of at the end.
    let mut signed = cut_batch::sign(service).await;
    let rules = service.rules().await?;
    // Under a clock that ran ahead, or before midnight, the record has come to the day of its newest entry: no batch holds it
    // sooner.
    let newest = waiting::newest_day(&service.store).await?;
    let today = service.today(&rules).max(newest.unwrap_or(Date::MIN));
    let mut ticked = Ticked {
        day: today,
        moved: 0,
        batch: false,
    };
    if is_due(service, &rules, today).await? {
        note_refused_day(service, &rules, today).await?;
        outside_check::note_overdue(service, &rules, today).await?;
        look_again_after_changes(service, &rules, today).await?;
        ticked.moved = lapse_concerns::lapse_concerns(service, &rules, today).await?;
        hand_out_new(service, &rules, today).await?;
        take_upload::clear(service, today).await?;
        invite::clear(service, today).await?;
        // A pack that cannot be made holds up no batch: it is told of at the end, and tried again.
        let packs = make_packs::make_packs(service, &rules, today).await;
        let machine = machine_day(service, &rules, today);
        signed = signed.and(cut_batch::cut_batch(service, today, machine).await);
        ticked.batch = true;
        // A database that may be an old copy must not say what is to be removed: the newest one may name it.
        if signed.is_ok() {
            erase_concerns::erase_concerns(service, today).await?;
            remove_blobs::remove_blobs(service, today).await?;
        }
        signed = signed.and(packs);
    }
    signed.map(|()| ticked)
}

/// The tick comes once a day at the policy's hour, or as soon as possible when a day was missed; in a
/// demonstration whenever something waits.
async fn is_due(service: &Service, rules: &Rules, today: Date) -> Result<bool, ActionError> {
    let last = batches::last(&service.store)
        .await?
        .map_or(Date::MIN, |batch| batch.day);
    if service.config.demo {
        return Ok(last < today
            || waiting::any(&service.store).await?
            || concerns::count_due(&service.store, today).await? > 0);
    }
    // A clock set back before the founding finds no policy for its day.
    let (_, policy) = rules.policy_on(today.max(last))?;
    let hour = civil_hour(service.clock.read().now_ms, &rules.time_zone);
    let struck = hour >= i8::try_from(policy.policy.batch_hour).unwrap_or(23);
    Ok(last < today && (struck || last < today.yesterday().unwrap_or(today)))
}

/// When somebody came, left or went away since the last batch, or the channel closes (R30), the next dates of open
/// concerns were worked out for other people: all of them are looked at today (R21).
async fn look_again_after_changes(service: &Service, rules: &Rules, today: Date) -> Result<(), ActionError> {
    let last = rules.batch_days.last().copied().unwrap_or(today);
    if rules.roster.changed_between(last, today) {
        let tx = service.store.begin_write().await?;
        concerns::make_due(&tx, today).await?;
        tx.commit().await?;
    }
    Ok(())
}

/// Hands out what reporters sent since the last tick, fills the desks, and writes the digests: one transaction,
/// so that a desk is never half filled.
async fn hand_out_new(service: &Service, rules: &Arc<Rules>, today: Date) -> Result<(), ActionError> {
    let tx = service.store.begin_write().await?;
    let mut fresh: Vec<ConcernId> = entries::not_handed_out(&tx)
        .await?
        .into_iter()
        .filter_map(|row| row.concern)
        .collect();
    fresh.sort_unstable();
    fresh.dedup();
    for id in fresh {
        let Some(row) = concerns::find(&tx, id).await? else {
            continue;
        };
        let docket = Docket::load(service, &tx, rules, row).await?;
        hand_out::bring_up_to_date(service, &tx, &[&docket]).await?;
        entries::mark_handed_out(&tx, id).await?;
    }
    hand_out::fill(service, &tx, rules, today).await?;
    send_digests::send_digests(service, &tx, rules, today).await?;
    Ok(tx.commit().await?)
}

/// A day on which the last stage has no usable key is a day on which no concern can be taken: it stands in the record,
/// once, whether or not somebody came (DESIGN section 3, Fail closed).
async fn note_refused_day(service: &Service, rules: &Rules, today: Date) -> Result<(), ActionError> {
    let (_, policy) = rules.policy_on(today.max(rules.batch_days.last().copied().unwrap_or(today)))?;
    let first_today = rules.batch_days.last().is_none_or(|last| *last < today);
    if !first_today || rules.takes_concerns(&policy.policy, today) {
        return Ok(());
    }
    let tx = service.store.begin_write().await?;
    let batch_day = service.batch_day(&tx, today).await?;
    entries::insert(&tx, &[service.own_entry(today, batch_day, Act::RefusedDay {})?]).await?;
    tracing::error!(%today, "the last stage has no usable key: no concern can be taken today");
    Ok(tx.commit().await?)
}

/// The day of the machine's clock; another than the tick's while a jump is held back.
fn machine_day(service: &Service, rules: &Rules, today: Date) -> Date {
    let held = service.clock.read().held_from_ms;
    held.map_or(today, |wall| civil_date(wall, &rules.time_zone))
}
