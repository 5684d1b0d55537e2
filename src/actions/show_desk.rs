//! A holder's desk: the keys of their offices and the capsules that lie there, dummies among them.

use daylight_domain::{ConcernId, from_hex, to_hex};

use super::docket::Docket;
use super::keep_parts::bytes_of;
use super::show_concern::as_holders_see_it;
use super::{ActionError, Service, Signed, listing};
use crate::api;
use crate::crypto::desk_note::seal_kept;
use crate::store::desks::{self, End, Place};
use crate::store::{concerns, people, sealed};

/// Closed concerns of one answer.
const MOST_CLOSED: u64 = 1000;
/// Capsules of one answer: half a megabyte.
const MOST_CAPSULES: u64 = 200;

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

/// Which page of a desk.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// The `next` of the page before; none for the first.
    pub after: Option<String>,
    /// At most so many capsules.
    pub count: Option<u64>,
    /// Only what nobody of the office has opened.
    pub unopened: bool,
    /// From what came last on backwards.
    pub newest: bool,
}

/// A page of what lies on the desks of the person's offices, from behind a place on.
pub async fn hand_outs(
    service: &Service,
    signed: &Signed,
    which: &Page,
) -> Result<api::HandOuts, ActionError> {
    let after = match which.after.as_deref().unwrap_or_default() {
        "" => None,
        place => Some(read_place(place).ok_or_else(|| {
            ActionError::Malformed(
                "`after` is the `next` of the page before; leave it out for the first".to_owned(),
            )
        })?),
    };
    let count = which.count.unwrap_or(MOST_CAPSULES).clamp(1, MOST_CAPSULES);
    let end = if which.newest { End::Newest } else { End::Oldest };
    let page = desks::on_desk(&service.store, &signed.offices, which.unopened, end, after, count).await?;
    let is_full = u64::try_from(page.len()).is_ok_and(|there| there == count);
    let last = page.last().filter(|_| is_full);
    Ok(api::HandOuts {
        next: last.map(|last| place(&last.place)),
        hand_outs: page
            .into_iter()
            .map(|there| api::HandOutView {
                office: there.office,
                arrived: there.place.0,
                capsule: api::Bytes(there.bytes),
                note: api::Bytes(seal_kept(there.note.as_deref(), &*service.entropy)),
            })
            .collect(),
        closed: Vec::new(),
    })
}

/// A place in the list as it crosses the wire: the day and the random id.
fn place((arrived, id): &Place) -> String {
    format!("{arrived}.{}", to_hex(id))
}

fn read_place(text: &str) -> Option<Place> {
    let (arrived, id) = text.split_once('.')?;
    Some((arrived.parse().ok()?, from_hex(id).ok()?))
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
    let manifest = docket.manifest.as_ref().ok_or(ActionError::NotFound)?;
    let mut named = manifest.capsules.iter();
    let named = named.find(|capsule| capsule.office == *office);
    let named = named.ok_or(ActionError::NotFound)?.digest;
    let note = listing::note(manifest, &as_holders_see_it(&rules, &docket)?);
    // Whoever passed it on is told nothing more of it.
    let note = (!outlook.barred.contains(&signed.person)).then_some(note);
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
            note: api::Bytes(seal_kept(note.as_deref(), &*service.entropy)),
        }],
        closed: Vec::new(),
        next: None,
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
        closed.extend(desks::closed(&service.store, office, after, MOST_CLOSED).await?);
    }
    Ok(api::HandOuts {
        hand_outs: Vec::new(),
        closed,
        next: None,
    })
}
