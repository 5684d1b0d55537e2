//! Sealed words that come with an act: of the sizes that sealing gives, named by the entry, as many copies as there are
//! offices they are for, and nothing else. Must not know who may act.

use daylight_domain::{Act, Digest, OfficeId};

use super::docket::Docket;
use super::keep_parts::name_large;
use super::submit_concern::sealed_limit;
use super::{ActionError, Service};
use crate::api;
use crate::crypto::copies;
use crate::store::parts::{self, Part};
use crate::store::{StoreError, Tx, blobs};

/// Sealed words on their way in.
pub(super) struct NewItem {
    pub(super) part: Part,
    /// How often they were sealed, once for each office they are for.
    copies: usize,
}

/// What can be said of the words without the concern: nothing is kept that is not sealed.
pub(super) fn check_items(
    service: &Service,
    act: &Act,
    items: Vec<api::Bytes>,
) -> Result<Vec<NewItem>, ActionError> {
    let named = act.items();
    let limits = &service.config.limits;
    // What is shared or redacted may be the account.
    let most_kib = match act {
        Act::Shared { .. } | Act::Redacted { .. } => limits.account_kib,
        _ => limits.message_kib,
    };
    let mut new: Vec<NewItem> = Vec::new();
    for item in items {
        let digest = daylight_tlog::sha256(&item.0);
        let sealed = copies::split(item.0).map_err(|bad| {
            ActionError::Malformed(format!(
                "a text that came with the entry is not sealed as it must be: {bad}"
            ))
        })?;
        if sealed
            .iter()
            .any(|copy| copy.as_bytes().len() > sealed_limit(most_kib))
        {
            return Err(ActionError::TooLarge(format!(
                "a sealed text is longer than {most_kib} KiB of text allow; make it shorter or send it in two"
            )));
        }
        if !named.contains(&digest) || new.iter().any(|known| known.part.digest == digest) {
            return Err(ActionError::Malformed(
                "a sealed text came that the entry does not name, or twice; leave it out".into(),
            ));
        }
        new.push(NewItem {
            copies: sealed.len(),
            part: Part {
                digest,
                bytes: sealed
                    .into_iter()
                    .flat_map(crate::crypto::seal::Sealed::into_bytes)
                    .collect(),
            },
        });
    }
    Ok(new)
}

/// Every word that the entry names must have come with it or be kept already; then the new ones are kept.
pub(super) async fn insert_items(
    tx: &Tx,
    docket: &Docket,
    act: &Act,
    new: Vec<NewItem>,
) -> Result<(), ActionError> {
    let offices = act.copies_for(&docket.policy.policy, docket.outlook.held());
    if let Act::Note { offices, .. } = act {
        check_offices(docket, offices)?;
    }
    let copies = offices.map_or(1, |offices| offices.len());
    if let Some(other) = new.iter().find(|item| item.copies != copies) {
        return Err(ActionError::Malformed(format!(
            "words came sealed {} times and are for {copies}; seal one copy for each office they are for",
            other.copies
        )));
    }
    for digest in act.items() {
        let came = new.iter().any(|item| item.part.digest == digest);
        let is_there = match act {
            // A redacted copy stands beside something that was there before it.
            Act::Redacted { original, copy, .. } if *original == digest => {
                let manifest = docket.manifest()?;
                let sent = [manifest.about, manifest.account].contains(&digest);
                copy != original && (sent || is_kept(tx, docket, digest).await?)
            }
            _ => came || is_kept(tx, docket, digest).await?,
        };
        if !is_there {
            return Err(ActionError::Malformed(
                "the entry names a sealed text that did not come with it; send both together".into(),
            ));
        }
    }
    let new: Vec<Part> = new.into_iter().map(|item| item.part).collect();
    name_large(tx, docket.id(), &new).await?;
    if let Act::Attached { item } = act {
        // What was uploaded is named now and stays.
        let named = blobs::name(tx, docket.id(), &[*item]).await;
        named.map_err(|error| match error {
            StoreError::Conflict => {
                ActionError::Malformed("the entry names a file that was not uploaded; upload it first".into())
            }
            other => other.into(),
        })?;
    }
    parts::insert(tx, docket.id(), new)
        .await
        .map_err(|error| match error {
            StoreError::Duplicate => {
                ActionError::Malformed("a sealed text is already kept elsewhere; seal it again".into())
            }
            other => other.into(),
        })
}

/// Among the words that came after the concern.
async fn is_kept(tx: &Tx, docket: &Docket, digest: Digest) -> Result<bool, ActionError> {
    Ok(!parts::of_concern(tx, docket.id(), &[digest]).await?.is_empty())
}

fn check_offices(docket: &Docket, offices: &[OfficeId]) -> Result<(), ActionError> {
    let mut distinct = offices.to_vec();
    distinct.sort_unstable();
    distinct.dedup();
    let policy = &docket.policy.policy;
    let known = offices.iter().all(|office| policy.stage_of(office).is_some());
    if known && distinct.len() == offices.len() && !offices.is_empty() {
        Ok(())
    } else {
        Err(ActionError::Malformed(
            "a note is for offices of the concern's route, each named once, at least one".into(),
        ))
    }
}
