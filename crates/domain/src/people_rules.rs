//! Who may write entries that belong to no concern: people, offices, policies, absences, and the service about
//! itself (DESIGN section 2). Knows no concern.

use crate::entry::{Act, Entry};
use crate::people::{NewPerson, OfficeChange, OfficeKey, PersonChange, PolicyChange, Role};
use crate::refusal::Refusal;
use crate::roster::{Proposal, Roster};
use crate::signatures::{admitted, has_role, higher, only_last_stage, signed};
use crate::values::{Author, Date, OfficeId, PersonId, StageNo};

/// Whether an entry about people or the service may be added on its day. Fails with the rule it would break. The
/// roster must know every proposal, pending ones too (with the day from which they would take effect): a person may
/// be proposed and signed in one batch. Entries of concerns are [`crate::replay()`]'s.
pub fn may_write(roster: &Roster, entry: &Entry) -> Result<(), Refusal> {
    if let Act::Person(PersonChange::Proposed(new)) = &entry.act
        && roster.persons.contains_key(&new.person)
    {
        return Err(Refusal::PersonKnown { person: new.person });
    }
    check(roster, entry, false)
}

/// Whether a person may sign this step in a person's time at the service on that day.
pub fn may_change_people(
    roster: &Roster,
    by: Author,
    day: Date,
    change: &PersonChange,
) -> Result<(), Refusal> {
    let act = Act::Person(change.clone());
    may_write(
        roster,
        &Entry {
            day,
            concern: None,
            by,
            after: None,
            act,
        },
    )
}

/// As [`may_write`], for entries whose proposals and founding steps the roster already knows.
pub(crate) fn check(roster: &Roster, entry: &Entry, founding: bool) -> Result<(), Refusal> {
    let Entry { day, by, .. } = *entry;
    match (entry.act.is_of_a_concern(), entry.concern) {
        (true, Some(_)) => return Ok(()),
        (true, None) => return Err(Refusal::NotAboutTheService),
        (false, Some(_)) => return Err(Refusal::NotAboutAConcern),
        (false, None) => {}
    }
    match &entry.act {
        Act::Person(change) => person(roster, by, day, change, founding),
        Act::Office(change) => office(roster, by, day, change, founding),
        Act::Policy(change) => policy(roster, by, day, change, founding),
        Act::Absent { person, from, until } => absent(roster, by, day, *person, *from, *until),
        Act::Opinion { .. } => has_role(roster, by, day, Role::Auditor),
        Act::StatementOpened { .. } => roster.signer(by, day).map(drop),
        Act::ChannelClosed {} => {
            let signer = roster.signer(by, day)?;
            if roster.role(signer, day) == Some(Role::Operator) {
                Ok(())
            } else {
                only_last_stage(roster, signer, day)
            }
        }
        Act::Key { .. } => founded(roster, by, founding),
        Act::Code { .. }
        | Act::Export { .. }
        | Act::Statement { .. }
        | Act::Pack { .. }
        | Act::MailGivenUp { .. }
        | Act::Difficulty { .. }
        | Act::RefusedDay {}
        | Act::Clock { .. }
        | Act::OutsideCheckOverdue { .. }
        | Act::Padding {} => by_service(by),
        _ => Err(Refusal::NotAboutTheService),
    }
}

fn by_service(by: Author) -> Result<(), Refusal> {
    if by == Author::Service {
        Ok(())
    } else {
        Err(Refusal::WrongAuthor)
    }
}

fn person(
    roster: &Roster,
    by: Author,
    day: Date,
    change: &PersonChange,
    founding: bool,
) -> Result<(), Refusal> {
    match change {
        PersonChange::Founded(new) => founded(roster, by, founding).and_then(|()| fits(roster, new, day)),
        PersonChange::Proposed(new) => {
            has_role(roster, by, day, Role::Operator)?;
            fits(roster, new, day)
        }
        PersonChange::RetirementProposed { person } => {
            has_role(roster, by, day, Role::Operator)?;
            roster
                .person(*person)
                .map(drop)
                .ok_or(Refusal::PersonUnknown { person: *person })
        }
        PersonChange::Signed { proposal } => match roster.proposals.get(proposal) {
            Some(Proposal::Person(about)) => signed(roster, by, day, *about),
            _ => Err(Refusal::NoSuchProposal),
        },
        PersonChange::RetirementSigned { proposal } => match roster.proposals.get(proposal) {
            Some(Proposal::Retirement(about)) => signed(roster, by, day, *about),
            _ => Err(Refusal::NoSuchProposal),
        },
        PersonChange::Admitted { proposal } => admitted(roster, by, day, proposal),
    }
}

/// Set-up is signed by a holder of the last stage whom it founds itself.
fn founded(roster: &Roster, by: Author, founding: bool) -> Result<(), Refusal> {
    let Author::Person(signer) = by else {
        return Err(Refusal::NotFounding);
    };
    let stage = |person: PersonId| {
        roster
            .person(person)?
            .office
            .as_ref()
            .and_then(|id| roster.founded_stage(id))
    };
    let last = roster.founded_last_stage();
    if founding && last.is_some() && stage(signer) == last {
        Ok(())
    } else {
        Err(Refusal::NotFounding)
    }
}

fn fits(roster: &Roster, new: &NewPerson, day: Date) -> Result<(), Refusal> {
    let office_fits = match (&new.office, new.role) {
        (Some(office), Role::Holder) => {
            // A founding office is in effect from the batch's day, which may be later than the day signed.
            let known = roster.office_key(office, day).is_some() || roster.founded_stage(office).is_some();
            if !known {
                return Err(Refusal::UnknownOffice {
                    office: office.clone(),
                });
            }
            true
        }
        (None, role) => role != Role::Holder,
        (Some(_), _) => false,
    };
    if new.until.is_some_and(|until| until < day) {
        return Err(Refusal::PastDate);
    }
    let until_fits = new.until.is_some() == (new.role == Role::Inspector);
    if office_fits && until_fits {
        Ok(())
    } else {
        Err(Refusal::RoleDoesNotFit)
    }
}

fn office(
    roster: &Roster,
    by: Author,
    day: Date,
    change: &OfficeChange,
    founding: bool,
) -> Result<(), Refusal> {
    match change {
        OfficeChange::Founded(_) => founded(roster, by, founding),
        OfficeChange::Proposed(key) => {
            // The office's own holders make its keys, so that nobody else need be trusted to carry one.
            let signer = roster.signer(by, day)?;
            if roster.office_of(signer, day) != Some(&key.office) {
                has_role(roster, by, day, Role::Operator)?;
            }
            stays(roster, key)
        }
        OfficeChange::Signed { proposal } => {
            let Some(Proposal::Office(key, proposer)) = roster.proposals.get(proposal) else {
                return Err(Refusal::NoSuchProposal);
            };
            let signer = roster.signer(by, day)?;
            if by == *proposer {
                return Err(Refusal::SignsForSelf);
            }
            let proposer = match proposer {
                Author::Person(person) => Some(*person),
                Author::Service | Author::Reporter => None,
            };
            higher(roster, signer, day, key.stage, proposer)
        }
    }
}

/// Two proposals may be signed in one batch, so a second one elsewhere is none.
fn stays(roster: &Roster, key: &OfficeKey) -> Result<(), Refusal> {
    if roster.stages_of(&key.office).any(|stage| stage != key.stage) {
        return Err(Refusal::OfficeMoved {
            office: key.office.clone(),
        });
    }
    Ok(())
}

fn policy(
    roster: &Roster,
    by: Author,
    day: Date,
    change: &PolicyChange,
    founding: bool,
) -> Result<(), Refusal> {
    match change {
        PolicyChange::Founded { .. } => founded(roster, by, founding),
        PolicyChange::Proposed { .. } => has_role(roster, by, day, Role::Operator),
        PolicyChange::Signed { proposal } => match roster.proposals.get(proposal) {
            Some(Proposal::Policy(_)) => only_last_stage(roster, roster.signer(by, day)?, day),
            _ => Err(Refusal::NoSuchProposal),
        },
    }
}

/// A holder says that they are away themselves; a holder of a higher stage may say it for them. A colleague may not: to be
/// away is to be silenced, and that would be a retirement which nobody above had signed.
fn absent(
    roster: &Roster,
    by: Author,
    day: Date,
    person: PersonId,
    from: Date,
    until: Date,
) -> Result<(), Refusal> {
    let signer = roster.signer(by, day)?;
    let office = roster.person(person).and_then(|known| known.office.as_ref());
    let Some(key) = office.and_then(|office| roster.office_key(office, day)) else {
        return Err(Refusal::PersonUnknown { person });
    };
    // Nobody reads a day before the year 0: a year has four digits.
    if until < from || until < day || from.year() < 0 {
        return Err(Refusal::PastDate);
    }
    let higher = roster
        .stage_of(signer, day)
        .is_some_and(|stage| stage > key.stage);
    if signer == person || higher {
        Ok(())
    } else {
        Err(Refusal::NeedsHigherStage { stage: key.stage })
    }
}

impl Roster {
    fn founded_stage(&self, office: &OfficeId) -> Option<StageNo> {
        self.offices_first()
            .find(|key| key.office == *office)
            .map(|key| key.stage)
    }

    fn founded_last_stage(&self) -> Option<StageNo> {
        self.offices_first().map(|key| key.stage).max()
    }
}
