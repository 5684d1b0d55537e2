//! Loops that call actions because time passes. Knows no HTTP and no table.

use std::time::Duration;

use crate::actions::{Service, ask_witnesses, check_record, deliver_mail, door, run_calendar, send_digests};

/// Looks every few seconds whether the tick is due; in a demonstration every second.
pub async fn calendar(service: Service) {
    let pause = pause(&service);
    loop {
        if let Err(error) = run_calendar::run_calendar(&service).await {
            tell(&error, "the daily tick did not finish; it is tried again");
        }
        tokio::time::sleep(pause).await;
    }
}

/// Lets mail out, as often. A loop of its own: a mail server that hangs holds up mail and nothing else (R04).
pub async fn outbox(service: Service) {
    let pause = pause(&service);
    loop {
        if let Err(error) = deliver_mail::deliver_mail(&service).await {
            tell(&error, "the outbox could not be read; it is tried again");
        }
        tokio::time::sleep(pause).await;
    }
}

/// The longest pause after a witness did not cosign.
const LONGEST_PAUSE: Duration = Duration::from_mins(10);

/// Sends new checkpoints to the outside witnesses, as often; one that does not cosign is asked less and less. A loop of its
/// own: a witness that hangs holds up publication and nothing else.
pub async fn witnesses(service: Service) {
    let mut wait = pause(&service);
    loop {
        wait = match ask_witnesses::ask_witnesses(&service).await {
            Ok(false) => wait.saturating_mul(2).min(LONGEST_PAUSE),
            Ok(true) => pause(&service),
            Err(error) => {
                tell(&error, "the witnesses could not be asked; it is tried again");
                pause(&service)
            }
        };
        tokio::time::sleep(wait).await;
    }
}

/// Looks after each day's batch whether the record still holds. A loop of its own: a long record holds up no date. Not in a
/// demonstration, which has a batch every few seconds.
pub async fn own_record(service: Service) {
    if service.config.demo {
        return;
    }
    let mut seen = None;
    loop {
        match check_record::check_record(&service, seen).await {
            Ok(newest) => seen = newest,
            Err(error) => tell(&error, "the record could not be looked over; it is tried again"),
        }
        tokio::time::sleep(pause(&service)).await;
    }
}

fn pause(service: &Service) -> Duration {
    Duration::from_secs(if service.config.demo { 1 } else { 20 })
}

/// Each minute: a write that says nothing, and now and then a decoy alert.
pub async fn heartbeat(service: Service) {
    loop {
        if let Err(error) = service.store.beat().await {
            tell(&error, "the database does not take the heartbeat");
        }
        if let Err(error) = door::note_difficulty(&service).await {
            tell(&error, "the record could not be told of the work asked for");
        }
        if let Err(error) = send_digests::decoy_alerts(&service).await {
            tell(&error, "a decoy alert could not be written");
        }
        tokio::time::sleep(Duration::from_mins(1)).await;
    }
}

fn tell(error: &dyn std::error::Error, what: &'static str) {
    let cause = error.source().map(ToString::to_string).unwrap_or_default();
    tracing::error!(%error, cause, "{what}");
}
