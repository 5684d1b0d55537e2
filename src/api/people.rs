//! People and policies: proposing, signing, listing; and the pages of entries for auditors.

use daylight_domain::{Date, Digest, OfficeId, PersonId, Role};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Bytes, FiledEntry, OfficeSecret};

/// `POST /api/v1/admin/people`, `…/desk/people`, `…/audit/people`: a signed entry about a person or an office, the
/// closing of the channel, or an auditor's opinion.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PeopleAct {
    /// The signed entry bytes.
    pub entry: String,
    /// Name, address and recipient, with a proposal.
    #[serde(default)]
    pub details: Option<PersonDetails>,
    /// The office's new recipient, with an office proposal.
    #[serde(default)]
    pub recipient: Option<String>,
    /// Office identities sealed to the newcomer, with `admitted`.
    #[serde(default)]
    pub secrets: Vec<OfficeSecret>,
    /// The office's new identity sealed to each of its holders, with an office proposal by one of them.
    #[serde(default)]
    pub shares: Vec<OfficeShare>,
}

/// An office's new identity, sealed to one of those who hold it.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OfficeShare {
    /// To whom.
    #[schema(value_type = String)]
    pub person: PersonId,
    /// The identity (`AGE-SECRET-KEY-PQ-1…`), sealed as padded text.
    pub sealed: Bytes,
}

/// What the ledger must not hold of a person.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PersonDetails {
    /// As colleagues and reporters see it.
    pub name: String,
    /// Where mail goes; may be empty.
    pub address: String,
    /// Their own recipient, `age1pq1…`.
    pub recipient: String,
}

/// `GET /api/v1/{admin,desk,audit}/people`.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct People {
    /// The service's day.
    #[schema(value_type = String, format = Date)]
    pub today: Date,
    /// Everybody, proposed ones included.
    pub people: Vec<PersonView>,
}

/// One person and where they stand.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct PersonView {
    /// Pseudonymous id.
    #[schema(value_type = String)]
    pub person: PersonId,
    /// Name.
    pub name: String,
    /// Role.
    #[schema(value_type = String)]
    pub role: Role,
    /// Office, for holders.
    #[schema(value_type = Option<String>)]
    pub office: Option<OfficeId>,
    /// `proposed`, `signed`, `present`, `retiring`, `retired` (an inspector's last day over too).
    pub standing: String,
    /// Let in by a holder of their office, published or not.
    #[serde(default)]
    pub admitted: bool,
    /// The record of the proposal that waits for somebody, if one does.
    #[schema(value_type = Option<String>)]
    pub proposal: Option<Digest>,
    /// Their own recipient.
    pub recipient: String,
}

/// `POST /api/v1/admin/policies` (proposed) and `…/desk/policies` (signed).
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PolicyAct {
    /// The signed entry bytes.
    pub entry: String,
    /// The policy's TOML, with a proposal.
    #[serde(default)]
    pub toml: Option<String>,
}

/// `GET /api/v1/{admin,desk,audit}/policies`.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Policies {
    /// Every policy the ledger names, oldest first.
    pub policies: Vec<PolicyView>,
}

/// A policy and its standing.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct PolicyView {
    /// SHA-256 of the TOML.
    #[schema(value_type = String)]
    pub policy: Digest,
    /// `proposed` (waits for the last stage), `signed` (waits for its day), `in_force`, `past`.
    pub standing: String,
    /// Since when, or from when, it is in force.
    #[schema(value_type = Option<String>, format = Date)]
    pub from: Option<Date>,
    /// The record of the proposal.
    #[schema(value_type = Option<String>)]
    pub proposal: Option<Digest>,
    /// The text.
    pub toml: String,
}

/// `GET /api/v1/audit/entries?start=0&count=256`.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct AuditEntries {
    /// Published entries in tree order.
    pub entries: Vec<FiledEntry>,
}
