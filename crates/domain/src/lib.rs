//! The rules of Daylight: values in, verdicts out. No I/O, no clock, no async, no cryptography.

pub mod act;
pub mod entry;
pub mod people;
pub mod values;

pub use act::{
    Audience, Cause, ClockName, ClosingReason, Disputed, Enquiries, Finding, FindingResult, FirstDate, KdfParams,
    Mark, Opinion, ScopePoint, Standard,
};
pub use entry::{Act, Entry};
pub use people::{NewPerson, OfficeChange, OfficeKey, PersonChange, PolicyChange, Role};
pub use values::{
    Author, BadOfficeId, ConcernId, Date, Digest, NotHex, OfficeId, PersonId, PublicKey, Signature, StageNo,
    Urgency, from_hex, to_hex,
};
