//! Entries about people and policies, as the operator proposes them and holders or the auditor sign them.
//! A signature is given only for a proposal that stands proven in the published record.

use daylight_domain::{
    Act, Date, Digest, NewPerson, OfficeId, Opinion, PersonChange, PersonId, Policy, PolicyChange,
    PolicyErrors, Recorded, Role,
};
use daylight_tlog::{person_id, sha256};

use super::everybody::everybody;
use super::offices;
use super::problem::Stopped;
use super::session::{SignedIn, on_its_day};
use super::trust::Trust;
use crate::api::{ActAccepted, Bytes, OfficeSecret, People, PeopleAct, PersonDetails, Policies, PolicyAct};
use crate::crypto::hybrid::{HybridIdentity, HybridRecipient};
use crate::crypto::key_file::PublicHalf;
use crate::crypto::seal::{Plaintext, seal_text};

/// Everybody: names and keys to seal to as the service lists them, all else as the record has it.
pub fn list(person: &SignedIn) -> Result<People, Stopped> {
    let listed: People = person.get(&format!("{}/people", person.room()?))?;
    let people = everybody(&person.trust, listed.people);
    Ok(People { people, ..listed })
}

/// Proposes a person from their public half. `address` is where their mail goes; it may be empty.
pub fn propose(
    operator: &SignedIn,
    public: PublicHalf,
    office: Option<OfficeId>,
    until: Option<Date>,
    address: String,
) -> Result<ActAccepted, Stopped> {
    let new = NewPerson {
        person: person_id(&public.signing),
        role: public.role,
        office,
        key: public.signing,
        recipient: sha256(public.recipient.as_bytes()),
        until,
    };
    let details = PersonDetails {
        name: public.name,
        address,
        recipient: public.recipient,
    };
    let details = Some(details);
    let with = PeopleAct {
        details,
        ..PeopleAct::default()
    };
    send(operator, &Act::Person(PersonChange::Proposed(new)), &with)
}

/// Proposes that a person leaves, or has lost their key.
pub fn retire(operator: &SignedIn, person: PersonId) -> Result<ActAccepted, Stopped> {
    let act = Act::Person(PersonChange::RetirementProposed { person });
    send(operator, &act, &PeopleAct::default())
}

/// Closes the channel from the day after the next batch on: everything open moves up, and nothing new is taken (R30).
pub fn close_channel(person: &SignedIn) -> Result<ActAccepted, Stopped> {
    send(person, &Act::ChannelClosed {}, &PeopleAct::default())
}

/// Says of the record, up to a published checkpoint, whether it held when the auditor checked it. Everybody sees it.
pub fn opinion(auditor: &SignedIn, verdict: Opinion, size: u64) -> Result<ActAccepted, Stopped> {
    send(auditor, &Act::Opinion { verdict, size }, &PeopleAct::default())
}

/// The last proposal about a person in the record: their coming, or their leaving.
pub fn proposal(trust: &Trust, about: PersonId) -> Option<&Recorded> {
    trust
        .record
        .iter()
        .rev()
        .find(|recorded| match &recorded.entry.act {
            Act::Person(PersonChange::Proposed(new)) => new.person == about,
            Act::Person(PersonChange::RetirementProposed { person }) => *person == about,
            _ => false,
        })
}

/// Signs the last proposal about a person.
pub fn sign(signer: &SignedIn, about: PersonId) -> Result<ActAccepted, Stopped> {
    let recorded = proposal(&signer.trust, about).ok_or_else(not_in_record)?;
    let proposal = recorded.record;
    let change = match &recorded.entry.act {
        Act::Person(PersonChange::RetirementProposed { .. }) => PersonChange::RetirementSigned { proposal },
        _ => PersonChange::Signed { proposal },
    };
    send(signer, &Act::Person(change), &PeopleAct::default())
}

/// The public half of a newcomer as the record has it, for reading the key words to them: key and recipient.
/// Fails if the service shows another recipient than the record names.
pub fn newcomer(holder: &SignedIn, about: PersonId) -> Result<(&NewPerson, HybridRecipient), Stopped> {
    let new = proposal(&holder.trust, about).and_then(|recorded| match &recorded.entry.act {
        Act::Person(PersonChange::Proposed(new)) => Some(new),
        _ => None,
    });
    let new = new.ok_or_else(not_in_record)?;
    let recipient = recipient_of(&list(holder)?, new).ok_or_else(|| {
        Stopped::Here(
            "the newcomer's key is not the one in the record: do not admit them, and tell the outside body"
                .to_owned(),
        )
    })?;
    Ok((new, recipient))
}

/// A person's recipient in a list; none unless it is the one that the record names.
pub(super) fn recipient_of(listed: &People, person: &NewPerson) -> Option<HybridRecipient> {
    let mut views = listed.people.iter();
    let view = views.find(|view| view.person == person.person)?;
    let is_recorded = sha256(view.recipient.as_bytes()) == person.recipient;
    view.recipient.parse().ok().filter(|_| is_recorded)
}

/// Says that a holder is away from one day to another, both included: oneself, or somebody of a lower stage.
pub fn away(signer: &SignedIn, person: PersonId, from: Date, until: Date) -> Result<ActAccepted, Stopped> {
    let act = Act::Absent { person, from, until };
    send(signer, &act, &PeopleAct::default())
}

/// Admits a newcomer whose key words have been compared: seals the office's identities to them.
pub fn admit(
    holder: &SignedIn,
    new: &NewPerson,
    recipient: &HybridRecipient,
    identities: &[(OfficeId, HybridIdentity)],
) -> Result<ActAccepted, Stopped> {
    let proposal = proposal(&holder.trust, new.person)
        .ok_or_else(not_in_record)?
        .record;
    let mut secrets = Vec::new();
    for (office, identity) in identities {
        // A key that was made and never proposed is nobody's business.
        let key = identity.recipient().digest();
        if new.office.as_ref() != Some(office) || !offices::is_of_record(&holder.trust, &key) {
            continue;
        }
        let text = identity.to_secret_text();
        let sealed = seal_text(recipient, &Plaintext::new(text.as_str().to_owned()));
        let sealed = sealed.map_err(|fault| Stopped::Here(fault.to_string()))?;
        secrets.push(OfficeSecret {
            recipient: key,
            sealed: Bytes(sealed.into_bytes()),
        });
    }
    let with = PeopleAct {
        secrets,
        ..PeopleAct::default()
    };
    send(holder, &Act::Person(PersonChange::Admitted { proposal }), &with)
}

/// Proposes a policy. Fails, before anything is sent, with all that is wrong in it.
pub fn propose_policy(operator: &SignedIn, toml: &str) -> Result<ActAccepted, Stopped> {
    Policy::parse(toml).map_err(|errors: PolicyErrors| Stopped::Here(errors.to_string()))?;
    let act = Act::Policy(PolicyChange::Proposed {
        policy: sha256(toml.as_bytes()),
    });
    send_policy(operator, &act, Some(toml))
}

/// Signs the policy proposed under a digest: all of it, for whoever writes two texts can make them begin alike.
pub fn sign_policy(holder: &SignedIn, wanted: &str) -> Result<ActAccepted, Stopped> {
    let whole = || Stopped::Here("give the whole digest of the policy: two can begin alike".to_owned());
    let wanted: Digest = wanted.parse().map_err(|_| whole())?;
    let mut proposals = holder.trust.record.iter().rev();
    let proposal = proposals.find(|recorded| {
        matches!(&recorded.entry.act, Act::Policy(PolicyChange::Proposed { policy }) if *policy == wanted)
    });
    let proposal = proposal.ok_or_else(not_in_record)?.record;
    // Nobody signs what they were not shown: the text must be there, and within the limits.
    holder.trust.policy(&wanted)?;
    send_policy(holder, &Act::Policy(PolicyChange::Signed { proposal }), None)
}

/// Every policy of the record and where it stands.
pub fn policies(person: &SignedIn) -> Result<Policies, Stopped> {
    Ok(person.get(&format!("{}/policies", person.room()?))?)
}

/// Signs a step and sends it with what the ledger must not hold.
pub(super) fn send(person: &SignedIn, act: &Act, with: &PeopleAct) -> Result<ActAccepted, Stopped> {
    let path = format!("{}/people", person.room()?);
    on_its_day(person.trust.today, person.trust.today, |day| {
        let entry = person.sign(None, day, None, act.clone())?;
        let request = PeopleAct {
            entry: entry.clone(),
            ..with.clone()
        };
        person.send(&path, &entry, &request)
    })
}

fn send_policy(person: &SignedIn, act: &Act, toml: Option<&str>) -> Result<ActAccepted, Stopped> {
    let path = format!("{}/policies", person.room()?);
    on_its_day(person.trust.today, person.trust.today, |day| {
        let entry = person.sign(None, day, None, act.clone())?;
        person.send(
            &path,
            &entry,
            &PolicyAct {
                entry: entry.clone(),
                toml: toml.map(str::to_owned),
            },
        )
    })
}

pub(super) fn not_in_record() -> Stopped {
    Stopped::Here(
        "no such proposal stands in the published record: wait for the next batch, then try again".to_owned(),
    )
}

/// A role as a person types it.
pub fn role_named(text: &str) -> Result<Role, String> {
    text.parse()
        .map_err(|()| "a role is one of holder, auditor, viewer, inspector, operator, witness".to_owned())
}
