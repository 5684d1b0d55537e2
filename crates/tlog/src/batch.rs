//! The daily batch: pending entries in random order, in order within a concern, filled with padding.
//! Knows no entry; randomness comes from the caller.

use std::collections::BTreeMap;

use daylight_domain::ConcernId;

/// Where an entry may stand in its batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Behind the entries of the same concern with a lower number, anywhere else. Entries of no concern keep
    /// their order among themselves, as those of one concern do: a proposal comes before its signature.
    InOrder(Option<ConcernId>, u64),
    /// Anywhere: padding.
    Anywhere,
}

/// How many padding entries bring a tree of `size` with `pending` more to a multiple of `pad_to`. Never none:
/// an idle day looks like any other, and the day of a batch stands in its padding, and so in the tree.
pub fn padding_needed(size: u64, pending: u64, pad_to: u64) -> u64 {
    let over = size.saturating_add(pending).checked_rem(pad_to).unwrap_or(0);
    pad_to.max(1).saturating_sub(over)
}

/// Puts a batch in the order of the tree. Every order that keeps the order within each concern is equally
/// likely, so that place in the ledger says nothing of hour, order or number of what came in.
///
/// `random` fills its argument with random bytes.
pub fn in_batch_order<T>(
    items: Vec<T>,
    place: impl Fn(&T) -> Place,
    random: &mut dyn FnMut(&mut [u8]),
) -> Vec<T> {
    let mut shuffled: Vec<T> = items;
    for end in (1..shuffled.len()).rev() {
        shuffled.swap(end, below(end.saturating_add(1), random));
    }
    // Each concern keeps the seats it drew, and its entries take them in order: of the orders that differ
    // only within concerns exactly one is left, so the rest stay equally likely.
    let mut seats: BTreeMap<Option<ConcernId>, Vec<(u64, usize)>> = BTreeMap::new();
    for (seat, item) in shuffled.iter().enumerate() {
        if let Place::InOrder(concern, number) = place(item) {
            seats.entry(concern).or_default().push((number, seat));
        }
    }
    let mut target: Vec<usize> = (0..shuffled.len()).collect();
    for taken in seats.into_values() {
        let mut in_order = taken.clone();
        in_order.sort_unstable();
        for ((_, from), (_, to)) in in_order.into_iter().zip(taken) {
            if let Some(slot) = target.get_mut(from) {
                *slot = to;
            }
        }
    }
    let mut placed: Vec<(usize, T)> = target.into_iter().zip(shuffled).collect();
    placed.sort_by_key(|(seat, _)| *seat);
    placed.into_iter().map(|(_, item)| item).collect()
}

/// A number below `limit`, each equally likely.
fn below(limit: usize, random: &mut dyn FnMut(&mut [u8])) -> usize {
    let Ok(limit) = u64::try_from(limit) else { return 0 };
    loop {
        let mut bytes = [0; 8];
        random(&mut bytes);
        let drawn = u64::from_le_bytes(bytes);
        // The last, incomplete round of remainders would favour small numbers: draw again.
        let (Some(rest), Some(rounds)) = (drawn.checked_rem(limit), u64::MAX.checked_rem(limit)) else {
            return 0;
        };
        if drawn <= u64::MAX.saturating_sub(rounds).saturating_sub(1) {
            return usize::try_from(rest).unwrap_or(0);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A small generator (splitmix64) for tests: seeded, good enough to count with.
    fn seeded(mut state: u64) -> impl FnMut(&mut [u8]) {
        move |out| {
            for chunk in out.chunks_mut(8) {
                state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
                let mut z = state;
                z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
                z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
                chunk.copy_from_slice(&(z ^ (z >> 31)).to_le_bytes()[..chunk.len()]);
            }
        }
    }

    fn of_concern(n: u8, number: u64) -> Place {
        Place::InOrder(Some(ConcernId([n; 16])), number)
    }

    proptest! {
        #[test]
        fn entries_of_a_concern_keep_their_order_and_nothing_is_lost(
            owners in proptest::collection::vec(0_u8..5, 0..40), seed: u64,
        ) {
            let items: Vec<_> = owners.iter().zip(0_u64..).collect();
            let place = |&(owner, number): &(&u8, u64)| match owner {
                0 => Place::Anywhere,
                1 => Place::InOrder(None, number),
                n => of_concern(*n, number),
            };
            let order = in_batch_order(items.clone(), place, &mut seeded(seed));
            let mut sorted = order.clone();
            sorted.sort_by_key(|(_, number)| *number);
            prop_assert_eq!(sorted, items);
            for owner in 1..5 {
                let numbers = order.iter().filter(|(of, _)| **of == owner).map(|(_, number)| number);
                prop_assert!(numbers.is_sorted());
            }
        }

        #[test]
        fn a_padded_tree_is_a_multiple_and_no_day_is_empty(size in 0_u64..10_000, pending in 0_u64..500, pad_to in 1_u64..100) {
            let padding = padding_needed(size, pending, pad_to);
            let added = pending.saturating_add(padding);
            prop_assert!(size.saturating_add(added).is_multiple_of(pad_to));
            prop_assert!((1..=pad_to).contains(&padding));
        }
    }

    #[test]
    fn every_order_that_keeps_concerns_in_order_is_equally_likely() {
        // Two of concern 1, two of concern 2, one padding: 5! / (2! 2!) = 30 orders.
        let items = vec![(1, 0), (1, 1), (2, 0), (2, 1), (0, 0)];
        let place = |&(owner, number): &(u8, u64)| match owner {
            0 => Place::Anywhere,
            n => of_concern(n, number),
        };
        let mut counts: BTreeMap<Vec<(u8, u64)>, u32> = BTreeMap::new();
        let mut random = seeded(1);
        for _ in 0..30_000 {
            *counts
                .entry(in_batch_order(items.clone(), place, &mut random))
                .or_default() += 1;
        }
        assert_eq!(counts.len(), 30);
        assert!(
            counts.values().all(|count| (850..1150).contains(count)),
            "{counts:?}"
        );
    }

    #[test]
    fn a_draw_takes_every_number_below_its_limit() {
        let mut random = seeded(3);
        let mut seen = [0_u32; 3];
        for _ in 0..3_000 {
            seen[below(3, &mut random)] += 1;
        }
        assert!(seen.iter().all(|count| (900..1100).contains(count)), "{seen:?}");
    }
}
