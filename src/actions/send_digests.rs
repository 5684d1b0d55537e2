//! Mail to holders: one digest a day, whether or not there is work, and alerts for danger, which look the same.

use daylight_domain::{Date, NewPerson, PersonId, Policy, Role, StageNo};

use super::rules::Rules;
use super::{ActionError, Service, last_stage};
use crate::crypto::hybrid::HybridRecipient;
use crate::crypto::seal::{Plaintext, seal_text};
use crate::mail::{Letter, compose};
use crate::store::Tx;
use crate::store::mails::{self, MailRow};
use crate::store::people::{self, PersonRow};

/// A kind of mail and what is sealed in it.
#[derive(Clone, Copy)]
pub(super) struct Words(&'static str, &'static str);

/// Says nothing of any concern: an office that was left out of one gets the same words.
const DIGEST: Words = Words(
    "digest",
    "Today's capsules lie on your desk. Open it with `daylight inbox`: it shows what is waiting \
    and by which date. On most days it is nothing new.",
);
/// The same mail on a day on which a date passes at the last stage, to its holders: above them nobody is told.
const MISSED: Words = Words(
    "digest",
    "Today a date passed at your stage, the last one, and nobody acted. It runs again for seven days; the record and the \
    public page say so each time, until somebody of you acts. Open your desk with `daylight inbox`.",
);
const ALERT: Words = Words(
    "alert",
    "Look at your desk now with `daylight inbox`. Somebody may be in danger; or this is one of the \
    alerts that every holder gets at random, so that an alert by itself says nothing.",
);
const UNCHECKED: Words = Words(
    "unchecked",
    "Nobody outside has signed an opinion of the record for more than six months. The public page says so, and the \
    record too, every week until an auditor has checked it: take an export, check it with `daylight-verify`, sign \
    with `daylight opinion`. If you are no auditor, ask one.",
);

/// Says nothing of what stands in it.
pub(super) const STATEMENT: Words = Words(
    "statement",
    "The half-year's statement is there for you. Open it with `daylight statement open`: the record says that you were \
    sent it, and it will say on which day you opened it, or that you did not.",
);

/// Puts the day's digest for every holder into the outbox, once.
pub async fn send_digests(service: &Service, tx: &Tx, rules: &Rules, today: Date) -> Result<(), ActionError> {
    let people = people::all(tx).await?;
    let missed = last_stage::missed_today(tx, rules, today).await?;
    for office in rules.roster.office_keys(today) {
        let words = if missed.contains(&office.office) {
            MISSED
        } else {
            DIGEST
        };
        for person in rules.roster.all_holders(&office.office, today) {
            if !mails::has(tx, person, "digest", today).await? {
                post(service, tx, rules, &people, person, words, today).await?;
            }
        }
    }
    Ok(())
}

/// Alerts every holder of a stage at once: danger was chosen or raised, or has moved up.
pub(super) async fn alert(
    service: &Service,
    tx: &Tx,
    policy: &Policy,
    stage: StageNo,
    today: Date,
) -> Result<(), ActionError> {
    let rules = service.rules().await?;
    let people = people::all(tx).await?;
    for office in policy.offices(stage) {
        for person in rules.roster.all_holders(&office.id, today) {
            post(service, tx, &rules, &people, person, ALERT, today).await?;
        }
    }
    Ok(())
}

/// Tells auditors, viewers, inspectors, the operator and the last stage that no outsider has checked the record for too
/// long (R34).
pub(super) async fn tell_unchecked(
    service: &Service,
    tx: &Tx,
    rules: &Rules,
    policy: &Policy,
    today: Date,
) -> Result<(), ActionError> {
    let people = people::all(tx).await?;
    let last = policy.offices(policy.last_stage());
    let is_told = |person: &&NewPerson| match person.role {
        Role::Holder => last
            .iter()
            .any(|office| person.office.as_ref() == Some(&office.id)),
        Role::Witness => false,
        Role::Auditor | Role::Viewer | Role::Inspector | Role::Operator => true,
    };
    for person in rules.roster.in_service(today).filter(is_told) {
        post(service, tx, rules, &people, person.person, UNCHECKED, today).await?;
    }
    Ok(())
}

/// A decoy alert to one holder drawn at random, or to nobody: on average each holder gets one a month when this
/// is called every minute. Of several replicas one draws.
pub async fn decoy_alerts(service: &Service) -> Result<(), ActionError> {
    const MINUTES_OF_A_MONTH: u32 = 30 * 24 * 60;
    const LEASE_MS: i64 = 90_000;
    let now = service.clock.raw_ms();
    let until = now.saturating_add(LEASE_MS);
    if !service.store.claim("decoys", service.0.id, now, until).await? {
        return Ok(());
    }
    let rules = service.rules().await?;
    let today = service.today(&rules);
    let holders: Vec<PersonId> = rules
        .roster
        .office_keys(today)
        .flat_map(|office| rules.roster.all_holders(&office.office, today))
        .collect();
    for person in holders {
        let drawn = u32::from_be_bytes(service.random::<4>()).checked_rem(MINUTES_OF_A_MONTH);
        if drawn == Some(0) {
            let tx = service.store.begin_write().await?;
            let people = people::all(&tx).await?;
            post(service, &tx, &rules, &people, person, ALERT, today).await?;
            tx.commit().await?;
        }
    }
    Ok(())
}

pub(super) async fn post(
    service: &Service,
    tx: &Tx,
    rules: &Rules,
    people: &[PersonRow],
    to: PersonId,
    Words(kind, words): Words,
    today: Date,
) -> Result<(), ActionError> {
    // A holder without an address looks at the desk unasked; escalation never waits for mail (R04).
    let Some(row) = people.iter().find(|row| row.id == to && !row.address.is_empty()) else {
        return Ok(());
    };
    let id = service.random::<16>();
    let message = write(service, rules, row, id, words, today);
    match message {
        Ok(message) => {
            let mail = MailRow {
                id,
                person: to,
                kind: kind.to_owned(),
                day: today,
                message,
                attempts: 0,
            };
            Ok(mails::insert(tx, &mail).await?)
        }
        Err(error) => {
            // One bad address must not keep the tick from everybody else.
            tracing::warn!(person = %to, %error, "a mail could not be written; correct it with `daylight person address`");
            Ok(())
        }
    }
}

fn write(
    service: &Service,
    rules: &Rules,
    row: &PersonRow,
    id: [u8; 16],
    words: &str,
    day: Date,
) -> Result<String, anyhow::Error> {
    let recipient: HybridRecipient = row.recipient.parse()?;
    let sealed = seal_text(&recipient, &Plaintext::new(words.to_owned()))?;
    let from = service.config.mail.sender.as_str();
    Ok(compose(&Letter {
        id,
        day,
        zone: &rules.time_zone,
        from,
        to: &row.address,
        sealed: sealed.as_bytes(),
    })?)
}
