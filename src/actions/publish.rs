//! Publication: what of the signed record is the public's. A checkpoint is published once enough of the configured witnesses
//! have cosigned it and none refuses, and with it all before it; without a witness in the configuration by being signed.
//! What a reporter or a holder works under is the newest *signed* checkpoint: neither intake nor a desk waits for an outsider
//! (ADR 0018).

use daylight_tlog::{UnverifiedCheckpoint, WitnessPolicy};

use super::{ActionError, Service};
use crate::store::{batches, witnesses};

/// Whose cosignatures count, in the form of c2sp.org/tlog-policy.
pub(super) fn witness_policy(service: &Service) -> String {
    let witnesses = &service.config.witness;
    let names: Vec<String> = (1..=witnesses.len()).map(|number| format!("w{number}")).collect();
    let mut lines = vec![format!("log {}", service.log.verifier().vkey())];
    for (name, witness) in names.iter().zip(witnesses) {
        let vkey = witness.cosigner.vkey();
        lines.push(format!("witness {name} {vkey} {}", witness.url));
    }
    if names.is_empty() {
        lines.push("quorum none".to_owned());
    } else {
        let needed = service.config.witness_quorum.unwrap_or(names.len());
        lines.push(format!("group outsiders {needed} {}", names.join(" ")));
        lines.push("quorum outsiders".to_owned());
    }
    lines.join("\n") + "\n"
}

/// Publishes the newest signed checkpoint that enough witnesses have cosigned. Dying before it is done changes nothing: the
/// cosignatures are kept, and the next tick finds them.
pub(super) async fn publish(service: &Service) -> Result<(), ActionError> {
    let published = batches::last_published(&service.store).await?;
    let waiting = batches::signed_after(&service.store, published.map(|batch| batch.number)).await?;
    if waiting.is_empty() {
        return Ok(());
    }
    if is_refused(service).await? {
        return Ok(());
    }
    let policy = WitnessPolicy::parse(&witness_policy(service))
        .map_err(|bad| anyhow::anyhow!("the witnesses of the configuration make no policy: {bad}"))?;
    for batch in waiting.iter().rev() {
        let checkpoint = batch.checkpoint.as_deref().unwrap_or_default();
        let met = UnverifiedCheckpoint::parse(checkpoint.as_bytes())
            .is_ok_and(|checkpoint| checkpoint.verify_policy(&policy).is_ok());
        if met {
            let tx = service.store.begin_write().await?;
            batches::publish(&tx, batch.number).await?;
            return Ok(tx.commit().await?);
        }
    }
    Ok(())
}

/// Whether a witness has answered and not cosigned, and not changed its mind since: it may have seen another history of this
/// log. However many others signed, nothing more is given out as the record until that is cleared up.
async fn is_refused(service: &Service) -> Result<bool, ActionError> {
    for witness in &service.config.witness {
        let known = witnesses::find(&service.store, &witness.cosigner.vkey()).await?;
        if known.trouble.is_some_and(|trouble| trouble.refused) {
            return Ok(true);
        }
    }
    Ok(false)
}
