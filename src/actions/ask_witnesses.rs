//! Sends checkpoints to the outside witnesses (c2sp.org/tlog-witness) and keeps their cosignatures. What is missing stops
//! publication and nothing else.
//!
//! A witness is asked for one batch after the other, each from the size that it cosigned last *for us*, which stands here
//! beside the cosignature itself. What it claims of itself is compared and told, and is never the base of a proof. *Dying
//! before the answer was kept: the same batch is asked for again. If the witness had cosigned it, it says so with a conflict
//! at the very size that is being sent; the same checkpoint is then sent from its own size, with no proof, and the
//! cosignature that comes back is one over our tree or it is none.*

use daylight_domain::Digest;
use daylight_tlog::{tree, witness as format};

use super::publish::publish;
use super::{ActionError, Service};
use crate::config::Witness;
use crate::store::batches::{self, BatchRow};
use crate::store::witnesses::{self, Trouble};
use crate::witness::{self, Answer};

const LEASE: &str = "witnesses";
/// What the lease lasts beyond the longest answers.
const SPARE_MS: i64 = 20 * 1000;

/// Asks every configured witness for what it has not cosigned. Returns whether none of them stays behind. Two processes at
/// once: one asks, so that neither is told of a conflict that the other made.
pub async fn ask_witnesses(service: &Service) -> Result<bool, ActionError> {
    let mut behind = Vec::new();
    for witness in &service.config.witness {
        if next(service, witness).await?.is_some() {
            behind.push(witness);
        }
    }
    if behind.is_empty() {
        return Ok(true);
    }
    let mut all = true;
    for witness in behind {
        all &= catch_up(service, witness).await?;
    }
    // Once everybody was asked: one that refuses counts, whoever came before it.
    publish(service).await?;
    service.store.release(LEASE, service.0.id).await?;
    Ok(all)
}

async fn hold(service: &Service, witness: &Witness) -> Result<bool, ActionError> {
    let now = service.clock.raw_ms();
    let longest = i64::try_from(witness.timeout_seconds)
        .unwrap_or(60)
        .saturating_mul(1000);
    // A turn can take two requests.
    let until = now
        .saturating_add(longest.saturating_mul(2))
        .saturating_add(SPARE_MS);
    Ok(service.store.claim(LEASE, service.0.id, now, until).await?)
}

async fn catch_up(service: &Service, witness: &Witness) -> Result<bool, ActionError> {
    while hold(service, witness).await? {
        let Some(turn) = next(service, witness).await? else {
            return Ok(true);
        };
        note_asked(service, witness, &turn).await?;
        match ask(service, witness, &turn).await? {
            Ok(cosigned) => keep(service, witness, &turn, &cosigned).await?,
            Err((what, refused)) => {
                note(service, witness, what, refused).await?;
                return Ok(false);
            }
        }
    }
    Ok(true)
}

/// What a witness is asked for.
struct Turn {
    batch: BatchRow,
    /// Its checkpoint with the cosignatures that are there.
    checkpoint: String,
    /// The size that the witness cosigned last.
    from: u64,
}

/// The oldest batch that the witness may have been asked for and has not cosigned, else the one after the last that it
/// cosigned; a witness that is new begins with the newest.
async fn next(service: &Service, witness: &Witness) -> Result<Option<Turn>, ActionError> {
    let row = witnesses::find(&service.store, &witness.cosigner.vkey()).await?;
    let number = match (row.asked, row.cosigned) {
        (Some(asked), cosigned) if cosigned < Some(asked) => Some(asked),
        (_, Some(cosigned)) => Some(cosigned.saturating_add(1)),
        _ => batches::last_signed(&service.store)
            .await?
            .map(|batch| batch.number),
    };
    let Some(number) = number else { return Ok(None) };
    let Some(batch) = batches::find(&service.store, number).await? else {
        return Ok(None);
    };
    let Some(checkpoint) = batch.checkpoint.clone() else {
        return Ok(None);
    };
    let from = match row.cosigned {
        Some(cosigned) => batches::find(&service.store, cosigned)
            .await?
            .map_or(0, |batch| batch.size),
        None => 0,
    };
    Ok(Some(Turn {
        batch,
        checkpoint,
        from,
    }))
}

/// Notes what a witness is asked for, before anything is sent.
async fn note_asked(service: &Service, witness: &Witness, turn: &Turn) -> Result<(), ActionError> {
    let asked = Some(turn.batch.number);
    let mut row = witnesses::find(&service.store, &witness.cosigner.vkey()).await?;
    if row.asked == asked {
        return Ok(());
    }
    row.asked = asked;
    let tx = service.store.begin_write().await?;
    witnesses::put(&tx, &row).await?;
    Ok(tx.commit().await?)
}

/// The checkpoint with the witness's cosignature; or what is wrong, and whether the witness has answered.
type Asked = Result<String, (String, bool)>;

async fn ask(service: &Service, witness: &Witness, turn: &Turn) -> Result<Asked, ActionError> {
    let answer = send(service, witness, turn, turn.from).await?;
    let size = turn.batch.size;
    let has_it = |answer: &Answer| answer.status == 409 && format::size_claimed(&answer.body) == Some(size);
    if turn.from != size && answer.as_ref().is_ok_and(has_it) {
        let again = send(service, witness, turn, size).await?;
        return Ok(judge(witness, turn, again));
    }
    Ok(judge(witness, turn, answer))
}

async fn send(
    service: &Service,
    witness: &Witness,
    turn: &Turn,
    from: u64,
) -> Result<Result<Answer, witness::Away>, ActionError> {
    let size = turn.batch.size;
    let damaged = |error| anyhow::anyhow!("the stored tree is damaged: {error}");
    let proof = if from == 0 || from == size {
        Vec::new()
    } else {
        let have = batches::hashes(&service.store, &tree::needed_for_consistency(from, size)).await?;
        tree::consistency(from, size, &have).map_err(damaged)?
    };
    // Signed again, it is the same bytes; without the cosignatures of others, whom this witness need not know.
    let checkpoint = service
        .log
        .sign_checkpoint(size, Digest(turn.batch.root))
        .map_err(|bad| anyhow::anyhow!("the checkpoint could not be signed: {bad}"))?;
    Ok(witness::add_checkpoint(witness, format::add_checkpoint(from, &proof, &checkpoint)).await)
}

fn judge(witness: &Witness, turn: &Turn, answer: Result<Answer, witness::Away>) -> Asked {
    let name = witness.cosigner.witness();
    let Ok(Answer { status, body }) = answer else {
        return Err((format!("the witness {name} does not answer"), false));
    };
    let refused = |what: String| Err((format!("the witness {name} {what} (status {status})"), true));
    match status {
        200 => format::with_cosignature(&turn.checkpoint, &body, &witness.cosigner).or_else(|_| {
            refused("answers without a good cosignature of its key on the checkpoint it was sent".to_owned())
        }),
        403 => refused("does not take the signature of this log's key".to_owned()),
        404 => refused("does not know this log".to_owned()),
        409 => refused(conflict(turn, format::size_claimed(&body))),
        422 => refused(format!(
            "does not find the tree of {} entries at the beginning of the one of {}",
            turn.from, turn.batch.size
        )),
        429 | 500..=599 => Err((
            format!("the witness {name} takes nothing at the moment (status {status})"),
            false,
        )),
        _ => refused("does not take the checkpoint".to_owned()),
    }
}

/// A witness that has seen more of this log than it was shown from here is the sign of a second history.
fn conflict(turn: &Turn, claimed: Option<u64>) -> String {
    let (from, size) = (turn.from, turn.batch.size);
    match claimed {
        Some(claimed) if claimed == size => {
            format!("says that it cosigned another history of {size} entries")
        }
        Some(claimed) => format!("says that it cosigned {claimed} entries; from here it was shown {from}"),
        None => format!("says that it did not last cosign the {from} entries that it was shown from here"),
    }
}

/// Keeps a cosignature.
async fn keep(service: &Service, witness: &Witness, turn: &Turn, cosigned: &str) -> Result<(), ActionError> {
    let number = turn.batch.number;
    let tx = service.store.begin_write().await?;
    let mut row = witnesses::find(&tx, &witness.cosigner.vkey()).await?;
    if row.trouble.take().is_some() {
        tracing::info!(witness = witness.cosigner.witness(), "a witness cosigns again");
    }
    row.cosigned = Some(number);
    batches::cosign(&tx, number, cosigned).await?;
    witnesses::put(&tx, &row).await?;
    Ok(tx.commit().await?)
}

/// Keeps what is wrong for `doctor`, and says it in the log of the program once, until it changes.
async fn note(service: &Service, witness: &Witness, what: String, refused: bool) -> Result<(), ActionError> {
    let mut row = witnesses::find(&service.store, &witness.cosigner.vkey()).await?;
    if row.trouble.as_ref().is_some_and(|known| known.what == what) {
        return Ok(());
    }
    if refused {
        tracing::error!(%what, "a checkpoint was not cosigned; see `daylight doctor`");
    } else {
        tracing::warn!(%what, "a checkpoint was not cosigned; the witness is asked again");
    }
    let rules = service.rules().await?;
    row.trouble = Some(Trouble {
        what,
        refused,
        since: service.today(&rules),
    });
    let tx = service.store.begin_write().await?;
    witnesses::put(&tx, &row).await?;
    Ok(tx.commit().await?)
}
