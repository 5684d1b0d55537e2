//! What `daylight doctor` says: what is wrong, and what to do about it. Reads; changes nothing.

use daylight_domain::{Act, Date, Digest, StageNo};
use daylight_tlog::checkpoint::Checkpoint;
use daylight_tlog::entry::Salt;
use daylight_tlog::high_water::{Compared, HighWater};
use daylight_tlog::replay::{Ledger, Verdict, check};
use serde::Serialize;

use super::cut_batch::read_high_water;
use super::docket::manifest_of;
use super::keep_parts::bytes_of;
use super::rules::{Rules, recorded};
use super::{ActionError, Service};
use crate::clock::civil_date;
use crate::store::concerns::ConcernRow;
use crate::store::{batches, concerns, documents, entries, mails, parts};

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Finding {
    /// `fault` (something is wrong), `warning` (something will be), `fact` (good to know).
    pub weight: &'static str,
    /// What it is, in a sentence.
    pub what: String,
    /// What to do, in a sentence.
    pub todo: String,
}

/// The findings, worst first. Healthy if none is a fault.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Health {
    /// What was found.
    pub findings: Vec<Finding>,
}

impl Health {
    /// Whether nothing is wrong.
    pub fn is_healthy(&self) -> bool {
        self.findings.iter().all(|finding| finding.weight != "fault")
    }

    fn add(&mut self, weight: &'static str, what: impl Into<String>, todo: &str) {
        self.findings.push(Finding {
            weight,
            what: what.into(),
            todo: todo.to_owned(),
        });
    }
}

/// Looks everything over.
pub async fn examine(service: &Service) -> Result<Health, ActionError> {
    let mut health = Health::default();
    let pending = service.store.pending_migrations().await?;
    if pending > 0 {
        health.add(
            "fault",
            format!("{pending} migrations have not run"),
            "Run `daylight migrate --dir DIR`.",
        );
        return Ok(health);
    }
    let rules = match service.rules().await {
        Ok(rules) => rules,
        Err(ActionError::Internal(cause)) => {
            health.add(
                "fault",
                cause.to_string(),
                "Restore the newest backup, and keep this copy for the auditor.",
            );
            return Ok(health);
        }
        Err(other) => return Err(other),
    };
    let today = service.today(&rules);
    ledger(service, &mut health).await?;
    high_water(service, &mut health).await?;
    clock(service, &rules, today, &mut health);
    calendar(service, today, &mut health).await?;
    people(&rules, today, &mut health)?;
    sealed_parts(service, &mut health).await?;
    let waiting = mails::count_waiting(&service.store).await?;
    if waiting > 0 {
        let what = format!("{waiting} mails wait to leave");
        health.add(
            "warning",
            what,
            "If this lasts, look at the mail folder; escalation does not wait for mail.",
        );
    }
    health.add(
        "fact",
        "no outside witness co-signs: the record is consistent with itself only",
        "Ask a body outside to keep copies of the checkpoints.",
    );
    let order = |finding: &Finding| {
        ["fault", "warning", "fact"]
            .iter()
            .position(|weight| *weight == finding.weight)
    };
    health.findings.sort_by_key(order);
    Ok(health)
}

/// Replays the whole ledger from zero, as an auditor would.
pub async fn replay_ledger(service: &Service) -> Result<Result<Verdict, String>, ActionError> {
    let batches = batches::all(&service.store).await?;
    let checkpoints: Vec<Vec<u8>> = batches
        .iter()
        .filter_map(|batch| batch.checkpoint.clone())
        .map(String::into_bytes)
        .collect();
    let rows = entries::in_tree(&service.store, 0, u64::MAX).await?;
    let all: Vec<(Salt, Vec<u8>)> = rows.into_iter().map(|row| (row.salt, row.bytes)).collect();
    let manifests: Vec<Vec<u8>> = concerns::all(&service.store)
        .await?
        .into_iter()
        .map(|row| row.manifest)
        .collect();
    let policies: Vec<Vec<u8>> = documents::all(&service.store)
        .await?
        .into_iter()
        .filter(|(_, body)| !body.starts_with("age1pq1"))
        .map(|(_, body)| body.into_bytes())
        .collect();
    // What came in since the last batch is not published: its manifests are not asked for.
    let ledger = Ledger {
        log: service.log.verifier(),
        checkpoints: &checkpoints,
        entries: &all,
        manifests: &manifests,
        policies: &policies,
    };
    Ok(check(&ledger).map_err(|fault| fault.to_string()))
}

async fn ledger(service: &Service, health: &mut Health) -> Result<(), ActionError> {
    match replay_ledger(service).await? {
        Ok(verdict) if !verdict.manifests_missing.is_empty() => {
            let missing: Vec<String> = verdict
                .manifests_missing
                .iter()
                .map(ToString::to_string)
                .collect();
            health.add(
                "fault",
                format!(
                    "the record names concerns of which nothing is kept here: {}",
                    missing.join(", ")
                ),
                "Keep this copy for the auditor; restore the newest backup that has them.",
            );
        }
        Ok(verdict) => health.add(
            "fact",
            format!(
                "the record is complete and unchanged up to entry {}",
                verdict.entries
            ),
            "Nothing.",
        ),
        Err(fault) => health.add(
            "fault",
            format!("the record does not hold: {fault}"),
            "Keep this copy for the auditor; restore the newest backup that holds.",
        ),
    }
    Ok(())
}

async fn high_water(service: &Service, health: &mut Health) -> Result<(), ActionError> {
    let Some(batch) = batches::last(&service.store).await? else {
        return Ok(());
    };
    let origin = service.log.origin().to_owned();
    let now = HighWater::of(&Checkpoint {
        origin,
        size: batch.size,
        root: Digest(batch.root),
    });
    let path = service.config.path(&service.config.storage.high_water);
    let what = match read_high_water(&path)? {
        None => "the high-water file is missing: a restored backup would not be noticed".to_owned(),
        Some(mark) => match mark.compare(&now) {
            Compared::Same | Compared::Ahead => return Ok(()),
            _ => {
                "the database is older than what was signed before: it was restored from a backup".to_owned()
            }
        },
    };
    health.add(
        "fault",
        what,
        "Restore the newest copy of the database; tell the auditor which days are missing.",
    );
    Ok(())
}

/// Everything sealed that manifests and entries name must be there, in the database or among the blobs.
async fn sealed_parts(service: &Service, health: &mut Health) -> Result<(), ActionError> {
    let mut missing = Vec::new();
    for row in concerns::all(&service.store).await? {
        let there = parts::digests_of(&service.store, row.id).await?;
        let named = named_parts(service, &row).await?;
        missing.extend(
            named
                .into_iter()
                .filter(|digest| !there.contains(digest))
                .map(|digest| (digest, row.id)),
        );
    }
    for part in parts::on_disk(&service.store).await? {
        let (digest, concern) = (part.digest, part.concern);
        if bytes_of(service, part).await?.is_none() {
            missing.extend(concern.map(|id| (digest, id)));
        }
    }
    for (digest, concern) in missing {
        let what = format!("the sealed part {digest} of concern {concern} is gone or damaged");
        health.add("fault", what, "Restore it from a backup; tell the auditor.");
    }
    Ok(())
}

async fn named_parts(service: &Service, row: &ConcernRow) -> Result<Vec<Digest>, ActionError> {
    let mut named = Vec::new();
    for entry in entries::of_concern(&service.store, row.id).await? {
        match recorded(&entry)?.entry.act {
            // Erased by rule: nothing is missing.
            Act::Erased {} => return Ok(Vec::new()),
            act => named.extend(act.items()),
        }
    }
    let manifest = manifest_of(row)?;
    named.extend([manifest.about, manifest.account]);
    named.extend(manifest.capsules.iter().map(|capsule| capsule.digest));
    Ok(named)
}

fn clock(service: &Service, rules: &Rules, today: Date, health: &mut Health) {
    let wall = civil_date(service.clock.raw_ms(), &rules.time_zone);
    let last = rules.batch_days.last().copied().unwrap_or(today);
    if wall < last {
        let what = format!("the machine's clock says {wall}, the last batch is of {last}");
        health.add(
            "warning",
            what,
            "Set the clock right. Dates of concerns never go back.",
        );
    }
    if today != wall {
        let what = format!("the clock jumped to {wall}; the service goes by {today} for at most a day");
        health.add("fault", what, "Set the clock right.");
    }
}

async fn calendar(service: &Service, today: Date, health: &mut Health) -> Result<(), ActionError> {
    let due = concerns::count_due(&service.store, today).await?;
    if due > 0 {
        let what = format!("{due} concerns have dates that the calendar has not followed yet");
        health.add(
            "warning",
            what,
            "Start `daylight serve`, or run `daylight calendar run`.",
        );
    }
    let last = batches::last(&service.store)
        .await?
        .map_or(Date::MIN, |batch| batch.day);
    if last < today.yesterday().unwrap_or(today) {
        let what = format!("the last batch is of {last}");
        health.add(
            "warning",
            what,
            "Start `daylight serve`, or run `daylight calendar run`.",
        );
    }
    Ok(())
}

fn people(rules: &Rules, today: Date, health: &mut Health) -> Result<(), ActionError> {
    // A clock set back before the founding finds nobody: who holds what is told for the ledger's own day.
    let today = rules.batch_days.last().map_or(today, |newest| today.max(*newest));
    let (_, policy) = rules.policy_on(today)?;
    let last = policy.policy.last_stage();
    let present = |stage: StageNo| -> usize {
        let offices = policy.policy.offices(stage).iter();
        offices
            .map(|office| rules.roster.holders(&office.id, today).count())
            .sum()
    };
    for stage in policy.policy.stage_numbers() {
        let holders = present(stage);
        if holders == 0 {
            let what = format!("nobody holds {stage}: concerns pass it by");
            health.add(
                if stage == last { "fault" } else { "warning" },
                what,
                "Propose a person for its offices.",
            );
        }
        for office in policy.policy.offices(stage) {
            if rules.recipient(&office.id, today).is_none() {
                let what = format!(
                    "the office {} has no usable key: concerns are not sealed to it",
                    office.id
                );
                let weight = if stage == last { "fault" } else { "warning" };
                health.add(
                    weight,
                    what,
                    "Have its key proposed by the operator and signed by a higher stage.",
                );
            }
        }
    }
    if present(last) == 1 {
        health.add(
            "warning",
            "the last stage has one holder: nobody else there can answer a dispute about them",
            "Propose a second holder for the last stage.",
        );
    }
    Ok(())
}
