//! A holder's desk: the keys of their offices and the capsules that lie there, dummies among them.

use std::collections::BTreeMap;

use daylight_domain::{ConcernId, Digest};

use super::{ActionError, Service, Signed};
use crate::api;
use crate::store::hand_outs::{self, HandOut};
use crate::store::{parts, people, sealed};

/// Capsules read at once: with each come the other parts of its concern.
const AT_ONCE: usize = 50;

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
        for rows in hand_outs::of_office(&service.store, office)
            .await?
            .chunks(AT_ONCE)
        {
            let mut capsules = capsules(service, rows).await?;
            // A capsule taken off the desk between the two reads is no error.
            views.extend(rows.iter().filter_map(|row| {
                Some(api::HandOutView {
                    office: office.clone(),
                    arrived: row.arrived,
                    capsule: api::Bytes(capsules.remove(&row.capsule)?),
                })
            }));
        }
    }
    Ok(api::HandOuts { hand_outs: views })
}

async fn capsules(service: &Service, rows: &[HandOut]) -> Result<BTreeMap<Digest, Vec<u8>>, ActionError> {
    let wanted: Vec<Digest> = rows.iter().map(|row| row.capsule).collect();
    let concerns: Vec<ConcernId> = rows.iter().filter_map(|row| row.concern).collect();
    let real = sealed::parts_of(&service.store, &concerns).await?;
    let dummies = parts::dummies(&service.store, &wanted).await?;
    let all = real.into_values().flatten().chain(dummies);
    Ok(all
        .filter(|part| wanted.contains(&part.digest))
        .map(|part| (part.digest, part.bytes))
        .collect())
}
