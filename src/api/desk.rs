//! Signing in, and a holder's desk.

use daylight_domain::{ConcernId, Date, Digest, OfficeId, PersonId, Role, Signature};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Bytes;

/// `POST /api/v1/desk/concerns/{id}/acts`: a signed entry of a holder.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HolderAct {
    /// The signed entry bytes: a `SignedEntry`, as text.
    pub entry: String,
    /// Sealed words, one for each digest of the entry that is not kept yet.
    #[serde(default)]
    pub items: Vec<Bytes>,
}

/// `POST /api/v1/sign-in/challenge` answers with this.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Challenge {
    /// Hexadecimal text to sign (with its own domain tag: it can never be an act). Good for a minute.
    pub challenge: String,
}

/// `POST /api/v1/sign-in`.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SignIn {
    /// Who.
    #[schema(value_type = String)]
    pub person: PersonId,
    /// The challenge.
    pub challenge: String,
    /// Its signature.
    #[schema(value_type = String)]
    pub signature: Signature,
}

/// A session. Keep the token in memory only.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
pub struct Session {
    /// For `Authorization: Bearer`.
    pub token: String,
    /// What the person may do.
    #[schema(value_type = String)]
    pub role: Role,
    /// Ends this many seconds after the last call.
    pub idle_seconds: u32,
}

/// `GET /api/v1/desk`: who is signed in and the keys of their offices.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Desk {
    /// The service's day.
    #[schema(value_type = String, format = Date)]
    pub today: Date,
    /// Identities of their offices, sealed to the person's own recipient.
    pub offices: Vec<OfficeSecret>,
}

/// An office's identity, sealed to a holder.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OfficeSecret {
    /// SHA-256 of the office's recipient.
    #[schema(value_type = String)]
    pub recipient: Digest,
    /// The identity (`AGE-SECRET-KEY-PQ-1…`), sealed as padded text.
    pub sealed: Bytes,
}

/// `GET /api/v1/desk/hand-outs`: capsules, dummies among them. Closed concerns that the office opened are put away: the
/// capsule of one comes with `?concern=ID`, their ids with `?closed_after=ID`.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct HandOuts {
    /// In an order that tells nothing.
    pub hand_outs: Vec<HandOutView>,
    /// With `closed_after`: closed concerns that the office opened, in the order of their ids, at most 1000.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(value_type = Vec<String>)]
    pub closed: Vec<ConcernId>,
}

/// A capsule on the desk.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct HandOutView {
    /// Whose desk.
    #[schema(value_type = String)]
    pub office: OfficeId,
    /// Since when the office's stage holds what may be in it.
    #[schema(value_type = String, format = Date)]
    pub arrived: Date,
    /// The capsule.
    pub capsule: Bytes,
}
