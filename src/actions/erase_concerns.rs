//! Content whose retention has ended is erased by rule: months after the last closing, as the concern's own policy says,
//! and not before a witness, or seven daily batches, bore that date (DESIGN section 4; `tlog::replay` demands the same).
//!
//! One transaction a concern: the entry `erased`, and the removal of all that was sealed. *Dying before the commit:
//! nothing happened. After it: the entry stands, no row names anything sealed, and the large parts lie among the blobs,
//! let go of; `remove_blobs` of the same tick, or of the next, finds them by that.* What is left: the entries, and the
//! row with the locator's hash, so that the code still leads to them.

use daylight_domain::calendar::add_days;
use daylight_domain::{Act, Author, ConcernId, Date, Digest, Entry, Policy};
use daylight_tlog::entry::UnsignedEntry;
use daylight_tlog::replay::{Seen, is_borne, signed_on};
use daylight_tlog::{Cosigner, UnverifiedCheckpoint};

use super::append::{NewAct, append, projection};
use super::docket::Docket;
use super::rules::Rules;
use super::{ActionError, Service, run_calendar};
use crate::store::parts::{self, Part};
use crate::store::{Tx, batches, blobs, concerns, entries, hand_outs, sealed, uploads};

/// Erases what may be erased today. A concern that cannot be is told of in the log of the program, and does not stop
/// the others.
pub(super) async fn erase_concerns(service: &Service, today: Date) -> Result<(), ActionError> {
    let due = concerns::erasable(&service.store, today).await?;
    if due.is_empty() {
        return Ok(());
    }
    let rules = service.rules().await?;
    let borne = Borne::load(service, &rules).await?;
    let mut any = false;
    for id in due {
        if !run_calendar::hold(service).await? {
            return Ok(());
        }
        match erase(service, &rules, &borne, id).await {
            Ok(erased) => any |= erased,
            // Somebody acted on it at this moment: it is looked at again tomorrow.
            Err(ActionError::Busy) => {}
            Err(ActionError::Internal(error)) => {
                tracing::error!(concern = %id, %error, "a concern could not be erased; run `daylight doctor`");
            }
            Err(other) => return Err(other),
        }
    }
    if any {
        service.store.sweep().await?;
    }
    Ok(())
}

/// What stands before an erasure of now.
struct Borne {
    /// Every published batch, with the cosignatures of the record's witnesses.
    seen: Vec<Seen>,
    /// When witnesses of the configuration cosigned, in seconds since 1970; none if there are none.
    asked: Option<Vec<u64>>,
}

impl Borne {
    async fn load(service: &Service, rules: &Rules) -> Result<Self, ActionError> {
        let damaged = |bad| anyhow::anyhow!("a stored checkpoint is damaged: {bad}");
        let witnesses: Vec<Cosigner> = service
            .config
            .witness
            .iter()
            .map(|witness| witness.cosigner.clone())
            .collect();
        let (mut seen, mut times) = (Vec::new(), Vec::new());
        let until = batches::last_published(&service.store).await?;
        let until = until.map_or(-1, |batch| batch.number);
        for batch in batches::all(&service.store).await? {
            let Some(checkpoint) = batch.checkpoint.filter(|_| batch.number <= until) else {
                break;
            };
            seen.push(Seen::of(checkpoint.as_bytes(), batch.day, &rules.roster).map_err(damaged)?);
            let lines = UnverifiedCheckpoint::parse(checkpoint.as_bytes())
                .and_then(|checkpoint| checkpoint.cosignatures(&witnesses));
            times.extend(lines.map_err(damaged)?.iter().map(|line| line.timestamp));
        }
        Ok(Self {
            seen,
            asked: (!witnesses.is_empty()).then_some(times),
        })
    }

    /// What the verifier demands; and a witness that is asked, but that the record does not know yet, must have borne the
    /// day as well.
    fn bears(&self, rules: &Rules, policy: &Policy, from: Date, on: Date) -> bool {
        let in_time = |time: &u64| signed_on(*time, policy).is_some_and(|day| (from..=on).contains(&day));
        is_borne(&self.seen, &rules.roster, policy, from, on)
            && self.asked.as_ref().is_none_or(|times| times.iter().any(in_time))
    }
}

/// Erases one concern, if the rules allow it at this moment.
async fn erase(service: &Service, rules: &Rules, borne: &Borne, id: ConcernId) -> Result<bool, ActionError> {
    let tx = service.store.begin_write().await?;
    let row = concerns::find(&tx, id).await?.ok_or(ActionError::NotFound)?;
    let mut docket = Docket::load(service, &tx, rules, row).await?;
    let (day, outlook) = (docket.today, &docket.outlook);
    let may_be = outlook.erased.is_none() && outlook.owed.is_empty();
    let Some(from) = outlook.erasable_from.filter(|from| may_be && *from <= day) else {
        // The row knew less than the entries say.
        docket.row.projection = projection(&docket)?;
        concerns::project(&tx, &[&docket.row]).await?;
        tx.commit().await?;
        return Ok(false);
    };
    if !borne.bears(rules, &docket.policy.policy, from, day) {
        return Ok(false);
    }
    let entry = Entry {
        day,
        concern: Some(id),
        by: Author::Service,
        after: docket.recorded.last().map(|last| last.record),
        act: Act::Erased {
            months: docket.policy.policy.retention_months,
            backups_end: add_days(day, service.config.storage.backups_kept_days),
        },
    };
    let bytes = UnsignedEntry(entry.clone())
        .to_bytes(None)
        .map_err(|bad| anyhow::anyhow!("the entry cannot be written: {bad}"))?;
    let act = NewAct {
        entry,
        bytes,
        handed_out: true,
    };
    append(service, &tx, rules, &mut docket, Some(act)).await?;
    remove(&tx, id).await?;
    tx.commit().await?;
    Ok(true)
}

/// Removes every row with something sealed, and lets go of the large parts.
async fn remove(tx: &Tx, id: ConcernId) -> Result<(), ActionError> {
    let mut kept: Vec<Part> = sealed::parts(tx, id).await?;
    kept.append(&mut parts::all_of(tx, id).await?);
    let large = kept.iter().filter(|part| part.bytes.is_empty());
    let large: Vec<Digest> = large.map(|part| part.digest).collect();
    blobs::let_go(tx, id, &large).await?;
    hand_outs::delete_of(tx, id).await?;
    uploads::delete_of(tx, id).await?;
    parts::delete_of(tx, id).await?;
    sealed::delete(tx, id).await?;
    // What came in since the hand-out of this tick was read by nobody, and nobody can read it now.
    Ok(entries::mark_handed_out(tx, id).await?)
}
