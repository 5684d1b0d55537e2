//! Capsules reach desks: when a stage is reached, and filled with dummies so that a desk never says how many
//! concerns there are, nor that one was kept from it (DESIGN section 3, Exclusion).

use std::collections::{BTreeMap, BTreeSet};

use daylight_domain::calendar::add_days;
use daylight_domain::{ConcernId, Date, Digest, OfficeId, Outlook, StageNo, Urgency};
use daylight_tlog::manifest::Manifest;

use super::docket::Docket;
use super::rules::Rules;
use super::{ActionError, Service, listing, send_digests};
use crate::crypto::capsule::Capsule;
use crate::store::desks;
use crate::store::hand_outs::{self, HandOut};
use crate::store::parts::Part;
use crate::store::{Tx, sealed};

/// Concerns whose parts are in memory together.
const READ_AT_ONCE: usize = 50;

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

/// The offices newly entitled get their capsules; those left behind lose what they did not open. Once a concern is
/// closed with no date running and no outcome open, what was opened is put away and the rest is gone; when there is something
/// to do again, both come back. Where that is to read what the reporter wrote, it comes back to those who opened it.
pub(super) async fn bring_up_to_date(
    service: &Service,
    tx: &Tx,
    concerns: &[&Docket],
) -> Result<(), ActionError> {
    let ids: Vec<ConcernId> = concerns.iter().map(|docket| docket.id()).collect();
    let mut there: BTreeMap<ConcernId, Vec<(HandOut, bool)>> = BTreeMap::new();
    for (row, on_desk) in hand_outs::of_concerns(tx, &ids).await? {
        if let Some(id) = row.concern {
            there.entry(id).or_default().push((row, on_desk));
        }
    }
    let (mut gone, mut away, mut back, mut new) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let mut relisted = Vec::new();
    for docket in concerns {
        let (policy, outlook) = (&docket.policy.policy, &docket.outlook);
        let its = there.remove(&docket.id()).unwrap_or_default();
        let note = docket
            .manifest
            .as_ref()
            .map(|manifest| listing::note(manifest, outlook));
        let nothing_to_do =
            outlook.deadlines.is_empty() && outlook.actions.iter().all(|action| action.done.is_some());
        let is_settled = outlook.closed.is_some() && nothing_to_do;
        let is_over = is_settled && !outlook.unread;
        let opened = |office: &OfficeId| listing::is_opened(outlook, office);
        // What its reporter wrote since is for those of its stage who know the rest.
        let is_for = |office: &OfficeId| {
            !is_settled || (opened(office) && policy.stage_of(office) == Some(outlook.stage))
        };
        let holds = |office: &OfficeId| {
            !is_over
                && outlook.handed_offices.contains(office)
                && policy.stage_of(office) >= Some(outlook.stage)
                && is_for(office)
        };
        for (row, on_desk) in &its {
            if !holds(&row.office) && !opened(&row.office) {
                gone.push(row.id);
            } else if is_over && *on_desk {
                away.push(row.id);
            } else if !is_over && !on_desk && is_for(&row.office) {
                back.push((docket.id(), row.clone()));
            }
            let listed = listing::listed(docket, outlook, &row.office);
            if listed != row.listed || note != row.note {
                relisted.push((row.id, listed, note.clone()));
            }
        }
        let lacks = |office: &OfficeId| !its.iter().any(|(row, _)| row.office == *office);
        let offices: Vec<&OfficeId> = outlook
            .handed_offices
            .iter()
            .filter(|office| holds(office) && lacks(office))
            .collect();
        let days = (docket.today, outlook.arrived);
        new.extend(rows_for(
            service,
            docket.manifest()?,
            &offices,
            days,
            note.as_ref(),
        ));
    }
    hand_outs::withdraw(tx, &gone).await?;
    hand_outs::put_away(tx, &away).await?;
    for (id, listed, note) in relisted {
        desks::list(tx, id, listed, note).await?;
    }
    let of_back = back.iter().map(|(id, _)| *id);
    let mut wanted: Vec<ConcernId> = new
        .iter()
        .filter_map(|row: &HandOut| row.concern)
        .chain(of_back)
        .collect();
    wanted.sort_unstable();
    wanted.dedup();
    let needed: BTreeSet<Digest> = new
        .iter()
        .chain(back.iter().map(|(_, row)| row))
        .map(|row| row.capsule)
        .collect();
    let mut kept: BTreeMap<Digest, Vec<u8>> = BTreeMap::new();
    // A concern is long, and a capsule is a small part of it.
    for some in wanted.chunks(READ_AT_ONCE) {
        let parts = sealed::parts_of(tx, some).await?.into_values().flatten();
        let capsules = parts.filter(|part| needed.contains(&part.digest));
        kept.extend(capsules.map(|part| (part.digest, part.bytes)));
    }
    for (_, row) in back {
        hand_outs::bring_back(tx, row.id, kept.get(&row.capsule).cloned().unwrap_or_default()).await?;
    }
    Ok(hand_outs::insert(tx, with_capsules(new, &kept)).await?)
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
    gone.retain(|(row, _)| row.office == *office);
    let ids: Vec<[u8; 16]> = gone.iter().map(|(row, _)| row.id).collect();
    hand_outs::withdraw(tx, &ids).await?;
    for (row, _) in gone.into_iter().filter(|(_, on_desk)| *on_desk) {
        let (dummy, bytes) = dummy(service, office, today)?;
        let in_its_place = HandOut {
            capsule: dummy.capsule,
            concern: None,
            expires: dummy.expires,
            listed: None,
            note: None,
            ..row
        };
        hand_outs::insert(tx, vec![(in_its_place, bytes)]).await?;
    }
    Ok(())
}

/// Puts the capsules of a concern that came today, which are among its parts, on the desks of its stage's offices.
pub(super) async fn to_its_offices(
    service: &Service,
    tx: &Tx,
    (manifest, parts): (&Manifest, &[Part]),
    outlook: &Outlook,
) -> Result<(), ActionError> {
    let offices: Vec<&OfficeId> = outlook.handed_offices.iter().collect();
    let days = (outlook.received, outlook.arrived);
    let note = listing::note(manifest, outlook);
    let rows: Vec<HandOut> = rows_for(service, manifest, &offices, days, Some(&note)).collect();
    let kept = parts
        .iter()
        .map(|part| (part.digest, part.bytes.clone()))
        .collect();
    Ok(hand_outs::insert(tx, with_capsules(rows, &kept)).await?)
}

fn rows_for(
    service: &Service,
    manifest: &Manifest,
    offices: &[&OfficeId],
    (day, arrived): (Date, Date),
    note: Option<&Vec<u8>>,
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
        listed: None,
        note: note.cloned(),
    })
}

/// Each row with its capsule, as it was kept.
fn with_capsules(rows: Vec<HandOut>, kept: &BTreeMap<Digest, Vec<u8>>) -> Vec<(HandOut, Vec<u8>)> {
    let bytes = |row: &HandOut| kept.get(&row.capsule).cloned().unwrap_or_default();
    let rows = rows.into_iter().map(|row| (bytes(&row), row));
    rows.map(|(bytes, row)| (row, bytes)).collect()
}

/// Fills the day's desks with dummies to a multiple of eight, at least eight, and clears away old dummies.
pub(super) async fn fill(service: &Service, tx: &Tx, rules: &Rules, today: Date) -> Result<(), ActionError> {
    hand_outs::expire(tx, today).await?;
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
        let dummies = (0..missing).map(|_| dummy(service, &office, today));
        hand_outs::insert(tx, dummies.collect::<Result<_, _>>()?).await?;
    }
    Ok(())
}

fn dummy(service: &Service, office: &OfficeId, today: Date) -> Result<(HandOut, Vec<u8>), ActionError> {
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
        listed: None,
        note: None,
    };
    Ok((row, sealed.into_bytes()))
}
