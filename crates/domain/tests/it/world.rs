//! A small organisation to tell stories in: two offices on stage 1, one on stage 2, one outside.

mod acts;
mod concern;
mod people;

use daylight_domain::*;

pub(crate) use acts::*;
pub(crate) use concern::*;
pub(crate) use people::*;

pub(crate) const GUARDIAN: PersonId = PersonId([1; 8]);
pub(crate) const DEPUTY: PersonId = PersonId([2; 8]);
pub(crate) const CHAIR: PersonId = PersonId([3; 8]);
pub(crate) const OUTSIDE: PersonId = PersonId([4; 8]);
pub(crate) const OUTSIDE_TWO: PersonId = PersonId([5; 8]);
pub(crate) const AUDITOR: PersonId = PersonId([6; 8]);
pub(crate) const OPERATOR: PersonId = PersonId([7; 8]);
pub(crate) const NEWCOMER: PersonId = PersonId([8; 8]);

pub(crate) const ITEM: Digest = Digest([9; 32]);
pub(crate) const EXAMPLE: &str = include_str!("../../../../config/policies/example.toml");

pub(crate) fn policy() -> Policy {
    Policy::parse(EXAMPLE).unwrap()
}

pub(crate) fn day(text: &str) -> Date {
    text.parse().unwrap()
}

pub(crate) fn office(id: &str) -> OfficeId {
    id.parse().unwrap()
}

pub(crate) fn record(number: u32) -> Digest {
    let mut bytes = [0; 32];
    bytes[..4].copy_from_slice(&number.to_be_bytes());
    bytes[31] = 1;
    Digest(bytes)
}
