//! A person's key file may lie here, sealed to their passkey: it comes to whoever asks, and opens with the passkey alone.

use daylight_domain::PersonId;

use super::{ActionError, Service, Signed};
use crate::api;
use crate::store::passkeys;

/// A key file has at most 64 KiB; a passkey adds a header.
const LONGEST: usize = 66 * 1024;
/// How an age file begins (c2sp.org/age).
const BEGINS: &[u8] = b"age-encryption.org/v1\n";

/// Keeps the caller's, in the place of one that was there.
pub async fn keep(
    service: &Service,
    signed: &Signed,
    sealed: api::Passkey,
) -> Result<api::Done, ActionError> {
    let bytes = sealed.sealed.0;
    if bytes.len() > LONGEST {
        return Err(ActionError::TooLarge(
            "a sealed key has at most 66 KiB".to_owned(),
        ));
    }
    if !bytes.starts_with(BEGINS) {
        return Err(ActionError::Malformed(
            "this is no age file: seal the key to the passkey first".to_owned(),
        ));
    }
    let tx = service.store.begin_write().await?;
    passkeys::put(&tx, signed.person, bytes).await?;
    tx.commit().await?;
    Ok(api::Done {})
}

/// Forgets the caller's.
pub async fn forget(service: &Service, signed: &Signed) -> Result<api::Done, ActionError> {
    let tx = service.store.begin_write().await?;
    passkeys::delete(&tx, signed.person).await?;
    tx.commit().await?;
    Ok(api::Done {})
}

/// A person's, to whoever asks: it must be there before anybody can sign in.
pub async fn show(service: &Service, person: PersonId) -> Result<api::Passkey, ActionError> {
    let found = passkeys::find(&service.store, person).await?;
    Ok(api::Passkey {
        sealed: api::Bytes(found.ok_or(ActionError::NotFound)?),
    })
}
