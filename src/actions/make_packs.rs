//! What the calendar makes of the record, unasked and whether or not anybody acts (A05, A08): the released figures of every
//! period that is over. Each is kept whole, and the record names its digest.

use daylight_domain::figures::published;
use daylight_domain::{Act, Date};

use super::rules::{Rules, digest_of};
use super::show_figures::{RELEASE, count, received_in};
use super::{ActionError, Service};
use crate::api::Release;
use crate::store::packs::{self, PackRow};
use crate::store::{Tx, entries};

/// Makes what is due by today and was not made. Today's lapses have been written before.
pub(super) async fn make_packs(service: &Service, rules: &Rules, today: Date) -> Result<(), ActionError> {
    // The first batch founds the service: nothing is over before it.
    let Some(founded) = rules.batch_days.first().copied() else {
        return Ok(());
    };
    let received = received_in(&service.store, founded, today).await?;
    let made = packs::of_kind(&service.store, RELEASE).await?;
    let is_made = |name: &str| made.iter().any(|row| row.name == name);
    for period in published(founded, today, received) {
        if is_made(&period.to_string()) {
            continue;
        }
        let (_, policy) = rules.policy_on(period.end().max(founded))?;
        let figures = count(&service.store, rules, period, today).await?;
        let release = Release {
            v: 1,
            organisation: policy.policy.organisation.clone(),
            period,
            from: period.start(),
            until: period.end(),
            figures: figures.released(),
        };
        let tx = service.store.begin_write().await?;
        keep(service, &tx, RELEASE, period.to_string(), today, &release).await?;
        tx.commit().await?;
    }
    Ok(())
}

/// Keeps what was made, and names it in the record.
async fn keep(
    service: &Service,
    tx: &Tx,
    kind: &str,
    name: String,
    today: Date,
    made: &impl serde::Serialize,
) -> Result<(), ActionError> {
    let body = serde_json::to_string(made).map_err(anyhow::Error::from)?;
    let row = PackRow {
        digest: digest_of(&body),
        kind: kind.to_owned(),
        name,
        day: today,
        body,
    };
    packs::insert(tx, &row).await?;
    let batch_day = service.batch_day(tx, today).await?;
    let entry = service.own_entry(today, batch_day, Act::Pack { item: row.digest })?;
    Ok(entries::insert(tx, &[entry]).await?)
}
