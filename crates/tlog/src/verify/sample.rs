//! A sample of closed concerns that nobody inside can steer (R16): the same export and the same seed give the same one on
//! every machine.

use daylight_domain::{ConcernId, Digest};

use crate::replay::Standing;
use crate::sig::sha256;

/// At most `count` of the closed concerns that have not been erased, ordered by
/// SHA-256(`daylight/sample/v1` ‖ 0x00 ‖ seed ‖ 0x00 ‖ the 16 bytes of the id). The seed comes from somebody outside after the
/// export was made (docs/AUDITORS.md): nobody could choose by it what stands in the record, nor what was kept.
pub fn sample(standings: &[Standing], count: usize, seed: &str) -> Vec<ConcernId> {
    let closed = standings
        .iter()
        .filter(|each| each.closed.is_some() && !each.erased);
    let mut drawn: Vec<(Digest, ConcernId)> = closed
        .map(|each| (lot(seed, each.concern), each.concern))
        .collect();
    drawn.sort_unstable();
    drawn
        .into_iter()
        .take(count)
        .map(|(_, concern)| concern)
        .collect()
}

fn lot(seed: &str, concern: ConcernId) -> Digest {
    let pieces: [&[u8]; 5] = [b"daylight/sample/v1", &[0], seed.as_bytes(), &[0], &concern.0];
    sha256(&pieces.concat())
}
