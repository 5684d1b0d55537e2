//! Whose signature suffices: of a role, of a higher stage, of the last stage, of a holder of the same office (DESIGN
//! section 2). Knows no entries, only who signs about whom on which day.

use crate::people::Role;
use crate::refusal::Refusal;
use crate::roster::{Proposal, Roster};
use crate::values::{Author, Date, Digest, OfficeId, PersonId, StageNo};

pub(crate) fn has_role(roster: &Roster, by: Author, day: Date, needed: Role) -> Result<(), Refusal> {
    let signer = roster.signer(by, day)?;
    if roster.role(signer, day) == Some(needed) {
        Ok(())
    } else {
        Err(Refusal::WrongRole { needed })
    }
}

/// A person's coming or going, signed by somebody else: for holders one of a higher stage, else the last stage.
pub(crate) fn signed(roster: &Roster, by: Author, day: Date, about: PersonId) -> Result<(), Refusal> {
    let signer = roster.signer(by, day)?;
    if signer == about {
        return Err(Refusal::SignsForSelf);
    }
    let office = roster.person(about).and_then(|person| person.office.as_ref());
    match office.and_then(|office| roster.office_key(office, day)) {
        Some(key) => higher(roster, signer, day, key.stage, Some(about)),
        None => only_last_stage(roster, signer, day),
    }
}

pub(crate) fn only_last_stage(roster: &Roster, signer: PersonId, day: Date) -> Result<(), Refusal> {
    if roster.last_stage_holders(day).any(|holder| holder == signer) {
        Ok(())
    } else {
        Err(Refusal::NeedsLastStage)
    }
}

/// A holder of a higher stage than `stage`; for the last stage, another of its holders, else the auditor.
pub(crate) fn higher(
    roster: &Roster,
    signer: PersonId,
    day: Date,
    stage: StageNo,
    about: Option<PersonId>,
) -> Result<(), Refusal> {
    if roster.last_stage(day).is_none_or(|last| stage >= last) {
        return last_stage(roster, signer, day, about);
    }
    if roster
        .stage_of(signer, day)
        .is_some_and(|signers| signers > stage)
    {
        Ok(())
    } else {
        Err(Refusal::NeedsHigherStage { stage })
    }
}

/// A holder of the last stage other than the person it is about; the auditor where it has none in service. Being away
/// is not being gone: nobody exchanges the outside body's keys during its holidays.
fn last_stage(roster: &Roster, signer: PersonId, day: Date, about: Option<PersonId>) -> Result<(), Refusal> {
    let is_other = |holder: &PersonId| Some(*holder) != about;
    let has_other = roster.last_stage_in_service(day).any(|holder| is_other(&holder));
    let auditor_steps_in = !has_other && roster.role(signer, day) == Some(Role::Auditor);
    let mut present = roster.last_stage_holders(day).filter(is_other);
    if auditor_steps_in || present.any(|holder| holder == signer) {
        Ok(())
    } else {
        Err(Refusal::NeedsLastStage)
    }
}

pub(crate) fn admitted(roster: &Roster, by: Author, day: Date, proposal: &Digest) -> Result<(), Refusal> {
    let Some(Proposal::Person(about)) = roster.proposals.get(proposal) else {
        return Err(Refusal::NoSuchProposal);
    };
    let signer = roster.signer(by, day)?;
    let office: &OfficeId = roster
        .person(*about)
        .and_then(|person| person.office.as_ref())
        .ok_or(Refusal::NotAdmittable)?;
    if signer == *about {
        return Err(Refusal::SignsForSelf);
    }
    let is_present_holder = roster.holders(office, day).any(|holder| holder == signer);
    // An office that nobody is in service for has no colleague from whom to receive its identity: it begins anew.
    let begins_anew = roster.all_holders(office, day).next().is_none()
        && last_stage(roster, signer, day, Some(*about)).is_ok();
    if is_present_holder || begins_anew {
        Ok(())
    } else {
        Err(Refusal::NeedsOfficeHolder {
            office: office.clone(),
        })
    }
}
