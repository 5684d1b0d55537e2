//! The other side of the API: what a reporter's or a holder's program must check before it believes the service.
//! Knows no table, no page and no terminal; needs only an address and the person's own secret.
//!
//! A call starts with [`Trust::check`]: keys and policy are taken only under a checkpoint signed by the log's key.

pub mod attachments;
pub mod closing;
pub mod concern;
pub mod desk;
mod due;
mod everybody;
pub mod findings;
pub mod http;
pub mod log_key;
pub mod offices;
pub mod people;
pub mod problem;
pub mod proxy;
pub mod public_file;
pub mod receipts;
pub mod redaction;
pub mod reporter;
pub mod scope;
pub mod search;
pub mod session;
pub mod shared;
pub mod statements;
pub mod submit;
pub mod tags;
pub mod told;
pub mod trust;
pub mod unread;

pub use concern::Concern;
pub use http::{Caller, Service};
pub use log_key::GivenKey;
pub use problem::{CallFailed, Mistrust, Stopped};
pub use proxy::Way;
pub use reporter::Reporter;
pub use session::SignedIn;
pub use trust::{Seat, Trust};

/// Text from elsewhere without the characters that steer a terminal; line ends and tabs stay.
pub fn clean(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_control() || matches!(c, '\n' | '\t'))
        .filter(|c| !is_direction(*c))
        .collect()
}

/// Marks that turn the reading direction could make one text look like another.
fn is_direction(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod concern_tests;
#[cfg(test)]
mod fixture;
#[cfg(test)]
mod tests;
