//! What crosses the wire, as both sides see it. Values only: no rule, no key, no HTTP.
//!
//! Sealed bytes travel in standard base64, ids, digests and keys in lower-case hexadecimal, dates as `2026-12-18`.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use daylight_domain::{ClockName, ConcernId, Date, Digest, OfficeId, PersonId, Role, Signature, StageNo, Urgency};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use utoipa::ToSchema;

/// Bytes that only a key can open, or other bytes without a text form.
#[derive(Clone, Debug, PartialEq, Eq, ToSchema)]
#[schema(value_type = String, format = Byte)]
pub struct Bytes(pub Vec<u8>);

impl Serialize for Bytes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&STANDARD.encode(&self.0))
    }
}

impl<'de> Deserialize<'de> for Bytes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        STANDARD.decode(text.as_bytes()).map(Self).map_err(|_| serde::de::Error::custom("not standard base64"))
    }
}

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
    /// Every published entry about keys, people, offices and policies, in tree order.
    pub record: Vec<ProvenEntry>,
    /// The policies' TOML, each named by an entry of the record through its SHA-256.
    pub policies: Vec<String>,
    /// The offices' recipients (`age1pq1…`), named likewise.
    pub recipients: Vec<String>,
    /// Names of persons; the ledger holds none.
    pub names: Vec<PersonName>,
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

/// `POST /api/v1/concerns`.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Submission {
    /// The signed manifest, one line.
    pub manifest: String,
    /// SHA-256 of the locator.
    #[schema(value_type = String)]
    pub locator_hash: Digest,
    /// Who and where, sealed to the case recipient.
    pub about: Bytes,
    /// All the rest, sealed to the case recipient.
    pub account: Bytes,
    /// One for each office of the manifest, in its order.
    pub capsules: Vec<Bytes>,
}

/// The answer to a submission; the same manifest again gets the same answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Accepted {
    /// The concern's id.
    #[schema(value_type = String)]
    pub concern: ConcernId,
    /// The day it was received.
    #[schema(value_type = String, format = Date)]
    pub received_on: Date,
    /// The day in whose batch the entry will stand.
    #[schema(value_type = String, format = Date)]
    pub batch_on: Date,
    /// The signed receipt.
    pub receipt: String,
    /// The dates by which somebody must act.
    pub deadlines: Vec<DeadlineView>,
}

/// A date by which somebody must act.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DeadlineView {
    /// Which clock.
    #[schema(value_type = String)]
    pub clock: ClockName,
    /// The stage it binds.
    #[schema(value_type = u8)]
    pub stage: StageNo,
    /// The date it first had at this stage; lateness counts from the earlier of the two.
    #[schema(value_type = String, format = Date)]
    pub first_due: Date,
    /// The date that decides.
    #[schema(value_type = String, format = Date)]
    pub due: Date,
    /// The day the holding stage aims at, where the policy names one.
    #[schema(value_type = Option<String>, format = Date)]
    pub target: Option<Date>,
    /// What follows if nobody acts, in words.
    pub then: String,
}

/// `POST /api/v1/track`. The locator never stands in a URL.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TrackRequest {
    /// From the tracking code.
    #[schema(value_type = String)]
    pub locator: Digest,
}

/// A concern as its reporter, or a holder who opened it, is shown it.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct ConcernView {
    /// The service's day.
    #[schema(value_type = String, format = Date)]
    pub today: Date,
    /// The signed manifest.
    pub manifest: String,
    /// The entries, in order.
    pub entries: Vec<FiledEntry>,
    /// Who and where; for a holder only after `opened`.
    pub about: Option<Bytes>,
    /// All the rest; for a holder only after `no_conflict`.
    pub account: Option<Bytes>,
    /// Sealed words that the entries name.
    pub items: Vec<Item>,
    /// Where it stands, as the service computes it; clients compute it again.
    pub outlook: OutlookView,
}

/// An entry of one concern.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct FiledEntry {
    /// 32 bytes.
    #[schema(value_type = String)]
    pub salt: Digest,
    /// The exact entry bytes.
    pub entry: String,
    /// The day in whose batch it stands or will stand.
    #[schema(value_type = String, format = Date)]
    pub batch_day: Date,
    /// Its index in the tree, once it has one.
    pub index: Option<u64>,
}

/// Sealed words.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Item {
    /// SHA-256 of the sealed bytes.
    #[schema(value_type = String)]
    pub digest: Digest,
    /// The sealed bytes.
    pub sealed: Bytes,
}

/// Where a concern stands.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct OutlookView {
    /// The stage that holds it.
    #[schema(value_type = u8)]
    pub stage: StageNo,
    /// The stage's name.
    pub stage_name: String,
    /// Since when that stage holds it.
    #[schema(value_type = String, format = Date)]
    pub arrived: Date,
    /// `received`, `acknowledged`, `scoped`, `findings_sent`, `closing_proposed`, `closed`.
    pub state: String,
    /// Chosen or raised.
    #[schema(value_type = String)]
    pub urgency: Urgency,
    /// Running clocks, nearest first.
    pub deadlines: Vec<DeadlineView>,
    /// The first day on which the calendar has something to do.
    #[schema(value_type = Option<String>, format = Date)]
    pub next_date: Option<Date>,
}

/// `POST /api/v1/track/acts`: a signed entry of the reporter, with the sealed words it names.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReporterAct {
    /// From the tracking code.
    #[schema(value_type = String)]
    pub locator: Digest,
    /// The signed entry bytes.
    pub entry: String,
    /// Sealed words, one for each digest of the entry that is not kept yet.
    #[serde(default)]
    pub items: Vec<Bytes>,
}

/// `POST /api/v1/desk/concerns/{id}/acts`: a signed entry of a holder.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HolderAct {
    /// The signed entry bytes.
    pub entry: String,
    /// Sealed words, one for each digest of the entry that is not kept yet.
    #[serde(default)]
    pub items: Vec<Bytes>,
}

/// The answer to an act.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct ActAccepted {
    /// The act's digest.
    #[schema(value_type = String)]
    pub record: Digest,
    /// The day in whose batch it will stand.
    #[schema(value_type = String, format = Date)]
    pub batch_on: Date,
    /// The signed receipt.
    pub receipt: String,
    /// Kinds of the entries that followed from it in the same transaction, `escalated` for instance.
    pub followed_by: Vec<String>,
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

/// `GET /api/v1/desk/hand-outs`: capsules, dummies among them.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct HandOuts {
    /// In an order that tells nothing.
    pub hand_outs: Vec<HandOutView>,
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

/// `POST /api/v1/admin/people`, `…/desk/people`, `…/audit/people`: a signed entry about a person or an office.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
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
    /// `proposed`, `signed`, `present`, `retiring`, `retired`.
    pub standing: String,
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

/// Every refusal has this shape.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct ApiError {
    /// A short fixed word for programs.
    pub error: String,
    /// What is wrong and what to do, for people.
    pub message: String,
    /// With `day_changed`: the day to sign for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = Date)]
    pub day: Option<Date>,
}
