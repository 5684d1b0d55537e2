//! What `daylight doctor` says of the record: replayed from zero, compared with what was signed, and with what is kept.

use std::collections::BTreeSet;

use anyhow::Context as _;
use daylight_domain::{Act, ConcernId, Digest};
use daylight_tlog::entry::Salt;
use daylight_tlog::replay::{Ledger, Verdict, check};

use super::docket::manifest_of;
use super::examine::Health;
use super::high_water::{self, Stand};
use super::keep_parts::is_kept;
use super::rules::recorded;
use super::{ActionError, Service};
use crate::store::{batches, documents, entries, parts, sealed};

/// Replays the whole ledger from zero, as an auditor would. A batch that is not signed yet is left out: what that means
/// is said in [`last_signed`].
pub async fn replay_ledger(service: &Service) -> Result<Result<Verdict, String>, ActionError> {
    let batches = batches::all(&service.store).await?;
    // The checkpoints that are left would hold without it.
    if let Some((missing, _)) = (0..)
        .zip(&batches)
        .find(|(number, batch)| batch.number != *number)
    {
        return Ok(Err(format!("batch {missing} is not kept here")));
    }
    let checkpoints: Vec<Vec<u8>> = batches
        .iter()
        .filter_map(|batch| batch.checkpoint.clone())
        .map(String::into_bytes)
        .collect();
    let signed = batches.iter().rfind(|batch| batch.checkpoint.is_some());
    let count = if checkpoints.len() < batches.len() {
        signed.map_or(0, |batch| batch.size)
    } else {
        u64::MAX
    };
    let rows = entries::in_tree(&service.store, 0, count).await?;
    let all: Vec<(Salt, Vec<u8>)> = rows.into_iter().map(|row| (row.salt, row.bytes)).collect();
    let manifests = sealed::all_manifests(&service.store).await?;
    let policies: Vec<Vec<u8>> = documents::all(&service.store)
        .await?
        .into_iter()
        .filter(|(_, body)| !body.starts_with("age1pq1"))
        .map(|(_, body)| body.into_bytes())
        .collect();
    let log = service.log.verifier().clone();
    // On a thread of its own: where callers are answered meanwhile, none of them waits for it.
    let replayed = tokio::task::spawn_blocking(move || {
        // What came in since the last batch is not published: its manifests are not asked for.
        let ledger = Ledger {
            log: &log,
            checkpoints: &checkpoints,
            entries: &all,
            manifests: &manifests,
            policies: &policies,
            items: None,
        };
        check(&ledger).map_err(|fault| fault.to_string())
    });
    Ok(replayed.await.context("the replay did not finish")?)
}

/// `kept` are the concerns of which there is a row.
pub(super) async fn ledger(
    service: &Service,
    kept: &BTreeSet<ConcernId>,
    health: &mut Health,
) -> Result<(), ActionError> {
    let mut missing: BTreeSet<ConcernId> = entries::received_concerns(&service.store)
        .await?
        .into_iter()
        .collect();
    missing.retain(|id| !kept.contains(id));
    let verdict = replay_ledger(service).await?;
    if let Ok(verdict) = &verdict {
        // Erased since the last batch: the next one says so.
        let erased = entries::erasures(&service.store).await?;
        let gone = verdict.manifests_missing.iter();
        missing.extend(gone.filter(|id| !erased.contains_key(id)));
    }
    match verdict {
        Ok(_) if !missing.is_empty() => {
            let missing: Vec<String> = missing.iter().map(ToString::to_string).collect();
            health.add(
                "fault",
                format!(
                    "the record names concerns of which nothing is kept here: {}",
                    missing.join(", ")
                ),
                "Keep this copy for the auditor; restore the newest backup that has them.",
            );
        }
        Ok(verdict) => {
            let what = format!(
                "the record is complete and unchanged up to entry {}",
                verdict.entries
            );
            health.add("fact", what, "Nothing.");
            if !verdict.erased.is_empty() {
                let what = format!(
                    "the content of {} concerns was erased by rule",
                    verdict.erased.len()
                );
                health.add("fact", what, "Nothing.");
            }
        }
        Err(fault) => health.add(
            "fault",
            format!("the record does not hold: {fault}"),
            "Keep this copy for the auditor; restore the newest backup that holds.",
        ),
    }
    Ok(())
}

pub(super) async fn last_signed(service: &Service, health: &mut Health) -> Result<(), ActionError> {
    let Some(batch) = batches::last(&service.store).await? else {
        return Ok(());
    };
    let newest = "Restore the newest copy of the database; tell the auditor which days are missing.";
    let (what, todo) = match high_water::stand(service, &batch).await {
        Ok(Stand::Same | Stand::Ahead) => {
            if batch.checkpoint.is_none() {
                health.add(
                    "warning",
                    "the last batch is not signed yet",
                    "Start `daylight serve`, or run `daylight calendar run`: it is signed first.",
                );
            }
            return Ok(());
        }
        Ok(Stand::Unknown) => (
            "the high-water file is missing: nothing more is signed, since this may be an old copy"
                .to_owned(),
            "Put its newest copy back. If there is none, ask the auditor for the newest checkpoint that they kept, and run \
             `daylight mark --against` with it.",
        ),
        Ok(Stand::Older) => (
            "the database is older than what was signed before: it was restored from a backup".to_owned(),
            newest,
        ),
        Err(ActionError::Internal(cause)) => (cause.to_string(), newest),
        Err(other) => return Err(other),
    };
    health.add("fault", what, todo);
    Ok(())
}

/// Everything sealed that manifests and entries name must be there, in the database or among the blobs.
pub(super) async fn sealed_parts(
    service: &Service,
    kept: &BTreeSet<ConcernId>,
    health: &mut Health,
) -> Result<(), ActionError> {
    let mut missing = Vec::new();
    for id in kept {
        let id = *id;
        let manifest = sealed::manifests(&service.store, &[id]).await?.remove(&id);
        // Without its manifest the replay above has named it.
        let Some(manifest) = manifest else { continue };
        let mut there = BTreeSet::new();
        let sent = sealed::parts(&service.store, id).await?;
        let later = parts::all_of(&service.store, id).await?;
        for part in sent.into_iter().chain(later) {
            if is_kept(service, &part).await? {
                there.insert(part.digest);
            }
        }
        let named = named_parts(service, id, &manifest).await?;
        missing.extend(
            named
                .into_iter()
                .filter(|digest| !there.contains(digest))
                .map(|digest| (digest, id)),
        );
    }
    for (digest, concern) in missing {
        let what = format!("the sealed part {digest} of concern {concern} is gone or damaged");
        health.add("fault", what, "Restore it from a backup; tell the auditor.");
    }
    Ok(())
}

async fn named_parts(
    service: &Service,
    concern: ConcernId,
    manifest: &[u8],
) -> Result<Vec<Digest>, ActionError> {
    let mut named = Vec::new();
    for entry in entries::of_concern(&service.store, concern).await? {
        match recorded(&entry)?.entry.act {
            // Erased by rule: nothing is missing.
            Act::Erased { .. } => return Ok(Vec::new()),
            act => named.extend(act.items()),
        }
    }
    let manifest = manifest_of(manifest)?;
    named.extend([manifest.about, manifest.account]);
    named.extend(manifest.capsules.iter().map(|capsule| capsule.digest));
    Ok(named)
}
