//! Steps about people, offices and policies that would be taken a second time. The rules count the first of two; this
//! says so before a second is added, for both may be signed in one batch. Knows no roster.

use crate::entry::{Act, Entry};
use crate::people::{OfficeChange, PersonChange, PolicyChange};
use crate::refusal::Refusal;
use crate::replay::Recorded;
use crate::values::{Author, Digest};

/// Whether a step has not been taken yet. `known` is everything about people, offices and policies, published or waiting.
/// Fails if the same is proposed already, or the proposal has its signature.
pub fn not_doubled(known: &[Recorded], new: &Entry) -> Result<(), Refusal> {
    let mut same = known.iter().filter(|recorded| recorded.entry.act == new.act);
    let again = match &new.act {
        Act::Person(
            PersonChange::Signed { .. }
            | PersonChange::Admitted { .. }
            | PersonChange::RetirementSigned { .. },
        )
        | Act::Office(OfficeChange::Signed { .. })
        | Act::Policy(PolicyChange::Signed { .. })
        | Act::ChannelClosed {} => same.next().map(|first| signed(first.entry.by, new.by)),
        Act::Person(PersonChange::RetirementProposed { person }) => {
            same.next().map(|_| Refusal::LeavesAlready { person: *person })
        }
        Act::Office(OfficeChange::Proposed(_)) => same.next().map(|_| Refusal::AlreadyProposed),
        // A policy that was in force once may come back, by a proposal and a signature of its own.
        Act::Policy(PolicyChange::Proposed { .. }) => same
            .find(|proposed| !has_signature(known, proposed.record))
            .map(|_| Refusal::AlreadyProposed),
        _ => None,
    };
    again.map_or(Ok(()), Err)
}

fn signed(first: Author, now: Author) -> Refusal {
    if first == now {
        Refusal::AlreadySigned
    } else {
        Refusal::SignedByAnother
    }
}

fn has_signature(known: &[Recorded], wanted: Digest) -> bool {
    known.iter().any(|recorded| {
        matches!(&recorded.entry.act, Act::Policy(PolicyChange::Signed { proposal }) if *proposal == wanted)
    })
}
