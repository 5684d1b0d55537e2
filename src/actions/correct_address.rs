//! Where a person's mail goes is set right, by whoever has the host. The record holds no address, so this is no entry;
//! nothing but mail follows it, and no date waits for mail (R04).

use daylight_domain::PersonId;

use super::change_people::check_address;
use super::{ActionError, Service};
use crate::store::Tx;
use crate::store::people::{self, PersonRow};

/// Corrects the address of the one person meant by an id or a name; empty for none. What waits for them goes to the new
/// one. Gives their id and the address that was there. Refused if nobody, or more than one, is meant.
pub async fn correct_address(
    service: &Service,
    wanted: &str,
    address: &str,
) -> Result<(PersonId, String), ActionError> {
    let tx = service.store.begin_write().await?;
    let row = one_meant(&tx, wanted).await?;
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

/// The one person meant by an id or a name.
pub(super) async fn one_meant(tx: &Tx, wanted: &str) -> Result<PersonRow, ActionError> {
    let id = wanted.parse::<PersonId>().ok();
    let all = people::all(tx).await?.into_iter();
    let mut meant = all.filter(|row| Some(row.id) == id || row.name == wanted);
    match (meant.next(), meant.next()) {
        (Some(row), None) => Ok(row),
        (Some(_), Some(_)) => Err(ActionError::Refused(
            "the name stands more than once: give the id from `daylight person list`".into(),
        )),
        (None, _) => Err(ActionError::Refused(
            "nobody here has this id or name: look at `daylight person list`".into(),
        )),
    }
}
