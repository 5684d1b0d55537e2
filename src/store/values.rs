//! Between columns and domain values. Days are stored as days since 1970-01-01, so that they sort.

use daylight_domain::Date;

use super::StoreError;

const EPOCH: Date = Date::constant(1970, 1, 1);

pub(super) fn to_day(date: Date) -> i32 {
    let days = date.duration_since(EPOCH).as_hours() / 24;
    i32::try_from(days).unwrap_or(i32::MAX)
}

pub(super) fn from_day(day: i32, table: &'static str, column: &'static str) -> Result<Date, StoreError> {
    EPOCH
        .checked_add(
            jiff::Span::new()
                .try_days(i64::from(day))
                .map_err(|_| StoreError::Corrupt { table, column })?,
        )
        .map_err(|_| StoreError::Corrupt { table, column })
}

pub(super) fn array<const N: usize>(
    bytes: &[u8],
    table: &'static str,
    column: &'static str,
) -> Result<[u8; N], StoreError> {
    bytes
        .try_into()
        .map_err(|_| StoreError::Corrupt { table, column })
}

/// The short key of a row with long bytes: the first eight of the random ones that name it. Whoever makes two names that
/// begin alike hinders nobody but themselves, and it is compared in full wherever a row is given out.
pub fn key_of<const N: usize>(name: &[u8; N]) -> i64 {
    name.first_chunk().copied().map_or(0, i64::from_be_bytes)
}

/// The same of many.
pub(super) fn keys_of<'a, const N: usize>(
    names: impl IntoIterator<Item = &'a [u8; N]>,
) -> impl Iterator<Item = i64> {
    names.into_iter().map(key_of)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_comes_back_as_the_date_it_was() {
        for date in [
            Date::constant(1969, 12, 31),
            Date::constant(2026, 12, 18),
            Date::constant(2028, 2, 29),
        ] {
            assert_eq!(from_day(to_day(date), "t", "c").unwrap(), date);
        }
        assert_eq!(
            to_day(Date::constant(2026, 12, 19)) - to_day(Date::constant(2026, 12, 18)),
            1
        );
    }
}
