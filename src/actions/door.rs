//! The door for new concerns: how much is taken in at once, and who has to work for a place first. There is no cap that
//! shuts it: whoever has done the work waits, however long the queue (DESIGN section 9).

use std::sync::atomic::{AtomicU8, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use daylight_domain::{Act, Digest, from_hex, to_hex};
use daylight_tlog::entry::UncheckedEntry;
use daylight_tlog::sig::sha256;
use tokio::sync::{Semaphore, SemaphorePermit};

use super::{ActionError, Service};
use crate::crypto::work::{MOST_BITS, Proof};
use crate::store::waiting;

/// KiB of requests that are in memory at the same moment; the others wait unread.
const ROOM_KIB: usize = 32 * 1024;
/// As many at once ask nothing of anybody.
const CALM: usize = 128;
/// The first difficulty: a blink for one sender, an hour of a processor for a million.
const FIRST_BITS: u8 = 13;
/// Work goes on being asked for so long after the last rush.
const RUSH_MS: i64 = 60_000;
/// How long a challenge may be answered.
const CHALLENGE_MS: i64 = 120_000;

/// Who is at the door.
pub(super) struct Door {
    room: Semaphore,
    here: AtomicUsize,
    /// Bits asked for, and until when.
    asked: Mutex<(u8, i64)>,
    /// The most bits since the record was last told.
    highest: AtomicU8,
}

impl Default for Door {
    fn default() -> Self {
        Self {
            room: Semaphore::new(ROOM_KIB),
            here: AtomicUsize::new(0),
            asked: Mutex::new((0, 0)),
            highest: AtomicU8::new(0),
        }
    }
}

/// A place; given back when dropped.
pub struct Entered<'door> {
    _here: Here<'door>,
    _room: SemaphorePermit<'door>,
    manifest: Option<Digest>,
}

impl Entered<'_> {
    /// Whether the place was got for this manifest: work done for one concern lets no other in.
    pub fn is_for(&self, manifest: &str) -> bool {
        self.manifest
            .is_none_or(|worked| worked == sha256(manifest.as_bytes()))
    }
}

struct Here<'door>(&'door AtomicUsize);

impl Drop for Here<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Door {
    /// What is asked of one who comes while so many are here.
    fn bits(&self, here: usize, now: i64) -> u8 {
        let rush = here.checked_div(CALM).and_then(usize::checked_ilog2);
        let steps = rush.and_then(|steps| u8::try_from(steps).ok());
        let bits = steps.map_or(0, |steps| FIRST_BITS.saturating_add(steps).min(MOST_BITS));
        let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        let over = asked.1 < now || asked.1 > now.saturating_add(RUSH_MS);
        if bits > 0 && bits >= asked.0 || over {
            *asked = (bits, now.saturating_add(RUSH_MS));
        }
        self.highest.fetch_max(asked.0, Ordering::Relaxed);
        asked.0
    }
}

/// Lets one in whose request has so many KiB: at once when it is calm, with a proof of work when it is not.
pub async fn enter<'door>(
    service: &'door Service,
    proof: Option<&Proof>,
    kib: usize,
) -> Result<Entered<'door>, ActionError> {
    let door = &service.0.door;
    let here = door.here.fetch_add(1, Ordering::Relaxed);
    let counted = Here(&door.here);
    let now = service.clock.raw_ms();
    let bits = door.bits(here, now);
    if bits > 0 && !proof.is_some_and(|proof| is_good(service, proof, now)) {
        return Err(ActionError::WorkWanted {
            challenge: challenge(service, bits, now),
            bits,
        });
    }
    let kib = u32::try_from(kib.clamp(1, ROOM_KIB)).unwrap_or(u32::MAX);
    let room = door.room.acquire_many(kib).await.map_err(anyhow::Error::new)?;
    Ok(Entered {
        _here: counted,
        _room: room,
        manifest: proof.filter(|_| bits > 0).map(|proof| proof.manifest),
    })
}

/// Nothing is kept of it here: all replicas know their own by the tag.
fn challenge(service: &Service, bits: u8, now: i64) -> String {
    let until = now.saturating_add(CHALLENGE_MS);
    to_hex(&[&until.to_be_bytes()[..], &[bits], &tag(service, until, bits)].concat())
}

fn tag(service: &Service, until: i64, bits: u8) -> [u8; 32] {
    let parts = [
        b"daylight/work/v1".as_slice(),
        &service.challenge_key,
        &until.to_be_bytes(),
        &[bits],
    ];
    sha256(&parts.concat()).0
}

/// What was asked when the challenge was given counts, even if more is asked by now.
fn is_good(service: &Service, proof: &Proof, now: i64) -> bool {
    let Ok(bytes) = from_hex::<41>(&proof.challenge) else {
        return false;
    };
    let Some((until, [bits, given @ ..])) = bytes.split_first_chunk() else {
        return false;
    };
    let until = i64::from_be_bytes(*until);
    given == tag(service, until, *bits) && until >= now && proof.holds(*bits)
}

/// Tells the record of the highest difficulty, once a day for each step.
pub async fn note_difficulty(service: &Service) -> Result<(), ActionError> {
    let bits = service.0.door.highest.swap(0, Ordering::Relaxed);
    if bits == 0 {
        return Ok(());
    }
    for row in waiting::of_kinds(&service.store, &["difficulty"]).await? {
        let told = UncheckedEntry::parse(&row.bytes).map(UncheckedEntry::into_entry);
        if matches!(told, Ok(entry) if matches!(entry.act, Act::Difficulty { bits: told } if told >= bits)) {
            return Ok(());
        }
    }
    service.note(Act::Difficulty { bits }).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_is_asked_for_in_a_rush_and_for_a_minute_after_it() {
        let door = Door::default();
        assert_eq!(door.bits(CALM - 1, 0), 0);
        assert_eq!(door.bits(CALM, 0), FIRST_BITS);
        assert_eq!(door.bits(4 * CALM, 10), FIRST_BITS + 2);
        assert_eq!(door.bits(1_000_000, 20), MOST_BITS);
        assert_eq!(door.bits(0, 20 + RUSH_MS), MOST_BITS);
        assert_eq!(door.bits(0, 21 + RUSH_MS), 0);
        assert_eq!(door.highest.load(Ordering::Relaxed), MOST_BITS);
    }
}
