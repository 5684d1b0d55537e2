//! Mail leaves the outbox. Nothing is deleted before it went; what does not go is tried again, later each time.

use super::{ActionError, Service};
use crate::mail::Outgoing;
use crate::store::mails;

const BATCH: u64 = 50;
const FIRST_WAIT_MS: i64 = 60_000;
const LONGEST_WAIT_MS: i64 = 60 * 60 * 1000;

/// Sends what waits. Returns how many mails went. Never fails because of a mail: escalation does not wait (R04).
pub async fn deliver_mail(service: &Service) -> Result<u64, ActionError> {
    let mut went: u64 = 0;
    loop {
        let now = service.clock.raw_ms();
        let tx = service.store.begin_write().await?;
        let never = now.saturating_add(LONGEST_WAIT_MS.saturating_mul(2));
        let claimed = mails::claim(&tx, now, now.saturating_add(FIRST_WAIT_MS), never, BATCH).await?;
        tx.commit().await?;
        if claimed.is_empty() {
            return Ok(went);
        }
        for mail in claimed {
            // Dying after the send and before the mark sends the same mail again, under the same name.
            let outgoing = Outgoing {
                id: mail.id,
                day: mail.day,
                message: mail.message,
            };
            let tx = match service.mailer.send(&outgoing).await {
                Ok(()) => {
                    let tx = service.store.begin_write().await?;
                    mails::delivered(&tx, mail.id, mail.day).await?;
                    went = went.saturating_add(1);
                    tx
                }
                Err(error) => {
                    let reason = std::error::Error::source(&error)
                        .map(ToString::to_string)
                        .unwrap_or_default();
                    tracing::warn!(
                        attempts = mail.attempts,
                        reason,
                        "a mail did not leave; it will be tried again"
                    );
                    let doubled = FIRST_WAIT_MS.saturating_mul(1 << mail.attempts.clamp(0, 6));
                    let tx = service.store.begin_write().await?;
                    mails::postpone(&tx, mail.id, now.saturating_add(doubled.min(LONGEST_WAIT_MS))).await?;
                    tx
                }
            };
            tx.commit().await?;
        }
    }
}
