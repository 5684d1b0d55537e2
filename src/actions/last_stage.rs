//! Dates that pass at the last stage. There is nobody above to go to: the clock runs again, its holders are told the same
//! day, and everybody can read it on the public page (DESIGN section 4, the table's last row).

use std::collections::BTreeSet;

use daylight_domain::calendar::add_days;
use daylight_domain::figures::lately;
use daylight_domain::{Act, Date, Digest, OfficeId, Policy};

use super::ActionError;
use super::rules::{Rules, recorded};
use crate::store::entries::EntryRow;
use crate::store::{Db, lapses};

/// A clock at the last stage runs again for so many days: who did nothing stands here until they act.
const DAYS: u16 = 7;

/// The offices of the last stage in which a date passes today. For the tick, before the batch is cut.
pub(super) async fn missed_today(
    db: &impl Db,
    rules: &Rules,
    today: Date,
) -> Result<BTreeSet<OfficeId>, ActionError> {
    let mut offices = BTreeSet::new();
    for lapse in lapses::waiting(db, today).await? {
        if let Some(policy) = at_the_last_stage(rules, &lapse)? {
            let last = policy.offices(policy.last_stage());
            offices.extend(last.iter().map(|office| office.id.clone()));
        }
    }
    Ok(offices)
}

/// How many dates passed there in the last seven days, by what is published: none, or as many as everybody may know; zero
/// stands for fewer than eight.
pub(super) async fn missed_lately(
    db: &impl Db,
    rules: &Rules,
    today: Date,
) -> Result<Option<u64>, ActionError> {
    let since = rules
        .batch_days
        .partition_point(|day| add_days(*day, DAYS) <= today);
    let since = i32::try_from(since).unwrap_or(i32::MAX);
    let mut missed: u64 = 0;
    for lapse in lapses::published_since(db, since).await? {
        if at_the_last_stage(rules, &lapse)?.is_some() {
            missed = missed.saturating_add(1);
        }
    }
    Ok(lately(missed))
}

/// The policy whose last stage let this date pass; none if another stage did.
fn at_the_last_stage<'rules>(
    rules: &'rules Rules,
    (row, policy): &(EntryRow, Digest),
) -> Result<Option<&'rules Policy>, ActionError> {
    let policy = rules.policies.get(policy).map(|text| &text.policy);
    let Act::Lapsed { stage, .. } = recorded(row)?.entry.act else {
        return Ok(None);
    };
    Ok(policy.filter(|policy| policy.last_stage() == stage))
}
