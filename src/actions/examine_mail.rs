//! What `daylight doctor` says of mail: whether it could leave now, what waits, and what was given up.

use daylight_domain::Date;

use super::examine::Health;
use super::{ActionError, Service};
use crate::store::{mails, people};

/// For so long a mail that was given up is told of.
const TOLD_DAYS: i64 = 30;

pub(super) async fn mail(service: &Service, today: Date, health: &mut Health) -> Result<(), ActionError> {
    let place = service.mailer.place();
    match service.mailer.check().await {
        Ok(()) => health.add("fact", format!("mail goes to {place}"), "Nothing."),
        Err(error) => health.add(
            "fault",
            format!("no mail can leave for {place}: {error}"),
            "Set [mail] in daylight.toml right, or mend what it names. What waits goes then; no date waits for mail.",
        ),
    }
    // One of today that was tried once at most may be on its way this very moment.
    let mut late = mails::waiting_since(&service.store).await?;
    late.retain(|(day, attempts)| *day < today || *attempts > 1);
    if let Some((oldest, _)) = late.first() {
        health.add(
            "warning",
            match late.len() {
                1 => format!("one mail waits to leave, of {oldest}"),
                more => format!("{more} mails wait to leave, the oldest of {oldest}"),
            },
            "They are tried again by themselves, each at least once an hour; no date waits for mail.",
        );
    }
    let since = today
        .checked_sub(jiff::Span::new().days(TOLD_DAYS))
        .unwrap_or(Date::MIN);
    let people = people::all(&service.store).await?;
    for (person, count) in mails::given_up_since(&service.store, since).await? {
        let known = people.iter().find(|row| row.id == person);
        let name = known.map_or_else(
            || person.to_string(),
            |row| format!("{} <{}>", row.name, row.address),
        );
        health.add(
            "warning",
            format!("{count} mails to {name} were given up since {since}"),
            "Ask them whether the address is right, and correct it with `daylight person address`; their desk holds all there is. The record says so too.",
        );
    }
    Ok(())
}
