//! Mail, by a real mail server and its faults, and what every mail looks like.

mod faults;
mod looks;
pub(crate) mod sealed;
mod server;
mod transport;
