//! A signed act of a reporter or a holder joins the record of its concern (promise 5: an answer is a person's
//! signed word). The bytes are the signer's; the server changes none of them.

use daylight_domain::{Act, Author, ConcernId, Entry, PublicKey, Urgency};
use daylight_tlog::entry::{UncheckedEntry, opening_message};
use daylight_tlog::sig;

use super::append::{NewAct, append};
use super::docket::{Docket, manifest_of};
use super::keep_parts::keep_large;
use super::rules::Rules;
use super::show_concern::locator_hash;
use super::submit_concern::sealed_limit;
use super::views::act_accepted;
use super::{ActionError, Service, Signed, hand_out, send_digests};
use crate::api;
use crate::crypto::seal::Sealed;
use crate::store::parts::{self, Part};
use crate::store::{StoreError, Tx, concerns, entries, sealed};

/// Adds an act of the reporter who knows the locator.
pub async fn by_reporter(service: &Service, act: api::ReporterAct) -> Result<api::ActAccepted, ActionError> {
    let parsed = parse(&act.entry)?;
    let rules = service.rules().await?;
    let row = concerns::find_by_locator(&service.store, locator_hash(act.locator)).await?;
    let row = row.ok_or(ActionError::NotFound)?;
    if parsed.entry().by != Author::Reporter {
        return Err(ActionError::Forbidden(
            "here only the reporter's own acts are taken".into(),
        ));
    }
    let key = manifest_of(&sealed::manifest(&service.store, row.id).await?)?.reporter;
    add(service, &rules, row.id, parsed, key, act.items).await
}

/// Adds an act of a signed-in holder.
pub async fn by_holder(
    service: &Service,
    signed: &Signed,
    concern: ConcernId,
    act: api::HolderAct,
) -> Result<api::ActAccepted, ActionError> {
    let parsed = parse(&act.entry)?;
    if parsed.entry().by != Author::Person(signed.person) {
        return Err(ActionError::Forbidden(
            "the act is signed by somebody else than the one signed in".into(),
        ));
    }
    let rules = service.rules().await?;
    let row = concerns::find(&service.store, concern)
        .await?
        .ok_or(ActionError::NotFound)?;
    // The entry's day is compared with the concern's further on.
    let day = service.today(&rules).max(parsed.entry().day);
    let key = rules
        .roster
        .key(signed.person, day)
        .ok_or_else(|| ActionError::Forbidden("the record knows no key of yours for today".into()))?;
    add(service, &rules, row.id, parsed, key, act.items).await
}

fn parse(entry: &str) -> Result<UncheckedEntry, ActionError> {
    UncheckedEntry::parse(entry.as_bytes())
        .map_err(|bad| ActionError::Malformed(format!("the entry is not in its one form: {bad}")))
}

/// Nothing is written before the signature holds. Large words are durable before the transaction that names them.
async fn add(
    service: &Service,
    rules: &Rules,
    concern: ConcernId,
    parsed: UncheckedEntry,
    key: PublicKey,
    items: Vec<api::Bytes>,
) -> Result<api::ActAccepted, ActionError> {
    parsed.verify(service.log.origin(), &key).map_err(|_| {
        ActionError::Forbidden(
            "the signature is not by the key the record knows; sign with your own key".into(),
        )
    })?;
    let entry = parsed.entry().clone();
    if entry.concern != Some(concern) {
        return Err(ActionError::Malformed(
            "the entry names another concern; sign it for this one".into(),
        ));
    }
    let mut new = check_items(service, &entry, items)?;
    keep_large(service, &mut new, entry.day).await?;

    let tx = service.store.begin_write().await?;
    let row = concerns::find(&tx, concern).await?.ok_or(ActionError::NotFound)?;
    let mut docket = Docket::load(service, &tx, rules, row).await?;
    if entry.day != docket.today {
        return Err(ActionError::DayChanged { today: docket.today });
    }
    check_after(&docket, &entry)?;
    check_countersign(service, &docket, &entry)?;
    insert_items(&tx, concern, &entry, new).await?;
    let danger = matches!(
        entry.act,
        Act::UrgencyChanged {
            to: Urgency::Danger,
            ..
        }
    );
    let at_once = entry.by != Author::Reporter || danger || matches!(entry.act, Act::Withdrawn { .. });
    let act = NewAct {
        entry,
        bytes: parsed.bytes().to_vec(),
        handed_out: at_once,
    };
    let appended = append(service, &tx, rules, &mut docket, Some(act)).await?;
    if danger {
        // Handed out at once, with everything that came before (promise 3, its one exception).
        entries::mark_handed_out(&tx, concern).await?;
        hand_out::bring_up_to_date(service, &tx, &[&docket]).await?;
        hand_out::fill(service, &tx, rules, docket.today).await?;
        let (policy, stage) = (&docket.policy.policy, docket.outlook.stage);
        send_digests::alert(service, &tx, policy, stage, docket.today).await?;
    }
    tx.commit().await?;
    let row = appended
        .act
        .ok_or_else(|| anyhow::anyhow!("the act was added without a row"))?;
    act_accepted(service, &row, appended.followed_by)
}

/// The signer must have signed after everything that had been handed to them; what the reporter sent since the
/// last tick makes no act stale.
fn check_after(docket: &Docket, entry: &Entry) -> Result<(), ActionError> {
    let seen = match entry.after {
        Some(after) => docket.recorded.iter().position(|known| known.record == after),
        // Before opening, a person has been handed the capsule alone.
        None => {
            return if signs_blind(docket, entry) {
                Ok(())
            } else {
                Err(ActionError::Stale)
            };
        }
    };
    let Some(seen) = seen else {
        return Err(ActionError::Stale);
    };
    let later = docket.entries.iter().skip(seen.saturating_add(1));
    if entry.by == Author::Reporter {
        return if later.count() == 0 {
            Ok(())
        } else {
            Err(ActionError::Stale)
        };
    }
    if later.into_iter().any(|row| row.handed_out) {
        Err(ActionError::Stale)
    } else {
        Ok(())
    }
}

fn signs_blind(docket: &Docket, entry: &Entry) -> bool {
    let has_opened = docket
        .outlook
        .opened
        .iter()
        .any(|(person, _)| entry.by == Author::Person(*person));
    !has_opened
        && matches!(
            entry.act,
            Act::Opened { .. } | Act::Conflict {} | Act::CannotOpen {} | Act::Mismatch {}
        )
}

fn check_countersign(service: &Service, docket: &Docket, entry: &Entry) -> Result<(), ActionError> {
    let (Act::Opened { office, countersign }, Author::Person(person)) = (&entry.act, entry.by) else {
        return Ok(());
    };
    let message = opening_message(service.log.origin(), &docket.id(), office, &person, entry.day);
    let wrong = || {
        ActionError::Forbidden(
            "the opening is not countersigned with the key inside your office's capsule; open the capsule first"
                .into(),
        )
    };
    let key = docket.manifest.opening_key(office).ok_or_else(wrong)?;
    sig::verify(&key, &message, countersign).map_err(|_| wrong())
}

/// The words that came with an entry: sealed as they must be, named by it, and nothing else.
fn check_items(service: &Service, entry: &Entry, items: Vec<api::Bytes>) -> Result<Vec<Part>, ActionError> {
    let named = entry.act.items();
    let mut rows: Vec<Part> = Vec::new();
    for item in items {
        if item.0.len() > sealed_limit(service.config.limits.message_kib) {
            return Err(ActionError::TooLarge(format!(
                "a sealed text is longer than {} KiB of text allow; make it shorter or send it in two",
                service.config.limits.message_kib
            )));
        }
        let sealed = Sealed::check_text(item.0).map_err(|bad| {
            ActionError::Malformed(format!(
                "a text that came with the entry is not sealed as it must be: {bad}"
            ))
        })?;
        let digest = sealed.digest();
        if !named.contains(&digest) || rows.iter().any(|row| row.digest == digest) {
            return Err(ActionError::Malformed(
                "a sealed text came that the entry does not name, or twice; leave it out".into(),
            ));
        }
        rows.push(Part {
            digest,
            bytes: sealed.into_bytes(),
        });
    }
    Ok(rows)
}

/// Every word that the entry names must have come with it or be kept already.
async fn insert_items(tx: &Tx, concern: ConcernId, entry: &Entry, new: Vec<Part>) -> Result<(), ActionError> {
    for digest in entry.act.items() {
        let came = new.iter().any(|row| row.digest == digest);
        if !came && parts::of_concern(tx, concern, &[digest]).await?.is_empty() {
            return Err(ActionError::Malformed(
                "the entry names a sealed text that did not come with it; send both together".into(),
            ));
        }
    }
    parts::insert(tx, Some(concern), new)
        .await
        .map_err(|error| match error {
            StoreError::Duplicate => {
                ActionError::Malformed("a sealed text is already kept elsewhere; seal it again".into())
            }
            other => other.into(),
        })
}
