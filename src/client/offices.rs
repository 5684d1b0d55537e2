//! Keys of offices. A present holder makes a new one on their own machine and seals it to those who stay; nobody else ever
//! has it. Signed by a higher stage like everything about people.

use daylight_domain::{
    Act, Date, Digest, NewPerson, OfficeChange, OfficeId, OfficeKey, PersonId, Recorded, StageNo,
};
use daylight_tlog::sha256;

use super::people::{list, not_in_record, recipient_of, send};
use super::problem::{Mistrust, Stopped};
use super::session::SignedIn;
use super::trust::Trust;
use crate::api::{ActAccepted, Bytes, OfficeShare, PeopleAct};
use crate::crypto::hybrid::{HybridIdentity, HybridRecipient};
use crate::crypto::seal::{Plaintext, seal_text};

/// An office as the record has it.
#[derive(Clone, Debug)]
pub struct OfficeStanding {
    /// Which office.
    pub office: OfficeId,
    /// The stage it stands on.
    pub stage: StageNo,
    /// SHA-256 of the recipient that concerns are sealed to today; none before its first key is in effect.
    pub recipient: Option<Digest>,
    /// Those in service for it, absent ones included.
    pub holders: Vec<PersonId>,
    /// Somebody has left who could still open what is sealed to it.
    pub left_with_key: bool,
    /// A new key that waits for its signature.
    pub waiting: Option<OfficeKey>,
}

/// Every office of the record, those whose first key waits included.
pub fn standings(trust: &Trust) -> Vec<OfficeStanding> {
    let (roster, today) = (&trust.roster, trust.today);
    let waiting = |office: &OfficeId| proposal(trust, office).map(|(_, key)| key.clone());
    let mut standings: Vec<OfficeStanding> = roster
        .office_keys(today)
        .map(|key| OfficeStanding {
            office: key.office.clone(),
            stage: key.stage,
            recipient: Some(key.recipient),
            holders: roster.all_holders(&key.office, today).collect(),
            left_with_key: roster.has_left_with_key(&key.office, today),
            waiting: waiting(&key.office),
        })
        .collect();
    for recorded in &trust.record {
        if let Act::Office(OfficeChange::Proposed(key)) = &recorded.entry.act
            && standings.iter().all(|known| known.office != key.office)
            && let Some(new) = waiting(&key.office)
        {
            standings.push(OfficeStanding {
                office: key.office.clone(),
                stage: key.stage,
                recipient: None,
                holders: Vec::new(),
                left_with_key: false,
                waiting: Some(new),
            });
        }
    }
    standings.sort_by_key(|standing| standing.stage);
    standings
}

/// The newest key proposed for an office that waits for its signature.
pub fn proposal<'a>(trust: &'a Trust, office: &OfficeId) -> Option<(&'a Recorded, &'a OfficeKey)> {
    let is_signed = |record: Digest| {
        trust.record.iter().any(|other| {
            matches!(&other.entry.act, Act::Office(OfficeChange::Signed { proposal }) if *proposal == record)
        })
    };
    let mut open = trust
        .record
        .iter()
        .rev()
        .filter_map(|recorded| match &recorded.entry.act {
            Act::Office(OfficeChange::Proposed(key)) if key.office == *office => Some((recorded, key)),
            _ => None,
        });
    open.find(|(recorded, _)| !is_signed(recorded.record))
}

/// Whether the record names this recipient as an office's.
pub(super) fn is_of_record(trust: &Trust, recipient: &Digest) -> bool {
    trust.record.iter().any(|recorded| {
        matches!(&recorded.entry.act,
            Act::Office(OfficeChange::Founded(key) | OfficeChange::Proposed(key)) if key.recipient == *recipient)
    })
}

/// Those who will hold the office tomorrow, with their recipients as the record names them. Fails if the service shows
/// another recipient than the record.
pub fn staying(holder: &SignedIn, office: &OfficeId) -> Result<Vec<(NewPerson, HybridRecipient)>, Stopped> {
    let roster = &holder.trust.roster;
    let tomorrow = holder.trust.today.tomorrow().unwrap_or(Date::MAX);
    let listed = list(holder)?;
    let people = roster
        .all_holders(office, tomorrow)
        .filter_map(|id| roster.person(id));
    let with_recipient = people.map(|person| {
        let recipient = recipient_of(&listed, person).ok_or_else(|| {
            Stopped::Here(format!(
                "the service shows another key of {} than the record: do not go on, and tell the outside body",
                person.person
            ))
        })?;
        Ok((person.clone(), recipient))
    });
    with_recipient.collect()
}

/// Proposes a new key for the holder's own office, sealed to those who stay. The caller has kept the identity before.
pub fn renew(
    holder: &SignedIn,
    office: &OfficeId,
    identity: &HybridIdentity,
    staying: &[(NewPerson, HybridRecipient)],
) -> Result<ActAccepted, Stopped> {
    let stage = holder.trust.roster.office_key(office, holder.trust.today);
    let stage = stage.ok_or_else(not_in_record)?.stage;
    let text = identity.to_secret_text();
    let mut shares = Vec::new();
    for (person, recipient) in staying {
        let sealed = seal_text(recipient, &Plaintext::new(text.as_str().to_owned()));
        let sealed = sealed.map_err(|fault| Stopped::Here(fault.to_string()))?;
        let (person, sealed) = (person.person, Bytes(sealed.into_bytes()));
        shares.push(OfficeShare { person, sealed });
    }
    let recipient = identity.recipient().to_string();
    propose_with(holder, office.clone(), stage, recipient, shares)
}

/// Proposes the key that the first holder of an office has made: of a new office, or of one that nobody is left in. That
/// holder keeps it in their key file.
pub fn propose(
    operator: &SignedIn,
    office: OfficeId,
    stage: StageNo,
    recipient: String,
) -> Result<ActAccepted, Stopped> {
    propose_with(operator, office, stage, recipient, Vec::new())
}

fn propose_with(
    person: &SignedIn,
    office: OfficeId,
    stage: StageNo,
    recipient: String,
    shares: Vec<OfficeShare>,
) -> Result<ActAccepted, Stopped> {
    let key = OfficeKey {
        office,
        stage,
        recipient: sha256(recipient.as_bytes()),
    };
    let recipient = Some(recipient);
    let with = PeopleAct {
        recipient,
        shares,
        ..PeopleAct::default()
    };
    send(person, &Act::Office(OfficeChange::Proposed(key)), &with)
}

/// Signs the key that waits for an office. Fails if it is for another rung than the policy's.
pub fn sign(signer: &SignedIn, office: &OfficeId) -> Result<ActAccepted, Stopped> {
    let (recorded, key) = proposal(&signer.trust, office).ok_or_else(not_in_record)?;
    check_stage(&signer.trust, key)?;
    let proposal = recorded.record;
    let act = Act::Office(OfficeChange::Signed { proposal });
    send(signer, &act, &PeopleAct::default())
}

/// Where the policy puts the office there its key stands: else whoever signs it would be of the wrong stage.
fn check_stage(trust: &Trust, key: &OfficeKey) -> Result<(), Mistrust> {
    let (_, policy) = trust.policy_on(trust.today)?;
    let stage = policy.stage_of(&key.office);
    if stage.is_some_and(|stage| stage != key.stage) {
        let office = key.office.clone();
        return Err(Mistrust::Recipient { office });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::client::fixture::World;

    #[test]
    fn a_key_for_another_stage_than_the_policy_gives_the_office_is_not_signed() {
        let trust = World::new().trust();
        let check = |office: &str, stage| {
            let (office, stage) = (office.parse().unwrap(), StageNo(stage));
            let recipient = Digest([7; 32]);
            check_stage(
                &trust,
                &OfficeKey {
                    office,
                    stage,
                    recipient,
                },
            )
        };
        assert!(check("guardian", 1).is_ok());
        assert!(matches!(check("guardian", 2), Err(Mistrust::Recipient { .. })));
        assert!(check("elsewhere", 2).is_ok(), "of a policy to come");
    }
}
