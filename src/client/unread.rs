//! Concerns that somebody judges unread, from their entries alone: an auditor the form of a closing, where nobody else is
//! left to approve; a holder of the last stage what does not open. And what is signed before reading.

use daylight_domain::{Act, Author, ConcernId, Date};
use daylight_tlog::record;

use super::concern::Concern;
use super::problem::{CallFailed, Mistrust, Stopped};
use super::session::{SignedIn, on_its_day};
use crate::api::{ActAccepted, ConcernView, ToApprove};
use crate::crypto::hybrid::HybridRecipient;
use crate::crypto::seal::{Plaintext, Sealed, seal_text};

/// The concerns whose closing this auditor may judge, each as published, every entry checked. One that the service names
/// and that does not wait for this person by the rules is left out.
pub fn waiting(auditor: &SignedIn) -> Result<Vec<Concern>, Stopped> {
    let named: ToApprove = auditor.get("audit/to-approve")?;
    let (mut waiting, by) = (Vec::new(), Author::Person(auditor.person));
    for id in named.concerns {
        let concern = look(auditor, id)?;
        let policy = concern.policy(&auditor.trust)?;
        let allowed = concern.outlook.allowed(policy, &auditor.trust.roster, by);
        if allowed.contains(&"approved") {
            waiting.push(concern);
        }
    }
    Ok(waiting)
}

/// A concern without its parts, every entry checked: to an auditor as published; to a holder who signed that it does not
/// open.
pub fn look(person: &SignedIn, id: ConcernId) -> Result<Concern, Stopped> {
    let concern = Concern::check_whole(
        person.get(&format!("{}/concerns/{id}", person.room()?))?,
        &person.trust,
    )?;
    if concern.id == id {
        Ok(concern)
    } else {
        Err(Mistrust::OtherConcern.into())
    }
}

/// Words to the reporter and those who opened it.
pub fn seal(concern: &Concern, text: &Plaintext) -> Result<Sealed, Stopped> {
    let to: HybridRecipient = concern
        .manifest
        .as_ref()
        .and_then(|manifest| manifest.case_recipient.parse().ok())
        .ok_or(Mistrust::Manifest)?;
    seal_text(&to, text).map_err(|fault| Stopped::Here(fault.to_string()))
}

/// Signs a judgement, after the last entry that was handed out.
pub fn judge(
    person: &SignedIn,
    concern: &Concern,
    act: &Act,
    words: &[Sealed],
) -> Result<ActAccepted, Stopped> {
    let today = person.trust.today;
    on_its_day(today, concern.day_to_sign(today), |day| {
        person.act(concern.id, (day, concern.last()), act, words)
    })
}

/// Signs that a concern does not open, where no capsule leads to it and its id came from somebody else: another holder, or
/// an auditor.
pub fn cannot_open(holder: &SignedIn, id: ConcernId) -> Result<ActAccepted, Stopped> {
    sign(holder, id, holder.trust.today, |_| Act::CannotOpen {})
}

/// Signs what comes before reading, not before a day, on which `act` may depend. After the last entry that was handed out,
/// whatever it says; as long as this person has signed nothing of the concern there is none.
pub(super) fn sign(
    holder: &SignedIn,
    id: ConcernId,
    not_before: Date,
    act: impl Fn(Date) -> Act,
) -> Result<ActAccepted, Stopped> {
    let handed = handed_out(holder, id)?;
    let last = handed.as_ref().and_then(|handed| handed.entries.last());
    let after = last.map(|last| record(&last.salt.0, last.entry.as_bytes()));
    let day = handed.map_or(not_before, |handed| not_before.max(handed.today));
    on_its_day(holder.trust.today, day, |day| {
        holder.act(id, (day, after), &act(day), &[])
    })
}

/// What the service hands out of a concern, unchecked; nothing before this person has opened it, or said that it does not open.
pub(super) fn handed_out(holder: &SignedIn, id: ConcernId) -> Result<Option<ConcernView>, CallFailed> {
    match holder.get(&format!("desk/concerns/{id}")) {
        Ok(view) => Ok(Some(view)),
        Err(refused) if refused.has_status(403) || refused.has_status(404) => Ok(None),
        Err(other) => Err(other),
    }
}
