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

/// Whether desks learn of the last thing that happened to a concern with the next tick only: the reporter did it.
pub(super) fn waits(docket: &Docket) -> bool {
    docket.entries.last().is_some_and(|last| !last.handed_out)
}

/// After acts or lapses. With each concern comes the stage that held it before. One that came in since the last tick
/// waits for it, unless the calendar has moved it on already; what follows from a reporter's act waits as well.
pub(super) async fn after_acts(
    service: &Service,
    tx: &Tx,
    concerns: &[(&Docket, StageNo)],
) -> Result<(), ActionError> {
    let is_new = |docket: &Docket| docket.entries.first().is_some_and(|first| !first.handed_out);
    let moved = |(docket, before): &(&Docket, StageNo)| docket.outlook.stage > *before;
    let known: Vec<&Docket> = concerns
        .iter()
        .filter(|concern| !waits(concern.0) && (moved(concern) || !is_new(concern.0)))
        .map(|(docket, _)| *docket)
        .collect();
    bring_up_to_date(service, tx, &known).await?;
    for (docket, _) in concerns
        .iter()
        .filter(|concern| moved(concern) && !waits(concern.0))
    {
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
        new.extend(capsules_for(service, docket.manifest()?, &offices, days));
    }
    hand_outs::withdraw(tx, &gone).await?;
    Ok(hand_outs::insert(tx, &new).await?)
}

/// The reporter withdraws an office's capsule: at once a dummy lies in its place, on the same day and in the same
/// order, so that the desk shows nothing. Whoever had found it there before misses it.
pub(super) async fn take_back(
    service: &Service,
    tx: &Tx,
    concern: ConcernId,
    office: &OfficeId,
    today: Date,
) -> Result<(), ActionError> {
    let mut gone = hand_outs::of_concerns(tx, &[concern]).await?;
    gone.retain(|row| row.office == *office);
    let ids: Vec<[u8; 16]> = gone.iter().map(|row| row.id).collect();
    hand_outs::withdraw(tx, &ids).await?;
    for row in gone {
        let (dummy, capsule) = dummy(service, office, today)?;
        parts::insert(tx, None, vec![capsule]).await?;
        let in_its_place = HandOut {
            capsule: dummy.capsule,
            concern: None,
            expires: dummy.expires,
            ..row
        };
        hand_outs::insert(tx, &[in_its_place]).await?;
    }
    Ok(())
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
