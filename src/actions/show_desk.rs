//! A holder's desk: the keys of their offices and the capsules that lie there, dummies among them.

use super::{ActionError, Service, Signed};
use crate::api;
use crate::store::{hand_outs, parts, people};

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
        for row in hand_outs::of_office(&service.store, office).await? {
            // A capsule taken off the desk between the two reads is no error.
            if let Some(part) = parts::find(&service.store, row.capsule).await? {
                let capsule = api::Bytes(part.bytes);
                views.push(api::HandOutView {
                    office: office.clone(),
                    arrived: row.arrived,
                    capsule,
                });
            }
        }
    }
    Ok(api::HandOuts { hand_outs: views })
}
