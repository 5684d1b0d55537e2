//! Whether somebody outside has looked at the record of late (R34). When nobody has, the calendar writes it down and tells
//! those who can look, those who can ask them to, and the last stage.

use daylight_domain::{Act, Date, OutsideCheck};

use super::rules::{Rules, recorded};
use super::{ActionError, Service, send_digests};
use crate::store::entries::{self, EntryRow};
use crate::store::{Db, Tx, waiting};

const OPINION: &str = "opinion";
const OVERDUE: &str = "outside_check_overdue";

/// What was signed and what was written about it, published or waiting.
async fn about_checks(db: &impl Db) -> Result<Vec<EntryRow>, ActionError> {
    let kinds = [OPINION, OVERDUE];
    let mut rows = entries::published_of_kinds(db, &kinds).await?;
    rows.extend(waiting::of_kinds(db, &kinds).await?);
    Ok(rows)
}

fn days<'a>(rows: &'a [EntryRow], kind: &'a str) -> impl Iterator<Item = Date> + 'a {
    rows.iter().filter(move |row| row.kind == kind).map(|row| row.day)
}

fn check_of(rules: &Rules, rows: &[EntryRow], today: Date) -> OutsideCheck {
    let founded = rules.batch_days.first().copied().unwrap_or(today);
    OutsideCheck::of(founded, days(rows, OPINION))
}

/// When the record was last checked from outside, and by when it must be again.
pub(super) async fn outside_check(
    db: &impl Db,
    rules: &Rules,
    today: Date,
) -> Result<OutsideCheck, ActionError> {
    Ok(check_of(rules, &about_checks(db).await?, today))
}

/// Writes down that it is overdue, and mails those who are told: one transaction, at most once a week.
pub(super) async fn note_overdue(service: &Service, rules: &Rules, today: Date) -> Result<(), ActionError> {
    let tx = service.store.begin_write().await?;
    let rows = about_checks(&tx).await?;
    let check = check_of(rules, &rows, today);
    if !check.owes_entry(days(&rows, OVERDUE), today) {
        return Ok(());
    }
    let batch_day = service.batch_day(&tx, today).await?;
    let act = Act::OutsideCheckOverdue { since: check.since };
    entries::insert(&tx, &[service.own_entry(today, batch_day, act)?]).await?;
    tell(service, &tx, rules, today).await?;
    Ok(tx.commit().await?)
}

async fn tell(service: &Service, tx: &Tx, rules: &Rules, today: Date) -> Result<(), ActionError> {
    let (_, policy) = rules.policy_on(today)?;
    send_digests::tell_unchecked(service, tx, rules, &policy.policy, today).await
}

/// Opinions in the order in which they stand in the record.
pub(super) async fn opinions(db: &impl Db) -> Result<Vec<daylight_domain::Entry>, ActionError> {
    let rows = entries::published_of_kinds(db, &[OPINION]).await?;
    rows.iter().map(|row| Ok(recorded(row)?.entry)).collect()
}
