//! What `daylight doctor` says: what is wrong, and what to do about it. Reads; changes nothing.

use std::collections::BTreeSet;

use daylight_domain::calendar::add_months;
use daylight_domain::{ConcernId, Date, Role, StageNo};
use serde::Serialize;

use super::examine_mail::mail;
use super::examine_places::{own_log, places};
use super::examine_record::{last_signed, ledger, sealed_parts};
use super::examine_server::server;
use super::examine_witnesses::witnesses;
use super::outside_check::outside_check;
use super::remove_blobs::left_over;
use super::rules::Rules;
use super::{ActionError, Service};
use crate::clock::civil_date;
use crate::store::{batches, concerns};

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

    pub(super) fn add(&mut self, weight: &'static str, what: impl Into<String>, todo: &str) {
        self.findings.push(Finding {
            weight,
            what: what.into(),
            todo: todo.to_owned(),
        });
    }
}

/// What to do where something kept cannot be read.
const DAMAGED: &str = "Restore the newest backup, and keep this copy for the auditor.";

/// Looks everything over.
pub async fn examine(service: &Service) -> Result<Health, ActionError> {
    let mut health = Health::default();
    let pending = service.store.pending_migrations().await?;
    if pending > 0 {
        health.add(
            "fault",
            "the database has the form of an older version",
            "Run `daylight migrate --dir DIR`.",
        );
        return Ok(health);
    }
    let rules = match service.rules().await {
        Ok(rules) => rules,
        Err(ActionError::Internal(cause)) => {
            health.add("fault", cause.to_string(), DAMAGED);
            return Ok(health);
        }
        Err(other) => return Err(other),
    };
    if !own_log(service, &rules, &mut health) {
        return Ok(health);
    }
    match look_over(service, &rules, &mut health).await {
        // What is damaged stops whoever reads it. Where the replay has named it, that is enough.
        Err(ActionError::Internal(cause)) => {
            if health.is_healthy() {
                health.add("fault", cause.to_string(), DAMAGED);
            }
        }
        other => other?,
    }
    let order = |finding: &Finding| {
        ["fault", "warning", "fact"]
            .iter()
            .position(|weight| *weight == finding.weight)
    };
    health.findings.sort_by_key(order);
    Ok(health)
}

async fn look_over(service: &Service, rules: &Rules, health: &mut Health) -> Result<(), ActionError> {
    let today = service.today(rules);
    places(service, health);
    server(service, health).await?;
    let kept: BTreeSet<ConcernId> = concerns::ids(&service.store).await?.into_iter().collect();
    ledger(service, &kept, health).await?;
    last_signed(service, health).await?;
    clock(service, rules, today, health);
    calendar(service, today, health).await?;
    // A clock set back before the founding finds nobody and no policy: these are told for the ledger's own day.
    let last_batch = rules.batch_days.last().copied().unwrap_or(today);
    people(rules, today.max(last_batch), health)?;
    holidays(rules, today.max(last_batch), health)?;
    outside(service, rules, today, health).await?;
    sealed_parts(service, &kept, health).await?;
    left_over(service, last_batch.min(today), health).await?;
    mail(service, today, health).await?;
    witnesses(service, rules, today, health).await
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

/// Whether somebody outside has looked at the record of late (R34).
async fn outside(
    service: &Service,
    rules: &Rules,
    today: Date,
    health: &mut Health,
) -> Result<(), ActionError> {
    let check = outside_check(&service.store, rules, today).await?;
    if check.is_overdue(today) {
        let what = format!(
            "nobody outside has signed an opinion of the record since {}; it was due by {}",
            check.since, check.due
        );
        health.add(
            "warning",
            what,
            "Ask an auditor to check an export and to sign with `daylight opinion`.",
        );
    }
    Ok(())
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

/// How long before a year its list of holidays is asked for: a new policy takes signatures and a week.
const LIST_MONTHS: u16 = 2;

/// Whether the policy in force knows the holidays of the year that comes (DATES 3, rule 6; ADR 25).
fn holidays(rules: &Rules, today: Date, health: &mut Health) -> Result<(), ActionError> {
    // A clock set back before the founding finds no policy for its day.
    let newest = rules.batch_days.last().copied().unwrap_or(today);
    let (_, policy) = rules.policy_on(today.max(newest))?;
    let year = add_months(today, LIST_MONTHS).year();
    if !policy.policy.holidays.years.contains(&year) {
        health.add(
            "warning",
            format!(
                "the policy in force has no list of holidays for {year}: days to aim at count Monday to Friday then, and deadlines do not depend on it"
            ),
            "Propose a policy with the next list (`daylight policy propose`). Concerns sent before it keep their own.",
        );
    }
    Ok(())
}

/// What to do about an office that nobody holds.
const SUCCESSOR: &str = "Propose a successor. If nobody is left who has the office's key, they make one with `daylight key new --first`, which is proposed with `daylight office propose`; then a holder of the last stage, else the auditor, lets them in.";

fn people(rules: &Rules, today: Date, health: &mut Health) -> Result<(), ActionError> {
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
            health.add(if stage == last { "fault" } else { "warning" }, what, SUCCESSOR);
        }
        for office in policy.policy.offices(stage) {
            if holders > 0 && rules.roster.all_holders(&office.id, today).next().is_none() {
                health.add(
                    "warning",
                    format!("nobody holds the office {}: concerns pass it by", office.id),
                    SUCCESSOR,
                );
            }
            if rules.roster.has_left_with_key(&office.id, today) {
                health.add(
                    "warning",
                    format!(
                        "somebody has left the office {} since its key was made, and could open what is sealed to it",
                        office.id
                    ),
                    "Have one of its holders make a new key with `daylight office renew`.",
                );
            }
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
    let mut in_service = rules.roster.in_service(today);
    if present(last) <= 1 && in_service.all(|person| person.role != Role::Auditor) {
        health.add(
            "warning",
            "the last stage has no second holder and there is no auditor: if its key is lost, nobody can sign a successor",
            "Propose an auditor, or a second holder for the last stage.",
        );
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
