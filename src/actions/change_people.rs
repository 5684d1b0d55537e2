//! Persons and offices change: proposed by the operator, signed by a higher stage, admitted by a colleague; the channel
//! is closed; an auditor gives an opinion of the record. Each step is a signed entry; it takes effect the day after the
//! batch it stands in.

use daylight_domain::{
    Act, Author, Date, Digest, Entry, OfficeChange, OfficeKey, PersonChange, PersonId, Recorded, Roster,
    not_doubled,
};
use daylight_tlog::entry::UncheckedEntry;
use daylight_tlog::sig;

use super::check_routes::check_routes;
use super::rules::{RULE_KINDS, Rules, digest_of, effective, recorded};
use super::views::act_accepted;
use super::{ActionError, Service, Signed, Why};
use crate::api;
use crate::crypto::hybrid::HybridRecipient;
use crate::crypto::seal::Sealed;
use crate::mail::is_address;
use crate::store::entries::{self, EntryRow};
use crate::store::people::{self, PersonRow};
use crate::store::{StoreError, Tx, batches, documents, waiting};

/// Adds a signed entry about a person or an office, with what the ledger must not hold.
pub async fn change_people(
    service: &Service,
    signed: &Signed,
    act: api::PeopleAct,
) -> Result<api::ActAccepted, ActionError> {
    let parsed = parse(&act.entry)?;
    // In this order: what a batch publishes while we wait for our turn must not be missed below.
    let tx = service.store.begin_write().await?;
    let rules = service.rules().await?;
    match &parsed.entry().act {
        Act::Person(PersonChange::Proposed(new)) => {
            let details = act
                .details
                .ok_or_else(|| missing("the person's name, address and recipient"))?;
            let recipient = check_recipient(&details.recipient, new.recipient)?;
            if sig::person_id(&new.key) != new.person {
                return Err(ActionError::Malformed(
                    "the person's id does not follow from their key".into(),
                ));
            }
            let (name, address) = (details.name, details.address);
            check_address(&name, &address)?;
            people::put(
                &tx,
                &PersonRow {
                    id: new.person,
                    name,
                    address,
                    recipient,
                },
            )
            .await?;
        }
        Act::Office(OfficeChange::Proposed(key)) => {
            let recipient = act.recipient.ok_or_else(|| missing("the office's recipient"))?;
            let recipient = check_recipient(&recipient, key.recipient)?;
            documents::put(&tx, key.recipient, &recipient).await?;
            keep_shares(&tx, &rules, key, parsed.entry().day, act.shares).await?;
        }
        Act::Person(PersonChange::Admitted { proposal }) => {
            keep_secrets(&tx, &rules, act.secrets, *proposal).await?;
        }
        Act::Opinion { size, .. } => check_size(&tx, *size).await?,
        Act::Person(_) | Act::Office(_) | Act::Absent { .. } | Act::ChannelClosed {} => {}
        _ => {
            return Err(ActionError::Malformed(
                "here only entries about persons, offices, the closing of the channel and opinions are taken"
                    .into(),
            ));
        }
    }
    add_rule(service, tx, &rules, signed, &parsed).await
}

/// Empty is right: a person without an address looks at the desk unasked.
pub(super) fn check_address(name: &str, address: &str) -> Result<(), ActionError> {
    if address.is_empty() || is_address(address) {
        return Ok(());
    }
    let says = format!(
        "the address of {name} is no mail address: give one like guardian@example.org, without a name before it, or none"
    );
    Err(ActionError::Because(Why::NoMailAddress, says))
}

/// An opinion speaks of a checkpoint that somebody can have checked.
async fn check_size(tx: &Tx, size: u64) -> Result<(), ActionError> {
    let batches = batches::all(tx).await?;
    let mut published = batches.iter().filter(|batch| batch.checkpoint.is_some());
    if published.any(|batch| batch.size == size) {
        return Ok(());
    }
    let says =
        format!("no checkpoint of {size} entries was published: name the size of the one you have checked");
    Err(ActionError::Because(Why::NoSuchSize, says))
}

fn missing(what: &str) -> ActionError {
    ActionError::Malformed(format!("{what} must come with this entry; send both together"))
}

pub(super) fn parse(entry: &str) -> Result<UncheckedEntry, ActionError> {
    UncheckedEntry::parse(entry.as_bytes())
        .map_err(|bad| ActionError::Malformed(format!("the entry is not in its one form: {bad}")))
}

fn check_recipient(text: &str, named: Digest) -> Result<String, ActionError> {
    if digest_of(text) != named {
        return Err(ActionError::Malformed(
            "the recipient is not the one the entry names".into(),
        ));
    }
    let recipient: HybridRecipient = text
        .parse()
        .map_err(|_| ActionError::Malformed("the recipient is not an age1pq1… recipient".into()))?;
    Ok(recipient.to_string())
}

/// An office's identities sealed to a newcomer; only for the person of the proposal.
async fn keep_secrets(
    tx: &Tx,
    rules: &Rules,
    secrets: Vec<api::OfficeSecret>,
    proposal: Digest,
) -> Result<(), ActionError> {
    let row = entries::find(tx, proposal).await?.ok_or(ActionError::NotFound)?;
    let Act::Person(PersonChange::Proposed(new)) = recorded(&row)?.entry.act else {
        return Err(ActionError::Refused(
            "what is admitted must be a proposed person".into(),
        ));
    };
    for secret in secrets {
        if !rules.recipients.contains_key(&secret.recipient) {
            return Err(ActionError::Malformed(
                "an office's identity came that the record does not know".into(),
            ));
        }
        keep_secret(tx, secret.recipient, new.person, secret.sealed).await?;
    }
    Ok(())
}

/// An office's new identity sealed to those who hold it and stay.
async fn keep_shares(
    tx: &Tx,
    rules: &Rules,
    key: &OfficeKey,
    day: Date,
    shares: Vec<api::OfficeShare>,
) -> Result<(), ActionError> {
    let holders: Vec<PersonId> = rules.roster.all_holders(&key.office, day).collect();
    for share in shares {
        if !holders.contains(&share.person) {
            return Err(ActionError::Malformed(
                "the office's new key came sealed to somebody who does not hold the office".into(),
            ));
        }
        keep_secret(tx, key.recipient, share.person, share.sealed).await?;
    }
    Ok(())
}

async fn keep_secret(
    tx: &Tx,
    recipient: Digest,
    to: PersonId,
    sealed: api::Bytes,
) -> Result<(), ActionError> {
    let sealed = Sealed::check_text(sealed.0).map_err(|bad| {
        ActionError::Malformed(format!("an office's identity is not sealed as it must be: {bad}"))
    })?;
    people::put_office_secret(tx, recipient, to, sealed.into_bytes())
        .await
        .map_err(|fault| match fault {
            StoreError::Duplicate => ActionError::Because(
                Why::OfficeKeyGiven,
                "the office's key has been given to this person already".into(),
            ),
            other => other.into(),
        })
}

/// Checks signature, author and rules, and adds the entry.
pub(super) async fn add_rule(
    service: &Service,
    tx: Tx,
    rules: &Rules,
    signed: &Signed,
    parsed: &UncheckedEntry,
) -> Result<api::ActAccepted, ActionError> {
    let entry = parsed.entry().clone();
    let today = service
        .today(rules)
        .max(rules.batch_days.last().copied().unwrap_or(Date::MIN));
    if entry.by != Author::Person(signed.person) {
        return Err(ActionError::Forbidden(
            "the entry is signed by somebody else than the one signed in".into(),
        ));
    }
    if entry.day != today {
        return Err(ActionError::DayChanged { today });
    }
    let key = rules
        .roster
        .key(signed.person, today)
        .ok_or_else(|| ActionError::Forbidden("the record knows no key of yours for today".into()))?;
    parsed.verify(service.log.origin(), &key).map_err(|_| {
        ActionError::Forbidden(
            "the signature is not by the key the record knows; sign with your own key".into(),
        )
    })?;
    let batch_day = service.batch_day(&tx, today).await?;
    let row = EntryRow::new(service.random(), &entry, parsed.bytes().to_vec(), batch_day);
    check_rules(&tx, rules, &row, &entry).await?;
    // Sent once more it is the same entry: the record holds it once, and the answer is the same receipt.
    if let Some(known) = entries::same(&tx, &row).await? {
        return act_accepted(service, &known, Vec::new());
    }
    entries::insert(&tx, std::slice::from_ref(&row)).await?;
    tx.commit().await?;
    act_accepted(service, &row, Vec::new())
}

/// The whole record with what waits and with the new entry must hold: only then may it be added.
async fn check_rules(tx: &Tx, rules: &Rules, row: &EntryRow, entry: &Entry) -> Result<(), ActionError> {
    let mut rows = rules.record.clone();
    rows.extend(waiting::of_kinds(tx, RULE_KINDS).await?);
    let mut all: Vec<Recorded> = rows.iter().map(recorded).collect::<Result<_, _>>()?;
    not_doubled(&all, entry)?;
    let mut days: Vec<_> = rows.iter().map(|row| effective(&rules.batch_days, row)).collect();
    all.push(Recorded {
        record: row.record,
        entry: entry.clone(),
    });
    days.push(effective(&rules.batch_days, row));
    // What waits takes effect in one batch, whose order is not known yet.
    let latest = days.iter().max().copied().unwrap_or(entry.day);
    let waiting = rules.record.len();
    for day in days.iter_mut().skip(waiting) {
        *day = latest;
    }
    let roster = Roster::build(days.into_iter().zip(&all)).map_err(|bad| bad.refusal)?;
    check_routes(tx, &roster, &entry.act).await
}
