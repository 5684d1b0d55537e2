//! Signing in: a signed challenge, which can never be an act; then a token in memory, ten minutes idle.

use daylight_domain::{PersonId, Role, from_hex, to_hex};
use daylight_tlog::entry::sign_in_message;
use daylight_tlog::sig::{self, sha256};

use super::{ActionError, Service, Signed};
use crate::api;
use crate::store::{StoreError, sessions};

const CHALLENGE_MS: i64 = 60_000;
const IDLE_SECONDS: u32 = 600;
const IDLE_MS: i64 = 600_000;
/// A session in use is written again only when this much of it has passed: reading is cheap, writing is not.
const RENEW_AFTER_MS: i64 = 60_000;

/// A fresh challenge; nothing is kept of it here.
pub fn challenge(service: &Service) -> api::Challenge {
    let nonce = service.random::<16>();
    let until = service.clock.raw_ms().saturating_add(CHALLENGE_MS);
    let text = [
        nonce.as_slice(),
        &until.to_be_bytes(),
        &tag(service, nonce, until),
    ]
    .concat();
    api::Challenge {
        challenge: to_hex(&text),
    }
}

/// Both inputs have a fixed length, so a plain hash under a secret prefix is enough of a seal.
fn tag(service: &Service, nonce: [u8; 16], until: i64) -> [u8; 32] {
    sha256(&[service.challenge_key.as_slice(), &nonce, &until.to_be_bytes()].concat()).0
}

/// Begins a session, if the challenge is ours, fresh, unused, and signed by the person's key. Every failure has
/// the same answer.
pub async fn sign_in(service: &Service, request: api::SignIn) -> Result<api::Session, ActionError> {
    let bytes: [u8; 56] = from_hex(&request.challenge).map_err(|_| ActionError::NotSignedIn)?;
    let (nonce, rest) = bytes.split_first_chunk::<16>().ok_or(ActionError::NotSignedIn)?;
    let (until, given) = rest.split_first_chunk::<8>().ok_or(ActionError::NotSignedIn)?;
    let until = i64::from_be_bytes(*until);
    let now = service.clock.raw_ms();
    if tag(service, *nonce, until) != given || until < now {
        return Err(ActionError::NotSignedIn);
    }
    let rules = service.rules().await?;
    let today = service.today(&rules);
    let key = rules
        .roster
        .key(request.person, today)
        .ok_or(ActionError::NotSignedIn)?;
    let message = sign_in_message(service.log.origin(), &request.challenge);
    sig::verify(&key, &message, &request.signature).map_err(|_| ActionError::NotSignedIn)?;
    let role = rules
        .roster
        .role(request.person, today)
        .ok_or(ActionError::NotSignedIn)?;

    let token = service.random::<32>();
    let tx = service.store.begin_write().await?;
    sessions::forget_expired(&tx, now).await?;
    // A challenge counts once: its own row stands for as long as it could be answered.
    match sessions::insert(&tx, sha256(nonce).0, request.person, until).await {
        Err(StoreError::Duplicate) => return Err(ActionError::NotSignedIn),
        other => other?,
    }
    sessions::insert(
        &tx,
        session_id(&token),
        request.person,
        now.saturating_add(IDLE_MS),
    )
    .await?;
    tx.commit().await?;
    Ok(api::Session {
        token: to_hex(&token),
        role,
        idle_seconds: IDLE_SECONDS,
    })
}

fn session_id(token: &[u8; 32]) -> [u8; 32] {
    sha256(&[b"daylight/session/v1".as_slice(), token].concat()).0
}

/// Whose token this is; moves the session's end. The role is read afresh: a retired person's session is worth
/// nothing.
pub async fn session(service: &Service, token: &str) -> Result<Signed, ActionError> {
    let token: [u8; 32] = from_hex(token).map_err(|_| ActionError::NotSignedIn)?;
    let now = service.clock.raw_ms();
    let found = sessions::find(&service.store, session_id(&token), now).await?;
    let (person, until) = found.ok_or(ActionError::NotSignedIn)?;
    // No session lasts that long: it was begun under a clock that has been set back since.
    if until > now.saturating_add(IDLE_MS.saturating_mul(2)) {
        return Err(ActionError::NotSignedIn);
    }
    let signed = who(service, person).await?;
    let fresh = now.saturating_add(IDLE_MS);
    if fresh.saturating_sub(until) > RENEW_AFTER_MS {
        let tx = service.store.begin_write().await?;
        sessions::extend(&tx, session_id(&token), fresh).await?;
        tx.commit().await?;
    }
    Ok(signed)
}

async fn who(service: &Service, person: PersonId) -> Result<Signed, ActionError> {
    let rules = service.rules().await?;
    let today = service.today(&rules);
    let role = rules.roster.role(person, today).ok_or(ActionError::NotSignedIn)?;
    let offices = match role {
        Role::Holder => rules
            .roster
            .office_of(person, today)
            .cloned()
            .into_iter()
            .collect(),
        _ => Vec::new(),
    };
    Ok(Signed {
        person,
        role,
        offices,
    })
}
