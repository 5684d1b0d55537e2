//! The rows as sea-orm sees them. Nothing outside `store` names these.
#![expect(
    unreachable_pub,
    reason = "the derive macros need public items; columns are described in the migration"
)]

pub mod batch;
pub mod blob;
pub mod concern;
pub mod document;
pub mod entry;
pub mod hand_out;
pub mod heartbeat;
pub mod invitation;
pub mod lease;
pub mod mail;
pub mod office_secret;
pub mod pack;
pub mod part;
pub mod passkey;
pub mod person;
pub mod sealed;
pub mod session;
pub mod tree_hash;
pub mod upload;
pub mod witness;
