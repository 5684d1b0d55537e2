//! A holder's desk: which capsules open, what has become of their concerns, and the steps of opening one.

use std::io::Read;
use std::sync::Arc;

use daylight_domain::{Act, ConcernId, Date, Digest, OfficeId};
use daylight_tlog::{concern_id, opening_message};

use super::concern::Concern;
use super::problem::{CallFailed, Mistrust, Stopped};
use super::session::{SignedIn, on_its_day};
use super::unread;
use crate::api::{ActAccepted, ConcernView, Desk, HandOutView, HandOuts};
use crate::crypto::capsule::{Capsule, CapsuleError};
use crate::crypto::copies::seal_copies;
use crate::crypto::desk_note::{DeskNote, NoteKey};
use crate::crypto::hybrid::HybridIdentity;
use crate::crypto::seal::{Plaintext, Sealed, open_text, seal_text};
use crate::entropy::Entropy;

/// A capsule that opened.
pub struct Found {
    /// The concern's id.
    pub id: ConcernId,
    /// The office whose capsule it is.
    pub office: OfficeId,
    /// Since when the office's stage holds it.
    pub arrived: Date,
    /// What was in the capsule.
    pub capsule: Capsule,
    /// What the calendar says, in the service's words; none where nothing came with the capsule that opens.
    pub note: Option<DeskNote>,
    sealed: Sealed,
    /// Identities of the person's offices, old ones too.
    offices: Identities,
}

/// Identities of a person's offices, as [`identities`] gives them.
pub type Identities = Arc<[(OfficeId, HybridIdentity)]>;

/// The signed-in holder's hand-outs, as far as they open, and how many are for them and broken.
pub fn find(holder: &SignedIn) -> Result<(Vec<Found>, usize), Stopped> {
    Ok(open_all(holder, &identities(holder)?.into(), on_desk(holder)?))
}

/// Everything that lies on the holder's desk, page after page.
pub fn on_desk(holder: &SignedIn) -> Result<Vec<HandOutView>, CallFailed> {
    let mut all = Vec::new();
    let mut after = String::new();
    loop {
        let page: HandOuts = holder.get(&format!("desk/hand-outs?after={after}"))?;
        all.extend(page.hand_outs);
        match page.next {
            // Each page begins behind the last one, or a service could keep us here for ever.
            Some(next) if next > after => after = next,
            _ => return Ok(all),
        }
    }
}

/// The one concern that a person means by its id, also when it is closed, or by the beginning of its id.
pub fn find_one(holder: &SignedIn, wanted: &str) -> Result<Found, Stopped> {
    let identities = identities(holder)?.into();
    if let Ok(id) = wanted.trim().to_ascii_lowercase().parse()
        && let Some(found) = opened(holder, &identities, id)?
    {
        return Ok(found);
    }
    // The office has not opened it: then it lies on the desk, or nowhere.
    choose(open_all(holder, &identities, on_desk(holder)?).0, wanted)
}

/// A concern that the person's office has opened, also when it is closed; none if it has not, or cannot any more.
pub fn opened(holder: &SignedIn, identities: &Identities, id: ConcernId) -> Result<Option<Found>, Stopped> {
    match holder.get(&format!("desk/hand-outs?concern={id}")) {
        Ok(HandOuts { hand_outs, .. }) => {
            let (found, _) = open_all(holder, identities, hand_outs);
            Ok(found.into_iter().find(|found| found.id == id))
        }
        Err(refused) if refused.has_status(404) => Ok(None),
        Err(other) => Err(other.into()),
    }
}

/// Closed concerns that the person's office opened. They do not lie on the desk any more.
pub fn closed(holder: &SignedIn) -> Result<Vec<ConcernId>, Stopped> {
    let mut all: Vec<ConcernId> = Vec::new();
    loop {
        let after = all.last().copied().unwrap_or(ConcernId([0; 16]));
        let HandOuts { closed, .. } = holder.get(&format!("desk/hand-outs?closed_after={after}"))?;
        // Each page begins behind the last one, or a service could keep us here for ever.
        let closed: Vec<ConcernId> = closed.into_iter().filter(|id| *id > after).collect();
        if closed.is_empty() {
            return Ok(all);
        }
        all.extend(closed);
    }
}

fn open_all(holder: &SignedIn, identities: &Identities, hand_outs: Vec<HandOutView>) -> (Vec<Found>, usize) {
    let (mut found, mut broken) = (Vec::new(), 0_usize);
    for hand_out in hand_outs {
        let Ok(sealed) = Sealed::check_capsule(hand_out.capsule.0) else {
            continue;
        };
        match open(identities, &sealed) {
            Some(Ok(capsule)) if fits(&capsule, holder, &hand_out.office) => {
                let case = capsule.case_recipient().to_string();
                let id = concern_id(&case);
                found.push(Found {
                    id,
                    note: NoteKey::of(&case).open(&hand_out.note.0),
                    office: hand_out.office,
                    arrived: hand_out.arrived,
                    capsule,
                    sealed,
                    offices: identities.clone(),
                });
            }
            Some(_) => broken = broken.saturating_add(1),
            // A dummy, or one from before this person came: says nothing.
            None => {}
        }
    }
    found.sort_by_key(|found: &Found| (found.arrived, found.id));
    found.dedup_by_key(|found| found.id);
    (found, broken)
}

/// Identities of the person's offices: those in the key file, and those the service keeps sealed to the person.
pub fn identities(holder: &SignedIn) -> Result<Vec<(OfficeId, HybridIdentity)>, Stopped> {
    let desk: Desk = holder.get("desk")?;
    let mut identities = holder.key.offices.clone();
    let own = holder
        .trust
        .roster
        .person(holder.person)
        .and_then(|person| person.office.clone());
    for secret in desk.offices {
        let Some(office) = own.clone() else { continue };
        let opened = Sealed::check(secret.sealed.0)
            .ok()
            .and_then(|sealed| open_text(&holder.key.identity, &sealed).ok());
        let identity = opened
            .as_ref()
            .and_then(Plaintext::as_str)
            .and_then(|text| text.parse::<HybridIdentity>().ok());
        let identity = identity.filter(|found| found.recipient().digest() == secret.recipient);
        if let Some(identity) = identity
            && identities.iter().all(|(_, known)| *known != identity)
        {
            identities.push((office, identity));
        }
    }
    if identities.is_empty() {
        return Err(Stopped::Here(
            "your key opens no office yet: ask a colleague who holds the office to admit you".to_owned(),
        ));
    }
    Ok(identities)
}

/// A concern that this person opened once and whose content was erased by rule since: no capsule leads to it any more,
/// its whole id does. None for any other.
pub fn erased(holder: &SignedIn, id: ConcernId) -> Result<Option<Concern>, Stopped> {
    let view: ConcernView = match holder.get(&format!("desk/concerns/{id}")) {
        Ok(view) => view,
        Err(refused) if refused.has_status(403) || refused.has_status(404) => return Ok(None),
        Err(other) => return Err(other.into()),
    };
    let concern = Concern::check_whole(view, &holder.trust)?;
    Ok(Some(concern).filter(|concern| concern.id == id && concern.outlook.erased.is_some()))
}

fn open(identities: &[(OfficeId, HybridIdentity)], sealed: &Sealed) -> Option<Result<Capsule, CapsuleError>> {
    let mut tries = identities
        .iter()
        .map(|(_, identity)| Capsule::open(identity, sealed));
    tries.find(|opened| !matches!(opened, Err(CapsuleError::NotForUs)))
}

fn fits(capsule: &Capsule, holder: &SignedIn, office: &OfficeId) -> bool {
    capsule.origin == holder.trust.log.origin() && capsule.office == *office
}

impl Found {
    /// The concern, once this person has opened it; none before. Fails if capsule and manifest say different things.
    pub fn concern(&self, holder: &SignedIn) -> Result<Option<Concern>, Stopped> {
        let Some(view) = unread::handed_out(holder, self.id)? else {
            return Ok(None);
        };
        let concern = Concern::check_whole(view, &holder.trust)?;
        if concern.id != self.id {
            return Err(Mistrust::OtherConcern.into());
        }
        if let Some(manifest) = &concern.manifest
            && !self.capsule.agrees_with(manifest, &self.sealed)
        {
            return Err(Mistrust::Manifest.into());
        }
        Ok(Some(concern))
    }

    /// Signs `opened`, with the capsule's key beside the person's own.
    pub fn sign_opened(&self, holder: &SignedIn) -> Result<ActAccepted, Stopped> {
        let origin = holder.trust.log.origin();
        unread::sign(holder, self.id, self.earliest(holder), |day| {
            let message = opening_message(origin, &self.id, &self.office, &holder.person, day);
            let countersign = self.capsule.opening.sign(&message);
            let office = self.office.clone();
            Act::Opened { office, countersign }
        })
    }

    /// Signs what needs neither opening nor a concern that holds together: `conflict`, `mismatch`, `cannot_open`.
    pub fn act_unread(&self, holder: &SignedIn, act: &Act) -> Result<ActAccepted, Stopped> {
        unread::sign(holder, self.id, self.earliest(holder), |_| act.clone())
    }

    fn earliest(&self, holder: &SignedIn) -> Date {
        holder.trust.today.max(self.capsule.day).max(self.arrived)
    }

    /// Signs an act on a concern this person has opened, after the last entry they were handed. Fails with the service's refusal
    /// if it is not theirs to do.
    pub fn act_on(
        &self,
        holder: &SignedIn,
        concern: &Concern,
        act: &Act,
        items: &[Sealed],
    ) -> Result<ActAccepted, Stopped> {
        let today = holder.trust.today;
        on_its_day(today, concern.day_to_sign(today), |day| {
            holder.act(self.id, (day, concern.last()), act, items)
        })
    }

    /// A stream of a file of the concern, from an offset.
    pub fn attachment(
        &self,
        holder: &SignedIn,
        item: &Digest,
        offset: u64,
    ) -> Result<Box<dyn Read>, CallFailed> {
        holder.get_stream(&format!(
            "desk/concerns/{}/attachments/{item}?offset={offset}",
            self.id
        ))
    }

    /// The case's identity and those of the person's offices: everything that words here can be sealed to.
    pub fn readers(&self) -> Vec<HybridIdentity> {
        let offices = self.offices.iter().map(|(_, identity)| identity.clone());
        [self.capsule.case_identity.clone()]
            .into_iter()
            .chain(offices)
            .collect()
    }

    /// Words to other offices, one copy each; the writer's own office is always among them.
    pub fn seal_note(
        &self,
        holder: &SignedIn,
        concern: &Concern,
        offices: &[OfficeId],
        text: &Plaintext,
        entropy: &dyn Entropy,
    ) -> Result<Sealed, Stopped> {
        let to = concern.recipients(&holder.trust, offices, |_| false, entropy)?;
        seal_copies(&to, text).map_err(|fault| Stopped::Here(fault.to_string()))
    }

    /// Words to the reporter, sealed to the case.
    pub fn seal(&self, text: &Plaintext) -> Result<Sealed, Stopped> {
        seal_text(&self.capsule.case_recipient(), text).map_err(|fault| Stopped::Here(fault.to_string()))
    }
}

/// So few characters of an id can be a slip of the hand.
const SHORTEST_ID: usize = 4;

/// Finds the one concern that a person means by its id or the beginning of it.
pub fn choose(mut found: Vec<Found>, wanted: &str) -> Result<Found, Stopped> {
    let wanted = wanted.trim().to_ascii_lowercase();
    let at = found
        .iter()
        .position(|found| found.id.to_string().starts_with(&wanted));
    let hits = found
        .iter()
        .filter(|found| found.id.to_string().starts_with(&wanted))
        .count();
    match (at, hits) {
        (Some(at), 1) if wanted.len() >= SHORTEST_ID => Ok(found.swap_remove(at)),
        _ if wanted.len() < SHORTEST_ID => Err(Stopped::Here(format!(
            "that is too little of an id: give at least {SHORTEST_ID} characters of it"
        ))),
        (Some(_), _) => Err(Stopped::Here(
            "more than one concern begins like this: give the whole id".to_owned(),
        )),
        (None, _) => Err(Stopped::Here(
            "no concern with this id opens with your key: look at the list with `daylight inbox` (closed ones: `--closed`, and give the whole id); new ones come with the daily tick".to_owned(),
        )),
    }
}
