//! What `daylight doctor` says of the outside witnesses, and of how far the record is published.

use daylight_domain::{Date, Role};

use super::examine::Health;
use super::rules::Rules;
use super::{ActionError, Service};
use crate::store::batches;
use crate::store::witnesses::{self, WitnessRow};

/// What a witness that refused may mean.
const REFUSED: &str = "Publication waits for it, and nothing else does. Compare with its operator what it holds of this log. If it has seen more than is here, the database has lost entries (restore the newest copy), or somebody else signs with the log's key.";

/// Adds what is known of each witness, and what publication waits for.
pub(super) async fn witnesses(
    service: &Service,
    rules: &Rules,
    today: Date,
    health: &mut Health,
) -> Result<(), ActionError> {
    let recorded: Vec<_> = rules
        .roster
        .in_service(today)
        .filter(|person| person.role == Role::Witness)
        .collect();
    if service.config.witness.is_empty() {
        health.add(
            "fact",
            "no outside witness co-signs: the record is consistent with itself only",
            "Ask a body outside to keep copies of the checkpoints, or better to run a witness.",
        );
    }
    for person in &recorded {
        let mut asked = service.config.witness.iter();
        if !asked.any(|witness| witness.cosigner.public_key() == person.key) {
            health.add(
                "warning",
                format!("the witness {} stands in the record, and nobody asks it", person.person),
                "Name it in daylight.toml with a table [[witness]], or propose its retirement: nothing is erased without it.",
            );
        }
    }
    for witness in &service.config.witness {
        let name = witness.cosigner.witness();
        let row = witnesses::find(&service.store, &witness.cosigner.vkey()).await?;
        state_of(service, name, &row, health).await?;
        let mut recorded = recorded.iter();
        if !recorded.any(|person| person.key == witness.cosigner.public_key()) {
            health.add(
                "warning",
                format!(
                    "the witness {name} does not stand in the record: nobody but the operator has named it"
                ),
                "Propose it with `daylight person propose`, and have the last stage sign.",
            );
        }
    }
    let signed = batches::last_signed(&service.store).await?;
    let published = batches::last_published(&service.store).await?;
    if let Some(signed) = signed.filter(|_| !service.config.witness.is_empty())
        && published
            .as_ref()
            .is_none_or(|published| published.number < signed.number)
    {
        let what = published.map_or_else(
            || "nothing is published yet: the first checkpoint waits for the witnesses".to_owned(),
            |published| {
                format!(
                    "the record is published up to the batch of {}; what came since waits for the witnesses",
                    published.day
                )
            },
        );
        health.add("warning", what, "See what is said of each witness.");
    }
    Ok(())
}

async fn state_of(
    service: &Service,
    name: &str,
    row: &WitnessRow,
    health: &mut Health,
) -> Result<(), ActionError> {
    let cosigned = match row.cosigned {
        Some(number) => batches::find(&service.store, number)
            .await?
            .map(|batch| batch.day),
        None => None,
    };
    let until = cosigned.map_or("nothing yet".to_owned(), |day| {
        format!("up to the batch of {day}")
    });
    match &row.trouble {
        Some(trouble) => {
            let what = format!(
                "{}, since {}; it has cosigned {until}",
                trouble.what, trouble.since
            );
            if trouble.refused {
                health.add("fault", what, REFUSED);
            } else {
                health.add(
                    "warning",
                    what,
                    "It is asked again by itself. If it stays away, ask its operator.",
                );
            }
        }
        None => health.add(
            "fact",
            format!("the witness {name} has cosigned {until}"),
            "Nothing.",
        ),
    }
    Ok(())
}
