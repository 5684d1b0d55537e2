//! Capsules reach desks: when a stage is reached, and filled with dummies so that a desk never says how many
//! concerns there are, nor that one was kept from it (DESIGN section 3, Exclusion).

use std::collections::{BTreeMap, BTreeSet};

use daylight_domain::calendar::add_days;
use daylight_domain::{ConcernId, Date, OfficeId, StageNo, Urgency};
use daylight_tlog::manifest::Manifest;

use super::docket::Docket;
use super::rules::Rules;
use super::{ActionError, Service, send_digests};
use crate::crypto::capsule::Capsule;
use crate::store::Tx;
use crate::store::hand_outs::{self, HandOut};
use crate::store::parts::{self, Part};

/// Every office's desk grows to a multiple of this each day.
const FILL_TO: u64 = 8;

/// After acts or lapses. With each concern comes the stage that held it before. One that came in since the last tick
/// waits for it, unless it has moved on already.
pub(super) async fn after_acts(
    service: &Service,
    tx: &Tx,
    concerns: &[(&Docket, StageNo)],
) -> Result<(), ActionError> {
    let waits = |docket: &Docket| docket.entries.first().is_some_and(|first| !first.handed_out);
    let moved = |(docket, before): &(&Docket, StageNo)| docket.outlook.stage > *before;
    let known: Vec<&Docket> = concerns
        .iter()
        .filter(|concern| moved(concern) || !waits(concern.0))
        .map(|(docket, _)| *docket)
        .collect();
    bring_up_to_date(service, tx, &known).await?;
    for (docket, _) in concerns.iter().filter(|concern| moved(concern)) {
        if docket.outlook.urgency == Urgency::Danger {
            let (policy, stage) = (&docket.policy.policy, docket.outlook.stage);
            send_digests::alert(service, tx, policy, stage, docket.today).await?;
        }
    }
    Ok(())
}

/// The offices newly entitled get their capsules; those left behind lose what they did not open.
pub(super) async fn bring_up_to_date(
    service: &Service,
    tx: &Tx,
    concerns: &[&Docket],
) -> Result<(), ActionError> {
    let ids: Vec<ConcernId> = concerns.iter().map(|docket| docket.id()).collect();
    let mut there: BTreeMap<ConcernId, Vec<HandOut>> = BTreeMap::new();
    for row in hand_outs::of_concerns(tx, &ids).await? {
        if let Some(id) = row.concern {
            there.entry(id).or_default().push(row);
        }
    }
    let (mut gone, mut new) = (Vec::new(), Vec::new());
    for docket in concerns {
        let (policy, outlook) = (&docket.policy.policy, &docket.outlook);
        let its = there.remove(&docket.id()).unwrap_or_default();
        let holds = |office: &OfficeId| {
            outlook.handed_offices.contains(office) && policy.stage_of(office) >= Some(outlook.stage)
        };
        let opened = |office: &OfficeId| outlook.opened.iter().any(|(_, by)| by == office);
        let left = its
            .iter()
            .filter(|row| !holds(&row.office) && !opened(&row.office));
        gone.extend(left.map(|row| row.id));
        let lacks = |office: &OfficeId| !its.iter().any(|row| row.office == *office);
        let offices: Vec<&OfficeId> = outlook
            .handed_offices
            .iter()
            .filter(|office| holds(office) && lacks(office))
            .collect();
        let days = (docket.today, outlook.arrived);
        new.extend(capsules_for(service, &docket.manifest, &offices, days));
    }
    hand_outs::withdraw(tx, &gone).await?;
    Ok(hand_outs::insert(tx, &new).await?)
}

/// Puts a concern's capsules on the desks of some offices. `day` is today, `arrived` when their stage got it.
pub(super) async fn to_offices(
    service: &Service,
    tx: &Tx,
    manifest: &Manifest,
    offices: &[&OfficeId],
    days: (Date, Date),
) -> Result<(), ActionError> {
    let rows: Vec<HandOut> = capsules_for(service, manifest, offices, days).collect();
    Ok(hand_outs::insert(tx, &rows).await?)
}

fn capsules_for(
    service: &Service,
    manifest: &Manifest,
    offices: &[&OfficeId],
    (day, arrived): (Date, Date),
) -> impl Iterator<Item = HandOut> {
    let wanted = manifest
        .capsules
        .iter()
        .filter(|capsule| offices.contains(&&capsule.office));
    wanted.map(move |capsule| HandOut {
        id: service.random(),
        office: capsule.office.clone(),
        day,
        arrived,
        capsule: capsule.digest,
        concern: Some(manifest.concern()),
        expires: None,
    })
}

/// Fills the day's desks with dummies to a multiple of eight, at least eight, and clears away old dummies.
pub(super) async fn fill(service: &Service, tx: &Tx, rules: &Rules, today: Date) -> Result<(), ActionError> {
    let gone = hand_outs::expire(tx, today).await?;
    parts::delete(tx, &gone).await?;
    let offices: BTreeSet<OfficeId> = rules
        .roster
        .office_keys(today)
        .map(|key| key.office.clone())
        .collect();
    for office in offices {
        let there = hand_outs::count_of_day(tx, &office, today).await?;
        let missing = match there.checked_rem(FILL_TO) {
            Some(0) if there > 0 => 0,
            over => FILL_TO.saturating_sub(over.unwrap_or(0)),
        };
        let (mut rows, mut capsules) = (Vec::new(), Vec::new());
        for _ in 0..missing {
            let (row, part) = dummy(service, &office, today)?;
            rows.push(row);
            capsules.push(part);
        }
        parts::insert(tx, None, capsules).await?;
        hand_outs::insert(tx, &rows).await?;
    }
    Ok(())
}

fn dummy(service: &Service, office: &OfficeId, today: Date) -> Result<(HandOut, Part), ActionError> {
    let sealed = Capsule::dummy(&*service.entropy)
        .map_err(|error| anyhow::anyhow!("a dummy capsule could not be made: {error}"))?;
    let digest = sealed.digest();
    // A real capsule leaves a desk when its concern moves on, mostly after a week to a month: dummies leave alike.
    let [drawn] = service.random::<1>();
    let expires = add_days(today, u16::from(drawn & 31).saturating_add(7));
    let row = HandOut {
        id: service.random(),
        office: office.clone(),
        day: today,
        arrived: today,
        capsule: digest,
        concern: None,
        expires: Some(expires),
    };
    Ok((
        row,
        Part {
            digest,
            bytes: sealed.into_bytes(),
        },
    ))
}
