//! What a client is shown before it seals: the published record of people, offices and policies.

use daylight_domain::{Colour, Date, Digest, PersonId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// `GET /api/v1/instance`: everything a client needs before it seals, each entry proven under the checkpoint.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Instance {
    /// The log's origin.
    pub origin: String,
    /// The log's verifier key (c2sp.org/signed-note).
    pub vkey: String,
    /// The published checkpoint (c2sp.org/tlog-checkpoint).
    pub checkpoint: String,
    /// The service's civil day, in the policy's time zone.
    #[schema(value_type = String, format = Date)]
    pub today: Date,
    /// The organisation's colour, `#rrggbb`; the service's word alone.
    #[schema(value_type = String)]
    #[serde(default)]
    pub colour: Colour,
    /// Every published entry about keys, people, offices and policies, in tree order.
    pub record: Vec<ProvenEntry>,
    /// The policies' TOML, each named by an entry of the record through its SHA-256.
    pub policies: Vec<String>,
    /// The offices' recipients (`age1pq1…`), named likewise.
    pub recipients: Vec<String>,
    /// Names of persons; the ledger holds none.
    pub names: Vec<PersonName>,
}

/// `GET /api/v1/ledger/code`: what this service sends to browsers, and the entry of the record that says so.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Code {
    /// A line for each script, worker and style, as `sha256sum` writes it: its SHA-256 and its address, in the order of
    /// the addresses.
    pub list: String,
    /// The published checkpoint (c2sp.org/tlog-checkpoint).
    pub checkpoint: String,
    /// The newest published entry `code`, if its `assets` is the SHA-256 of the list; else none.
    pub entry: Option<ProvenEntry>,
}

/// A person's name, as the service says it.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct PersonName {
    /// Their pseudonymous id.
    #[schema(value_type = String)]
    pub person: PersonId,
    /// The name.
    pub name: String,
}

/// An entry with its inclusion proof under the checkpoint beside it.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct ProvenEntry {
    /// Index in the tree.
    pub index: u64,
    /// The day of its batch.
    #[schema(value_type = String, format = Date)]
    pub batch_day: Date,
    /// 32 bytes.
    #[schema(value_type = String)]
    pub salt: Digest,
    /// The exact entry bytes.
    pub entry: String,
    /// The hashes of the inclusion proof.
    #[schema(value_type = Vec<String>)]
    pub proof: Vec<Digest>,
}
