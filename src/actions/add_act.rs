//! A signed act of a reporter or a holder joins the record of its concern (promise 5: an answer is a person's
//! signed word). The bytes are the signer's; the server changes none of them.

use daylight_domain::{Act, Author, ConcernId, Entry, PublicKey, Urgency};
use daylight_tlog::entry::{UncheckedEntry, opening_message};
use daylight_tlog::replay::after_holds;
use daylight_tlog::sig;

use super::append::{NewAct, append};
use super::check_items::{check_items, insert_items};
use super::docket::{Docket, manifest_of};
use super::keep_parts::keep_large;
use super::show_concern::{is_shown, is_shown_at_audit, locator_hash};
use super::take_upload::is_room_for_one;
use super::views::act_accepted;
use super::{ActionError, Service, Signed, hand_out, send_digests};
use crate::api;
use crate::store::{concerns, entries, sealed};

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
    let Some(manifest) = sealed::manifests(&service.store, &[row.id])
        .await?
        .remove(&row.id)
    else {
        let docket = Docket::load(service, &service.store, &rules, row).await?;
        docket.manifest()?;
        return Err(ActionError::NotFound);
    };
    let key = manifest_of(&manifest)?.reporter;
    add(service, row.id, parsed, key, act.items).await
}

/// Adds an act of a signed-in holder, or the auditor's verdict on a closing where the last stage has nobody else.
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
    add(service, row.id, parsed, key, act.items).await
}

fn parse(entry: &str) -> Result<UncheckedEntry, ActionError> {
    UncheckedEntry::parse(entry.as_bytes())
        .map_err(|bad| ActionError::Malformed(format!("the entry is not in its one form: {bad}")))
}

/// Nothing is written before the signature holds. Large words are durable before the transaction that names them.
async fn add(
    service: &Service,
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
    let mut new = check_items(service, &entry.act, items)?;
    let parts = new.iter_mut().map(|item| &mut item.part);
    keep_large(service, concern, parts, entry.day).await?;

    // In this order: what a batch publishes while we wait for our turn must not be missed below.
    let tx = service.store.begin_write().await?;
    let rules = service.rules().await?;
    let row = concerns::find(&tx, concern).await?.ok_or(ActionError::NotFound)?;
    let mut docket = Docket::load(service, &tx, &rules, row).await?;
    if entry.day != docket.today {
        return Err(ActionError::DayChanged { today: docket.today });
    }
    check_after(&docket, &entry)?;
    check_countersign(service, &docket, &entry)?;
    if matches!(entry.act, Act::Attached { .. }) {
        is_room_for_one(service, &docket, 0)?;
    }
    insert_items(&tx, &docket, &entry.act, new).await?;
    let danger = matches!(
        entry.act,
        Act::UrgencyChanged {
            to: Urgency::Danger,
            ..
        }
    );
    let withdrawn = match &entry.act {
        Act::Withdrawn { office } => Some(office.clone()),
        _ => None,
    };
    let act = NewAct {
        handed_out: entry.by != Author::Reporter || danger,
        entry,
        bytes: parsed.bytes().to_vec(),
    };
    let stage = docket.outlook.stage;
    let appended = append(service, &tx, &rules, &mut docket, Some(act)).await?;
    if let Some(office) = withdrawn {
        hand_out::take_back(service, &tx, docket.id(), &office, docket.today).await?;
    }
    let moved_in_danger = docket.outlook.urgency == Urgency::Danger && docket.outlook.stage > stage;
    if danger || (moved_in_danger && hand_out::waits(&docket)) {
        // Handed out at once, with everything that came before (promise 3, its one exception).
        entries::mark_handed_out(&tx, concern).await?;
        hand_out::bring_up_to_date(service, &tx, &[&docket]).await?;
        hand_out::fill(service, &tx, &rules, docket.today).await?;
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
/// last tick makes no act stale, nor does a note, of which a reporter is not told.
fn check_after(docket: &Docket, entry: &Entry) -> Result<(), ActionError> {
    let mut barred = docket.outlook.barred.iter();
    if barred.any(|person| entry.by == Author::Person(*person)) {
        // Nothing more is handed to them: the rules refuse whatever they sign, and say why.
        return Ok(());
    }
    let earlier = docket.recorded.iter().map(|known| (known.record, &known.entry));
    // The rule of whoever checks the record: what breaks it would stand there for ever.
    if !after_holds(earlier, entry) {
        return Err(ActionError::Stale);
    }
    let Some(after) = entry.after else {
        return Ok(());
    };
    let seen = docket.recorded.iter().position(|known| known.record == after);
    let seen = seen.ok_or(ActionError::Stale)?;
    let mut later = docket.entries.iter().skip(seen.saturating_add(1));
    let missed = match (entry.by, &entry.act) {
        (Author::Reporter, _) => later.any(|row| row.kind != "note"),
        // An auditor, who opens nothing, is handed what is published and shown to holders.
        (_, Act::Approved { .. } | Act::Refused { .. }) if !has_opened(docket, entry) => {
            later.any(|row| is_shown_at_audit(row, docket.today))
        }
        _ => later.any(|row| is_shown(row, docket.today)),
    };
    if missed { Err(ActionError::Stale) } else { Ok(()) }
}

fn has_opened(docket: &Docket, entry: &Entry) -> bool {
    let mut opened = docket.outlook.opened.iter();
    opened.any(|(person, _)| entry.by == Author::Person(*person))
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
    let key = docket.manifest()?.opening_key(office).ok_or_else(wrong)?;
    sig::verify(&key, &message, countersign).map_err(|_| wrong())
}
