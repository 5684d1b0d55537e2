//! The name of somebody who has left is erased; their id stays in the record, which never held the name.

use daylight_domain::{Date, PersonId};

use super::correct_address::one_meant;
use super::{ActionError, Service};
use crate::store::people::{self, PersonRow};

/// Puts the id in the place of a person's name, and nothing in the place of their address. Refused before their last day of
/// service has passed: as long as somebody acts, those concerned by it know who it is. Gives their id, and that last day.
pub async fn forget_name(service: &Service, wanted: &str) -> Result<(PersonId, Date), ActionError> {
    let rules = service.rules().await?;
    let today = service.today(&rules);
    let tx = service.store.begin_write().await?;
    let row = one_meant(&tx, wanted).await?;
    let (_, until) = rules.roster.service(row.id);
    let Some(until) = until.filter(|until| *until < today) else {
        return Err(ActionError::Refused(format!(
            "{} is in service, or may come to be: a name is erased once its bearer has left, which is proposed with \
             `daylight person retire` and signed",
            row.name
        )));
    };
    let nameless = PersonRow {
        name: row.id.to_string(),
        address: String::new(),
        ..row
    };
    people::put(&tx, &nameless).await?;
    tx.commit().await?;
    service.store.sweep().await?;
    Ok((nameless.id, until))
}
