//! Why an action did not happen. Nothing has changed when one of these is returned.

use daylight_domain::{Bad, Date, Refusal};

use super::Why;
use crate::durable;
use crate::store::StoreError;

/// One list for all actions, because callers treat the same case of each alike.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ActionError {
    /// The bytes are not what they should be; says what to change.
    #[error("{0}")]
    Malformed(String),
    /// Longer than a limit; names the limit.
    #[error("{0}")]
    TooLarge(String),
    /// No session, or one that has ended.
    #[error("sign in first: the session has ended, or there was none")]
    NotSignedIn,
    /// Signed in, but not entitled.
    #[error("{0}")]
    Forbidden(String),
    /// Wrong, unknown and expired look alike.
    #[error("nothing is known under that code or id; check each word and try again")]
    NotFound,
    /// Something had happened that the signer was shown, or could have been shown, and did not sign for.
    #[error("something has happened since you last looked: load the concern again, read it, and sign again")]
    Stale,
    /// Signed for another day than the service's.
    #[error("the service's day is {today}: sign for that day and send again")]
    DayChanged {
        /// The service's day.
        today: Date,
    },
    /// A rule of the record does not allow it; the domain's own sentence.
    #[error(transparent)]
    Rule(#[from] Refusal),
    /// The service does not allow it, for a reason that is no rule of the record.
    #[error("{0}")]
    Refused(String),
    /// The same, where people meet it on a page.
    #[error("{1}")]
    Because(Why, String),
    /// Somebody else was first, again and again.
    #[error("many people are writing at this moment; nothing was lost, send it again")]
    Busy,
    /// More arrives than can be taken at once: the sender's device works for its place first.
    #[error("many are sending at this moment: do the work named here, then send again; nothing is lost")]
    WorkWanted {
        /// To be named with the work.
        challenge: String,
        /// Zero bits of each piece.
        bits: u8,
    },
    /// The database does not answer, or only to readers.
    #[error(
        "the service cannot reach its own store at this moment; nothing is lost that you have a receipt for, send it again"
    )]
    Away,
    /// No concern can be taken today.
    #[error("{0}")]
    Closed(String),
    /// No room on the disk of the service.
    #[error(
        "there is no room at the service at this moment; nothing was lost: keep what you wrote and send it again later, \
         and if it lasts, take another way"
    )]
    Full,
    /// A sealed file is not where it was kept. That it was there stands in the record.
    #[error(
        "this file is no longer where it was kept, and the record shows that it was: whoever runs the service must run \
         `daylight doctor` and bring it back from a backup; all else of the concern is there"
    )]
    Gone,
    /// Our own fault.
    #[error("something went wrong here; nothing was changed, send it again")]
    Internal(#[source] anyhow::Error),
}

impl From<StoreError> for ActionError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Conflict => Self::Busy,
            StoreError::Full => Self::Full,
            StoreError::Away(_) => Self::Away,
            other => Self::Internal(other.into()),
        }
    }
}

impl From<anyhow::Error> for ActionError {
    fn from(error: anyhow::Error) -> Self {
        Self::Internal(error)
    }
}

/// A file could not be read or written; says when the disk is full.
pub(super) fn of_disk(error: std::io::Error) -> ActionError {
    if durable::is_full(&error) {
        return ActionError::Full;
    }
    ActionError::Internal(anyhow::Error::new(error).context("a file could not be read or written"))
}

/// The stored record of a concern does not follow the rules: not the caller's fault.
pub(super) fn corrupt(bad: &Bad) -> ActionError {
    ActionError::Internal(anyhow::anyhow!(
        "entry {} of a stored concern breaks a rule: {}. Run `daylight doctor`",
        bad.index,
        bad.refusal
    ))
}
