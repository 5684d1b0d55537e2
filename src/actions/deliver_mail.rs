//! Mail leaves the outbox. Nothing is deleted before it went; what does not go is tried again, later each time, and
//! after a fortnight given up, which is an entry. No transaction is open while a mail server is spoken to.

use daylight_domain::{Act, Date};

use super::{ActionError, Service};
use crate::mail::{NotSent, Outgoing};
use crate::store::entries;
use crate::store::mails::{self, MailRow};
use crate::store::people;

/// What a claim lasts beyond the mailer's longest, so that no other process takes the mail up meanwhile.
const SPARE_MS: i64 = 20 * 1000;
const FIRST_WAIT_MS: i64 = 60 * 1000;
const LONGEST_WAIT_MS: i64 = 60 * 60 * 1000;
/// After this a round ends, though mail waits: the next one goes on.
const LONGEST_ROUND_MS: i64 = 60 * 1000;
/// So many days after its own a mail is tried for the last time. RFC 5321 (4.5.4.1) asks for four or five at least;
/// a fortnight outlasts a server that nobody mends over the holidays.
const GIVE_UP_AFTER_DAYS: i64 = 14;

/// Sends what waits, until a mail server shows that it is of no use now or a minute is over. Returns how many mails
/// went. Never fails because of a mail: escalation does not wait (R04).
pub async fn deliver_mail(service: &Service) -> Result<u64, ActionError> {
    let mut went: u64 = 0;
    let began = service.clock.raw_ms();
    while let Some(mail) = claim_one(service).await? {
        let sent = send(service, &mail).await;
        // Dying here, after the server took the mail and before that is marked, sends it again when the claim has
        // run out: at least once, under the same Message-ID, by which mail programs know it.
        match sent {
            Ok(()) => {
                let tx = service.store.begin_write().await?;
                mails::delivered(&tx, mail.id, mail.day).await?;
                tx.commit().await?;
                went = went.saturating_add(1);
            }
            Err(error) => {
                put_off(service, &mail, &error).await?;
                if matches!(error, NotSent::Unreachable(_)) {
                    break;
                }
            }
        }
        if service.clock.raw_ms().saturating_sub(began) > LONGEST_ROUND_MS {
            break;
        }
    }
    Ok(went)
}

async fn claim_one(service: &Service) -> Result<Option<MailRow>, ActionError> {
    let now = service.clock.raw_ms();
    let never = now.saturating_add(LONGEST_WAIT_MS.saturating_mul(2));
    let longest = i64::try_from(service.mailer.longest().as_millis()).unwrap_or(LONGEST_WAIT_MS);
    let until = now.saturating_add(longest).saturating_add(SPARE_MS);
    let tx = service.store.begin_write().await?;
    let claimed = mails::claim(&tx, now, until, never, 1).await?;
    tx.commit().await?;
    Ok(claimed.into_iter().next())
}

async fn send(service: &Service, mail: &MailRow) -> Result<(), NotSent> {
    // The address of today: one that was corrected meanwhile takes the mails that waited.
    let people = people::all(&service.store)
        .await
        .map_err(|error| NotSent::Unreachable(error.to_string()))?;
    let to = people
        .into_iter()
        .find(|row| row.id == mail.person && !row.address.is_empty())
        .ok_or_else(|| NotSent::Refused("the person has no address any more".to_owned()))?
        .address;
    let outgoing = Outgoing {
        id: mail.id,
        day: mail.day,
        to,
        message: mail.message.clone(),
    };
    service.mailer.send(&outgoing).await
}

async fn put_off(service: &Service, mail: &MailRow, error: &NotSent) -> Result<(), ActionError> {
    let rules = service.rules().await?;
    let today = service.today(&rules);
    let last_try = mail
        .day
        .checked_add(jiff::Span::new().days(GIVE_UP_AFTER_DAYS))
        .unwrap_or(Date::MAX);
    if today >= last_try {
        return give_up(service, mail, error, today).await;
    }
    tracing::warn!(to = %mail.person, attempts = mail.attempts, %error, "a mail did not leave; it will be tried again");
    let doublings = u32::try_from(mail.attempts.saturating_sub(1).clamp(0, 6)).unwrap_or(0);
    let wait = FIRST_WAIT_MS
        .saturating_mul(2_i64.saturating_pow(doublings))
        .min(LONGEST_WAIT_MS);
    let tx = service.store.begin_write().await?;
    mails::postpone(&tx, mail.id, service.clock.raw_ms().saturating_add(wait)).await?;
    Ok(tx.commit().await?)
}

/// One entry for a person and a day, however many mails: a second one would tell the auditor of an alert.
async fn give_up(service: &Service, mail: &MailRow, error: &NotSent, today: Date) -> Result<(), ActionError> {
    tracing::error!(to = %mail.person, attempts = mail.attempts, %error, "a mail was given up; see `daylight doctor`");
    let tx = service.store.begin_write().await?;
    if mails::give_up(&tx, mail.id, mail.person, today).await? {
        let day = today.max(service.last_batch_day(&tx).await?);
        let batch_day = service.batch_day(&tx, day).await?;
        let entry = service.own_entry(day, batch_day, Act::MailGivenUp { to: mail.person })?;
        entries::insert(&tx, &[entry]).await?;
    }
    Ok(tx.commit().await?)
}
