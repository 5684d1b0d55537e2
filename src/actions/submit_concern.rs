//! A sealed concern is accepted. What is true if the process dies: before the commit nothing was kept and the
//! sender has no receipt; after it, sending the same manifest again gives the receipt.

use std::sync::Arc;

use daylight_domain::{Act, Author, Date, Digest, Entry, Recorded, Urgency, first_dates, replay};
use daylight_tlog::entry::UnsignedEntry;
use daylight_tlog::manifest::{Manifest, UncheckedManifest};
use daylight_tlog::sig::sha256;

use super::commit_together::{Kept, NewConcern, commit};
use super::keep_parts::keep_large;
use super::rules::{PolicyText, Rules, recorded};
use super::views::{deadline_views, receipt_for, state_name};
use super::{ActionError, Service};
use crate::api;
use crate::crypto::seal::{NotSealed, Sealed, sealed_text_sizes};
use crate::store::concerns::{self, ConcernRow, Projection};
use crate::store::entries::{self, EntryRow};
use crate::store::parts::Part;
use crate::store::sealed::{self, SealedRow};

/// How a part must look from outside.
type Form = fn(Vec<u8>) -> Result<Sealed, NotSealed>;

/// The longest sealed form of a text of so many KiB.
pub(super) fn sealed_limit(kib: usize) -> usize {
    // Every bucket is longer than the text it is for, so the first sealed size above the text's is its own.
    sealed_text_sizes()
        .find(|size| *size > kib.saturating_mul(1024))
        .unwrap_or(usize::MAX)
}

/// A concern on its way in: its signature holds, and its parts are those that it names.
struct Submitted {
    manifest: Manifest,
    digest: Digest,
    text: String,
    locator: [u8; 32],
    parts: Vec<Part>,
}

/// Accepts a concern, or says what is wrong with it. The same manifest sent twice gets the same answer.
pub async fn submit_concern(
    service: &Service,
    submission: api::Submission,
) -> Result<api::Accepted, ActionError> {
    let unchecked = UncheckedManifest::parse(submission.manifest.as_bytes())
        .map_err(|bad| ActionError::Malformed(format!("the manifest is not in its one form: {bad}")))?;
    let digest = unchecked.digest();
    let manifest = unchecked
        .verify()
        .map_err(|bad| ActionError::Malformed(format!("the manifest does not hold: {bad}")))?;
    let parts = check_parts(
        service,
        &manifest,
        submission.about,
        submission.account,
        submission.capsules,
    )?;
    let mut submitted = Submitted {
        manifest,
        digest,
        text: submission.manifest,
        locator: submission.locator_hash.0,
        parts,
    };
    // The rules at hand are nearly always the newest, and the commit looks: no question to the database before it.
    let mut rules = service.rules_at_hand().await?;
    loop {
        let kept = keep(service, &rules, &mut submitted).await;
        if let Ok(Some(accepted)) = kept {
            return Ok(accepted);
        }
        // It may have been taken before, under rules and on a day that do not hold any more.
        let newest = service.rules().await?;
        if let Some(known) = concerns::find(&service.store, submitted.manifest.concern()).await? {
            return again(service, &newest, known, &submitted.text).await;
        }
        if newest.batch == rules.batch {
            kept?;
            return Err(ActionError::Refused("this code is in use; make a new one".into()));
        }
        rules = newest;
    }
}

/// Keeps a concern by these rules. Nothing if its id or its locator is taken, or if the rules are not the newest.
async fn keep(
    service: &Service,
    rules: &Arc<Rules>,
    submitted: &mut Submitted,
) -> Result<Option<api::Accepted>, ActionError> {
    let manifest = &submitted.manifest;
    let today = service.today(rules);
    let policy = check_manifest(service, rules, manifest, today)?;
    let entry = Entry {
        day: today,
        concern: Some(manifest.concern()),
        by: Author::Reporter,
        after: None,
        act: Act::Received {
            manifest: submitted.digest,
            policy: manifest.policy,
            urgency: manifest.urgency,
            left_out: manifest.left_out.clone(),
            dates: first_dates(&policy.policy, today, manifest.urgency),
        },
    };
    let bytes = UnsignedEntry(entry.clone())
        .to_bytes(None)
        .map_err(|bad| anyhow::anyhow!("the entry cannot be written: {bad}"))?;
    let salt = service.random::<32>();
    // The batch day is known at the commit.
    let first = EntryRow {
        seq: Some(0),
        handed_out: manifest.urgency == Urgency::Danger,
        ..EntryRow::new(salt, &entry, bytes, today)
    };
    let recorded = [Recorded {
        record: first.record,
        entry,
    }];
    let outlook = replay(&policy.policy, &rules.roster, &recorded, today)
        .map_err(|bad| ActionError::Malformed(format!("the manifest cannot stand: {}", bad.refusal)))?;
    let row = ConcernRow {
        id: manifest.concern(),
        locator: submitted.locator,
        policy: manifest.policy,
        received: today,
        projection: Projection {
            stage: outlook.stage,
            state: state_name(outlook.state).to_owned(),
            next: outlook.next_date,
            entries: 1,
            erasable: None,
        },
    };
    let deadlines = first_deadlines(&policy, &recorded, today)?;

    keep_large(service, manifest.concern(), &mut submitted.parts, today).await?;
    let new = NewConcern {
        row,
        first: first.clone(),
        sealed: SealedRow {
            concern: manifest.concern(),
            manifest: submitted.text.clone().into_bytes(),
            parts: submitted.parts.clone(),
        },
        manifest: manifest.clone(),
        outlook,
        policy,
        rules: rules.clone(),
    };
    match commit(service, new).await? {
        Kept::Now(batch_day) => accepted(service, &EntryRow { batch_day, ..first }, deadlines).map(Some),
        Kept::Before | Kept::RulesChanged => Ok(None),
    }
}

fn accepted(
    service: &Service,
    row: &EntryRow,
    deadlines: Vec<api::DeadlineView>,
) -> Result<api::Accepted, ActionError> {
    Ok(api::Accepted {
        concern: row
            .concern
            .ok_or_else(|| anyhow::anyhow!("an entry without its concern"))?,
        received_on: row.day,
        batch_on: row.batch_day,
        receipt: receipt_for(service, row)?,
        deadlines,
    })
}

/// The answer to a concern that is there already, if the same one is sent.
async fn again(
    service: &Service,
    rules: &Rules,
    known: ConcernRow,
    manifest: &str,
) -> Result<api::Accepted, ActionError> {
    let kept = sealed::manifests(&service.store, &[known.id]).await?;
    if kept.get(&known.id).map(Vec::as_slice) != Some(manifest.as_bytes()) {
        return Err(ActionError::Refused(
            "another concern was sent with this code; make a new code".into(),
        ));
    }
    let policy = rules.policy(known.policy)?;
    let first = entries::of_concern(&service.store, known.id)
        .await?
        .into_iter()
        .next();
    let first = first.ok_or_else(|| anyhow::anyhow!("a concern without its first entry"))?;
    let deadlines = first_deadlines(&policy, &[recorded(&first)?], first.day)?;
    accepted(service, &first, deadlines)
}

/// The dates as on the day it came, whoever holds which office then, so that the same answer is given again.
fn first_deadlines(
    policy: &PolicyText,
    first: &[Recorded],
    day: Date,
) -> Result<Vec<api::DeadlineView>, ActionError> {
    let nobody = daylight_domain::Roster::default();
    let outlook = replay(&policy.policy, &nobody, first, day).map_err(|bad| super::error::corrupt(&bad))?;
    Ok(deadline_views(&policy.policy, &outlook))
}

fn check_manifest(
    service: &Service,
    rules: &Rules,
    manifest: &Manifest,
    today: Date,
) -> Result<Arc<PolicyText>, ActionError> {
    let wrong =
        |what: &str| ActionError::Malformed(format!("the manifest names {what}; ask the instance again"));
    if manifest.log != service.log.verifier().vkey() {
        return Err(wrong("another log key"));
    }
    if manifest.origin != service.log.origin() {
        return Err(wrong("another origin"));
    }
    if rules.roster.channel_closed().is_some_and(|from| from <= today) {
        return Err(ActionError::Closed(
            "the channel has been closed and takes no concern any more; use one of the outside routes of the policy"
                .into(),
        ));
    }
    let (in_force, policy) = rules.policy_on(today)?;
    if manifest.policy != in_force {
        return Err(wrong("a policy that is not in force"));
    }
    if manifest.day != today {
        return Err(ActionError::DayChanged { today });
    }
    if manifest.sealed_on_arrival && !policy.policy.seal_on_arrival {
        return Err(wrong("sealing on arrival, which the policy does not allow"));
    }
    if !rules.takes_concerns(&policy.policy, today) {
        return Err(ActionError::Closed(
            "the last stage has no usable key today, so no concern can be taken that nobody could bury; \
             use one of the outside routes of the policy, and come back tomorrow"
                .into(),
        ));
    }
    let route = policy
        .policy
        .stage_numbers()
        .flat_map(|stage| policy.policy.offices(stage));
    if !route
        .map(|office| &office.id)
        .eq(manifest.capsules.iter().map(|capsule| &capsule.office))
    {
        return Err(wrong("other offices than the route has, or in another order"));
    }
    Ok(policy)
}

fn check_parts(
    service: &Service,
    manifest: &Manifest,
    about: api::Bytes,
    account: api::Bytes,
    capsules: Vec<api::Bytes>,
) -> Result<Vec<Part>, ActionError> {
    if capsules.len() != manifest.capsules.len() {
        return Err(ActionError::Malformed(format!(
            "{} capsules came and the manifest names {}; send one for each office",
            capsules.len(),
            manifest.capsules.len()
        )));
    }
    let limit = sealed_limit(service.config.limits.account_kib);
    let check = |what: &str, bytes: Vec<u8>, named: Digest, form: Form| {
        if bytes.len() > limit {
            return Err(ActionError::TooLarge(format!(
                "{what} is longer than {} KiB of text; make it shorter, and send the rest as a message",
                service.config.limits.account_kib
            )));
        }
        if sha256(&bytes) != named {
            return Err(ActionError::Malformed(format!(
                "{what} is not the one the manifest names; send all parts of one sealing"
            )));
        }
        let sealed = form(bytes)
            .map_err(|bad| ActionError::Malformed(format!("{what} is not sealed as it must be: {bad}")))?;
        Ok(Part {
            digest: named,
            bytes: sealed.into_bytes(),
        })
    };
    let mut rows = vec![
        check(
            "the part about who and where",
            about.0,
            manifest.about,
            Sealed::check_text,
        )?,
        check("the account", account.0, manifest.account, Sealed::check_text)?,
    ];
    for (bytes, named) in capsules.into_iter().zip(&manifest.capsules) {
        let what = format!("the capsule for {}", named.office);
        rows.push(check(&what, bytes.0, named.digest, Sealed::check_capsule)?);
    }
    let mut digests: Vec<Digest> = rows.iter().map(|row| row.digest).collect();
    digests.sort_unstable();
    digests.dedup();
    if digests.len() != rows.len() {
        return Err(ActionError::Malformed(
            "one part came twice; seal each part by itself".into(),
        ));
    }
    Ok(rows)
}
