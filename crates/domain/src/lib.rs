//! The rules of Daylight: values in, verdicts out. No I/O, no clock, no async, no cryptography.
//!
//! [`Policy::parse`] reads the rules of an organisation, [`Roster::build`] says who held which office when, and
//! [`replay()`] turns a concern's entries and a day into an [`Outlook`]: its state, its dates, what the calendar owes,
//! and (by [`Outlook::check`]) who may do what.

pub mod act;
pub mod calendar;
pub mod ceilings;
pub mod entry;
pub mod figures;
pub mod people;
pub mod policy;
pub mod values;

mod apply;
mod case;
mod clocks;
mod closing;
mod colour;
mod deciding;
mod disputes;
mod doubled;
mod entitled;
mod items;
mod kind;
mod moving;
mod opening;
mod outlook;
mod outside_check;
mod people_rules;
mod policy_errors;
mod policy_file;
mod policy_toml;
mod readers;
mod reading;
mod refusal;
mod replay;
mod roster;
mod roster_build;
mod samples;
mod signatures;
mod without_concern;

pub use act::{
    Audience, Cause, ClockName, ClosingReason, Disputed, Enquiries, Finding, FindingResult, FirstDate,
    KdfParams, Mark, Opinion, ScopePoint, Standard,
};
pub use case::{Action, Late, State};
pub use clocks::first_dates;
pub use colour::{Colour, NoColour};
pub use doubled::not_doubled;
pub use entry::{Act, Entry};
pub use outlook::{Deadline, Outlook, Step};
pub use outside_check::{OUTSIDE_CHECK_MONTHS, OutsideCheck};
pub use people::{NewPerson, OfficeChange, OfficeKey, PersonChange, PolicyChange, Role};
pub use people_rules::{may_change_people, may_write};
pub use policy::{Category, Clocks, Office, OutsideRoute, Policy, Scrutiny, Stage};
pub use policy_errors::{PolicyError, PolicyErrors};
pub use readers::{Held, offices_above, offices_told_of_treatment};
pub use refusal::Refusal;
pub use replay::{Bad, Recorded, replay};
pub use roster::Roster;
pub use values::{
    Author, BadOfficeId, ConcernId, Date, Digest, NotHex, OfficeId, PersonId, PublicKey, Signature, StageNo,
    Urgency, from_hex, to_hex,
};
