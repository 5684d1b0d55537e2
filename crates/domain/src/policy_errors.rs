//! What can be wrong with a policy, collected so that it is said all at once. Knows no field of a policy.

use std::fmt;

/// One thing that is wrong in a policy, and what to change.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{field}: {message}")]
pub struct PolicyError {
    /// The field, as in the file: `clocks.acknowledge_days`.
    pub field: String,
    /// What is wrong and what to change.
    pub message: String,
}

/// All that is wrong in a policy. A file that is not TOML of the right form gives one error with its place;
/// otherwise every fault is listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyErrors(pub Vec<PolicyError>);

impl fmt::Display for PolicyErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the policy cannot be used:")?;
        self.0.iter().try_for_each(|error| write!(f, "\n  {error}"))
    }
}

impl std::error::Error for PolicyErrors {}

/// Collects faults; a value that has one is replaced by a harmless stand-in, so that checking can go on.
pub(crate) struct Faults(pub(crate) Vec<PolicyError>);

impl Faults {
    pub(crate) fn add(&mut self, field: impl Into<String>, message: impl Into<String>) {
        self.0.push(PolicyError {
            field: field.into(),
            message: message.into(),
        });
    }

    pub(crate) fn text(&mut self, field: impl Into<String>, text: String) -> String {
        if !text.contains(is_seen) {
            self.add(field, "is empty; write a name");
        }
        text
    }

    pub(crate) fn within(&mut self, field: &str, value: i64, least: u16, most: u16) -> u16 {
        match u16::try_from(value) {
            Ok(fits) if (least..=most).contains(&fits) => fits,
            _ if value > i64::from(most) => {
                self.add(
                    field,
                    format!("is {value}, over the ceiling of {most}; write {most} or less"),
                );
                most
            }
            _ => {
                self.add(
                    field,
                    format!("is {value}; write a number from {least} to {most}"),
                );
                least
            }
        }
    }
}

/// As clients show a text: without what steers a screen or turns the reading direction. A name of such marks alone is none.
fn is_seen(c: char) -> bool {
    let steers = matches!(c, '\u{feff}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    !(c.is_whitespace() || c.is_control() || steers)
}
