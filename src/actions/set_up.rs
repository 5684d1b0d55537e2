//! Set-up: the first policy, the log's key, offices and persons, signed by a holder of the last stage, who
//! publishes the first batch (DESIGN section 2).

use daylight_domain::{
    Act, Author, Date, Digest, Entry, KdfParams, NewPerson, OfficeChange, OfficeId, OfficeKey, PersonChange,
    Policy, PolicyChange, PublicKey, Role, to_hex,
};
use daylight_tlog::entry::UnsignedEntry;
use daylight_tlog::sig::{SigningKey, person_id};

use super::change_people::check_address;
use super::rules::digest_of;
use super::{ActionError, Service, cut_batch, hand_out, send_digests};
use crate::crypto::seal::Sealed;
use crate::store::documents;
use crate::store::entries::{self, EntryRow};
use crate::store::people::{self, PersonRow};
use crate::store::waiting;

/// A person of the first hour, by the public half of their key.
#[derive(Debug)]
pub struct Founder {
    /// Their name.
    pub name: String,
    /// Where their mail goes; may be empty.
    pub address: String,
    /// What they may do.
    pub role: Role,
    /// Their office, for holders.
    pub office: Option<OfficeId>,
    /// Verifies their signatures.
    pub key: PublicKey,
    /// Their own recipient.
    pub recipient: String,
}

/// An office of the first hour.
#[derive(Debug)]
pub struct FoundedOffice {
    /// Which.
    pub office: OfficeId,
    /// Its recipient.
    pub recipient: String,
    /// Its identity, sealed to each of its holders.
    pub secrets: Vec<(PublicKey, Sealed)>,
}

/// Everything that set-up signs.
#[derive(Debug)]
pub struct Founding {
    /// The policy's text.
    pub policy: String,
    /// Its offices.
    pub offices: Vec<FoundedOffice>,
    /// Its people.
    pub people: Vec<Founder>,
    /// Parameters of the tracking codes.
    pub kdf: KdfParams,
}

/// Founds the service in an empty database. Fails, changing nothing, if something is there already.
pub async fn set_up(service: &Service, founding: Founding, signer: &SigningKey) -> Result<(), ActionError> {
    let policy =
        Policy::parse(&founding.policy).map_err(|errors| ActionError::Malformed(errors.to_string()))?;
    check_founding(&policy, &founding, &signer.public())?;
    let today = crate::clock::civil_date(service.clock.read().now_ms, &policy.time_zone);
    let tx = service.store.begin_write().await?;
    if waiting::any(&tx).await? || crate::store::batches::last(&tx).await?.is_some() {
        return Err(ActionError::Refused(
            "this service has been set up already".into(),
        ));
    }
    let mut rows = Vec::new();
    let mut add = |act: Act| -> Result<(), ActionError> {
        rows.push(founding_entry(service, signer, today, act)?);
        Ok(())
    };
    add(Act::Key {
        vkey: service.log.verifier().vkey(),
        salt: to_hex(&service.random::<16>()),
        kdf: founding.kdf,
    })?;
    add(Act::Policy(PolicyChange::Founded {
        policy: digest_of(&founding.policy),
    }))?;
    for office in &founding.offices {
        let stage = policy.stage_of(&office.office).ok_or_else(|| {
            ActionError::Malformed(format!(
                "the policy has no office {}; name one that it has",
                office.office
            ))
        })?;
        let recipient = digest_of(&office.recipient);
        add(Act::Office(OfficeChange::Founded(OfficeKey {
            office: office.office.clone(),
            stage,
            recipient,
        })))?;
    }
    for person in &founding.people {
        check_address(&person.name, &person.address)?;
        add(Act::Person(PersonChange::Founded(NewPerson {
            person: person_id(&person.key),
            role: person.role,
            office: person.office.clone(),
            key: person.key,
            recipient: digest_of(&person.recipient),
            until: None,
        })))?;
    }
    documents::put(&tx, digest_of(&founding.policy), &founding.policy).await?;
    for office in founding.offices {
        let recipient: Digest = digest_of(&office.recipient);
        documents::put(&tx, recipient, &office.recipient).await?;
        for (holder, sealed) in office.secrets {
            people::put_office_secret(&tx, recipient, person_id(&holder), sealed.into_bytes()).await?;
        }
    }
    for person in founding.people {
        let Founder {
            name,
            address,
            key,
            recipient,
            ..
        } = person;
        people::put(
            &tx,
            &PersonRow {
                id: person_id(&key),
                name,
                address,
                recipient,
            },
        )
        .await?;
    }
    entries::insert(&tx, &rows).await?;
    tx.commit().await?;
    cut_batch::cut_batch(service, today, today).await?;

    // The rules read back what was written: a founding that breaks one is told of here, not at the first concern.
    let rules = service.rules().await.map_err(|broken| match broken {
        ActionError::Internal(cause) => ActionError::Refused(format!("this cannot be founded: {cause}")),
        other => other,
    })?;
    let tx = service.store.begin_write().await?;
    hand_out::fill(service, &tx, &rules, today).await?;
    send_digests::send_digests(service, &tx, &rules, today).await?;
    Ok(tx.commit().await?)
}

/// What people get wrong in a plan, told in their words.
fn check_founding(policy: &Policy, founding: &Founding, signer: &PublicKey) -> Result<(), ActionError> {
    let wrong = |what: String| Err(ActionError::Malformed(what));
    let last = policy.stage_numbers().last();
    for person in &founding.people {
        if let Some(office) = &person.office
            && policy.stage_of(office).is_none()
        {
            let name = &person.name;
            return wrong(format!(
                "the policy has no office {office}, which {name} is to hold: put the policy right, or make their key anew"
            ));
        }
    }
    if let Some((office, first, second)) = keyless(founding) {
        return wrong(format!(
            "{second} is to hold {office}, whose key {first} alone brings: without it they could open nothing. Leave them \
             out of the plan; once the service runs, propose them with `daylight person propose`, and {first} lets them in"
        ));
    }
    let signs = founding.people.iter().any(|person| {
        let office = person.office.as_ref();
        person.key == *signer && office.and_then(|office| policy.stage_of(office)) == last
    });
    if !signs {
        return wrong(
            "the founding is signed by a holder of the last stage: name their key with --key".into(),
        );
    }
    if !founding
        .offices
        .iter()
        .any(|office| policy.stage_of(&office.office) == last)
    {
        return wrong(
            "nobody brings the key of an office of the last stage: its first holder makes it with `daylight key new --first`"
                .into(),
        );
    }
    Ok(())
}

/// An office, who brings its key, and another of its holders who was not given it.
fn keyless(founding: &Founding) -> Option<(&OfficeId, &str, &str)> {
    founding.offices.iter().find_map(|founded| {
        let has = |person: &Founder| founded.secrets.iter().any(|(key, _)| *key == person.key);
        let people = founding.people.iter();
        let mut holders = people.filter(|person| person.office.as_ref() == Some(&founded.office));
        let second = holders.clone().find(|person| !has(person))?;
        let first = holders.find(|person| has(person));
        let first = first.map_or("somebody else", |person| person.name.as_str());
        Some((&founded.office, first, second.name.as_str()))
    })
}

fn founding_entry(
    service: &Service,
    signer: &SigningKey,
    day: Date,
    act: Act,
) -> Result<EntryRow, ActionError> {
    let by = Author::Person(person_id(&signer.public()));
    let entry = Entry {
        day,
        concern: None,
        by,
        after: None,
        act,
    };
    let bytes = UnsignedEntry(entry.clone())
        .sign(service.log.origin(), signer)
        .map_err(|bad| anyhow::anyhow!("a founding entry cannot be written: {bad}"))?;
    Ok(EntryRow::new(service.random(), &entry, bytes, day))
}
