//! Where a person's mail goes is set right, by whoever has the host. The record holds no address, so this is no entry;
//! nothing but mail follows it, and no date waits for mail (R04).

use daylight_domain::PersonId;

use super::change_people::check_address;
use super::{ActionError, Service};
use crate::store::people::{self, PersonRow};

/// Corrects the address of the one person meant by an id or a name; empty for none. What waits for them goes to the new
/// one. Gives their id and the address that was there. Refused if nobody, or more than one, is meant.
pub async fn correct_address(
    service: &Service,
    wanted: &str,
    address: &str,
) -> Result<(PersonId, String), ActionError> {
    let tx = service.store.begin_write().await?;
    let id = wanted.parse::<PersonId>().ok();
    let all = people::all(&tx).await?.into_iter();
    let mut meant = all.filter(|row| Some(row.id) == id || row.name == wanted);
    let row = match (meant.next(), meant.next()) {
        (Some(row), None) => row,
        (Some(_), Some(_)) => {
            return Err(ActionError::Refused(
                "the name stands more than once: give the id from `daylight person list`".into(),
            ));
        }
        (None, _) => {
            return Err(ActionError::Refused(
                "nobody here has this id or name: look at `daylight person list`".into(),
            ));
        }
    };
    check_address(&row.name, address)?;
    let before = row.address.clone();
    let corrected = PersonRow {
        address: address.to_owned(),
        ..row
    };
    people::put(&tx, &corrected).await?;
    tx.commit().await?;
    Ok((corrected.id, before))
}
