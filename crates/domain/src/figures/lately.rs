//! A count over the last days, published anew each day, as everybody may know it (R35; PAGES: Statistics and small numbers). Two
//! neighbouring days share all but their ends, so it goes in whole steps: a rounded number would tell when one more came.

/// Fewer than these are not counted in public, and more only by as many.
const STEP: u64 = 8;

/// Nothing where there was none; else the number in steps of eight, rounded down: zero says from 1 to 7.
pub fn lately(count: u64) -> Option<u64> {
    let shown = count.saturating_sub(count.checked_rem(STEP).unwrap_or(0));
    (count > 0).then_some(shown)
}
