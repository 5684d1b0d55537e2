//! Concerns that arrive at the same moment are committed together: one wait for the disk instead of sixteen.
//! Whoever comes first commits for all who wait, and nobody is answered before the commit.
//!
//! There is no task of its own: when the one who commits is cut off, those who waited are told so and go on
//! themselves. Must not know how a concern is checked.

use std::sync::{Arc, Mutex, PoisonError};

use daylight_domain::{Date, Outlook, Urgency};
use daylight_tlog::manifest::Manifest;
use tokio::sync::oneshot;

use super::keep_parts::name_large;
use super::rules::{PolicyText, Rules};
use super::{ActionError, Service, hand_out, send_digests};
use crate::store::batches;
use crate::store::concerns::{self, ConcernRow};
use crate::store::entries::{self, EntryRow};
use crate::store::sealed::{self, SealedRow};
use crate::store::{StoreError, Tx};

/// Concerns of one transaction: so many that neither the disk nor the way to the server is what is waited for.
const MOST: usize = 64;

/// A concern that has passed every check.
pub(super) struct NewConcern {
    pub(super) row: ConcernRow,
    /// Its first entry; the batch day is filled in at the commit.
    pub(super) first: EntryRow,
    pub(super) sealed: SealedRow,
    pub(super) manifest: Manifest,
    pub(super) outlook: Outlook,
    pub(super) policy: Arc<PolicyText>,
    pub(super) rules: Arc<Rules>,
}

/// What became of it.
pub(super) enum Kept {
    /// It is durable, and its entry will stand in the batch of this day.
    Now(Date),
    /// Its id or its locator was there already.
    Before,
    /// It was checked by rules that are not the newest any more.
    RulesChanged,
}

struct Waiting {
    new: Arc<NewConcern>,
    answer: oneshot::Sender<Result<Kept, ActionError>>,
}

/// Those who wait for a commit.
#[derive(Default)]
pub(super) struct Together {
    waiting: Mutex<Vec<Waiting>>,
    turn: tokio::sync::Mutex<()>,
}

impl Together {
    fn join(&self, new: &Arc<NewConcern>) -> oneshot::Receiver<Result<Kept, ActionError>> {
        let (answer, receiver) = oneshot::channel();
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.push(Waiting {
            new: new.clone(),
            answer,
        });
        receiver
    }

    fn next(&self) -> Vec<Waiting> {
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        let count = waiting.len().min(MOST);
        waiting.drain(..count).collect()
    }
}

/// Makes a concern durable, together with others that wait at this moment.
pub(super) async fn commit(service: &Service, new: NewConcern) -> Result<Kept, ActionError> {
    let (new, together) = (Arc::new(new), &service.0.together);
    let mut answer = together.join(&new);
    loop {
        tokio::select! {
            biased;
            answered = &mut answer => match answered {
                Ok(kept) => return kept,
                // Whoever committed for us was cut off. If that was after the commit, we find ourselves there.
                Err(_) => answer = together.join(&new),
            },
            _turn = together.turn.lock() => commit_all(service, together.next()).await,
        }
    }
}

/// Whoever does not wait any more for the answer sends again and gets the same receipt.
async fn commit_all(service: &Service, all: Vec<Waiting>) {
    let several = all.len() > 1;
    let concerns: Vec<&NewConcern> = all.iter().map(|waiting| &*waiting.new).collect();
    match write(service, &concerns).await {
        Ok(Kept::Now(day)) => {
            for waiting in all {
                let _ = waiting.answer.send(Ok(Kept::Now(day)));
            }
        }
        // Not one of them alone: nobody waits for the next to be told the same.
        Err(ActionError::Away) => {
            for waiting in all {
                let _ = waiting.answer.send(Err(ActionError::Away));
            }
        }
        // One of them cannot be kept: each by itself, so that it alone hears of it.
        _ if several => {
            for waiting in all {
                let kept = write(service, &[&waiting.new]).await;
                let _ = waiting.answer.send(kept);
            }
        }
        other => {
            if let Some(only) = all.into_iter().next() {
                let _ = only.answer.send(other);
            }
        }
    }
}

async fn write(service: &Service, all: &[&NewConcern]) -> Result<Kept, ActionError> {
    let tx = service.store.begin_write().await?;
    // Across midnight the later day counts: the batch of the earlier one may be cut before this is committed.
    let today = all.iter().map(|new| new.row.received).max().unwrap_or_default();
    let last = batches::last(&tx).await?;
    let number = last.as_ref().map_or(-1, |batch| batch.number);
    if all.iter().any(|new| new.rules.batch != number) {
        return Ok(Kept::RulesChanged);
    }
    let batch_day = service.batch_day_after(last.map_or(Date::MIN, |batch| batch.day), today);
    let rows: Vec<&ConcernRow> = all.iter().map(|new| &new.row).collect();
    match concerns::insert(&tx, &rows).await {
        Ok(()) => {}
        Err(StoreError::Duplicate) => return Ok(Kept::Before),
        Err(other) => return Err(other.into()),
    }
    let first: Vec<EntryRow> = all
        .iter()
        .map(|new| EntryRow {
            batch_day,
            ..new.first.clone()
        })
        .collect();
    entries::insert(&tx, &first).await?;
    let sealed: Vec<&SealedRow> = all.iter().map(|new| &new.sealed).collect();
    sealed::insert(&tx, &sealed).await?;
    for row in &sealed {
        name_large(&tx, row.concern, &row.parts).await?;
    }
    for new in all.iter().filter(|new| new.outlook.urgency == Urgency::Danger) {
        alert(service, &tx, new).await?;
    }
    tx.commit().await?;
    Ok(Kept::Now(batch_day))
}

/// The one named exception to "reaches desks with the tick" (promise 3).
async fn alert(service: &Service, tx: &Tx, new: &NewConcern) -> Result<(), ActionError> {
    let (outlook, today) = (&new.outlook, new.row.received);
    let came = (&new.manifest, &*new.sealed.parts);
    hand_out::to_its_offices(service, tx, came, outlook).await?;
    hand_out::fill(service, tx, &new.rules, today).await?;
    send_digests::alert(service, tx, &new.policy.policy, outlook.stage, today).await
}
