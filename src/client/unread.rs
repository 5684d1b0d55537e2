//! Concerns that somebody judges unread, from their entries alone: an auditor the form of a closing, where nobody else is
//! left to approve; a holder of the last stage what does not open. Nothing sealed is handed out.

use daylight_domain::{Act, Author, ConcernId};

use super::concern::Concern;
use super::problem::{Mistrust, Stopped};
use super::session::{SignedIn, on_its_day};
use crate::api::{ActAccepted, ToApprove};
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
    let concern = Concern::check(
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
    on_its_day(concern.day_to_sign(person.trust.today), |day| {
        person.act(concern.id, (day, concern.last()), act, words)
    })
}

/// Signs that a concern does not open, where no capsule leads to it and its id came from somebody else: another holder, or
/// an auditor.
pub fn cannot_open(holder: &SignedIn, id: ConcernId) -> Result<ActAccepted, Stopped> {
    on_its_day(holder.trust.today, |day| {
        holder.act(id, (day, None), &Act::CannotOpen {}, &[])
    })
}
