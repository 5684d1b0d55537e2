//! Mail, by a real mail server and its faults, and what every mail looks like.

mod faults;
mod looks;
mod server;
mod transport;
