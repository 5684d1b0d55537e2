//! Work shared among the processors of the machine. Alone in this crate knows threads: an auditor waits for a million
//! signatures, and each can be looked at by itself. What comes out does not depend on how many processors there are.

use std::num::NonZero;
use std::{panic, thread};

/// Fewer items than these are not worth a thread.
const WORTH_IT: usize = 64;

/// What `read` gives for every item, in their order.
pub(crate) fn map<T: Sync, R: Send>(items: &[T], read: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let pieces = pieces(items, |piece| piece.iter().map(&read).collect::<Vec<R>>());
    let mut pieces = pieces.into_iter();
    let mut all = pieces.next().unwrap_or_default();
    pieces.for_each(|piece| all.extend(piece));
    all
}

/// What `find` gives for the first piece for which it gives anything. It is handed so many items at once, or fewer.
pub(crate) fn first<T: Sync, R: Send>(
    items: &[T],
    at_once: usize,
    find: impl Fn(&[T]) -> Option<R> + Sync,
) -> Option<R> {
    let pieces = pieces(items, |piece| piece.chunks(at_once.max(1)).find_map(&find));
    pieces.into_iter().flatten().next()
}

/// Both, at the same time.
pub(crate) fn beside<A: Send, B>(one: impl FnOnce() -> A + Send, other: impl FnOnce() -> B) -> (A, B) {
    thread::scope(|scope| {
        let running = scope.spawn(one);
        let other = other();
        let one = running.join();
        (
            one.unwrap_or_else(|panicked| panic::resume_unwind(panicked)),
            other,
        )
    })
}

fn pieces<T: Sync, R: Send>(items: &[T], work: impl Fn(&[T]) -> R + Sync) -> Vec<R> {
    let processors = thread::available_parallelism().map_or(1, NonZero::get);
    let size = items.len().div_ceil(processors).max(WORTH_IT);
    if items.len() <= size {
        return vec![work(items)];
    }
    let work = &work;
    thread::scope(|scope| {
        let pieces = items.chunks(size);
        let running: Vec<_> = pieces.map(|piece| scope.spawn(move || work(piece))).collect();
        let done = running.into_iter().map(thread::ScopedJoinHandle::join);
        done.map(|done| done.unwrap_or_else(|panicked| panic::resume_unwind(panicked)))
            .collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_stays_and_the_first_find_is_the_first_of_all() {
        for count in [0_usize, 1, 63, 64, 65, 1000] {
            let items: Vec<usize> = (0..count).collect();
            let doubled = map(&items, |item| item * 2);
            assert!(doubled.iter().copied().eq((0..count).map(|item| item * 2)));
            for at_once in [1, 10, 2000] {
                let find = |items: &[usize]| items.iter().copied().find(|item| item % 7 == 5);
                assert_eq!(first(&items, at_once, find), (count > 5).then_some(5));
                assert_eq!(first(&items, at_once, |_| None::<()>), None);
            }
        }
    }
}
