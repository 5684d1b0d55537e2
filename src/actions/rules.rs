//! People, offices and policies as the published record has them, read once a batch.

use std::collections::BTreeMap;
use std::sync::Arc;

use daylight_domain::{Act, Date, Digest, KdfParams, OfficeId, Policy, Recorded, Roster};
use daylight_tlog::entry::UncheckedEntry;
use daylight_tlog::sig::sha256;
use jiff::tz::TimeZone;

use super::ActionError;
use crate::store::entries::EntryRow;
use crate::store::{Db, batches, documents, entries};

/// Kinds of entries that change who may do what.
pub(super) const RULE_KINDS: &[&str] = &["key", "person", "office", "policy", "absent", "channel_closed"];

/// A policy with its text.
#[derive(Clone, Debug)]
pub struct PolicyText {
    /// As signed.
    pub toml: String,
    /// As read.
    pub policy: Policy,
}

/// The rules as published.
#[derive(Debug)]
pub struct Rules {
    /// Number of the newest batch they were read from; -1 before the first.
    pub batch: i32,
    /// Days of the batches.
    pub batch_days: Vec<Date>,
    /// Who holds what, when.
    pub roster: Roster,
    /// Policies by digest.
    pub policies: BTreeMap<Digest, Arc<PolicyText>>,
    /// Recipients by digest.
    pub recipients: BTreeMap<Digest, String>,
    /// The entries they were read from, in tree order.
    pub record: Vec<EntryRow>,
    /// In which days begin and end.
    pub time_zone: TimeZone,
}

impl Rules {
    /// Reads everything published.
    pub(super) async fn load(db: &impl Db) -> Result<Self, ActionError> {
        let batches = batches::all(db).await?;
        let batch_days: Vec<Date> = batches.iter().map(|batch| batch.day).collect();
        let record = entries::published_of_kinds(db, RULE_KINDS).await?;
        let recorded = record.iter().map(recorded).collect::<Result<Vec<_>, _>>()?;
        let days = record.iter().map(|row| effective(&batch_days, row));
        let roster = Roster::build(days.zip(&recorded)).map_err(|bad| super::error::corrupt(&bad))?;
        let mut policies = BTreeMap::new();
        let mut recipients = BTreeMap::new();
        for (digest, body) in documents::all(db).await? {
            if body.starts_with("age1pq1") {
                recipients.insert(digest, body);
            } else {
                let policy = Policy::parse(&body)
                    .map_err(|errors| anyhow::anyhow!("a kept policy is not valid any more: {errors}"))?;
                policies.insert(digest, Arc::new(PolicyText { toml: body, policy }));
            }
        }
        let newest = batch_days.last().copied().unwrap_or(Date::MIN);
        let time_zone = roster
            .policy(newest)
            .and_then(|digest| policies.get(&digest))
            .map_or(TimeZone::UTC, |text| text.policy.time_zone.clone());
        let batch = batches.last().map_or(-1, |batch| batch.number);
        Ok(Self {
            batch,
            batch_days,
            roster,
            policies,
            recipients,
            record,
            time_zone,
        })
    }

    /// A policy by digest.
    pub(super) fn policy(&self, digest: Digest) -> Result<Arc<PolicyText>, ActionError> {
        self.policies
            .get(&digest)
            .cloned()
            .ok_or_else(|| ActionError::Internal(anyhow::anyhow!("the policy {digest} is not kept here")))
    }

    /// The policy in force on a day.
    pub(super) fn policy_on(&self, day: Date) -> Result<(Digest, Arc<PolicyText>), ActionError> {
        let digest = self.roster.policy(day).ok_or_else(|| {
            ActionError::Closed(format!(
                "no policy is in force on {day}: the machine's clock stands before the founding of this service"
            ))
        })?;
        Ok((digest, self.policy(digest)?))
    }

    /// The recipient of an office on a day, if it has a usable key.
    pub fn recipient(&self, office: &OfficeId, day: Date) -> Option<&str> {
        let key = self.roster.office_key(office, day)?;
        self.recipients.get(&key.recipient).map(String::as_str)
    }

    /// Whether a concern can be taken: at least one office of the last stage has a usable key.
    pub(super) fn takes_concerns(&self, policy: &Policy, day: Date) -> bool {
        policy
            .offices(policy.last_stage())
            .iter()
            .any(|office| self.recipient(&office.id, day).is_some())
    }

    /// The day of a batch.
    pub(super) fn batch_day(&self, number: i32) -> Option<Date> {
        self.batch_days.get(usize::try_from(number).ok()?).copied()
    }

    /// Salt and parameters of the tracking codes, from the first entry of all.
    pub fn kdf(&self) -> Option<(String, KdfParams)> {
        self.record.iter().find_map(
            |row| match UncheckedEntry::parse(&row.bytes).ok()?.into_entry().act {
                Act::Key { salt, kdf, .. } => Some((salt, kdf)),
                _ => None,
            },
        )
    }
}

/// From which day an entry about people takes effect: the day after its batch, or after the one that it waits for; at set-up
/// that day itself.
pub(super) fn effective(batch_days: &[Date], row: &EntryRow) -> Date {
    let day = row
        .batch
        .and_then(|number| batch_days.get(usize::try_from(number).ok()?))
        .copied()
        // Never in a batch together with what is published already, also before today's is cut.
        .unwrap_or(row.batch_day);
    if row.batch == Some(0) {
        day
    } else {
        day.tomorrow().unwrap_or(day)
    }
}

/// A stored entry as the domain takes it. Fails on bytes that cannot have been written here.
pub(super) fn recorded(row: &EntryRow) -> Result<Recorded, ActionError> {
    let entry = UncheckedEntry::parse(&row.bytes)
        .map_err(|bad| anyhow::anyhow!("a stored entry is damaged ({bad}). Run `daylight doctor`"))?
        .into_entry();
    Ok(Recorded {
        record: row.record,
        entry,
    })
}

/// SHA-256 of a text that the ledger names.
pub(super) fn digest_of(text: &str) -> Digest {
    sha256(text.as_bytes())
}
