//! A holder's desk: the keys of their offices and the capsules that lie there, dummies among them.

use daylight_domain::ConcernId;

use super::docket::Docket;
use super::keep_parts::bytes_of;
use super::{ActionError, Service, Signed};
use crate::api;
use crate::store::{concerns, hand_outs, people, sealed};

/// Closed concerns of one answer.
const PAGE: u64 = 1000;

/// Who is signed in, and the identities of their offices, sealed to them.
pub async fn desk(service: &Service, signed: &Signed) -> Result<api::Desk, ActionError> {
    let rules = service.rules().await?;
    let secrets = people::office_secrets(&service.store, signed.person).await?;
    let offices = secrets
        .into_iter()
        .map(|(recipient, sealed)| api::OfficeSecret {
            recipient,
            sealed: api::Bytes(sealed),
        })
        .collect();
    Ok(api::Desk {
        today: service.today(&rules),
        offices,
    })
}

/// Everything that lies on the desks of the person's offices.
pub async fn hand_outs(service: &Service, signed: &Signed) -> Result<api::HandOuts, ActionError> {
    let mut views = Vec::new();
    for office in &signed.offices {
        let capsules = hand_outs::on_desk(&service.store, office).await?;
        views.extend(capsules.into_iter().map(|(arrived, bytes)| api::HandOutView {
            office: office.clone(),
            arrived,
            capsule: api::Bytes(bytes),
        }));
    }
    Ok(api::HandOuts {
        hand_outs: views,
        closed: Vec::new(),
    })
}

/// The capsule of a concern that an office of the person has opened, also after it was put away. The same answer for a
/// concern that is not there, not theirs, or not opened yet.
pub async fn capsule(
    service: &Service,
    signed: &Signed,
    concern: ConcernId,
) -> Result<api::HandOuts, ActionError> {
    let rules = service.rules().await?;
    let row = concerns::find(&service.store, concern).await?;
    let docket = Docket::load(service, &service.store, &rules, row.ok_or(ActionError::NotFound)?).await?;
    let outlook = &docket.outlook;
    let mut by = outlook.opened.iter().map(|(_, office)| office);
    let office = by.find(|office| signed.offices.contains(office) && outlook.handed_offices.contains(office));
    let office = office.ok_or(ActionError::NotFound)?;
    // Once the content was erased there is none.
    let capsules = docket.manifest.as_ref().map(|manifest| &manifest.capsules);
    let mut named = capsules.into_iter().flatten();
    let named = named.find(|capsule| capsule.office == *office);
    let named = named.ok_or(ActionError::NotFound)?.digest;
    let mut kept = sealed::parts(&service.store, concern).await?.into_iter();
    let kept = kept
        .find(|part| part.digest == named)
        .ok_or(ActionError::NotFound)?;
    let bytes = bytes_of(service, kept).await?.ok_or(ActionError::NotFound)?;
    Ok(api::HandOuts {
        hand_outs: vec![api::HandOutView {
            office: office.clone(),
            arrived: outlook.arrived,
            capsule: api::Bytes(bytes),
        }],
        closed: Vec::new(),
    })
}

/// Closed concerns that were put away from the desks of the person's offices, in the order of their ids.
pub async fn closed(
    service: &Service,
    signed: &Signed,
    after: ConcernId,
) -> Result<api::HandOuts, ActionError> {
    let mut closed = Vec::new();
    for office in &signed.offices {
        closed.extend(hand_outs::closed(&service.store, office, after, PAGE).await?);
    }
    Ok(api::HandOuts {
        hand_outs: Vec::new(),
        closed,
    })
}
