//! The auditor's side of a closing at the last stage, where nobody else is left to approve: judged on form, from the
//! published entries alone. Nothing sealed is handed out.

use daylight_domain::{Act, Author, ConcernId};

use super::concern::Concern;
use super::problem::{Mistrust, Stopped};
use super::session::{SignedIn, on_its_day};
use crate::api::{ActAccepted, Bytes, HolderAct, ToApprove};
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

/// A concern as published, every entry checked.
pub fn look(auditor: &SignedIn, id: ConcernId) -> Result<Concern, Stopped> {
    let concern = Concern::check(auditor.get(&format!("audit/concerns/{id}"))?, &auditor.trust)?;
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

/// Signs the verdict, after the last published entry.
pub fn judge(
    auditor: &SignedIn,
    concern: &Concern,
    act: &Act,
    words: Option<Sealed>,
) -> Result<ActAccepted, Stopped> {
    let items: Vec<Bytes> = words.into_iter().map(|words| Bytes(words.into_bytes())).collect();
    on_its_day(concern.day_to_sign(auditor.trust.today), |day| {
        let entry = auditor.sign(Some(concern.id), day, concern.last(), act.clone())?;
        let request = HolderAct {
            entry: entry.clone(),
            items: items.clone(),
        };
        auditor.send(&format!("audit/concerns/{}/acts", concern.id), &entry, &request)
    })
}
