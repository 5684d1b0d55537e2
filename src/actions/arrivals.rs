//! Sealing on arrival: whether the policy allows it, and the line in which those wait whose browser runs no scripts.
//! Must not know what is typed or sealed.
//!
//! Their code is stretched here (Argon2id, 19 MiB each) instead of on their device, and no work for a place can be asked of
//! them. So they have a line of their own: it bounds what they cost, and however long it grows, nobody at the other door
//! waits for it.

use std::sync::Arc;

use tokio::sync::{Semaphore, SemaphorePermit};

use super::{ActionError, Service};

/// KiB of their requests that are in memory at the same moment; the others wait unread.
const ROOM_KIB: usize = 8 * 1024;
/// Codes that are stretched, and texts that are sealed, at the same moment.
const AT_ONCE: usize = 2;

/// Who waits.
pub(super) struct Line {
    room: Semaphore,
    work: Arc<Semaphore>,
}

impl Default for Line {
    fn default() -> Self {
        Self {
            room: Semaphore::new(ROOM_KIB),
            work: Arc::new(Semaphore::new(AT_ONCE)),
        }
    }
}

/// What the policies let this service do for a browser without scripts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Allowed {
    /// Seal a new concern: the policy in force says so.
    pub to_raise: bool,
    /// Open a concern again that was sealed here: a policy that was in force says so. A new policy shuts nobody out.
    pub to_come_back: bool,
}

/// Asks the policies. Fails where the record cannot be read.
pub async fn allowed(service: &Service) -> Result<Allowed, ActionError> {
    let rules = service.rules().await?;
    let today = service.today(&rules);
    let (in_force, _) = rules.policy_on(today)?;
    let mut allowed = Allowed {
        to_raise: false,
        to_come_back: false,
    };
    for (digest, text) in &rules.policies {
        let was_in_force = rules
            .roster
            .policy_from(*digest)
            .is_some_and(|from| from <= today);
        if text.policy.seal_on_arrival && was_in_force {
            allowed.to_come_back = true;
            allowed.to_raise |= *digest == in_force;
        }
    }
    Ok(allowed)
}

/// Waits until there is room for a request of so many KiB. The room is given back when this is dropped.
pub async fn enter(service: &Service, kib: usize) -> Result<SemaphorePermit<'_>, ActionError> {
    let kib = u32::try_from(kib.clamp(1, ROOM_KIB)).unwrap_or(u32::MAX);
    let room = service.0.line.room.acquire_many(kib).await;
    Ok(room.map_err(anyhow::Error::new)?)
}

/// Does costly work in turn, away from the threads that answer requests.
pub async fn work<T: Send + 'static>(
    service: &Service,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, ActionError> {
    let turn = service.0.line.work.clone().acquire_owned().await;
    let turn = turn.map_err(anyhow::Error::new)?;
    let done = tokio::task::spawn_blocking(move || {
        // Held by the work itself: whoever goes away while it is done has not made room for one more.
        let _turn = turn;
        work()
    });
    Ok(done.await.map_err(anyhow::Error::new)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flood_takes_the_memory_of_two_derivations_and_no_more() {
        let kib = u32::try_from(AT_ONCE).unwrap() * daylight_domain::KdfParams::CURRENT.m_kib;
        assert!(kib <= 64 * 1024, "{kib} KiB");
    }
}
